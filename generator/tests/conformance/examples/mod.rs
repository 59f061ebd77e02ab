//! The examples of real documents: each that is valid under its schema decodes, and encodes without loss of any declared
//! property.
//!
//! `KILN_CORPUS=all` measures all documents; without it, those of moderate size.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::corpus::{self, Document, Schemas, wrapped};
use crate::driver::{self, Answer, Case};
use crate::exceptions::Exceptions;
use crate::parallel;
use crate::report;
use crate::support;
use crate::unit::Unit;

/// Up to this size a document is part of the ordinary run, in bytes.
const MODERATE: u64 = 300_000;

/// The examples of one document.
struct Examples {
    name: String,
    document: Document,
    schemas: Option<Schemas>,
    /// Their schemas, each once.
    pointers: Vec<String>,
    examples: Vec<Example>,
}

struct Example {
    /// The index of its schema.
    schema: usize,
    pointer: String,
    value: Value,
}

/// What came of a document's schemas: one unit for all, or where that is refused one for each.
enum Generated {
    Together(Unit),
    Apart(Vec<Result<Unit, String>>),
}

#[test]
fn the_examples_of_real_documents() {
    let Some(folder) = support::shared("corpus") else {
        return;
    };
    let all = read(&folder);
    let generated = parallel::map(&all, |_, examples| examples.generate());
    let mut units = Vec::new();
    let mut cases = Vec::new();
    for (examples, generated) in all.iter().zip(&generated) {
        let first = units.len();
        match generated {
            Generated::Together(unit) => units.push(unit),
            Generated::Apart(apart) => units.extend(apart.iter().filter_map(|unit| unit.as_ref().ok())),
        }
        for example in &examples.examples {
            let (unit, ty) = match generated {
                Generated::Together(_) => (first, wrapped(example.schema)),
                Generated::Apart(apart) if apart[example.schema].is_ok() => {
                    let before = apart[..example.schema].iter().filter(|unit| unit.is_ok());
                    (first + before.count(), wrapped(0))
                }
                Generated::Apart(_) => continue,
            };
            let json = format!("{{\"v\":{}}}", example.value);
            cases.push(Case { unit, ty, json });
        }
    }
    let mut answers = driver::run("kiln-corpus-examples", &units, &cases).into_iter();
    let mut tally: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    let mut list = Exceptions::read("examples/exceptions.txt", include_str!("exceptions.txt"));
    let (mut failures, mut surprises) = (String::new(), String::new());
    for (examples, generated) in all.iter().zip(&generated) {
        for example in &examples.examples {
            let refusal = match generated {
                Generated::Together(_) => None,
                Generated::Apart(apart) => apart[example.schema].as_ref().err(),
            };
            let failure = match refusal {
                Some(refusal) => Some((1, format!("refused: {refusal}"))),
                None => examples.failure(example, &answers.next().expect("an answer for each case")),
            };
            let counts = tally.entry(&examples.name).or_default();
            counts[0] += 1;
            let passes = failure.is_none();
            let mut line = format!("{} | {}", examples.name, example.pointer);
            if let Some((kind, text)) = failure {
                counts[kind] += 1;
                let _ = write!(line, " | {text}");
                let _ = writeln!(failures, "{line}");
            }
            if !list.expects(&examples.name, &example.pointer, passes) {
                let _ = writeln!(surprises, "{line}");
            }
        }
    }
    let mut table = String::new();
    for (name, [all, refused, undecodable, lossy]) in tally {
        let _ = writeln!(table, "{name}: {all} examples, {refused} refused, {undecodable} not decoded, {lossy} lossy");
    }
    print!("{table}");
    report::write("examples", &format!("{table}\n{failures}"));
    let stale = list.stale(|group| all.iter().any(|examples| examples.name == group)).join("\n");
    assert!(surprises.is_empty() && stale.is_empty(), "{surprises}{stale}");
}

impl Examples {
    fn generate(&self) -> Generated {
        let schemas: Vec<Value> = self.pointers.iter().map(|pointer| self.schema(pointer)).collect();
        match self.document.unit(&schemas, None) {
            Ok(unit) => Generated::Together(unit),
            Err(_) => {
                let apart = schemas.iter().map(|schema| self.document.unit(std::slice::from_ref(schema), None));
                Generated::Apart(apart.collect())
            }
        }
    }

    /// The schema at a place, which may be in another file of the document.
    fn schema(&self, pointer: &str) -> Value {
        let here = pointer.strip_prefix('#').and_then(|pointer| self.document.at(pointer));
        here.cloned().unwrap_or_else(|| serde_json::json!({ "$ref": pointer }))
    }

    /// What is wrong about an answer, with its column in the table.
    fn failure(&self, example: &Example, answer: &Answer) -> Option<(usize, String)> {
        match answer {
            Answer::NotCompiled(error) => Some((1, format!("does not compile: {error}"))),
            Answer::Crashed => Some((2, "crashes".to_owned())),
            Answer::NotDecoded(error) => Some((2, error.clone())),
            Answer::NotEncoded(error) => Some((3, format!("does not encode: {error}"))),
            Answer::Done { json, .. } => {
                let back: Value = serde_json::from_str(json).ok()?;
                let pointer = &self.pointers[example.schema];
                let loss = match &self.schemas {
                    Some(schemas) => {
                        let schema = schemas.adapt(&self.schema(pointer), &self.document);
                        corpus::loss(schemas, &schema, &example.value, &back["v"])
                    }
                    None => None,
                };
                Some((3, loss?))
            }
        }
    }
}

/// The examples of all documents that this run is about.
fn read(folder: &Path) -> Vec<Examples> {
    let features = fs::read_to_string(folder.join("features.json")).expect("the corpus has a list");
    let features: Value = serde_json::from_str(&features).expect("the list is JSON");
    let documents = features["documents"].as_array().expect("the list has documents").iter();
    let everything = std::env::var_os("KILN_CORPUS").is_some();
    let mut all = Vec::new();
    for document in documents {
        let [name, file] = ["name", "file"].map(|key| document[key].as_str().expect("a text"));
        let path = folder.join("documents").join(file);
        let Ok(text) = fs::read_to_string(folder.join(format!("examples/{name}.json"))) else {
            continue;
        };
        if everything || fs::metadata(&path).is_ok_and(|data| data.len() <= MODERATE) {
            let found: Value = serde_json::from_str(&text).expect("examples are JSON");
            all.extend(Document::read(&path).map(|document| of_document(name, document, &found)));
            all.retain(|examples| !examples.examples.is_empty());
        }
    }
    all
}

fn of_document(name: &str, document: Document, found: &Value) -> Examples {
    let mut pointers: Vec<String> = Vec::new();
    let mut examples = Vec::new();
    for example in found.as_array().into_iter().flatten() {
        let (Some(pointer), Some(true)) = (example["schema_pointer"].as_str(), example["valid"].as_bool()) else {
            continue;
        };
        let schema = pointers.iter().position(|known| known == pointer);
        let schema = schema.unwrap_or_else(|| {
            pointers.push(pointer.to_owned());
            pointers.len() - 1
        });
        examples.push(Example {
            schema,
            pointer: example["pointer"].as_str().unwrap_or_default().to_owned(),
            value: example["value"].clone(),
        });
    }
    Examples {
        name: name.to_owned(),
        schemas: Schemas::of(&document),
        document,
        pointers,
        examples,
    }
}
