//! How the value of a parameter, a header or a form field is written.
//!
//! ```yaml
//! style: deepObject
//! explode: true
//! ```
//!
//! Which styles are possible, and which one counts where none is given, depends on the place: see [`Location`].

use super::Location;

/// A way of writing arrays and objects as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Style {
    /// `3,4,5`
    Simple,
    /// `.3.4.5`
    Label,
    /// `;color=3,4,5`
    Matrix,
    /// `color=3,4,5`, or exploded `color=3&color=4&color=5`
    Form,
    /// `color=3%204%205`
    SpaceDelimited,
    /// `color=3%7C4%7C5`
    PipeDelimited,
    /// `color[r]=100&color[g]=200`
    DeepObject,
    /// `color=3%094%095`, which Swagger 2.0 alone has.
    TabDelimited,
    /// `color=3; color=4; color=5`, without escapes: cookies of 3.2.
    Cookie,
}

impl Style {
    const PATH: &[(&'static str, Self)] = &[
        ("simple", Self::Simple),
        ("label", Self::Label),
        ("matrix", Self::Matrix),
    ];
    /// The styles of query parameters, which fields of forms have too.
    pub(super) const QUERY: &[(&'static str, Self)] = &[
        ("form", Self::Form),
        ("spaceDelimited", Self::SpaceDelimited),
        ("pipeDelimited", Self::PipeDelimited),
        ("deepObject", Self::DeepObject),
    ];
    /// The styles of headers.
    pub(super) const HEADER: &[(&'static str, Self)] = &[("simple", Self::Simple)];
    const COOKIE: &[(&'static str, Self)] = &[("form", Self::Form), ("cookie", Self::Cookie)];

    /// Whether each item is written with the name of its own where `explode` is not given.
    #[must_use]
    pub fn default_explode(self) -> bool {
        matches!(self, Self::Form | Self::Cookie)
    }

    /// The styles that are possible in a place, the one that counts by default first.
    pub(super) fn possible_in(location: Location) -> &'static [(&'static str, Self)] {
        match location {
            Location::Path => Self::PATH,
            Location::Query => Self::QUERY,
            // It has a media type and no style.
            Location::QueryString => &[],
            Location::Header => Self::HEADER,
            Location::Cookie => Self::COOKIE,
        }
    }

    /// The style that counts in a place where none is given.
    #[must_use]
    pub fn default_in(location: Location) -> Self {
        match location {
            Location::Path | Location::Header => Self::Simple,
            Location::Query | Location::QueryString | Location::Cookie => Self::Form,
        }
    }
}
