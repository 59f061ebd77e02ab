// kiln-runtime: support code, copied unchanged into generated crates.
//! Signatures of requests that a service makes: who knows the secret, and nobody else, wrote this body.
//!
//! ```text
//! X-Hub-Signature-256: sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17
//! ```
//!
//! Codes are compared in a time that does not depend on where they differ. A secret that is empty, as a
//! setting that was forgotten is, signs nothing. Where a time is signed, requests of another time are
//! refused. It deliberately keeps no list of requests that were seen: where a request may come twice, its
//! id says so.

mod error;
mod hash;
mod hmac;
mod standard;
mod time;
mod timed;

pub(crate) use self::hash::is_code;
pub use self::hash::{Check, sha256, sha512};
pub use self::hmac::{Encoding, Hmac};
pub use error::SignatureError;
pub use standard::Standard;
pub use timed::{Form, Timed};
