//! The documents that the oracles are asked about, read from a folder beside the repository.

use std::fs;
use std::path::{Path, PathBuf};

use kiln::diag::{Sink, Sources, Span};
use kiln::openapi::Document;
use kiln::source::{Entry, NodeId, Tree, Value};
use serde_json::Value as Json;

/// Larger documents take an unoptimised build too long.
const LARGEST: u64 = 3_000_000;

/// One document of the corpus.
pub(crate) struct Sample {
    /// Its path below the corpus's folder, with slashes.
    pub(crate) name: String,
    /// The whole document as JSON.
    pub(crate) json: Json,
}

impl Sample {
    /// Whether the document follows this version, such as `3.0`.
    pub(crate) fn follows(&self, version: &str) -> bool {
        let field = self.json.get("openapi").or_else(|| self.json.get("swagger"));
        let field = field.and_then(Json::as_str);
        field.is_some_and(|text| text.starts_with(version))
    }

    /// Reads the document with the reader under test.
    pub(crate) fn read(&self) -> (Option<Document>, Sink) {
        let (tree, root) = self.tree();
        let mut sink = Sink::default();
        let document = Document::read(tree, root, &mut sink);
        (document, sink)
    }

    /// The value tree: pointers are right, places in the file are not.
    fn tree(&self) -> (Tree, NodeId) {
        let file = Sources::default().add(self.name.as_str(), "");
        let span = Span { file, start: 0, end: 0 };
        let mut tree = Tree::default();
        let root = add(&mut tree, &self.json, span);
        (tree, root)
    }
}

fn add(tree: &mut Tree, json: &Json, span: Span) -> NodeId {
    let value = match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(number) => Value::Number(number.to_string().into()),
        Json::String(text) => Value::String(text.as_str().into()),
        Json::Array(items) => Value::Array(items.iter().map(|item| add(tree, item, span)).collect()),
        Json::Object(entries) => {
            let entry = |(key, value): (&String, &Json)| Entry {
                key: key.as_str().into(),
                key_span: span,
                value: add(tree, value, span),
            };
            Value::Object(entries.iter().map(entry).collect())
        }
    };
    tree.add(value, span)
}

/// Every OpenAPI document of the corpus, or `None` after saying that there is no corpus here.
pub(crate) fn samples() -> Option<impl Iterator<Item = Sample>> {
    let folder = crate::support::shared("corpus/documents")?;
    Some(below(folder))
}

/// The golden cases of this repository, taken as documents in 3.0: what is no 3.0, `openapiv3` does not read.
pub(crate) fn cases() -> impl Iterator<Item = Sample> {
    below(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"))
        .filter(|sample| sample.json.get("openapi").is_some())
        .map(|mut sample| {
            sample.json["openapi"] = "3.0.3".into();
            sample
        })
}

fn below(folder: PathBuf) -> impl Iterator<Item = Sample> {
    let mut files = Vec::new();
    list(&folder, &mut files);
    files.sort();
    files.into_iter().filter_map(move |path| load(&folder, &path))
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the corpus can be listed") {
        let path = entry.expect("the corpus can be listed").path();
        if path.is_dir() {
            list(&path, files);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json" || extension == "yaml")
        {
            files.push(path);
        }
    }
}

/// Reads one file; parts of documents, large files and what the readers of the test refuse are left out.
fn load(folder: &Path, path: &Path) -> Option<Sample> {
    let name = path
        .strip_prefix(folder)
        .expect("the file is in the folder")
        .display()
        .to_string();
    if fs::metadata(path).expect("the file is there").len() > LARGEST {
        eprintln!("left out: {name} (larger than {LARGEST} bytes)");
        return None;
    }
    let text = fs::read_to_string(path).expect("the file is UTF-8");
    let json = if path.extension().is_some_and(|extension| extension == "json") {
        serde_json::from_str(&text).map_err(|error| error.to_string())
    } else {
        serde_yaml::from_str(&text).map_err(|error| error.to_string())
    };
    match json {
        Ok(json) => Some(Sample { name, json }),
        Err(error) => {
            eprintln!("left out: {name} ({error})");
            None
        }
    }
}
