// kiln-runtime: support code, copied unchanged into generated crates.
//! The one error type of all calls, so that `?` works across operations.
//!
//! It is one pointer wide. `Display` is one line and does not repeat the source;
//! `source()` leads to the cause. Neither `Display` nor `Debug` shows a credential, a
//! value that was sent or anything of a body: bodies are reached by method.

use super::{Documented, ErrorResponse, Operation, Reply};
use super::{header, retry};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::any::Any;
use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

/// Headers in which servers name a request, most usual first.
const REQUEST_ID_HEADERS: &[&str] =
    &["x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid", "cf-ray"];

/// Why a call did not bring a value.
pub struct Error(pub(super) Box<Inner>);

/// What went wrong, roughly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client cannot be built from these settings.
    Configuration,
    /// A value of the call cannot be sent; nothing was sent.
    Request,
    /// A credential is missing, cannot be had or cannot be sent; the server has not acted.
    Credential,
    /// No connection was opened; nothing was sent.
    Connect,
    /// The time was over before the answer was complete.
    Timeout,
    /// The connection broke; the server may have acted on the request.
    Transport,
    /// The server answered with an error, documented or not.
    Api,
    /// The server answered with success, but the body does not have the documented form.
    Decode,
    /// The server answered with success, but the body is larger than the client buffers.
    BodyTooLarge,
    /// The server answered with success, but the body is of another content type.
    ContentType,
    /// The server answered with success, but what it says of the next page cannot be
    /// followed.
    Pagination,
}

pub(super) struct Inner {
    pub(super) kind: ErrorKind,
    pub(super) message: Cow<'static, str>,
    pub(super) operation: Option<&'static Operation>,
    pub(super) attempts: u32,
    pub(super) reply: Option<Reply>,
    pub(super) documented: Option<Documented>,
    pub(super) retry_after: Option<Duration>,
    pub(super) timed_out: bool,
    pub(super) sent: bool,
    /// Whether the answer is to another method, after a redirect.
    pub(super) moved: bool,
    pub(super) source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Error {
    /// What went wrong, roughly.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The `operationId` of the call; nothing where a client could not be built.
    #[must_use]
    pub fn operation_id(&self) -> Option<&'static str> {
        self.0.operation.map(|operation| operation.id)
    }

    /// How many attempts were made; 0 where nothing was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// The status, if the server answered.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.reply.as_ref().map(Reply::status)
    }

    /// The headers, if the server answered.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.reply.as_ref().map(Reply::headers)
    }

    /// The server's name for the request (`X-Request-Id` and its like), for a report to
    /// its operator.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        let headers = self.headers()?;
        REQUEST_ID_HEADERS.iter().find_map(|name| headers.get(*name)?.to_str().ok())
    }

    /// How long the server asked to wait, counted from the arrival of its answer.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// The header of this name, parsed; nothing where it is absent or not of that form.
    #[must_use]
    pub fn header<V: std::str::FromStr>(&self, name: &str) -> Option<V> {
        header::parsed(self.headers()?, name)
    }

    /// The body as far as it arrived, if the server answered; empty where it was too
    /// large.
    ///
    /// The body of an error response is kept up to the client's limit; what is beyond is
    /// cut off.
    #[must_use]
    pub fn raw_body(&self) -> Option<&Bytes> {
        self.0.reply.as_ref().map(Reply::body)
    }

    /// The decoded body of a documented error response, if it is of this type.
    #[must_use]
    pub fn body<T: Any>(&self) -> Option<&T> {
        self.0.documented.as_ref()?.body()
    }

    /// The documented error response, if it is this one.
    #[must_use]
    pub fn response<R: ErrorResponse>(&self) -> Option<&R> {
        self.0.documented.as_ref()?.response()
    }

    /// Whether the time was over: of the call, of an attempt, or of opening a
    /// connection.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.0.timed_out
    }

    /// Whether no connection was opened.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.kind() == ErrorKind::Connect
    }

    /// Whether the same call may succeed later: what the client itself repeats when that
    /// is harmless.
    ///
    /// It says nothing on whether a repetition is harmless; see
    /// [`Error::may_have_been_handled`].
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        retry::is_transient(self)
    }

    /// Whether the server may have acted on a request of this call.
    ///
    /// False where nothing was sent, or where the server said that it did nothing (429,
    /// 503, 529). True in doubt: also where the time of the call or of the attempt was
    /// over before a connection was open, which the engine cannot see.
    #[must_use]
    pub fn may_have_been_handled(&self) -> bool {
        self.0.sent && !retry::was_turned_away(self)
    }

    /// The same error with the operation that it belongs to.
    pub(super) fn of(mut self, operation: &'static Operation) -> Self {
        self.0.operation = Some(operation);
        self
    }

    /// The same error with the number of attempts made.
    pub(super) fn after(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.0.operation {
            write!(f, "{} ({} {}): ", operation.id, operation.method, operation.path)?;
        }
        f.write_str(&self.0.message)?;
        if let Some(id) = self.request_id() {
            write!(f, ", request id {id}")?;
        }
        if self.0.attempts > 1 {
            write!(f, ", after {} attempts", self.0.attempts)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("message", &self.0.message)
            .field("operation", &self.operation_id())
            .field("attempts", &self.0.attempts)
            .field("reply", &self.0.reply)
            .field("documented", &self.0.documented.is_some())
            .field("source", &self.0.source)
            .finish_non_exhaustive()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}
