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
