//! The types of one document, as modules that can stand beside those of other documents in one crate.
//!
//! A generated crate refers to itself by `crate::runtime` only, apart from its `types` among each other, which say
//! `super`. So the `types` of many documents share one copy of the support code, and are compiled at once.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use kiln::diag::{Diagnostic, Severity};
use kiln::output::FileSet;
use kiln::pipeline::{self, Layout, Request};
use kiln::source::Input;

/// The configuration under which types keep everything, and take schemas exactly as JSON Schema means them.
pub(crate) const EXACT: &str = "[types]\nundeclared = \"keep\"\nuntyped = \"exact\"\n";

/// The types of one document.
#[derive(Debug)]
pub(crate) struct Unit {
    /// The files below `types`, by path.
    pub(crate) types: BTreeMap<String, String>,
    /// The files of the support code, by path below `runtime`.
    pub(crate) runtime: BTreeMap<String, String>,
    /// The crates that it depends on, as lines of a manifest.
    pub(crate) dependencies: BTreeSet<String>,
    /// What was noticed while generating, one line each.
    pub(crate) warnings: Vec<String>,
}

impl Unit {
    /// Generates the types of a document; what is wrong with it if it is refused.
    pub(crate) fn generate(spec: Input, config: Option<&Path>) -> Result<Self, String> {
        let run = pipeline::run(&Request {
            spec,
            config: config.map(Path::to_owned),
            name: Some("types".to_owned()),
            layout: Layout::Package,
        });
        match run.output {
            Some(output) => Ok(Self::of(&output.files, &run.diagnostics)),
            None => Err(said(&run.diagnostics, Severity::Error).join("; ")),
        }
    }

    /// Generates the types of a document that is given as the texts of its files, the first of which is its root.
    pub(crate) fn of_texts(folder: &Path, files: &[(&str, String)], config: &str) -> Result<Self, String> {
        let wanted = files.iter().map(|(name, text)| (*name, text.as_str()));
        for (name, text) in wanted.chain([("kiln.toml", config)]) {
            let path = folder.join(name);
            let parent = path.parent().expect("the file is in the folder");
            fs::create_dir_all(parent).expect("the folder is writable");
            fs::write(path, text).expect("the folder is writable");
        }
        let (root, _) = files.first().expect("a document has a file");
        let config = Some(folder.join("kiln.toml")).filter(|_| !config.is_empty());
        Self::generate(Input::File(folder.join(root)), config.as_deref())
    }

    fn of(files: &FileSet, diagnostics: &[Diagnostic]) -> Self {
        let below = |folder: &str| {
            let files = files.iter();
            let files = files.filter_map(|file| Some((file.path.strip_prefix(folder)?, &file.text)));
            files.map(|(path, text)| (path.to_owned(), text.clone())).collect()
        };
        let manifest = files.iter().find(|file| file.path == "Cargo.toml");
        Self {
            types: below("src/types/"),
            runtime: below("src/runtime/"),
            dependencies: manifest.map(|file| dependencies(&file.text)).unwrap_or_default(),
            warnings: said(diagnostics, Severity::Warning),
        }
    }

    /// Whether there is a public type of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        let heads = ["struct", "enum", "type"].map(|keyword| format!("pub {keyword} {name}"));
        let ends = |rest: &str| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_');
        self.types.values().flat_map(|text| text.lines()).any(|line| {
            heads.iter().any(|head| line.strip_prefix(head.as_str()).is_some_and(ends))
        })
    }
}

/// The lines of a manifest's dependencies.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let lines = manifest.lines().skip_while(|line| *line != "[dependencies]").skip(1);
    let lines = lines.take_while(|line| !line.starts_with('['));
    lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The diagnostics of one severity, one line each.
fn said(diagnostics: &[Diagnostic], severity: Severity) -> Vec<String> {
    let found = diagnostics.iter().filter(|diagnostic| diagnostic.code.severity() == severity);
    let line = |diagnostic: &Diagnostic| {
        let place = diagnostic.primary.as_ref().map(|label| label.place.pointer.to_string());
        format!("{} {}: {}", diagnostic.code.id(), place.unwrap_or_default(), diagnostic.message)
    };
    found.map(line).collect()
}
