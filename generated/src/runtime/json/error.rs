// kiln-runtime: support code, copied unchanged into generated crates.
//! What goes wrong between JSON and types, with the place where it went wrong.
//!
//! ```text
//! at /profile/name: expected a string, found a number
//! at the top level: missing properties `session_id` and `stealth`
//! ```
//!
//! Errors name properties and JSON types. They never contain the values themselves, so that a
//! logged error cannot leak a secret that a body carried. Names may come from the text, so they are
//! shown on one line and cut where they are long; [`DecodeError::path`] has them as they are.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

/// JSON that is not JSON, or not of the type that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    // One word: results that carry this error stay small.
    fault: Box<Fault>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Fault {
    kind: DecodeErrorKind,
    message: Cow<'static, str>,
    path: Path,
    offset: usize,
}

/// What kind of fault a [`DecodeError`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The text is not JSON.
    Syntax,
    /// A value of another JSON type was expected, or none of the alternatives fits.
    Mismatch,
    /// Required properties are absent.
    Missing,
    /// A property occurs twice.
    Duplicate,
    /// A property that the record does not allow.
    Unknown,
    /// Properties of which exactly one choice must be there.
    Choice,
    /// A number that the type cannot hold.
    Range,
    /// The text is nested too deeply or takes too long to tell alternatives apart.
    Limit,
}

impl DecodeError {
    /// An error at a byte of the text; callers on the way out add the path.
    #[must_use]
    pub fn new(
        kind: DecodeErrorKind,
        offset: usize,
        message: impl Into<Cow<'static, str>>,
    ) -> Self {
        let message = message.into();
        Self { fault: Box::new(Fault { kind, message, path: Path::default(), offset }) }
    }

    /// What kind of fault this is.
    #[must_use]
    pub fn kind(&self) -> DecodeErrorKind {
        self.fault.kind
    }

    /// The place inside the value as a JSON pointer such as `/profile/name`; empty at the top level.
    #[must_use]
    pub fn path(&self) -> String {
        self.fault.path.to_string()
    }

    /// Where reading stopped, in bytes from the start of the text.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.fault.offset
    }

    /// What is wrong, without the place.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.fault.message
    }

    /// The same error, seen from the object whose property `name` it is in.
    #[must_use]
    pub fn in_property(mut self, name: &str) -> Self {
        self.fault.path.enter_property(name);
        self
    }

    /// The same error, seen from the list whose item it is in.
    #[must_use]
    pub fn in_item(mut self, index: usize) -> Self {
        self.fault.path.enter_item(index);
        self
    }

    /// The same error at another byte of the text.
    pub(super) fn at(mut self, offset: usize) -> Self {
        self.fault.offset = offset;
        self
    }

    /// The same error with a remark behind the message.
    pub(super) fn remark(mut self, remark: &str) -> Self {
        self.fault.message.to_mut().push_str(remark);
        self
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fault.path.introduce(f)?;
        f.write_str(&self.fault.message)?;
        match self.fault.kind {
            DecodeErrorKind::Syntax => write!(f, ", at byte {}", self.fault.offset),
            _ => Ok(()),
        }
    }
}

impl Error for DecodeError {}

/// A value that has no JSON form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodeError {
    fault: Box<(Path, Cow<'static, str>)>,
}

impl EncodeError {
    pub(super) fn new(message: impl Into<Cow<'static, str>>) -> Self {
        Self { fault: Box::new((Path::default(), message.into())) }
    }

    /// The place inside the value as a JSON pointer such as `/viewport/scale`; empty at the top level.
    #[must_use]
    pub fn path(&self) -> String {
        self.fault.0.to_string()
    }

    /// What is wrong, without the place.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.fault.1
    }

    pub(super) fn enter_property(&mut self, name: &str) {
        self.fault.0.enter_property(name);
    }

    pub(super) fn enter_item(&mut self, index: usize) {
        self.fault.0.enter_item(index);
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fault.0.introduce(f)?;
        f.write_str(&self.fault.1)
    }
}

impl Error for EncodeError {}

/// A place inside a value, innermost step first: steps are added while an error travels outwards,
/// so that nothing is spent on paths while all goes well.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Path(Vec<Step>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Property(String),
    Item(usize),
}

impl Path {
    fn enter_property(&mut self, name: &str) {
        self.0.push(Step::Property(name.to_owned()));
    }

    fn enter_item(&mut self, index: usize) {
        self.0.push(Step::Item(index));
    }

    fn introduce(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            f.write_str("at the top level: ")
        } else {
            f.write_str("at ")?;
            self.write(f, |name| Cow::Owned(shown(name)))?;
            f.write_str(": ")
        }
    }

    fn write(
        &self,
        f: &mut fmt::Formatter<'_>,
        name: impl Fn(&str) -> Cow<'_, str>,
    ) -> fmt::Result {
        self.0.iter().rev().try_for_each(|step| match step {
            Step::Property(property) => {
                write!(f, "/{}", name(property).replace('~', "~0").replace('/', "~1"))
            }
            Step::Item(index) => write!(f, "/{index}"),
        })
    }
}

/// How many characters of a name are shown.
const LONGEST_NAME: usize = 64;

/// A name from a text as messages show it: without anything that moves a cursor, and not all of a long
/// one.
pub(super) fn shown(name: &str) -> String {
    let mut text = String::new();
    for (index, character) in name.chars().enumerate() {
        match character {
            _ if index == LONGEST_NAME => {
                text.push('…');
                break;
            }
            '"' | '\'' | '\\' => text.push(character),
            _ => text.extend(character.escape_debug()),
        }
    }
    text
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, |name| Cow::Borrowed(name))
    }
}
