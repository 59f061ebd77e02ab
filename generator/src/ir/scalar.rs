//! Values without parts: booleans, numbers and strings.

/// A type whose values are written without brackets or braces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scalar {
    /// `true` or `false`
    Bool,
    /// A signed 32-bit integer.
    I32,
    /// A signed 64-bit integer.
    I64,
    /// An unsigned 64-bit integer, where the bounds do not fit a signed one.
    U64,
    /// A 32-bit float.
    F32,
    /// A 64-bit float.
    F64,
    /// A string.
    String,
    /// A string that is a date and time of RFC 3339.
    DateTime,
}
