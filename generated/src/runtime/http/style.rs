// kiln-runtime: support code, copied unchanged into generated crates.
//! Styles: which text a value becomes.
//!
//! For `color`, the examples of the specification:
//!
//! | style | | `"blue"` | `["blue", "black"]` | `{"R": 100, "G": 200}` |
//! | --- | --- | --- | --- | --- |
//! | matrix | | `;color=blue` | `;color=blue,black` | `;color=R,100,G,200` |
//! | | exploded | `;color=blue` | `;color=blue;color=black` | `;R=100;G=200` |
//! | label | | `.blue` | `.blue,black` | `.R,100,G,200` |
//! | | exploded | `.blue` | `.blue.black` | `.R=100.G=200` |
//! | simple | | `blue` | `blue,black` | `R,100,G,200` |
//! | | exploded | `blue` | `blue,black` | `R=100,G=200` |
//! | form | joined | `color=blue` | `color=blue,black` | `color=R,100,G,200` |
//! | | | `color=blue` | `color=blue&color=black` | `R=100&G=200` |
//! | spaceDelimited | | | `color=blue%20black` | `color=R%20100%20G%20200` |
//! | pipeDelimited | | | `color=blue%7Cblack` | `color=R%7C100%7CG%7C200` |
//! | deepObject | | | | `color%5BR%5D=100&color%5BG%5D=200` |
//!
//! What the specification leaves open:
//!
//! * A list in an exploded object repeats the name: `a=1&a=2`.
//! * What is in a deep object, or in a list in its place, has its path in the name:
//!   `color%5Ba%5D%5Bb%5D=1`, `color%5B0%5D=1`. Who reads brackets reads an index in them,
//!   and few read a name that is repeated.
//! * The delimited styles, when exploded, are as form is.
//! * Any other list or object in a list or an object has no form, and is an error. So is an
//!   item of a list that has the delimiter in it, where nothing tells the two apart.
//!
//! Absent values and nulls leave no trace, among items and members too, and neither do
//! lists and objects without members, as RFC 6570 has it.

use super::escape::Escape;

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    pub(super) kind: Kind,
    pub(super) explode: bool,
    pub(super) reserved: bool,
    pub(super) empty: bool,
}

/// The styles by the specification's own names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    TabDelimited,
    DeepObject,
    Cookie,
    Json,
}

impl Style {
    /// `blue,black`: paths and headers.
    pub const SIMPLE: Self = Self::of(Kind::Simple, false);
    /// `.blue,black`: paths.
    pub const LABEL: Self = Self::of(Kind::Label, false);
    /// `;color=blue,black`: paths.
    pub const MATRIX: Self = Self::of(Kind::Matrix, false);
    /// `color=blue&color=black`: queries, cookies and forms.
    pub const FORM: Self = Self::of(Kind::Form, true);
    /// `color=blue%20black`.
    pub const SPACE_DELIMITED: Self = Self::of(Kind::SpaceDelimited, false);
    /// `color=blue%7Cblack`.
    pub const PIPE_DELIMITED: Self = Self::of(Kind::PipeDelimited, false);
    /// `color=blue%09black`, which Swagger 2.0 has.
    pub const TAB_DELIMITED: Self = Self::of(Kind::TabDelimited, false);
    /// `color%5BR%5D=100`.
    pub const DEEP_OBJECT: Self = Self::of(Kind::DeepObject, true);
    /// `color=blue; color=black`, without escapes: cookies.
    pub const COOKIE: Self = Self::of(Kind::Cookie, true);
    /// `color=%22blue%22`: the JSON text, where a parameter has a media type.
    pub const JSON: Self = Self::of(Kind::Json, false);

    const fn of(kind: Kind, explode: bool) -> Self {
        Self { kind, explode, reserved: false, empty: false }
    }

    /// Items and members stand on their own.
    #[must_use]
    pub const fn exploded(self) -> Self {
        Self { explode: true, ..self }
    }

    /// Items and members share one value.
    #[must_use]
    pub const fn joined(self) -> Self {
        Self { explode: false, ..self }
    }

    /// Reserved characters and escapes that are there already stay as they are.
    #[must_use]
    pub const fn reserved(self) -> Self {
        Self { reserved: true, ..self }
    }

    /// A list or an object without members is the name with an empty value.
    #[must_use]
    pub const fn or_empty(self) -> Self {
        Self { empty: true, ..self }
    }

    /// The escape of what has the style in a query.
    pub(crate) fn escape(self) -> Escape {
        if self.reserved { Escape::Reserved } else { Escape::Url }
    }

    /// What stands between the items of one value.
    pub(super) fn delimiter(self) -> char {
        match self.kind {
            Kind::SpaceDelimited => ' ',
            Kind::PipeDelimited => '|',
            Kind::TabDelimited => '\t',
            _ => ',',
        }
    }
}
