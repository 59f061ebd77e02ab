//! `kiln check`: what kiln makes of a document, without writing anything.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use serde_json::json;

use crate::diag::render;
use crate::pipeline::{self, Layout, Request};

use super::generate::input;
use super::report::{Reporter, Reporting};
use super::{REFUSED, count};

/// The arguments of `kiln check`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Check {
    /// The document: a YAML or JSON file, a Markdown page that holds one, or `-` for standard input
    spec: PathBuf,
    /// The configuration file
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Refuse a document or configuration that there are warnings about
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    reporting: Reporting,
}

const EXAMPLES: &str = "Examples:
  kiln check openapi.yaml
  kiln check openapi.yaml --strict --format github
  kiln check openapi.yaml --format sarif > kiln.sarif

Every stage runs, so that what `kiln generate` would say is said here.";

pub(super) fn run(arguments: &Check) -> ExitCode {
    let request = Request {
        spec: input(&arguments.spec),
        config: arguments.config.clone(),
        name: None,
        layout: Layout::Package,
        strict: arguments.strict,
    };
    let run = pipeline::run(&request);
    let mut reporter = Reporter::new(&arguments.reporting);
    reporter.diagnostics(&run.diagnostics, &run.sources);
    let found = match render::summary(&run.diagnostics) {
        nothing if nothing.is_empty() => "nothing to say about it".to_owned(),
        found => found,
    };
    let code = if let Some(output) = &run.output {
        let line = format!(
            "{}: {}, {}; {found}",
            output.name,
            output.operations_in_words(),
            count(output.types, "type")
        );
        reporter.result(&line, output.numbers());
        ExitCode::SUCCESS
    } else {
        reporter.result(&format!("refused; {found}"), json!({ "refused": true }));
        ExitCode::from(REFUSED)
    };
    reporter.finish();
    code
}
