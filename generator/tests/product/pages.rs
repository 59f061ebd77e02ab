//! Generated crates follow the pages of a server, over real connections.

use std::fmt::Write as _;

use crate::webhooks::generate;
use crate::workshop::{cargo, folder, lay_out, lock_file, succeeds};

const CASES: [&str; 3] = ["pages_cursor", "pages_counted", "pages_followed"];

const TEST: &str = include_str!("pages/follower.rs");

#[test]
fn a_client_reads_all_pages() {
    let place = folder("pages");
    let mut dependencies = String::new();
    for case in CASES {
        let name = case.replace('_', "-");
        generate(case, &place.join(&name));
        let _ = writeln!(dependencies, "{name} = {{ path = \"../{name}\" }}");
    }
    let manifest = format!(
        "[package]\nname = \"follower\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt\", \"time\"] }}\n\n\
         [profile.dev]\ndebug = \"line-tables-only\"\n\n[workspace]\n"
    );
    let files = [
        ("Cargo.toml", manifest.into_bytes()),
        ("Cargo.lock", lock_file().into_bytes()),
        ("src/lib.rs", b"//! Nothing but tests.\n".to_vec()),
        ("tests/follower.rs", TEST.as_bytes().to_owned()),
    ];
    let follower = place.join("follower");
    lay_out(&follower, &files.map(|(name, bytes)| (name.to_owned(), bytes)).into());
    let output = succeeds(&mut cargo(&follower, &["test"]));
    assert!(output.contains("6 passed"), "{output}");
    assert!(!output.contains("warning"), "{output}");
}
