//! Spellings of older drafts of JSON Schema and of OpenAPI 3.0 that mean the same as a newer keyword.
//!
//! ```yaml
//! exclusiveMinimum: true                  # 3.0; with `minimum: 5` now exclusiveMinimum: 5
//! items: [{ type: string }]               # now prefixItems
//! additionalItems: false                  # beside such items now items: false
//! dependencies: { a: [b], c: { … } }      # now dependentRequired and dependentSchemas
//! definitions: { Point: { … } }           # now $defs
//! required: true                          # said nothing since draft 4: read as absent, with a warning
//! ```
//!
//! All but the first and the last are noted where they stand. The boolean bounds are what 3.0 asks for, so they are noted
//! in 3.1 only.

use indexmap::IndexMap;

use super::{Schema, SchemaObject};
use crate::diag::Code;
use crate::openapi::Number;
use crate::openapi::reader::{Fields, Read};
use crate::source::{Kind, NodeRef};

/// Reads `exclusiveMinimum` or `exclusiveMaximum`: as true it takes the place of the `inclusive` bound.
pub(super) fn exclusive_bound(
    fields: &mut Fields<'_>,
    keyword: &'static str,
    inclusive: &mut Option<Number>,
) -> Option<Number> {
    let node = fields.present(keyword)?;
    let Some(exclusive) = node.as_bool() else {
        return Number::read(&mut fields.cx, node);
    };
    if fields.cx.version.has_json_schema() {
        note(
            fields,
            node,
            &format!("a boolean `{keyword}` changes the bound beside it"),
        );
    }
    if exclusive { inclusive.take() } else { None }
}

/// Reads `items` and `additionalItems`, in either meaning.
pub(super) fn items(fields: &mut Fields<'_>, object: &mut SchemaObject) {
    fields.known(["additionalItems"]);
    let Some(node) = fields.present("items") else {
        return;
    };
    if node.kind() != Kind::Array {
        object.items = Box::read(&mut fields.cx, node);
        return;
    }
    note(fields, node, "`items` with a list is read as `prefixItems`");
    object
        .prefix_items
        .extend(Vec::read(&mut fields.cx, node).unwrap_or_default());
    // Without a list of items, `additionalItems` has no effect in the drafts that define it.
    object.items = fields.optional("additionalItems");
}

/// Reads `required`, where documents often have a boolean as if they spoke of a parameter.
pub(super) fn required(fields: &mut Fields<'_>) -> Option<Vec<String>> {
    let node = fields.present("required")?;
    if node.kind() == Kind::Bool || matches!(node.as_str(), Some("true" | "false")) {
        let message = "a boolean `required` on a schema has no effect";
        fields
            .cx
            .repaired(Code::BooleanRequired, node, message, "not a list of properties");
        return None;
    }
    Vec::read(&mut fields.cx, node)
}

/// Reads `definitions` as `$defs`, whose entries come first.
///
/// 3.0 has neither, and what such documents call `definitions` is often something else: there the field stays unknown.
pub(super) fn definitions(fields: &mut Fields<'_>, object: &mut SchemaObject) {
    if !fields.cx.version.has_json_schema() {
        return;
    }
    let Some(node) = fields.present("definitions") else {
        return;
    };
    note(fields, node, "`definitions` is read as `$defs`");
    let definitions = IndexMap::<String, Schema>::read(&mut fields.cx, node);
    for (name, schema) in definitions.unwrap_or_default() {
        object.definitions.entry(name).or_insert(schema);
    }
}

/// Reads `dependencies` as `dependentRequired` or `dependentSchemas`, entry by entry.
pub(super) fn dependencies(fields: &mut Fields<'_>, object: &mut SchemaObject) {
    let Some(node) = fields.present("dependencies") else {
        return;
    };
    note(
        fields,
        node,
        "`dependencies` is read as `dependentRequired` and `dependentSchemas`",
    );
    if node.kind() != Kind::Object {
        fields.cx.wrong_type(node, "a mapping");
    }
    for (name, value) in node.entries() {
        if value.kind() == Kind::Array {
            let required = Vec::read(&mut fields.cx, value).unwrap_or_default();
            object.dependent_required.insert(name.to_owned(), required);
        } else if let Some(schema) = Schema::read(&mut fields.cx, value) {
            object.dependent_schemas.insert(name.to_owned(), schema);
        }
    }
}

fn note(fields: &mut Fields<'_>, node: NodeRef<'_>, message: &str) {
    fields
        .cx
        .repaired(Code::OlderSpelling, node, message, "an older spelling");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openapi::testing::{codes, read_as};
    use crate::openapi::{SchemaValue, Version};

    fn object(version: Version, yaml: &str) -> (SchemaObject, Vec<Code>) {
        let (schema, sink) = read_as::<Schema>(version, yaml);
        let object = schema.and_then(|schema| schema.object().cloned());
        (object.expect("the schema is a mapping"), codes(&sink))
    }

    #[test]
    fn boolean_bounds_of_3_0_become_bounds() {
        let (schema, codes) = object(
            Version::V3_0,
            "{ minimum: 1, exclusiveMinimum: true, maximum: 9.50, exclusiveMaximum: false }",
        );
        assert_eq!(schema.minimum, None);
        assert_eq!(schema.exclusive_minimum, Some(Number::new("1")));
        assert_eq!(schema.maximum, Some(Number::new("9.5")));
        assert_eq!(schema.exclusive_maximum, None);
        assert_eq!(codes, []);
    }

    #[test]
    fn a_boolean_bound_without_a_bound_has_no_effect() {
        let (schema, codes) = object(Version::V3_1, "{ exclusiveMaximum: true }");
        assert_eq!((schema.maximum, schema.exclusive_maximum), (None, None));
        assert_eq!(codes, [Code::OlderSpelling]);
    }

    #[test]
    fn both_bounds_of_3_1_are_kept() {
        let (schema, codes) = object(Version::V3_1, "{ minimum: 1, exclusiveMinimum: 0 }");
        assert_eq!(schema.minimum, Some(Number::new("1")));
        assert_eq!(schema.exclusive_minimum, Some(Number::new("0")));
        assert_eq!(codes, []);
    }

    #[test]
    fn a_list_of_items_is_a_prefix_and_additional_items_are_the_rest() {
        let (schema, codes) = object(
            Version::V3_1,
            "{ items: [{ type: string }, true], additionalItems: false }",
        );
        assert_eq!(schema.prefix_items.len(), 2);
        assert_eq!(schema.items.map(|items| items.value), Some(SchemaValue::Boolean(false)));
        assert_eq!(codes, [Code::OlderSpelling]);
    }

    #[test]
    fn additional_items_have_no_effect_beside_one_schema_for_all_items() {
        let (schema, codes) = object(Version::V3_1, "{ items: {}, additionalItems: false }");
        assert!(schema.items.is_some_and(|items| items.object().is_some()));
        assert_eq!(codes, []);
    }

    #[test]
    fn dependencies_are_told_apart_by_their_form() {
        let (schema, codes) = object(Version::V3_1, "{ dependencies: { a: [b], c: { type: object } } }");
        assert_eq!(schema.dependent_required["a"], ["b"]);
        assert!(schema.dependent_schemas["c"].object().is_some());
        assert_eq!(codes, [Code::OlderSpelling]);
        let (_, codes) = object(Version::V3_1, "{ dependencies: [] }");
        assert_eq!(codes, [Code::OlderSpelling, Code::UnreadKeyword]);
    }

    #[test]
    fn definitions_join_those_of_the_newer_name() {
        let (schema, codes) = object(
            Version::V3_1,
            "{ definitions: { A: true, B: {} }, $defs: { A: false } }",
        );
        assert!(schema.definitions.keys().eq(["A", "B"]));
        assert_eq!(schema.definitions["A"].value, SchemaValue::Boolean(false));
        assert_eq!(codes, [Code::OlderSpelling]);
        let (schema, codes) = object(Version::V3_0, "{ definitions: { A: true } }");
        assert!(schema.definitions.is_empty());
        assert_eq!(codes, [Code::UnknownField]);
    }

    #[test]
    fn a_boolean_required_has_no_effect_and_is_reported() {
        for yaml in ["{ required: true }", "{ required: false }"] {
            let (schema, codes) = object(Version::V3_1, yaml);
            assert_eq!((schema.required, codes), (None, vec![Code::BooleanRequired]), "{yaml}");
        }
    }
}
