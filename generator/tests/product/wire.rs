//! A generated crate sends requests over real connections, and what arrives is what the specifications say.

use crate::webhooks::generate;
use crate::workshop::{cargo, folder, lay_out, lock_file, succeeds};

const TEST: &str = include_str!("wire/caller.rs");

#[test]
fn requests_arrive_as_the_specifications_have_them() {
    let place = folder("wire");
    generate("requests_on_the_wire", &place.join("requests-on-the-wire"));
    let manifest = "[package]\nname = \"caller\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         requests-on-the-wire = { path = \"../requests-on-the-wire\" }\n\
         tokio = { version = \"1\", features = [\"macros\", \"rt\", \"time\"] }\n\n\
         [profile.dev]\ndebug = \"line-tables-only\"\n\n[workspace]\n";
    let files = [
        ("Cargo.toml", manifest.as_bytes().to_owned()),
        ("Cargo.lock", lock_file().into_bytes()),
        ("src/lib.rs", b"//! Nothing but tests.\n".to_vec()),
        ("tests/caller.rs", TEST.as_bytes().to_owned()),
    ];
    let caller = place.join("caller");
    lay_out(&caller, &files.map(|(name, bytes)| (name.to_owned(), bytes)).into());
    let output = succeeds(&mut cargo(&caller, &["test"]));
    assert!(output.contains("5 passed"), "{output}");
    assert!(!output.contains("warning"), "{output}");
}
