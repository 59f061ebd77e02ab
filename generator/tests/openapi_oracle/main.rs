//! The reading of real documents, checked against an independent reader.
//!
//! What `openapiv3` can read of a document in OpenAPI 3.0, kiln's reader has to say the same about: both sides are written
//! out as [`facts::Facts`], which have to be equal. And no document is refused.
//!
//! The real documents stand outside of the repository; where they are missing, their tests say so and pass. The golden
//! cases are always compared.

mod corpus;
mod facts;
mod ours;
#[path = "../support/mod.rs"]
mod support;
mod theirs;

use corpus::Sample;
use kiln::diag::{Diagnostic, Severity};

#[test]
fn both_readers_say_the_same_about_every_document_in_3_0() {
    let Some(samples) = corpus::samples() else {
        return;
    };
    let compared = compare(samples.filter(|sample| sample.follows("3.0")));
    assert!(compared > 50, "only {compared} documents were compared");
}

#[test]
fn both_readers_say_the_same_about_the_golden_cases() {
    let compared = compare(corpus::cases());
    assert!(compared >= 8, "only {compared} documents were compared");
}

/// Compares what both readers say; returns the number of documents that `openapiv3` could read.
fn compare(samples: impl Iterator<Item = Sample>) -> usize {
    let (mut compared, mut places) = (0, 0);
    let mut differences = Vec::new();
    for sample in samples {
        let theirs = match theirs::facts(&sample.json) {
            Ok(facts) => facts,
            Err(error) => {
                eprintln!("left out: {} (openapiv3: {error})", sample.name);
                continue;
            }
        };
        let document = sample.read().0.expect("the version is known");
        let found = ours::facts(&document).differences(&theirs);
        differences.extend(found.into_iter().take(5).map(|line| format!("{}: {line}", sample.name)));
        compared += 1;
        places += theirs.len();
    }
    eprintln!("compared {compared} documents at {places} places");
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    compared
}

#[test]
fn no_document_is_refused() {
    let Some(samples) = corpus::samples() else {
        return;
    };
    let mut differences = Vec::new();
    for sample in samples.filter(|sample| {
        ["2.0", "3.0", "3.1", "3.2"]
            .iter()
            .any(|version| sample.follows(version))
    }) {
        let (document, sink) = sample.read();
        let found: Vec<String> = sink.diagnostics().iter().filter_map(error).collect();
        if document.is_none() || !found.is_empty() {
            differences.push(format!("{}: {found:?}", sample.name));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// A diagnostic that refuses the document, in one line.
fn error(diagnostic: &Diagnostic) -> Option<String> {
    let primary = diagnostic.primary.as_ref();
    let pointer = primary.map_or_else(String::new, |label| label.place.pointer.to_string());
    (diagnostic.code.severity() == Severity::Error).then(|| format!("{} {pointer}", diagnostic.code.id()))
}
