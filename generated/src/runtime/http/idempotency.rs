// kiln-runtime: support code, copied unchanged into generated crates.
//! Idempotency keys: how a server recognises that a request is the repetition of another.
//!
//! ```text
//! POST /payments
//! Idempotency-Key: 0e9c1c5f-7a51-4d0e-9d3c-3f0a5b2c8e11
//! ```
//!
//! A call gets a key of its own, the same for all of its attempts, if its method may not be
//! repeated otherwise, it has no key yet, and the server is known to honour them: the
//! document declares the header for the operation, or the client was told so
//! ([`Builder::idempotency_keys`](super::Builder::idempotency_keys)).
//!
//! A key is a random UUID. It is no secret and none can be made of it: it only has to differ
//! from every other. The randomness is what the system gives to hash tables.

use super::core::Shared;
use super::retry;
use http::Method;
use http::header::{HeaderMap, HeaderName, HeaderValue};
use std::hash::{BuildHasher, RandomState};

/// Gives a call a key that should have one; whether it has one then.
pub(super) fn ensure(
    headers: &mut HeaderMap,
    declared: Option<&HeaderName>,
    method: &Method,
    shared: &Shared,
) -> bool {
    let known = &shared.idempotency_header;
    let has = |name: &HeaderName| headers.get(name).is_some_and(|key| !key.is_empty());
    if has(known) || declared.is_some_and(has) {
        return true;
    }
    let wanted = declared.or(shared.idempotency_keys.then_some(known));
    let Some(name) = wanted.filter(|_| !retry::is_idempotent(method)) else {
        return false;
    };
    match HeaderValue::from_str(&random_uuid()) {
        Ok(key) => headers.insert(name, key),
        Err(_) => return false,
    };
    true
}

/// A random UUID (RFC 9562, version 4).
fn random_uuid() -> String {
    let random = |salt: u64| RandomState::new().hash_one(salt) ^ fastrand::u64(..);
    let high = random(0) & !0xf000 | 0x4000;
    let low = random(1) & !(0b11 << 62) | 0b10 << 62;
    let [a, b, c] = [high >> 32, high >> 16 & 0xffff, high & 0xffff];
    format!("{a:08x}-{b:04x}-{c:04x}-{:04x}-{:012x}", low >> 48, low & 0xffff_ffff_ffff)
}
