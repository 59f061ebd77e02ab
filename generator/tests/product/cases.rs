//! The golden cases: small documents in `tests/cases`, one feature each, and the Kernel document.

use std::fs;
use std::path::{Path, PathBuf};

use kiln::pipeline::{self, Layout, Request, Run};
use kiln::source::Input;

/// A document with the name under which its output is kept.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) spec: PathBuf,
    pub(crate) config: Option<PathBuf>,
}

impl Case {
    /// Generates the crate of this case, under a package name of its own.
    pub(crate) fn run(&self) -> Run {
        pipeline::run(&Request {
            spec: Input::File(self.spec.clone()),
            config: self.config.clone(),
            name: Some(format!("case-{}", self.name.replace('_', "-"))),
            layout: Layout::Package,
            strict: false,
        })
    }
}

/// The repository's root.
pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the package is one folder below the root")
        .to_owned()
}

/// Every golden case, sorted by name; the Kernel document is one of them.
pub(crate) fn all() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<Case> = fs::read_dir(&folder)
        .expect("the cases are part of the package")
        .map(|entry| {
            let path = entry.expect("the folder is readable").path();
            let config = path.join("kiln.toml");
            Case {
                name: path
                    .file_name()
                    .expect("a listed folder has a name")
                    .to_string_lossy()
                    .into_owned(),
                spec: path.join("openapi.yaml"),
                config: config.exists().then_some(config),
            }
        })
        .collect();
    let spec = repository().join("spec");
    cases.push(Case {
        name: "kernel".to_owned(),
        spec: spec.join("kernel.yaml"),
        config: Some(spec.join("kiln.toml")),
    });
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}
