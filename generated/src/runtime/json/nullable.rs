// kiln-runtime: support code, copied unchanged into generated crates.
//! A property with three states, as an optional and nullable one has in a JSON merge patch:
//!
//! ```text
//! {}                    Nullable::Absent     leave the name as it is
//! {"name": null}        Nullable::Null       remove the name
//! {"name": "shopping"}  Nullable::Value(..)  set the name
//! ```

use super::{DecodeError, FromJson, Reader, ToJson, Writer};

/// A value, null, or nothing at all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nullable<T> {
    /// The property is not there.
    #[default]
    Absent,
    /// The property is there and null.
    Null,
    /// The property has a value.
    Value(T),
}

impl<T> Nullable<T> {
    /// The value, if there is one.
    pub fn as_option(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value by itself, if there is one.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Whether the property is not there.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the property is there and null.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// This state, unless the property is not there: then the value that `other` has, if it has one.
    #[must_use]
    pub fn or_else(self, other: impl FnOnce() -> Option<T>) -> Self {
        match self {
            Self::Absent => other().map_or(Self::Absent, Self::Value),
            there => there,
        }
    }

    /// The same state with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Nullable<U> {
        match self {
            Self::Absent => Nullable::Absent,
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(change(value)),
        }
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T> From<Option<T>> for Nullable<T> {
    /// `None` is null: whoever wants nothing at all says [`Nullable::Absent`].
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl<T: FromJson> FromJson for Nullable<T> {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Option::read(r).map(Self::from)
    }
}

impl<T: ToJson> ToJson for Nullable<T> {
    fn write(&self, w: &mut Writer) {
        match self {
            Self::Value(value) => value.write(w),
            Self::Absent | Self::Null => w.null(),
        }
    }

    fn is_absent(&self) -> bool {
        Nullable::is_absent(self)
    }
}
