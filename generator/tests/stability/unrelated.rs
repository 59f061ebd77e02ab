//! Things to add to a document that have nothing to do with what is there.

use serde_json::{Map, Value, json};

/// Something to add, and what it is.
type Addition = (&'static str, fn(&mut Value));

/// Additions that stand before everything else of their kind in the order of names, and behind it.
pub(crate) const ADDITIONS: &[Addition] = &[
    ("an operation in front", |root| operation(root, "/aardvark")),
    ("an operation at the end", |root| operation(root, "/zyzzyva")),
    ("a schema in front", |root| schema(root, "Aardvark")),
    ("a schema at the end", |root| schema(root, "Zyzzyva")),
    ("a property in front", |root| property(root, "aardvark")),
    ("a property at the end", |root| property(root, "zyzzyva")),
];

fn is_swagger(root: &Value) -> bool {
    root.get("swagger").is_some()
}

/// The mapping at some keys, which is made where there is none.
fn mapping<'a>(root: &'a mut Value, keys: &[&str]) -> Option<&'a mut Map<String, Value>> {
    let mut current = root.as_object_mut()?;
    for key in keys {
        let next = current.entry(*key).or_insert_with(|| Value::Object(Map::new()));
        current = next.as_object_mut()?;
    }
    Some(current)
}

/// Adds an entry in front of the others or behind them, as its name is sorted.
fn insert(entries: &mut Map<String, Value>, key: &str, value: Value) {
    let others = std::mem::take(entries);
    let front = key.trim_start_matches('/').to_lowercase().starts_with('a');
    let entry = [(key.to_owned(), value)];
    *entries = if front {
        entry.into_iter().chain(others).collect()
    } else {
        others.into_iter().chain(entry).collect()
    };
}

/// An operation with a resource, a parameter, a body and an answer of its own.
fn operation(root: &mut Value, path: &str) {
    let word = path.trim_start_matches('/').to_owned();
    let body = json!({
        "type": "object",
        "required": [format!("{word}_id")],
        "properties": {
            format!("{word}_id"): { "type": "string" },
            format!("{word}_mood"): { "type": "string", "enum": [format!("{word}ish"), "unheard of"] },
            format!("{word}_limb"): { "type": "object", "properties": { format!("{word}_toes"): { "type": "integer" } } },
        },
    });
    let answer = if is_swagger(root) {
        json!({ "description": "Yes.", "schema": body })
    } else {
        json!({ "description": "Yes.", "content": { "application/json": { "schema": body } } })
    };
    let operation = json!({ "post": { "tags": [word], "responses": { "200": answer } } });
    if let Some(paths) = mapping(root, &["paths"]) {
        insert(paths, path, operation);
    }
}

fn schema(root: &mut Value, name: &str) {
    let word = name.to_lowercase();
    let schema = json!({
        "type": "object",
        "properties": {
            format!("{word}_tail"): { "type": "object", "properties": { format!("{word}_length"): { "type": "integer" } } },
        },
    });
    let home: &[&str] = if is_swagger(root) {
        &["definitions"]
    } else {
        &["components", "schemas"]
    };
    if let Some(schemas) = mapping(root, home) {
        insert(schemas, name, schema);
    }
}

/// A property for every component schema that declares some.
fn property(root: &mut Value, name: &str) {
    let home: &[&str] = if is_swagger(root) {
        &["definitions"]
    } else {
        &["components", "schemas"]
    };
    let Some(schemas) = mapping(root, home) else { return };
    for schema in schemas.values_mut() {
        let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
        if let Some(properties) = properties.filter(|properties| !properties.is_empty()) {
            insert(properties, name, json!({ "type": "string" }));
        }
    }
}
