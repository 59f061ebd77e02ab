//! The files that go into generated crates: they must work wherever they are copied to.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

const MARK: &str =
    "// kiln-runtime: support code, copied unchanged into generated crates.";

/// What each part may use besides `std`.
const ALLOWED: &[(&str, &[&str])] = &[
    ("src/json", &["memchr::", "itoa::", "zmij::", "serde_core::"]),
    ("src/validate", &[]),
    ("src/assertion", &[]),
    ("src/pattern.rs", &["regex_lite::"]),
    ("src/ecma.rs", &["regress::"]),
    ("src/format", &[]),
    ("src/foreign.rs", &["serde_json::"]),
    ("src/stream", &["bytes::", "futures_core::", "memchr::"]),
    ("src/testing", &["bytes::", "http::", "percent_encoding::"]),
];

/// Every crate that the runtime depends on, as it is written in paths.
const CRATES: &[&str] = &[
    "bytes::",
    "fastrand::",
    "futures_core::",
    "http::",
    "http_body::",
    "httpdate::",
    "itoa::",
    "memchr::",
    "percent_encoding::",
    "regex_lite::",
    "regress::",
    "reqwest::",
    "secrecy::",
    "serde::",
    "serde_core::",
    "serde_json::",
    "tokio::",
    "tracing::",
    "wasmtimer::",
    "zmij::",
];

fn files(path: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(path)? {
        found.extend(files(&entry?.path())?);
    }
    Ok(found)
}

/// Calls `check` with the name and the text of every file of a part, and its allowed crates.
fn each_file(check: impl Fn(&str, &str, &[&str])) -> Result<(), Box<dyn Error>> {
    let mut count = 0;
    for (part, allowed) in ALLOWED {
        for file in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(part))? {
            check(&file.display().to_string(), &fs::read_to_string(&file)?, allowed);
            count += 1;
        }
    }
    assert!(count > 15, "only {count} files were found");
    Ok(())
}

/// The lines that are code.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim_start().starts_with("//"))
}

#[test]
fn every_file_begins_with_the_mark_and_its_docs() -> Result<(), Box<dyn Error>> {
    each_file(|name, text, _| {
        let mut lines = text.lines();
        assert_eq!(lines.next(), Some(MARK), "{name}");
        assert!(
            lines.next().is_some_and(|line| line.starts_with("//! ")),
            "{name} has no docs"
        );
    })
}

#[test]
fn no_file_knows_where_in_a_crate_it_is() -> Result<(), Box<dyn Error>> {
    each_file(|name, text, _| {
        let absolute = code(text)
            .find(|line| line.contains("crate::") && !line.contains("_crate::"));
        assert_eq!(absolute, None, "{name}");
        assert!(!text.contains("kiln_runtime"), "{name}");
    })
}

#[test]
fn no_file_uses_more_crates_than_its_part_may() -> Result<(), Box<dyn Error>> {
    each_file(|name, text, allowed| {
        for line in code(text) {
            // The modules of these names are no crates.
            let line = line
                .replace("json::serde", "json")
                .replace("self::serde", "self")
                .replace("super::http", "super");
            let is_start = |index: usize| {
                !line[..index]
                    .ends_with(|c: char| c.is_alphanumeric() || "_$".contains(c))
            };
            for used in
                CRATES.iter().filter(|used| line.find(*used).is_some_and(is_start))
            {
                assert!(allowed.contains(used), "{name} uses {used}: {line}");
            }
        }
    })
}

#[test]
fn no_file_can_panic_on_purpose_or_use_unsafe_code() -> Result<(), Box<dyn Error>> {
    each_file(|name, text, _| {
        for word in [
            ".unwrap()",
            ".expect(",
            "panic!",
            "unreachable!",
            "todo!",
            "unsafe",
            "#[allow",
        ] {
            assert_eq!(code(text).find(|line| line.contains(word)), None, "{name}");
        }
    })
}
