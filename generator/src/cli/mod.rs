//! The command line: arguments, output, exit codes; everything else is in [`pipeline`].

use std::io::{IsTerminal, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::diag::{Diagnostic, Sources, render};
use crate::output::{self, FileSet};
use crate::pipeline::{self, Layout, Output, Request};
use crate::source::Input;

/// The document was refused, or the output folder could not be written.
const REFUSED: u8 = 1;
/// `--check` found files that differ.
const DRIFT: u8 = 3;

/// An OpenAPI document goes in, a Rust client crate comes out.
#[derive(Debug, Parser)]
#[command(name = "kiln", version, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 done, 1 the document, the configuration or the folder was refused (nothing was written), 2 bad usage, \
                          3 `--check` found files that differ.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Generate a client crate from an OpenAPI document
    Generate(Generate),
}

/// The arguments of `kiln generate`.
#[derive(Debug, Args)]
#[command(after_help = GENERATE_EXAMPLES)]
struct Generate {
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
}

const GENERATE_EXAMPLES: &str = "Examples:
  kiln generate openapi.yaml --out my-api
  kiln generate openapi.yaml --out my-api --check
  kiln generate openapi.yaml --out my-api --strict
  kiln generate - --out my-api --name my-api --standalone < openapi.json

Without --standalone, a Cargo.toml that stands in the folder is left alone.";

/// Runs the program with the process's arguments.
#[must_use]
pub fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Generate(arguments) => generate(&arguments),
    }
}

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

fn generate(arguments: &Generate) -> ExitCode {
    let spec = if arguments.spec.as_os_str() == "-" {
        Input::Stdin
    } else {
        Input::File(arguments.spec.clone())
    };
    let request = Request {
        spec,
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
    report(&run.diagnostics, &run.sources);
    let Some(output) = run.output else {
        // All problems at once: those of the folder too.
        report(&output::obstacles(&arguments.out), &Sources::default());
        return ExitCode::from(REFUSED);
    };
    if arguments.check {
        check(&output.files, arguments)
    } else {
        write(&output, arguments)
    }
}

fn write(output: &Output, arguments: &Generate) -> ExitCode {
    match output::write(&output.files, &arguments.out) {
        Ok(written) => {
            report(&written.diagnostics, &Sources::default());
            let left_out = match output.left_out {
                0 => String::new(),
                number => format!(" ({number} left out)"),
            };
            print(&format!(
                "{}: {}{left_out}, {}; {} written, {} removed, {} unchanged",
                output.name,
                count(output.operations, "operation"),
                count(output.types, "type"),
                count(written.written, "file"),
                written.removed,
                written.unchanged,
            ));
            ExitCode::SUCCESS
        }
        Err(problems) => {
            report(&problems, &Sources::default());
            ExitCode::from(REFUSED)
        }
    }
}

fn check(files: &FileSet, arguments: &Generate) -> ExitCode {
    match output::compare(files, &arguments.out) {
        Ok(found) => {
            report(&found.diagnostics, &Sources::default());
            for (path, what) in found.drifted() {
                print(&format!("{what}: {path}"));
            }
            if found.is_clean() {
                print("up to date");
                ExitCode::SUCCESS
            } else {
                ExitCode::from(DRIFT)
            }
        }
        Err(problems) => {
            report(&problems, &Sources::default());
            ExitCode::from(REFUSED)
        }
    }
}

/// `1 file`, `2 files`.
fn count(number: usize, unit: &str) -> String {
    if number == 1 {
        format!("1 {unit}")
    } else {
        format!("{number} {unit}s")
    }
}

/// A line on standard output; a reader that went away is no reason to fail.
fn print(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Diagnostics on standard error, in colour on a terminal.
fn report(diagnostics: &[Diagnostic], sources: &Sources) {
    if diagnostics.is_empty() {
        return;
    }
    let color = std::io::stderr().is_terminal();
    let _ = write!(
        anstream::stderr(),
        "{}",
        render::render(diagnostics, sources, render::Format::Human { color })
    );
}
