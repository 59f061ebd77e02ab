//! The types of one document, as modules that can stand beside those of other documents in one crate.
//!
//! A generated crate says `crate::` of its support code, of which one copy serves all, and of its own parts, which are
//! those of the module then. So the types of many documents are compiled at once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use kiln::diag::{Diagnostic, Severity};
use kiln::output::FileSet;
use kiln::pipeline::{self, Layout, Request};
use kiln::source::Input;

use crate::workshop;

/// The parts of a crate that are about requests and not about values.
const OF_CALLS: [&str; 5] = ["lib.rs", "client.rs", "resources/", "responses/", "webhooks.rs"];

/// Schemas mean exactly what JSON Schema says, also without a `type`.
pub(crate) const EXACT: &str = "[types]\nuntyped = \"exact\"\n";

/// Writes a configuration and returns its file.
pub(crate) fn configuration(name: &str, text: &str) -> PathBuf {
    let folder = workshop::folder("configurations").join(name);
    workshop::lay_out(&folder, &[("kiln.toml".to_owned(), text.into())].into());
    folder.join("kiln.toml")
}

/// The types of one document.
#[derive(Debug)]
pub(crate) struct Unit {
    /// The files of the types and of what they are checked with, by path below `src`.
    pub(crate) types: BTreeMap<String, String>,
    /// The files of the support code that is about values, by path below `runtime`.
    pub(crate) runtime: BTreeMap<String, String>,
    /// The crates that it depends on, as lines of a manifest.
    pub(crate) dependencies: BTreeSet<String>,
}

impl Unit {
    /// Generates the types of a document; what is wrong with it if it is refused.
    pub(crate) fn generate(spec: &Path, config: &Path) -> Result<Self, String> {
        let run = pipeline::run(&Request {
            spec: Input::File(spec.to_owned()),
            config: Some(config.to_owned()),
            name: Some("types".to_owned()),
            layout: Layout::Package,
            strict: false,
        });
        match run.output {
            Some(output) => Ok(Self::of(&output.files)),
            None => Err(errors(&run.diagnostics)),
        }
    }

    fn of(files: &FileSet) -> Self {
        let (mut types, mut runtime) = (BTreeMap::new(), BTreeMap::new());
        for file in files.iter() {
            let Some(path) = file.path.strip_prefix("src/") else {
                continue;
            };
            match path.strip_prefix("runtime/") {
                Some(path) if path != "mod.rs" && !path.starts_with("http/") => {
                    runtime.insert(path.to_owned(), file.text.clone());
                }
                None if !OF_CALLS.iter().any(|part| path.starts_with(part)) => {
                    types.insert(path.to_owned(), file.text.clone());
                }
                _ => {}
            }
        }
        let manifest = files.iter().find(|file| file.path == "Cargo.toml");
        Self {
            types,
            runtime,
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

/// A text of a generated crate as one of a module in a crate that has the support code at its root.
pub(crate) fn in_module(text: &str, module: &str) -> String {
    let text = text.replace("crate::", &format!("crate::{module}::"));
    text.replace(&format!("crate::{module}::runtime"), "crate::runtime")
}

/// The modules that files of a folder make, by their paths.
pub(crate) fn modules<'a>(paths: impl Iterator<Item = &'a String>) -> BTreeSet<&'a str> {
    let modules = paths.filter_map(|path| path.split(['/', '.']).next());
    modules.filter(|module| *module != "mod").collect()
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
