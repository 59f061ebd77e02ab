// kiln-runtime: support code, copied unchanged into generated crates.
//! The transport that is used unless the user gives another: HTTP and TLS by `reqwest`.
//!
//! Features choose what it can do: `rustls` (on by default) has TLS, `http2` speaks HTTP/2
//! with servers that can, `gzip` asks for compressed answers. Without `rustls` it has the TLS
//! that the program chooses by a feature of its own dependency on `reqwest`, or none.
//!
//! The only file that knows `reqwest`; no public signature but the one that takes a client
//! shows it. What `reqwest`
//! would do on its own and the engine does itself is switched off: redirects (they would
//! carry credentials elsewhere), retries, and decompression that was not asked for, should
//! another crate of the build have its features on. Connections are kept for a moment and used again. The
//! proxies of the environment (`HTTPS_PROXY` and so on) are used, except for servers on
//! this machine: a proxy elsewhere cannot reach them.

use super::transport::{ChunkFuture, Chunks, TransportFuture};
use super::upload;
use super::{RequestBody, ResponseBody, Transport, TransportError};
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, HeaderValue};
use http::{Method, Uri};
use reqwest::Url;
use std::fmt;
use std::net::IpAddr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// How long a connection is kept that is not in use: less than servers keep theirs (5 s
/// is a usual default). A request on a connection that the server is just closing fails,
/// and one that may have been handled is not repeated.
const IDLE: Duration = Duration::from_secs(4);

/// Sends requests with `reqwest`.
#[derive(Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    /// For servers on this machine: uses no proxy.
    local: reqwest::Client,
    /// Where the first request went, which is where most go: its origin is parsed once.
    origin: Arc<OnceLock<Origin>>,
}

/// The server of a URL.
struct Origin {
    /// The URL of its root.
    uri: Uri,
    url: Url,
    is_local: bool,
}

impl ReqwestTransport {
    /// A transport that gives up on opening a connection after `connect_timeout`.
    ///
    /// # Errors
    ///
    /// When TLS cannot be set up.
    pub fn new(connect_timeout: Duration) -> Result<Self, TransportError> {
        let builder = || {
            let builder = reqwest::Client::builder()
                .connect_timeout(connect_timeout)
                .pool_idle_timeout(IDLE)
                .redirect(reqwest::redirect::Policy::none())
                .retry(reqwest::retry::never())
                .no_brotli()
                .no_zstd()
                .no_deflate();
            if cfg!(feature = "gzip") { builder } else { builder.no_gzip() }
        };
        let client = builder().build().map_err(classify)?;
        let local = builder().no_proxy().build().map_err(classify)?;
        Ok(Self { client, local, origin: Arc::default() })
    }

    /// A URL as `reqwest` has it, and the client for it.
    fn resolve(&self, uri: &Uri) -> Result<(Url, &reqwest::Client), TransportError> {
        let client = |is_local| if is_local { &self.local } else { &self.client };
        let path = uri.path_and_query().map_or("", |path| path.as_str());
        if let Some(origin) = self.origin.get()
            && origin.uri.authority() == uri.authority()
            && origin.uri.scheme() == uri.scheme()
            // Two slashes would name another server.
            && path.starts_with('/')
            && !path.starts_with("//")
            && let Ok(url) = origin.url.join(path)
        {
            return Ok((url, client(origin.is_local)));
        }
        let url = Url::parse(&uri.to_string()).map_err(TransportError::refused)?;
        let is_local = url.host_str().is_some_and(is_loopback);
        if let Ok(root) = url.join("/") {
            let origin = Origin { uri: uri.clone(), url: root, is_local };
            // The first one stays.
            let _ = self.origin.set(origin);
        }
        Ok((url, client(is_local)))
    }
}

/// Whether a host, as URLs write it, is this machine whatever name servers say.
fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    match address.parse::<IpAddr>() {
        Ok(address) => address.to_canonical().is_loopback(),
        Err(_) => host.trim_end_matches('.') == "localhost",
    }
}

impl From<reqwest::Client> for ReqwestTransport {
    /// A transport over a client of your own: with a certificate for mutual TLS, a proxy,
    /// roots of trust.
    ///
    /// Redirects must be off in it ([`reqwest::redirect::Policy::none`]): following them
    /// it would take credentials to other servers. So should its retries and
    /// decompression be.
    fn from(client: reqwest::Client) -> Self {
        Self { local: client.clone(), client, origin: Arc::default() }
    }
}

impl fmt::Debug for ReqwestTransport {
    /// Shows nothing: the address of a proxy may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport").finish_non_exhaustive()
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<RequestBody>) -> TransportFuture<'_> {
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let (url, client) = self.resolve(&head.uri)?;
            let says_empty = says_empty(&head.method, &body);
            let mut request = reqwest::Request::new(head.method, url);
            *request.headers_mut() = head.headers;
            if says_empty {
                let none = HeaderValue::from_static("0");
                request.headers_mut().insert(CONTENT_LENGTH, none);
            }
            *request.body_mut() = Some(upload::body(body));
            let mut response = client.execute(request).await.map_err(classify)?;
            let mut head = http::Response::new(());
            *head.status_mut() = response.status();
            *head.version_mut() = response.version();
            std::mem::swap(head.headers_mut(), response.headers_mut());
            Ok(head.map(|()| ResponseBody::from_chunks(Body(response))))
        })
    }
}

/// Whether a request has to say that it has no body: where one is usual, servers may ask
/// for its length (411), and `reqwest` says nothing (RFC 9110, section 8.6).
fn says_empty(method: &Method, body: &RequestBody) -> bool {
    let usual = matches!(*method, Method::POST | Method::PUT | Method::PATCH);
    usual && body.as_bytes().is_some_and(Bytes::is_empty)
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
