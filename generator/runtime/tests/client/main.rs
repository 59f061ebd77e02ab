//! Calls, as a generated client makes them: over a transport in memory with a clock that
//! stands still, and over real sockets.

#[cfg(feature = "blocking")]
mod blocking;
mod connections;
mod credentials;
mod environment;
mod errors;
mod escapes;
mod failures;
mod forms;
mod idempotency;
mod injection;
mod memory;
mod middleware;
mod options;
mod pages;
mod parameters;
mod redirects;
mod retries;
mod secure;
mod servers;
mod sockets;
mod streams;
mod styles;
mod support;
mod threads;
mod token_requests;
mod tokens;
#[cfg(feature = "tracing")]
mod traces;
mod uploads;
