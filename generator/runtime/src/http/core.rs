// kiln-runtime: support code, copied unchanged into generated crates.
//! What all calls of one client share: settings, credentials, transport.

use super::auth::Credentials;
use super::base_url::BaseUrl;
use super::budget::Budget;
use super::{Api, Transport, header};
use http::header::{HeaderMap, HeaderName};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// The inside of a client; a clone is another handle to the same.
#[derive(Clone)]
pub struct Core(pub(super) Arc<Shared>);

pub(super) struct Shared {
    pub(super) api: &'static Api,
    pub(super) base_url: BaseUrl,
    /// What is called in place of the servers that operations have for themselves.
    pub(super) servers: Vec<(String, BaseUrl)>,
    /// What the caller chose for variables of the document's servers.
    pub(super) variables: Vec<(&'static str, String)>,
    pub(super) credentials: Credentials,
    pub(super) headers: HeaderMap,
    pub(super) idempotency_header: HeaderName,
    /// Whether calls get keys that have none.
    pub(super) idempotency_keys: bool,
    pub(super) limits: Limits,
    pub(super) budget: Budget,
    pub(super) transport: Arc<dyn Transport>,
}

/// How long and how often a call is tried, and how much it may bring.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// For the whole call: all attempts, the waits between them, the body.
    pub(super) timeout: Duration,
    /// For one attempt with its body.
    pub(super) attempt_timeout: Option<Duration>,
    /// The attempts beyond the first.
    pub(super) retries: u32,
    /// The redirects that are followed within an attempt.
    pub(super) redirects: u32,
    /// For the next piece of a body that is handed out open.
    pub(super) idle_timeout: Option<Duration>,
    /// The largest body that is buffered, in bytes.
    pub(super) max_body_size: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            timeout: Duration::new(60, 0),
            attempt_timeout: None,
            retries: 2,
            redirects: 10,
            idle_timeout: Some(Duration::from_secs(300)),
            max_body_size: 64 << 20,
        }
    }
}

impl fmt::Debug for Core {
    /// Shows no credential and no value of a header.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core")
            .field("api", &self.0.api.name)
            .field("base_url", &self.0.base_url.as_str())
            .field("credentials", &self.0.credentials)
            .field("headers", &header::names(&self.0.headers))
            .field("limits", &self.0.limits)
            .finish_non_exhaustive()
    }
}
