//! The list of the corpus.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// A document of the list.
pub(crate) struct Listed {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
}

/// The documents of the corpus with at most so many bytes; all with `KILN_CORPUS=all`.
pub(crate) fn listed(corpus: &Path, bytes: u64) -> Vec<Listed> {
    let features = fs::read_to_string(corpus.join("features.json")).expect("the corpus has a list");
    let features: Value = serde_json::from_str(&features).expect("the list is JSON");
    let documents = features["documents"].as_array().expect("the list has documents").iter();
    let all = std::env::var_os("KILN_CORPUS").is_some_and(|value| value == "all");
    let documents = documents.map(|document| {
        let [name, file] = ["name", "file"].map(|key| document[key].as_str().expect("a text"));
        Listed {
            name: name.to_owned(),
            path: corpus.join("documents").join(file),
        }
    });
    let wanted = |listed: &Listed| all || fs::metadata(&listed.path).is_ok_and(|data| data.len() <= bytes);
    documents.filter(wanted).collect()
}
