//! Which defaults become values of code.

use super::*;
use crate::lower::testing;

/// The default of the only property of `A`, and the codes of what is said about it.
fn of(schema: &str) -> (Option<DefaultValue>, Vec<Code>) {
    let lowered = testing::schemas(&format!(
        "A: {{ type: object, properties: {{ p: {schema} }} }}\n\
         List: {{ type: array, items: {{ type: string }} }}\n\
         Map: {{ type: object, additionalProperties: {{ type: string }} }}\n\
         Size: {{ type: object, properties: {{ w: {{ type: integer }}, h: {{ type: integer }} }} }}\n\
         Named: {{ type: object, required: [name], additionalProperties: false, properties: {{ name: {{ type: string }} }} }}\n\
         Cat: {{ type: object, required: [kind], properties: {{ kind: {{ const: cat }}, lives: {{ type: integer }} }} }}\n\
         Dog: {{ type: object, required: [kind], properties: {{ kind: {{ const: dog }} }} }}\n\
         Nested: {{ type: array, items: {{ $ref: '#/components/schemas/Nested' }} }}\n\
         Choice: {{ type: object, properties: {{ a: {{ type: string }}, b: {{ type: string }} }}, \
           oneOf: [{{ required: [a] }}, {{ required: [b] }}] }}"
    ));
    let mut sink = Sink::default();
    let defaults = Defaults::of(&lowered.api, &|_| None, &mut sink);
    let said = sink.diagnostics().iter().map(|one| one.code).collect();
    (defaults.field(lowered.id("A"), Position::Field(0)).cloned(), said)
}

fn text(text: &str) -> DefaultValue {
    DefaultValue::Text(text.to_owned())
}

#[test]
fn defaults_are_values_of_their_types() {
    let digits = |digits, places| Digits { digits, places };
    for (schema, value) in [
        ("{ type: boolean, default: true }", DefaultValue::Bool(true)),
        ("{ type: integer, default: -3 }", DefaultValue::Integer(-3)),
        ("{ type: integer, default: 3.0 }", DefaultValue::Integer(3)),
        ("{ type: number, default: 2 }", DefaultValue::Float(2.0)),
        ("{ type: string, default: a }", text("a")),
        ("{ type: [string, 'null'], default: a }", text("a")),
        (
            "{ type: string, format: date, default: '2024-02-29' }",
            DefaultValue::Date("2024-02-29".to_owned()),
        ),
        (
            "{ type: string, format: date-time, default: '2024-01-01T00:00:00Z' }",
            DefaultValue::DateTime("2024-01-01T00:00:00Z".to_owned()),
        ),
        (
            "{ type: string, format: byte, default: TQ== }",
            DefaultValue::Base64("TQ==".to_owned()),
        ),
        (
            "{ type: string, format: time, default: '10:00:00Z' }",
            text("10:00:00Z"),
        ),
        (
            "{ type: integer, maximum: 999999999999999999999999999999999999999999999, default: 1.50e3 }",
            DefaultValue::Number(digits(150, -1)),
        ),
        (
            "{ default: { a: [1, 0.5, null] } }",
            DefaultValue::Anything(Anything::Object(vec![(
                "a".to_owned(),
                Anything::List(vec![
                    Anything::Number(digits(1, 0)),
                    Anything::Number(digits(5, 1)),
                    Anything::Null,
                ]),
            )])),
        ),
        (
            "{ type: array, items: { type: string }, default: [] }",
            DefaultValue::List(vec![]),
        ),
        (
            "{ type: array, items: { type: [string, 'null'] }, default: [a, null] }",
            DefaultValue::List(vec![DefaultValue::NotNull(Box::new(text("a"))), DefaultValue::Null]),
        ),
        (
            "{ allOf: [{ $ref: '#/components/schemas/List' }], default: [a] }",
            DefaultValue::List(vec![text("a")]),
        ),
        (
            "{ type: object, additionalProperties: { type: array, items: { type: integer } }, default: { a: [1] } }",
            DefaultValue::Map(
                None,
                vec![("a".to_owned(), DefaultValue::List(vec![DefaultValue::Integer(1)]))],
            ),
        ),
        (
            "{ type: array, prefixItems: [{ type: string }, { type: boolean }], items: false, minItems: 2, default: [a, true] }",
            DefaultValue::Tuple(vec![text("a"), DefaultValue::Bool(true)]),
        ),
    ] {
        assert_eq!(of(schema), (Some(value), vec![]), "{schema}");
    }
}

#[test]
fn defaults_are_values_of_types_with_a_name() {
    let found = |schema: &str| match of(schema) {
        (Some(value), said) if said.is_empty() => value,
        other => panic!("{schema}: {other:?}"),
    };
    assert!(matches!(
        found("{ enum: [a, b], default: b }"),
        DefaultValue::Variant(_, 1)
    ));
    assert!(matches!(
        found("{ enum: [1, 2.5], default: 1.0 }"),
        DefaultValue::Variant(_, 0)
    ));
    let map = found("{ allOf: [{ $ref: '#/components/schemas/Map' }], default: {} }");
    assert!(matches!(map, DefaultValue::Map(Some(_), entries) if entries.is_empty()));
    let size = found("{ allOf: [{ $ref: '#/components/schemas/Size' }], default: { h: 1, other: 2 } }");
    assert!(matches!(size, DefaultValue::Record(_, members) if members.fields == [(1, DefaultValue::Integer(1))]));
    let named = found("{ allOf: [{ $ref: '#/components/schemas/Named' }], default: { name: a } }");
    assert!(matches!(named, DefaultValue::Record(_, members) if members.fields == [(0, text("a"))]));
    let choice = found("{ allOf: [{ $ref: '#/components/schemas/Choice' }], default: { b: x } }");
    assert!(matches!(choice, DefaultValue::Record(_, members) if members.choices == [(1, vec![text("x")])]));
    let nested = found("{ allOf: [{ $ref: '#/components/schemas/Nested' }], default: [[]] }");
    let DefaultValue::Newtype(_, inside) = nested else {
        panic!("{nested:?}")
    };
    assert!(matches!(*inside, DefaultValue::List(items) if matches!(items.as_slice(), [DefaultValue::Newtype(..)])));
}

#[test]
fn defaults_are_the_members_that_reading_would_take() {
    let member = |schema: &str| match of(schema) {
        (Some(DefaultValue::Member(_, index, _)), said) if said.is_empty() => index,
        other => panic!("{schema}: {other:?}"),
    };
    let pets = "oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]";
    assert_eq!(
        member("{ oneOf: [{ type: string }, { type: integer }], default: 3 }"),
        1
    );
    assert_eq!(member(&format!("{{ {pets}, default: {{ kind: dog }} }}")), 1);
    assert_eq!(
        member(&format!(
            "{{ {pets}, discriminator: {{ propertyName: kind, mapping: {{ cat: Cat, dog: Dog }} }}, default: {{ kind: cat, lives: 7 }} }}"
        )),
        0
    );
    let by_key = "anyOf: [{ type: object, required: [a], properties: { a: { type: string } } }, \
                  { type: object, required: [b], properties: { b: { type: string } } }]";
    assert_eq!(member(&format!("{{ {by_key}, default: {{ b: x }} }}")), 1);
    let by_trial = "anyOf: [{ type: object, properties: { a: { type: string } } }, \
                    { type: object, properties: { b: { type: string } } }]";
    assert_eq!(member(&format!("{{ {by_trial}, default: {{ b: x }} }}")), 1);
}

#[test]
fn what_the_type_does_not_hold_is_said() {
    for schema in [
        "{ type: boolean, default: 'true' }",
        "{ type: integer, default: 1.5 }",
        "{ type: integer, default: '3' }",
        "{ type: string, default: 1 }",
        "{ type: string, format: date, default: '2023-02-29' }",
        "{ type: string, format: date-time, default: now }",
        "{ type: string, format: byte, default: '?' }",
        "{ enum: [a, b], default: c }",
        "{ type: array, items: { type: integer }, default: [a] }",
        "{ type: array, items: { type: integer }, default: a }",
        "{ oneOf: [{ type: string }, { type: integer }], default: true }",
        "{ allOf: [{ $ref: '#/components/schemas/Size' }], default: a }",
        "{ allOf: [{ $ref: '#/components/schemas/Named' }], default: {} }",
        "{ allOf: [{ $ref: '#/components/schemas/Named' }], default: { name: a, other: b } }",
        "{ allOf: [{ $ref: '#/components/schemas/Choice' }], default: { a: x, b: x } }",
    ] {
        assert_eq!(of(schema), (None, vec![Code::DefaultMisfit]), "{schema}");
    }
}

#[test]
fn what_code_cannot_write_is_said() {
    let digits = "1".repeat(50);
    let deep = format!("{}{}", "[".repeat(40), "]".repeat(40));
    for schema in [
        format!("{{ type: integer, maximum: 9{digits}, default: {digits} }}"),
        format!("{{ default: {{ a: {digits} }} }}"),
        format!("{{ allOf: [{{ $ref: '#/components/schemas/Nested' }}], default: {deep} }}"),
    ] {
        assert_eq!(of(&schema), (None, vec![Code::NotRepresented]), "{schema}");
    }
    assert_eq!(of("{ type: boolean, default: null }"), (None, vec![]));
}

#[test]
fn the_default_of_what_is_referred_to_is_that_of_each_use_and_is_said_once() {
    let lowered = testing::schemas(
        "A: { type: object, properties: { p: { $ref: '#/components/schemas/Mode' }, q: { $ref: '#/components/schemas/Bad' } } }\n\
         B: { type: object, properties: { q: { $ref: '#/components/schemas/Bad' } } }\n\
         Mode: { type: string, enum: [a, b], default: b }\n\
         Bad: { type: string, enum: [a, b], default: c }",
    );
    let mut sink = Sink::default();
    let defaults = Defaults::of(&lowered.api, &|_| None, &mut sink);
    let found = defaults.field(lowered.id("A"), Position::Field(0));
    assert!(matches!(found, Some(DefaultValue::Variant(_, 1))), "{found:?}");
    assert_eq!(sink.diagnostics().len(), 1);
}
