//! Collecting diagnostics: all problems of a run are reported together.

use std::collections::HashMap;

use super::{Code, Place, Severity, Span};

/// A marked place with a short text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub place: Place,
    /// What stands there, in a few words.
    pub text: String,
}

/// One thing to say about a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What it is about.
    pub code: Code,
    /// The particular case in one sentence.
    pub message: String,
    /// Where it is, unless it has no place in a file.
    pub primary: Option<Label>,
    /// Other places that belong to it.
    pub secondary: Vec<Label>,
    /// What to do in this case; the code's general remedy where absent.
    pub remedy: Option<String>,
}

impl Diagnostic {
    /// A diagnostic without a place.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            primary: None,
            secondary: Vec::new(),
            remedy: None,
        }
    }

    /// Marks the main place.
    #[must_use]
    pub fn at(mut self, place: &Place, text: impl Into<String>) -> Self {
        self.primary = Some(Label {
            place: place.clone(),
            text: text.into(),
        });
        self
    }

    /// Marks a further place.
    #[must_use]
    pub fn and(mut self, place: &Place, text: impl Into<String>) -> Self {
        self.secondary.push(Label {
            place: place.clone(),
            text: text.into(),
        });
        self
    }

    /// Gives a remedy for this case.
    #[must_use]
    pub fn remedy(mut self, text: impl Into<String>) -> Self {
        self.remedy = Some(text.into());
        self
    }
}

/// Collects the diagnostics of a run.
#[derive(Debug, Default)]
pub struct Sink {
    diagnostics: Vec<Diagnostic>,
    /// Where to look for an equal one: a large document may have many thousands.
    index: HashMap<(Code, Option<Span>), Vec<usize>>,
}

impl Sink {
    /// Adds a diagnostic, unless the very same one is there already.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let span = diagnostic.primary.as_ref().map(|label| label.place.span);
        let similar = self.index.entry((diagnostic.code, span)).or_default();
        if similar.iter().all(|index| self.diagnostics[*index] != diagnostic) {
            similar.push(self.diagnostics.len());
            self.diagnostics.push(diagnostic);
        }
    }

    /// Whether the document is refused.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.code.severity() == Severity::Error)
    }

    /// What was collected, in the order in which it was found.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// What was collected.
    #[must_use]
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_very_same_diagnostic_is_kept_once() {
        let mut sink = Sink::default();
        sink.push(Diagnostic::new(Code::UnknownField, "a"));
        sink.push(Diagnostic::new(Code::UnknownField, "b"));
        sink.push(Diagnostic::new(Code::UnknownField, "a"));
        let messages: Vec<&str> = sink.diagnostics().iter().map(|d| d.message.as_str()).collect();
        assert_eq!(messages, ["a", "b"]);
        assert!(!sink.has_errors());
    }
}
