// kiln-runtime: support code, copied unchanged into generated crates.
//! The clock and the timers of calls: those of tokio, in browsers those of the page.
//!
//! Everything that waits or looks at a clock gets it from here. On tokio a test can let the
//! clock stand still; in a browser the standard library has none, and asking it would panic.

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
mod here {
    pub(crate) use tokio::time::error::Elapsed;
    pub(crate) use tokio::time::{Instant, sleep, timeout, timeout_at};

    /// The date and the time of day.
    pub(crate) fn now() -> std::time::SystemTime {
        std::time::SystemTime::now()
    }
}

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
mod here {
    pub(crate) use wasmtimer::std::Instant;
    pub(crate) use wasmtimer::tokio::error::Elapsed;
    pub(crate) use wasmtimer::tokio::{sleep, timeout, timeout_at};

    /// The date and the time of day.
    pub(crate) fn now() -> std::time::SystemTime {
        let now = wasmtimer::std::SystemTime::now();
        let since = now.duration_since(wasmtimer::std::UNIX_EPOCH);
        std::time::UNIX_EPOCH + since.unwrap_or_default()
    }
}

pub(crate) use self::here::{Elapsed, Instant, now, sleep, timeout, timeout_at};
use std::time::Duration;

/// A moment that nobody waits for: as good as never.
pub(crate) fn far() -> Instant {
    Instant::now() + Duration::from_secs(30 * 365 * 24 * 60 * 60)
}
