//! Schemas of the document as validators.
//!
//! ```yaml
//! name: { type: string, nullable: true }
//! profile: { $ref: '#/components/schemas/BrowserProfile' }
//! ```
//!
//! A validator for JSON Schema 2020-12 reads these almost as they stand. Three things are adapted before:
//!
//! * `nullable: true` beside a `type` admits null. Version 3.1 no longer defines the keyword, but the document uses it
//!   and the API means it.
//! * A schema with `properties` and without `additionalProperties` admits no others. The document would admit them;
//!   a test wants to hear about a misspelt member in a request and about an undocumented one in a fixture. Schemas that
//!   are branches of a composition stay open, and so does a schema whose branches bring properties of their own.
//! * `#/components/…` becomes absolute, so that one registered copy of the components serves every validator.
//!
//! Formats are asserted (`date-time` in this document). Not handled, because the document does not use them:
//! discriminators, the boolean `exclusiveMinimum` of 3.0, references into other places than the components.

use jsonschema::{Draft, Registry, Validator};
use serde_json::{Map, Value, json};

use crate::document::DocumentError;

/// The address under which the components are registered; nothing is ever fetched from it.
const HOME: &str = "https://kernel.test/openapi.yaml";

/// Keywords whose value is a list of schemas that apply to the same instance.
const COMPOSITIONS: [&str; 3] = ["allOf", "anyOf", "oneOf"];

/// The components of the document, ready to be referred to.
pub(crate) struct Schemas {
    registry: Registry<'static>,
}

impl Schemas {
    /// Registers the component schemas of a document.
    pub(crate) fn new(document: &Value) -> Result<Self, DocumentError> {
        let mut components = Map::new();
        for (name, schema) in document
            .pointer("/components/schemas")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            components.insert(name.clone(), adapted(schema, Openness::Closed));
        }
        let registry = Registry::new()
            .draft(Draft::Draft202012)
            .add(HOME, json!({ "components": { "schemas": components } }))
            .and_then(jsonschema::RegistryBuilder::prepare)
            .map_err(|error| DocumentError::new("components/schemas", error))?;
        Ok(Self { registry })
    }

    /// Compiles one schema of the document; `place` names it in errors.
    pub(crate) fn compile(&self, place: &str, schema: &Value) -> Result<Validator, DocumentError> {
        jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_registry(&self.registry)
            .should_validate_formats(true)
            .build(&adapted(schema, Openness::Closed))
            .map_err(|error| DocumentError::new(place, error))
    }
}

/// Every violation of a schema, each with the JSON pointer of the offending value.
pub(crate) fn violations(validator: &Validator, instance: &Value) -> Vec<String> {
    validator
        .iter_errors(instance)
        .map(|error| match error.instance_path().as_str() {
            "" => error.to_string(),
            path => format!("{path}: {error}"),
        })
        .collect()
}

/// Whether members that the schema does not name are refused.
#[derive(Clone, Copy, PartialEq)]
enum Openness {
    Open,
    Closed,
}

/// The schema in terms of JSON Schema 2020-12; see the module's documentation for what changes.
fn adapted(schema: &Value, openness: Openness) -> Value {
    let Value::Object(schema) = schema else {
        return schema.clone();
    };
    let mut adapted: Map<String, Value> = schema
        .iter()
        .map(|(keyword, value)| (keyword.clone(), adapted_keyword(keyword, value)))
        .collect();
    if adapted.remove("nullable") == Some(Value::Bool(true))
        && let Some(Value::String(name)) = adapted.get("type")
    {
        let types = json!([name, "null"]);
        adapted.insert("type".to_owned(), types);
    }
    if openness == Openness::Closed && schema.contains_key("properties") && !branches_bring_members(schema) {
        adapted.entry("additionalProperties").or_insert(Value::Bool(false));
    }
    Value::Object(adapted)
}

/// The value of one keyword, with the schemas inside it adapted.
fn adapted_keyword(keyword: &str, value: &Value) -> Value {
    match (keyword, value) {
        ("properties", Value::Object(members)) => members
            .iter()
            .map(|(name, schema)| (name.clone(), adapted(schema, Openness::Closed)))
            .collect(),
        ("items" | "additionalProperties", schema) => adapted(schema, Openness::Closed),
        (_, Value::Array(branches)) if COMPOSITIONS.contains(&keyword) => {
            branches.iter().map(|branch| adapted(branch, Openness::Open)).collect()
        }
        ("$ref", Value::String(target)) if target.starts_with('#') => Value::String(format!("{HOME}{target}")),
        _ => value.clone(),
    }
}

/// Whether a branch of a composition may name members that the schema itself does not.
fn branches_bring_members(schema: &Map<String, Value>) -> bool {
    COMPOSITIONS
        .iter()
        .filter_map(|keyword| schema.get(*keyword)?.as_array())
        .flatten()
        .any(|branch| {
            ["properties", "$ref"]
                .iter()
                .any(|keyword| branch.get(keyword).is_some())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn validator(schema: &Value) -> Validator {
        let document = json!({ "components": { "schemas": { "S": schema } } });
        let schemas = Schemas::new(&document).expect("the schema of the test compiles");
        schemas
            .compile("S", &json!({ "$ref": "#/components/schemas/S" }))
            .expect("the reference of the test resolves")
    }

    #[test]
    fn nullable_admits_null_and_nothing_else_new() {
        let validator = validator(&json!({ "type": "string", "nullable": true }));
        assert!(validator.is_valid(&json!("x")));
        assert!(validator.is_valid(&Value::Null));
        assert!(!validator.is_valid(&json!(1)));
    }

    #[test]
    fn a_property_called_nullable_is_only_a_property() {
        let validator = validator(&json!({ "properties": { "nullable": { "type": "boolean" } } }));
        assert!(validator.is_valid(&json!({ "nullable": true })));
        assert!(!validator.is_valid(&json!({ "nullable": 1 })));
    }

    #[test]
    fn a_member_that_is_not_documented_is_named() {
        let validator = validator(&json!({ "type": "object", "properties": { "id": { "type": "string" } } }));
        let found = violations(&validator, &json!({ "id": "x", "Id": "y" }));
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("'Id'"), "{found:?}");
    }

    #[test]
    fn a_schema_stays_open_when_its_branches_bring_members() {
        let validator = validator(&json!({
            "properties": { "a": {} },
            "oneOf": [{ "properties": { "b": { "type": "string" } }, "required": ["b"] }],
        }));
        assert!(validator.is_valid(&json!({ "a": 1, "b": "x" })));
        assert!(!validator.is_valid(&json!({ "a": 1 })));
    }

    #[test]
    fn explicit_additional_properties_are_kept() {
        let validator = validator(&json!({ "properties": {}, "additionalProperties": { "type": "integer" } }));
        assert!(validator.is_valid(&json!({ "any": 1 })));
        assert!(!validator.is_valid(&json!({ "any": "x" })));
    }

    #[test]
    fn a_date_time_must_be_one() {
        let validator = validator(&json!({ "type": "string", "format": "date-time" }));
        assert!(validator.is_valid(&json!("2026-11-24T10:00:00.000Z")));
        assert!(!validator.is_valid(&json!("yesterday")));
    }

    #[test]
    fn a_dangling_reference_is_an_error_with_its_place() {
        let schemas = Schemas::new(&json!({})).expect("no components are fine");
        let error = schemas
            .compile("POST /x", &json!({ "$ref": "#/components/schemas/Gone" }))
            .expect_err("there is no such component");
        assert!(error.to_string().starts_with("POST /x"), "{error}");
    }
}
