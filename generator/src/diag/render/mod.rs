//! Diagnostics as text.
//!
//! ```text
//! warning[K0104]: `#/components/schemas/Browserr` does not exist
//!   --> spec/kernel.yaml:57:19
//!    |
//! 57 |             $ref: '#/components/schemas/Browserr'
//!    |                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no such schema
//!    |
//!    = pointer: #/paths/~1browsers/post/responses/200/$ref
//!    = help: did you mean `Browser`?
//! ```
//!
//! Diagnostics are printed by file, position and code, so that the text does not depend on the order in which the stages
//! found them; those without a place come first. Nothing is filtered here apart from what [`Format::Cargo`] says.
//! This module decides neither whether colour is wanted nor where the text goes.

mod cargo;
mod human;

use super::{Diagnostic, Severity, Sources};

/// The forms that diagnostics can be printed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// With the source lines, for a person at a terminal.
    Human {
        /// Whether to use ANSI colours.
        color: bool,
    },
    /// One `cargo::warning=` or `cargo::error=` line each, for a build script.
    ///
    /// Cargo repeats such lines at every build, so notes are left out; the command line prints them.
    Cargo,
}

/// Renders diagnostics, sorted; the text is empty, or ends with a line break.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, format: Format) -> String {
    let sorted = sorted(diagnostics);
    match format {
        Format::Human { color } => human::render(&sorted, sources, color),
        Format::Cargo => cargo::render(&sorted, sources),
    }
}

/// How many errors, warnings and notes there are, such as `2 errors, 1 warning`; empty if there are none.
#[must_use]
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let count = |severity| diagnostics.iter().filter(|d| d.code.severity() == severity).count();
    [
        (count(Severity::Error), "error"),
        (count(Severity::Warning), "warning"),
        (count(Severity::Note), "note"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, word)| format!("{count} {word}{}", if count == 1 { "" } else { "s" }))
    .collect::<Vec<_>>()
    .join(", ")
}

fn sorted(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| {
        let place = diagnostic.primary.as_ref().map(|label| {
            let span = label.place.span;
            (span.file, span.start, span.end)
        });
        (place, diagnostic.code, &diagnostic.message)
    });
    sorted
}

/// The remedy of this case, or the general one of the code.
fn remedy(diagnostic: &Diagnostic) -> &str {
    diagnostic.remedy.as_deref().unwrap_or_else(|| diagnostic.code.remedy())
}

#[cfg(test)]
mod tests;
