// kiln-runtime: support code, copied unchanged into generated crates.
//! A call that can be sent: what every method of a generated client returns.
//!
//! ```text
//! client.browsers().get("b1").await?                       // Browser
//! client.browsers().get("b1").retries(0).send().await?     // Response<Browser>
//! ```
//!
//! A call is a value: nothing is sent, and no time runs, before its future is polled.

use super::super::json::ToJson;
use super::decode::{self, Decode};
use super::draft::{Draft, Opening};
use super::server::Server;
use super::{
    Body, Content, Core, Error, File, OpenBody, Operation, Pending, PendingResponse,
    Style, header,
};
use bytes::Bytes;
use std::fmt;
use std::time::Duration;

/// A call that brings a `T`: `.await` it, or `.send()` it for the status and the headers
/// too.
#[must_use = "a call is not made until it is awaited or sent"]
pub struct Call<T> {
    /// Boxed, so that chained options move a pointer.
    pub(crate) draft: Box<Draft>,
    pub(super) decode: Decode<T>,
}

/// What the caller chooses for one call.
impl<T> Call<T> {
    /// The time for the whole call: all attempts, the waits between them, and the body.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.draft.limits.timeout = timeout;
        self
    }

    /// The time for one attempt with its body.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.draft.limits.attempt_timeout = Some(timeout);
        self
    }

    /// The time that may pass without a piece of a body that is read piece by piece;
    /// nothing for no limit.
    pub fn idle_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.draft.limits.idle_timeout = timeout.into();
        self
    }

    /// The number of attempts beyond the first.
    pub fn retries(mut self, retries: u32) -> Self {
        self.draft.limits.retries = retries;
        self
    }

    /// The server of this call, in place of the client's and of one that the operation
    /// has for itself; it may have a path. It gets the credentials of the call.
    pub fn base_url(mut self, url: &str) -> Self {
        self.draft.base_url(url);
        self
    }

    /// A header, in place of any other of this name.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.draft.header(name, value);
        self
    }

    /// A pair at the end of the query.
    pub fn query_pair(mut self, name: &str, value: &str) -> Self {
        self.draft.query.pair(name, value);
        self
    }

    /// A key by which the server recognises a repetition; with it, a call of any method
    /// may be repeated.
    ///
    /// Only of use with servers that honour such keys.
    pub fn idempotency_key(mut self, key: &str) -> Self {
        self.draft.idempotency_key(key);
        self
    }

    /// Says that handling this call twice does no harm.
    ///
    /// Without it, a POST or PATCH with no idempotency key is not repeated when the
    /// server may have acted on it: after a broken connection, a timeout, or a status
    /// such as 500 that does not say that nothing was done.
    pub fn repeatable(mut self) -> Self {
        self.draft.repeatable = true;
        self
    }

    /// Makes the call; brings the body with status and headers.
    ///
    /// The call ends when the future is dropped; a request that is on its way by then
    /// may still be handled.
    pub fn send(self) -> PendingResponse<T> {
        PendingResponse::new(self.draft, self.decode)
    }
}

/// A call that brings bytes.
impl Call<Bytes> {
    /// Makes the call; brings the body while it is still on its way, to be read chunk by
    /// chunk, with status and headers.
    ///
    /// The limits of the call end with the head of the answer. From there on the server
    /// sends no faster than the body is read.
    pub fn stream(mut self) -> PendingResponse<OpenBody> {
        self.draft.opening = Opening::Always;
        PendingResponse::new(self.draft, decode::open)
    }
}

/// What generated code puts into a call; hidden, since callers have no use for it.
impl<T> Call<T> {
    /// A call with no arguments yet.
    #[doc(hidden)]
    pub fn new(core: &Core, operation: &'static Operation, decode: Decode<T>) -> Self {
        Self { draft: Box::new(Draft::new(core, operation)), decode }
    }

    /// The server that the operation has for itself: a URL, or a path of the client's
    /// server, at its root with a slash before it, else below the client's base URL.
    #[doc(hidden)]
    pub fn own_server(mut self, server: &'static str) -> Self {
        self.draft.server = Server::Own { declared: server, variables: Vec::new() };
        self
    }

    /// A variable of that server, which the document's servers have too, and its default.
    #[doc(hidden)]
    pub fn server_variable(mut self, name: &'static str, default: &'static str) -> Self {
        if let Server::Own { variables, .. } = &mut self.draft.server {
            variables.push((name, default));
        }
        self
    }

    /// The scopes that a token of this scheme needs for the operation, with spaces between.
    #[doc(hidden)]
    pub fn scoped(mut self, scheme: &'static str, scopes: &'static str) -> Self {
        self.draft.scopes.push((scheme, scopes));
        self
    }

    /// The value for `{name}` in the operation's path, simple style.
    #[doc(hidden)]
    pub fn path_param(self, name: &'static str, value: &dyn ToJson) -> Self {
        self.path_styled(name, value, Style::SIMPLE)
    }

    /// The same in another style.
    #[doc(hidden)]
    pub fn path_styled(
        mut self,
        name: &'static str,
        value: &dyn ToJson,
        style: Style,
    ) -> Self {
        self.draft.path_param(name, value, style);
        self
    }

    /// A query parameter, form style.
    #[doc(hidden)]
    pub fn query(self, name: &str, value: &dyn ToJson) -> Self {
        self.query_styled(name, value, Style::FORM)
    }

    /// The same in another style.
    #[doc(hidden)]
    pub fn query_styled(mut self, name: &str, value: &dyn ToJson, style: Style) -> Self {
        self.draft.query(name, value, style);
        self
    }

    /// The whole query: JSON, or text where the style is simple.
    #[doc(hidden)]
    pub fn query_string(mut self, value: &dyn ToJson, style: Style) -> Self {
        self.draft.query_string(value, style);
        self
    }

    /// A header parameter, simple style.
    #[doc(hidden)]
    pub fn header_param(self, name: &str, value: &dyn ToJson) -> Self {
        self.header_styled(name, value, Style::SIMPLE)
    }

    /// The same in another style.
    #[doc(hidden)]
    pub fn header_styled(
        mut self,
        name: &str,
        value: &dyn ToJson,
        style: Style,
    ) -> Self {
        self.draft.header_param(name, value, style);
        self
    }

    /// A cookie parameter, form style.
    #[doc(hidden)]
    pub fn cookie_param(self, name: &str, value: &dyn ToJson) -> Self {
        self.cookie_styled(name, value, Style::FORM)
    }

    /// The same in another style.
    #[doc(hidden)]
    pub fn cookie_styled(
        mut self,
        name: &str,
        value: &dyn ToJson,
        style: Style,
    ) -> Self {
        self.draft.cookie_param(name, value, style);
        self
    }

    /// The header for idempotency keys, which the document declares for the operation.
    #[doc(hidden)]
    pub fn keyed(mut self, name: &str) -> Self {
        self.draft.keyed(name);
        self
    }

    /// The media types whose answers are streams, and the data of events that says that
    /// they are the last.
    #[doc(hidden)]
    pub fn streaming(
        mut self,
        media_types: &'static [&'static str],
        end: &'static [&'static str],
    ) -> Self {
        self.draft.opening = Opening::Streams { media_types, end };
        self
    }

    /// A JSON body.
    #[doc(hidden)]
    pub fn json(mut self, value: &dyn ToJson) -> Self {
        self.draft.json(value);
        self
    }

    /// A JSON body unless the value is absent, as `None` is.
    #[doc(hidden)]
    pub fn json_if_some(self, value: &dyn ToJson) -> Self {
        if value.is_absent() { self } else { self.json(value) }
    }

    /// A text body, `text/plain`.
    #[doc(hidden)]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.draft.body(Bytes::from(text.into()), "text/plain; charset=utf-8");
        self
    }

    /// A body that was written elsewhere, such as XML, if it could be.
    #[doc(hidden)]
    pub fn written<E>(mut self, body: Result<Vec<u8>, E>, content_type: &str) -> Self
    where
        E: std::error::Error + Send + Sync + 'static,
    {
        self.draft.written(body, content_type);
        self
    }

    /// Such a body, if there is one.
    #[doc(hidden)]
    pub fn written_if_some<E>(
        self,
        body: Option<Result<Vec<u8>, E>>,
        content_type: &str,
    ) -> Self
    where
        E: std::error::Error + Send + Sync + 'static,
    {
        match body {
            Some(body) => self.written(body, content_type),
            None => self,
        }
    }

    /// A text body, if there is one.
    #[doc(hidden)]
    pub fn text_if_some(self, text: Option<String>) -> Self {
        match text {
            Some(text) => self.text(text),
            None => self,
        }
    }

    /// A body of bytes as they are, from memory or elsewhere.
    #[doc(hidden)]
    pub fn file(mut self, file: impl Into<File>, content_type: &str) -> Self {
        self.draft.file(file.into(), content_type);
        self
    }

    /// A body of bytes as they are, if there is one.
    #[doc(hidden)]
    pub fn file_if_some(self, file: Option<File>, content_type: &str) -> Self {
        match file {
            Some(file) => self.file(file, content_type),
            None => self,
        }
    }

    /// A body that knows its media type.
    #[doc(hidden)]
    pub fn content(mut self, content: &dyn Content) -> Self {
        content.put(&mut Body(&mut self.draft));
        self
    }

    /// Another media type for the body, if there is one: `application/merge-patch+json`.
    #[doc(hidden)]
    pub fn content_type(mut self, content_type: &str) -> Self {
        self.draft.content_type(content_type);
        self
    }

    /// A body of bytes as they are.
    #[doc(hidden)]
    pub fn bytes(mut self, bytes: impl Into<Bytes>, content_type: &str) -> Self {
        self.draft.body(bytes.into(), content_type);
        self
    }
}

impl<T> IntoFuture for Call<T> {
    type Output = Result<T, Error>;
    type IntoFuture = Pending<T>;

    fn into_future(self) -> Pending<T> {
        Pending::new(self.send())
    }
}

impl<T> fmt::Debug for Call<T> {
    /// Shows no value: each may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = self.draft.operation;
        f.debug_struct("Call")
            .field("operation", &operation.id)
            .field("method", &operation.method)
            .field("path", &operation.path)
            .field("headers", &header::names(&self.draft.headers))
            .field("body_bytes", &self.draft.body.in_memory())
            .field("limits", &self.draft.limits)
            .finish_non_exhaustive()
    }
}
