//! The command line: arguments, output, exit codes; everything else is in [`pipeline`](crate::pipeline).

use std::io::Write as _;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser, Subcommand};

mod check;
mod explain;
mod generate;
mod init;
mod report;

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
    Generate(generate::Generate),
    /// Say what kiln makes of a document, and write nothing
    Check(check::Check),
    /// Say what a diagnostic code means, or list all of them
    Explain(explain::Explain),
    /// Write a kiln.toml that shows every key
    Init(init::Init),
    /// Print the completions of a shell
    #[command(after_help = "Example:\n  kiln completions bash > ~/.local/share/bash-completion/completions/kiln")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page of kiln, or of one of its commands
    #[command(after_help = "Example:\n  kiln man generate > ~/.local/share/man/man1/kiln-generate.1")]
    Man {
        /// The command
        command: Option<String>,
    },
}

/// Runs the program with the process's arguments.
#[must_use]
pub fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::Completions { shell } => {
            let mut text = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "kiln", &mut text);
            print(&String::from_utf8_lossy(&text))
        }
        Command::Man { command } => man(command.as_deref()),
    }
}

fn man(command: Option<&str>) -> ExitCode {
    let all = Arguments::command();
    let page = match command {
        None => all,
        Some(name) => match all.find_subcommand(name) {
            Some(found) => found
                .clone()
                .display_name(format!("kiln-{name}"))
                .version(env!("CARGO_PKG_VERSION")),
            None => Arguments::command()
                .error(ErrorKind::InvalidValue, format!("there is no command `{name}`"))
                .exit(),
        },
    };
    let mut text = Vec::new();
    let title = page.get_display_name().unwrap_or("kiln").to_owned();
    // Writing to memory does not fail.
    let _ = clap_mangen::Man::new(page).title(title).render(&mut text);
    print(&String::from_utf8_lossy(&text))
}

/// A text on standard output; a reader that went away is no reason to fail.
fn print(text: &str) -> ExitCode {
    let mut out = std::io::stdout();
    let _ = out
        .write_all(text.trim_end().as_bytes())
        .and_then(|()| out.write_all(b"\n"));
    ExitCode::SUCCESS
}

/// `1 file`, `2 files`.
fn count(number: usize, unit: &str) -> String {
    if number == 1 {
        format!("1 {unit}")
    } else {
        format!("{number} {unit}s")
    }
}
