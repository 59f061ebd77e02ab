//! What no type can say is said at its place.

use crate::diag::Code;
use crate::ir::{Deprecation, Scalar, Shape, Type};
use crate::lower::testing::{document, paths, schemas, used};

/// Asserts that the component `A` with this text, beside two others, is reported as not represented at these places.
fn reported(schema: &str, places: &[&str]) -> String {
    let lowered = schemas(&format!(
        "A: {schema}\nB: {{ type: object, required: [b], properties: {{ b: {{ type: string }} }} }}\n\
         C: {{ type: object, required: [c], properties: {{ c: {{ type: string }} }} }}"
    ));
    let expected: Vec<(Code, String)> = places
        .iter()
        .map(|place| (Code::NotRepresented, format!("#/components/schemas/A{place}")))
        .collect();
    let mut found = lowered.reports();
    found.retain(|(code, _)| *code == Code::NotRepresented);
    assert_eq!(found, expected, "{schema}");
    lowered.show("A")
}

const B: &str = "$ref: '#/components/schemas/B'";

#[test]
fn keywords_beside_references_and_alone_are_reported() {
    reported("{ if: {}, then: {}, else: {} }", &[]);
    reported("{ then: {}, else: {} }", &["/then", "/else"]);
    reported("{ minContains: 1, maxContains: 2 }", &["/minContains", "/maxContains"]);
    reported(
        &format!("{{ allOf: [{{ {B} }}], discriminator: {{ propertyName: b }} }}"),
        &["/discriminator"],
    );
    reported(
        "{ type: string, contentEncoding: quoted-printable, contentMediaType: image/png, contentSchema: {} }",
        &["/contentEncoding", "/contentMediaType", "/contentSchema"],
    );
}

#[test]
fn members_that_say_more_than_names_are_no_group() {
    let shown = reported(
        "{ type: object, properties: { x: {}, y: {} }, oneOf: [{ required: [x], not: {} }, { required: [y] }] }",
        &[],
    );
    assert_eq!(shown, "union by trial: x A#0 / y A#1");
}

#[test]
fn lists_of_values_that_contradict_each_other_are_reported() {
    assert_eq!(reported("{ allOf: [{ enum: [a] }, { enum: [b] }] }", &[""]), "= string");
    assert_eq!(reported("{ const: a, enum: [b, c] }", &["/enum"]), "enum a");
    assert_eq!(reported("{ const: a, enum: [a, c] }", &[]), "enum a");
}

#[test]
fn constraints_beside_listed_values_are_reported_where_they_leave_one_out() {
    reported("{ enum: [aa, b], maxLength: 1 }", &["/maxLength"]);
    reported(
        "{ enum: [aa, b], minLength: 2, pattern: ^a }",
        &["/minLength", "/pattern"],
    );
    reported("{ enum: [aa, b], minLength: 1, pattern: '^[ab]' }", &[]);
    let shown = reported(
        "{ oneOf: [{ enum: [a] }, { type: string, pattern: ^x, maxLength: 3 }] }",
        &[],
    );
    assert_eq!(
        shown,
        "enum a .. asserts one(enum(\"a\"), string & max length 3 & like ^x)"
    );
    reported(
        "{ enum: [1, 5, 2.5], minimum: 2, exclusiveMaximum: 5 }",
        &["/minimum", "/exclusiveMaximum"],
    );
    reported("{ enum: [1, 5], minimum: 1, maximum: 5 }", &[]);
}

#[test]
fn what_is_demanded_beside_alternatives_that_say_the_same_is_asserted_or_reported() {
    let beside = |base: &str, places: &[&str]| {
        let member =
            |value: &str| format!("{{ type: object, required: [k], properties: {{ k: {{ const: {value} }} }} }}");
        let text = format!("{{ type: object, {base}, oneOf: [{}, {}] }}", member("a"), member("b"));
        reported(&text, places)
    };
    assert_eq!(
        beside("properties: { k: { type: string } }", &[]),
        "union by tag k a=0 b=1: a A#0 / b A#1"
    );
    beside("properties: { k: { enum: [a, b, c] } }", &[]);
    let shown = beside("properties: { k: { enum: [a] } }", &[]);
    assert_eq!(shown.split(" asserts ").last(), Some("{ k: enum(\"a\") }"));
    let shown = beside("properties: { k: { type: string, maxLength: 3 } }", &[]);
    assert_eq!(shown.split(" asserts ").last(), Some("{ k: string & max length 3 }"));
    beside(
        "properties: { k: {} }, additionalProperties: false",
        &["/additionalProperties"],
    );
}

#[test]
fn members_of_one_type_keep_the_constraints_that_they_share() {
    let shown = reported(
        "{ oneOf: [{ type: array, maxItems: 2, minItems: 1 }, { type: array, minItems: 1 }, { type: string }] }",
        &[],
    );
    assert!(
        shown.contains("[any](items 1..)") && shown.contains(" asserts one("),
        "{shown}"
    );
    reported(
        "{ oneOf: [{ type: array }, { type: array, deprecated: true }, { type: string }] }",
        &["/oneOf/1"],
    );
    reported(&format!("{{ oneOf: [{{ {B}, deprecated: true }}] }}"), &["/oneOf/0"]);
}

#[test]
fn a_tag_of_two_members_belongs_to_the_component_of_that_name_or_is_not_used() {
    let tagged = |one: &str, other: &str| {
        schemas(&format!(
            "A: {{ oneOf: [{{ $ref: '#/components/schemas/Cat' }}, {{ $ref: '#/components/schemas/Dog' }}], discriminator: {{ propertyName: k }} }}\n\
             Cat: {{ type: object, properties: {{ k: {{ enum: {one} }}, c: {{ type: string }} }} }}\n\
             Dog: {{ type: object, properties: {{ k: {{ enum: {other} }}, d: {{ type: string }} }} }}"
        ))
    };
    let named = tagged("[Cat, Dog]", "[Cat, Dog]");
    assert_eq!(named.show("A"), "union by tag k? Cat=0 Dog=1: Cat Cat / Dog Dog");
    assert_eq!(named.codes(), []);
    for same in [tagged("[x]", "[x]"), tagged("[x, y]", "[y, z]")] {
        assert_eq!(same.show("A"), "union by trial: Cat Cat / Dog Dog & Cat and Dog A#&");
        assert_eq!(
            same.reports(),
            [
                (Code::NotRepresented, "#/components/schemas/A/oneOf/1".to_owned()),
                (Code::UntaggedUnion, "#/components/schemas/A/oneOf".to_owned()),
            ]
        );
    }
}

#[test]
fn deprecated_values_and_members_are_deprecated() {
    let lowered = schemas(
        "A: { oneOf: [{ const: a, deprecated: true }, { const: b }] }\n\
         B: { type: object, required: [b], properties: { b: { type: string } } }\n\
         C: { oneOf: [{ $ref: '#/components/schemas/B', deprecated: true, x-deprecated-reason: Use text }, { type: string }] }",
    );
    let shape = |name: &str| &lowered.api.types.get(lowered.id(name)).shape;
    let (Shape::Enumeration(values), Shape::Union(union)) = (shape("A"), shape("C")) else {
        panic!("an enumeration and a union")
    };
    let values: Vec<bool> = values.values.iter().map(|value| value.deprecated.is_some()).collect();
    assert_eq!(values, [true, false]);
    let note = |note: &str| {
        Some(Deprecation {
            note: Some(note.to_owned()),
        })
    };
    let members: Vec<_> = union
        .variants
        .iter()
        .map(|variant| variant.deprecated.clone())
        .collect();
    assert_eq!(members, [note("Use text"), None]);
    assert_eq!(lowered.codes(), []);
}

#[test]
fn what_of_parameters_and_headers_has_no_effect_is_reported() {
    for (parameter, place) in [
        ("in: query, schema: { type: [string, 'null'] }", "/schema"),
        (
            "in: header, schema: { type: string }, allowEmptyValue: true",
            "/allowEmptyValue",
        ),
        (
            "in: header, schema: { type: string }, allowReserved: true",
            "/allowReserved",
        ),
        (
            "in: cookie, schema: { type: string }, allowReserved: true",
            "/allowReserved",
        ),
    ] {
        let lowered = paths(&format!(
            "/a:\n  get:\n    parameters: [{{ name: p, {parameter} }}]\n    responses: {{ '204': {{ description: D }} }}\n"
        ));
        let place = format!("#/paths/~1a/get/parameters/0{place}");
        assert_eq!(lowered.reports(), [(Code::NotRepresented, place)], "{parameter}");
        assert_eq!(
            lowered.api.operations[0].parameters[0].value.ty,
            Type::Scalar(Scalar::String)
        );
    }
    let lowered = paths(
        "/a:\n  get:\n    parameters: [{ name: p, in: query, schema: { type: array, items: { type: [string, 'null'] } } }]\n    responses: { '204': { description: D } }\n",
    );
    assert_eq!(lowered.codes(), [Code::NotRepresented]);
    assert_eq!(
        used(&lowered.api, &lowered.api.operations[0].parameters[0].value),
        "[string]"
    );
    for (header, ty, place) in [
        (
            "schema: { type: string }, deprecated: true",
            Type::Scalar(Scalar::String),
            "/deprecated",
        ),
        ("schema: { enum: [a, 1] }", Type::Scalar(Scalar::String), ""),
        (
            "schema: { oneOf: [{ type: integer }, { type: string }] }",
            Type::Scalar(Scalar::String),
            "",
        ),
    ] {
        let lowered = paths(&format!(
            "/a:\n  get:\n    responses: {{ '204': {{ description: D }}, '404': {{ description: E, headers: {{ H: {{ {header} }} }} }} }}\n"
        ));
        assert_eq!(lowered.api.failures[0].headers[0].value.ty, ty);
        let place = format!("#/paths/~1a/get/responses/404/headers/H{place}");
        assert_eq!(lowered.reports(), [(Code::NotRepresented, place)], "{header}");
    }
}

#[test]
fn equal_names_of_operations_and_equal_paths_are_reported() {
    let lowered = paths(
        "/p/{a}:\n  parameters: [{ name: a, in: path, required: true, schema: { type: string } }]\n  get: { operationId: x, responses: { '204': { description: D } } }\n\
         /p/{b}:\n  parameters: [{ name: b, in: path, required: true, schema: { type: string } }]\n  put: { operationId: x, responses: { '204': { description: D } } }\n",
    );
    assert_eq!(
        lowered.reports(),
        [
            (Code::RepairedValue, "#/paths/~1p~1{b}".to_owned()),
            (Code::RepairedValue, "#/paths/~1p~1{b}/put/operationId".to_owned()),
        ]
    );
}

#[test]
fn servers_that_are_not_called_are_reported() {
    for (servers, code, place) in [
        ("[{ url: 'https://{t}.x' }]", Code::NotRepresented, "0/url"),
        (
            "[{ url: 'https://{t}.x', variables: { t: { default: a, enum: [b] } } }]",
            Code::RepairedValue,
            "0/variables/t/default",
        ),
        (
            "[{ url: 'https://x', variables: { t: { default: a } } }]",
            Code::NotRepresented,
            "0/variables/t",
        ),
        ("[{ url: 'https://x' }, { url: /y }]", Code::NotRepresented, "1"),
    ] {
        let lowered = document(&format!(
            "openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\nservers: {servers}\npaths: {{ /a: {{}} }}\n"
        ));
        assert_eq!(lowered.reports(), [(code, format!("#/servers/{place}"))], "{servers}");
    }
    let lowered = paths(
        "/a: { $ref: '#/components/pathItems/P', servers: [{ url: 'https://b.test' }] }\n---\npathItems: { P: { get: { responses: { '204': { description: D } } } } }\n",
    );
    assert_eq!(lowered.reports(), [(Code::NotRepresented, "#/paths/~1a".to_owned())]);
}

#[test]
fn a_format_of_integers_does_not_make_a_number_one() {
    assert_eq!(reported("{ type: number, format: int64 }", &["/format"]), "= f64");
}
