//! Diagnostics as one line each: `spec/kernel.yaml:57:19: warning[K0104]: … `, which editors and `grep` understand.

use super::super::{Diagnostic, Sources};
use super::{flat, position};

/// Renders one line for each.
pub(super) fn render(diagnostics: &[&Diagnostic], sources: &Sources) -> String {
    let line = |diagnostic: &&Diagnostic| {
        let place = diagnostic.primary.as_ref().map(|label| position(label, sources) + ": ");
        let (severity, id) = (diagnostic.code.severity().as_str(), diagnostic.code.id());
        let message = flat(&diagnostic.message);
        format!("{}{severity}[{id}]: {message}\n", place.unwrap_or_default())
    };
    diagnostics.iter().map(line).collect()
}
