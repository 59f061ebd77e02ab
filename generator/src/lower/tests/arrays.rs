//! Lists with positions.

use crate::lower::testing::schemas;

#[test]
fn any_value_may_follow_the_positions() {
    let lowered = schemas("A: { type: array, prefixItems: [{ type: string }] }");
    assert_eq!(lowered.show("A"), "= [any](asserts [string])");
    assert_eq!(lowered.codes(), []);
}

#[test]
fn positions_have_a_type_where_all_and_what_follows_have_it() {
    for schema in [
        "prefixItems: [{ type: string }], items: { type: string }",
        "allOf: [{ prefixItems: [{ type: string }] }, { items: { type: string } }]",
    ] {
        let lowered = schemas(&format!("A: {{ type: array, {schema} }}"));
        assert!(lowered.show("A").starts_with("= [string]"), "{schema}");
    }
    let lowered = schemas("A: { type: array, prefixItems: [{ type: string }], maxItems: 1 }");
    assert_eq!(
        (lowered.show("A").as_str(), lowered.codes()),
        ("= [string](items ..1)", vec![])
    );
}

#[test]
fn a_constraint_of_one_position_is_none_of_the_others() {
    let lowered = schemas(
        "A: { type: array, prefixItems: [{ type: string, maxLength: 2, minLength: 1 }, { type: string, minLength: 1 }], items: false }",
    );
    assert_eq!(
        lowered.show("A"),
        "= [string(length 1..)](items ..2)(asserts [string & min length 1 & max length 2, string & min length 1 ..(never)])"
    );
    assert_eq!(lowered.codes(), []);
}

#[test]
fn a_list_that_is_closed_is_limited_to_its_positions() {
    let lowered = schemas("A: { type: array, items: false }\nB: { type: array, prefixItems: [{}, {}], items: false }");
    assert_eq!(lowered.show("A"), "= [any](items ..0)");
    assert_eq!(lowered.show("B"), "= [any](items ..2)");
}

#[test]
fn positions_of_a_second_part_are_asserted() {
    let lowered = schemas(
        "A: { allOf: [{ type: array, prefixItems: [{ type: string }], items: { type: string } }, { prefixItems: [{ type: string, maxLength: 1 }] }] }",
    );
    assert_eq!(lowered.show("A"), "= [string](asserts [string & max length 1])");
    assert_eq!(lowered.codes(), []);
}

#[test]
fn items_of_several_types_are_their_union() {
    let lowered = schemas(
        "A: { type: array, prefixItems: [{ type: string }, { type: integer }], items: { type: boolean }, minItems: 2 }\n\
         B: { type: array, prefixItems: [{ type: string }, { type: object, properties: { b: { type: string } } }], items: false }\n\
         C: { type: array, prefixItems: [{ $ref: '#/components/schemas/D' }, { $ref: '#/components/schemas/D' }], items: { $ref: '#/components/schemas/D' } }\n\
         D: { type: object, properties: { d: { type: string } } }\n\
         E: { type: array, prefixItems: [{ type: string }, {}], maxItems: 2 }",
    );
    for (name, shape) in [
        ("A", "= [A[]](items 2..)(asserts [string, integer ..(boolean)])"),
        (
            "A[]",
            "union by kind String=0 Number=1 Bool=2: string string / number i64 / boolean bool",
        ),
        (
            "B",
            "= [B[]](items ..2)(asserts [string, object & { b: string } ..(never)])",
        ),
        ("B[]", "union by kind String=0 Object=1: string string / object B[]#1"),
        ("C", "= [D]"),
        ("E", "= [any](items ..2)(asserts [string, any])"),
    ] {
        assert_eq!(lowered.show(name), shape, "{name}");
    }
    assert_eq!(lowered.codes(), []);
}

#[test]
fn properties_of_several_patterns_have_the_union_of_their_types() {
    let lowered = schemas(
        "A: { type: object, patternProperties: { ^s: { type: string }, ^i: { type: integer } }, additionalProperties: false }\n\
         B: { type: object, properties: { b: { type: string } }, patternProperties: { ^s: { type: string }, ^i: { type: integer } }, additionalProperties: false }\n\
         C: { type: object, patternProperties: { ^s: { type: string } }, additionalProperties: { type: string, maxLength: 1 } }\n\
         D: { type: object, properties: { d: { type: integer } }, patternProperties: { ^s: { type: string } }, additionalProperties: { type: [integer, 'null'] } }\n\
         E: { type: object, patternProperties: { ^s: { type: string }, ^i: { type: integer } } }",
    );
    for (name, shape) in [
        ("A", "= map A{}(asserts { /^s/: string, /^i/: integer ..(never) })"),
        ("A{}", "union by kind String=0 Number=1: string string / number i64"),
        (
            "B",
            "{ b?: string, .. B{} } asserts { b: any, /^s/: string, /^i/: integer ..(never) }",
        ),
        ("B{}", "union by kind String=0 Number=1: string string / number i64"),
        ("C", "= map string(asserts { /^s/: string ..(string & max length 1) })"),
        (
            "D",
            "{ d?: i64, .. D{}|null } asserts { d: any, /^s/: string ..(integer|null) }",
        ),
        ("E", "= map any(asserts { /^s/: string, /^i/: integer })"),
    ] {
        assert_eq!(lowered.show(name), shape, "{name}");
    }
    assert_eq!(lowered.codes(), []);
}
