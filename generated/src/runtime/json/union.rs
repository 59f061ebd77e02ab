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
//! let members: &[json::Alternative<Self>] = &[
//!     |r| FromJson::read(r).map(Self::Transfer),
//!     |r| FromJson::read(r).map(Self::Card),
//! ];
//! // By a property that only one of them has: see `keys`.
//! r.by_key(&["iban", "card_number"], members)
//! // By trial, where nothing else tells them apart: the one that leaves the fewest properties aside.
//! r.trial(members)
//! // … or what has the properties of several, where none of them declares all that are there.
//! let several: json::Alternative<Self> = |r| FromJson::read(r).map(Self::TransferAndCard);
//! r.several(members, several)
//! ```
//!
//! What was chosen at a place is remembered while there are trials around it; the reader also counts the bytes that were
//! read in vain and gives up at a multiple of the length of the text.

use std::borrow::Cow;
use std::fmt;

use super::choices::Found;
use super::{Decimal, DecodeError, DecodeErrorKind, Reader};

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
    aside: Aside,
}

/// How many properties the types that were read do not declare: those that are lost weigh more than those that are kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Aside {
    /// How many are not in the value.
    pub(super) lost: usize,
    /// How many are kept beside the declared ones.
    pub(super) kept: usize,
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

    /// The text of a string or boolean, or of a number by its value; null is none.
    fn tag(&mut self) -> Result<Option<Cow<'a, str>>, DecodeError> {
        match self.peek_kind()? {
            Kind::Null => Ok(None),
            Kind::Bool => self.raw().map(|text| Some(Cow::Borrowed(text))),
            Kind::Number => self.raw().map(|text| Some(by_value(text))),
            _ => self.string().map(Some),
        }
    }

    /// Reads the alternative that declares most of what is there: the first of those that lose the fewest
    /// properties, and of these keep the fewest undeclared ones.
    ///
    /// # Errors
    /// When none can be read: the error of the one that came farthest.
    pub fn trial<T>(
        &mut self,
        alternatives: &[Alternative<T>],
    ) -> Result<T, DecodeError> {
        self.once(alternatives, &mut |r| {
            let mark = r.mark();
            let mut best = None;
            r.best_of(alternatives, mark, &mut best)?;
            best.ok_or_else(|| r.incomplete())
        })
    }

    /// Reads the alternative that declares most of what is there, or what `several` reads if that declares more.
    ///
    /// # Errors
    /// When none of the alternatives can be read.
    pub fn several<T>(
        &mut self,
        alternatives: &[Alternative<T>],
        several: Alternative<T>,
    ) -> Result<T, DecodeError> {
        let all = [alternatives, &[several]].concat();
        self.once(&all, &mut |r| {
            let mark = r.mark();
            let mut best = None;
            r.best_of(alternatives, mark, &mut best)?;
            if best.as_ref().is_some_and(|best| best.end.aside != mark.aside) {
                let mut more = None;
                // That it cannot be read says nothing: one of the alternatives can.
                let _ = r.best_of(&[several], mark, &mut more);
                let better = |more: &Found<T>| {
                    best.as_ref().is_none_or(|best| more.end.aside < best.end.aside)
                };
                if let Some(more) = more.filter(better) {
                    best = Some(Found { index: alternatives.len(), ..more });
                }
            }
            best.ok_or_else(|| r.incomplete())
        })
    }

    /// The best of these alternatives.
    fn best_of<T>(
        &mut self,
        alternatives: &[Alternative<T>],
        mark: Mark,
        best: &mut Option<Found<T>>,
    ) -> Result<(), DecodeError> {
        let mut closest: Option<DecodeError> = None;
        for (index, alternative) in alternatives.iter().enumerate() {
            match alternative(self) {
                Ok(value) => {
                    let end = self.mark();
                    let better = |other: &Found<T>| end.aside < other.end.aside;
                    if best.as_ref().is_none_or(better) {
                        *best = Some(Found { value, end, index });
                    }
                    if end.aside == mark.aside {
                        return Ok(());
                    }
                    self.waste(mark)?;
                }
                Err(error) => {
                    self.rewind(mark, &error)?;
                    closest = Some(farther(closest, error));
                }
            }
        }
        match (best, closest) {
            (Some(_), _) => Ok(()),
            (None, Some(error)) => {
                Err(error.remark(", in the closest of several alternatives"))
            }
            (None, None) => Err(self.no_alternative("one of no alternatives")),
        }
    }

    /// Remembers this place.
    #[must_use]
    pub fn mark(&self) -> Mark {
        Mark { at: self.at, depth: self.depth, aside: self.aside }
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
    pub(super) fn waste(&mut self, mark: Mark) -> Result<(), DecodeError> {
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
        self.aside = mark.aside;
    }
}

/// A number without the zeros and the exponent that it may be written with: `1.0` is `1`.
fn by_value(lexeme: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii_digit() || byte == b'-';
    if lexeme.bytes().all(plain) {
        return Cow::Borrowed(lexeme);
    }
    Decimal::parse(lexeme).plain().map_or(Cow::Borrowed(lexeme), Cow::Owned)
}

/// The error that came farther; of equal ones the first.
pub(super) fn farther(known: Option<DecodeError>, error: DecodeError) -> DecodeError {
    match known {
        Some(known) if known.offset() >= error.offset() => known,
        _ => error,
    }
}
