// kiln-runtime: support code, copied unchanged into generated crates.
//! What a successful call brings, with all that came along with the body.

use super::super::json::{FromJson, Simple};
use super::header;
use http::{HeaderMap, StatusCode};
use std::fmt;
use std::str::FromStr;

/// The answer to a successful call.
pub struct Response<T> {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) retries: u32,
    pub(super) body: T,
}

impl<T> Response<T> {
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

    /// The header of this name, parsed; nothing where it is absent or not of that form. Of
    /// several lines it is the first.
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

    /// The decoded body.
    #[must_use]
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The decoded body, for keeps.
    #[must_use]
    pub fn into_body(self) -> T {
        self.body
    }

    /// How many attempts were made beyond the first.
    #[must_use]
    pub fn retries(&self) -> u32 {
        self.retries
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    /// Shows no value of a header: a cookie may be among them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &header::names(&self.headers))
            .field("retries", &self.retries)
            .field("body", &self.body)
            .finish()
    }
}
