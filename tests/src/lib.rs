//! A server on loopback that plays the Kernel API strictly, for tests that use `kernel-api` exactly as a user would.
//!
//! ```
//! use kernel_tests::{Answer, Server};
//!
//! let server = Server::start([Answer::too_many_requests().retry_after_seconds(1), Answer::created()])?;
//! println!("a client may talk to {}", server.url());
//! assert_eq!(server.hits(), 0);
//! # Ok::<(), kernel_tests::StartError>(())
//! ```
//!
//! What it guarantees:
//!
//! * Every request is checked against `spec/kernel.yaml` by a JSON Schema validator that shares no code with kiln:
//!   path and method, the bearer token, the content type, the body. A violation is answered with 400 and the documented
//!   `Error` body, it does not use up a scripted answer, and a test that does not take it
//!   ([`Server::take_violations`]) fails when the server is dropped.
//! * The server's own answers are held against the response schemas in the same way, so that the fixtures cannot
//!   drift from the document: an [`Answer`] that claims to fit must fit, one that claims to break the document must
//!   break it.
//! * Answers come in the order of the script; the last one repeats. With an empty script every request is a violation.
//! * Nothing waits for ever: reading and writing have limits, and dropping the server ends every connection.
//!
//! # Why HTTP is written by hand
//!
//! Half of the script is about answers that no HTTP library will send: a connection cut before the request is read, or
//! in the middle of a body whose length was announced. With hyper that needs tricks around its connection state; on a
//! bare [`tokio::net::TcpStream`] it is a `return`. Request heads and chunk sizes are parsed by `httparse`, so what is
//! left to write by hand is the order of reads and writes. HTTP/2 and TLS are out of scope.

mod answer;
mod bodies;
mod check;
mod connection;
mod document;
mod recorded;
mod schema;
mod server;
mod wire;

pub use answer::{Answer, Cut};
pub use document::{Document, DocumentError, Operation};
pub use recorded::{Recorded, Side, Violation};
pub use server::{Reserved, Server, StartError};
