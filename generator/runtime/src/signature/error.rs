// kiln-runtime: support code, copied unchanged into generated crates.
//! Why a request is not taken for the service's.

use std::error::Error;
use std::fmt;

/// Why a request is not taken for the service's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignatureError {
    /// It does not have this header.
    Missing(&'static str),
    /// This header is not of the form that it should have.
    Malformed(&'static str),
    /// It was signed with another secret, or is not what was signed.
    Mismatch,
    /// It is too old, or from a time to come: someone may have sent it again.
    Expired,
    /// The secret to check with is empty, or not of the form that it should have.
    Secret,
}

impl fmt::Display for SignatureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(header) => write!(f, "the header {header} is missing"),
            Self::Malformed(header) => write!(f, "the header {header} is malformed"),
            Self::Mismatch => f.write_str("the signature does not match"),
            Self::Expired => f.write_str("the request is not of this time"),
            Self::Secret => f.write_str("the secret is empty or malformed"),
        }
    }
}

impl Error for SignatureError {}
