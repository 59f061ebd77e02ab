//! How a run tells what it found: for a person on standard error, or for a program on standard output.
//!
//! | format | diagnostics | what was done |
//! | --- | --- | --- |
//! | `human`, `short`, `github` | standard error | a line on standard output |
//! | `json` | one object on standard output | in the same object |
//! | `sarif` | a log on standard output | the exit code |

use std::io::{IsTerminal as _, Write as _};

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use crate::diag::{Diagnostic, Severity, Sources, render};

use super::print;

/// The arguments about what is told.
#[derive(Debug, Args)]
pub(super) struct Reporting {
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
    /// Tell of errors alone
    #[arg(long, short, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Show every diagnostic, and not the worst ones alone
    #[arg(long, short)]
    pub(super) verbose: bool,
}

/// The forms of what is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// With the lines of the document, for a person
    Human,
    /// One line each
    Short,
    /// One JSON object
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Commands of GitHub Actions
    Github,
}

/// How many diagnostics fill a screen.
const SCREENFUL: usize = 10;

/// Collects what a run has to tell.
#[derive(Debug)]
pub(super) struct Reporter<'a> {
    reporting: &'a Reporting,
    diagnostics: Vec<Value>,
    sarif: Vec<Value>,
    result: Option<Value>,
}

impl<'a> Reporter<'a> {
    pub(super) fn new(reporting: &'a Reporting) -> Self {
        Self {
            reporting,
            diagnostics: Vec::new(),
            sarif: Vec::new(),
            result: None,
        }
    }

    /// Tells of diagnostics.
    pub(super) fn diagnostics(&mut self, diagnostics: &[Diagnostic], sources: &Sources) {
        let wanted = |one: &&Diagnostic| !self.reporting.quiet || one.code.severity() == Severity::Error;
        let diagnostics: Vec<Diagnostic> = diagnostics.iter().filter(wanted).cloned().collect();
        match self.reporting.format {
            Format::Json => {
                let list = render::json::list(&diagnostics, sources);
                self.diagnostics.extend(list.as_array().cloned().unwrap_or_default());
            }
            Format::Sarif => self.sarif.push(render::sarif::run(&diagnostics, sources)),
            Format::Human => Self::text(&diagnostics, sources, self.human()),
            Format::Short => Self::text(&diagnostics, sources, render::Format::Short),
            Format::Github => Self::text(&diagnostics, sources, render::Format::GitHub),
        }
    }

    /// A line about what was done, and the same for programs.
    pub(super) fn result(&mut self, line: &str, result: Value) {
        match self.reporting.format {
            Format::Json => self.result = Some(result),
            Format::Sarif => {}
            Format::Human | Format::Short | Format::Github => {
                if !self.reporting.quiet {
                    print(line);
                }
            }
        }
    }

    /// Ends the report.
    pub(super) fn finish(self) {
        let document = match self.reporting.format {
            Format::Json => json!({
                "kiln": env!("CARGO_PKG_VERSION"),
                "diagnostics": self.diagnostics,
                "result": self.result,
            }),
            Format::Sarif => render::sarif::log(&self.sarif),
            Format::Human | Format::Short | Format::Github => return,
        };
        // Values of these kinds always have a text.
        print(&serde_json::to_string_pretty(&document).unwrap_or_default());
    }

    fn human(&self) -> render::Format {
        let color = std::io::stderr().is_terminal();
        let columns = terminal_size::terminal_size_of(std::io::stderr()).map(|(width, _)| usize::from(width.0));
        render::Format::Human {
            color,
            width: columns.unwrap_or(140),
            most: if self.reporting.verbose { usize::MAX } else { SCREENFUL },
        }
    }

    /// On standard error, where `anstream` leaves colours out if nobody wants them.
    fn text(diagnostics: &[Diagnostic], sources: &Sources, format: render::Format) {
        if !diagnostics.is_empty() {
            let _ = write!(anstream::stderr(), "{}", render::render(diagnostics, sources, format));
        }
    }
}
