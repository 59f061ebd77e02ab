// kiln-runtime: support code, copied unchanged into generated crates.
//! A time and the body signed together, so that nobody can send a request again later.
//!
//! ```text
//! Stripe-Signature: t=1614265330,v1=5257a869…,v1=ffe0c6…          signed: 1614265330.{"id":1}
//!
//! X-Slack-Request-Timestamp: 1531420618
//! X-Slack-Signature: v0=a2114d57b48eac39b9ad189dd8316235…          signed: v0:1531420618:token=xyz…
//! ```
//!
//! Of several codes, as there are while a secret is being changed, one has to match; what has another name is passed
//! over.

use std::time::{Duration, SystemTime};

use super::{Check, Encoding, SignatureError, time};

/// A header with the code of a time and the body.
#[derive(Debug, Clone, Copy)]
pub struct Timed {
    /// The header with the code.
    pub header: &'static str,
    /// Where the code and the time are.
    pub form: Form,
    /// How the code is written.
    pub encoding: Encoding,
    /// What kind of code it is.
    pub hash: Check,
    /// What is signed before the time.
    pub before: &'static str,
    /// What is signed between the time and the body.
    pub between: &'static str,
    /// How many seconds the time may be from ours, either way.
    pub tolerance: u64,
}

/// Where a code and its time are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The time has a header of its own.
    Apart {
        /// The header with the seconds since 1970.
        timestamp: &'static str,
        /// What stands before the code.
        prefix: &'static str,
    },
    /// Both are in one header, as names with values.
    Pairs {
        /// The name of the seconds since 1970.
        timestamp: &'static str,
        /// The name of a code.
        code: &'static str,
    },
}

impl Timed {
    /// Checks that a body was signed with the secret, not long before or after `now`; `header` finds the
    /// value of a header.
    ///
    /// # Errors
    /// When it was not, or the secret is empty.
    pub fn verify_at<'h>(
        &self,
        secret: &str,
        header: impl Fn(&str) -> Option<&'h str>,
        body: &[u8],
        now: SystemTime,
    ) -> Result<(), SignatureError> {
        let find = |name| header(name).ok_or(SignatureError::Missing(name));
        let given = find(self.header)?.trim();
        let (seconds, named, codes) = match self.form {
            Form::Apart { timestamp, prefix } => {
                let codes = given.strip_prefix(prefix).into_iter().collect();
                (Some(find(timestamp)?.trim()), timestamp, codes)
            }
            Form::Pairs { timestamp, code } => {
                let seconds = values(given, timestamp).next();
                (seconds, self.header, values(given, code).collect::<Vec<_>>())
            }
        };
        let seconds = seconds.ok_or(SignatureError::Malformed(named))?;
        let codes: Vec<Vec<u8>> =
            codes.into_iter().filter_map(|code| self.encoding.decode(code)).collect();
        if codes.is_empty() {
            return Err(SignatureError::Malformed(self.header));
        }
        if secret.is_empty() {
            return Err(SignatureError::Secret);
        }
        let signed =
            [self.before.as_bytes(), seconds.as_bytes(), self.between.as_bytes(), body];
        if !codes.iter().any(|code| (self.hash)(secret.as_bytes(), &signed, code)) {
            return Err(SignatureError::Mismatch);
        }
        time::check(seconds, named, now, Duration::from_secs(self.tolerance))
    }
}

/// The values of a name in a list such as `t=1,v1=ab,v1=cd`.
fn values<'t>(list: &'t str, name: &'t str) -> impl Iterator<Item = &'t str> {
    let pairs = list.split(',').filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(move |(known, _)| *known == name).map(|(_, value)| value)
}
