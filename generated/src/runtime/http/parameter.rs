// kiln-runtime: support code, copied unchanged into generated crates.
//! Parameters as text: what stays of a value once it is in a path, a query, a header or
//! a cookie.
//!
//! | value | simple (path, header) | form, exploded (query) | form, joined (query, cookie) |
//! | --- | --- | --- | --- |
//! | `5` | `5` | `k=5` | `k=5` |
//! | `["a", "b"]` | `a,b` | `k=a&k=b` | `k=a,b` |
//! | `{"a": 1, "b": 2}` | `a,1,b,2` | `a=1&b=2` | `k=a,1,b,2` |
//!
//! A value is first written as JSON by its own [`ToJson`], so that enums, dates and
//! newtypes look here as they do in a body. Parameters are shallow: a list in a list has
//! no form and is an error. An absent value and `null` are both "nothing to send".

use super::super::json::{self, ToJson, Value};
use super::error::Error;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::BTreeMap;
use std::fmt::Display;

/// All but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Whether the items of a list become pairs of their own (`explode` in the document).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Explode {
    /// `k=a&k=b`.
    Yes,
    /// `k=a,b`.
    No,
}

/// A value that is at most one level deep, its scalars as text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Shallow {
    /// Absent or null.
    Nothing,
    Scalar(String),
    List(Vec<String>),
    Object(Vec<(String, String)>),
}

impl Shallow {
    /// Takes a value apart; `what` names it in errors.
    pub(super) fn of(value: &dyn ToJson, what: impl Display) -> Result<Self, Error> {
        if value.is_absent() {
            return Ok(Self::Nothing);
        }
        let failed = |source| {
            Error::unsendable(format!("{what} cannot be written as JSON"), source)
        };
        let deep =
            || Error::request(format!("{what} is nested too deep for a parameter"));
        let text = json::to_vec(value).map_err(failed)?;
        let shallow = match text.first() {
            Some(b'[') => json::from_slice(&text).ok().and_then(|items: Vec<Value>| {
                items.iter().map(scalar).collect::<Option<_>>().map(Self::List)
            }),
            Some(b'{') => json::from_slice(&text).ok().and_then(
                |members: BTreeMap<String, Value>| {
                    let member = |(name, value)| Some((name, scalar(&value)?));
                    members
                        .into_iter()
                        .map(member)
                        .collect::<Option<_>>()
                        .map(Self::Object)
                },
            ),
            _ if text == b"null" => Some(Self::Nothing),
            _ => scalar_text(text).map(Self::Scalar),
        };
        shallow.ok_or_else(deep)
    }

    /// The items in a row: what the styles call not exploded.
    pub(super) fn into_items(self) -> Vec<String> {
        match self {
            Self::Nothing => Vec::new(),
            Self::Scalar(text) => vec![text],
            Self::List(items) => items,
            Self::Object(members) => {
                members.into_iter().flat_map(|(name, value)| [name, value]).collect()
            }
        }
    }
}

/// A scalar in a list or an object; nothing if it is none.
fn scalar(value: &Value) -> Option<String> {
    json::to_vec(value).ok().and_then(scalar_text)
}

/// The text of a scalar, given its JSON: strings lose their quotes, numbers and booleans
/// stay as they are written.
fn scalar_text(json: Vec<u8>) -> Option<String> {
    match json.first()? {
        b'"' => json::from_slice(&json).ok(),
        b'[' | b'{' => None,
        _ => String::from_utf8(json).ok(),
    }
}

/// The text with everything but the unreserved characters of RFC 3986 percent-encoded.
pub(super) fn escaped(text: &str) -> impl Display {
    utf8_percent_encode(text, RESERVED)
}

/// The items percent-encoded, with commas between them.
pub(super) fn joined(items: &[String]) -> String {
    let items: Vec<_> = items.iter().map(|item| escaped(item).to_string()).collect();
    items.join(",")
}
