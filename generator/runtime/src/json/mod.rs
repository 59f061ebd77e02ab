// kiln-runtime: support code, copied unchanged into generated crates.
//! Types and JSON: a small stand-in with the names that `http` calls, so that `http` compiles and can be tested alone.
#![allow(missing_docs, reason = "a stand-in, replaced as a whole")]
#![allow(clippy::pedantic, reason = "a stand-in, replaced as a whole")]

use std::collections::BTreeMap;
use std::fmt;

#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    Number(String),
    String(String),
    Array(Vec<Value>),
    Object(Vec<(String, Value)>),
}

#[derive(Debug)]
pub struct DecodeError(String);

#[derive(Debug)]
pub struct EncodeError(String);

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl std::error::Error for DecodeError {}
impl std::error::Error for EncodeError {}

pub struct Reader<'a> {
    text: &'a str,
    at: usize,
}

#[derive(Default)]
pub struct Writer {
    text: String,
    error: Option<EncodeError>,
}

pub trait FromJson: Sized {
    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError>;
}

pub trait ToJson {
    fn write(&self, writer: &mut Writer);
    fn is_absent(&self) -> bool {
        false
    }
}

pub fn from_slice<T: FromJson>(bytes: &[u8]) -> Result<T, DecodeError> {
    let text = std::str::from_utf8(bytes).map_err(|e| DecodeError(e.to_string()))?;
    let mut reader = Reader { text, at: 0 };
    let value = T::read(&mut reader)?;
    match reader.peek() {
        None => Ok(value),
        Some(_) => Err(reader.fail("the end")),
    }
}

pub fn to_vec(value: &dyn ToJson) -> Result<Vec<u8>, EncodeError> {
    let mut writer = Writer::default();
    value.write(&mut writer);
    match writer.error {
        None => Ok(writer.text.into_bytes()),
        Some(error) => Err(error),
    }
}

impl Reader<'_> {
    fn peek(&mut self) -> Option<char> {
        let rest = self.text[self.at..].trim_start();
        self.at = self.text.len() - rest.len();
        rest.chars().next()
    }
    fn fail(&self, expected: &str) -> DecodeError {
        DecodeError(format!("expected {expected} at byte {}", self.at))
    }
    fn eat(&mut self, c: char) -> Result<(), DecodeError> {
        if self.peek() == Some(c) {
            self.at += c.len_utf8();
            Ok(())
        } else {
            Err(self.fail(&c.to_string()))
        }
    }
    fn word(&mut self) -> Option<String> {
        self.peek()?;
        let rest = &self.text[self.at..];
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c))
            .unwrap_or(rest.len());
        self.at += end;
        (end > 0).then(|| rest[..end].to_owned())
    }
    pub fn string(&mut self) -> Result<String, DecodeError> {
        self.eat('"')?;
        let mut out = String::new();
        let mut chars = self.text[self.at..].char_indices();
        while let Some((i, c)) = chars.next() {
            match c {
                '"' => {
                    self.at += i + 1;
                    return Ok(out);
                }
                '\\' => match chars.next() {
                    Some((_, 'n')) => out.push('\n'),
                    Some((_, 'r')) => out.push('\r'),
                    Some((_, 'u')) => {
                        let hex: String =
                            chars.by_ref().take(4).map(|(_, c)| c).collect();
                        out.extend(
                            u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32),
                        );
                    }
                    Some((_, c)) => out.push(c),
                    None => break,
                },
                c => out.push(c),
            }
        }
        Err(self.fail("a closed string"))
    }
}

impl FromJson for Value {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        match r.peek() {
            Some('"') => r.string().map(Self::String),
            Some('[') => Vec::read(r).map(Self::Array),
            Some('{') => {
                BTreeMap::read(r).map(|map| Self::Object(map.into_iter().collect()))
            }
            _ => match r.word().as_deref() {
                Some("null") => Ok(Self::Null),
                Some("true") => Ok(Self::Bool(true)),
                Some("false") => Ok(Self::Bool(false)),
                Some(word) if word.parse::<f64>().is_ok() => {
                    Ok(Self::Number(word.to_owned()))
                }
                _ => Err(r.fail("a value")),
            },
        }
    }
}
impl FromJson for String {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.string()
    }
}
impl FromJson for i64 {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.word().and_then(|w| w.parse().ok()).ok_or_else(|| r.fail("an integer"))
    }
}
impl<T: FromJson> FromJson for Vec<T> {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut out = Vec::new();
        r.eat('[')?;
        while r.peek() != Some(']') {
            if !out.is_empty() {
                r.eat(',')?;
            }
            out.push(T::read(r)?);
        }
        r.eat(']').map(|()| out)
    }
}
impl<T: FromJson> FromJson for BTreeMap<String, T> {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut out = BTreeMap::new();
        r.eat('{')?;
        while r.peek() != Some('}') {
            if !out.is_empty() {
                r.eat(',')?;
            }
            let key = r.string()?;
            r.eat(':')?;
            out.insert(key, T::read(r)?);
        }
        r.eat('}').map(|()| out)
    }
}

impl ToJson for Value {
    fn write(&self, w: &mut Writer) {
        match self {
            Self::Null => w.text.push_str("null"),
            Self::Bool(v) => v.write(w),
            Self::Number(v) => w.text.push_str(v),
            Self::String(v) => v.write(w),
            Self::Array(v) => v.write(w),
            Self::Object(v) => v.iter().cloned().collect::<BTreeMap<_, _>>().write(w),
        }
    }
}
impl ToJson for str {
    fn write(&self, w: &mut Writer) {
        w.text.push('"');
        for c in self.chars() {
            match c {
                '"' | '\\' => w.text.extend(['\\', c]),
                c if c < ' ' => w.text.push_str(&format!("\\u{:04x}", c as u32)),
                c => w.text.push(c),
            }
        }
        w.text.push('"');
    }
}
impl ToJson for String {
    fn write(&self, w: &mut Writer) {
        self.as_str().write(w);
    }
}
impl ToJson for bool {
    fn write(&self, w: &mut Writer) {
        w.text.push_str(if *self { "true" } else { "false" });
    }
}
impl ToJson for i64 {
    fn write(&self, w: &mut Writer) {
        w.text.push_str(&self.to_string());
    }
}
impl ToJson for f64 {
    fn write(&self, w: &mut Writer) {
        if self.is_finite() {
            w.text.push_str(&self.to_string());
        } else {
            w.error = Some(EncodeError("not a finite number".to_owned()));
        }
    }
}
impl<T: ToJson + ?Sized> ToJson for &T {
    fn write(&self, w: &mut Writer) {
        (**self).write(w);
    }
    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}
impl<T: ToJson> ToJson for Option<T> {
    fn write(&self, w: &mut Writer) {
        match self {
            Some(v) => v.write(w),
            None => w.text.push_str("null"),
        }
    }
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}
impl<T: ToJson> ToJson for Vec<T> {
    fn write(&self, w: &mut Writer) {
        for (i, item) in self.iter().enumerate() {
            w.text.push(if i == 0 { '[' } else { ',' });
            item.write(w);
        }
        w.text.push_str(if self.is_empty() { "[]" } else { "]" });
    }
}
impl<T: ToJson> ToJson for BTreeMap<String, T> {
    fn write(&self, w: &mut Writer) {
        for (i, (key, item)) in self.iter().enumerate() {
            w.text.push(if i == 0 { '{' } else { ',' });
            key.write(w);
            w.text.push(':');
            item.write(w);
        }
        w.text.push_str(if self.is_empty() { "{}" } else { "}" });
    }
}
