// kiln-runtime: support code, copied unchanged into generated crates.
//! A cursor over JSON text: white space, literals, numbers, lists and objects.
//!
//! The text is known to be UTF-8, so strings without escapes are borrowed from it. Numbers come as
//! they are written; what they mean is up to the type that reads them. Lists and objects are walked by one function each, with what to do for an item behind a
//! `dyn` reference, so that this code exists once however many types there are.
//!
//! Refused, as RFC 8259 and `serde_json` do: a byte order mark, control characters in strings, lone
//! surrogates, trailing commas, comments, leading zeros, and more than [`MAX_DEPTH`] levels.

use std::borrow::Cow;

use super::choices::Choices;
use super::string::plain_length;
use super::union::Aside;
use super::{DecodeError, DecodeErrorKind, Kind};

/// How many lists and objects may be inside each other.
pub const MAX_DEPTH: u8 = 128;

/// A cursor over JSON text.
#[derive(Debug)]
pub struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    /// How many lists and objects are open.
    pub(super) depth: u8,
    /// How many bytes were read in vain by alternatives that did not fit.
    pub(super) wasted: usize,
    /// Which members of unions were chosen.
    pub(super) choices: Choices,
    /// How many properties there were that the types do not declare.
    pub(super) aside: Aside,
    /// Whether numbers with a point or an exponent may have lost digits before they came here.
    pub(super) rounded: bool,
}

/// Something that takes the items of a list.
// A trait, where a closure would do: the vtable of a closure costs four functions, this one costs one.
pub trait ReadItem {
    /// Reads one item.
    ///
    /// # Errors
    /// When it cannot be read.
    fn read_item(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError>;
}

/// Takes items and forgets them.
struct Skip;

impl ReadItem for Skip {
    fn read_item(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        r.skip()
    }
}

impl<'a> Reader<'a> {
    /// Starts at the beginning of a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
            wasted: 0,
            choices: Choices::default(),
            aside: Aside::default(),
            rounded: false,
        }
    }

    /// Starts at the beginning of a text in UTF-8.
    ///
    /// # Errors
    /// When the bytes are not UTF-8.
    pub fn from_bytes(bytes: &'a [u8]) -> Result<Self, DecodeError> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(text)),
            Err(error) => {
                let offset = error.valid_up_to();
                Err(DecodeError::new(
                    DecodeErrorKind::Syntax,
                    offset,
                    "the text is not UTF-8",
                ))
            }
        }
    }

    /// Where the next value begins, in bytes from the start of the text.
    pub fn offset(&mut self) -> usize {
        self.peek();
        self.at
    }

    /// Makes sure that nothing but white space is left.
    ///
    /// # Errors
    /// When something is left.
    pub fn end(&mut self) -> Result<(), DecodeError> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.syntax("there is more text behind the value")),
        }
    }

    /// Reads `null`.
    ///
    /// # Errors
    /// When something else is there.
    pub fn null(&mut self) -> Result<(), DecodeError> {
        match self.peek() {
            Some(b'n') => self.literal("null"),
            _ => Err(self.unexpected("null")),
        }
    }

    /// Reads `true` or `false`.
    ///
    /// # Errors
    /// When something else is there.
    pub fn boolean(&mut self) -> Result<bool, DecodeError> {
        match self.peek() {
            Some(b't') => self.literal("true").map(|()| true),
            Some(b'f') => self.literal("false").map(|()| false),
            _ => Err(self.unexpected("a boolean")),
        }
    }

    /// Reads a number as it is written, such as `-0`, `1.50` or `1e400`.
    ///
    /// # Errors
    /// When something else is there, or the number is malformed.
    pub fn number(&mut self) -> Result<&'a str, DecodeError> {
        if !matches!(self.peek(), Some(b'-' | b'0'..=b'9')) {
            return Err(self.unexpected("a number"));
        }
        let start = self.at;
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _sign = self.take(b'+') || self.take(b'-');
            self.digits()?;
        }
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    /// Reads a list into something that takes its items.
    ///
    /// # Errors
    /// When something else is there, or an item cannot be read; the error then has the item's index.
    pub fn list(&mut self, items: &mut dyn ReadItem) -> Result<(), DecodeError> {
        self.open(b'[', "a list")?;
        let mut index = 0;
        while self.more(index == 0, b']')? {
            items.read_item(self).map_err(|error| error.in_item(index))?;
            index += 1;
        }
        Ok(())
    }

    /// Reads an object; `member` gets each key and reads its value.
    ///
    /// Keys may repeat: it is up to `member` what that means.
    ///
    /// # Errors
    /// When something else is there, or a value cannot be read; the error then has the key.
    pub fn object(
        &mut self,
        member: &mut dyn FnMut(&mut Self, &str) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        self.open(b'{', "an object")?;
        let mut first = true;
        while self.more(first, b'}')? {
            first = false;
            let key = self.key()?;
            member(self, &key).map_err(|error| error.in_property(&key))?;
        }
        Ok(())
    }

    /// Reads over a value of any type, and checks that it is well-formed.
    ///
    /// # Errors
    /// When the text there is not JSON.
    pub fn skip(&mut self) -> Result<(), DecodeError> {
        match self.peek_kind()? {
            Kind::Null => self.null(),
            Kind::Bool => self.boolean().map(drop),
            Kind::Number => self.number().map(drop),
            Kind::String => self.string().map(drop),
            Kind::Array => self.list(&mut Skip),
            Kind::Object => self.object(&mut |r, _| r.skip()),
        }
    }

    /// Reads over a value and returns its text.
    ///
    /// # Errors
    /// When the text there is not JSON.
    pub fn raw(&mut self) -> Result<&'a str, DecodeError> {
        self.peek();
        let start = self.at;
        self.skip()?;
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    /// An error that says what is here instead of what was expected.
    #[must_use]
    pub fn unexpected(&mut self, expected: &str) -> DecodeError {
        match self.peek_kind() {
            Ok(kind) => {
                let message = format!("expected {expected}, found {kind}");
                DecodeError::new(DecodeErrorKind::Mismatch, self.at, message)
            }
            Err(error) => error,
        }
    }

    pub(super) fn syntax(&self, message: &'static str) -> DecodeError {
        DecodeError::new(DecodeErrorKind::Syntax, self.at, message)
    }

    /// The next byte that is not white space, without reading it.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        loop {
            match self.here() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                byte => return byte,
            }
        }
    }

    /// Enters a list or an object.
    pub(super) fn open(
        &mut self,
        bracket: u8,
        expected: &str,
    ) -> Result<(), DecodeError> {
        if self.peek() != Some(bracket) {
            return Err(self.unexpected(expected));
        }
        if self.depth >= MAX_DEPTH {
            let message = "the text is nested too deeply";
            return Err(DecodeError::new(DecodeErrorKind::Limit, self.at, message));
        }
        self.at += 1;
        self.depth += 1;
        Ok(())
    }

    /// Goes on to the next item or member, or leaves the list or object.
    pub(super) fn more(
        &mut self,
        first: bool,
        bracket: u8,
    ) -> Result<bool, DecodeError> {
        match self.peek() {
            Some(byte) if byte == bracket => {
                self.at += 1;
                self.depth -= 1;
                Ok(false)
            }
            Some(_) if first => Ok(true),
            Some(b',') => {
                self.at += 1;
                Ok(true)
            }
            Some(_) => {
                Err(self.syntax("expected a comma or the end of the list or object"))
            }
            None => Err(self.syntax("the text ends inside a list or an object")),
        }
    }

    /// Reads the key of a member and the colon behind it.
    pub(super) fn key(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        if self.peek() != Some(b'"') {
            return Err(self.syntax("expected a property name in quotes"));
        }
        let key = self.string()?;
        self.colon()?;
        Ok(key)
    }

    /// Reads the key of a member and the colon behind it if the key is this one, written without escapes.
    pub(super) fn take_key(&mut self, name: &str) -> Result<bool, DecodeError> {
        let start =
            if self.peek() == Some(b'"') { self.at + 1 } else { return Ok(false) };
        let end = start + name.len();
        let bytes = self.text.as_bytes();
        let is_next = bytes.get(start..end) == Some(name.as_bytes())
            && bytes.get(end) == Some(&b'"');
        // A name with special characters is never written as it is.
        if !is_next || plain_length(name.as_bytes()) < name.len() {
            return Ok(false);
        }
        self.at = end + 1;
        self.colon()?;
        Ok(true)
    }

    fn colon(&mut self) -> Result<(), DecodeError> {
        if self.peek() != Some(b':') {
            return Err(self.syntax("expected a colon behind the property name"));
        }
        self.at += 1;
        Ok(())
    }

    #[inline]
    pub(super) fn here(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Reads the given byte if it is next.
    #[inline]
    pub(super) fn take(&mut self, byte: u8) -> bool {
        let found = self.here() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn literal(&mut self, word: &str) -> Result<(), DecodeError> {
        if !self
            .text
            .as_bytes()
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with(word.as_bytes()))
        {
            return Err(self.syntax("expected a value"));
        }
        self.at += word.len();
        Ok(())
    }

    /// Reads one or more digits.
    fn digits(&mut self) -> Result<(), DecodeError> {
        let start = self.at;
        while matches!(self.here(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at == start { Err(self.syntax("expected a digit")) } else { Ok(()) }
    }
}
