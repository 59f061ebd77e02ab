//! Diagnostics as JSON, for other programs.
//!
//! ```json
//! { "code": "K0104", "severity": "warning", "title": "…", "message": "…", "help": "…",
//!   "place": { "file": "spec/kernel.yaml", "line": 57, "column": 19, "end_line": 57, "end_column": 50,
//!              "pointer": "#/paths/~1browsers/…", "text": "no such schema" },
//!   "related": [] }
//! ```
//!
//! Lines and columns count from 1, columns in characters. `place` is null for what is about no place.

use serde_json::{Value, json};

use super::super::{Diagnostic, Label, Sources};
use super::{remedy, sorted};

/// A list with one object for each, sorted as all forms are.
#[must_use]
pub fn list(diagnostics: &[Diagnostic], sources: &Sources) -> Value {
    let one = |diagnostic: &&Diagnostic| {
        json!({
            "code": diagnostic.code.id(),
            "severity": diagnostic.code.severity().as_str(),
            "title": diagnostic.code.title(),
            "message": diagnostic.message,
            "help": remedy(diagnostic),
            "place": diagnostic.primary.as_ref().map(|label| place(label, sources)),
            "related": diagnostic.secondary.iter().map(|label| place(label, sources)).collect::<Vec<_>>(),
        })
    };
    sorted(diagnostics).iter().map(one).collect()
}

fn place(label: &Label, sources: &Sources) -> Value {
    let span = label.place.span;
    let (line, column) = sources.line_column(span.file, span.start);
    let (end_line, end_column) = sources.line_column(span.file, span.end);
    json!({
        "file": sources.name(span.file),
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "pointer": label.place.pointer.to_string(),
        "text": label.text,
    })
}
