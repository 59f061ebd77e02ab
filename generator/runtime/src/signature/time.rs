// kiln-runtime: support code, copied unchanged into generated crates.
//! The time at which a request was signed: one that is recorded and sent again later is refused.

use std::time::{Duration, SystemTime};

use super::SignatureError;

/// Checks that the seconds since 1970 that a header has are not far from `now`, either way.
pub(super) fn check(
    seconds: &str,
    header: &'static str,
    now: SystemTime,
    tolerance: Duration,
) -> Result<(), SignatureError> {
    let seconds: u64 = seconds.parse().map_err(|_| SignatureError::Malformed(header))?;
    let sent = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds));
    let apart = sent.map(|sent| match now.duration_since(sent) {
        Ok(age) => age,
        Err(ahead) => ahead.duration(),
    });
    if apart.is_some_and(|apart| apart <= tolerance) {
        Ok(())
    } else {
        Err(SignatureError::Expired)
    }
}
