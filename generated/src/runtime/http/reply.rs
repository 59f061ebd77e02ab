// kiln-runtime: support code, copied unchanged into generated crates.
//! An answer as it came: status, headers, and the body in memory. Decoding starts from
//! here.

use super::super::json::{self, DecodeError, FromJson, Simple};
use super::header;
use bytes::Bytes;
use http::{HeaderMap, StatusCode, header::CONTENT_TYPE};
use std::fmt;
use std::str::FromStr;

/// An answer as it came.
pub struct Reply {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Reply {
    /// A status alone.
    pub(super) fn of(status: StatusCode) -> Self {
        Self { status, headers: HeaderMap::new(), body: Bytes::new() }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The header of this name, parsed; nothing where it is absent or not of that form.
    #[must_use]
    pub fn header<V: FromStr>(&self, name: &str) -> Option<V> {
        header::parsed(&self.headers, name)
    }

    /// The header of this name, in all its lines, as it is written; nothing where it is
    /// absent or not of that form.
    #[doc(hidden)]
    #[must_use]
    pub fn header_as<V: FromJson>(&self, name: &str, form: &Simple) -> Option<V> {
        header::read(&self.headers, name, form)
    }

    /// The body read as JSON, whatever the content type says.
    ///
    /// # Errors
    ///
    /// When the body is not JSON, or not of the form of `T`.
    pub fn json<T: FromJson>(&self) -> Result<T, DecodeError> {
        json::from_slice(&self.body)
    }

    /// The content type without its parameters, such as `text/html`.
    pub(super) fn media_type(&self) -> Option<&str> {
        let value = self.headers.get(CONTENT_TYPE)?.to_str().ok()?;
        value
            .split(';')
            .next()
            .map(str::trim)
            .filter(|media_type| !media_type.is_empty())
    }
}

impl fmt::Debug for Reply {
    /// Shows no value of a header and nothing of the body: either may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("status", &self.status)
            .field("headers", &header::names(&self.headers))
            .field("body_bytes", &self.body.len())
            .finish()
    }
}
