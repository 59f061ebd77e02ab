// kiln-runtime: support code, copied unchanged into generated crates.
//! Codes of bytes that only those who know a secret can make (HMAC, RFC 2104), and their comparison, which takes the
//! same time wherever two codes differ.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Sha256, Sha512};

/// Whether a code is that of some bytes after each other, made with a secret.
pub type Check = fn(secret: &[u8], parts: &[&[u8]], code: &[u8]) -> bool;

/// A code with SHA-256.
#[must_use]
pub fn sha256(secret: &[u8], parts: &[&[u8]], code: &[u8]) -> bool {
    is_code::<Hmac<Sha256>>(secret, parts, code)
}

/// A code with SHA-512.
#[must_use]
pub fn sha512(secret: &[u8], parts: &[&[u8]], code: &[u8]) -> bool {
    is_code::<Hmac<Sha512>>(secret, parts, code)
}

/// A code of any kind; nothing is one where the secret is empty.
pub(crate) fn is_code<M: Mac + KeyInit>(
    secret: &[u8],
    parts: &[&[u8]],
    code: &[u8],
) -> bool {
    let Ok(mut right) = <M as KeyInit>::new_from_slice(secret) else { return false };
    for part in parts {
        right.update(part);
    }
    !secret.is_empty() && right.verify_slice(code).is_ok()
}
