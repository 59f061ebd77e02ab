// kiln-runtime: support code, copied unchanged into generated crates.
//! What `Debug` shows in place of a secret.

use std::fmt;

/// Prints `[redacted]`.
pub struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}
