// kiln-runtime: support code, copied unchanged into generated crates.
//! How long a server asks to wait.
//!
//! ```text
//! Retry-After: 120
//! Retry-After: 1.5
//! Retry-After: Fri, 31 Dec 1999 23:59:59 GMT
//! Retry-After-Ms: 250
//! ```
//!
//! `Retry-After-Ms` is the more exact and wins. A date is taken relative to the clock of
//! this machine; one in the past means now. More than a year counts as a year, so that
//! the end of the wait is a time that clocks can tell. What is none of these forms counts
//! as absent.

use http::HeaderMap;
use std::time::{Duration, SystemTime};

/// The longest wait that is told; as good as for ever.
const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// The wait that the headers ask for.
pub(crate) fn parse(headers: &HeaderMap) -> Option<Duration> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    let milliseconds =
        text("retry-after-ms").and_then(decimal).map(|ms| from_seconds(ms / 1000.0));
    let wait = milliseconds.or_else(|| {
        let value = text("retry-after")?;
        decimal(value).map(from_seconds).or_else(|| until(value))
    });
    wait.map(|wait| wait.min(YEAR))
}

/// A plain decimal number: no sign, no exponent, none of the words that `f64`
/// understands too.
fn decimal(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if plain { text.parse().ok() } else { None }
}

/// A number of seconds, however large.
fn from_seconds(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX)
}

fn until(date: &str) -> Option<Duration> {
    let date = httpdate::parse_http_date(date).ok()?;
    Some(date.duration_since(SystemTime::now()).unwrap_or(Duration::ZERO))
}
