// kiln-runtime: support code, copied unchanged into generated crates.
//! The answer to a successful call, as decoding gets it: in memory, or still open.
//!
//! A body is handed out open where the caller asked for it
//! ([`Call::stream`](super::Call::stream)) or where its media type is one of those that
//! the operation streams. Everything else is in memory by then.

use super::{OpenBody, Reply};
use std::ops::Deref;

/// The answer to a successful call.
#[derive(Debug)]
pub struct Answer {
    pub(super) reply: Reply,
    /// The body, unless all of it is in the reply.
    pub(super) open: Option<OpenBody>,
}

impl Answer {
    /// The body, to be pulled: the open one, or what is in memory where the server sent
    /// something that is no stream. Nothing the second time.
    pub fn take_open(&mut self) -> Option<OpenBody> {
        self.open.take()
    }

    /// Whether the content type is this media type, or is in this range of them;
    /// parameters and case do not matter.
    #[must_use]
    pub fn is(&self, media_type: &str) -> bool {
        let Some(found) = self.reply.media_type() else { return false };
        match media_type.strip_suffix('*') {
            Some("*/") => true,
            Some(range) => found
                .get(..range.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(range)),
            None => found.eq_ignore_ascii_case(media_type),
        }
    }
}

impl Deref for Answer {
    type Target = Reply;

    fn deref(&self) -> &Reply {
        &self.reply
    }
}
