//! The examples of real documents: each that is valid under its schema decodes, and encodes without loss of any declared
//! property.

use std::fs;

use serde_json::{Value, json};

use crate::corpus::{Batch, Document, Sample, Schemas, listed, measure};
use crate::exceptions::Exceptions;
use crate::support;

/// Up to this size a document is part of the ordinary run, in bytes.
const MODERATE: u64 = 500_000;

#[test]
fn the_examples_of_real_documents() {
    let Some(corpus) = support::shared("corpus") else {
        return;
    };
    let mut batches = Vec::new();
    for listed in listed(&corpus, MODERATE) {
        let Ok(text) = fs::read_to_string(corpus.join(format!("examples/{}.json", listed.name))) else {
            continue;
        };
        let examples: Value = serde_json::from_str(&text).expect("examples are JSON");
        let document = Document::read(listed).expect("a document with examples is readable");
        let batch = batch(document, &examples);
        if !batch.samples.is_empty() {
            batches.push(batch);
        }
    }
    let list = Exceptions::read("examples/exceptions.txt", include_str!("exceptions.txt"));
    measure("examples", &batches, list);
}

/// The examples that are valid.
fn batch(document: Document, examples: &Value) -> Batch {
    let mut pointers: Vec<&str> = Vec::new();
    let mut samples = Vec::new();
    for example in examples.as_array().into_iter().flatten() {
        let (Some(pointer), Some(true)) = (example["schema_pointer"].as_str(), example["valid"].as_bool()) else {
            continue;
        };
        let ty = pointers.iter().position(|known| *known == pointer);
        let ty = ty.unwrap_or_else(|| {
            pointers.push(pointer);
            pointers.len() - 1
        });
        samples.push(Sample {
            ty,
            label: example["pointer"].as_str().unwrap_or_default().to_owned(),
            value: example["value"].clone(),
        });
    }
    let types = pointers.iter().map(|pointer| schema(&document, pointer)).collect();
    Batch {
        schemas: Schemas::of(&document),
        document,
        types,
        samples,
    }
}

/// The schema at a place, which may be in another file of the document.
fn schema(document: &Document, pointer: &str) -> Value {
    let here = pointer.strip_prefix('#').and_then(|pointer| document.at(pointer));
    here.cloned().unwrap_or_else(|| json!({ "$ref": pointer }))
}
