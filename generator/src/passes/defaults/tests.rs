//! Which defaults become values of code.

use super::*;
use crate::lower::testing::{self, Lowered};

fn defaults(lowered: &Lowered) -> (Defaults, usize) {
    let mut sink = Sink::default();
    let defaults = Defaults::of(&lowered.api, &|_| None, &mut sink);
    (defaults, sink.diagnostics().len())
}

/// The default of the only property of `A`, and how many things are said about it.
fn of(schema: &str) -> (Option<DefaultValue>, usize) {
    let lowered = testing::schemas(&format!(
        "A: {{ type: object, properties: {{ p: {schema} }} }}\n\
         List: {{ type: array, items: {{ type: string }} }}\n\
         Map: {{ type: object, additionalProperties: {{ type: string }} }}\n\
         Size: {{ type: object, properties: {{ w: {{ type: integer }}, h: {{ type: integer }} }} }}"
    ));
    let (defaults, said) = defaults(&lowered);
    (defaults.field(lowered.id("A"), Position::Field(0)).cloned(), said)
}

#[test]
fn defaults_are_values_of_their_types() {
    let text = |text: &str| DefaultValue::Text(text.to_owned());
    for (schema, value) in [
        ("{ type: boolean, default: true }", DefaultValue::Bool(true)),
        ("{ type: integer, default: -3 }", DefaultValue::Integer(-3)),
        ("{ type: number, default: 2 }", DefaultValue::Float(2.0)),
        ("{ type: string, default: a }", text("a")),
        ("{ type: [string, 'null'], default: a }", text("a")),
        (
            "{ type: array, items: { type: string }, default: [] }",
            DefaultValue::List(vec![]),
        ),
        (
            "{ allOf: [{ $ref: '#/components/schemas/List' }], default: [a] }",
            DefaultValue::List(vec![text("a")]),
        ),
        (
            "{ allOf: [{ $ref: '#/components/schemas/Map' }], default: {} }",
            DefaultValue::EmptyMap,
        ),
        (
            "{ type: object, additionalProperties: { type: integer }, default: { a: 1 } }",
            DefaultValue::Map(vec![("a".to_owned(), DefaultValue::Integer(1))]),
        ),
        (
            "{ type: array, prefixItems: [{ type: string }, { type: boolean }], items: false, minItems: 2, default: [a, true] }",
            DefaultValue::Tuple(vec![text("a"), DefaultValue::Bool(true)]),
        ),
    ] {
        assert_eq!(of(schema), (Some(value), 0), "{schema}");
    }
    assert!(matches!(
        of("{ enum: [a, b], default: b }"),
        (Some(DefaultValue::Variant(_, 1)), 0)
    ));
    let size = of("{ allOf: [{ $ref: '#/components/schemas/Size' }], default: { h: 1 } }").0;
    let Some(DefaultValue::Record(_, fields)) = size else {
        panic!("{size:?}")
    };
    assert_eq!(fields, [(1, DefaultValue::Integer(1))]);
}

#[test]
fn what_the_type_does_not_hold_is_said() {
    for schema in [
        "{ type: boolean, default: 'true' }",
        "{ type: integer, default: 1.5 }",
        "{ type: integer, default: '3' }",
        "{ type: string, default: 1 }",
        "{ enum: [a, b], default: c }",
        "{ type: array, items: { type: integer }, default: [a] }",
        "{ type: array, items: { type: integer }, default: a }",
        "{ allOf: [{ $ref: '#/components/schemas/Size' }], default: a }",
    ] {
        assert_eq!(of(schema), (None, 1), "{schema}");
    }
}

#[test]
fn null_and_what_code_cannot_write_shortly_stay_in_the_docs() {
    for schema in [
        "{ type: boolean, default: null }",
        "{ type: string, format: date-time, default: '2024-01-01T00:00:00Z' }",
        "{ oneOf: [{ type: string }, { type: integer }], default: a }",
        "{ default: a }",
    ] {
        assert_eq!(of(schema), (None, 0), "{schema}");
    }
}
