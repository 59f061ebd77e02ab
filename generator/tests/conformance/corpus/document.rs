//! A document of the corpus, and the smaller one that has some of its schemas and no operations.
//!
//! ```yaml
//! components:
//!   schemas:
//!     Wrapped0: { type: object, required: [v], properties: { v: { $ref: '#/components/schemas/Pet' } } }
//!     Pet: …    # with everything that it refers to
//! ```
//!
//! So schemas are measured whether or not the operations of their document are supported.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use kiln::diag::{Sink, Sources};
use kiln::source::{self, Limits};
use serde_json::{Map, Value, json};

use crate::unit::{Config, Unit};

/// How many references a pointer may lead through.
const HOPS: usize = 20;

/// A document that was read.
#[derive(Debug)]
pub(crate) struct Document {
    path: PathBuf,
    root: Value,
}

impl Document {
    /// Reads a document; absent if it is not readable as one.
    pub(crate) fn read(path: &Path) -> Option<Self> {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let input = source::Input::File(path.to_owned());
        let (tree, root) = source::read(&input, &mut sources, &Limits::default(), &mut sink)?;
        let root = serde_json::from_str(&tree.node(root).canonical_json()).ok()?;
        Some(Self {
            path: path.to_owned(),
            root,
        })
    }

    /// The whole of it.
    pub(crate) fn root(&self) -> &Value {
        &self.root
    }

    /// Whether its schemas are those of JSON Schema 2020-12.
    pub(crate) fn is_modern(&self) -> bool {
        let version = self.root.get("openapi").and_then(Value::as_str);
        version.is_some_and(|version| version.starts_with("3.1") || version.starts_with("3.2"))
    }

    /// What a pointer leads to, through references on the way.
    pub(crate) fn at(&self, pointer: &str) -> Option<&Value> {
        let mut node = &self.root;
        for step in pointer.split('/').skip(1) {
            node = self.end(node)?;
            let step = decoded(step).replace("~1", "/").replace("~0", "~");
            node = match node {
                Value::Array(items) => items.get(step.parse::<usize>().ok()?)?,
                other => other.get(&step)?,
            };
        }
        Some(node)
    }

    /// The end of the references that stand here.
    fn end<'a>(&'a self, node: &'a Value) -> Option<&'a Value> {
        let mut node = node;
        for _ in 0..HOPS {
            let Some(reference) = node.get("$ref").and_then(Value::as_str) else {
                return Some(node);
            };
            node = self.root.pointer(&decoded(reference.strip_prefix('#')?))?;
        }
        None
    }

    /// The names of the document's own schemas.
    pub(crate) fn names(&self) -> Vec<&String> {
        let schemas = self.root.pointer(&format!("/{}", self.home()));
        schemas
            .and_then(Value::as_object)
            .into_iter()
            .flat_map(Map::keys)
            .collect()
    }

    /// Where the named schemas stand.
    pub(crate) fn home(&self) -> &'static str {
        if self.root.get("swagger").is_some() {
            "definitions"
        } else {
            "components/schemas"
        }
    }

    /// The types for some schemas: the one at an index is the property `v` of the type [`wrapped`] gives.
    pub(crate) fn unit(&self, schemas: &[Value], config: Config) -> Result<Unit, String> {
        let mut reduced = Value::Object(Map::new());
        let mut open: Vec<String> = schemas.iter().flat_map(|schema| self.mentioned(schema)).collect();
        let mut seen = BTreeSet::new();
        while let Some(pointer) = open.pop() {
            if let Some(part) = self.root.pointer(&pointer)
                && seen.insert(pointer.clone())
            {
                open.extend(self.mentioned(part));
                put(&mut reduced, &pointer, part.clone());
            }
        }
        for (index, schema) in schemas.iter().enumerate() {
            let wrapper = json!({ "type": "object", "required": ["v"], "properties": { "v": schema } });
            put(&mut reduced, &format!("/{}/{}", self.home(), wrapped(index)), wrapper);
        }
        for key in ["openapi", "swagger", "info", "jsonSchemaDialect"] {
            if let Some(value) = self.root.get(key) {
                put(&mut reduced, &format!("/{key}"), value.clone());
            }
        }
        put(&mut reduced, "/paths", json!({}));
        // The name keeps references to other files what they are.
        let name = self.path.with_extension("reduced.json").display().to_string();
        let text = reduced.to_string();
        Unit::generate(source::Input::Text { name, text }, config)
    }

    /// The pointers to the components that a part of the document mentions.
    fn mentioned(&self, part: &Value) -> Vec<String> {
        let mut found = BTreeSet::new();
        self.collect(part, &mut found);
        found.into_iter().collect()
    }

    fn collect(&self, value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.collect(item, found)),
            Value::Object(object) => object.values().for_each(|value| self.collect(value, found)),
            Value::String(text) => {
                // `/components/schemas/Pet`, which is `/definitions/Pet` in Swagger.
                let depth = 2 + self.home().split('/').count();
                let steps: Vec<&str> = text.strip_prefix('#').unwrap_or_default().split('/').collect();
                if steps.len() >= depth && steps[1] != "paths" {
                    found.insert(decoded(&steps[..depth].join("/")));
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

/// Puts a part at a pointer whose steps are names of objects, which are made where there are none.
fn put(root: &mut Value, pointer: &str, part: Value) {
    let mut node = root;
    for step in pointer.split('/').skip(1) {
        let name = step.replace("~1", "/").replace("~0", "~");
        if !node.is_object() {
            *node = json!({});
        }
        node = &mut node[name];
    }
    *node = part;
}

/// The name of the component and type for the schema of an index.
pub(crate) fn wrapped(index: usize) -> String {
    format!("Wrapped{index}")
}

/// The text that percent signs stand for.
fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .into_owned()
}
