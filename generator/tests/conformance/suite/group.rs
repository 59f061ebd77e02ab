//! The groups of the suite: a schema, and instances that are valid under it or not.

use std::fs;
use std::path::{Path, PathBuf};

use kiln_runtime::json::{self, Value};

use crate::unit::Unit;
use crate::workshop;

/// The name of the component, and of its type.
pub(super) const TYPE: &str = "Case";
/// A document whose component refers to the schema of a group.
const DOCUMENT: &str = r#"{
  "openapi": "3.1.0",
  "info": { "title": "Suite", "version": "1" },
  "paths": {},
  "components": {
    "schemas": {
      "Case": { "type": "object", "required": ["v"], "properties": { "v": { "$ref": "./group.json" } } }
    }
  }
}
"#;
/// What a schema of draft 4 says that it is.
const DRAFT_4: &str = "http://json-schema.org/draft-04/schema#";

/// A schema with its instances.
#[derive(Debug)]
pub(super) struct Group {
    /// The file of the suite.
    pub(super) file: String,
    description: String,
    schema: Value,
    pub(super) tests: Vec<Test>,
}

/// An instance.
#[derive(Debug)]
pub(super) struct Test {
    pub(super) name: String,
    data: Value,
    pub(super) valid: bool,
}

impl Test {
    /// The instance as the property of an object, where scalars and lists have their rules.
    pub(super) fn wrapped(&self) -> String {
        format!("{{\"v\":{}}}", self.data)
    }
}

impl Group {
    /// The file and the description.
    pub(super) fn name(&self) -> String {
        format!("{} | {}", self.file, self.description)
    }

    /// Whether `validate()` has a say: outside of the optional part, formats are annotations.
    pub(super) fn asserts_formats(&self) -> bool {
        !self.file.ends_with("/format.json")
    }

    /// Generates the type of the schema in a folder for its files.
    pub(super) fn generate(&self, folder: &Path, config: &Path) -> Result<Unit, String> {
        let mut schema = self.schema.clone();
        if let Value::Object(object) = &mut schema
            && self.file.starts_with("draft4/")
            && object.get("$schema").is_none()
        {
            object.insert("$schema", DRAFT_4);
        }
        let files = [
            ("openapi.json", DOCUMENT.to_owned()),
            ("group.json", schema.to_string()),
        ];
        let files = files.map(|(name, text)| (name.to_owned(), text.into_bytes()));
        workshop::lay_out(folder, &files.into());
        Unit::generate(&folder.join("openapi.json"), config)
    }
}

/// Every group of both drafts, sorted by file.
pub(super) fn all(folder: &Path) -> Vec<Group> {
    let mut files = Vec::new();
    for draft in ["draft2020-12", "draft4"] {
        files_below(&folder.join(draft), &mut files);
    }
    files.sort();
    let groups = files.iter().flat_map(|path| {
        let name = path.strip_prefix(folder).expect("found below").to_string_lossy();
        let text = fs::read(path).expect("the file is readable");
        let groups: Value = json::from_slice(&text).expect("the suite is JSON");
        let groups = groups.as_array().expect("a file is a list").iter();
        groups.map(|group| read(&name, group)).collect::<Vec<_>>()
    });
    groups.collect()
}

fn files_below(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is readable") {
        let path = entry.expect("the folder is readable").path();
        if path.is_dir() {
            files_below(&path, files);
        } else {
            files.push(path);
        }
    }
}

fn read(file: &str, group: &Value) -> Group {
    let text = |value: &Value| {
        let text = value.get("description").and_then(Value::as_str);
        text.expect("everything has a description").replace('|', "/")
    };
    let tests = group.get("tests").and_then(Value::as_array).expect("a group has tests");
    let tests = tests.iter().map(|test| Test {
        name: text(test),
        data: test.get("data").expect("a test has data").clone(),
        valid: test.get("valid").and_then(Value::as_bool).expect("a test says"),
    });
    Group {
        file: file.to_owned(),
        description: text(group),
        schema: group.get("schema").expect("a group has a schema").clone(),
        tests: tests.collect(),
    }
}
