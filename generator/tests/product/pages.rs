//! Generated crates follow the pages of a server, over real connections.

use crate::user::{self, TOKIO};

const CASES: [&str; 3] = ["pages_cursor", "pages_counted", "pages_followed"];

const TEST: &str = include_str!("pages/follower.rs");

#[test]
fn a_client_reads_all_pages() {
    let output = user::of_cases("pages", &CASES, TOKIO, "follower", TEST);
    assert!(output.contains("6 passed"), "{output}");
}
