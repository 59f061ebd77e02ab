//! A server that receives webhooks uses generated crates: it checks who sent a request, and reads what it carries.

use crate::user;

const CASES: [&str; 6] = [
    "webhooks_signed",
    "webhooks_standard",
    "webhooks_tagged",
    "webhooks_timed",
    "webhooks_sha1",
    "callbacks",
];

const TEST: &str = include_str!("webhooks/receiver.rs");

#[test]
fn a_server_reads_what_it_receives() {
    let output = user::of_cases("webhooks", &CASES, "", "receiver", TEST);
    assert!(output.contains("6 passed"), "{output}");
}
