// kiln-runtime: support code, copied unchanged into generated crates.
//! The body of a request, as transports see it: in memory, or pulled chunk by chunk.
//!
//! ```text
//! transport.send(request) ─► request.body().as_bytes()            // a test
//!                            request.into_body().next().await     // the wire
//! ```
//!
//! A body in memory can be sent any number of times. One that is read from a file or a
//! reader can be sent once: an [`Outgoing`] gives it away, and gets it back only if it
//! was dropped before its first chunk was asked for. That is how the engine knows which
//! requests it must not repeat.

use super::{Chunks, TransportError};
use bytes::{Bytes, BytesMut};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// The body of a request.
pub struct RequestBody(Content);

enum Content {
    Whole(Bytes),
    Chunks(Borrowed),
}

impl RequestBody {
    /// A body that is read while it is sent, and its length if it is known.
    #[must_use]
    pub fn from_chunks(chunks: impl Chunks + 'static, length: Option<u64>) -> Self {
        Outgoing::from_chunks(Box::new(chunks), length).lend()
    }

    /// All of the body, if it is in memory.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Content::Whole(bytes) => Some(bytes),
            Content::Chunks(_) => None,
        }
    }

    /// How many bytes are left, if that is known.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        match &self.0 {
            Content::Whole(bytes) => Some(bytes.len() as u64),
            Content::Chunks(body) => body.length,
        }
    }

    /// The next chunk; nothing at the end.
    ///
    /// # Errors
    ///
    /// A [`TransportError`] when what is to be sent cannot be read.
    pub async fn next(&mut self) -> Result<Option<Bytes>, TransportError> {
        match &mut self.0 {
            Content::Whole(bytes) => {
                let bytes = std::mem::take(bytes);
                Ok((!bytes.is_empty()).then_some(bytes))
            }
            Content::Chunks(body) => body.next().await,
        }
    }

    /// All of the body, read into memory if it is not there.
    ///
    /// # Errors
    ///
    /// A [`TransportError`] when what is to be sent cannot be read.
    pub async fn into_bytes(mut self) -> Result<Bytes, TransportError> {
        if let Content::Whole(bytes) = self.0 {
            return Ok(bytes);
        }
        let mut all = BytesMut::new();
        while let Some(chunk) = self.next().await? {
            all.extend_from_slice(&chunk);
        }
        Ok(all.freeze())
    }
}

impl<B: Into<Bytes>> From<B> for RequestBody {
    /// A body in memory.
    fn from(bytes: B) -> Self {
        Self(Content::Whole(bytes.into()))
    }
}

impl Default for RequestBody {
    /// No body.
    fn default() -> Self {
        Self(Content::Whole(Bytes::new()))
    }
}

impl fmt::Debug for RequestBody {
    /// Shows the length alone.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestBody")
            .field("length", &self.length())
            .finish_non_exhaustive()
    }
}

/// Where the source of a body waits while nobody sends it.
type Home = Arc<Mutex<Option<Box<dyn Chunks>>>>;

/// A source that goes back home if nothing was taken from it.
struct Borrowed {
    source: Option<Box<dyn Chunks>>,
    length: Option<u64>,
    home: Option<Home>,
}

impl Borrowed {
    async fn next(&mut self) -> Result<Option<Bytes>, TransportError> {
        self.home = None;
        let Some(source) = &mut self.source else { return Ok(None) };
        let chunk = source.next().await?;
        match (&chunk, &mut self.length) {
            (Some(chunk), Some(length)) => {
                *length = length.saturating_sub(chunk.len() as u64);
            }
            (None, _) => self.source = None,
            (Some(_), None) => {}
        }
        Ok(chunk)
    }
}

impl Drop for Borrowed {
    fn drop(&mut self) {
        if let Some(home) = &self.home {
            *home.lock().unwrap_or_else(PoisonError::into_inner) = self.source.take();
        }
    }
}

/// The body of a call, from which each attempt gets its own.
pub(super) enum Outgoing {
    /// In memory.
    Whole(Bytes),
    /// Read while it is sent: once.
    Chunks(Home, Option<u64>),
}

impl Outgoing {
    /// A body that is read while it is sent.
    pub(super) fn from_chunks(source: Box<dyn Chunks>, length: Option<u64>) -> Self {
        Self::Chunks(Arc::new(Mutex::new(Some(source))), length)
    }

    /// Whether there is nothing to send.
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Whole(bytes) if bytes.is_empty())
    }

    /// Whether there is all of it.
    pub(super) fn is_complete(&self) -> bool {
        match self {
            Self::Whole(_) => true,
            Self::Chunks(home, _) => {
                home.lock().unwrap_or_else(PoisonError::into_inner).is_some()
            }
        }
    }

    /// The body for one attempt.
    pub(super) fn lend(&self) -> RequestBody {
        RequestBody(match self {
            Self::Whole(bytes) => Content::Whole(bytes.clone()),
            Self::Chunks(home, length) => Content::Chunks(Borrowed {
                source: home.lock().unwrap_or_else(PoisonError::into_inner).take(),
                length: *length,
                home: Some(Arc::clone(home)),
            }),
        })
    }
}
