//! Diagnostics as SARIF 2.1.0, which code scanning services and editors read.
//!
//! Every code that occurs is a rule; a diagnostic is a result with its place as a region, columns in Unicode characters.

use serde_json::{Value, json};

use super::super::{Code, Diagnostic, Label, Sources};
use super::{remedy, sorted};

/// A log of runs; where there are several, each has its own files.
#[must_use]
pub fn log(runs: &[Value]) -> Value {
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": runs,
    })
}

/// A run with one result for each.
#[must_use]
pub fn run(diagnostics: &[Diagnostic], sources: &Sources) -> Value {
    let sorted = sorted(diagnostics);
    let occurring = Code::ALL
        .iter()
        .filter(|code| sorted.iter().any(|one| one.code == **code));
    let rules: Vec<Code> = occurring.copied().collect();
    let results: Vec<Value> = sorted.iter().map(|one| result(one, &rules, sources)).collect();
    json!({
        "tool": { "driver": {
            "name": "kiln",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
        } },
        "columnKind": "unicodeCodePoints",
        "results": results,
    })
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.id(),
        "name": format!("{code:?}"),
        "shortDescription": { "text": code.title() },
        "fullDescription": { "text": code.explanation() },
        "help": { "text": code.remedy() },
        "defaultConfiguration": { "level": code.severity().as_str() },
    })
}

fn result(diagnostic: &Diagnostic, rules: &[Code], sources: &Sources) -> Value {
    let locations: Vec<Value> = diagnostic
        .primary
        .iter()
        .map(|label| location(label, sources))
        .collect();
    let related = diagnostic.secondary.iter().map(|label| {
        let mut related = location(label, sources);
        related["message"] = json!({ "text": label.text });
        related
    });
    json!({
        "ruleId": diagnostic.code.id(),
        "ruleIndex": rules.iter().position(|rule| *rule == diagnostic.code),
        "level": diagnostic.code.severity().as_str(),
        "message": { "text": format!("{}\n{}", diagnostic.message, remedy(diagnostic)) },
        "locations": locations,
        "relatedLocations": related.collect::<Vec<_>>(),
    })
}

fn location(label: &Label, sources: &Sources) -> Value {
    let span = label.place.span;
    let (line, column) = sources.line_column(span.file, span.start);
    let (end_line, end_column) = sources.line_column(span.file, span.end);
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": sources.name(span.file).replace('\\', "/") },
            "region": { "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column },
        },
        "logicalLocations": [{ "fullyQualifiedName": label.place.pointer.to_string() }],
    })
}
