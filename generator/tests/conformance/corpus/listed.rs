//! The list of the corpus.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::workshop;

/// A document of the list.
#[derive(Debug, Clone)]
pub(crate) struct Listed {
    /// What it is called.
    pub(crate) name: String,
    /// The file from the folder of all documents.
    pub(crate) file: String,
    documents: PathBuf,
}

impl Listed {
    /// A document in a folder.
    pub(crate) fn new(name: String, file: &str, documents: &Path) -> Self {
        Self {
            name,
            file: file.to_owned(),
            documents: documents.to_owned(),
        }
    }

    /// The file.
    pub(crate) fn path(&self) -> PathBuf {
        self.documents.join(&self.file)
    }

    /// The files that may belong to it, by path: a document of several files has a folder of its own.
    pub(super) fn beside(&self) -> BTreeMap<String, Vec<u8>> {
        let Some((folder, _)) = self.file.split_once('/') else {
            return BTreeMap::new();
        };
        let files = workshop::files(&self.documents.join(folder)).into_iter();
        files.map(|(path, bytes)| (format!("{folder}/{path}"), bytes)).collect()
    }
}

/// The documents of the corpus with at most so many bytes; all with `KILN_CORPUS=all`.
pub(crate) fn listed(corpus: &Path, bytes: u64) -> Vec<Listed> {
    let features = fs::read_to_string(corpus.join("features.json")).expect("the corpus has a list");
    let features: Value = serde_json::from_str(&features).expect("the list is JSON");
    let documents = features["documents"].as_array().expect("the list has documents").iter();
    let all = std::env::var_os("KILN_CORPUS").is_some_and(|value| value == "all");
    let documents = documents.map(|document| {
        let [name, file] = ["name", "file"].map(|key| document[key].as_str().expect("a text").to_owned());
        let documents = corpus.join("documents");
        Listed { name, file, documents }
    });
    let small = |listed: &Listed| fs::metadata(listed.path()).is_ok_and(|data| data.len() <= bytes);
    documents.filter(|listed| all || small(listed)).collect()
}
