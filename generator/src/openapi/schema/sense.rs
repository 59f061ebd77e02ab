//! Keywords whose values make no sense on their own: empty lists, values listed twice, bounds that leave nothing.
//!
//! ```yaml
//! { type: integer, minimum: 10, maximum: 1 }   # no value fits
//! { type: string, enum: [a, b, a] }            # the second `a` says nothing
//! ```
//!
//! An empty list says as little as an absent one and is read as such, with a warning. Bounds that no value is within stay
//! as they are, with a warning too: one impossible schema is no reason to refuse a document. Contradictions between keywords of different schemas are left to the lowering.

use std::collections::HashSet;

use super::{SchemaObject, SchemaType};
use crate::diag::{Code, Diagnostic};
use crate::openapi::Number;
use crate::openapi::document::check_dialect;
use crate::openapi::reader::Fields;
use crate::source::{Kind, NodeRef};

/// Checks the keywords that were read, and takes out what says nothing.
pub(super) fn check(fields: &mut Fields<'_>, object: &mut SchemaObject) {
    empty_lists(fields, object);
    listed_twice(fields, object);
    bounds(fields, object);
    multiple(fields, object);
    default(fields, object);
    if let Some(dialect) = &object.dialect {
        check_dialect(fields, "$schema", dialect);
    }
}

fn empty_lists(fields: &mut Fields<'_>, object: &mut SchemaObject) {
    let node = fields.node();
    for key in ["enum", "oneOf", "anyOf", "allOf"] {
        let empty = node
            .get(key)
            .is_some_and(|list| list.kind() == Kind::Array && list.items().next().is_none());
        if empty {
            let message = format!("`{key}` lists nothing, and counts as absent");
            let diagnostic = Diagnostic::new(Code::RepairedValue, message).at(&node.key_place(key), "empty");
            fields
                .cx
                .report(diagnostic.remedy(format!("list something, or remove `{key}`")));
        }
    }
    if object.enumeration.as_ref().is_some_and(Vec::is_empty) {
        object.enumeration = None;
    }
}

fn listed_twice(fields: &mut Fields<'_>, object: &mut SchemaObject) {
    if object.enumeration.as_ref().is_none_or(|values| values.len() < 2) {
        return;
    }
    let Some(list) = fields.node().get("enum") else { return };
    let mut known = HashSet::new();
    for value in list.items() {
        if known.insert(value.canonical_json()) {
            continue;
        }
        object
            .enumeration
            .iter_mut()
            .for_each(|values| values.retain(|other| *other != value.id()));
        let diagnostic =
            Diagnostic::new(Code::RepairedValue, "a value stands twice in `enum`").at(&value.place(), "listed before");
        fields.cx.report(diagnostic.remedy("remove one of the two"));
    }
}

fn bounds(fields: &mut Fields<'_>, object: &SchemaObject) {
    let counts = [
        ("minLength", "maxLength", object.min_length, object.max_length),
        ("minItems", "maxItems", object.min_items, object.max_items),
        (
            "minProperties",
            "maxProperties",
            object.min_properties,
            object.max_properties,
        ),
    ];
    for (low, high, at_least, at_most) in counts {
        if at_least.zip(at_most).is_some_and(|(low, high)| low > high) {
            nothing_between(fields, low, high);
        }
    }
    let number = |key: &str| Some(Number::new(fields.node().get(key)?.as_number()?).as_f64());
    let pairs: Vec<(&str, &str)> = [
        ("minimum", "maximum"),
        ("minimum", "exclusiveMaximum"),
        ("exclusiveMinimum", "maximum"),
        ("exclusiveMinimum", "exclusiveMaximum"),
    ]
    .into_iter()
    .filter(|(low, high)| number(low).zip(number(high)).is_some_and(|(low, high)| low > high))
    .collect();
    for (low, high) in pairs {
        nothing_between(fields, low, high);
    }
}

fn nothing_between(fields: &mut Fields<'_>, low: &str, high: &str) {
    let node = fields.node();
    let message = format!("`{low}` is more than `{high}`: the type accepts values, and `validate()` none of them");
    let diagnostic = Diagnostic::new(Code::NotRepresented, message)
        .at(&node.key_place(low), "more than the other")
        .and(&node.key_place(high), "less than the other");
    fields.cx.report(diagnostic.remedy("correct one of the two"));
}

fn multiple(fields: &mut Fields<'_>, object: &mut SchemaObject) {
    let node = fields.node();
    if object.multiple_of.take_if(|number| number.as_f64() <= 0.0).is_some() {
        let message = "`multipleOf` has to be more than 0, and counts as absent";
        let diagnostic =
            Diagnostic::new(Code::RepairedValue, message).at(&node.key_place("multipleOf"), "not positive");
        fields.cx.report(diagnostic.remedy("write a positive number"));
    }
}

/// A default of another type than the schema's is quoted as it stands. Null says that there is none, as many mean it.
fn default(fields: &mut Fields<'_>, object: &SchemaObject) {
    let node = fields.node();
    let (Some(value), Some(types)) = (node.get("default"), &object.types) else {
        return;
    };
    if value.kind() != Kind::Null && !types.iter().any(|ty| is_of_type(value, *ty)) {
        let message = "the default is of another type than the schema; it is quoted in the docs as it stands";
        let diagnostic = Diagnostic::new(Code::DefaultMisfit, message).at(&value.place(), "not of the schema's type");
        fields
            .cx
            .report(diagnostic.remedy("write a default that the schema allows"));
    }
}

fn is_of_type(value: NodeRef<'_>, ty: SchemaType) -> bool {
    match ty {
        SchemaType::Null => value.kind() == Kind::Null,
        SchemaType::Boolean => value.kind() == Kind::Bool,
        SchemaType::Object => value.kind() == Kind::Object,
        SchemaType::Array => value.kind() == Kind::Array,
        SchemaType::Number => value.kind() == Kind::Number,
        SchemaType::String => value.kind() == Kind::String,
        SchemaType::Integer => value.as_number().is_some_and(|lexeme| {
            Number::new(lexeme).as_i128().is_some() || Number::new(lexeme).as_f64().fract() == 0.0
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openapi::Schema;
    use crate::openapi::testing::{read, reports};

    fn found(yaml: &str) -> Vec<(Code, String)> {
        reports(&read::<Schema>(yaml).1)
    }

    #[test]
    fn empty_lists_count_as_absent() {
        for key in ["enum", "oneOf", "anyOf", "allOf"] {
            let yaml = format!("{{ type: string, {key}: [] }}");
            assert_eq!(found(&yaml), [(Code::RepairedValue, format!("#/{key}"))]);
        }
        let (schema, _) = read::<Schema>("{ type: string, enum: [] }");
        assert_eq!(schema.and_then(|schema| schema.object()?.enumeration.clone()), None);
    }

    #[test]
    fn a_value_listed_twice_counts_once() {
        let (schema, sink) = read::<Schema>("{ enum: [a, { x: 1, y: 2 }, a, 1, { y: 2, x: 1 }] }");
        let left = schema.and_then(|schema| Some(schema.object()?.enumeration.clone()?.len()));
        assert_eq!(left, Some(3));
        let expected = ["#/enum/2", "#/enum/4"].map(|pointer| (Code::RepairedValue, pointer.to_owned()));
        assert_eq!(reports(&sink), expected);
    }

    #[test]
    fn bounds_that_leave_nothing_are_reported() {
        for (yaml, key) in [
            ("{ minimum: 2, maximum: 1 }", "minimum"),
            ("{ exclusiveMinimum: 2, maximum: 1.5 }", "exclusiveMinimum"),
            ("{ minLength: 2, maxLength: 1 }", "minLength"),
            ("{ minItems: 2, maxItems: 1 }", "minItems"),
        ] {
            assert_eq!(found(yaml), [(Code::NotRepresented, format!("#/{key}"))], "{yaml}");
        }
        for yaml in ["{ multipleOf: 0 }", "{ multipleOf: -1 }"] {
            assert_eq!(
                found(yaml),
                [(Code::RepairedValue, "#/multipleOf".to_owned())],
                "{yaml}"
            );
            let (schema, _) = read::<Schema>(yaml);
            assert!(schema.is_some_and(|schema| schema.object().is_some_and(|object| object.multiple_of.is_none())));
        }
        assert_eq!(
            found("{ minimum: 1, maximum: 1, minLength: 1, maxLength: 1, multipleOf: 0.1 }"),
            []
        );
    }

    #[test]
    fn defaults_of_another_type_are_said() {
        for yaml in [
            "{ type: integer, default: x }",
            "{ type: integer, default: 1.5 }",
            "{ type: string, default: 1 }",
        ] {
            assert_eq!(found(yaml), [(Code::DefaultMisfit, "#/default".to_owned())], "{yaml}");
        }
        for yaml in [
            "{ type: integer, default: 1.0 }",
            "{ type: string, default: null }",
            "{ default: 1 }",
        ] {
            assert_eq!(found(yaml), [], "{yaml}");
        }
    }
}
