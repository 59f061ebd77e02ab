// kiln-runtime: support code, copied unchanged into generated crates.
//! The seam between the client and the network: one request out, one response in.
//!
//! It lies below credentials, retries and timeouts: a transport sees every attempt as it
//! goes on the wire and decides nothing. A test puts a transport in memory here; a
//! program that needs a proxy or its own TLS puts its own.
//!
//! A transport does not retry, does not follow redirects (they come as requests of their
//! own) and need not time out: the caller drops the future when the time is over, and that must end the exchange.

use super::RequestBody;
use bytes::Bytes;
use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

/// The future of a [`Transport`].
pub type TransportFuture<'a> = Pin<
    Box<
        dyn Future<Output = Result<http::Response<ResponseBody>, TransportError>>
            + Send
            + 'a,
    >,
>;

/// The future of one chunk of a body.
pub type ChunkFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Option<Bytes>, TransportError>> + Send + 'a>>;

/// Sends a request and receives the response.
pub trait Transport: Send + Sync + 'static {
    /// Sends one request; the response is ready when its headers are.
    ///
    /// The request has an absolute URI and all headers but those of the connection
    /// itself (`Host`, `Content-Length`). Most bodies are in memory
    /// ([`RequestBody::as_bytes`]); one with a file in it may have to be pulled chunk by
    /// chunk.
    ///
    /// # Errors
    ///
    /// A [`TransportError`] that says whether the server may have seen the request. When
    /// in doubt, it may.
    fn send(&self, request: http::Request<RequestBody>) -> TransportFuture<'_>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<RequestBody>) -> TransportFuture<'_> {
        (**self).send(request)
    }
}

/// A source of the chunks of a body, of a request or of a response.
pub trait Chunks: Send {
    /// The next chunk; nothing at the end.
    ///
    /// # Errors
    ///
    /// A [`TransportError`] when there is no more although it is not the end: the
    /// connection broke, or what is to be sent cannot be read.
    fn next(&mut self) -> ChunkFuture<'_>;
}

/// The body of a response, pulled chunk by chunk, so that nobody has to buffer more than
/// they want.
pub struct ResponseBody(Content);

enum Content {
    Whole(Bytes),
    Chunks(Box<dyn Chunks>),
}

impl ResponseBody {
    /// A body that is still on its way.
    #[must_use]
    pub fn from_chunks(chunks: impl Chunks + 'static) -> Self {
        Self(Content::Chunks(Box::new(chunks)))
    }

    /// The next chunk; nothing at the end.
    ///
    /// # Errors
    ///
    /// A [`TransportError`] when the connection breaks before the end.
    pub async fn next(&mut self) -> Result<Option<Bytes>, TransportError> {
        match &mut self.0 {
            Content::Whole(bytes) => {
                let bytes = std::mem::take(bytes);
                Ok((!bytes.is_empty()).then_some(bytes))
            }
            Content::Chunks(chunks) => chunks.next().await,
        }
    }
}

impl From<Bytes> for ResponseBody {
    /// A body that is there already.
    fn from(bytes: Bytes) -> Self {
        Self(Content::Whole(bytes))
    }
}

impl fmt::Debug for ResponseBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseBody").finish_non_exhaustive()
    }
}

/// Why there is no response, or not all of it.
#[derive(Debug)]
pub struct TransportError {
    pub(super) stage: Stage,
    source: Box<dyn StdError + Send + Sync>,
}

/// How far a request got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// The transport cannot send such a request.
    Refused,
    /// No connection was opened.
    Unconnected,
    /// No connection was opened in time.
    ConnectTimeout,
    /// A connection was open: the server may have seen the request.
    Sent,
}

impl TransportError {
    /// The transport cannot send such a request, now or ever; nothing was sent.
    pub fn refused(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { stage: Stage::Refused, source: source.into() }
    }

    /// No connection was opened; nothing was sent.
    pub fn connect(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { stage: Stage::Unconnected, source: source.into() }
    }

    /// No connection was opened in time; nothing was sent.
    pub fn connect_timeout(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { stage: Stage::ConnectTimeout, source: source.into() }
    }

    /// Anything later: the server may have seen the request, and may have acted on it.
    pub fn interrupted(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { stage: Stage::Sent, source: source.into() }
    }

    /// Whether the request is one that the transport cannot send.
    pub(crate) fn was_refused(&self) -> bool {
        self.stage == Stage::Refused
    }

    /// Whether the server may have seen the request.
    #[must_use]
    pub fn may_have_been_sent(&self) -> bool {
        self.stage == Stage::Sent
    }

    /// The cause alone, for an error that says the rest itself.
    pub(super) fn into_source(self) -> Box<dyn StdError + Send + Sync> {
        self.source
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.stage {
            Stage::Refused => "the request cannot be sent",
            Stage::Unconnected => "no connection was opened",
            Stage::ConnectTimeout => "no connection was opened in time",
            Stage::Sent => "the connection broke before the response was complete",
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.source.as_ref())
    }
}
