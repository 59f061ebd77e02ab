// kiln-runtime: support code, copied unchanged into generated crates.
//! What a transport in memory answers: a response, whole or in pieces, or a failure.

use super::super::http::clock::sleep;
use super::super::http::{ChunkFuture, Chunks, ResponseBody, TransportError};
use super::super::json::{self, ToJson};
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, Response, StatusCode};
use std::collections::VecDeque;
use std::future::pending;
use std::time::Duration;

/// An answer to a request, given as often as it is asked for.
#[derive(Debug, Clone)]
pub struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    pieces: VecDeque<Bytes>,
    end: End,
    delay: Duration,
    /// What is there in place of a response.
    failure: Option<Failure>,
}

/// What follows the last piece of a body.
#[derive(Debug, Clone, Copy)]
enum End {
    Proper,
    Break,
    Silence,
}

/// Why there is no response.
#[derive(Debug, Clone)]
enum Failure {
    Unconnected,
    Interrupted,
    /// The answer itself cannot be.
    Wrong(String),
}

impl Answer {
    /// A status without a body.
    #[must_use]
    pub fn status(status: StatusCode) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            pieces: VecDeque::new(),
            end: End::Proper,
            delay: Duration::ZERO,
            failure: None,
        }
    }

    /// A body of JSON, with the status 200.
    #[must_use]
    pub fn json(text: impl Into<Bytes>) -> Self {
        Self::body("application/json", text)
    }

    /// A value of this crate's types as JSON, with the status 200.
    #[must_use]
    pub fn value(value: &dyn ToJson) -> Self {
        match json::to_vec(value) {
            Ok(text) => Self::json(text),
            Err(error) => {
                Self::fails(Failure::Wrong(format!("the value has no JSON: {error}")))
            }
        }
    }

    /// Any body, with the status 200.
    #[must_use]
    pub fn body(content_type: &str, body: impl Into<Bytes>) -> Self {
        Self::pieces(content_type, [body])
    }

    /// A body that comes in pieces, such as a stream of events, with the status 200.
    #[must_use]
    pub fn pieces<P: Into<Bytes>>(
        content_type: &str,
        pieces: impl IntoIterator<Item = P>,
    ) -> Self {
        let mut answer = Self::status(StatusCode::OK);
        answer.pieces = pieces.into_iter().map(Into::into).collect();
        answer.header(CONTENT_TYPE.as_str(), content_type)
    }

    /// No connection is opened.
    #[must_use]
    pub fn unconnected() -> Self {
        Self::fails(Failure::Unconnected)
    }

    /// The connection breaks before there is a response: the server may have acted on the
    /// request.
    #[must_use]
    pub fn interrupted() -> Self {
        Self::fails(Failure::Interrupted)
    }

    fn fails(failure: Failure) -> Self {
        Self { failure: Some(failure), ..Self::status(StatusCode::OK) }
    }

    /// Another status.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// A header, beside those of this name that there are; `Content-Type` is replaced.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            (Ok(CONTENT_TYPE), Ok(value)) => {
                self.headers.insert(CONTENT_TYPE, value);
            }
            (Ok(name), Ok(value)) => {
                self.headers.append(name, value);
            }
            _ => {
                let problem = format!("{name:?} cannot be a header with this value");
                self.failure.get_or_insert(Failure::Wrong(problem));
            }
        }
        self
    }

    /// Lets this time pass before anything comes.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Lets the connection break behind the last piece of the body.
    #[must_use]
    pub fn and_breaks(mut self) -> Self {
        self.end = End::Break;
        self
    }

    /// Lets nothing come behind the last piece of the body, not even its end.
    #[must_use]
    pub fn and_hangs(mut self) -> Self {
        self.end = End::Silence;
        self
    }

    /// Answers.
    pub(super) async fn send(self) -> Result<Response<ResponseBody>, TransportError> {
        if !self.delay.is_zero() {
            sleep(self.delay).await;
        }
        match self.failure {
            None => {}
            Some(Failure::Unconnected) => {
                return Err(TransportError::connect("refused by the test"));
            }
            Some(Failure::Interrupted) => {
                return Err(TransportError::interrupted("reset by the test"));
            }
            Some(Failure::Wrong(problem)) => {
                return Err(TransportError::refused(problem));
            }
        }
        let body = Pieces { left: self.pieces, end: self.end };
        let mut response = Response::new(ResponseBody::from_chunks(body));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        Ok(response)
    }
}

/// The body on its way.
struct Pieces {
    left: VecDeque<Bytes>,
    end: End,
}

impl Chunks for Pieces {
    fn next(&mut self) -> ChunkFuture<'_> {
        Box::pin(async move {
            match (self.left.pop_front(), self.end) {
                (Some(piece), _) => Ok(Some(piece)),
                (None, End::Proper) => Ok(None),
                (None, End::Break) => {
                    Err(TransportError::interrupted("reset by the test"))
                }
                (None, End::Silence) => pending().await,
            }
        })
    }
}
