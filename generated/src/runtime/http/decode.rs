// kiln-runtime: support code, copied unchanged into generated crates.
//! From an answer to a value: the only step of a call that differs from operation to
//! operation.
//!
//! ```yaml
//! responses:
//!   '200': {content: {application/json: {schema: …}}}   # decode::json
//!   '204': {description: No content}                    # decode::empty
//! ```
//!
//! Generated code names one of these functions per operation, or writes one of the same
//! shape.

use super::super::json::{DecodeError, FromJson};
use super::{Answer, Documented, ErrorKind, ErrorResponse, OpenBody, Reply};
use bytes::Bytes;
use std::any::Any;
use std::fmt;
use std::str::Utf8Error;

/// Makes a value of the answer of a successful call.
pub type Decode<T> = fn(&mut Answer) -> Result<T, Unfit>;

/// Why an answer is not what the document promises.
#[derive(Debug)]
#[non_exhaustive]
pub enum Unfit {
    /// The body is not JSON, or not of the documented form.
    Json(DecodeError),
    /// The body is not text in UTF-8.
    Utf8(Utf8Error),
    /// The body is not of another documented form, such as XML.
    Other(Box<dyn std::error::Error + Send + Sync>),
    /// The body is of another kind altogether.
    ContentType {
        /// What the document promises.
        expected: &'static str,
        /// What the server says it sent.
        found: String,
    },
}

impl Unfit {
    /// The kind of the error that a call comes to by this.
    pub(super) fn kind(&self) -> ErrorKind {
        match self {
            Self::Json(_) | Self::Utf8(_) | Self::Other(_) => ErrorKind::Decode,
            Self::ContentType { .. } => ErrorKind::ContentType,
        }
    }
}

impl Unfit {
    /// An answer of another content type than the expected one.
    pub(crate) fn other_type(expected: &'static str, reply: &Reply) -> Self {
        let found = reply.media_type().unwrap_or("of no content type").to_owned();
        Self::ContentType { expected, found }
    }
}

impl From<DecodeError> for Unfit {
    fn from(error: DecodeError) -> Self {
        Self::Json(error)
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(_) => f.write_str("the body is not the documented JSON"),
            Self::Utf8(_) => f.write_str("the body is not text in UTF-8"),
            Self::Other(_) => f.write_str("the body is not of the documented form"),
            Self::ContentType { expected, found } => {
                write!(f, "expected {expected}, got {found}")
            }
        }
    }
}

impl std::error::Error for Unfit {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Json(error) => Some(error),
            Self::Utf8(error) => Some(error),
            Self::Other(error) => Some(error.as_ref()),
            Self::ContentType { .. } => None,
        }
    }
}

/// Reads a JSON body.
///
/// A body of the documented form counts whatever its label says: many servers label JSON
/// as text. The label only explains why a body does not fit.
///
/// # Errors
///
/// [`Unfit::ContentType`] when the body does not fit and says that it is no JSON, else
/// [`Unfit::Json`].
pub fn json<T: FromJson>(answer: &mut Answer) -> Result<T, Unfit> {
    answer.json().map_err(|error| not_json(answer, error))
}

/// Outside of [`json`], so that it is compiled once.
fn not_json(reply: &Reply, error: DecodeError) -> Unfit {
    match reply.media_type() {
        Some(found) if !is_json(found) => {
            Unfit::ContentType { expected: "application/json", found: found.to_owned() }
        }
        _ => Unfit::Json(error),
    }
}

/// Whether a media type means JSON: `application/json`, `text/json`,
/// `application/problem+json`.
fn is_json(media_type: &str) -> bool {
    let media_type = media_type.to_ascii_lowercase();
    media_type.ends_with("/json") || media_type.ends_with("+json")
}

/// Reads a text body.
///
/// # Errors
///
/// [`Unfit::Utf8`].
pub fn text(answer: &mut Answer) -> Result<String, Unfit> {
    std::str::from_utf8(answer.body()).map(str::to_owned).map_err(Unfit::Utf8)
}

/// Takes a body as it is.
///
/// # Errors
///
/// None; the result has the shape of all these functions.
#[allow(clippy::unnecessary_wraps, reason = "a `Decode`; exported in some crates only")]
pub fn bytes(answer: &mut Answer) -> Result<Bytes, Unfit> {
    Ok(answer.body().clone())
}

/// Takes no notice of a body.
///
/// # Errors
///
/// None; the result has the shape of all these functions.
#[allow(clippy::unnecessary_wraps, reason = "a `Decode`; exported in some crates only")]
pub fn empty(_: &mut Answer) -> Result<(), Unfit> {
    Ok(())
}

/// Reads a JSON body if there is one: statuses such as 204 have none.
///
/// # Errors
///
/// Those of [`json`].
pub fn json_if_any<T: FromJson>(answer: &mut Answer) -> Result<Option<T>, Unfit> {
    if_any(answer, json)
}

/// Reads a text body if there is one.
///
/// # Errors
///
/// Those of [`text`].
pub fn text_if_any(answer: &mut Answer) -> Result<Option<String>, Unfit> {
    if_any(answer, text)
}

/// Takes a body as it is if there is one.
///
/// # Errors
///
/// None; the result has the shape of all these functions.
pub fn bytes_if_any(answer: &mut Answer) -> Result<Option<Bytes>, Unfit> {
    if_any(answer, bytes)
}

/// Reads a body if there is one.
///
/// # Errors
///
/// Those of the way in which it is read.
fn if_any<T>(answer: &mut Answer, read: Decode<T>) -> Result<Option<T>, Unfit> {
    if answer.body().is_empty() { Ok(None) } else { read(answer).map(Some) }
}

/// Takes a body that is still on its way.
///
/// # Errors
///
/// [`Unfit::ContentType`] where the operation streams and the answer is no stream.
pub fn open(answer: &mut Answer) -> Result<OpenBody, Unfit> {
    answer.take_open().ok_or_else(|| Unfit::other_type("a stream", answer))
}

/// Reads a documented error response; nothing where the answer does not have the
/// documented form.
#[must_use]
pub fn failure<R: ErrorResponse>(reply: &Reply) -> Option<Documented> {
    R::decode(reply).ok().map(Documented::response_of)
}

/// Reads the JSON of an error response that has no more than it.
#[must_use]
pub fn failure_json<T: FromJson + Any + Send + Sync>(
    reply: &Reply,
) -> Option<Documented> {
    reply.json::<T>().ok().map(Documented::body_of)
}

/// Takes the body of an error response as text.
#[must_use]
#[allow(clippy::unnecessary_wraps, reason = "a `Failure`; exported in some crates only")]
pub fn failure_text(reply: &Reply) -> Option<Documented> {
    let text = String::from_utf8_lossy(reply.body()).into_owned();
    Some(Documented::body_of(text))
}

/// Takes the body of an error response as it is.
#[must_use]
#[allow(clippy::unnecessary_wraps, reason = "a `Failure`; exported in some crates only")]
pub fn failure_bytes(reply: &Reply) -> Option<Documented> {
    Some(Documented::body_of(reply.body().clone()))
}

/// Reads nothing: the status says all.
#[must_use]
pub fn failure_empty(_: &Reply) -> Option<Documented> {
    None
}
