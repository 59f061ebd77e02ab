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
//! found them; those without a place come first. Nothing is filtered here apart from what [`Format::Cargo`] and
//! [`Format::Human`] say.
//! This module decides neither whether colour is wanted nor where the text goes.

mod cargo;
mod github;
mod human;
#[cfg(feature = "cli")]
pub mod json;
#[cfg(feature = "cli")]
pub mod sarif;
mod short;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Code, Diagnostic, Label, Severity, Sources};

/// The forms that diagnostics can be printed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// With the source lines, for a person at a terminal.
    Human {
        /// Whether to use ANSI colours.
        color: bool,
        /// How many characters a line may have.
        width: usize,
        /// How many are shown in full, the worst first to be chosen; the others are counted by code.
        most: usize,
    },
    /// One line each: place, severity, code and message.
    Short,
    /// One command of GitHub Actions each.
    GitHub,
    /// One `cargo::warning=` or `cargo::error=` line each, for a build script.
    ///
    /// Cargo repeats such lines at every build, so notes are left out; the command line prints them.
    Cargo,
}

impl Format {
    /// Everything for a person, without colours.
    pub const PLAIN: Self = Self::Human {
        color: false,
        width: 140,
        most: usize::MAX,
    };
}

/// Renders diagnostics, sorted; the text is empty, or ends with a line break.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, format: Format) -> String {
    let sorted = sorted(diagnostics);
    match format {
        Format::Human { color, width, most } => {
            let (shown, rest) = shown(&sorted, most);
            human::render(&shown, sources, color, width) + &rest_in_words(&rest)
        }
        Format::Short => short::render(&sorted, sources),
        Format::GitHub => github::render(&sorted, sources),
        Format::Cargo => cargo::render(&sorted, sources),
    }
}

/// The worst ones up to a number, in their order, and the rest.
fn shown<'d>(sorted: &[&'d Diagnostic], most: usize) -> (Vec<&'d Diagnostic>, Vec<&'d Diagnostic>) {
    let mut shown: Vec<usize> = (0..sorted.len()).collect();
    shown.sort_by_key(|index| Reverse(sorted[*index].code.severity()));
    let rest = shown.split_off(most.min(sorted.len()));
    shown.sort_unstable();
    let at = |indices: Vec<usize>| indices.into_iter().map(|index| sorted[index]).collect();
    (at(shown), at(rest))
}

/// What is not shown, by code; empty if all is.
fn rest_in_words(rest: &[&Diagnostic]) -> String {
    if rest.is_empty() {
        return String::new();
    }
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    for diagnostic in rest {
        *counts.entry(diagnostic.code).or_default() += 1;
    }
    let mut text = format!("and {} more:\n", rest.len());
    for (code, count) in counts {
        // Writing to a `String` cannot fail.
        let _ = writeln!(
            text,
            "{count:>7} × {}[{}]: {}",
            code.severity().as_str(),
            code.id(),
            code.title()
        );
    }
    text + "`--verbose` shows all of them, `kiln explain CODE` says what one means.\n\n"
}

/// How many errors, warnings and notes there are, such as `2 errors, 1 warning`; empty if there are none.
#[must_use]
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| (severity.count(diagnostics), severity.as_str()))
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

/// `file:line:column`.
fn position(label: &Label, sources: &Sources) -> String {
    let span = label.place.span;
    let (line, column) = sources.line_column(span.file, span.start);
    format!("{}:{line}:{column}", sources.name(span.file))
}

/// The text on one line, without control characters.
fn flat(text: &str) -> String {
    text.split(|character: char| character.is_whitespace() || character.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The remedy of this case, or the general one of the code.
fn remedy(diagnostic: &Diagnostic) -> &str {
    diagnostic.remedy.as_deref().unwrap_or_else(|| diagnostic.code.remedy())
}

#[cfg(test)]
mod tests;
