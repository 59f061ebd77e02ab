// kiln-runtime: support code, copied unchanged into generated crates.
//! The type of no value: what the schema `false` allows.
//!
//! ```text
//! pub legacy: Option<json::Never>,     // legacy: false — the property is never there
//! pub nothing: Option<json::Never>,    // nothing: { type: "null" } — null is all that it can be
//! ```

use super::super::json;
use super::{DecodeError, DecodeErrorKind, FromJson, Reader, ToJson, Writer};

/// A type without any value. An `Option<Never>` is always `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Never {}

impl FromJson for Never {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.peek_kind()?;
        let message = "no value is allowed here";
        Err(DecodeError::new(DecodeErrorKind::Mismatch, r.at, message))
    }
}

json::serde_impls!(Never);

impl ToJson for Never {
    fn write(&self, _w: &mut Writer) {
        match *self {}
    }
}
