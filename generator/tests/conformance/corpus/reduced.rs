//! A smaller document that has some schemas of another and no operations.
//!
//! ```yaml
//! components:
//!   schemas:
//!     Wrapped0: { type: object, required: [v], properties: { v: { $ref: '#/components/schemas/Pet' } } }
//!     Pet: …    # with everything that it refers to
//! ```
//!
//! So schemas are measured whether or not the operations of their document are supported. It stands beside copies of the
//! document's other files, if there are any.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::document::{Document, decoded};
use crate::unit::Unit;
use crate::workshop;

impl Document {
    /// The types for some schemas: the one at an index is the property `v` of the type that [`wrapped`] names.
    pub(crate) fn unit(&self, schemas: &[Value], config: &Path) -> Result<Unit, String> {
        Unit::generate(&self.lay_out(&self.reduced(schemas)), config)
    }

    fn reduced(&self, schemas: &[Value]) -> Value {
        let mut reduced = Value::Object(Map::new());
        let mut open: Vec<String> = schemas.iter().flat_map(|schema| self.mentioned(schema)).collect();
        let mut seen = BTreeSet::new();
        while let Some(pointer) = open.pop() {
            if let Some(part) = self.root().pointer(&pointer)
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
            if let Some(value) = self.root().get(key) {
                put(&mut reduced, &format!("/{key}"), value.clone());
            }
        }
        put(&mut reduced, "/paths", json!({}));
        reduced
    }

    /// Writes the smaller document and returns its path.
    fn lay_out(&self, reduced: &Value) -> PathBuf {
        let folder = workshop::folder("corpus-reduced").join(&self.listed().name);
        let mut files = self.listed().beside();
        let name = format!("{}.reduced.json", self.listed().file);
        files.insert(name.clone(), reduced.to_string().into_bytes());
        workshop::lay_out(&folder, &files);
        folder.join(name)
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
