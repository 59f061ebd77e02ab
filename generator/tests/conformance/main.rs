//! What the generated types mean, measured with material that others wrote: every type is generated and compiled, and
//! values are decoded, checked and encoded by it.
//!
//! The material is third-party data beside the repository; where it is missing, the tests say so and pass.

mod blame;
mod clients;
mod corpus;
mod driver;
mod examples;
mod exceptions;
mod parallel;
mod probes;
mod report;
mod samples;
mod spector;
mod suite;
#[path = "../support/mod.rs"]
mod support;
mod unions;
mod unit;
#[path = "../product/workshop.rs"]
#[expect(dead_code, reason = "the other test program has more uses for it")]
mod workshop;
