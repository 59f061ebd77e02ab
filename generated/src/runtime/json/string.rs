// kiln-runtime: support code, copied unchanged into generated crates.
//! Strings: `"plain"`, `"with \"escapes\""`, `"\ud83d\ude39"`.
//!
//! Without escapes a string is borrowed from the text; the way to its end goes through memchr. Control
//! characters, unknown escapes and halves of surrogate pairs are refused.

use std::borrow::Cow;

use super::{DecodeError, Reader};

impl<'a> Reader<'a> {
    /// Reads a string; borrowed from the text where it has no escapes.
    ///
    /// # Errors
    /// When something else is there, or the string is malformed.
    pub fn string(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        if self.peek() != Some(b'"') {
            return Err(self.unexpected("a string"));
        }
        self.at += 1;
        let plain = self.plain()?;
        if self.take(b'"') {
            return Ok(Cow::Borrowed(plain));
        }
        let mut text = plain.to_owned();
        while !self.take(b'"') {
            text.push(self.escape()?);
            text.push_str(self.plain()?);
        }
        Ok(Cow::Owned(text))
    }

    /// Reads the part of a string up to its end or to the next escape.
    fn plain(&mut self) -> Result<&'a str, DecodeError> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = plain_length(rest.as_bytes());
        self.at += length;
        match self.here() {
            Some(b'"' | b'\\') => Ok(rest.get(..length).unwrap_or_default()),
            Some(_) => Err(self.syntax("control characters in strings must be escaped")),
            None => Err(self.syntax("the text ends inside a string")),
        }
    }

    /// Reads an escape, from its backslash.
    fn escape(&mut self) -> Result<char, DecodeError> {
        self.at += 1;
        let character = match self.here() {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at += 1;
                return self.code_point();
            }
            _ => return Err(self.syntax("there is no such escape")),
        };
        self.at += 1;
        Ok(character)
    }

    /// Reads what follows `\u`: a code point, or two halves of one.
    fn code_point(&mut self) -> Result<char, DecodeError> {
        let mut code = self.hex()?;
        if (0xD800..0xDC00).contains(&code) && self.take(b'\\') && self.take(b'u') {
            let low = self.hex()?;
            if !(0xDC00..0xE000).contains(&low) {
                return Err(self.syntax("half of a surrogate pair stands alone"));
            }
            code = 0x1_0000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        }
        char::from_u32(code)
            .ok_or_else(|| self.syntax("half of a surrogate pair stands alone"))
    }

    /// Reads four hexadecimal digits.
    fn hex(&mut self) -> Result<u32, DecodeError> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.here().and_then(|byte| char::from(byte).to_digit(16));
            let digit =
                digit.ok_or_else(|| self.syntax("expected four hexadecimal digits"))?;
            code = code * 16 + digit;
            self.at += 1;
        }
        Ok(code)
    }
}

/// Whether a byte cannot stand in a string as it is.
#[inline]
pub(super) fn is_special(byte: u8) -> bool {
    matches!(byte, 0..0x20 | b'"' | b'\\')
}

/// How many bytes there are before a quote, a backslash, a control character or the end.
///
/// Most strings are short: the way through them is eight bytes at a time, and only what is long goes
/// through memchr.
#[inline]
pub(super) fn plain_length(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let found = specials(u64::from_le_bytes(*eight));
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
        if at == SHORT {
            return SHORT + long_plain_length(bytes.get(SHORT..).unwrap_or_default());
        }
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| is_special(*byte)).unwrap_or(rest.len())
}

/// How long a string is at most that is read eight bytes at a time.
const SHORT: usize = 64;

/// Of eight bytes, a bit in each that cannot stand in a string as it is; only the first one counts, as
/// those behind it may be wrong.
fn specials(eight: u64) -> u64 {
    const ONES: u64 = u64::MAX / 0xFF;
    // Where a byte is less than the one taken off it, its highest bit gets set that was not.
    let below =
        |bytes: u64, least: u8| bytes.wrapping_sub(ONES * u64::from(least)) & !bytes;
    let is = |byte: u8| below(eight ^ (ONES * u64::from(byte)), 1);
    (below(eight, 0x20) | is(b'"') | is(b'\\')) & (ONES << 7)
}

/// The same for long strings.
fn long_plain_length(bytes: &[u8]) -> usize {
    let length = memchr::memchr2(b'"', b'\\', bytes).unwrap_or(bytes.len());
    let plain = bytes.get(..length).unwrap_or_default();
    // A minimum, unlike a search, compiles to vector instructions.
    match plain.iter().min() {
        Some(0..0x20) => {
            plain.iter().position(|byte| is_special(*byte)).unwrap_or(length)
        }
        _ => length,
    }
}
