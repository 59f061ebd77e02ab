//! The ledger: no field of any object of the specification vanishes without a word.
//!
//! `ledger/fields.txt` has a line for every field that `openapi` reads. Each is put into a small document; the generated
//! files or the diagnostics have to differ from those of the document without it. Fields that have no effect are marked,
//! with the reason, and a mark that is no longer true fails too.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use kiln::pipeline::{self, Layout, Request};
use kiln::source::Input;

/// A file of the ledger: `hosts.txt` has the documents that fields are put into, at `@`, and `fields.txt` the fields.
fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/product/ledger")
        .join(name);
    fs::read_to_string(path).expect("the ledger is part of the package")
}

/// A line of the ledger.
#[derive(Debug)]
struct Entry<'a> {
    /// The file of `src/openapi` that reads the field, without its extension: `swagger/header`, else only `header`.
    file: &'a str,
    /// The host.
    host: &'a str,
    /// The field with its value.
    text: &'a str,
    /// Why it has no effect, if it has none.
    exempt: Option<&'a str>,
}

impl Entry<'_> {
    fn field(&self) -> &str {
        self.text.split_once(':').map_or(self.text, |(name, _)| name)
    }
}

/// The hosts by name.
fn hosts(text: &str) -> BTreeMap<&str, &str> {
    text.split("=== ")
        .skip(1)
        .map(|host| host.split_once('\n').expect("a host has a name and a text"))
        .collect()
}

/// `[file host]` opens a section; `field: value` is a line, `- field: value # reason` one without an effect.
fn entries(text: &str) -> Vec<Entry<'_>> {
    let (mut file, mut host) = ("", "");
    let mut entries = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(section) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            (file, host) = section.split_once(' ').expect("a section has a file and a host");
            continue;
        }
        let (text, exempt) = match line.strip_prefix("- ") {
            Some(line) => {
                let (text, reason) = line.split_once(" # ").expect("an exemption has a reason");
                (text, Some(reason))
            }
            None => (line, None),
        };
        entries.push(Entry {
            file,
            host,
            text,
            exempt,
        });
    }
    entries
}

/// What comes of a document, without the digest of its text.
fn outcome(document: &str) -> String {
    let run = pipeline::run(&Request {
        spec: Input::Text {
            name: "ledger.yaml".to_owned(),
            text: document.to_owned(),
        },
        config: None,
        name: Some("ledger".to_owned()),
        layout: Layout::Package,
        strict: false,
    });
    let mut text = String::new();
    for diagnostic in &run.diagnostics {
        let place = diagnostic.primary.as_ref().map(|label| label.place.pointer.to_string());
        let _ = writeln!(text, "{} {} {place:?}", diagnostic.code.id(), diagnostic.message);
    }
    for file in run.output.iter().flat_map(|output| output.files.iter()) {
        if !file.path.starts_with("src/runtime/") {
            let lines = file.text.lines().filter(|line| !line.contains("SHA-256"));
            let _ = writeln!(text, "=== {}\n{}", file.path, lines.collect::<Vec<_>>().join("\n"));
        }
    }
    text
}

#[test]
fn every_field_has_an_effect_or_a_reason_for_none() {
    let (hosts_text, fields_text) = (file("hosts.txt"), file("fields.txt"));
    let hosts = hosts(&hosts_text);
    let mut plain = BTreeMap::new();
    let mut wrong = Vec::new();
    for entry in entries(&fields_text) {
        let host = hosts.get(entry.host);
        let host = host.unwrap_or_else(|| panic!("no host `{}` for {entry:?}", entry.host));
        assert!(host.contains('@'), "{}", entry.host);
        let without = plain
            .entry(entry.host)
            .or_insert_with(|| outcome(&host.replace('@', "")));
        let with = outcome(&host.replace('@', &format!("{}, ", entry.text)));
        if ["K0003", "K0005"].iter().any(|code| with.contains(code)) {
            wrong.push(format!("makes no document: {entry:?}\n{with}"));
        }
        match (*without == with, entry.exempt) {
            (true, None) => wrong.push(format!("has no effect: {entry:?}")),
            (false, Some(_)) => wrong.push(format!("has an effect after all: {entry:?}")),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_field_that_is_read_is_in_the_ledger() {
    let mut known: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let text = file("fields.txt");
    let entries = entries(&text);
    for entry in &entries {
        known.entry(entry.file).or_default().insert(entry.field());
    }
    let mut count = 0;
    for path in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/openapi")) {
        let name = name_of(&path);
        let text = fs::read_to_string(&path).expect("the source is readable");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for field in fields(code) {
            let file = known.get(name.as_str());
            assert!(
                file.is_some_and(|fields| fields.contains(field)),
                "the ledger has no line for `{field}` of {name}.rs"
            );
            count += 1;
        }
    }
    assert!(count > 100, "only {count} fields are found in the sources");
}

/// What the ledger calls a source: its stem, with the folder where that reads another version.
fn name_of(path: &Path) -> String {
    let stem = path.file_stem().expect("a source has a name").to_string_lossy();
    if path.parent().is_some_and(|folder| folder.ends_with("swagger")) {
        format!("swagger/{stem}")
    } else {
        stem.into_owned()
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the sources are part of the package") {
        let path = entry.expect("the folder is readable").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if !["reader.rs", "testing.rs"].iter().any(|name| path.ends_with(name)) {
            found.push(path);
        }
    }
    found
}

/// The names in `fields.optional("name")`, `helper(fields, "name")` and their like.
fn fields(code: &str) -> Vec<&str> {
    let pieces: Vec<&str> = code.split('"').collect();
    let quoted = pieces.windows(2).step_by(2);
    let mut found = Vec::new();
    for pair in quoted {
        let before = pair[0].trim_end();
        let call = before.strip_suffix('(').map(|before| {
            let start = before.rfind([' ', '\n', '(', '=']).map_or(0, |at| at + 1);
            &before[start..]
        });
        if before.ends_with("(fields,") || call.is_some_and(|call| call.starts_with("fields.")) {
            found.push(pair[1]);
        }
    }
    found
}
