//! Scalars, enumerations, arrays, maps, null and constraints.

use crate::diag::Code;
use crate::lower::Settings;
use crate::lower::testing::{schemas, schemas_with, versioned};

#[test]
fn formats_of_strings_make_dates_and_secrets() {
    let lowered = schemas(
        "A:\n  type: object\n  properties:\n    at: { type: string, format: date-time }\n    \
         on: { type: string, format: date }\n    file: { type: string, format: byte }\n    \
         blob: { type: string, contentEncoding: BASE64 }\n    phone: { type: string, format: phone }\n    \
         id: { type: string, format: uuid }\n    pin: { type: string, format: password }\n    pin2: { $ref: '#/components/schemas/Pin' }\n\
         Pin: { type: string, format: password }",
    );
    assert_eq!(
        lowered.show("A"),
        "{ at?: datetime, on?: date, file?: base64, blob?: base64, phone?: string, id?: string(Uuid), pin?: string, \
         pin2?: Pin }"
    );
    assert!(lowered.field("A", "pin").secret && lowered.field("A", "pin2").secret);
    assert!(!lowered.field("A", "id").secret);
    assert_eq!(lowered.codes(), []);
}

#[test]
fn formats_of_strings_are_rules_where_no_type_has_them() {
    let lowered = schemas(
        "A: { type: string, format: email, maxLength: 99 }\n\
         B: { type: [string, integer], format: uri }\n\
         C: { type: array, items: { type: string, format: ipv4 } }\n\
         D: { allOf: [{ type: string, format: date }, { type: string, format: uri }] }\n\
         E: { type: string, format: uuid, enum: [a] }\n\
         F: { type: string, contentEncoding: base64url }\n\
         G: { type: integer, format: uuid }\n\
         H: { format: uuid }",
    );
    let shown = ["A", "B", "C", "D", "E", "F", "G", "H"].map(|name| lowered.show(name));
    assert_eq!(
        shown,
        [
            "= string(length ..99)(Email)",
            "union by kind Number=0 String=1: number i64 / string string(Uri)",
            "= [string(Ipv4)]",
            "= date(Uri)",
            "enum a",
            "= string(Base64Url)",
            "= i64",
            "= string(Uuid)"
        ]
    );
    assert_eq!(lowered.codes(), []);
}

#[test]
fn bounds_of_both_spellings_become_one_rule() {
    let lowered = schemas(
        "A: { type: integer, minimum: 1, exclusiveMinimum: 0, maximum: 9.5 }\n\
         B: { type: number, exclusiveMinimum: 0, maximum: 1e3, multipleOf: 0.5 }",
    );
    assert_eq!(lowered.show("A"), "= i64(1..9)");
    assert_eq!(lowered.show("B"), "= f64(0!..1000)(multiple of 0.5)");
}

#[test]
fn an_alias_hands_its_constraints_to_every_use() {
    let lowered = schemas(
        "Limit: { type: integer, minimum: 1, maximum: 100 }\n\
         A:\n  type: object\n  properties: { limit: { $ref: '#/components/schemas/Limit', maximum: 20 } }",
    );
    assert_eq!(lowered.show("A"), "{ limit?: Limit(1..20) }");
}

#[test]
fn what_is_no_pattern_is_reported() {
    let lowered = schemas("A: { type: string, pattern: '^(x' }\nB: { type: string, pattern: '^(?!x)' }");
    assert_eq!(
        (lowered.show("A"), lowered.show("B")),
        ("= string".to_owned(), "= string(like ^(?!x))".to_owned())
    );
    assert_eq!(
        lowered.reports(),
        [(Code::UnsupportedPattern, "#/components/schemas/A/pattern".to_owned())]
    );
}

#[test]
fn strings_that_are_listed_are_an_enumeration() {
    let lowered = schemas(
        "A: { type: string, enum: [b, a, b, ''] }\n\
         B: { const: cat }\n\
         C:\n  type: object\n  properties: { state: { enum: [on, off, null] }, mode: { type: [string, 'null'], enum: [x, null] } }",
    );
    assert_eq!(lowered.show("A"), "enum b a ");
    assert_eq!(lowered.show("B"), "enum cat");
    assert_eq!(lowered.show("C"), "{ state?: C.state|null, mode?: C.mode|null }");
    assert_eq!(lowered.show("C.state"), "enum on off");
    // The second `b` is said to be one too many.
    assert_eq!(lowered.codes(), [Code::RepairedValue]);
}

#[test]
fn null_is_a_part_of_the_use_in_every_spelling() {
    let lowered = versioned(
        "3.0.3",
        "P: { type: object, properties: { x: { type: integer } }, nullable: true }\n\
         A:\n  type: object\n  required: [b]\n  properties:\n    a: { $ref: '#/components/schemas/P' }\n    \
         b: { nullable: true, allOf: [{ $ref: '#/components/schemas/Q' }] }\n    c: { type: array, items: { type: string, nullable: true } }\n\
         Q: { type: object, properties: { x: { type: integer } } }",
    );
    assert_eq!(lowered.show("P"), "{ x?: i64 }");
    assert_eq!(lowered.show("A"), "{ a?: P|null, b: Q|null, c?: [string|null] }");
    assert_eq!(lowered.codes(), []);
    let lowered = schemas(
        "A:\n  type: object\n  properties:\n    a: { oneOf: [{ $ref: '#/components/schemas/Q' }, { type: 'null' }] }\n    \
         b: { type: [integer, 'null'] }\n    c: { type: string, nullable: true }\n    d: {}\n\
         Q: { type: object, properties: { x: { type: integer } } }",
    );
    assert_eq!(
        lowered.show("A"),
        "{ a?: Q|null, b?: i64|null, c?: string|null, d?: any }"
    );
    assert_eq!(lowered.codes(), [Code::NullableIn31]);
}

#[test]
fn objects_are_records_or_maps() {
    let lowered = schemas(
        "A: { type: object }\n\
         B: { type: object, additionalProperties: { type: integer, minimum: 0 } }\n\
         C: { type: object, properties: { a: { type: string } }, additionalProperties: true }\n\
         D: { type: object, properties: { a: { type: string } }, additionalProperties: false }\n\
         E: { type: object, additionalProperties: false }\n\
         F: { type: object, required: [x], properties: { y: { type: string } } }\n\
         G: { type: object, minProperties: 1, additionalProperties: { type: object, properties: { z: { type: string } } } }",
    );
    let shown = ["A", "B", "C", "D", "E", "F", "G", "G{}"].map(|name| lowered.show(name));
    assert_eq!(
        shown,
        [
            "= map any",
            "= map i64(0..)",
            "{ a?: string, .. any }",
            "{ a?: string, ! }",
            "{ ! }",
            "{ y?: string, x: any }",
            "= map G{}(properties 1..)",
            "{ z?: string }"
        ]
    );
    assert_eq!(lowered.codes(), []);
}

#[test]
fn arrays_are_lists() {
    let lowered = schemas(
        "A: { type: array, items: { type: string, maxLength: 5 }, minItems: 1, uniqueItems: true }\n\
         B: { type: array }\n\
         C: { type: array, items: { type: object, properties: { a: { type: array, items: { enum: [x] } } } } }\n\
         D: { type: array, prefixItems: [{ type: number }, { type: number }], items: false, minItems: 2 }\n\
         E: { type: array, prefixItems: [{ type: number }, { type: string }] }",
    );
    let shown = ["A", "B", "C", "C[]", "D", "E"].map(|name| lowered.show(name));
    assert_eq!(
        shown,
        [
            "= [string(length ..5)](items 1..)(unique)",
            "= [any]",
            "= [C[]]",
            "{ a?: [C[].a] }",
            "= (f64, f64)",
            "= [any](asserts [number, string])"
        ]
    );
    assert_eq!(lowered.codes(), []);
}

#[test]
fn what_is_ignored_is_said_at_its_place() {
    let lowered = schemas(
        "A: { type: string, contentEncoding: quoted-printable }\n\
         B: { type: array, maxContains: 2 }\n\
         C: false",
    );
    assert_eq!(
        lowered.reports(),
        [
            (
                Code::NotRepresented,
                "#/components/schemas/A/contentEncoding".to_owned()
            ),
            (Code::NotRepresented, "#/components/schemas/B/maxContains".to_owned()),
        ]
    );
    assert_eq!(lowered.show("C"), "= never");
}

#[test]
fn provenance_has_pointer_and_line() {
    let lowered = schemas("A: { type: object, properties: { 'a/b': { type: string } } }");
    assert_eq!(
        lowered.field("A", "a/b").provenance.pointer.as_str(),
        "/components/schemas/A/properties/a~1b"
    );
    assert_eq!(lowered.field("A", "a/b").provenance.line, 7);
}

#[test]
fn undeclared_properties_are_kept_where_that_is_asked_for() {
    let settings = Settings {
        keep_undeclared: true,
        ..Settings::default()
    };
    let lowered = schemas_with(
        &settings,
        "A: { type: object, properties: { a: { type: string } } }\n\
         B: { type: object, properties: { a: { type: string } }, additionalProperties: false }",
    );
    assert_eq!(
        ["A", "B"].map(|name| lowered.show(name)),
        ["{ a?: string, .. any }", "{ a?: string, ! }"]
    );
}
