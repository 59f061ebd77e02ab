// kiln-runtime: support code, copied unchanged into generated crates.
//! Standard Webhooks: an id, a time and the body are signed together.
//!
//! ```text
//! webhook-id: msg_p5jXN8AQM9LWM0D4loKWxJek
//! webhook-timestamp: 1614265330
//! webhook-signature: v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
//! ```
//!
//! There may be several signatures, while a secret is being changed; one of them has to match. Those of
//! other versions (`v1a`, with public keys) are passed over.

use std::time::{Duration, SystemTime};

use super::super::json::Base64;
use super::{SignatureError, sha256, time};

/// How far the time of a request may be from ours, either way.
const TOLERANCE: Duration = Duration::from_secs(5 * 60);

/// What stands before the secret, which is base64.
const PREFIX: &str = "whsec_";

/// The headers.
#[derive(Debug, Clone, Copy)]
pub struct Standard {
    /// The id of the message.
    pub id: &'static str,
    /// The seconds since 1970.
    pub timestamp: &'static str,
    /// The signatures.
    pub signature: &'static str,
}

impl Standard {
    /// Checks that a message was signed with the secret, not long before or after `now`; `header` finds
    /// the value of a header.
    ///
    /// # Errors
    /// When it was not, or the secret is malformed.
    pub fn verify_at<'h>(
        &self,
        secret: &str,
        header: impl Fn(&str) -> Option<&'h str>,
        body: &[u8],
        now: SystemTime,
    ) -> Result<(), SignatureError> {
        let find = |name| header(name).ok_or(SignatureError::Missing(name));
        let (id, at, given) =
            (find(self.id)?, find(self.timestamp)?, find(self.signature)?);
        let key = secret.strip_prefix(PREFIX).unwrap_or(secret).parse::<Base64>();
        let key = key.ok().and_then(|key| key.bytes()).ok_or(SignatureError::Secret)?;
        if key.is_empty() {
            return Err(SignatureError::Secret);
        }
        let signed = [id.as_bytes(), b".", at.as_bytes(), b".", body];
        let matches = |signature: &str| {
            let digits = signature.strip_prefix("v1,").map(str::parse::<Base64>);
            let bytes = digits.and_then(Result::ok).and_then(|digits| digits.bytes());
            bytes.is_some_and(|bytes| sha256(&key, &signed, &bytes))
        };
        if !given.split_ascii_whitespace().any(matches) {
            return Err(SignatureError::Mismatch);
        }
        time::check(at, self.timestamp, now, TOLERANCE)
    }
}
