// kiln-runtime: support code, copied unchanged into generated crates.
//! `type: string, format: byte`, and `contentEncoding: base64`: bytes with their text.
//!
//! The text is kept, so that it is sent back as it came; two values are equal when their texts are.
//! Reading JSON is lenient: a text that is no base64 is kept too, [`Base64::bytes`] is then `None` and
//! `validate()` reports it. Parsing is strict: RFC 4648, section 4, with padding and without line breaks.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use super::super::json;
use super::{DecodeError, FromJson, Reader, ToJson, Writer};

const ALPHABET: &[u8; 64] =
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes in base64.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Base64(String);

/// A text that is no base64.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Base64Error;

impl Base64 {
    /// Takes a text as reading JSON does: as it is, also where it is no base64. Parsing is strict.
    #[must_use]
    pub fn lenient(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The bytes; `None` for a text that is no base64.
    #[must_use]
    pub fn bytes(&self) -> Option<Vec<u8>> {
        decode(&self.0)
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
        for group in bytes.chunks(3) {
            let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or_default());
            let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
            for place in 0..4 {
                let digit = (bits >> (18 - 6 * place) & 63) as usize;
                text.push(if place <= group.len() {
                    char::from(ALPHABET[digit])
                } else {
                    '='
                });
            }
        }
        Self(text)
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from(bytes.as_slice())
    }
}

impl TryFrom<&Base64> for Vec<u8> {
    type Error = Base64Error;

    fn try_from(value: &Base64) -> Result<Self, Self::Error> {
        value.bytes().ok_or(Base64Error)
    }
}

impl FromStr for Base64 {
    type Err = Base64Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        decode(text).map(|_| Self(text.to_owned())).ok_or(Base64Error)
    }
}

impl fmt::Display for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Base64Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected base64")
    }
}

impl Error for Base64Error {}

impl FromJson for Base64 {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        String::read(r).map(Self)
    }
}

impl ToJson for Base64 {
    fn write(&self, w: &mut Writer) {
        w.string(&self.0);
    }
}

json::serde_impls!(Base64);

/// The bytes, if every group is whole and the bits that padding leaves over are zero.
fn decode(text: &str) -> Option<Vec<u8>> {
    let digits = text.trim_end_matches('=');
    let padding = text.len() - digits.len();
    if padding > 2 || !text.len().is_multiple_of(4) {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    for group in digits.as_bytes().chunks(4) {
        let mut bits = 0_u32;
        for byte in group {
            bits = bits << 6 | value(*byte)?;
        }
        let missing = 4 - group.len();
        let [_, first, second, third] = (bits << (6 * missing)).to_be_bytes();
        let whole = [first, second, third];
        let (kept, left) = whole.split_at_checked(3 - missing)?;
        if left.iter().any(|byte| *byte != 0) {
            return None;
        }
        bytes.extend_from_slice(kept);
    }
    Some(bytes)
}

/// The six bits that a digit stands for.
fn value(digit: u8) -> Option<u32> {
    let (start, offset) = match digit {
        b'A'..=b'Z' => (b'A', 0),
        b'a'..=b'z' => (b'a', 26),
        b'0'..=b'9' => (b'0', 52),
        b'+' => return Some(62),
        b'/' => return Some(63),
        _ => return None,
    };
    Some(u32::from(digit - start) + offset)
}
