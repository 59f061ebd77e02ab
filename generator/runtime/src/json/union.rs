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
//! let members: &[json::Alternative<Self>] = &[
//!     |r| FromJson::read(r).map(Self::Transfer),
//!     |r| FromJson::read(r).map(Self::Card),
//! ];
//! r.by_key(&["iban", "card_number"], members)
//! // By trial, where nothing else tells them apart: the one that leaves the fewest properties aside.
//! r.trial(members)
//! // … or what has the properties of several, where none of them declares all that are there.
//! let several: json::Alternative<Self> = |r| FromJson::read(r).map(Self::TransferAndCard);
//! r.several(members, several)
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

    /// Reads the alternative whose property is there: of these names the object ahead has to have one.
    ///
    /// A property that is null counts only when none of the others is there: many servers write what
    /// is absent as null.
    ///
    /// # Errors
    /// When none of them is there, when the alternative cannot be read, and when the value fits several.
    pub fn by_key<T>(
        &mut self,
        names: &[&str],
        members: &[Alternative<T>],
    ) -> Result<T, DecodeError> {
        let there = self.peek_keys(names)?;
        let chosen = there.iter().filter_map(|index| members.get(*index));
        let mark = self.mark();
        let mut found: Option<(T, Mark)> = None;
        let mut closest: Option<DecodeError> = None;
        for alternative in chosen {
            match alternative(self) {
                Ok(_) if found.is_some() => {
                    self.return_to(mark);
                    return Err(self.too_many(names, &there));
                }
                Ok(value) => {
                    found = Some((value, self.mark()));
                    self.return_to(mark);
                }
                Err(error) => {
                    self.rewind(mark, &error)?;
                    closest = Some(farther(closest, error));
                }
            }
        }
        if let Some((value, end)) = found {
            self.return_to(end);
            return Ok(value);
        }
        Err(closest.unwrap_or_else(|| self.no_key(names)))
    }

    /// Reads the alternative whose property is there, or where the properties of several are, what `several` reads.
    ///
    /// # Errors
    /// When none of them is there, and when what is there cannot be read.
    pub fn by_keys<T>(
        &mut self,
        names: &[&str],
        members: &[Alternative<T>],
        several: Alternative<T>,
    ) -> Result<T, DecodeError> {
        let there = self.peek_keys(names)?;
        let chosen = there.iter().filter_map(|index| members.get(*index).copied());
        let chosen: Vec<Alternative<T>> = chosen.collect();
        match chosen.as_slice() {
            [] => Err(self.no_key(names)),
            [only] => only(self),
            members => self.several(members, several),
        }
    }

    /// The indices of those names that the object ahead has as properties; of those that are null the first at
    /// most, where no other is there.
    fn peek_keys(&mut self, names: &[&str]) -> Result<Vec<usize>, DecodeError> {
        let mark = self.mark();
        let (mut with_value, mut with_null) = (Vec::new(), None);
        let outcome = self.object(&mut |r, key| {
            if let Some(index) = names.iter().position(|name| *name == key) {
                if r.peek() == Some(b'n') {
                    with_null = Some(
                        with_null.map_or(index, |earlier: usize| earlier.min(index)),
                    );
                } else if !with_value.contains(&index) {
                    with_value.push(index);
                }
            }
            r.skip()
        });
        self.return_to(mark);
        outcome?;
        if with_value.is_empty() {
            with_value.extend(with_null);
        }
        with_value.sort_unstable();
        Ok(with_value)
    }

    fn no_key(&self, names: &[&str]) -> DecodeError {
        let names = quoted(names.iter().copied());
        self.no_alternative(&format!("one of the properties {names}"))
    }

    fn too_many(&self, names: &[&str], there: &[usize]) -> DecodeError {
        let found = there.iter().filter_map(|index| names.get(*index).copied());
        let (names, found) = (quoted(names.iter().copied()), quoted(found));
        let message = format!(
            "exactly one of the alternatives with {names} must fit; found {found}"
        );
        DecodeError::new(DecodeErrorKind::Choice, self.at, message)
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
        let mark = self.mark();
        let mut best = None;
        self.best_of(alternatives, mark, &mut best)?;
        self.settle(best)
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
        let mark = self.mark();
        let mut best = None;
        self.best_of(alternatives, mark, &mut best)?;
        if best.as_ref().is_some_and(|(_, end)| end.aside != mark.aside) {
            // That it cannot be read says nothing: one of the alternatives can.
            let _ = self.best_of(&[several], mark, &mut best);
        }
        self.settle(best)
    }

    /// Replaces what was read so far by the best of these alternatives, if that is better; an error if there is none.
    fn best_of<T>(
        &mut self,
        alternatives: &[Alternative<T>],
        mark: Mark,
        best: &mut Option<(T, Mark)>,
    ) -> Result<(), DecodeError> {
        let mut closest: Option<DecodeError> = None;
        for alternative in alternatives {
            match alternative(self) {
                Ok(value) => {
                    let end = self.mark();
                    let better = |(_, other): &(T, Mark)| end.aside < other.aside;
                    if best.as_ref().is_none_or(better) {
                        *best = Some((value, end));
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

    /// Goes on behind the alternative that was the best.
    fn settle<T>(&mut self, best: Option<(T, Mark)>) -> Result<T, DecodeError> {
        let Some((value, end)) = best else { return Err(self.incomplete()) };
        self.return_to(end);
        Ok(value)
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
        self.aside = mark.aside;
    }
}

/// The error that came farther; of equal ones the first.
fn farther(known: Option<DecodeError>, error: DecodeError) -> DecodeError {
    match known {
        Some(known) if known.offset() >= error.offset() => known,
        _ => error,
    }
}

/// `a`, `b` and `c`, each in quotes.
fn quoted<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    super::record::enumerate(&names)
}
