// kiln-runtime: support code, copied unchanged into generated crates.
//! A request as it would go on the wire.

use super::super::json::{self, DecodeError, FromJson};
use bytes::Bytes;
use http::{HeaderMap, Method, Uri};
use percent_encoding::percent_decode_str;
use std::fmt;

/// A request that a [`MemoryTransport`](super::MemoryTransport) got.
#[derive(Clone)]
pub struct Recorded {
    pub(super) method: Method,
    pub(super) uri: Uri,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Recorded {
    /// The method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The whole URL, with credentials in its query if there are any.
    #[must_use]
    pub fn uri(&self) -> &Uri {
        &self.uri
    }

    /// The path, percent-encoded, with that of the base URL.
    #[must_use]
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// The first value of this name in the query, decoded.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<String> {
        let decoded =
            |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let mut pairs = self.uri.query()?.split('&');
        pairs.find_map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(key) == name).then(|| decoded(value))
        })
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The header of this name, if it is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body, empty where there is none.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body read as JSON, as a type of this crate or any [`Value`](json::Value).
    ///
    /// # Errors
    ///
    /// When it is not JSON, or not of the form of `T`.
    pub fn json<T: FromJson>(&self) -> Result<T, DecodeError> {
        json::from_slice(&self.body)
    }
}

impl fmt::Debug for Recorded {
    /// Shows no query, no value of a header and nothing of the body: each may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<_> = self.headers.keys().collect();
        f.debug_struct("Recorded")
            .field("method", &self.method)
            .field("path", &self.path())
            .field("headers", &headers)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}
