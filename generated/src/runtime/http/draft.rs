// kiln-runtime: support code, copied unchanged into generated crates.
//! A call that is being put together; not generic, so that all of it is compiled once.
//!
//! What cannot be sent is noted and told when the call is sent: methods that take
//! arguments can be chained.

use super::super::json::{self, ToJson};
use super::base_url::BaseUrl;
use super::core::{Core, Limits};
use super::error::Error;
use super::payload::Payload;
use super::query::Query;
use super::server::Server;
use super::target::Target;
use super::{File, Operation, Reply, header, path, query};
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName};
use http::{Method, StatusCode};

/// Which bodies of successful answers are handed out open, not in memory.
#[derive(Debug, Clone, Copy)]
pub(super) enum Opening {
    Never,
    Always,
    Streams {
        media_types: &'static [&'static str],
        /// What events carry as data to say that they are the last.
        end: &'static [&'static str],
    },
}

impl Opening {
    /// Whether the body of a successful answer of this operation is handed out open.
    ///
    /// One without a content type is, where there can be nothing but a stream.
    pub(super) fn opens(self, operation: &Operation, head: &Reply) -> bool {
        let bodiless =
            matches!(head.status, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT);
        match (self, head.media_type()) {
            (Self::Never, _) => false,
            (Self::Always, _) => true,
            (Self::Streams { .. }, Some(found)) => self.covers(found),
            (Self::Streams { .. }, None) => {
                self.expects_only_streams(operation) && !bodiless
            }
        }
    }

    /// Whether no answer is expected that is no stream.
    pub(super) fn expects_only_streams(self, operation: &Operation) -> bool {
        operation.accept.split(',').all(|accepted| self.covers(accepted.trim()))
    }

    fn covers(self, media_type: &str) -> bool {
        let Self::Streams { media_types, .. } = self else { return false };
        media_types.iter().any(|known| known.eq_ignore_ascii_case(media_type))
    }
}

pub(crate) struct Draft {
    pub(super) core: Core,
    pub(super) operation: &'static Operation,
    pub(super) server: Server,
    /// Percent-encoded values by the names of the template.
    pub(super) path_values: Vec<(&'static str, String)>,
    pub(crate) query: Query,
    pub(super) headers: HeaderMap,
    /// `name=value` each.
    pub(super) cookies: Vec<String>,
    /// The scopes that the document wants tokens to have, by scheme.
    pub(super) scopes: Vec<(&'static str, &'static str)>,
    pub(super) body: Payload,
    pub(super) limits: Limits,
    pub(super) opening: Opening,
    /// The URL that a server gave, in place of that of the operation.
    pub(super) target: Option<Target>,
    /// The header that the document declares for idempotency keys.
    pub(super) key_header: Option<HeaderName>,
    /// Whether the caller says that repeating is harmless.
    pub(super) repeatable: bool,
    /// The first value that cannot be sent.
    pub(super) problem: Option<Error>,
}

impl Draft {
    pub(super) fn new(core: &Core, operation: &'static Operation) -> Self {
        Self {
            core: core.clone(),
            operation,
            server: Server::Client,
            path_values: Vec::new(),
            query: Query::default(),
            headers: HeaderMap::new(),
            cookies: Vec::new(),
            scopes: Vec::new(),
            body: Payload::default(),
            limits: core.0.limits,
            opening: Opening::Never,
            target: None,
            key_header: None,
            repeatable: false,
            problem: None,
        }
    }

    /// The method: a URL that a server gave is fetched, whatever led to it.
    pub(super) fn method(&self) -> &Method {
        if self.target.is_some() { &Method::GET } else { &self.operation.method }
    }

    /// The URL, with no credentials in it.
    ///
    /// # Errors
    ///
    /// When a value of the path is missing, or would lead elsewhere.
    pub(super) fn url(&self) -> Result<String, Error> {
        if let Some(target) = &self.target {
            return Ok(target.url.clone());
        }
        let mut url = self.server.resolve(&self.core.0)?.as_str().to_owned();
        url.push_str(&path::fill(self.operation.path, &self.path_values)?);
        query::extend(&mut url, self.query.as_str());
        Ok(url)
    }

    pub(super) fn header(&mut self, name: &str, value: &str) {
        let checked = header::checked(name, value).map_err(Error::request);
        if let Some((name, value)) = self.keep(checked) {
            self.headers.insert(name, value);
        }
    }

    /// The server of this call, whatever the client and the operation have.
    pub(super) fn base_url(&mut self, url: &str) {
        let checked = BaseUrl::parse(url).map_err(Error::request);
        if let Some(url) = self.keep(checked) {
            self.server = Server::Chosen(url);
        }
    }

    pub(super) fn idempotency_key(&mut self, key: &str) {
        let name: HeaderName = self.core.0.idempotency_header.clone();
        if key.is_empty() {
            self.problem.get_or_insert(Error::request("the idempotency key is empty"));
        }
        self.header(name.as_str(), key);
    }

    /// The operation has a header for keys.
    pub(super) fn keyed(&mut self, name: &str) {
        let checked = header::checked(name, "").map_err(Error::request);
        self.key_header = self.keep(checked).map(|(name, _)| name);
    }

    pub(super) fn json(&mut self, value: &dyn ToJson) {
        let text = json::to_vec(value).map_err(|source| {
            Error::unsendable("the body cannot be written as JSON", source)
        });
        if let Some(text) = self.keep(text) {
            self.body(text.into(), "application/json");
        }
    }

    /// A body of several pieces.
    pub(crate) fn payload(&mut self, body: Payload, content_type: &str) {
        self.body = body;
        self.header(CONTENT_TYPE.as_str(), content_type);
    }

    /// A file as it is; what it says of its media type is better known than what the
    /// document says.
    pub(super) fn file(&mut self, file: File, content_type: &str) {
        let own = file.content_type.clone();
        self.header(CONTENT_TYPE.as_str(), own.as_deref().unwrap_or(content_type));
        self.body = Payload::default();
        self.body.file(file);
    }

    /// A body that was written elsewhere.
    pub(super) fn written<E>(&mut self, body: Result<Vec<u8>, E>, content_type: &str)
    where
        E: std::error::Error + Send + Sync + 'static,
    {
        let body = body
            .map_err(|source| Error::unsendable("the body cannot be written", source));
        if let Some(body) = self.keep(body) {
            self.body(body.into(), content_type);
        }
    }

    pub(crate) fn body(&mut self, body: Bytes, content_type: &str) {
        self.body = Payload::default();
        self.body.bytes(body);
        self.header(CONTENT_TYPE.as_str(), content_type);
    }

    /// Another media type for the body that is there.
    pub(super) fn content_type(&mut self, content_type: &str) {
        if self.headers.contains_key(CONTENT_TYPE) {
            self.header(CONTENT_TYPE.as_str(), content_type);
        }
    }

    /// The value, or nothing and a note of what is wrong.
    pub(crate) fn keep<V>(&mut self, result: Result<V, Error>) -> Option<V> {
        match result {
            Ok(value) => Some(value),
            Err(problem) => {
                self.problem.get_or_insert(problem);
                None
            }
        }
    }
}
