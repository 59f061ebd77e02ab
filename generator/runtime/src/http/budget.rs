// kiln-runtime: support code, copied unchanged into generated crates.
//! How many repetitions a client may still make, so that a server that is down is not
//! asked several times as much as one that is well.
//!
//! A client begins with a number of repetitions, and each takes one away. One that the
//! server answers gives it back; any other answer gives a tenth. When none is left, errors
//! are returned at once, as if the call had no retries; first attempts are always made.
//!
//! An answer is any that is not itself a reason to repeat: a 404 shows a server that is
//! well. Clones of a client share the budget. No clock and no lock: a number that counts up
//! and down.

use std::sync::atomic::{AtomicU32, Ordering};

/// What a repetition takes, in parts of what an answer gives.
const REPETITION: u32 = 10;

/// The repetitions that are left to a client.
#[derive(Debug)]
pub(super) struct Budget {
    left: AtomicU32,
    /// Nothing for no limit.
    most: Option<u32>,
}

impl Budget {
    /// A full budget of so many repetitions.
    pub(super) fn new(repetitions: Option<u32>) -> Self {
        let most = repetitions.map(|most| most.saturating_mul(REPETITION));
        Self { left: AtomicU32::new(most.unwrap_or_default()), most }
    }

    /// Takes a repetition, if there is one.
    pub(super) fn take(&self) -> bool {
        let less = |left: u32| left.checked_sub(REPETITION);
        self.most.is_none()
            || self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_ok()
    }

    /// Notes an answer to a call that was repeated so many times.
    pub(super) fn answered(&self, repeated: u32) {
        let Some(most) = self.most else { return };
        let gain = if repeated > 0 { REPETITION } else { 1 };
        // Full is the usual case, and writes nothing.
        let more =
            |left: u32| (left < most).then(|| left.saturating_add(gain).min(most));
        let _full =
            self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more).is_err();
    }
}
