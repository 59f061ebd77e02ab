//! Enumerations: which values they have, what extensions say of these, and what is reported.

use crate::diag::Code;
use crate::ir::{Deprecation, EnumValue, Literal, Shape};
use crate::lower::testing::{Lowered, schemas, versioned};

/// The values of an enumeration.
fn values(lowered: &Lowered, name: &str) -> Vec<EnumValue> {
    match &lowered.api.types.get(lowered.id(name)).shape {
        Shape::Enumeration(list) => list.values.clone(),
        other => panic!("{other:?}"),
    }
}

/// What extensions call the values of the schema `A`, and where something was reported.
fn named(schema: &str) -> (Vec<Option<String>>, Vec<String>) {
    let lowered = schemas(&format!("A: {schema}"));
    let names = values(&lowered, "A").into_iter().map(|value| value.name);
    let base = "#/components/schemas/A/";
    let places = lowered.reports().into_iter().map(|(code, place)| {
        assert_eq!(code, Code::NotRepresented, "{schema}");
        place.trim_start_matches(base).to_owned()
    });
    (names.collect(), places.collect())
}

#[test]
fn any_listed_values_are_an_enumeration() {
    let lowered = schemas(
        "A: { type: integer, enum: [2, 1, -1.0] }\n\
         B: { enum: [auto, 1, 1.50, true, [1, a], { y: 1.0, x: null }, null] }\n\
         C: { type: number, enum: [1, 2] }\n\
         D: { const: 3 }\n\
         E: { type: [integer, 'null'], enum: [1, null] }\n\
         F: { type: object, properties: { e: { $ref: '#/components/schemas/E' }, b: { type: object, enum: [{}] } } }\n\
         G: { enum: [18446744073709551615, 0] }",
    );
    let shown = ["A", "B", "C", "D", "E", "F", "F.b", "G"].map(|name| lowered.show(name));
    assert_eq!(
        shown,
        [
            "enum 2 1 -1",
            "enum \"auto\" 1 1.5 true [1,\"a\"] {\"x\":null,\"y\":1}",
            "enum 1 2",
            "enum 3",
            "enum 1",
            "{ e?: E|null, b?: F.b }",
            "enum {}",
            "enum 18446744073709551615 0",
        ]
    );
    assert_eq!(lowered.codes(), []);
}

#[test]
fn listed_booleans_stay_booleans() {
    let lowered = schemas(
        "A: { enum: [true] }\nB: { type: boolean, enum: [false, true] }\nC: { oneOf: [{ const: true }, { const: false }] }\n\
         D: { type: object, properties: { gone: { const: true } } }",
    );
    let shown = ["A", "B", "C", "D"].map(|name| lowered.show(name));
    assert_eq!(
        shown,
        ["= bool(only true)", "= bool", "= bool", "{ gone?: bool(only true) }"]
    );
    assert_eq!(lowered.codes(), []);
}

#[test]
fn values_that_the_type_leaves_out_count_as_what_was_meant() {
    for (schema, shown, code) in [
        (
            "{ type: string, enum: [a, 1.0, true] }",
            "enum a 1.0 true",
            Code::CoercedScalar,
        ),
        ("{ type: integer, enum: ['1', '2'] }", "enum 1 2", Code::RepairedValue),
        (
            "{ type: boolean, enum: ['true'] }",
            "= bool(only true)",
            Code::RepairedValue,
        ),
        ("{ type: integer, enum: [1, x, 1.5] }", "enum 1", Code::NotRepresented),
        ("{ type: integer, enum: [x] }", "= i64", Code::NotRepresented),
        (
            "{ allOf: [{ enum: [a] }, { enum: [b] }] }",
            "= string",
            Code::NotRepresented,
        ),
    ] {
        let lowered = schemas(&format!("A: {schema}"));
        assert_eq!(lowered.show("A"), shown, "{schema}");
        assert!(!lowered.codes().is_empty(), "{schema}");
        assert!(
            lowered.codes().iter().all(|found| *found == code),
            "{schema} {:?}",
            lowered.codes()
        );
    }
}

#[test]
fn several_lists_have_their_values_in_common() {
    let lowered = schemas(
        "A: { allOf: [{ enum: [1, 2, a] }, { enum: [a, 2.0, 3] }] }\n\
         B: { enum: [1, 2], const: 2.0 }\n\
         C: { allOf: [{ type: integer }, { enum: [1] }] }",
    );
    assert_eq!(
        ["A", "B", "C"].map(|name| lowered.show(name)),
        ["enum 2 \"a\"", "enum 2", "enum 1"]
    );
    assert_eq!(lowered.codes(), []);
}

#[test]
fn listed_objects_beside_properties_have_the_form_of_these() {
    let lowered = schemas("A: { type: object, properties: { a: { type: string } }, enum: [{ a: x }] }");
    assert_eq!(lowered.show("A"), "{ a?: string } asserts enum({\"a\":\"x\"})");
    assert_eq!(lowered.codes(), []);
}

#[test]
fn unions_of_lists_are_one_enumeration() {
    let lowered = schemas(
        "A: { oneOf: [{ const: 1 }, { const: 2 }, { type: 'null' }] }\n\
         B: { anyOf: [{ type: integer }, { enum: [1] }] }\n\
         C: { oneOf: [{ const: auto }, { type: integer, enum: [1, 2] }] }\n\
         D: { oneOf: [{ const: auto }, { $ref: '#/components/schemas/A' }] }\n\
         E: { anyOf: [{ type: number }, { const: 1 }] }\n\
         F: { oneOf: [{ const: auto }, { type: integer }] }",
    );
    let shown = ["A", "B", "C", "D", "E", "F"].map(|name| lowered.show(name));
    assert_eq!(
        shown,
        [
            "enum 1 2",
            "enum 1 ..",
            "enum \"auto\" 1 2",
            "union by kind String=0 Number=1: string D#0 / number A",
            "= f64",
            "union by kind String=0 Number=1: string F#0 / number i64",
        ]
    );
}

#[test]
fn described_constants_are_an_enumeration_with_descriptions() {
    let lowered = schemas(
        "A:\n  oneOf: [{ const: a, description: The first }, { const: b, deprecated: true }]\n\
         B: { type: string, enum: [x, y], x-enumDescriptions: { y: Why } }\n\
         C:\n  oneOf: [{ const: 0, title: Low, description: Slow }, { const: 1, title: 'High!' }, { const: 2, title: Low }, \
         { const: 3, title: Mid }, { const: c, title: Letter }]",
    );
    let value = |literal: Literal, name: Option<&str>, description: Option<&str>| EnumValue {
        name: name.map(str::to_owned),
        description: description.map(str::to_owned),
        ..EnumValue::from(literal)
    };
    let text = |text: &str, description| value(Literal::String(text.to_owned()), None, description);
    let number = |number, name, description| value(Literal::Integer(number), name, description);
    let old = EnumValue {
        deprecated: Some(Deprecation { note: None }),
        ..text("b", None)
    };
    assert_eq!(values(&lowered, "A"), [text("a", Some("The first")), old]);
    assert_eq!(values(&lowered, "B"), [text("x", None), text("y", Some("Why"))]);
    assert_eq!(
        values(&lowered, "C"),
        [
            number(0, None, Some("Slow")),
            number(1, None, Some("High!")),
            number(2, None, None),
            number(3, Some("Mid"), None),
            text("c", Some("Letter")),
        ]
    );
}

#[test]
fn extensions_name_values() {
    let some = |names: &[&str]| names.iter().map(|name| Some((*name).to_owned())).collect::<Vec<_>>();
    for schema in [
        "{ enum: [0, 1], x-enum-varnames: [Off, On] }",
        "{ enum: [0, 1], x-enumNames: [Off, On], x-enum-varnames: { '0': Off } }",
        "{ enum: [0, null, 1], x-enum-names: [Off, On] }",
        "{ enum: [0, null, 1], x-enum-varnames: [Off, Nothing, On] }",
        "{ enum: [0, 1], x-enum-varnames: { '1': On, '0': Off } }",
        "{ enum: [0, 1], x-ms-enum: { name: Switch, values: [{ value: 1, name: On }, { value: 0, name: Off }] } }",
        "{ enum: [0, 1], x-enum-values: [{ numericValue: '1', identifier: On }, { numericValue: 0, identifier: Off }] }",
    ] {
        assert_eq!(named(schema), (some(&["Off", "On"]), vec![]), "{schema}");
    }
    for (key, value) in [
        ("x-enum-varnames", "[Off]"),
        ("x-enumNames", "[Off, Off]"),
        ("x-enum-names", "[Off, '+']"),
        ("x-enum-varnames", "text"),
        ("x-enum-descriptions", "[a, b, c]"),
        ("x-enum-deprecated", "[2]"),
    ] {
        let found = named(&format!("{{ enum: [0, 1], {key}: {value} }}"));
        assert_eq!(found, (vec![None, None], vec![key.to_owned()]), "{key}: {value}");
    }
}

#[test]
fn a_value_listed_twice_counts_for_the_order_of_names() {
    let lowered = schemas("A: { enum: [a, a, b], x-enum-varnames: [First, Again, Second] }");
    let names: Vec<Option<String>> = values(&lowered, "A").into_iter().map(|value| value.name).collect();
    assert_eq!(names, [Some("First".to_owned()), Some("Second".to_owned())]);
}

#[test]
fn extensions_deprecate_values() {
    let lowered = schemas(
        "A: { enum: [a, b], x-enum-deprecated: [b] }\nB: { enum: [1, 2], x-deprecated-enum-values: { '1': Use 2, '2': false } }",
    );
    let notes = |name: &str| {
        let found = values(&lowered, name).into_iter().map(|value| value.deprecated);
        found.map(|deprecated| deprecated.map(|it| it.note)).collect::<Vec<_>>()
    };
    assert_eq!(notes("A"), [None, Some(None)]);
    assert_eq!(notes("B"), [Some(Some("Use 2".to_owned())), None]);
}

#[test]
fn tags_may_be_any_values() {
    let lowered = versioned(
        "3.0.3",
        "A:\n  oneOf: [{ $ref: '#/components/schemas/X' }, { $ref: '#/components/schemas/Y' }]\n\
         X: { type: object, required: [k], properties: { k: { oneOf: [{ enum: [x] }, { enum: [z] }] } } }\n\
         Y: { type: object, required: [k], properties: { k: { enum: [y] } } }",
    );
    assert_eq!(lowered.show("A"), "union by tag k x=0 z=0 y=1: x X / y Y");
}
