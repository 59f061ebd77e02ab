// kiln-runtime: support code, copied unchanged into generated crates.
//! Codes with SHA-1, of services that sign with nothing newer. HMAC does not rest on what is broken of it.

use hmac::Hmac;
use sha1::Sha1;

use super::signature::is_code;

/// A code with SHA-1: a [`Check`](super::signature::Check).
#[must_use]
pub fn sha1(secret: &[u8], parts: &[&[u8]], code: &[u8]) -> bool {
    is_code::<Hmac<Sha1>>(secret, parts, code)
}
