// kiln-runtime: support code, copied unchanged into generated crates.
//! A body that is still on its way: pulled chunk by chunk, so that the server sends no
//! faster than one reads, and nobody holds more of it than a chunk.
//!
//! The limits of the call ended with the head of the answer. From there on only silence
//! counts: no chunk within the idle timeout is an error. Dropping the body ends the
//! exchange.

use super::clock::{Instant, timeout};
use super::decode::Unfit;
use super::draft::Opening;
use super::error::Error;
use super::prepare::Prepared;
use super::request_body::Outgoing;
#[cfg(feature = "tracing")]
use super::trace;
use super::{Reply, ResponseBody, attempt, retry};
use bytes::Bytes;
use http::StatusCode;
use http::header::{HeaderName, HeaderValue};
use std::fmt;
use std::time::Duration;

/// Where a server reads which event of a stream came last.
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// A body that is still on its way.
pub struct OpenBody {
    body: ResponseBody,
    /// The head of the answer, for errors.
    head: Reply,
    request: Box<Prepared>,
    /// The body of the request.
    sent: Outgoing,
    attempts: u32,
}

impl OpenBody {
    pub(super) fn new(
        body: ResponseBody,
        head: Reply,
        (request, sent): (Box<Prepared>, Outgoing),
        attempts: u32,
    ) -> Self {
        Self { body, head, request, sent, attempts }
    }

    /// The next piece of the body; nothing at the end.
    ///
    /// # Errors
    ///
    /// When the connection breaks before the end, or nothing comes for as long as the
    /// idle timeout.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        let next = self.body.next();
        let chunk = match self.request.limits.idle_timeout {
            None => next.await,
            Some(limit) => match timeout(limit, next).await {
                Ok(chunk) => chunk,
                Err(_) => return Err(self.error(Error::silent(limit))),
            },
        };
        chunk.map_err(|error| self.error(Error::transport(error)))
    }

    /// The size up to which a piece of a stream is held in memory, such as one event.
    pub(crate) fn max_size(&self) -> usize {
        self.request.limits.max_body_size
    }

    /// Data that ends a stream of events.
    pub(crate) fn end(&self) -> &'static [&'static str] {
        match self.request.opening {
            Opening::Streams { end, .. } => end,
            Opening::Never | Opening::Always => &[],
        }
    }

    /// The error for an item of a stream that is larger than it may be.
    pub(crate) fn too_large(&self) -> Error {
        self.error(Error::item_too_large(self.max_size()))
    }

    /// An error with what is known of the call.
    fn error(&self, error: Error) -> Error {
        self.error_at(error, Bytes::new())
    }

    /// An error about a piece of the body, which is kept with it.
    pub(super) fn error_at(&self, error: Error, piece: Bytes) -> Error {
        let head = Reply {
            status: self.head.status,
            headers: self.head.headers.clone(),
            body: piece,
        };
        error.answered(head).of(self.request.operation).after(self.attempts)
    }

    /// Sends the request again, for what comes after the event with this id.
    ///
    /// # Errors
    ///
    /// Those of one attempt; [`Reopened::Later`] if another may do better.
    pub(crate) async fn reopen(&mut self, last_event_id: &str) -> Result<(), Reopened> {
        if !self.sent.is_complete() {
            let message = "the body of the request was read while it was sent, and cannot be sent again";
            let error = Error::request(message).of(self.request.operation);
            return Err(Reopened::Never(error));
        }
        self.attempts += 1;
        // A limit beyond what the clock can tell is no limit.
        let deadline = Instant::now().checked_add(self.request.limits.timeout);
        let result = self.attempt(last_event_id, deadline).await;
        #[cfg(feature = "tracing")]
        self.request
            .span
            .in_scope(|| trace::attempt(&self.request, self.attempts - 1, &result));
        match result {
            Err(error) => {
                let error = error.of(self.request.operation).after(self.attempts);
                let again = retry::is_transient(&error);
                Err(if again { Reopened::Later(error) } else { Reopened::Never(error) })
            }
            Ok(attempt::Made { reply, open: Some(body) }) => {
                self.head = reply;
                self.body = body;
                Ok(())
            }
            Ok(attempt::Made { reply, open: None }) => {
                if matches!(
                    reply.status,
                    StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT
                ) {
                    return Err(Reopened::Over);
                }
                let expected = self.request.operation.accept;
                let error = Error::unfit(Unfit::other_type(expected, &reply), reply);
                let error = error.of(self.request.operation).after(self.attempts);
                Err(Reopened::Never(error))
            }
        }
    }
}

impl OpenBody {
    /// One attempt to open it again, and one more with another credential if that may do
    /// better.
    async fn attempt(
        &mut self,
        last_event_id: &str,
        deadline: Option<Instant>,
    ) -> Result<attempt::Made, Error> {
        let id = HeaderValue::from_bytes(last_event_id.as_bytes());
        let id = id.ok().filter(|_| !last_event_id.is_empty());
        let mut rejection: Option<Error> = None;
        loop {
            attempt::authorize(&mut self.request, deadline, rejection.as_ref()).await?;
            if let Some(id) = &id {
                self.request.headers.insert(LAST_EVENT_ID, id.clone());
            }
            match attempt::make(&self.request, &self.sent, deadline).await {
                Err(error)
                    if rejection.is_none() && self.request.is_rejected(&error) =>
                {
                    rejection = Some(error);
                }
                result => return result,
            }
        }
    }
}

/// Why a stream is not open again.
pub(crate) enum Reopened {
    /// It may be later.
    Later(Error),
    /// It will not be.
    Never(Error),
    /// The server has nothing more to stream.
    Over,
}

impl fmt::Debug for OpenBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenBody")
            .field("operation", &self.request.operation.id)
            .field("head", &self.head)
            .field("idle_timeout", &self.request.limits.idle_timeout)
            .finish_non_exhaustive()
    }
}
