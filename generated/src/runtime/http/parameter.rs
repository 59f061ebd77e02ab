// kiln-runtime: support code, copied unchanged into generated crates.
//! Parameters: how a value gets into a path, a query, a header or a cookie.
//!
//! A value is first written as JSON by its own [`ToJson`], so that enums, dates and
//! newtypes look here as they do in a body, and then by its [`Style`]. What an absent
//! value leaves is nothing.
//!
//! | place | escapes |
//! | --- | --- |
//! | path, query | all but the unreserved characters of RFC 3986 |
//! | header | none: servers do not undo them; see [`header`](super::header) for what is refused |
//! | cookie, style form | as in queries |
//! | cookie, style cookie | none; a semicolon or anything but printable ASCII is refused |

use super::super::json::{ToJson, Value};
use super::draft::Draft;
use super::error::Error;
use super::escape::Escape;
use super::expand::expanded;
use super::pairs::{Misfit, Pair, pairs};
use super::style::{Kind, Style};
use std::fmt::{Display, Write};

impl Draft {
    pub(super) fn path_param(
        &mut self,
        name: &'static str,
        value: &dyn ToJson,
        style: Style,
    ) {
        let escape = if style.reserved { Escape::ReservedInPath } else { Escape::Url };
        let what = format_args!("the path parameter `{name}`");
        let text = read(value, &what).and_then(|value| {
            expanded(name, &value, style, escape)
                .map_err(|misfit| misfits(&what, misfit))
        });
        if let Some(text) = self.keep(text) {
            self.path_values.push((name, text));
        }
    }

    pub(super) fn query(&mut self, name: &str, value: &dyn ToJson, style: Style) {
        let what = format_args!("the query parameter `{name}`");
        if let Some(pairs) = self.pairs(name, value, style, &what) {
            self.query.add(&pairs, style.escape());
        }
    }

    /// The whole query from one value: JSON, or else text.
    pub(super) fn query_string(&mut self, value: &dyn ToJson, style: Style) {
        if value.is_absent() {
            return;
        }
        let what = "the query";
        let text = read(value, &what).and_then(|value| {
            expanded("", &value, style, Escape::Url)
                .map_err(|misfit| misfits(&what, misfit))
        });
        if let Some(text) = self.keep(text).filter(|text| !text.is_empty()) {
            self.query.push(&text);
        }
    }

    pub(super) fn header_param(&mut self, name: &str, value: &dyn ToJson, style: Style) {
        if value.is_absent() {
            return;
        }
        let what = format_args!("the header parameter `{name}`");
        let text =
            read(value, &what).and_then(|value| header_text(&value, style, &what));
        if let Some(Some(text)) = self.keep(text) {
            self.header(name, &text);
        }
    }

    pub(super) fn cookie_param(&mut self, name: &str, value: &dyn ToJson, style: Style) {
        let what = format_args!("the cookie parameter `{name}`");
        let Some(pairs) = self.pairs(name, value, style, &what) else { return };
        for pair in pairs {
            let cookie = cookie(&pair, style).map_err(|misfit| misfits(&what, misfit));
            if let Some(cookie) = self.keep(cookie) {
                self.cookies.push(cookie);
            }
        }
    }

    fn pairs(
        &mut self,
        name: &str,
        value: &dyn ToJson,
        style: Style,
        what: &dyn Display,
    ) -> Option<Vec<Pair>> {
        if value.is_absent() {
            return None;
        }
        let pairs = read(value, what).and_then(|value| {
            pairs(name, &value, style).map_err(|misfit| misfits(what, misfit))
        });
        self.keep(pairs)
    }
}

/// The JSON value of an argument.
fn read(value: &dyn ToJson, what: &dyn Display) -> Result<Value, Error> {
    if value.is_absent() {
        return Ok(Value::Null);
    }
    Value::from_json(value).map_err(|source| {
        Error::unsendable(format!("{what} cannot be written as JSON"), source)
    })
}

fn misfits(what: &dyn Display, misfit: Misfit) -> Error {
    Error::request(format!("{what} {misfit}"))
}

/// The text of a header; nothing where there is nothing to send.
fn header_text(
    value: &Value,
    style: Style,
    what: &dyn Display,
) -> Result<Option<String>, Error> {
    if style.kind == Kind::Json {
        return Ok(Some(ascii(&value.to_string())));
    }
    let is_empty = match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    };
    if is_empty {
        return Ok(None);
    }
    expanded("", value, style, Escape::Nothing)
        .map(Some)
        .map_err(|misfit| misfits(what, misfit))
}

/// JSON text in ASCII, which is all that headers carry everywhere.
fn ascii(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        if character.is_ascii() {
            text.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a String cannot fail.
                let _ = write!(text, "\\u{unit:04x}");
            }
        }
    }
    text
}

/// `name=value`.
fn cookie(pair: &Pair, style: Style) -> Result<String, Misfit> {
    let as_it_is = style.kind == Kind::Cookie;
    let escape = if as_it_is { Escape::Nothing } else { style.escape() };
    let value = if as_it_is { pair.unescaped()? } else { pair.value(escape) };
    let stands = |text: &str| {
        text.bytes().all(|byte| matches!(byte, b' '..=b'~' if byte != b';'))
    };
    if !stands(&value) || as_it_is && (!stands(&pair.name) || pair.name.contains('=')) {
        return Err("holds a character that cookies cannot carry");
    }
    Ok(format!("{}={value}", escape.name(&pair.name)))
}
