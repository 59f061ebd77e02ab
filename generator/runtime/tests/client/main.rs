//! Calls, as a generated client makes them: over a transport in memory with a clock that
//! stands still, and over real sockets.

mod connections;
mod credentials;
mod environment;
mod errors;
mod forms;
mod options;
mod pages;
mod parameters;
mod retries;
mod sockets;
mod streams;
mod styles;
mod support;
#[cfg(feature = "tracing")]
mod traces;
mod uploads;
