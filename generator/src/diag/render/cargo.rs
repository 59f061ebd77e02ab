//! Diagnostics as directives of a build script: `cargo::error=spec/kernel.yaml:57:19: K0104: … (help: …)`.
//!
//! A directive is one line, so line breaks inside messages become spaces. Secondary places are named after the message.

use std::fmt::Write as _;

use super::super::{Diagnostic, Label, Severity, Sources};
use super::remedy;

/// Renders all but the notes, one line each.
pub(super) fn render(diagnostics: &[&Diagnostic], sources: &Sources) -> String {
    diagnostics
        .iter()
        .filter_map(|diagnostic| {
            let directive = match diagnostic.code.severity() {
                Severity::Error => "cargo::error=",
                Severity::Warning => "cargo::warning=",
                Severity::Note => return None,
            };
            Some(format!("{directive}{}\n", flatten(&line(diagnostic, sources))))
        })
        .collect()
}

fn line(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let mut line = String::new();
    if let Some(primary) = &diagnostic.primary {
        line = position(primary, sources) + ": ";
    }
    // Writing to a `String` cannot fail.
    let _ = write!(line, "{}: {}", diagnostic.code.id(), diagnostic.message);
    for label in &diagnostic.secondary {
        let _ = write!(line, " ({}: {})", position(label, sources), label.text);
    }
    let _ = write!(line, " (help: {})", remedy(diagnostic));
    line
}

fn position(label: &Label, sources: &Sources) -> String {
    let span = label.place.span;
    let (line, column) = sources.line_column(span.file, span.start);
    format!("{}:{line}:{column}", sources.name(span.file))
}

/// The text on one line, without control characters.
fn flatten(text: &str) -> String {
    text.split(|character: char| character.is_whitespace() || character.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
