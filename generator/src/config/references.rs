//! `[references]`: folders that stand in for URLs.
//!
//! ```toml
//! [references]
//! "https://schemas.example.com/v1/" = "vendor/schemas"
//! ```
//!
//! A reference to `https://schemas.example.com/v1/pet.json` then reads `vendor/schemas/pet.json`, from the folder of kiln.toml.
//! Of several beginnings that fit, the longest counts. Nothing is looked for here.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::table::{Misfit, Named, Setting, Table, Value, parsed};
use crate::diag::{Code, Diagnostic, Sink};

/// The beginnings of URLs with the folders that stand in for them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct References(Vec<Named<Folder>>);

/// The path of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Folder(pub(super) PathBuf);

impl References {
    /// The beginnings with their folders, those that are relative being in `base`.
    #[must_use]
    pub fn folders(&self, base: &Path) -> Vec<(String, PathBuf)> {
        let joined = |entry: &Named<Folder>| (entry.name.clone(), base.join(&entry.setting.0));
        self.0.iter().map(joined).collect()
    }

    /// Reports those that stood in for nothing; `used` are the beginnings that did.
    pub fn report_unused(&self, used: &BTreeSet<String>, sink: &mut Sink) {
        for entry in self.0.iter().filter(|entry| !used.contains(&entry.name)) {
            let message = format!("no reference of the document begins with `{}`", entry.name);
            sink.push(Diagnostic::new(Code::UnusedMapping, message).at(&entry.place, "has no effect"));
        }
    }

    pub(super) fn read(root: &mut Table<'_>) -> Self {
        let entries: Vec<Named<Folder>> = root.named("references");
        for entry in &entries {
            if !(entry.name.contains(':') && entry.name.ends_with(['/', ':'])) {
                let expected = "the beginning of a URL that ends in `/`, such as `https://example.com/schemas/`";
                root.refuse(&entry.name, &entry.place, expected);
            }
        }
        Self(entries)
    }
}

impl Setting for Folder {
    fn expected() -> String {
        "the path of a folder".to_owned()
    }

    fn read(value: &Value<'_>) -> Result<Self, Misfit> {
        parsed(value, |path| (!path.is_empty()).then(|| Self(PathBuf::from(path))))
    }
}
