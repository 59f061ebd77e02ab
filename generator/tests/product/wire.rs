//! A generated crate sends requests over real connections, and what arrives is what the specifications say.

use crate::user::{self, TOKIO};

const TEST: &str = include_str!("wire/caller.rs");

#[test]
fn requests_arrive_as_the_specifications_have_them() {
    let output = user::of_cases("wire", &["requests_on_the_wire"], TOKIO, "caller", TEST);
    assert!(output.contains("5 passed"), "{output}");
}
