// kiln-runtime: support code, copied unchanged into generated crates.
//! Which failed attempts are repeated, and after what wait.
//!
//! | what happened | idempotent call | any other call |
//! | --- | --- | --- |
//! | no connection was opened | repeat | repeat |
//! | 429, 503, 529 | repeat | repeat: the server says that it did nothing |
//! | 408, 409, other 5xx | repeat | return the error |
//! | connection broke, attempt timed out | repeat | return the error |
//! | any error with `X-Should-Retry: true` | repeat | repeat: the server asked for it |
//! | any error with `X-Should-Retry: false` | return the error | return the error |
//!
//! A call is idempotent by its method (all but POST, PATCH and CONNECT), by an
//! idempotency key, or because the caller says so
//! ([`Call::repeatable`](super::Call::repeatable)).
//!
//! A body that is read while it is sent (a file by its path, or a reader) is gone once its
//! first chunk was asked for; then nothing is repeated.
//!
//! The wait is what the server asks for by `Retry-After-Ms` or `Retry-After`, else 0.5 s
//! doubled with every repetition up to 8 s, less up to a quarter at random. If the
//! server asks for more than 60 s, or the wait would pass the call's deadline, the error
//! is returned at once; so it is if the client's [`budget`](super::budget) is spent.

use super::error::{Error, ErrorKind};
use super::prepare::Prepared;
use http::{Method, StatusCode};
use std::time::Duration;
use tokio::time::Instant;

/// The wait before the first repetition, before chance.
const FIRST_WAIT: Duration = Duration::from_millis(500);

/// The longest wait of our own choice.
const LONGEST_WAIT: Duration = Duration::from_secs(8);

/// The longest wait that a server can ask for.
const LONGEST_RETRY_AFTER: Duration = Duration::new(60, 0);

/// The share of the wait that chance may take off, so that clients that failed together
/// do not return together.
const JITTER: f64 = 0.25;

/// The status of servers that are overloaded, outside of the standard.
const OVERLOADED: u16 = 529;

/// The wait before the next attempt, `repeated` attempts after the first; nothing if the
/// error is to be returned.
pub(super) fn wait(
    request: &Prepared,
    error: &Error,
    repeated: u32,
    deadline: Option<Instant>,
) -> Option<Duration> {
    let allowed = repeated < request.limits.retries
        && is_transient(error)
        && (request.repeatable || is_harmless(error));
    if !allowed {
        return None;
    }
    let wait = match error.retry_after() {
        Some(asked) if asked > LONGEST_RETRY_AFTER => return None,
        Some(asked) => asked,
        None => backoff(repeated),
    };
    let in_time = deadline.is_none_or(|deadline| Instant::now() + wait < deadline);
    in_time.then_some(wait)
}

/// Whether the same request may succeed later.
pub(super) fn is_transient(error: &Error) -> bool {
    match error.kind() {
        ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transport => true,
        ErrorKind::Api => verdict(error)
            .unwrap_or_else(|| error.status().is_some_and(is_transient_status)),
        _ => false,
    }
}

/// Whether the server said by the status that it did nothing.
pub(super) fn was_turned_away(error: &Error) -> bool {
    error.kind() == ErrorKind::Api
        && !error.0.moved
        && error.status().is_some_and(|status| {
            status == StatusCode::TOO_MANY_REQUESTS
                || status == StatusCode::SERVICE_UNAVAILABLE
                || status.as_u16() == OVERLOADED
        })
}

/// Whether a request with this method may be repeated without harm (RFC 9110, section
/// 9.2.2; QUERY by its own). Of a method that HTTP does not know, nothing is known.
pub(super) fn is_idempotent(method: &Method) -> bool {
    method.is_idempotent()
}

/// Whether repeating does no harm whatever the request is.
fn is_harmless(error: &Error) -> bool {
    let asked_for = || !error.0.moved && verdict(error) == Some(true);
    !error.0.sent || was_turned_away(error) || asked_for()
}

/// What the server says on repeating; it knows best.
fn verdict(error: &Error) -> Option<bool> {
    let word: String = error.header("x-should-retry")?;
    word.to_ascii_lowercase().parse().ok()
}

fn is_transient_status(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 409 | 429 | 500..)
}

/// Doubled with every repetition, capped, less a random share.
fn backoff(repeated: u32) -> Duration {
    let doubled = FIRST_WAIT.saturating_mul(2_u32.saturating_pow(repeated));
    doubled.min(LONGEST_WAIT).mul_f64(1.0 - JITTER * fastrand::f64())
}
