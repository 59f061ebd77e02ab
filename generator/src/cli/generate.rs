//! `kiln generate`: from a document to the files of a crate.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Args;
use serde_json::{Value, json};

use crate::diag::{Severity, Sources};
use crate::output;
use crate::pipeline::{self, Layout, Output, Request, Run};
use crate::source::Input;

use super::report::{Reporter, Reporting};
use super::{DRIFT, REFUSED, count};

/// The arguments of `kiln generate`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Generate {
    /// The document: a YAML or JSON file, a Markdown page that holds one, or `-` for standard input
    spec: PathBuf,
    /// The folder of the crate
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The name of the crate [default: from the configuration, else from the document's title]
    #[arg(long, value_name = "CRATE", value_parser = package_name)]
    name: Option<String>,
    /// The configuration file
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Write nothing; list the files that differ and exit with 3
    #[arg(long)]
    check: bool,
    /// Refuse a document or configuration that there are warnings about
    #[arg(long)]
    strict: bool,
    /// Own Cargo.toml too, and make the crate the root of a workspace of its own
    #[arg(long)]
    standalone: bool,
    /// Write which files were read, as a rule for make, Ninja and their like
    #[arg(long, value_name = "FILE", conflicts_with = "check")]
    depfile: Option<PathBuf>,
    #[command(flatten)]
    reporting: Reporting,
}

const EXAMPLES: &str = "Examples:
  kiln generate openapi.yaml --out my-api
  kiln generate openapi.yaml --out my-api --check
  kiln generate openapi.yaml --out my-api --strict --format github
  kiln generate openapi.yaml --out my-api --depfile my-api.d
  kiln generate - --out my-api --name my-api --standalone < openapi.json

Without --standalone, a Cargo.toml that stands in the folder is left alone.";

/// Names that Cargo refuses for a package, or that would hide crates of the toolchain.
const TAKEN: &[&str] = &["alloc", "core", "crate", "proc_macro", "self", "std", "super", "test"];

/// What Cargo accepts as a package's name.
fn package_name(text: &str) -> Result<String, String> {
    if TAKEN.contains(&text) {
        return Err(format!("`{text}` means something else in Rust"));
    }
    let starts_well = text.starts_with(|c: char| c.is_ascii_alphabetic());
    if starts_well
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    {
        Ok(text.to_owned())
    } else {
        Err("a crate's name starts with a letter and has only letters, digits, `-` and `_`".to_owned())
    }
}

/// Where the document comes from.
pub(super) fn input(spec: &Path) -> Input {
    if spec.as_os_str() == "-" {
        Input::Stdin
    } else {
        Input::File(spec.to_owned())
    }
}

pub(super) fn run(arguments: &Generate) -> ExitCode {
    let started = Instant::now();
    let request = Request {
        spec: input(&arguments.spec),
        config: arguments.config.clone(),
        name: arguments.name.clone(),
        layout: if arguments.standalone {
            Layout::Standalone
        } else {
            Layout::Package
        },
        strict: arguments.strict,
    };
    let run = pipeline::run(&request);
    let mut reporter = Reporter::new(&arguments.reporting);
    reporter.diagnostics(&run.diagnostics, &run.sources);
    let code = match &run.output {
        None => {
            // All problems at once: those of the folder too.
            reporter.diagnostics(&output::obstacles(&arguments.out), &Sources::default());
            ExitCode::from(REFUSED)
        }
        Some(output) if arguments.check => check(output, arguments, &mut reporter),
        Some(output) => write(output, &run, started, arguments, &mut reporter),
    };
    reporter.finish();
    code
}

fn write(output: &Output, run: &Run, started: Instant, arguments: &Generate, reporter: &mut Reporter<'_>) -> ExitCode {
    let written = output::write(&output.files, &arguments.out).and_then(|written| match &arguments.depfile {
        Some(file) => output::write_depfile(file, &arguments.out, &run.read).map(|()| written),
        None => Ok(written),
    });
    match written {
        Ok(written) => {
            reporter.diagnostics(&written.diagnostics, &Sources::default());
            let line = format!(
                "{}: {}, {}, {}; {}; {} written, {} removed, {} unchanged; {}",
                output.name,
                output.operations_in_words(),
                count(output.types, "type"),
                count(output.files.lines(), "line"),
                count(Severity::Warning.count(&run.diagnostics), "warning"),
                count(written.written, "file"),
                written.removed,
                written.unchanged,
                seconds(started.elapsed()),
            );
            let mut result = output.numbers();
            result["files"] = json!({
                "written": written.written,
                "removed": written.removed,
                "unchanged": written.unchanged,
            });
            reporter.result(&line, result);
            ExitCode::SUCCESS
        }
        Err(problems) => {
            reporter.diagnostics(&problems, &Sources::default());
            ExitCode::from(REFUSED)
        }
    }
}

fn check(output: &Output, arguments: &Generate, reporter: &mut Reporter<'_>) -> ExitCode {
    match output::compare(&output.files, &arguments.out) {
        Ok(found) => {
            reporter.diagnostics(&found.diagnostics, &Sources::default());
            let drifted: Vec<String> = found.drifted().map(|(path, what)| format!("{what}: {path}")).collect();
            let line = if drifted.is_empty() {
                "up to date".to_owned()
            } else {
                drifted.join("\n")
            };
            let mut result = output.numbers();
            result["drifted"] = found.drifted().map(|(path, _)| Value::from(path)).collect();
            reporter.result(&line, result);
            if found.is_clean() {
                ExitCode::SUCCESS
            } else {
                ExitCode::from(DRIFT)
            }
        }
        Err(problems) => {
            reporter.diagnostics(&problems, &Sources::default());
            ExitCode::from(REFUSED)
        }
    }
}

/// `0.3 s`
fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

impl Output {
    /// `7 operations (1 left out)`
    pub(super) fn operations_in_words(&self) -> String {
        let left_out = match self.left_out {
            0 => String::new(),
            number => format!(" ({number} left out)"),
        };
        count(self.operations, "operation") + &left_out
    }

    /// How large it is, for programs.
    pub(super) fn numbers(&self) -> Value {
        json!({
            "name": self.name,
            "operations": self.operations,
            "left_out": self.left_out,
            "types": self.types,
            "lines": self.files.lines(),
        })
    }
}
