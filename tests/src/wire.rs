//! Reading requests of HTTP/1.1 from a socket.
//!
//! ```text
//! POST /browsers?a=b HTTP/1.1⏎ Host: …⏎ Content-Length: 2⏎ ⏎ {}
//! ```
//!
//! Bodies may come with a length or in chunks. Everything has a limit: [`PATIENCE`] for one request once its first byte
//! is there, [`MAX_HEAD`] and [`MAX_BODY`] for its size. Deliberately absent: trailers (a chunked body ends with an
//! empty line), `Expect: 100-continue`, upgrades, HTTP/1.0.

use std::io;
use std::str::FromStr;
use std::time::{Duration, Instant};

use http::header::{AUTHORIZATION, CONTENT_LENGTH, HOST, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use httparse::Status;
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::recorded::Recorded;

/// How long one request may take to arrive, and one answer to be taken.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);
/// The largest head, in bytes.
const MAX_HEAD: usize = 64 * 1024;
/// The largest body, in bytes.
const MAX_BODY: usize = 16 * 1024 * 1024;
/// The most headers of a request.
const MAX_HEADERS: usize = 100;

/// Why there is no request.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReadError {
    /// The client went away or was too slow; its right.
    #[error("the connection ended")]
    Gone(#[from] io::Error),
    /// What came is no HTTP/1.1.
    #[error("{0}")]
    Malformed(String),
}

impl ReadError {
    fn malformed(message: impl Into<String>) -> Self {
        Self::Malformed(message.into())
    }
}

/// The reading half of a connection, with what was read too far.
#[derive(Debug, Default)]
pub(crate) struct Wire {
    buffer: Vec<u8>,
}

/// A parsed request line with its headers.
struct Head {
    method: Method,
    target: String,
    headers: HeaderMap,
}

impl Wire {
    /// Waits until a request begins to arrive, without reading it; false when the client has closed.
    pub(crate) async fn begins(&self, stream: &TcpStream) -> bool {
        !self.buffer.is_empty() || matches!(stream.peek(&mut [0]).await, Ok(1..))
    }

    /// Reads one request.
    pub(crate) async fn request(&mut self, stream: &mut TcpStream, connection: usize) -> Result<Recorded, ReadError> {
        timeout(PATIENCE, self.read(stream, connection))
            .await
            .unwrap_or_else(|late| Err(io::Error::from(late).into()))
    }

    async fn read(&mut self, stream: &mut TcpStream, connection: usize) -> Result<Recorded, ReadError> {
        let (head, length) = loop {
            if let Some(parsed) = parse_head(&self.buffer)? {
                break parsed;
            }
            if self.buffer.len() > MAX_HEAD {
                return Err(ReadError::malformed("the head of the request is too long"));
            }
            self.more(stream).await?;
        };
        self.buffer.drain(..length);
        let body = self.body(stream, &head.headers).await?;
        let (path, query) = match head.target.split_once('?') {
            Some((path, query)) => (path.to_owned(), Some(query.to_owned())),
            None => (head.target, None),
        };
        Ok(Recorded {
            method: head.method,
            path,
            query,
            headers: head.headers,
            body,
            connection,
            at: Instant::now(),
        })
    }

    /// The body that the headers announce.
    async fn body(&mut self, stream: &mut TcpStream, headers: &HeaderMap) -> Result<Vec<u8>, ReadError> {
        match (headers.get(TRANSFER_ENCODING), headers.get(CONTENT_LENGTH)) {
            (Some(_), Some(_)) => Err(ReadError::malformed("a body has either a length or chunks, not both")),
            (Some(coding), None) if coding.as_bytes().eq_ignore_ascii_case(b"chunked") => self.chunks(stream).await,
            (Some(_), None) => Err(ReadError::malformed("the only transfer coding is `chunked`")),
            (None, Some(length)) => {
                let length = length.to_str().ok().and_then(|text| usize::from_str(text).ok());
                let length = length.ok_or_else(|| ReadError::malformed("Content-Length is not a number"))?;
                self.take(stream, length).await
            }
            (None, None) => Ok(Vec::new()),
        }
    }

    async fn chunks(&mut self, stream: &mut TcpStream) -> Result<Vec<u8>, ReadError> {
        let mut body = Vec::new();
        loop {
            let (prefix, size) = loop {
                match httparse::parse_chunk_size(&self.buffer) {
                    Ok(Status::Complete(found)) => break found,
                    Ok(Status::Partial) => self.more(stream).await?,
                    Err(_) => return Err(ReadError::malformed("a chunk begins with its size")),
                }
            };
            self.buffer.drain(..prefix);
            let size = usize::try_from(size).unwrap_or(usize::MAX);
            body.extend(self.take(stream, size).await?);
            if self.take(stream, 2).await? != *b"\r\n" {
                return Err(ReadError::malformed("a chunk ends with a line break"));
            }
            if size == 0 {
                return Ok(body);
            }
            if body.len() > MAX_BODY {
                return Err(ReadError::malformed("the body of the request is too long"));
            }
        }
    }

    /// Exactly that many bytes.
    async fn take(&mut self, stream: &mut TcpStream, length: usize) -> Result<Vec<u8>, ReadError> {
        if length > MAX_BODY {
            return Err(ReadError::malformed("the body of the request is too long"));
        }
        while self.buffer.len() < length {
            self.more(stream).await?;
        }
        let rest = self.buffer.split_off(length);
        Ok(std::mem::replace(&mut self.buffer, rest))
    }

    /// Whatever comes next, at least one byte.
    async fn more(&mut self, stream: &mut TcpStream) -> Result<(), ReadError> {
        match stream.read_buf(&mut self.buffer).await? {
            0 => Err(io::Error::from(io::ErrorKind::UnexpectedEof).into()),
            _ => Ok(()),
        }
    }
}

/// The head at the beginning of the bytes with its length, once it is complete.
fn parse_head(bytes: &[u8]) -> Result<Option<(Head, usize)>, ReadError> {
    let mut parsed = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut request = httparse::Request::new(&mut parsed);
    let Status::Complete(length) = request
        .parse(bytes)
        .map_err(|error| ReadError::malformed(error.to_string()))?
    else {
        return Ok(None);
    };
    let (Some(method), Some(target), Some(1)) = (request.method, request.path, request.version) else {
        return Err(ReadError::malformed("the version of the request is not HTTP/1.1"));
    };
    let mut headers = HeaderMap::new();
    for header in request.headers.iter() {
        let name = HeaderName::from_str(header.name).map_err(|error| ReadError::malformed(error.to_string()))?;
        let mut value =
            HeaderValue::from_bytes(header.value).map_err(|error| ReadError::malformed(error.to_string()))?;
        value.set_sensitive(name == AUTHORIZATION);
        headers.append(name, value);
    }
    if headers.get_all(HOST).iter().count() != 1 {
        return Err(ReadError::malformed("a request has one Host header"));
    }
    let method = Method::from_str(method).map_err(|error| ReadError::malformed(error.to_string()))?;
    Ok(Some((
        Head {
            method,
            target: target.to_owned(),
            headers,
        },
        length,
    )))
}
