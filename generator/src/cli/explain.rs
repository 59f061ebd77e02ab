//! `kiln explain`: what a diagnostic code means and what to do about it.

use std::process::ExitCode;

use clap::Args;

use crate::diag::Code;

use super::print;

/// The arguments of `kiln explain`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  kiln explain K0209\n  kiln explain")]
pub(super) struct Explain {
    /// A code such as K0104; all codes are listed without one
    #[arg(value_parser = code)]
    code: Option<Code>,
}

/// The code with this identifier, in capitals or not, with its zeros or without.
fn code(text: &str) -> Result<Code, String> {
    let digits = text.trim_start_matches(['K', 'k']);
    let wanted = format!("K{digits:0>4}");
    let found = Code::ALL.iter().find(|code| code.id() == wanted);
    found
        .copied()
        .ok_or_else(|| format!("there is no code `{text}`; `kiln explain` lists all"))
}

pub(super) fn run(arguments: &Explain) -> ExitCode {
    print(&match arguments.code {
        Some(code) => in_full(code),
        None => Code::ALL.iter().map(|code| in_a_line(*code)).collect(),
    })
}

fn in_full(code: Code) -> String {
    format!(
        "{}[{}]: {}\n\n{}\n\nWhat to do: {}.\n",
        code.severity().as_str(),
        code.id(),
        code.title(),
        code.explanation(),
        code.remedy()
    )
}

fn in_a_line(code: Code) -> String {
    format!("{}  {:<7}  {}\n", code.id(), code.severity().as_str(), code.title())
}
