//! The output of every golden case compiles without a warning: rustc, clippy (pedantic), rustdoc, doc examples, rustfmt.

use crate::cases;
use crate::workshop::{self, cargo, succeeds};

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

/// Writes a workspace with one crate per case and returns its folder.
///
/// It shares the lock file, the profile and the target folder of this repository, so that dependencies are compiled
/// once.
fn workspace() -> PathBuf {
    let folder = workshop::folder("cases");
    let mut members = String::new();
    for case in cases::all() {
        let run = case.run();
        let output = run
            .output
            .unwrap_or_else(|| panic!("{} is refused: {:?}", case.name, run.diagnostics));
        let files = output.files.iter();
        let wanted = files.map(|file| (file.path.clone(), file.text.clone().into_bytes()));
        workshop::lay_out(&folder.join(&case.name), &wanted.collect());
        let _ = write!(members, "\"{}\", ", case.name);
    }
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{members}]\n\n[profile.dev]\ndebug = \"line-tables-only\"\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest).expect("the target folder is writable");
    fs::copy(cases::repository().join("Cargo.lock"), folder.join("Cargo.lock")).expect("the lock file is there");
    folder
}

#[test]
fn the_output_of_every_case_compiles_without_a_warning() {
    let folder = workspace();
    let strict = ["--", "-W", "clippy::pedantic", "-D", "warnings"];
    let clippy = ["clippy", "--keep-going", "--workspace", "--all-features"];
    succeeds(&mut cargo(&folder, &[&clippy[..], &strict].concat()));
    succeeds(&mut cargo(&folder, &["doc", "--workspace", "--no-deps"]));
    succeeds(&mut cargo(&folder, &["test", "--workspace", "--doc", "--quiet"]));
    succeeds(&mut cargo(&folder, &["fmt", "--all", "--check"]));
}
