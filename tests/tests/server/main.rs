//! The test server itself, seen by a client that speaks nothing but TCP.

mod answers;
mod client;
mod requests;
