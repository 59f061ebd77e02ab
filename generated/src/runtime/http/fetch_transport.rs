// kiln-runtime: support code, copied unchanged into generated crates.
//! The transport in browsers (`wasm32-unknown-unknown`): `fetch`, by `reqwest`.
//!
//! It stands in the place of the one over sockets, under the same name. What the page
//! decides, it decides here too: TLS, proxies, connections, compression and cookies are the
//! browser's, and so are redirects, which it follows by its own rules before a call sees
//! them. `User-Agent` is its own; to send another would only make it ask the server for leave
//! first. The body of a request is read into memory before it is sent; that of an answer
//! comes chunk by chunk. Dropping a call aborts the request.

use super::transport::{ChunkFuture, Chunks, TransportFuture};
use super::{RequestBody, ResponseBody, Transport, TransportError};
use bytes::Bytes;
use futures_core::Stream;
use http::header::USER_AGENT;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

/// Sends requests with `reqwest`, which leaves that to the browser.
#[derive(Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
}

impl ReqwestTransport {
    /// A transport; when to give up on opening a connection is for the browser to say.
    ///
    /// # Errors
    ///
    /// None; the transport over sockets can fail here.
    pub fn new(_connect_timeout: Duration) -> Result<Self, TransportError> {
        let client = reqwest::Client::builder().build().map_err(classify)?;
        Ok(Self { client })
    }
}

impl From<reqwest::Client> for ReqwestTransport {
    /// A transport over a client of your own.
    fn from(client: reqwest::Client) -> Self {
        Self { client }
    }
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport").finish_non_exhaustive()
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<RequestBody>) -> TransportFuture<'_> {
        Box::pin(async move {
            let (mut head, body) = request.into_parts();
            head.headers.remove(USER_AGENT);
            let body = body.into_bytes().await?;
            let request = http::Request::from_parts(head, body);
            let request = reqwest::Request::try_from(request).map_err(classify)?;
            let mut response = self.client.execute(request).await.map_err(classify)?;
            let mut head = http::Response::new(());
            *head.status_mut() = response.status();
            std::mem::swap(head.headers_mut(), response.headers_mut());
            let body = Body(Box::pin(response.bytes_stream()));
            Ok(head.map(|()| ResponseBody::from_chunks(body)))
        })
    }
}

struct Body(Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>>>>);

impl Chunks for Body {
    fn next(&mut self) -> ChunkFuture<'_> {
        Box::pin(async move {
            let chunk = poll_fn(|cx| self.0.as_mut().poll_next(cx)).await;
            chunk.transpose().map_err(classify)
        })
    }
}

/// Says how far the request got. A browser does not tell whether a connection was opened;
/// the URL is left out, since its query may hold a credential.
fn classify(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    if error.is_builder() {
        TransportError::refused(error)
    } else {
        TransportError::interrupted(error)
    }
}
