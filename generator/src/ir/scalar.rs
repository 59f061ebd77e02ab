//! Values without parts: booleans, numbers and strings.

use super::JsonKind;

/// A type whose values are written without brackets or braces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scalar {
    /// `true` or `false`
    Bool,
    /// A signed 8-bit integer.
    I8,
    /// A signed 16-bit integer.
    I16,
    /// A signed 32-bit integer.
    I32,
    /// A signed 64-bit integer.
    I64,
    /// A signed 128-bit integer.
    I128,
    /// An unsigned 8-bit integer.
    U8,
    /// An unsigned 16-bit integer.
    U16,
    /// An unsigned 32-bit integer.
    U32,
    /// An unsigned 64-bit integer.
    U64,
    /// A 32-bit float.
    F32,
    /// A 64-bit float.
    F64,
    /// A number of any size and precision.
    Number,
    /// A string.
    String,
    /// A string that is a date and time of RFC 3339.
    DateTime,
    /// A string that is a date of RFC 3339.
    Date,
    /// A string that is bytes in base64.
    Base64,
    /// A file: bytes that are a part of a multipart body, and a string anywhere else, where no pass leaves it.
    File,
}

/// The names that the configuration has for scalars.
const NAMES: [(&str, Scalar); 16] = [
    ("base64", Scalar::Base64),
    ("date", Scalar::Date),
    ("date-time", Scalar::DateTime),
    ("f32", Scalar::F32),
    ("f64", Scalar::F64),
    ("i128", Scalar::I128),
    ("i16", Scalar::I16),
    ("i32", Scalar::I32),
    ("i64", Scalar::I64),
    ("i8", Scalar::I8),
    ("number", Scalar::Number),
    ("string", Scalar::String),
    ("u16", Scalar::U16),
    ("u32", Scalar::U32),
    ("u64", Scalar::U64),
    ("u8", Scalar::U8),
];

impl Scalar {
    /// The scalar of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        NAMES
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, scalar)| *scalar)
    }

    /// Every name that [`Scalar::named`] knows.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(name, _)| *name)
    }

    /// What the values are in JSON.
    #[must_use]
    pub fn kind(self) -> JsonKind {
        match self {
            Self::Bool => JsonKind::Bool,
            Self::String | Self::DateTime | Self::Date | Self::Base64 | Self::File => JsonKind::String,
            _ => JsonKind::Number,
        }
    }
}
