// kiln-runtime: support code, copied unchanged into generated crates.
//! Types of other crates in the place of schemas, for crates whose configuration or document names any.
//!
//! ```text
//! foreign::text!(uuid::Uuid);                  // "…", by FromStr and Display
//! foreign::number!(rust_decimal::Decimal);     // 12.50, by FromStr and Display
//! foreign::serde!(geo::Point);                 // anything, by Serialize and Deserialize
//! foreign::subject!(uuid::Uuid);               // constraints apply to what is sent
//! ```
//!
//! The modules `json` and `foreign` must be in scope, and `validate` for the last one. A value that the
//! type refuses is an error with the place in the text; what the type says about it is not passed on,
//! since it may quote the value.

use std::fmt::Display;
use std::str::FromStr;

use super::json::{
    self, DecodeError, DecodeErrorKind, Number, Reader, ToJson, Value, Writer,
};

/// Implements JSON for a type that is the text of a string.
macro_rules! text {
    ($name:ty) => {
        impl json::FromJson for $name {
            fn read(r: &mut json::Reader<'_>) -> Result<Self, json::DecodeError> {
                foreign::read_text(r, stringify!($name))
            }
        }

        impl json::ToJson for $name {
            fn write(&self, w: &mut json::Writer) {
                w.string(&self.to_string());
            }
        }
    };
}
pub(crate) use text;

/// Implements JSON for a type that is a number.
macro_rules! number {
    ($name:ty) => {
        impl json::FromJson for $name {
            fn read(r: &mut json::Reader<'_>) -> Result<Self, json::DecodeError> {
                foreign::read_number(r, stringify!($name))
            }
        }

        impl json::ToJson for $name {
            fn write(&self, w: &mut json::Writer) {
                foreign::write_number(self, w);
            }
        }
    };
}
pub(crate) use number;

/// Implements JSON for a type that has serde's traits.
macro_rules! serde {
    ($name:ty) => {
        impl json::FromJson for $name {
            fn read(r: &mut json::Reader<'_>) -> Result<Self, json::DecodeError> {
                let start = r.offset();
                ::serde_json::from_str(r.raw()?)
                    .map_err(|_| foreign::misfit(start, stringify!($name)))
            }
        }

        impl json::ToJson for $name {
            fn write(&self, w: &mut json::Writer) {
                foreign::write_json(::serde_json::to_string(self).ok(), w);
            }
        }
    };
}
pub(crate) use serde;

/// Lets constraints apply to the values of a type, as they are in JSON.
macro_rules! subject {
    ($name:ty) => {
        impl validate::Subject for $name {
            fn inspect(&self, rules: &validate::Rules<'_>, c: &mut validate::Checks) {
                if let Ok(value) = json::Value::from_json(self) {
                    value.inspect(rules, c);
                }
            }
        }
    };
}
pub(crate) use subject;

/// Reads a string that a type can be parsed from.
///
/// # Errors
/// When something else is there, or the type refuses it.
pub(crate) fn read_text<T: FromStr>(
    r: &mut Reader<'_>,
    name: &str,
) -> Result<T, DecodeError> {
    let start = r.offset();
    r.string()?.parse().map_err(|_| misfit(start, name))
}

/// Reads a number that a type can be parsed from, if need be from its digits without an exponent.
///
/// # Errors
/// When something else is there, or the type refuses it.
pub(crate) fn read_number<T: FromStr>(
    r: &mut Reader<'_>,
    name: &str,
) -> Result<T, DecodeError> {
    let start = r.offset();
    let lexeme = r.number()?;
    let plain = || json::Decimal::parse(lexeme).plain()?.parse().ok();
    lexeme.parse().ok().or_else(plain).ok_or_else(|| misfit(start, name))
}

/// Writes what a type displays, which has to be a number of JSON.
pub(crate) fn write_number(value: &dyn Display, w: &mut Writer) {
    match value.to_string().parse::<Number>() {
        Ok(number) => number.write(w),
        Err(_) => w.refuse("the value is not displayed as a number of JSON"),
    }
}

/// Writes JSON that serde has made, if it has.
pub(crate) fn write_json(text: Option<String>, w: &mut Writer) {
    match text.and_then(|text| json::from_slice::<Value>(text.as_bytes()).ok()) {
        Some(value) => value.write(w),
        None => w.refuse("the value has no JSON form"),
    }
}

/// The error for a value that a type refuses.
pub(crate) fn misfit(start: usize, name: &str) -> DecodeError {
    let message = format!("expected a value of the type `{name}`");
    DecodeError::new(DecodeErrorKind::Mismatch, start, message)
}
