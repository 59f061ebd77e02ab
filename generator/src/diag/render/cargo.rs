//! Diagnostics as directives of a build script: `cargo::error=spec/kernel.yaml:57:19: K0104: … (help: …)`.
//!
//! A directive is one line, so line breaks inside messages become spaces. Secondary places are named after the message.

use std::fmt::Write as _;

use super::super::{Diagnostic, Severity, Sources};
use super::{flat, position, remedy};

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
            Some(format!("{directive}{}\n", flat(&line(diagnostic, sources))))
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
