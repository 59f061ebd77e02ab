//! Values without parts: booleans, numbers and strings.

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
}
