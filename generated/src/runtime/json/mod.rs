// kiln-runtime: support code, copied unchanged into generated crates.
//! JSON for the generated types: a reader, a writer, and records as tables.
//!
//! A struct says which property goes where; one function, compiled once, does the reading. This keeps
//! the code per type small, and errors exact.
//!
//! ```text
//! impl FromJson for BrowserViewport {
//!     fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
//!         let (mut width, mut refresh_rate) = (None, None);
//!         r.record(&mut [
//!             Slot::required("width", &mut width),
//!             Slot::optional("refresh_rate", &mut refresh_rate),
//!         ])?;
//!         let Some(width) = width else { return Err(r.incomplete()) };
//!         Ok(Self { width, refresh_rate })
//!     }
//! }
//!
//! impl ToJson for BrowserViewport {
//!     fn write(&self, w: &mut Writer) {
//!         w.record(&[
//!             Member::always("width", &self.width),
//!             Member::present("refresh_rate", &self.refresh_rate),
//!         ]);
//!     }
//! }
//!
//! json::serde_impls!(BrowserViewport);
//! ```
//!
//! Guarantees: only JSON of RFC 8259 in UTF-8 is accepted, nothing behind the value, at most
//! [`MAX_DEPTH`] levels; numbers are exact or refused; no input can make it panic; errors carry the
//! path and never the values.
//!
//! It deliberately does not read from streams, and it has no settings.

mod base64;
mod choices;
mod container;
mod date;
mod date_time;
mod decimal;
mod error;
mod keys;
mod lines;
mod listed;
mod never;
mod nullable;
mod number;
mod reader;
mod record;
mod redacted;
mod scalar;
pub mod serde;
mod simple;
mod slot;
mod string;
mod traits;
mod tuple;
mod union;
mod value;
mod writer;

pub use base64::{Base64, Base64Error};
pub use date::{Date, DateError};
pub use date_time::{DateTime, DateTimeError};
pub use error::{DecodeError, DecodeErrorKind, EncodeError};
pub use lines::{to_lines, to_sequence};
pub use never::Never;
pub use nullable::Nullable;
pub use number::Number;
pub use reader::{MAX_DEPTH, ReadItem, Reader};
pub use redacted::{Outline, Redacted};
pub use simple::Simple;
pub use slot::{Fill, Slot};
pub use traits::{FromJson, ToJson};
pub use union::{Alternative, Kind, Mark};
pub use value::{Object, Value};
pub use writer::{Member, Members, WriteItem, Writer};

pub(crate) use self::serde::serde_impls;
pub use decimal::Decimal;

/// Reads one value from the whole of a text.
///
/// # Errors
/// When the bytes are not UTF-8, not JSON, not of type `T`, or go on behind the value.
pub fn from_slice<T: FromJson>(bytes: &[u8]) -> Result<T, DecodeError> {
    let mut r = Reader::from_bytes(bytes)?;
    let value = T::read(&mut r)?;
    r.end()?;
    Ok(value)
}

/// Writes a value without any white space.
///
/// # Errors
/// When a number in it is not finite, an additional property has the name of a declared one, or it has
/// more than [`MAX_DEPTH`] levels.
pub fn to_vec(value: &dyn ToJson) -> Result<Vec<u8>, EncodeError> {
    to_string(value).map(String::into_bytes)
}

/// The same as [`to_vec`], as a string.
///
/// # Errors
/// As [`to_vec`].
pub fn to_string(value: &dyn ToJson) -> Result<String, EncodeError> {
    let mut w = Writer::new();
    value.write(&mut w);
    w.finish()
}
