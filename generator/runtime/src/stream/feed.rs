// kiln-runtime: support code, copied unchanged into generated crates.
//! From an open body, which one awaits, to chunks, for which one polls.
//!
//! The body moves into the future of the next chunk and comes back with it, so that the
//! future borrows nothing.

use super::super::http::clock::sleep;
use super::super::http::{BoxFuture, Error, OpenBody, Reopened};
use bytes::Bytes;
use std::task::{Context, Poll, ready};
use std::time::Duration;

type Coming<V> = BoxFuture<'static, (OpenBody, V)>;

/// The chunks of a body.
pub(super) struct Feed(State);

enum State {
    Open(OpenBody),
    Chunk(Coming<Result<Option<Bytes>, Error>>),
    Reopening(Coming<Result<(), Reopened>>),
    Closed,
}

impl Feed {
    pub(super) fn new(body: OpenBody) -> Self {
        Self(State::Open(body))
    }

    /// Lets go of the body: nothing comes any more.
    pub(super) fn close(&mut self) {
        self.0 = State::Closed;
    }

    /// The body, between two chunks.
    pub(super) fn body(&self) -> Option<&OpenBody> {
        match &self.0 {
            State::Open(body) => Some(body),
            _ => None,
        }
    }

    /// The next chunk; nothing at the end.
    pub(super) fn poll_chunk(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Result<Option<Bytes>, Error>> {
        if let State::Open(_) = self.0
            && let State::Open(mut body) = std::mem::replace(&mut self.0, State::Closed)
        {
            self.0 = State::Chunk(Box::pin(async move {
                let chunk = body.chunk().await;
                (body, chunk)
            }));
        }
        let State::Chunk(coming) = &mut self.0 else { return Poll::Ready(Ok(None)) };
        let (body, chunk) = ready!(coming.as_mut().poll(cx));
        self.0 = State::Open(body);
        Poll::Ready(chunk)
    }

    /// Makes ready to send the request again, after a wait.
    pub(super) fn reopen(&mut self, wait: Duration, last_event_id: String) {
        if let State::Open(mut body) = std::mem::replace(&mut self.0, State::Closed) {
            self.0 = State::Reopening(Box::pin(async move {
                sleep(wait).await;
                let result = body.reopen(&last_event_id).await;
                (body, result)
            }));
        }
    }

    /// What became of sending the request again; nothing where none is under way.
    pub(super) fn poll_reopened(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<(), Reopened>>> {
        let State::Reopening(coming) = &mut self.0 else { return Poll::Ready(None) };
        let (body, result) = ready!(coming.as_mut().poll(cx));
        self.0 = State::Open(body);
        Poll::Ready(Some(result))
    }
}
