// kiln-runtime: support code, copied unchanged into generated crates.
//! A transport in memory, for tests of programs that use this crate: no server, no port.
//!
//! ```text
//! let memory = MemoryTransport::new()
//!     .on(Method::GET, "/browsers/{id}", Answer::json(r#"{"id":"b1"}"#))
//!     .on(Method::POST, "/browsers", Answer::status(StatusCode::SERVICE_UNAVAILABLE))
//!     .on(Method::POST, "/browsers", |request: &Recorded| Answer::json(request.body().clone()));
//! let client = Client::builder().transport(memory.clone()).token("secret").build()?;
//!
//! client.browsers().get("b1").await?;
//!
//! let requests = memory.requests();
//! assert_eq!(requests[0].path(), "/browsers/b1");
//! assert_eq!(requests[0].header("authorization"), Some("Bearer secret"));
//! ```
//!
//! Everything above the network is the real thing: credentials, retries, redirects, limits of
//! time, decoding. A request that no answer was given for is an error that says so. To
//! let the waits between attempts pass at once, let tokio's clock stand still
//! (`tokio::time::pause`, of its feature `test-util`).

mod answer;
mod memory;
mod recorded;

pub use self::answer::Answer;
pub use self::memory::{MemoryTransport, Respond};
pub use self::recorded::Recorded;
