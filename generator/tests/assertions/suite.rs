//! The groups of the suite.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// A schema with values.
pub(crate) struct Group {
    pub(crate) file: String,
    pub(crate) name: String,
    pub(crate) schema: Value,
    pub(crate) cases: Vec<Case>,
}

/// A value and whether it is valid.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) data: Value,
    pub(crate) valid: bool,
}

/// Every group of both drafts, without those about formats, which are annotations.
pub(crate) fn groups(folder: &Path) -> Vec<Group> {
    let mut groups = Vec::new();
    for draft in ["draft2020-12", "draft2020-12/optional", "draft4", "draft4/optional"] {
        let mut files: Vec<PathBuf> = fs::read_dir(folder.join(draft))
            .expect("the suite has this draft")
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
            .collect();
        files.sort();
        for path in files {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            let file = format!("{draft}/{}", name.unwrap_or_default());
            let text = fs::read_to_string(&path).expect("the suite is readable");
            let found: Vec<Value> = serde_json::from_str(&text).expect("the suite is JSON");
            groups.extend(found.into_iter().map(|group| group_of(&file, &group)));
        }
    }
    groups
}

fn group_of(file: &str, group: &Value) -> Group {
    let text = |value: &Value| value["description"].as_str().unwrap_or_default().to_owned();
    let cases = group["tests"].as_array().into_iter().flatten();
    Group {
        file: file.to_owned(),
        name: text(group),
        schema: group["schema"].clone(),
        cases: cases
            .map(|case| Case {
                name: text(case),
                data: case["data"].clone(),
                valid: case["valid"].as_bool() == Some(true),
            })
            .collect(),
    }
}
