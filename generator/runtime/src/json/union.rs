// kiln-runtime: support code, copied unchanged into generated crates.
//! Telling the members of a union apart, by looking ahead in the same bytes.
//!
//! Nothing is built in order to look: the reader goes forward and comes back. In one of these forms:
//!
//! ```text
//! // By a tag, wherever in the object it stands. Unknown tags keep their value.
//! match r.peek_tag("petType")?.as_deref() {
//!     Some("cat") => FromJson::read(r).map(Self::Cat),
//!     Some("dog") => FromJson::read(r).map(Self::Dog),
//!     Some(_) => FromJson::read(r).map(Self::Unknown),
//!     None => Err(r.missing("petType")),
//! }
//! // By the JSON type.
//! match r.peek_kind()? {
//!     Kind::String => FromJson::read(r).map(Self::Name),
//!     Kind::Object => FromJson::read(r).map(Self::Details),
//!     _ => Err(r.unexpected("a string or an object")),
//! }
//! // By a property that only one of them has.
//! match r.peek_key(&["iban", "card_number"])? {
//!     Some(0) => FromJson::read(r).map(Self::Transfer),
//!     Some(1) => FromJson::read(r).map(Self::Card),
//!     _ => Err(r.no_alternative("one of the properties `iban` and `card_number`")),
//! }
//! // By trial, where nothing else tells them apart: the one that leaves the fewest properties aside.
//! r.trial(&[
//!     |r| FromJson::read(r).map(Self::Circle),
//!     |r| FromJson::read(r).map(Self::Square),
//! ])
//! ```
//!
//! Trials inside trials could take time that doubles with every level; the reader counts the bytes
//! that were read in vain and gives up at a multiple of the length of the text.

use std::borrow::Cow;
use std::fmt;

use super::{DecodeError, DecodeErrorKind, Reader};

/// A type of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// A number.
    Number,
    /// A string.
    String,
    /// A list.
    Array,
    /// An object.
    Object,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Null => "null",
            Self::Bool => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "a list",
            Self::Object => "an object",
        })
    }
}

/// A place to come back to; see [`Reader::mark`].
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    at: usize,
    depth: u8,
    ignored: usize,
}

/// How [`Reader::trial`] reads one member of a union.
pub type Alternative<T> = fn(&mut Reader<'_>) -> Result<T, DecodeError>;

/// How often the text may be read in vain, on average.
const TRIALS: usize = 32;

impl<'a> Reader<'a> {
    /// The JSON type of the value that is next, as its first byte tells.
    ///
    /// # Errors
    /// When no value begins there.
    pub fn peek_kind(&mut self) -> Result<Kind, DecodeError> {
        Ok(match self.peek() {
            Some(b'n') => Kind::Null,
            Some(b't' | b'f') => Kind::Bool,
            Some(b'-' | b'0'..=b'9') => Kind::Number,
            Some(b'"') => Kind::String,
            Some(b'[') => Kind::Array,
            Some(b'{') => Kind::Object,
            Some(0xEF) if self.text.starts_with('\u{FEFF}') && self.at == 0 => {
                return Err(self.syntax("the text begins with a byte order mark"));
            }
            Some(_) => return Err(self.syntax("expected a value")),
            None => return Err(self.syntax("the text ends where a value should be")),
        })
    }

    /// The string, number or boolean that the object ahead has as its property `name`; `None` if it has no
    /// such property, or null, or if something else than an object is ahead.
    ///
    /// # Errors
    /// When the property is none of these, or when the text up to it is not JSON.
    pub fn peek_tag(&mut self, name: &str) -> Result<Option<Cow<'a, str>>, DecodeError> {
        let mark = self.mark();
        let tag = self.find_tag(name);
        self.return_to(mark);
        tag
    }

    fn find_tag(&mut self, name: &str) -> Result<Option<Cow<'a, str>>, DecodeError> {
        if self.peek_kind()? != Kind::Object {
            return Ok(None);
        }
        self.open(b'{', "an object")?;
        let mut first = true;
        while self.more(first, b'}')? {
            first = false;
            if self.key()? == name {
                return self.tag().map_err(|error| error.in_property(name));
            }
            self.skip()?;
        }
        Ok(None)
    }

    /// The text of a string, or a number or boolean as it is written; null is none.
    fn tag(&mut self) -> Result<Option<Cow<'a, str>>, DecodeError> {
        match self.peek_kind()? {
            Kind::Null => Ok(None),
            Kind::Number | Kind::Bool => {
                self.raw().map(|text| Some(Cow::Borrowed(text)))
            }
            _ => self.string().map(Some),
        }
    }

    /// The index of the first of these names that the object ahead has as a property.
    ///
    /// A property that is null counts only when none of the others is there: many servers write what
    /// is absent as null.
    ///
    /// # Errors
    /// When no object is next, or it is not JSON.
    pub fn peek_key(&mut self, names: &[&str]) -> Result<Option<usize>, DecodeError> {
        let mark = self.mark();
        let (mut with_value, mut with_null) = (None, None);
        let outcome = self.object(&mut |r, key| {
            if let Some(index) = names.iter().position(|name| *name == key) {
                let found = if r.peek() == Some(b'n') {
                    &mut with_null
                } else {
                    &mut with_value
                };
                *found = Some(found.map_or(index, |earlier: usize| earlier.min(index)));
            }
            r.skip()
        });
        self.return_to(mark);
        outcome.map(|()| with_value.or(with_null))
    }

    /// Reads the alternative that declares most of what is there: the first of those that pass over the
    /// fewest undeclared properties.
    ///
    /// # Errors
    /// When none can be read: the error of the one that came farthest.
    pub fn trial<T>(
        &mut self,
        alternatives: &[Alternative<T>],
    ) -> Result<T, DecodeError> {
        let mark = self.mark();
        let mut closest: Option<DecodeError> = None;
        let mut best: Option<(T, Mark)> = None;
        for alternative in alternatives {
            let error = match alternative(self) {
                Ok(value) => {
                    let end = self.mark();
                    if end.ignored == mark.ignored {
                        return Ok(value);
                    }
                    if best.as_ref().is_none_or(|(_, other)| end.ignored < other.ignored)
                    {
                        best = Some((value, end));
                    }
                    self.waste(mark)?;
                    continue;
                }
                Err(error) => error,
            };
            self.rewind(mark, &error)?;
            if closest.as_ref().is_none_or(|other| other.offset() < error.offset()) {
                closest = Some(error);
            }
        }
        if let Some((value, end)) = best {
            self.return_to(end);
            return Ok(value);
        }
        Err(match closest {
            Some(error) => error.remark(", in the closest of several alternatives"),
            None => self.no_alternative("one of no alternatives"),
        })
    }

    /// Remembers this place.
    #[must_use]
    pub fn mark(&self) -> Mark {
        Mark { at: self.at, depth: self.depth, ignored: self.ignored }
    }

    /// Comes back from an alternative that failed with this error.
    ///
    /// # Errors
    /// When there is no point in another alternative: the text is not JSON, or too much of it was read
    /// in vain.
    pub fn rewind(
        &mut self,
        mark: Mark,
        error: &DecodeError,
    ) -> Result<(), DecodeError> {
        if matches!(error.kind(), DecodeErrorKind::Syntax | DecodeErrorKind::Limit) {
            return Err(error.clone());
        }
        self.waste(mark)
    }

    /// Comes back to a place, unless too much was read in vain.
    fn waste(&mut self, mark: Mark) -> Result<(), DecodeError> {
        self.wasted = self.wasted.saturating_add(self.at.saturating_sub(mark.at));
        if self.wasted / TRIALS > self.text.len() + 4096 {
            let message = "it takes too long to tell the alternatives apart";
            return Err(DecodeError::new(DecodeErrorKind::Limit, self.at, message));
        }
        self.return_to(mark);
        Ok(())
    }

    /// An error that says that a required property is absent, or that no object is ahead.
    #[must_use]
    pub fn missing(&mut self, name: &str) -> DecodeError {
        if self.peek() != Some(b'{') {
            return self.unexpected("an object");
        }
        let message = format!("missing property `{name}`");
        DecodeError::new(DecodeErrorKind::Missing, self.at, message)
    }

    /// An error that says what would have told the alternatives apart.
    #[must_use]
    pub fn no_alternative(&self, expected: &str) -> DecodeError {
        let message = format!("expected {expected}");
        DecodeError::new(DecodeErrorKind::Mismatch, self.at, message)
    }

    pub(super) fn return_to(&mut self, mark: Mark) {
        self.at = mark.at;
        self.depth = mark.depth;
        self.ignored = mark.ignored;
    }
}
