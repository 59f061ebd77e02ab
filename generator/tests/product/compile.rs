//! The output of every golden case compiles without a warning: rustc, clippy (pedantic), rustdoc, doc examples, rustfmt.

use crate::cases;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use kiln::output;

/// Writes a workspace with one crate per case and returns its folder.
///
/// It shares the lock file, the profile and the target folder of this repository, so that dependencies are compiled
/// once.
fn workspace() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cases");
    let mut members = String::new();
    for case in cases::all() {
        let run = case.run();
        let output = run
            .output
            .unwrap_or_else(|| panic!("{} is refused: {:?}", case.name, run.diagnostics));
        output::write(&output.files, &folder.join(&case.name)).expect("the target folder is writable");
        let _ = write!(members, "\"{}\", ", case.name);
    }
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{members}]\n\n[profile.dev]\ndebug = \"line-tables-only\"\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest).expect("the target folder is writable");
    fs::copy(cases::repository().join("Cargo.lock"), folder.join("Cargo.lock")).expect("the lock file is there");
    folder
}

/// Runs Cargo in the workspace and fails with its output.
fn cargo(folder: &Path, arguments: &[&str]) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("the folder is inside of the target folder");
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()
        .expect("Cargo runs");
    assert!(
        output.status.success(),
        "cargo {}:\n{}{}",
        arguments.join(" "),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn the_output_of_every_case_compiles_without_a_warning() {
    let folder = workspace();
    let strict = ["--", "-W", "clippy::pedantic", "-D", "warnings"];
    cargo(
        &folder,
        &[
            &["clippy", "--offline", "--keep-going", "--workspace", "--all-features"],
            &strict[..],
        ]
        .concat(),
    );
    cargo(&folder, &["doc", "--offline", "--workspace", "--no-deps"]);
    cargo(&folder, &["test", "--offline", "--workspace", "--doc", "--quiet"]);
    cargo(&folder, &["fmt", "--all", "--check"]);
}
