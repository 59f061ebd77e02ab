//! Values of a document's schemas, sent through the types of these schemas.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;

use super::{Document, Schemas, loss, wrapped};
use crate::driver::{self, Answer, Case};
use crate::exceptions::Exceptions;
use crate::parallel;
use crate::report;
use crate::unit::{self, EXACT, Unit};

/// A document with values of its schemas.
pub(crate) struct Batch {
    pub(crate) document: Document,
    pub(crate) schemas: Option<Schemas>,
    /// The schemas as they stand in the document.
    pub(crate) types: Vec<Value>,
    pub(crate) samples: Vec<Sample>,
}

/// A value that is valid under a schema.
pub(crate) struct Sample {
    /// The index of the schema.
    pub(crate) ty: usize,
    /// What it is called in reports; several values may share that.
    pub(crate) label: String,
    pub(crate) value: Value,
}

/// What can be wrong.
enum Failure {
    /// There is no type.
    NoType(String),
    /// The type does not hold the value.
    NotDecoded(String),
    /// Something of it is lost.
    Lossy(String),
    /// `validate()` finds fault with it.
    Refused(String),
}

/// What came of a document's schemas: the types of those that are not refused, and for each schema the index of its type
/// or the refusal.
struct Generated {
    unit: Option<Unit>,
    places: Vec<Result<usize, String>>,
}

/// Measures all batches with one crate, and compares with the list of exceptions.
pub(crate) fn measure(name: &str, batches: &[Batch], mut list: Exceptions) {
    let results = results(&format!("kiln-corpus-{name}"), batches);
    let (mut table, mut failures, mut surprises) = (String::new(), String::new(), String::new());
    for (batch, results) in batches.iter().zip(results) {
        let mut counts = [0; 4];
        let mut labels: BTreeMap<&str, Option<String>> = BTreeMap::new();
        for (sample, failure) in batch.samples.iter().zip(results) {
            let first = labels.entry(&sample.label).or_default();
            let Some(failure) = failure else { continue };
            let (column, text) = match failure {
                Failure::NoType(text) => (0, format!("no type: {text}")),
                Failure::NotDecoded(text) => (1, format!("not decoded: {text}")),
                Failure::Lossy(text) => (2, format!("lossy: {text}")),
                Failure::Refused(text) => (3, format!("violates: {text}")),
            };
            counts[column] += 1;
            first.get_or_insert(text);
        }
        let [refused, undecoded, lossy, violating] = counts;
        let _ = writeln!(
            table,
            "{}: {} values of {} schemas, {refused} without a type, {undecoded} not decoded, {lossy} lossy, \
             {violating} with violations",
            batch.document.listed().name,
            batch.samples.len(),
            batch.types.len()
        );
        for (label, failure) in labels {
            let line = format!(
                "{} | {label} | {}\n",
                batch.document.listed().name,
                failure.as_deref().unwrap_or("passes")
            );
            if failure.is_some() {
                failures.push_str(&line);
            }
            if !list.expects(&batch.document.listed().name, label, failure.is_none()) {
                surprises.push_str(&line);
            }
        }
    }
    print!("{table}");
    report::write(name, &format!("{table}\n{failures}"));
    let covered = |group: &str| batches.iter().any(|batch| batch.document.listed().name == group);
    let stale = list.stale(covered).join("\n");
    assert!(surprises.is_empty() && stale.is_empty(), "{surprises}{stale}");
}

/// What came of each sample of each batch.
fn results(name: &str, batches: &[Batch]) -> Vec<Vec<Option<Failure>>> {
    let config = unit::configuration("corpus", EXACT);
    let generated = parallel::map(batches, |_, batch| batch.generate(&config));
    let units: Vec<&Unit> = generated
        .iter()
        .filter_map(|generated| generated.unit.as_ref())
        .collect();
    let mut cases = Vec::new();
    let mut unit = 0;
    for (batch, generated) in batches.iter().zip(&generated) {
        for sample in &batch.samples {
            if let Ok(place) = generated.places[sample.ty] {
                let (ty, json) = (wrapped(place), format!("{{\"v\":{}}}", sample.value));
                cases.push(Case { unit, ty, json });
            }
        }
        unit += usize::from(generated.unit.is_some());
    }
    let answers = driver::run(name, &units, &cases);
    let mut answers = answers.iter();
    let mut all = Vec::new();
    for (batch, generated) in batches.iter().zip(&generated) {
        let result = |sample: &Sample| match &generated.places[sample.ty] {
            Ok(_) => batch.failure(sample, answers.next().expect("an answer for each case")),
            Err(refusal) => Some(Failure::NoType(refusal.clone())),
        };
        all.push(batch.samples.iter().map(result).collect());
    }
    all
}

impl Batch {
    /// Generates all types at once, or where that is refused those that are not refused by themselves.
    fn generate(&self, config: &Path) -> Generated {
        let together = |types: &[Value]| self.document.unit(types, config);
        if let Ok(unit) = together(&self.types) {
            return Generated {
                unit: Some(unit),
                places: (0..self.types.len()).map(Ok).collect(),
            };
        }
        let mut kept = Vec::new();
        let mut places: Vec<Result<usize, String>> = Vec::new();
        for schema in &self.types {
            places.push(together(std::slice::from_ref(schema)).map(|_| kept.len()));
            if places.last().is_some_and(Result::is_ok) {
                kept.push(schema.clone());
            }
        }
        if kept.is_empty() {
            return Generated { unit: None, places };
        }
        match together(&kept) {
            Ok(unit) => Generated {
                unit: Some(unit),
                places,
            },
            Err(refusal) => Generated {
                unit: None,
                places: places
                    .into_iter()
                    .map(|place| place.and(Err(refusal.clone())))
                    .collect(),
            },
        }
    }

    fn failure(&self, sample: &Sample, answer: &Answer) -> Option<Failure> {
        match answer {
            Answer::NotCompiled(error) => Some(Failure::NoType(format!("does not compile: {error}"))),
            Answer::Crashed => Some(Failure::NotDecoded("the program crashes".to_owned())),
            Answer::NotDecoded(error) => Some(Failure::NotDecoded(format!("{error} in {}", short(&sample.value)))),
            Answer::NotEncoded(error) => Some(Failure::Lossy(format!("not encoded: {error}"))),
            Answer::Done { violations, json } => {
                let Ok(back) = serde_json::from_str::<Value>(json) else {
                    return Some(Failure::Lossy(format!("not JSON: {json}")));
                };
                // Without the independent validator nothing tells which properties are declared.
                let schemas = self.schemas.as_ref()?;
                let schema = Schemas::adapt(&self.types[sample.ty], &self.document);
                if let Some(found) = loss(schemas, &schema, &sample.value, &back["v"]) {
                    return Some(Failure::Lossy(format!("{found} of {}", short(&sample.value))));
                }
                // Formats are not asserted of samples, but `validate()` knows them.
                let violations = violations.as_ref()?;
                let valid = schemas.strict_validator(&schema)?.is_valid(&sample.value);
                valid.then(|| Failure::Refused(format!("{violations} in {}", short(&sample.value))))
            }
        }
    }
}

/// The beginning of a value.
fn short(value: &Value) -> String {
    value.to_string().chars().take(200).collect()
}
