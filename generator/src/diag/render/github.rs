//! Diagnostics as commands of GitHub Actions, which shows them beside the lines of a pull request.
//!
//! ```text
//! ::warning file=spec/kernel.yaml,line=57,col=19,title=K0104::… %0Ahelp: …
//! ```

use super::super::{Diagnostic, Severity, Sources};
use super::remedy;

/// Renders one command for each.
pub(super) fn render(diagnostics: &[&Diagnostic], sources: &Sources) -> String {
    diagnostics.iter().map(|diagnostic| one(diagnostic, sources)).collect()
}

fn one(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let command = match diagnostic.code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let place = diagnostic.primary.as_ref().map(|label| {
        let span = label.place.span;
        let (line, column) = sources.line_column(span.file, span.start);
        format!("file={},line={line},col={column},", property(sources.name(span.file)))
    });
    let text = format!("{}\nhelp: {}", diagnostic.message, remedy(diagnostic));
    format!(
        "::{command} {}title={}::{}\n",
        place.unwrap_or_default(),
        diagnostic.code.id(),
        data(&text)
    )
}

/// What stands after the second `::`, where line breaks end a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, which a comma or a colon would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
