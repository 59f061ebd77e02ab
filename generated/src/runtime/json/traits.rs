// kiln-runtime: support code, copied unchanged into generated crates.
//! The two traits that a type needs to have a JSON form.

use super::{DecodeError, Reader, Writer};

/// A type that can be read from JSON.
///
/// Generated types implement it with a table of slots; see [`Slot`](super::Slot).
pub trait FromJson: Sized {
    /// Reads one value, from where the reader stands.
    ///
    /// # Errors
    /// When the text there is not JSON or not of this type.
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError>;
}

/// A type that can be written as JSON.
///
/// Generated types implement it with a table of members; see [`Member`](super::Member).
pub trait ToJson {
    /// Writes one value. A value without a JSON form is remembered by the writer as its error.
    fn write(&self, w: &mut Writer);

    /// Whether a property of this value is left out where [`Member::present`](super::Member::present)
    /// asks: `None` and `Nullable::Absent` are.
    fn is_absent(&self) -> bool {
        false
    }
}
