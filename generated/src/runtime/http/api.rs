// kiln-runtime: support code, copied unchanged into generated crates.
//! What the document says, as static tables: the API, its security schemes, its
//! operations.
//!
//! ```yaml
//! paths:
//!   /browsers/{id}:
//!     get:
//!       operationId: getBrowser
//!       security: [{bearerAuth: []}]
//!       responses: {200: …, 404: …}
//! ```
//!
//! Plain data with public fields, so that generated code can be `static`. Nothing here
//! is checked: the generator has checked it, and a table that contradicts itself leads
//! to errors of calls, not to panics.

use super::{Documented, Reply};
use http::{Method, StatusCode};

/// What holds for every call of an API.
#[derive(Debug)]
pub struct Api {
    /// The name of the client crate, for `User-Agent`.
    pub name: &'static str,
    /// The version of the client crate, for `User-Agent`.
    pub version: &'static str,
    /// The server that is called unless the user names another; may have a path.
    pub base_url: &'static str,
    /// The servers that operations have for themselves, each as [`Call::own_server`]
    /// takes it.
    ///
    /// [`Call::own_server`]: super::Call::own_server
    pub servers: &'static [&'static str],
    /// The prefix of the environment variables, such as `KERNEL` for `KERNEL_API_KEY`.
    pub env: &'static str,
    /// The security schemes that operations refer to by name.
    pub schemes: &'static [Scheme],
}

/// One security scheme.
#[derive(Debug)]
pub struct Scheme {
    /// Its name in the document.
    pub name: &'static str,
    /// How its credential is presented.
    pub kind: SchemeKind,
}

/// How a credential is presented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemeKind {
    /// `Authorization: Bearer …`.
    Bearer,
    /// `Authorization: Basic …`.
    Basic,
    /// `Authorization` with this scheme, such as `Digest`, before the credential.
    Http(&'static str),
    /// `Authorization: Bearer …` with tokens of OAuth 2.
    OAuth {
        /// Where programs get a token with credentials of their own; empty for nowhere.
        token_url: &'static str,
        /// Where a token is renewed; empty for nowhere.
        refresh_url: &'static str,
    },
    /// A header of this name.
    Header(&'static str),
    /// A query parameter of this name.
    Query(&'static str),
    /// A cookie of this name.
    Cookie(&'static str),
}

/// What holds for every call of one operation.
#[derive(Debug)]
pub struct Operation {
    /// The `operationId`, or a name that stands for it.
    pub id: &'static str,
    /// The method of the request.
    pub method: Method,
    /// The path with its parameters in braces, such as `/browsers/{id}`.
    pub path: &'static str,
    /// Alternatives of which one must be met by presenting all of its schemes; none at
    /// all: nothing is needed.
    pub security: &'static [&'static [&'static str]],
    /// The statuses that the document calls a success.
    pub success: &'static [Status],
    /// The value of `Accept`; empty for none.
    pub accept: &'static str,
    /// The documented error responses.
    pub failures: &'static [(Status, Failure)],
}

/// Reads a documented error response; nothing where the answer does not have the
/// documented form.
pub type Failure = fn(&Reply) -> Option<Documented>;

/// Which statuses an entry of the document covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// One code.
    Code(u16),
    /// A hundred, such as 4 for `4XX`.
    Range(u8),
    /// All that no other entry covers.
    Default,
}

/// A method that has no constant, such as `COPY`; its case counts.
///
/// What is no name of a method, which the generator never writes, is GET.
#[must_use]
pub fn method(name: &'static str) -> Method {
    Method::from_bytes(name.as_bytes()).unwrap_or_default()
}

impl Operation {
    /// Whether an answer with this status is a success.
    ///
    /// Statuses that the document calls so are, and every other 2xx too (servers change
    /// 200 to 201), unless the document calls exactly that one an error. `default` among
    /// the successes adds nothing: it does not turn a 404 into one.
    pub(super) fn is_success(&self, status: StatusCode) -> bool {
        let named = self.success.iter().any(|entry| entry.covers(status));
        let denied = || {
            self.failures
                .iter()
                .any(|(entry, _)| *entry == Status::Code(status.as_u16()))
        };
        named || (status.is_success() && !denied())
    }

    /// How the error response with this status is read: by the entry for the code, else
    /// for the hundred, else `default`.
    pub(super) fn failure(&self, status: StatusCode) -> Option<Failure> {
        let entry = |wanted: Status| {
            self.failures
                .iter()
                .find(|(entry, _)| *entry == wanted)
                .map(|(_, read)| *read)
        };
        let hundred = self
            .failures
            .iter()
            .find(|(entry, _)| entry.covers(status))
            .map(|(_, read)| *read);
        entry(Status::Code(status.as_u16()))
            .or(hundred)
            .or_else(|| entry(Status::Default))
    }
}

impl Status {
    /// Whether this entry names the status or its hundred.
    fn covers(self, status: StatusCode) -> bool {
        match self {
            Self::Code(code) => code == status.as_u16(),
            Self::Range(hundred) => u16::from(hundred) == status.as_u16() / 100,
            Self::Default => false,
        }
    }
}
