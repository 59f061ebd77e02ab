// kiln-runtime: support code, copied unchanged into generated crates.
//! The transport that is used unless the user gives another: HTTP/1.1 and TLS by
//! `reqwest`.
//!
//! The only file that knows `reqwest`, and no public signature shows it. What `reqwest`
//! would do on its own and the engine does itself is switched off: redirects (they would
//! carry credentials elsewhere) and retries. Connections are kept and used again. The
//! proxies of the environment (`HTTPS_PROXY` and so on) are used.

use super::transport::{ChunkFuture, Chunks, TransportFuture};
use super::{ResponseBody, Transport, TransportError};
use bytes::Bytes;
use std::time::Duration;

/// Sends requests with `reqwest`.
#[derive(Debug, Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
}

impl ReqwestTransport {
    /// A transport that gives up on opening a connection after `connect_timeout`.
    ///
    /// # Errors
    ///
    /// When TLS cannot be set up.
    pub fn new(connect_timeout: Duration) -> Result<Self, TransportError> {
        let client = reqwest::Client::builder()
            .connect_timeout(connect_timeout)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .build();
        match client {
            Ok(client) => Ok(Self { client }),
            Err(error) => Err(classify(error)),
        }
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
        Box::pin(async move {
            let request = reqwest::Request::try_from(request).map_err(classify)?;
            let mut response = self.client.execute(request).await.map_err(classify)?;
            let mut head = http::Response::new(());
            *head.status_mut() = response.status();
            *head.version_mut() = response.version();
            std::mem::swap(head.headers_mut(), response.headers_mut());
            Ok(head.map(|()| ResponseBody::from_chunks(Body(response))))
        })
    }
}

struct Body(reqwest::Response);

impl Chunks for Body {
    fn next(&mut self) -> ChunkFuture<'_> {
        Box::pin(async move { self.0.chunk().await.map_err(classify) })
    }
}

/// Says how far the request got; the URL is left out, since its query may hold a
/// credential.
fn classify(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    if error.is_builder() {
        TransportError::refused(error)
    } else if error.is_connect() && error.is_timeout() {
        TransportError::connect_timeout(error)
    } else if error.is_connect() {
        TransportError::connect(error)
    } else {
        TransportError::interrupted(error)
    }
}
