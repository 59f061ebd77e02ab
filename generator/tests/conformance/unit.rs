//! The types of one document, as modules that can stand beside those of other documents in one crate.
//!
//! A generated crate refers to itself by `crate::runtime` and `crate::checks` only, apart from its `types` among each
//! other, which say `super`. With its checks for its own, the `types` of many documents share one copy of the support code, and are compiled at once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use kiln::diag::{Diagnostic, Severity};
use kiln::output::FileSet;
use kiln::pipeline::{self, Layout, Request};
use kiln::source::Input;

use crate::workshop;

/// The configurations under which types are measured.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Config {
    /// Schemas mean exactly what JSON Schema says, also without a `type`.
    Exact,
    /// So they do, and properties that no schema mentions are kept.
    ExactAndKept,
}

impl Config {
    /// The file of the configuration.
    fn file(self) -> &'static Path {
        static FILES: LazyLock<[PathBuf; 2]> = LazyLock::new(|| {
            let files = [
                ("exact.toml", "[types]\nuntyped = \"exact\"\n"),
                ("kept.toml", "[types]\nuntyped = \"exact\"\nundeclared = \"keep\"\n"),
            ];
            let folder = workshop::folder("configurations");
            workshop::lay_out(
                &folder,
                &files.map(|(name, text)| (name.to_owned(), text.into())).into(),
            );
            ["exact.toml", "kept.toml"].map(|name| folder.join(name))
        });
        match self {
            Self::Exact => &FILES[0],
            Self::ExactAndKept => &FILES[1],
        }
    }
}

/// The types of one document.
#[derive(Debug)]
pub(crate) struct Unit {
    /// The files below `types`, by path.
    pub(crate) types: BTreeMap<String, String>,
    /// The tables of `checks.rs`, if there are any.
    pub(crate) checks: Option<String>,
    /// The files of the support code, by path below `runtime`.
    pub(crate) runtime: BTreeMap<String, String>,
    /// The crates that it depends on, as lines of a manifest.
    pub(crate) dependencies: BTreeSet<String>,
}

impl Unit {
    /// Generates the types of a document; what is wrong with it if it is refused.
    pub(crate) fn generate(spec: Input, config: Config) -> Result<Self, String> {
        let run = pipeline::run(&Request {
            spec,
            config: Some(config.file().to_owned()),
            name: Some("types".to_owned()),
            layout: Layout::Package,
        });
        match run.output {
            Some(output) => Ok(Self::of(&output.files)),
            None => Err(errors(&run.diagnostics)),
        }
    }

    fn of(files: &FileSet) -> Self {
        let below = |folder: &str| {
            let files = files.iter();
            let files = files.filter_map(|file| Some((file.path.strip_prefix(folder)?, &file.text)));
            files.map(|(path, text)| (path.to_owned(), text.clone())).collect()
        };
        let manifest = files.iter().find(|file| file.path == "Cargo.toml");
        Self {
            types: below("src/types/"),
            checks: files
                .iter()
                .find(|file| file.path == "src/checks.rs")
                .map(|file| file.text.clone()),
            runtime: below("src/runtime/"),
            dependencies: manifest.map(|file| dependencies(&file.text)).unwrap_or_default(),
        }
    }

    /// Whether there is a public type of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        let heads = ["struct", "enum", "type"].map(|keyword| format!("pub {keyword} {name}"));
        let ends = |rest: &str| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_');
        self.types.values().flat_map(|text| text.lines()).any(|line| {
            heads
                .iter()
                .any(|head| line.strip_prefix(head.as_str()).is_some_and(ends))
        })
    }
}

/// The lines of a manifest's dependencies.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let lines = manifest.lines().skip_while(|line| *line != "[dependencies]").skip(1);
    let lines = lines.take_while(|line| !line.starts_with('['));
    lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The errors among diagnostics, in one line.
pub(crate) fn errors(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics.iter();
    let errors = errors.filter(|diagnostic| diagnostic.code.severity() == Severity::Error);
    let line = |diagnostic: &Diagnostic| {
        let place = diagnostic.primary.as_ref().map(|label| label.place.pointer.to_string());
        format!(
            "{} {}: {}",
            diagnostic.code.id(),
            place.unwrap_or_default(),
            diagnostic.message
        )
    };
    errors.map(line).collect::<Vec<_>>().join("; ")
}
