//! Random values: of every schema of the small documents, values that an independent validator accepts decode, and encode
//! without loss of any declared property.

mod random;
mod sampler;
mod scalar;

use serde_json::{Value, json};

use crate::corpus::{Batch, Document, Sample, Schemas, listed, measure};
use crate::exceptions::Exceptions;
use crate::support;
use random::Random;
use sampler::Sampler;

/// Up to this size a document is small, in bytes.
const SMALL: u64 = 200_000;
/// How many values are tried for each schema.
const TRIES: u64 = 24;

#[test]
fn random_values_of_small_documents() {
    let Some(corpus) = support::shared("corpus") else {
        return;
    };
    let mut batches = Vec::new();
    for listed in listed(&corpus, SMALL) {
        let document = Document::read(listed);
        let schemas = document.as_ref().and_then(Schemas::of);
        if let (Some(document), Some(schemas)) = (document, schemas) {
            let batch = batch(document, schemas);
            if !batch.samples.is_empty() {
                batches.push(batch);
            }
        }
    }
    let list = Exceptions::read("samples/exceptions.txt", include_str!("exceptions.txt"));
    measure("samples", &batches, list);
}

/// Values of all named schemas of a document.
fn batch(document: Document, schemas: Schemas) -> Batch {
    let mut types = Vec::new();
    let mut samples = Vec::new();
    for component in document.names() {
        let escaped = component.replace('~', "~0").replace('/', "~1");
        let schema = json!({ "$ref": format!("#/{}/{escaped}", document.home()) });
        let adapted = Schemas::adapt(&schema, &document);
        let Some(validator) = schemas.validator(&adapted) else {
            continue;
        };
        let mut values = values(&schemas, &adapted);
        values.retain(|value| validator.is_valid(value));
        let ty = types.len();
        let label = component.replace('|', "/");
        samples.extend(values.into_iter().map(|value| Sample {
            ty,
            label: label.clone(),
            value,
        }));
        types.push(schema);
    }
    Batch {
        schemas: Some(schemas),
        document,
        types,
        samples,
    }
}

/// Values that an adapted schema asks for; not all of them are valid.
pub(crate) fn values(schemas: &Schemas, schema: &Value) -> Vec<Value> {
    let mut values: Vec<Value> = Vec::new();
    for seed in 0..TRIES {
        let value = Sampler::new(schemas, Random::new(seed)).value(schema);
        if !values.contains(&value) {
            values.push(value);
        }
    }
    values
}
