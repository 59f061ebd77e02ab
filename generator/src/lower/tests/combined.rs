//! What is several of the alternatives at once.

use crate::diag::Code;
use crate::lower::testing::schemas;

const PETS: &str = "\
Cat: { type: object, required: [name, lives], properties: { name: { type: string }, lives: { type: integer } } }
Dog: { type: object, required: [name, tail], properties: { name: { type: string, description: D }, tail: { type: string } } }
";

/// How a union of these members is shown, with what is several of them.
fn shown(key: &str, members: &str) -> [String; 2] {
    let lowered = schemas(&format!("A: {{ {key}: [{members}] }}\n{PETS}"));
    let union = lowered.show("A");
    let combined = if union.contains(" & ") {
        lowered.show("A#&")
    } else {
        String::new()
    };
    [union, combined]
}

const BOTH: &str = "{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }";

#[test]
fn any_of_records_has_a_member_for_what_is_both() {
    let [union, combined] = shown("anyOf", BOTH);
    assert_eq!(
        union,
        "union by key lives=0 tail=1: lives Cat / tail Dog & Cat and Dog A#&"
    );
    assert_eq!(combined, "{ name: string, lives?: i64, tail?: string }");
    // Exactly one of them: reading sees that.
    let [union, _] = shown("oneOf", BOTH);
    assert_eq!(union, "union by key lives=0 tail=1: lives Cat / tail Dog");
}

#[test]
fn one_of_records_by_trial_has_it_too() {
    let members = "{ type: object, required: [a], properties: { a: {}, x: {} } }, { type: object, required: [b], properties: { a: {}, b: {} } }";
    for key in ["oneOf", "anyOf"] {
        let [union, combined] = shown(key, members);
        assert_eq!(union, "union by trial: x A#0 / b A#1 & b and x A#&");
        assert_eq!(combined, "{ a?: any, x?: any, b?: any }");
    }
}

#[test]
fn members_that_lose_nothing_need_none() {
    for members in [
        // One declares all that the other one does.
        "{ type: object, properties: { a: {} } }, { type: object, properties: { a: {}, b: {} } }",
        // Nothing else is allowed, or everything is kept.
        "{ type: object, properties: { a: {} }, additionalProperties: false }, { type: object, properties: { b: {} } }",
        "{ type: object, properties: { a: {} }, additionalProperties: true }, { type: object, properties: { b: {} } }",
        // No value is both.
        "{ type: object, required: [k], properties: { k: { type: string }, a: {} } }, { type: object, properties: { k: { type: integer }, b: {} } }",
        "{ type: object, required: [k], properties: { k: { enum: [x] }, a: {} } }, { type: object, properties: { k: { enum: [y] }, b: {} } }",
    ] {
        assert_eq!(shown("anyOf", members)[1], "", "{members}");
    }
}

#[test]
fn a_property_of_several_types_is_any_of_them() {
    let lowered = schemas(
        "A: { anyOf: [{ type: object, required: [a], properties: { a: {}, p: { type: string }, q: { type: integer }, r: { type: object, properties: { x: {} } } } }, \
         { type: object, required: [b], properties: { b: {}, p: { type: [integer, 'null'] }, q: { type: number }, r: { type: object, properties: { x: {} } } } }] }",
    );
    assert_eq!(
        lowered.show("A#&"),
        "{ a?: any, p?: A#&.p|null, q?: f64, r?: A#0.r, b?: any }"
    );
    assert_eq!(
        lowered.show("A#&.p"),
        "union by kind String=0 Number=1: string string / number i64"
    );
    assert_eq!(lowered.codes(), []);
}

#[test]
fn what_a_member_requires_without_declaring_it_counts_and_so_do_its_alternatives() {
    let lowered = schemas(
        "A: { anyOf: [{ type: object, required: [a, z], properties: { a: {} } }, \
         { type: object, required: [b], properties: { b: {} }, oneOf: [{ properties: { c: {} }, required: [c] }, { properties: { d: {} }, required: [d] }] }] }",
    );
    assert_eq!(lowered.show("A#&"), "{ a?: any, z?: any, b?: any, c?: any, d?: any }");
}

#[test]
fn only_those_that_may_go_together_are_put_together() {
    let lowered = schemas(&format!(
        "A: {{ anyOf: [{BOTH}, {{ type: string }}, {{ type: object, required: [name], properties: {{ name: {{ type: integer }}, x: {{}} }} }}] }}\n{PETS}"
    ));
    assert_eq!(lowered.show("A#&"), "{ name: string, lives?: i64, tail?: string }");
    assert_eq!(lowered.codes(), [Code::UntaggedUnion]);
}

#[test]
fn lists_and_maps_hold_what_is_several_records_at_once() {
    let lists = "{ type: array, items: { $ref: '#/components/schemas/Cat' } }, { type: array, items: { $ref: '#/components/schemas/Dog' } }";
    let lowered = schemas(&format!("A: {{ anyOf: [{lists}] }}\n{PETS}"));
    assert_eq!(
        lowered.show("A"),
        "union by trial: array of Cat [Cat] / array of Dog [Dog] & combined [A#&]"
    );
    assert_eq!(
        lowered.show("A#&"),
        "union by key lives=0 tail=1: lives Cat / tail Dog & Cat and Dog A#&#&"
    );
    let maps = lists.replace("type: array, items", "type: object, additionalProperties");
    let [union, _] = shown("oneOf", &maps);
    assert!(union.ends_with(" & combined map A#&"), "{union}");
    // What nothing of is lost needs none.
    let [union, _] = shown(
        "anyOf",
        "{ type: array, items: { type: string } }, { type: array, items: { type: integer } }",
    );
    assert!(!union.contains(" & "), "{union}");
}
