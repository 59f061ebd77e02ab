//! A document with values of its schemas.
//!
//! An independent validator has to agree about each value that stands in the document, unless a discriminator, which it does
//! not know, has a say. Besides, every schema without discriminators is given the values of all others of its document and
//! random ones, about which the validator decides.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use crate::corpus::{Document, Listed, Schemas};
use crate::samples;

/// Values with more bytes are left out: they say no more than smaller ones.
const LARGEST: usize = 600;

/// A value for a type of a document.
pub(super) struct Trial {
    /// The type, as an index.
    pub(super) ty: usize,
    pub(super) value: Value,
    pub(super) valid: bool,
}

/// A document with its values.
pub(super) struct Subject {
    pub(super) document: Document,
    pub(super) schemas: Schemas,
    /// The names of the types and the references to them.
    pub(super) types: Vec<(String, Value)>,
    pub(super) trials: Vec<Trial>,
}

impl Subject {
    /// Reads a document and its values; those about which the validator thinks otherwise are wrong.
    pub(super) fn read(folder: &Path, file: &str, wrong: &mut String) -> Self {
        let name = file.trim_end_matches(".yaml").to_owned();
        let document = Document::read(Listed::new(name, file, folder)).expect("the document is readable");
        let schemas = Schemas::of(&document).expect("the validator takes the document");
        let said = document.root()["x-values"].as_object().cloned().unwrap_or_default();
        let all: Vec<Value> = said
            .values()
            .flat_map(|of| [list(of, "valid"), list(of, "invalid")].concat())
            .collect();
        let (mut types, mut trials) = (Vec::new(), Vec::new());
        for (name, of) in &said {
            let schema = reference(&document, name);
            let adapted = Schemas::adapt(&schema, &document);
            let validator = schemas
                .strict_validator(&adapted)
                .expect("the validator takes the schema");
            let tagged = schemas.mentions(&adapted, "discriminator");
            let (ty, first) = (types.len(), trials.len());
            for (key, valid) in [("valid", true), ("invalid", false)] {
                for value in list(of, key) {
                    if !tagged && validator.is_valid(&value) != valid {
                        let _ = writeln!(wrong, "{file} | {name} | {value} is not {key}");
                    }
                    trials.push(Trial { ty, value, valid });
                }
            }
            let mut others = all.clone();
            others.extend(samples::values(&schemas, &adapted));
            others.retain(|value| !tagged && value.to_string().len() <= LARGEST);
            for value in others {
                if trials[first..].iter().all(|known| known.value != value) {
                    let valid = validator.is_valid(&value);
                    trials.push(Trial { ty, value, valid });
                }
            }
            types.push((name.clone(), schema));
        }
        // What nothing refers to may build on what has values.
        for name in document.names().into_iter().filter(|name| !said.contains_key(*name)) {
            types.push((name.clone(), reference(&document, name)));
        }
        Self {
            document,
            schemas,
            types,
            trials,
        }
    }
}

fn list(of: &Value, key: &str) -> Vec<Value> {
    of[key].as_array().cloned().unwrap_or_default()
}

fn reference(document: &Document, name: &str) -> Value {
    json!({ "$ref": format!("#/{}/{name}", document.home()) })
}
