//! kiln in a build script.
//!
//! ```no_run
//! // build.rs
//! fn main() -> std::process::ExitCode {
//!     kiln::Builder::new("openapi.yaml").out_dir("../my-api").run()
//! }
//! ```
//!
//! Without `out_dir` the files go to `OUT_DIR`, and the package that has the script becomes the client: its `lib.rs` is
//!
//! ```text
//! include!(concat!(env!("OUT_DIR"), "/src/lib.rs"));
//! ```
//!
//! and its manifest has the dependencies and features that `Cargo.toml` in `OUT_DIR` shows.
//!
//! The script reads the document, tells Cargo which files it depends on, writes what differs and reports diagnostics as
//! `cargo::warning` and `cargo::error`. On any error the folder stays as it was and the build fails.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::diag::{Diagnostic, Sources, render};
use crate::output::{self, FileSet};
use crate::pipeline::{self, Layout, Request};
use crate::source::Input;

/// What a build script does with the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Write what differs.
    Write,
    /// Write nothing; fail where something differs.
    Check,
    /// Do nothing.
    Off,
}

impl Mode {
    /// The mode that the environment asks for: `KILN` is `write`, `check` or `off`; without it, `check` where `CI` is set
    /// to anything but `false` or nothing, else `write`.
    #[must_use]
    pub fn from_env() -> Self {
        Self::from_values(env::var("KILN").ok().as_deref(), env::var("CI").ok().as_deref())
    }

    fn from_values(kiln: Option<&str>, ci: Option<&str>) -> Self {
        match (kiln, ci) {
            (Some("check"), _) => Self::Check,
            (Some("off"), _) => Self::Off,
            (Some("write"), _) | (_, None | Some("" | "false" | "0")) => Self::Write,
            (_, Some(_)) => Self::Check,
        }
    }
}

/// A build script's call of kiln.
#[derive(Debug, Clone)]
#[must_use = "nothing is generated before `run`"]
pub struct Builder {
    spec: PathBuf,
    config: Option<PathBuf>,
    out_dir: Option<PathBuf>,
    name: Option<String>,
    mode: Mode,
    strict: bool,
}

impl Builder {
    /// Generates from this document: a file, or a page that holds one.
    ///
    /// A relative path starts at the folder of the package, where Cargo runs build scripts.
    pub fn new(spec: impl Into<PathBuf>) -> Self {
        Self {
            spec: spec.into(),
            config: None,
            out_dir: None,
            name: None,
            mode: Mode::from_env(),
            strict: false,
        }
    }

    /// Reads the configuration from this file, which has to be there.
    pub fn config(mut self, path: impl Into<PathBuf>) -> Self {
        self.config = Some(path.into());
        self
    }

    /// Writes the crate into this folder instead of `OUT_DIR`, so that it can be read, committed and published.
    ///
    /// A `Cargo.toml` that stands there already belongs to its author and is left alone; the files below `src` belong to
    /// kiln.
    pub fn out_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(path.into());
        self
    }

    /// Names the package; without it the configuration or the document's title does.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the mode, which otherwise [the environment](Mode::from_env) decides.
    pub fn mode(mut self, mode: Mode) -> Self {
        self.mode = mode;
        self
    }

    /// Whether a document or configuration that there are warnings about is refused; without it they are only printed.
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// Generates, printing instructions and diagnostics for Cargo.
    ///
    /// Fails with a `cargo::error` line per problem: the document is refused, the folder cannot be written, or, in
    /// [`Mode::Check`], files differ.
    #[must_use]
    pub fn run(self) -> ExitCode {
        let (lines, code) = self.execute();
        for line in lines {
            println!("{line}");
        }
        code
    }

    /// The lines for Cargo and the exit code.
    fn execute(self) -> (Vec<String>, ExitCode) {
        let mut lines = vec![
            "cargo::rerun-if-env-changed=KILN".to_owned(),
            "cargo::rerun-if-env-changed=CI".to_owned(),
        ];
        if self.mode == Mode::Off {
            return (lines, ExitCode::SUCCESS);
        }
        // Files in OUT_DIR are nobody's to commit, so there is nothing to compare them with.
        let (layout, mode) = match self.out_dir {
            Some(_) => (Layout::Package, self.mode),
            None => (Layout::Included, Mode::Write),
        };
        let variable = |name| env::var_os(name).map(PathBuf::from);
        let package = || env::var("CARGO_PKG_NAME").ok().filter(|_| layout == Layout::Included);
        let request = Request {
            spec: Input::File(self.spec),
            config: self.config,
            name: self.name.or_else(package),
            layout,
            strict: self.strict,
        };
        let run = pipeline::run(&request);
        let mut inputs = run.read.clone();
        // One that could not be read is watched as well: it may come to be.
        inputs.extend(request.config);
        if let Input::File(spec) = request.spec {
            inputs.push(spec);
        }
        inputs.sort();
        inputs.dedup();
        lines.extend(
            inputs
                .iter()
                .map(|path| format!("cargo::rerun-if-changed={}", path.display())),
        );
        lines.extend(rendered(&run.diagnostics, &run.sources));
        let Some(out_dir) = self.out_dir.or_else(|| variable("OUT_DIR")) else {
            lines.push("cargo::error=kiln: no output folder: set one, or run inside a build script".to_owned());
            return (lines, ExitCode::FAILURE);
        };
        let Some(output) = run.output else {
            // All problems at once: those of the folder too.
            lines.extend(rendered(&output::obstacles(&out_dir), &Sources::default()));
            return (lines, ExitCode::FAILURE);
        };
        if let (Layout::Included, Some(package)) = (layout, variable("CARGO_MANIFEST_DIR")) {
            let lacks = output::compare_manifest(&output.files, &package.join("Cargo.toml"));
            lines.extend(rendered(&lacks, &Sources::default()));
        }
        lines.extend(watched(&output.files, &out_dir, mode));
        let (outcome, code) = match mode {
            Mode::Check => check(&output.files, &out_dir),
            Mode::Write | Mode::Off => write(&output.files, &out_dir),
        };
        lines.extend(outcome);
        (lines, code)
    }
}

/// The lines by which Cargo runs the script again when somebody changes or deletes a generated file.
///
/// A file that is written by this run is newer than the run, for which Cargo would repeat it; the next run watches it.
fn watched(files: &FileSet, out_dir: &Path, mode: Mode) -> Vec<String> {
    let as_it_shall_be = |path: &Path, text: &str| fs::read(path).is_ok_and(|present| present == text.as_bytes());
    files
        .iter()
        .map(|file| (out_dir.join(&file.path), file))
        .filter(|(path, file)| mode == Mode::Check || as_it_shall_be(path, &file.text))
        .map(|(path, _)| format!("cargo::rerun-if-changed={}", path.display()))
        .collect()
}

/// Diagnostics as lines for Cargo.
fn rendered(diagnostics: &[Diagnostic], sources: &Sources) -> Vec<String> {
    let text = render::render(diagnostics, sources, render::Format::Cargo);
    text.lines().map(str::to_owned).collect()
}

fn write(files: &FileSet, out_dir: &Path) -> (Vec<String>, ExitCode) {
    match output::write(files, out_dir) {
        Ok(written) => (rendered(&written.diagnostics, &Sources::default()), ExitCode::SUCCESS),
        Err(problems) => (rendered(&problems, &Sources::default()), ExitCode::FAILURE),
    }
}

fn check(files: &FileSet, out_dir: &Path) -> (Vec<String>, ExitCode) {
    match output::compare(files, out_dir) {
        Ok(report) => {
            let mut lines = rendered(&report.diagnostics, &Sources::default());
            if report.is_clean() {
                return (lines, ExitCode::SUCCESS);
            }
            lines.push(format!(
                "cargo::error={} of the generated files differ from what the document gives; run the build without CI set, \
                 and commit them",
                report.drifted().count()
            ));
            lines.extend(
                report
                    .drifted()
                    .map(|(path, what)| format!("cargo::error={what}: {path}")),
            );
            (lines, ExitCode::FAILURE)
        }
        Err(problems) => (rendered(&problems, &Sources::default()), ExitCode::FAILURE),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::process::ExitCode;

    use super::{Builder, Mode};

    const DOCUMENT: &str = "openapi: 3.1.0\ninfo: { title: T, version: 1.0 }\npaths: {}\n\
                            components: { schemas: { A: { type: string } } }\n";

    #[test]
    fn what_is_read_is_watched_and_what_is_noticed_is_said() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let [spec, config, out] = ["openapi.yaml", "kiln.toml", "out"].map(|name| folder.path().join(name));
        fs::write(&spec, DOCUMENT).expect("the folder is writable");
        let run = || {
            Builder::new(&spec)
                .config(&config)
                .out_dir(&out)
                .mode(Mode::Write)
                .execute()
        };

        // The configuration is asked for and missing: refused, watched, nothing written.
        let (lines, code) = run();
        assert_eq!(code, ExitCode::FAILURE);
        let watches = |lines: &[String], path: &std::path::Path| {
            lines.contains(&format!("cargo::rerun-if-changed={}", path.display()))
        };
        assert!(watches(&lines, &spec) && watches(&lines, &config), "{lines:?}");
        assert!(
            lines
                .iter()
                .any(|line| line.starts_with("cargo::error=") && line.contains("K0001")),
            "{lines:?}"
        );
        assert!(!out.exists());

        fs::write(&config, "[package]\nname = \"mine\"\n").expect("the folder is writable");
        let strict = Builder::new(&spec).out_dir(&out).mode(Mode::Write).strict(true);
        let (lines, code) = strict.execute();
        assert_eq!(code, ExitCode::FAILURE);
        assert!(lines.iter().any(|line| line.contains("K0501")), "{lines:?}");
        assert!(!out.exists());

        let (lines, code) = run();
        assert_eq!(code, ExitCode::SUCCESS, "{lines:?}");
        assert!(watches(&lines, &spec) && watches(&lines, &config), "{lines:?}");
        assert!(
            lines.contains(&"cargo::rerun-if-env-changed=CI".to_owned()),
            "{lines:?}"
        );
        assert!(
            lines
                .iter()
                .any(|line| line.starts_with("cargo::warning=") && line.contains("K0110")),
            "{lines:?}"
        );
        assert!(
            fs::read_to_string(out.join("Cargo.toml"))
                .expect("it is written")
                .contains("\"mine\"")
        );
    }

    #[test]
    fn every_file_of_the_document_is_watched_and_counts_for_its_digest() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let [spec, part, out] = ["openapi.yaml", "parts/a.yaml", "out"].map(|name| folder.path().join(name));
        fs::create_dir(folder.path().join("parts")).expect("the folder is writable");
        fs::write(&spec, DOCUMENT.replace("type: string", "$ref: parts/a.yaml")).expect("the folder is writable");
        let readme = |text: &str| {
            fs::write(&part, text).expect("the folder is writable");
            let (lines, code) = Builder::new(&spec).out_dir(&out).mode(Mode::Write).execute();
            assert_eq!(code, ExitCode::SUCCESS, "{lines:?}");
            let watched = format!("cargo::rerun-if-changed={}", part.display());
            assert!(lines.contains(&watched), "{lines:?}");
            fs::read_to_string(out.join("README.md")).expect("it is written")
        };
        assert_ne!(readme("type: string"), readme("type: integer"));
        assert_eq!(readme("type: integer"), readme("{ type: integer }"));
    }

    #[test]
    fn the_environment_decides_the_mode() {
        assert_eq!(Mode::from_values(None, None), Mode::Write);
        assert_eq!(Mode::from_values(None, Some("true")), Mode::Check);
        assert_eq!(Mode::from_values(None, Some("false")), Mode::Write);
        assert_eq!(Mode::from_values(None, Some("")), Mode::Write);
        assert_eq!(Mode::from_values(Some("write"), Some("true")), Mode::Write);
        assert_eq!(Mode::from_values(Some("off"), Some("true")), Mode::Off);
        assert_eq!(Mode::from_values(Some("check"), None), Mode::Check);
    }
}
