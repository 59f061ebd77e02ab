//! `kiln init`: a configuration file to begin with, which shows every key with its default.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{REFUSED, print};

/// The arguments of `kiln init`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kiln init && kiln generate openapi.yaml --config kiln.toml --out my-api")]
pub(super) struct Init {
    /// The file to write; one that is there is left alone
    #[arg(default_value = "kiln.toml", value_name = "FILE")]
    file: PathBuf,
}

/// The file that is written.
pub(super) const TEMPLATE: &str = include_str!("kiln.toml");

const NEXT: &str = r#"
To generate from the command line:

    kiln generate openapi.yaml --config kiln.toml --out my-api

Or from a build script, with `kiln` (without default features) as a build dependency:

    // build.rs
    fn main() -> std::process::ExitCode {
        kiln::Builder::new("openapi.yaml").config("kiln.toml").out_dir(".").run()
    }
"#;

pub(super) fn run(arguments: &Init) -> ExitCode {
    let file = arguments.file.display();
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&arguments.file)
        .and_then(|mut open| open.write_all(TEMPLATE.as_bytes()));
    match written {
        Ok(()) => print(&format!("wrote {file}\n{NEXT}")),
        Err(error) => {
            let why = if error.kind() == ErrorKind::AlreadyExists {
                "there is such a file already".to_owned()
            } else {
                error.to_string()
            };
            let _ = writeln!(anstream::stderr(), "error: {file} is not written: {why}");
            ExitCode::from(REFUSED)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::TEMPLATE;
    use crate::config::Config;
    use crate::diag::{Sink, Sources};

    fn read(text: &str) -> Vec<String> {
        let mut sources = Sources::default();
        let file = sources.add("kiln.toml", text);
        let mut sink = Sink::default();
        Config::read(text, file, &mut sink);
        sink.into_diagnostics().into_iter().map(|one| one.message).collect()
    }

    #[test]
    fn the_template_is_a_configuration_as_it_is_and_with_every_key_set() {
        assert_eq!(read(TEMPLATE), [""; 0]);
        let set: String = TEMPLATE
            .lines()
            .map(|line| match line.strip_prefix("# ") {
                Some(key) if key.contains(" = ") => format!("{key}\n"),
                _ => format!("{line}\n"),
            })
            .collect();
        assert_ne!(set, TEMPLATE);
        assert_eq!(read(&set), [""; 0]);
    }
}
