//! JSON, strictly by RFC 8259: no comments, no trailing commas, one value, and every escape checked.
//!
//! ```json
//! {"openapi": "3.1.0", "paths": {}}
//! ```
//!
//! A state machine over bytes without recursion. Numbers are checked and kept as they are written. An escape that is
//! half of a surrogate pair is refused, since no Rust string can hold it.

use std::ops::Range;

use super::build::{Builder, Shape};
use super::{Draft, Limits, Part, Stop, Value};
use crate::diag::Code;

/// Reads a text that is one JSON value.
pub(super) fn read(part: Part<'_>, limits: &Limits) -> Result<Draft, Stop> {
    let mut reader = Reader {
        text: part.text,
        at: 0,
        builder: Builder::new(part, limits),
    };
    reader.run()?;
    Ok((reader.builder.finish()).expect("the reader only stops after a value"))
}

/// What may come next.
#[derive(Debug, Clone, Copy)]
enum Next {
    Value,
    /// An item or `]`.
    FirstItem,
    Key,
    /// A key or `}`.
    FirstKey,
    /// A comma, a closing bracket, or the end of the text.
    Separator,
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    builder: Builder<'a>,
}

impl Reader<'_> {
    fn run(&mut self) -> Result<(), Stop> {
        let mut next = Next::Value;
        loop {
            self.skip_space();
            next = match next {
                Next::Value => self.value()?,
                Next::FirstItem if self.peek() == Some(b']') => self.close()?,
                Next::FirstItem => Next::Value,
                Next::FirstKey if self.peek() == Some(b'}') => self.close()?,
                Next::FirstKey | Next::Key => self.key()?,
                Next::Separator => match (self.builder.inside(), self.peek()) {
                    (None, None) => return Ok(()),
                    (None, Some(_)) => return Err(self.unexpected("the end of the document")),
                    (Some((Shape::Array, _)), Some(b',')) => self.skip(Next::Value),
                    (Some((Shape::Array, _)), Some(b']')) | (Some((Shape::Object, _)), Some(b'}')) => self.close()?,
                    (Some((Shape::Object, _)), Some(b',')) => self.skip(Next::Key),
                    (Some((Shape::Array, _)), _) => return Err(self.unexpected("`,` or `]`")),
                    (Some((Shape::Object, _)), _) => return Err(self.unexpected("`,` or `}`")),
                },
            };
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &[u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// Steps over one byte.
    fn skip(&mut self, next: Next) -> Next {
        self.at += 1;
        next
    }

    fn skip_space(&mut self) {
        let space = |byte: &&u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
        self.at += self.rest().iter().take_while(space).count();
    }

    fn close(&mut self) -> Result<Next, Stop> {
        self.at += 1;
        self.builder.close(Some(self.at))?;
        Ok(Next::Separator)
    }

    fn key(&mut self) -> Result<Next, Stop> {
        let start = self.at;
        if self.peek() != Some(b'"') {
            return Err(self.unexpected("a key in double quotes"));
        }
        let text = self.string()?;
        self.builder.key(text, start..self.at, false);
        self.skip_space();
        if self.peek() != Some(b':') {
            return Err(self.unexpected("`:` after the key"));
        }
        Ok(self.skip(Next::Value))
    }

    fn value(&mut self) -> Result<Next, Stop> {
        let start = self.at;
        let value = match self.peek() {
            Some(b'{') => {
                self.builder.open(Shape::Object, start)?;
                return Ok(self.skip(Next::FirstKey));
            }
            Some(b'[') => {
                self.builder.open(Shape::Array, start)?;
                return Ok(self.skip(Next::FirstItem));
            }
            Some(b'"') => Value::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => Value::Number(self.number()?),
            _ => self.literal()?,
        };
        self.builder.scalar(value, start..self.at)?;
        Ok(Next::Separator)
    }

    fn literal(&mut self) -> Result<Value, Stop> {
        let word = self.word();
        let value = match &self.text[word.clone()] {
            "null" => Value::Null,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => return Err(self.unexpected("a value")),
        };
        self.at = word.end;
        Ok(value)
    }

    fn number(&mut self) -> Result<Box<str>, Stop> {
        let start = self.at;
        let word = self.word();
        if !is_number(&self.text.as_bytes()[word.clone()]) {
            let message = format!("`{}` is not a number of JSON", &self.text[word.clone()]);
            return Err(self.error(message, word, "no such number"));
        }
        self.at = word.end;
        Ok(self.text[start..self.at].into())
    }

    /// A string, from its opening to its closing quote.
    fn string(&mut self) -> Result<Box<str>, Stop> {
        let start = self.at;
        self.at += 1;
        let mut unescaped = String::new();
        loop {
            let chunk = self.at;
            let special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1f);
            let Some(length) = self.rest().iter().position(special) else {
                return Err(self.error("a string is not closed", start..start + 1, "it begins here"));
            };
            self.at += length;
            let plain = &self.text[chunk..self.at];
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(if unescaped.is_empty() {
                        plain.into()
                    } else {
                        (unescaped + plain).into()
                    });
                }
                Some(b'\\') => {
                    unescaped.push_str(plain);
                    unescaped.push(self.escape()?);
                }
                Some(b'\n' | b'\r') => {
                    return Err(self.error(
                        "a string is not closed on its line",
                        start..self.at,
                        "write `\\n` for a line break",
                    ));
                }
                _ => {
                    let at = self.at..self.at + 1;
                    return Err(self.error("a control character in a string", at, "write it as an escape"));
                }
            }
        }
    }

    /// The character of the escape that begins here.
    fn escape(&mut self) -> Result<char, Stop> {
        let start = self.at;
        self.at += 2;
        let character = match self.text.as_bytes().get(start + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(start),
            _ => {
                let end = self.text[start + 1..].chars().next().map_or(1, |c| 1 + c.len_utf8());
                return Err(self.error(
                    "an escape that JSON does not have",
                    start..start + end,
                    "no such escape",
                ));
            }
        };
        Ok(character)
    }

    /// The character of `\uXXXX`, or of two of them that are a surrogate pair.
    fn unicode_escape(&mut self, start: usize) -> Result<char, Stop> {
        let Some(first) = self.hex() else {
            let at = start..self.at;
            return Err(self.error("`\\u` needs four hexadecimal digits", at, "here are fewer"));
        };
        let mut unit = first;
        if (0xd800..0xdc00).contains(&first) && self.rest().starts_with(b"\\u") {
            self.at += 2;
            if let Some(second @ 0xdc00..0xe000) = self.hex() {
                unit = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
            }
        }
        let at = start..start + 6;
        char::from_u32(unit).ok_or_else(|| self.error("half of a surrogate pair", at, "no character by itself"))
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }

    /// What a person would take for one word here: a number, a name, or a single character.
    fn word(&self) -> Range<usize> {
        let part = |c: &char| c.is_alphanumeric() || matches!(c, '+' | '-' | '.' | '_' | '$');
        let rest = &self.text[self.at..];
        let word: usize = rest.chars().take_while(part).map(char::len_utf8).sum();
        let length = match word {
            0 => rest.chars().next().map_or(0, char::len_utf8),
            _ => word,
        };
        self.at..self.at + length
    }

    fn unexpected(&self, expected: &str) -> Stop {
        let word = self.word();
        let found = &self.text[word.clone()];
        let (message, label) = match (found, self.builder.inside()) {
            ("", None) => return self.error("the text ends before the value", word, "a value is expected here"),
            ("", Some((_, start))) => {
                let open = self.builder.place(start..start + 1);
                let stop = self.error(
                    "the text ends inside a value",
                    word,
                    &format!("{expected} is expected here"),
                );
                return Box::new(stop.and(&open, "this is not closed"));
            }
            ("/" | "#", _) => ("JSON has no comments".to_owned(), "a comment begins here"),
            ("'", _) => ("JSON quotes strings with `\"`".to_owned(), "not with `'`"),
            _ => (
                format!("expected {expected}, found `{}`", short(found)),
                "not expected here",
            ),
        };
        self.error(message, word, label)
    }

    fn error(&self, message: impl Into<String>, at: Range<usize>, label: &str) -> Stop {
        self.builder.error(Code::JsonSyntax, message, at, label)
    }
}

/// The first characters of a word that may be long.
fn short(word: &str) -> String {
    const LENGTH: usize = 30;
    match word.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", &word[..end]),
        None => word.to_owned(),
    }
}

/// Whether the bytes are a number as RFC 8259 writes it.
pub(super) fn is_number(lexeme: &[u8]) -> bool {
    let rest = lexeme.strip_prefix(b"-").unwrap_or(lexeme);
    let (integer, rest) = digits(rest);
    if integer.is_empty() || (integer.len() > 1 && integer.starts_with(b"0")) {
        return false;
    }
    let rest = match rest.strip_prefix(b".").map(digits) {
        Some((b"", _)) => return false,
        Some((_, rest)) => rest,
        None => rest,
    };
    let exponent = rest.strip_prefix(b"e").or(rest.strip_prefix(b"E"));
    let Some(exponent) = exponent else {
        return rest.is_empty();
    };
    let unsigned = exponent.strip_prefix(b"+").or(exponent.strip_prefix(b"-"));
    let (exponent, rest) = digits(unsigned.unwrap_or(exponent));
    !exponent.is_empty() && rest.is_empty()
}

/// The leading digits, and what follows them.
fn digits(text: &[u8]) -> (&[u8], &[u8]) {
    let length = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    text.split_at(length)
}
