// kiln-runtime: support code, copied unchanged into generated crates.
//! What a token endpoint answers (RFC 6749, section 5).
//!
//! ```json
//! { "access_token": "2YotnFZFEjr1zCsicMWpAA", "token_type": "Bearer", "expires_in": 3600 }
//! ```
//!
//! Nothing of an answer gets into an error but its status and those codes of errors that
//! the standard has: the rest may hold secrets.

use super::super::http::clock::Instant;
use super::super::http::{
    ResponseBody, TransportError, is_transient_status, retry_after, turns_away,
};
use super::super::json::{self, Value};
use http::{Response, StatusCode};
use secrecy::SecretString;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

/// How long before its end a token is not used any more: the call has a way to go.
const LEEWAY: Duration = Duration::from_secs(30);

/// How much of an answer is read.
const LARGEST: usize = 1 << 20;

/// The codes of section 5.2.
const CODES: [&str; 6] = [
    "invalid_request",
    "invalid_client",
    "invalid_grant",
    "unauthorized_client",
    "unsupported_grant_type",
    "invalid_scope",
];

/// A token.
pub(super) struct Token {
    pub(super) access: SecretString,
    /// Nothing where the service does not say; it is used until it is rejected then.
    until: Option<Instant>,
    pub(super) refresh: Option<SecretString>,
}

impl Token {
    /// Whether it can be used still.
    pub(super) fn is_good(&self, now: Instant) -> bool {
        self.until.is_none_or(|until| now < until)
    }
}

/// Reads an answer.
pub(super) async fn read(answer: Response<ResponseBody>) -> Result<Token, OAuthError> {
    let arrived = Instant::now();
    let (head, mut body) = answer.into_parts();
    let mut bytes = Vec::new();
    loop {
        let chunk = body.next().await.map_err(|error| OAuthError::transport(&error))?;
        let Some(chunk) = chunk else { break };
        if bytes.len() + chunk.len() > LARGEST {
            return Err(OAuthError::new("the token endpoint answered too much"));
        }
        bytes.extend_from_slice(&chunk);
    }
    let value: Option<Value> = json::from_slice(&bytes).ok();
    let text = |name: &str| value.as_ref()?.get(name)?.as_str();
    if !head.status.is_success() {
        let code =
            text("error").and_then(|code| CODES.iter().find(|known| **known == code));
        let error = OAuthError::refused(head.status, code.copied());
        return Err(OAuthError { retry_after: retry_after(&head.headers), ..error });
    }
    let Some(access) = text("access_token").filter(|token| !token.is_empty()) else {
        return Err(OAuthError::new("the token endpoint answered without a token"));
    };
    let lifetime = value.as_ref().and_then(|value| lifetime(value.get("expires_in")?));
    Ok(Token {
        access: access.into(),
        until: lifetime.and_then(|time| {
            arrived.checked_add(time.saturating_sub(LEEWAY.min(time / 10)))
        }),
        refresh: text("refresh_token").filter(|token| !token.is_empty()).map(Into::into),
    })
}

/// The seconds that a token lasts; some services write them as a text.
fn lifetime(value: &Value) -> Option<Duration> {
    let seconds = value.as_f64().or_else(|| value.as_str()?.trim().parse().ok())?;
    Duration::try_from_secs_f64(seconds.max(0.0)).ok()
}

/// Why there is no token.
#[derive(Debug, Clone)]
pub struct OAuthError {
    message: String,
    status: Option<StatusCode>,
    code: Option<&'static str>,
    again: Again,
    retry_after: Option<Duration>,
}

/// Whether the same request may do better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Again {
    No,
    /// It may, and the service may have acted on this one.
    Perhaps,
    /// It may, and nothing was done.
    Harmless,
}

impl OAuthError {
    fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            status: None,
            code: None,
            again: Again::No,
            retry_after: None,
        }
    }

    /// What is set up cannot get a token.
    pub(super) fn setup(message: &'static str) -> Self {
        Self::new(message)
    }

    /// The token endpoint was not reached, or did not answer to the end.
    pub(super) fn transport(error: &TransportError) -> Self {
        let again = match (error.was_refused(), error.may_have_been_sent()) {
            (true, _) => Again::No,
            (false, true) => Again::Perhaps,
            (false, false) => Again::Harmless,
        };
        Self {
            again,
            ..Self::new(format!("the token endpoint gave no answer: {error}"))
        }
    }

    fn refused(status: StatusCode, code: Option<&'static str>) -> Self {
        let why = code.map(|code| format!(": {code}")).unwrap_or_default();
        let again = match (turns_away(status), is_transient_status(status)) {
            (true, _) => Again::Harmless,
            (false, true) => Again::Perhaps,
            (false, false) => Again::No,
        };
        Self {
            status: Some(status),
            code,
            again,
            ..Self::new(format!("the token endpoint answered {status}{why}"))
        }
    }

    /// Whether the same request may do better. A refresh token that may be good for one use
    /// is not shown twice.
    pub(super) fn may_pass(&self, refreshing: bool) -> bool {
        self.again == Again::Harmless || self.again == Again::Perhaps && !refreshing
    }

    /// How long the service asks to wait.
    pub(super) fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// The status of the token endpoint's answer.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }

    /// The code of the error, where it is one of the standard's, such as
    /// `invalid_grant`.
    #[must_use]
    pub fn code(&self) -> Option<&'static str> {
        self.code
    }
}

impl fmt::Display for OAuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for OAuthError {}
