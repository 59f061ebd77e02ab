//! What alternatives demand that the type of a union does not say by itself.

use crate::diag::Code;
use crate::lower::Settings;
use crate::lower::testing::{schemas, schemas_with};

#[test]
fn members_that_only_require_undeclared_properties_make_an_object() {
    let lowered = schemas(
        "A: { oneOf: [{ required: [a] }, { required: [b] }] }\nB: { anyOf: [{ required: [a] }, { required: [b] }] }",
    );
    assert_eq!(
        lowered.show("A"),
        "{ a?: any, b?: any } asserts one(required a, required b)"
    );
    assert_eq!(
        lowered.show("B"),
        "{ a?: any, b?: any } asserts any(required a, required b)"
    );
    // Taken exactly, what is no object has all that is required of objects: any of it, but not one of it.
    let settings = Settings {
        exact_untyped: true,
        ..Settings::default()
    };
    let lowered = schemas_with(
        &settings,
        "A: { oneOf: [{ required: [a] }, { required: [b] }] }\nB: { anyOf: [{ required: [a] }, { required: [b] }] }",
    );
    assert!(lowered.show("A").starts_with("{ "), "{}", lowered.show("A"));
    assert!(lowered.show("B").starts_with("= any"), "{}", lowered.show("B"));
    assert!(lowered.show("B").contains("required"), "{}", lowered.show("B"));
}

#[test]
fn scalars_that_one_value_may_be_twice_are_counted() {
    let lowered = schemas(
        "A: { oneOf: [{ type: integer }, { type: number }] }\nB: { anyOf: [{ type: integer }, { type: number }] }\n\
         C: { oneOf: [{ enum: [a, b] }, { enum: [b, c] }] }\nD: { oneOf: [{ enum: [a, b] }, { enum: [c] }] }",
    );
    let counted = ["A", "B", "C", "D"]
        .map(|name| lowered.show(name).contains(" asserts ") || lowered.show(name).contains("(asserts "));
    assert_eq!(counted, [true, false, true, false]);
}

#[test]
fn patterns_beside_alternatives_hold_for_each_of_them() {
    let lowered = schemas(
        "P: { type: object, required: [p], properties: { p: { type: integer } } }\nQ: { type: object, required: [q], properties: { q: { type: integer } } }\n\
         A: { type: object, patternProperties: { ^x-: { type: string } }, oneOf: [{ $ref: '#/components/schemas/P' }, { $ref: '#/components/schemas/Q' }] }",
    );
    assert!(
        lowered
            .show("A#0")
            .contains("p: i64, .. any } asserts { /^x-/: string }"),
        "{}",
        lowered.show("A#0")
    );
}

#[test]
fn a_type_beside_a_reference_leaves_out_what_it_is_not() {
    let lowered = schemas(
        "A: { allOf: [{ $ref: '#/components/schemas/Either' }, { type: array }] }\nB: { allOf: [{ $ref: '#/components/schemas/Either' }, { description: D }] }\n\
         Either: { oneOf: [{ type: string }, { type: array, items: { type: string } }] }",
    );
    assert_eq!(lowered.show("A"), "= [string]");
    assert_eq!(lowered.show("B"), "= Either");
}

#[test]
fn a_mapping_may_name_schemas_that_are_no_components() {
    let lowered = schemas(
        "A: { oneOf: [{ $ref: '#/components/schemas/H/properties/x' }, { $ref: '#/components/schemas/H/properties/y' }], \
         discriminator: { propertyName: k, mapping: { 1st: '#/components/schemas/H/properties/x', 2nd: '#/components/schemas/H/properties/y' } } }\n\
         H: { type: object, properties: { x: { type: object, required: [k], properties: { k: { type: string }, a: { type: string } } }, \
         y: { type: object, required: [k], properties: { k: { type: string }, a: { type: integer } } } } }",
    );
    assert_eq!(lowered.show("A"), "union by tag k 1st=0 2nd=1: 1st H.x / 2nd H.y");
    assert!(!lowered.codes().contains(&Code::NotRepresented));
}

#[test]
fn members_of_one_kind_are_called_by_what_they_list_hold_or_refer_to() {
    let lowered = schemas(
        "A: { oneOf: [{ type: string, enum: [web_scrape] }, { type: object, required: [x], properties: { x: {} } }, { type: string, enum: [b, a] }] }\n\
         B: { oneOf: [{ type: array, items: { $ref: '#/components/schemas/X' } }, { type: array, items: { $ref: '#/components/schemas/Y' } }] }\n\
         C: { oneOf: [{ $ref: '#/components/schemas/GoneA' }, { $ref: '#/components/schemas/GoneB' }, { type: string }] }\n\
         X: { type: object, required: [x], properties: { x: { type: string } } }\nY: { type: object, required: [x], properties: { x: { type: integer } } }",
    );
    let labels = |name: &str| lowered.show(name);
    assert_eq!(labels("A"), "union by trial: web_scrape A#0 / x A#1 / a and b A#2");
    assert_eq!(labels("B"), "union by trial: array of X [X] / array of Y [Y]");
    assert_eq!(labels("C"), "= any");
}

#[test]
fn a_mapping_has_tags_that_are_numbers_by_their_value() {
    let lowered = schemas(
        "A: { oneOf: [{ $ref: '#/components/schemas/X' }, { $ref: '#/components/schemas/Y' }], \
         discriminator: { propertyName: v, mapping: { '1.0': X, '2.50': Y } } }\n\
         X: { type: object, required: [v], properties: { v: { type: number } } }\nY: { type: object, required: [v], properties: { v: { type: number } } }",
    );
    assert!(
        lowered.show("A").starts_with("union by tag v 1=0 2.5=1"),
        "{}",
        lowered.show("A")
    );
}
