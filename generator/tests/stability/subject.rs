//! The documents under test.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use kiln::diag::{Sink, Sources};
use kiln::pipeline::{self, Layout, Request};
use kiln::source::{self, Input, Limits};
use serde_json::Value;

use crate::{cases, support, surface};

/// A document.
#[derive(Debug)]
pub(crate) struct Subject {
    /// What kind of document it is: `case`, `probe` or `corpus`.
    pub(crate) kind: &'static str,
    /// Its name.
    pub(crate) name: String,
    /// What it says.
    pub(crate) root: Value,
    config: Option<PathBuf>,
    /// The folder from which it refers to other files.
    folder: PathBuf,
}

impl Subject {
    fn read(kind: &'static str, name: String, spec: &Path, config: Option<PathBuf>) -> Option<Self> {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let input = Input::File(spec.to_owned());
        let (tree, root) = source::read(&input, &mut sources, &Limits::default(), &mut sink)?;
        let root = serde_json::from_str(&tree.node(root).canonical_json()).ok()?;
        let folder = spec.parent()?.to_owned();
        Some(Self {
            kind,
            name,
            root,
            config,
            folder,
        })
    }

    /// What a user of the crate for this document can name; nothing if it is refused.
    pub(crate) fn surface(&self, root: &Value) -> Option<BTreeSet<String>> {
        let run = pipeline::run(&Request {
            spec: Input::Text {
                name: self.folder.join("openapi.json").display().to_string(),
                text: root.to_string(),
            },
            config: self.config.clone(),
            name: Some("subject".to_owned()),
            layout: Layout::Package,
            strict: false,
        });
        run.output.map(|output| surface::of(&output.files))
    }
}

/// The golden cases, the probes, and the documents of the corpus with at most so many bytes.
pub(crate) fn all(bytes: u64) -> Vec<Subject> {
    let mut all: Vec<Subject> = cases::all()
        .into_iter()
        .filter_map(|case| Subject::read("case", case.name, &case.spec, case.config))
        .collect();
    let everything = std::env::var_os("KILN_CORPUS").is_some_and(|value| value == "all");
    for (kind, folder) in [("probe", "probes"), ("corpus", "corpus/documents")] {
        let Some(folder) = support::shared(folder) else {
            continue;
        };
        for path in files(&folder) {
            let size = fs::metadata(&path).map_or(0, |data| data.len());
            if let Some(name) = path.file_name().filter(|_| everything || size <= bytes) {
                let name = name.to_string_lossy().into_owned();
                all.extend(Subject::read(kind, name, &path, None));
            }
        }
    }
    if let Ok(only) = std::env::var("KILN_ONLY") {
        all.retain(|subject| subject.name.contains(&only));
    }
    all
}

/// The files that stand in a folder, sorted by name.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be listed");
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.is_file());
    files.sort();
    files
}
