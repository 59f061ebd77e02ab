//! A server that receives webhooks uses generated crates: it checks who sent a request, and reads what it carries.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use kiln::pipeline::{self, Layout, Request};
use kiln::source::Input;

use crate::cases;
use crate::workshop::{cargo, folder, lay_out, succeeds};

const CASES: [&str; 6] = [
    "webhooks_signed",
    "webhooks_standard",
    "webhooks_tagged",
    "webhooks_timed",
    "webhooks_sha1",
    "callbacks",
];

const TEST: &str = include_str!("webhooks/receiver.rs");

/// Generates the crate of a golden case into a folder.
pub(crate) fn generate(case: &str, into: &Path) {
    let place = cases::repository().join("generator/tests/cases").join(case);
    let config = Some(place.join("kiln.toml")).filter(|file| file.exists());
    let run = pipeline::run(&Request {
        spec: Input::File(place.join("openapi.yaml")),
        config,
        name: Some(case.replace('_', "-")),
        layout: Layout::Package,
        strict: false,
    });
    let output = run.output.unwrap_or_else(|| panic!("{case}: {:?}", run.diagnostics));
    let files = output.files.iter();
    let wanted = files.map(|file| (file.path.clone(), file.text.clone().into_bytes()));
    lay_out(into, &wanted.collect());
}

#[test]
fn a_server_reads_what_it_receives() {
    let place: PathBuf = folder("webhooks");
    let mut dependencies = String::new();
    for case in CASES {
        let name = case.replace('_', "-");
        generate(case, &place.join(&name));
        let _ = writeln!(dependencies, "{name} = {{ path = \"../{name}\" }}");
    }
    let manifest = format!(
        "[package]\nname = \"receiver\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\n\
         [profile.dev]\ndebug = \"line-tables-only\"\n\n[workspace]\n"
    );
    let lock = std::fs::read(cases::repository().join("Cargo.lock")).expect("the lock file is there");
    let files = [
        ("Cargo.toml", manifest.into_bytes()),
        ("Cargo.lock", lock),
        ("src/lib.rs", b"//! Nothing but tests.\n".to_vec()),
        ("tests/receiver.rs", TEST.as_bytes().to_owned()),
    ];
    let receiver = place.join("receiver");
    lay_out(&receiver, &files.map(|(name, bytes)| (name.to_owned(), bytes)).into());
    let output = succeeds(&mut cargo(&receiver, &["test"]));
    assert!(output.contains("6 passed"), "{output}");
    assert!(!output.contains("warning"), "{output}");
}
