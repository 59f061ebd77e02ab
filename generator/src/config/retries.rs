//! `[retries]`: what a client may repeat.
//!
//! ```toml
//! [retries]
//! idempotency_header = "Idempotency-Key"      # the server recognises repetitions by it
//! ```
//!
//! With the key, the client gives every call of a method that is not idempotent a key of its own in this header, and
//! repeats it as it does any other. An operation that declares the header itself needs no configuration if it has the
//! usual name.

use super::table::{Misfit, Setting, Table, Value, parsed};

/// `[retries]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Retries {
    /// The header for idempotency keys, if the server honours them.
    pub idempotency_header: Option<HeaderName>,
}

/// The name of a header, such as `Idempotency-Key`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct HeaderName(pub(super) String);

impl Retries {
    pub(super) fn read(table: &mut Table<'_>) -> Self {
        Self {
            idempotency_header: table.optional("idempotency_header"),
        }
    }
}

impl Setting for HeaderName {
    fn expected() -> String {
        "the name of a header, such as `Idempotency-Key`".to_owned()
    }

    fn read(value: &Value<'_>) -> Result<Self, Misfit> {
        parsed(value, |text| is_token(text).then(|| Self(text.to_owned())))
    }
}

/// Whether a text can be the name of a header (RFC 9110, section 5.6.2).
fn is_token(text: &str) -> bool {
    let part = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(part)
}
