//! What a test can look at afterwards: the requests that arrived and the violations that were found.
//!
//! Deliberately raw: the query is the text of the request line and the body its bytes, because a test of an encoder
//! must not look through a decoder that forgives.

use std::fmt;
use std::time::Instant;

use http::{HeaderMap, Method};
use serde_json::Value;

/// One request as it came over the socket.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// The method of the request line.
    pub method: Method,
    /// The path of the request line, still percent-encoded.
    pub path: String,
    /// The text after `?`, still percent-encoded; `None` without a `?`.
    pub query: Option<String>,
    /// All headers; `Authorization` is marked as sensitive, so `Debug` does not show it.
    pub headers: HeaderMap,
    /// The body with a chunked encoding taken off; empty when there was none.
    pub body: Vec<u8>,
    /// The number of the connection that it came on, counted from 1: equal numbers mean a reused connection.
    pub connection: usize,
    /// When the request had been read completely.
    pub at: Instant,
}

impl Recorded {
    /// The first value of a header, if it is there and is visible ASCII.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body as JSON.
    ///
    /// # Errors
    ///
    /// The body is empty or no JSON.
    pub fn json(&self) -> Result<Value, serde_json::Error> {
        serde_json::from_slice(&self.body)
    }

    /// Method and path, as violations name a request.
    pub(crate) fn line(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

/// Who did not keep to the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The request is not what the document describes.
    Client,
    /// The scripted answer is not what it claims to be: the fixture is wrong, not the client.
    Server,
}

/// One way in which a request or an answer differs from the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Who did not keep to the document.
    pub side: Side,
    /// Method and path of the request; empty when not even they could be read.
    pub request: String,
    /// What is wrong, with the path inside the body where there is one.
    pub message: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = match self.side {
            Side::Client => "request",
            Side::Server => "answer of the test server",
        };
        write!(f, "{side} ({}): {}", self.request, self.message)
    }
}
