//! How the generated client behaves, against a server on loopback that holds it to the document.
//!
//! Every test says how many requests the server saw. A request that does not keep to `spec/kernel.yaml` fails its test
//! when the server is dropped.

// Where a test expects a lint, the lint must have been there: that is how deprecations are tested.
#![deny(unfulfilled_lint_expectations)]

mod calls;
mod environment;
mod errors;
mod memory;
mod repetition;
mod support;
mod timeouts;
mod transport;
mod values;
