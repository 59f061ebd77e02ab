// kiln-runtime: support code, copied unchanged into generated crates.
//! Calls over HTTP: everything behind a generated client.
//!
//! Generated code is data. A static [`Api`] says what holds for all calls, a static
//! [`Operation`] what holds for one, and a method puts its arguments into a [`Call`]:
//!
//! ```text
//! Call::new(&self.core, &GET, decode::json).path_param("id", &id)
//!   │ send, .await
//!   ▼
//! draft ─► prepare (URL, headers, credentials) ─► execute (retries, deadline)
//!                                                    │ one or more times
//!                                                    ▼
//!                                                 attempt ◄─► redirect ◄─► Middleware ◄─► Transport
//!                                                    │
//!   T  ◄─ decode ◄─ Answer (status, headers, body) ◄─┘
//! ```
//!
//! Guarantees:
//!
//! * Nothing but the last step, decoding, is generic over what a call returns, so a
//!   thousand operations share one engine.
//! * What is wrong with the arguments is an [`Error`] of the call before anything is
//!   sent, never a panic.
//! * Credentials are shown by no `Debug`, no `Display`, no error and no trace.
//! * A request that may have been handled is not repeated unless that is harmless; see
//!   [`Call::repeatable`].
//! * Every future can be dropped at any point; no lock is held while one waits.
//!
//! Not done here: nothing is cached, and no request is compressed. Answers are, by the
//! feature `gzip`; the limit of bodies counts what they are without it.
//!
//! The futures need a tokio runtime whose timer is on; programs without one have the feature
//! `blocking`.

#![allow(
    dead_code,
    unused_imports,
    reason = "a generated crate uses only its part of this"
)]

mod answer;
mod api;
mod attempt;
mod auth;
mod authorize;
pub(crate) mod base64;
mod base_url;
#[cfg(feature = "blocking")]
mod blocking;
mod budget;
mod builder;
mod call;
mod content;
mod core;
pub mod decode;
mod draft;
mod environment;
mod error;
mod error_make;
mod error_response;
pub(crate) mod escape;
mod execute;
mod expand;
mod file;
mod form;
mod header;
mod idempotency;
mod location;
mod middleware;
mod multipart;
mod open_body;
mod pairs;
mod parameter;
mod path;
mod payload;
mod pending;
mod prepare;
mod provider;
mod query;
mod redirect;
mod reference;
mod repeat;
mod reply;
mod request_body;
mod reqwest_transport;
mod response;
mod retry;
mod retry_after;
mod server;
mod style;
mod target;
#[cfg(feature = "tracing")]
mod trace;
mod transport;
mod upload;

pub use self::answer::Answer;
pub use self::api::{Api, Failure, Operation, Scheme, SchemeKind, Status, method};
#[cfg(feature = "blocking")]
pub use self::blocking::block_on;
pub use self::builder::Builder;
pub use self::call::Call;
pub use self::content::{Body, Content};
pub use self::core::Core;
pub use self::decode::Decode;
pub use self::error::{Error, ErrorKind};
pub use self::error_response::{Documented, ErrorResponse};
pub(crate) use self::execute::Outcome;
pub use self::file::File;
pub use self::form::{Field, Form, Nested, Writing};
pub use self::middleware::{Middleware, Next};
pub use self::open_body::OpenBody;
pub(crate) use self::open_body::Reopened;
pub use self::pending::{Pending, PendingResponse};
pub use self::provider::{CredentialFuture, CredentialProvider, CredentialRequest};
pub(crate) use self::repeat::{Repeat, text_of};
pub use self::reply::Reply;
pub use self::request_body::RequestBody;
pub use self::reqwest_transport::ReqwestTransport;
pub use self::response::Response;
pub use self::style::Style;
pub use self::transport::{
    ChunkFuture, Chunks, ResponseBody, Transport, TransportError, TransportFuture,
};
pub use bytes::Bytes;
pub use http::{HeaderMap, Method, StatusCode};
pub use secrecy::SecretString;
