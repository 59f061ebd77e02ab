//! The schemas of a document as an independent validator understands them.
//!
//! Older documents are adapted to JSON Schema 2020-12: `nullable` becomes a type, boolean exclusive bounds become numbers,
//! and nothing counts beside a `$ref`. References into the document become absolute, so that one registered copy of it
//! serves every validator. Formats are asserted only where that is asked for.

use std::collections::BTreeSet;

use jsonschema::{Draft, Registry, Validator};
use serde_json::{Map, Value, json};

use super::document::Document;

/// The address of the document; nothing is ever fetched from it.
const HOME: &str = "https://corpus.test/openapi.json";
/// Keywords whose values are no schemas.
const DATA: [&str; 6] = ["example", "examples", "default", "enum", "const", "required"];
/// Keywords whose values are maps of schemas.
const MAPS: [&str; 5] = ["properties", "patternProperties", "definitions", "$defs", "schemas"];
/// Where components stand.
const HOMES: [&str; 2] = ["/components/schemas", "/definitions"];
/// How many references may lead from one to the next.
const HOPS: usize = 20;

/// The adapted document.
pub(crate) struct Schemas {
    root: Value,
    registry: Registry<'static>,
}

impl Schemas {
    /// Adapts a document; absent if the validator does not take it.
    pub(crate) fn of(document: &Document) -> Option<Self> {
        let root = adapted(document.root(), document.is_modern());
        let registry = Registry::new().draft(Draft::Draft202012);
        let registry = registry.add(HOME, root.clone()).ok()?.prepare().ok()?;
        Some(Self { root, registry })
    }

    /// Whether a value is valid under an adapted schema; absent if the validator does not take the schema.
    pub(crate) fn is_valid(&self, schema: &Value, value: &Value) -> Option<bool> {
        Some(self.validator(schema)?.is_valid(value))
    }

    /// The validator of an adapted schema.
    pub(crate) fn validator(&self, schema: &Value) -> Option<Validator> {
        self.validator_with(schema, false)
    }

    /// The same, asserting formats too.
    pub(crate) fn strict_validator(&self, schema: &Value) -> Option<Validator> {
        self.validator_with(schema, true)
    }

    fn validator_with(&self, schema: &Value, formats: bool) -> Option<Validator> {
        let options = jsonschema::options();
        let options = options.with_draft(Draft::Draft202012).with_registry(&self.registry);
        options.should_validate_formats(formats).build(schema).ok()
    }

    /// A schema of the document, adapted.
    pub(crate) fn adapt(schema: &Value, document: &Document) -> Value {
        adapted(schema, document.is_modern())
    }

    /// The schemas that hold beside each other where this one stands: itself and what its references lead to.
    pub(crate) fn together<'a>(&'a self, schema: &'a Value) -> Vec<&'a Value> {
        let mut found = vec![schema];
        let mut last = schema;
        for _ in 0..HOPS {
            let Some(target) = self.target(last) else { break };
            found.push(target);
            last = target;
        }
        found
    }

    /// The schema that a discriminator's mapping names, by a reference or by the name of a component.
    pub(crate) fn named<'a>(&'a self, target: &'a str) -> Option<(&'a str, &'a Value)> {
        let name = target.rsplit('/').next()?;
        let mut homes = HOMES.iter();
        let schema = homes.find_map(|home| self.root.pointer(home)?.get(name))?;
        Some((name, schema))
    }

    /// The names of the components that build on this one by `allOf`.
    pub(crate) fn heirs(&self, name: &str) -> Vec<&str> {
        let components = HOMES.iter().filter_map(|home| self.root.pointer(home)?.as_object());
        let builds = |schema: &Value| {
            let mut members = schema["allOf"].as_array().into_iter().flatten();
            members.any(|member| member["$ref"].as_str().and_then(|target| target.rsplit('/').next()) == Some(name))
        };
        let heirs = components.flatten().filter(|(_, schema)| builds(schema));
        heirs.map(|(name, _)| name.as_str()).collect()
    }

    /// Whether a schema, or anything that it leads to, has a keyword.
    pub(crate) fn mentions(&self, schema: &Value, keyword: &str) -> bool {
        let mut open = vec![schema];
        let mut seen = BTreeSet::new();
        while let Some(value) = open.pop() {
            if !seen.insert(std::ptr::from_ref(value).addr()) {
                continue;
            }
            if value.get(keyword).is_some() {
                return true;
            }
            open.extend(self.target(value));
            match value {
                Value::Array(items) => open.extend(items),
                Value::Object(members) => open.extend(members.values()),
                _ => {}
            }
        }
        false
    }

    fn target(&self, schema: &Value) -> Option<&Value> {
        let reference = schema.get("$ref")?.as_str()?;
        let pointer = reference.strip_prefix(HOME)?.strip_prefix('#')?;
        let pointer = percent_encoding::percent_decode_str(pointer).decode_utf8_lossy();
        self.root.pointer(&pointer)
    }
}

/// A schema of a document in terms of JSON Schema 2020-12.
pub(super) fn adapted(schema: &Value, modern: bool) -> Value {
    let schema = match schema {
        Value::Array(items) => return items.iter().map(|item| adapted(item, modern)).collect(),
        Value::Object(schema) => schema,
        other => return other.clone(),
    };
    if let Some(Value::String(target)) = schema.get("$ref")
        && !modern
    {
        return json!({ "$ref": absolute(target) });
    }
    let mut result: Map<String, Value> = schema
        .iter()
        .map(|(key, value)| (key.clone(), keyword(key, value, modern)))
        .collect();
    if !modern {
        admit_null(&mut result);
        exclude(&mut result, "exclusiveMinimum", "minimum");
        exclude(&mut result, "exclusiveMaximum", "maximum");
    }
    Value::Object(result)
}

fn keyword(key: &str, value: &Value, modern: bool) -> Value {
    match value {
        Value::String(target) if key == "$ref" => Value::String(absolute(target)),
        Value::Object(members) if MAPS.contains(&key) => members
            .iter()
            .map(|(name, schema)| (name.clone(), adapted(schema, modern)))
            .collect(),
        _ if DATA.contains(&key) || key.starts_with("x-") => value.clone(),
        _ => adapted(value, modern),
    }
}

fn absolute(target: &str) -> String {
    if target.starts_with('#') {
        format!("{HOME}{target}")
    } else {
        target.to_owned()
    }
}

/// `nullable: true`, which Swagger's users write as `x-nullable`, as a type.
fn admit_null(schema: &mut Map<String, Value>) {
    let nullable = ["nullable", "x-nullable"].map(|key| schema.remove(key));
    if !nullable.contains(&Some(Value::Bool(true))) {
        return;
    }
    let Some(Value::String(name)) = schema.get("type") else {
        return;
    };
    let types = json!([name, "null"]);
    schema.insert("type".to_owned(), types);
    if let Some(Value::Array(listed)) = schema.get_mut("enum")
        && !listed.contains(&Value::Null)
    {
        listed.push(Value::Null);
    }
}

/// A bound beside `true` as an exclusive bound.
fn exclude(schema: &mut Map<String, Value>, exclusive: &str, bound: &str) {
    match schema.get(exclusive) {
        Some(Value::Bool(true)) => {
            schema.remove(exclusive);
            if let Some(value) = schema.remove(bound) {
                schema.insert(exclusive.to_owned(), value);
            }
        }
        Some(Value::Bool(false)) => {
            schema.remove(exclusive);
        }
        _ => {}
    }
}
