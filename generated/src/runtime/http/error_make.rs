// kiln-runtime: support code, copied unchanged into generated crates.
//! How errors are made: one constructor per kind, so that each says its thing in one
//! place.

use super::decode::Unfit;
use super::error::{Error, ErrorKind, Inner};
use super::transport::Stage;
use super::{OpenBody, Operation, Reply, TransportError, retry_after};
use bytes::Bytes;
use http::header::LOCATION;
use std::borrow::Cow;
use std::error::Error as StdError;
use std::time::Duration;

impl Error {
    fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            operation: None,
            attempts: 0,
            reply: None,
            documented: None,
            retry_after: None,
            timed_out: false,
            sent: false,
            moved: false,
            source: None,
        }))
    }

    fn caused_by(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// What the server answered; with an answer there was a request.
    pub(super) fn answered(mut self, reply: Reply) -> Self {
        self.0.retry_after = retry_after::parse(&reply.headers);
        self.0.reply = Some(reply);
        self.0.sent = true;
        self
    }

    /// The client cannot be built.
    pub(super) fn configuration(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Configuration, message)
    }

    /// The transport cannot be set up.
    pub(super) fn no_transport(error: TransportError) -> Self {
        Self::configuration("the connection layer cannot be set up")
            .caused_by(error.into_source())
    }

    /// A value cannot be sent.
    pub(crate) fn request(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Request, message)
    }

    /// A value cannot be sent, for a reason that another library gives.
    pub(crate) fn unsendable(
        message: impl Into<Cow<'static, str>>,
        source: impl StdError + Send + Sync + 'static,
    ) -> Self {
        Self::request(message).caused_by(source)
    }

    /// A credential is missing or cannot be sent.
    pub(super) fn credential(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Credential, message)
    }

    /// A provider brings no credential.
    pub(super) fn not_provided(
        scheme: &str,
        source: Box<dyn StdError + Send + Sync>,
    ) -> Self {
        Self::credential(format!("the credential `{scheme}` cannot be had"))
            .caused_by(source)
    }

    /// The time was over; `what` is the whole call or one attempt.
    pub(super) fn timeout(limit: Duration, what: &str) -> Self {
        let message =
            format!("no complete answer within {limit:?}, the limit of {what}");
        let mut error = Self::new(ErrorKind::Timeout, message);
        error.0.timed_out = true;
        error.0.sent = true;
        error
    }

    /// Nothing came for so long of a body that is handed out open.
    pub(super) fn silent(limit: Duration) -> Self {
        let message =
            format!("no piece of the stream within {limit:?}, the idle timeout");
        let mut error = Self::new(ErrorKind::Timeout, message);
        error.0.timed_out = true;
        error
    }

    /// An item of a stream is not of the documented form; its text is kept.
    pub(crate) fn of_item(
        body: Option<&OpenBody>,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
        text: Bytes,
    ) -> Self {
        let message = "an item of the stream is not of the documented form";
        let error = Self::new(ErrorKind::Decode, message).caused_by(source);
        match body {
            Some(body) => body.error_at(error, text),
            None => error,
        }
    }

    /// An item of a stream is larger than the client buffers.
    pub(super) fn item_too_large(limit: usize) -> Self {
        let message =
            format!("an item of the stream is larger than the limit of {limit} bytes");
        Self::new(ErrorKind::BodyTooLarge, message)
    }

    /// The same error where nothing was sent.
    pub(super) fn unsent(mut self) -> Self {
        self.0.sent = false;
        self
    }

    /// The transport brought no answer.
    pub(super) fn transport(error: TransportError) -> Self {
        let (kind, message) = match error.stage {
            Stage::Refused => (ErrorKind::Request, "the request cannot be sent"),
            Stage::Unconnected => (ErrorKind::Connect, "no connection was opened"),
            Stage::ConnectTimeout => {
                (ErrorKind::Connect, "no connection was opened in time")
            }
            Stage::Sent => (
                ErrorKind::Transport,
                "the connection broke before the answer was complete",
            ),
        };
        let mut made = Self::new(kind, message);
        made.0.timed_out = error.stage == Stage::ConnectTimeout;
        made.0.sent = error.may_have_been_sent();
        made.caused_by(error.into_source())
    }

    /// The same error, about an answer to another method than that of the call or not: by
    /// then the server has handled the call.
    pub(super) fn moved(mut self, moved: bool) -> Self {
        self.0.moved = moved;
        self
    }

    /// The server answered with an error; `unfollowed` says why it is a redirect still.
    pub(super) fn api(
        reply: Reply,
        operation: &'static Operation,
        unfollowed: Option<&'static str>,
    ) -> Self {
        let documented = operation.failure(reply.status).and_then(|read| read(&reply));
        let mut message = format!("the server answered {}", reply.status);
        if let (Some(why), Some(target)) = (unfollowed, redirect_target(&reply)) {
            message = format!("{message}, pointing to {target}, {why}");
        }
        if let Some(encoding) = reply.compression().filter(|_| !reply.body.is_empty()) {
            message = format!("{message}, a body {}", compressed(encoding));
        }
        let mut error = Self::new(ErrorKind::Api, message).answered(reply);
        error.0.documented = documented;
        error
    }

    /// What an answer says of the next page cannot be followed.
    pub(super) fn of_page(problem: &str, reply: Reply) -> Self {
        let message = format!("the next page cannot be requested: {problem}");
        Self::new(ErrorKind::Pagination, message).answered(reply)
    }

    /// The body of a success is larger than the client buffers.
    pub(super) fn body_too_large(limit: usize, reply: Reply) -> Self {
        let message =
            format!("the body of the answer is larger than the limit of {limit} bytes");
        Self::new(ErrorKind::BodyTooLarge, message).answered(reply)
    }

    /// The body of a success is not what the document promises.
    pub(super) fn unfit(why: Unfit, reply: Reply) -> Self {
        let (status, kind) = (reply.status, why.kind());
        if let Some(encoding) = reply.compression() {
            // Whatever it was taken for, it is nothing that could be read.
            let message =
                format!("the {status} answer has a body {}", compressed(encoding));
            return Self::new(ErrorKind::Decode, message).answered(reply);
        }
        let error = match why {
            Unfit::Json(source) => Self::new(
                kind,
                format!("the body of the {status} answer is not the documented JSON"),
            )
            .caused_by(source),
            Unfit::Utf8(source) => Self::new(
                kind,
                format!("the body of the {status} answer is not text in UTF-8"),
            )
            .caused_by(source),
            Unfit::Other(source) => Self::new(
                kind,
                format!("the body of the {status} answer is not of the documented form"),
            )
            .caused_by(source),
            Unfit::ContentType { expected, found } => Self::new(
                kind,
                format!("expected {expected}, but the {status} answer is {found}"),
            ),
        };
        error.answered(reply)
    }
}

/// What is wrong with a body that is compressed still.
fn compressed(encoding: &str) -> String {
    let is_gzip = encoding.to_ascii_lowercase().ends_with("gzip");
    let what =
        format!("with the content encoding `{encoding}`, which was not asked for");
    if is_gzip && !cfg!(feature = "gzip") {
        format!("{what} and takes the feature `gzip` to be read")
    } else {
        format!("{what} and cannot be read")
    }
}

/// Where a redirect points to, without the query and the user: they may hold secrets.
fn redirect_target(reply: &Reply) -> Option<String> {
    let location = reply.headers.get(LOCATION)?.to_str().ok()?;
    let shown = location.split(['?', '#']).next().unwrap_or_default();
    let Some((scheme, rest)) = shown.split_once("//") else {
        return Some(shown.to_owned());
    };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = authority.rsplit('@').next().unwrap_or_default();
    Some(format!("{scheme}//{host}{path}"))
}
