//! Real documents are read as independent readers read them: `serde_json` and a YAML reader of the serde family.

use std::fs;
use std::path::{Path, PathBuf};

use kiln::source::{Input, Limits, NodeRef, Value};

use crate::read_input;
use crate::support::shared;

/// Larger files are left out, since an unoptimised reader takes too long.
const LARGEST: u64 = 500_000;

/// All files below a folder with one of the extensions, sorted.
fn files(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder can be read").flatten() {
            let path = entry.path();
            let extension = path
                .extension()
                .and_then(|extension| extension.to_str())
                .unwrap_or_default();
            if path.is_dir() {
                folders.push(path);
            } else if extensions.contains(&extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Compares every file that the other reader can read, and says how many that were.
fn compare(extensions: &[&str], oracle: impl Fn(&str) -> Result<serde_yaml::Value, String>) {
    let Some(folder) = shared("corpus/documents") else {
        return;
    };
    let mut equal = 0;
    for path in files(&folder, extensions) {
        if fs::metadata(&path).is_ok_and(|metadata| metadata.len() > LARGEST) {
            eprintln!("skipped: {} has more than {LARGEST} bytes", path.display());
            continue;
        }
        let ours = read_input(&Input::File(path.clone()), &Limits::default());
        let (tree, root) = (ours.tree).unwrap_or_else(|| panic!("{}: {}", path.display(), ours.printed));
        let text = fs::read_to_string(&path).expect("the file can be read");
        let theirs = match oracle(&text) {
            Ok(theirs) => theirs,
            Err(error) => {
                eprintln!("not compared: {}: {error}", path.display());
                continue;
            }
        };
        let node = tree.node(root);
        assert_eq!(difference(node, &theirs), None, "{}", path.display());
        equal += 1;
    }
    assert!(equal > 0, "the corpus has no {extensions:?}");
    eprintln!("{equal} documents are equal");
}

/// Where our value and the other one differ, if they do.
fn difference(ours: NodeRef<'_>, theirs: &serde_yaml::Value) -> Option<String> {
    use serde_yaml::Value as Theirs;
    let equal = match (ours.value(), theirs) {
        (Value::Null, Theirs::Null) => true,
        (Value::Bool(ours), Theirs::Bool(theirs)) => ours == theirs,
        (Value::Number(ours), Theirs::Number(theirs)) => same_number(ours, theirs),
        (Value::String(ours), Theirs::String(theirs)) => **ours == **theirs,
        // The core schema takes digits after zeros for a number; serde_yaml does not.
        (Value::Number(ours), Theirs::String(theirs)) => {
            theirs.starts_with('0') && theirs.trim_start_matches('0') == &**ours
        }
        (Value::Array(items), Theirs::Sequence(theirs)) if items.len() == theirs.len() => {
            return ours
                .items()
                .zip(theirs)
                .find_map(|(ours, theirs)| difference(ours, theirs));
        }
        (Value::Object(entries), Theirs::Mapping(theirs)) if entries.len() == theirs.len() => {
            return ours
                .entries()
                .zip(theirs)
                .find_map(|((key, ours), (their_key, theirs))| {
                    let key_differs = key != key_text(their_key);
                    key_differs
                        .then(|| format!("{}: key {their_key:?}", ours.pointer()))
                        .or_else(|| difference(ours, theirs))
                });
        }
        _ => false,
    };
    (!equal).then(|| format!("{}: {:?} is not {theirs:?}", ours.pointer(), ours.value()))
}

fn same_number(ours: &str, theirs: &serde_yaml::Number) -> bool {
    let (Ok(ours), Some(theirs)) = (ours.parse::<f64>(), theirs.as_f64()) else {
        return false;
    };
    // serde_json rounds the last digit of some numbers in its own way.
    (ours - theirs).abs() <= theirs.abs() * f64::EPSILON
}

fn key_text(key: &serde_yaml::Value) -> String {
    match key {
        serde_yaml::Value::String(text) => text.clone(),
        other => serde_yaml::to_string(other).unwrap_or_default().trim_end().to_owned(),
    }
}

#[test]
fn yaml_documents_are_read_like_serde_yaml_reads_them() {
    compare(&["yaml", "yml"], |text| {
        let mut value: serde_yaml::Value = serde_yaml::from_str(text).map_err(|error| error.to_string())?;
        value.apply_merge().map_err(|error| error.to_string())?;
        Ok(value)
    });
}

#[test]
fn json_documents_are_read_like_serde_json_reads_them() {
    compare(&["json"], |text| {
        // Into the other type, since it keeps the order of the keys.
        serde_json::from_str(text).map_err(|error| error.to_string())
    });
}

#[test]
fn the_documentation_page_gives_its_document() {
    let Some(path) = shared("spec/create-a-browser-session.md") else {
        return;
    };
    let outcome = read_input(&Input::File(path), &Limits::default());
    let (tree, root) = outcome.tree.unwrap_or_else(|| panic!("{}", outcome.printed));
    let root = tree.node(root);
    let keys: Vec<&str> = root.entries().map(|(key, _)| key).collect();
    assert_eq!(
        keys,
        ["openapi", "info", "servers", "security", "tags", "paths", "components"]
    );
    let version = root.get("openapi").expect("it is there").span();
    let line = outcome.sources.line_column(version.file, version.start).0;
    assert_eq!(
        outcome.sources.text(version.file).lines().nth(line - 1),
        Some("openapi: 3.1.0")
    );
}
