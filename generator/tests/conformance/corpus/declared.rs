//! What a value lost on its way through a type.
//!
//! A type reads the properties that its schema declares and, unless the configuration asks to keep them, no others. So a
//! property may be missing afterwards if none of the schemas that hold at its place declares it. Of alternatives only
//! those count under which the value is valid.

use std::collections::BTreeSet;

use serde_json::Value;

use super::schemas::Schemas;

/// How deep schemas may stand inside each other at one place.
const DEPTH: usize = 40;

/// The first difference that is none of an undeclared property; `sent` is valid under `schema`.
pub(crate) fn loss<'s>(schemas: &'s Schemas, schema: &'s Value, sent: &Value, back: &Value) -> Option<String> {
    Walk { schemas }.compare(&[schema], sent, back, "")
}

struct Walk<'s> {
    schemas: &'s Schemas,
}

impl<'s> Walk<'s> {
    fn compare(&self, holding: &[&'s Value], sent: &Value, back: &Value, path: &str) -> Option<String> {
        if equal(sent, back) {
            return None;
        }
        match (sent, back) {
            (Value::Object(before), Value::Object(after)) => {
                if let Some(name) = after.keys().find(|name| !before.contains_key(*name)) {
                    return Some(format!("{path}/{name} is new"));
                }
                let holding = self.all(holding, sent);
                before.iter().find_map(|(name, value)| {
                    let path = format!("{path}/{name}");
                    let inner = properties(&holding, name);
                    match after.get(name) {
                        Some(back) => self.compare(&inner, value, back, &path),
                        None => (!inner.is_empty()).then(|| format!("{path} is lost")),
                    }
                })
            }
            (Value::Array(before), Value::Array(after)) if before.len() == after.len() => {
                let holding = self.all(holding, sent);
                let mut pairs = before.iter().zip(after).enumerate();
                pairs.find_map(|(index, (value, back))| {
                    self.compare(&items(&holding, index), value, back, &format!("{path}/{index}"))
                })
            }
            _ => Some(format!("{path}: {} became {}", short(sent), short(back))),
        }
    }

    /// The schemas that hold for a value, without `$ref`, `allOf` and alternatives between them.
    fn all(&self, holding: &[&'s Value], value: &Value) -> Vec<&'s Value> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        for schema in holding {
            self.add(schema, value, 0, &mut seen, &mut found);
        }
        found
    }

    fn add(
        &self,
        schema: &'s Value,
        value: &Value,
        depth: usize,
        seen: &mut BTreeSet<usize>,
        found: &mut Vec<&'s Value>,
    ) {
        if depth > DEPTH || !seen.insert(std::ptr::from_ref(schema).addr()) {
            return;
        }
        for schema in self.schemas.together(schema) {
            found.push(schema);
            for member in list(schema, "allOf") {
                self.add(member, value, depth + 1, seen, found);
            }
            for member in list(schema, "oneOf").iter().chain(list(schema, "anyOf")) {
                if self.schemas.is_valid(member, value) == Some(true) {
                    self.add(member, value, depth + 1, seen, found);
                }
            }
        }
    }
}

fn list<'a>(schema: &'a Value, keyword: &str) -> &'a [Value] {
    schema.get(keyword).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The schemas of a property; additional properties count where they are declared by a schema.
fn properties<'s>(holding: &[&'s Value], name: &str) -> Vec<&'s Value> {
    let mut found = Vec::new();
    for schema in holding {
        let own = schema.get("properties").and_then(|properties| properties.get(name));
        found.extend(own);
        if own.is_none() {
            found.extend(
                schema
                    .get("additionalProperties")
                    .filter(|rest| rest.is_object() || **rest == true),
            );
        }
    }
    found
}

fn items<'s>(holding: &[&'s Value], index: usize) -> Vec<&'s Value> {
    let of = |schema: &&'s Value| {
        let prefix = list(schema, "prefixItems").get(index);
        prefix.or_else(|| schema.get("items").filter(|items| items.is_object()))
    };
    holding.iter().filter_map(of).collect()
}

/// Whether two values are equal as JSON: numbers by their value, objects without order.
fn equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            let [lexemes, others] = [one, other].map(ToString::to_string);
            // What was written as an integer is exact; a float is what the nearest float is.
            let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
            lexemes == others || (!(plain(&lexemes) && plain(&others)) && one.as_f64() == other.as_f64())
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| equal(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let same = |(name, value): (&String, &Value)| other.get(name).is_some_and(|other| equal(value, other));
            one.len() == other.len() && one.iter().all(same)
        }
        _ => one == other,
    }
}

fn short(value: &Value) -> String {
    value.to_string().chars().take(60).collect()
}
