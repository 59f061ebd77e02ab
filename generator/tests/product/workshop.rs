//! Folders and Cargo for the tests that compile something.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The lock file of the repository, for crates that want the same versions.
pub(crate) fn lock_file() -> String {
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::read_to_string(lock).expect("the lock file is there")
}

/// A folder below the target folder that stays from run to run, so that what is in it is compiled once.
pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// Cargo in a folder, offline, with this repository's target folder and the environment of a plain terminal.
pub(crate) fn cargo(folder: &Path, arguments: &[&str]) -> Command {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("the folder is inside of the target folder");
    let mut command = Command::new(env!("CARGO"));
    command
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_NET_OFFLINE", "true")
        .env("CARGO_TERM_COLOR", "never")
        .env("RUSTDOCFLAGS", "-D warnings")
        .env_remove("CI")
        .env_remove("KILN");
    command
}

/// Runs a command; its output is the message if it fails.
pub(crate) fn succeeds(command: &mut Command) -> String {
    let (output, text) = run(command);
    assert!(output.status.success(), "{command:?}:\n{text}");
    text
}

/// Runs a command that has to fail, and returns what it printed.
pub(crate) fn fails(command: &mut Command) -> String {
    let (output, text) = run(command);
    assert!(!output.status.success(), "{command:?} succeeds:\n{text}");
    text
}

fn run(command: &mut Command) -> (Output, String) {
    let output = command.output().expect("the program runs");
    let text = [&output.stdout[..], &output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    (output, text)
}

/// Every file below a folder with its bytes.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(at).expect("the folder is readable") {
            let path = entry.expect("the folder is readable").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .expect("found below")
                    .to_string_lossy()
                    .into_owned();
                found.insert(name, fs::read(&path).expect("the file is readable"));
            }
        }
    }
    found
}

/// Makes a folder hold exactly these files; one that is the same already keeps its time, so that Cargo compiles it once.
pub(crate) fn lay_out(folder: &Path, wanted: &BTreeMap<String, Vec<u8>>) {
    fs::create_dir_all(folder).expect("the target folder is writable");
    for name in files(folder).keys().filter(|name| !wanted.contains_key(*name)) {
        fs::remove_file(folder.join(name)).expect("the target folder is writable");
    }
    for (name, bytes) in wanted {
        let path = folder.join(name);
        if fs::read(&path).is_ok_and(|present| present == *bytes) {
            continue;
        }
        let parent = path.parent().expect("the file is in the folder");
        fs::create_dir_all(parent).expect("the target folder is writable");
        fs::write(&path, bytes).expect("the target folder is writable");
    }
}
