//! Which inline schemas become one type, and which do not.

use super::super::reshape;
use crate::lower::testing::{self, Lowered};

fn merged(schemas: &str) -> Lowered {
    let mut lowered = testing::schemas(schemas);
    reshape(&mut lowered.api, &|_| None, &mut lowered.sink);
    lowered
}

/// The names of all types, in alphabetical order.
fn names(schemas: &str) -> Vec<String> {
    let mut names = merged(schemas).names();
    names.sort();
    names
}

const STATUS: &str = "status: { type: string, enum: [on, off] }";

#[test]
fn properties_of_one_name_that_look_alike_are_one_type() {
    let a = format!("A: {{ type: object, properties: {{ {STATUS} }} }}");
    let b = "B: { type: object, properties: { status: { type: string, description: Of the B, enum: [on, off] } } }";
    let c = "C: { type: object, properties: { status: { type: string, enum: [off] } } }";
    let expected = ["A", "A.status = B.status", "B", "C", "C.status"];
    assert_eq!(names(&format!("{a}\n{b}\n{c}")), expected);
    assert_eq!(names(&format!("{c}\n{b}\n{a}")), expected);
    let lowered = merged(&format!("{a}\n{b}"));
    assert_eq!(lowered.show("B"), "{ status?: A.status = B.status }");
    // The types that they differ from have the prose of what they stand for.
    let shared = lowered.api.types.get(lowered.id("A.status = B.status"));
    assert_eq!(shared.docs.description, None);
}

#[test]
fn what_looks_alike_in_another_order_is_one_type() {
    let a = "{ type: object, required: [x, y], properties: { x: { type: string }, y: { enum: [1, 2] } } }";
    let b = "{ type: object, required: [y, x], properties: { y: { enum: [2, 1] }, x: { type: string } } }";
    let member =
        |name: &str| format!("{{ type: object, properties: {{ {name}: {{ type: string }} }}, required: [{name}] }}");
    for (one, other) in [
        (a.to_owned(), b.to_owned()),
        (
            format!("{{ oneOf: [{}, {}] }}", member("p"), member("q")),
            format!("{{ oneOf: [{}, {}] }}", member("q"), member("p")),
        ),
    ] {
        let holder = |name: &str, part: &str| format!("{name}: {{ type: object, properties: {{ part: {part} }} }}");
        let same = names(&format!("{}\n{}", holder("A", &one), holder("B", &one)));
        let found = names(&format!("{}\n{}", holder("A", &one), holder("B", &other)));
        assert_eq!(found.len(), same.len(), "{found:?}");
        assert!(found.contains(&"A.part = B.part".to_owned()), "{found:?}");
    }
}

#[test]
fn other_names_constraints_deprecations_and_prose_keep_types_apart() {
    for other in [
        "state: { type: object, properties: { x: { type: string } } }",
        "part: { type: object, properties: { x: { type: string, minLength: 1 } } }",
        "part: { type: object, properties: { x: { type: string, deprecated: true } } }",
        "part: { type: object, properties: { x: { type: string, description: An x } } }",
        "part: { type: object, description: A part, properties: { x: { type: string } } }",
        "part: { type: object, required: [x], properties: { x: { type: string } } }",
        "part: { type: object, properties: { x: { type: string, default: a } } }",
    ] {
        let found = names(&format!(
            "A: {{ type: object, properties: {{ part: {{ type: object, properties: {{ x: {{ type: string }} }} }} }} }}\n\
             B: {{ type: object, properties: {{ {other} }} }}"
        ));
        assert_eq!(found.len(), 4, "{other}: {found:?}");
    }
}

#[test]
fn a_name_that_does_not_say_which_one_is_meant_is_not_used() {
    // Two different sets.
    let pair = |one: &str, other: &str, value: &str| {
        let part = |name: &str| format!("{name}: {{ type: object, properties: {{ mode: {{ enum: [{value}] }} }} }}");
        format!("{}\n{}", part(one), part(other))
    };
    assert_eq!(names(&pair("A", "B", "x")).len(), 3);
    assert_eq!(
        names(&format!("{}\n{}", pair("A", "B", "x"), pair("C", "D", "y"))).len(),
        8
    );
    // A component of the name.
    assert_eq!(
        names(&format!("{}\nMode: {{ type: string }}", pair("A", "B", "x"))).len(),
        5
    );
    // A word that says nothing.
    assert_eq!(names(&pair("A", "B", "x").replace("mode", "type")).len(), 4);
}

#[test]
fn what_is_inside_of_one_type_is_one_type() {
    let part = "part: { type: object, properties: { data: { type: object, properties: { kind: { enum: [a] } } }, or: { oneOf: [{ type: string }, { type: object, properties: { x: { type: string } } }] } } }";
    let found = names(&format!(
        "A: {{ type: object, properties: {{ {part} }} }}\nB: {{ type: object, properties: {{ {part} }} }}"
    ));
    let shared = "A.part = B.part";
    let inside = [".data", ".data.kind", ".or", ".or#1"].map(|path| format!("{shared}{path}"));
    assert_eq!(
        found,
        [&["A".to_owned(), shared.to_owned()][..], &inside, &["B".to_owned()]].concat()
    );
}

#[test]
fn inside_of_it_the_name_may_still_be_shared_with_others() {
    let found = names(&format!(
        "A: {{ type: object, properties: {{ part: {{ type: object, properties: {{ {STATUS} }} }} }} }}\n\
         B: {{ type: object, properties: {{ part: {{ type: object, properties: {{ {STATUS} }} }} }} }}\n\
         C: {{ type: object, properties: {{ {STATUS} }} }}"
    ));
    assert_eq!(found.len(), 5, "{found:?}");
}

#[test]
fn circles_are_compared_as_well() {
    let schemas = |leaf: &str| {
        format!(
            "A: {{ type: object, properties: {{ node: {{ type: object, properties: {{ next: {{ $ref: '#/components/schemas/A/properties/node' }}, v: {{ type: string }} }} }} }} }}\n\
             B: {{ type: object, properties: {{ node: {{ type: object, properties: {{ next: {{ $ref: '#/components/schemas/B/properties/node' }}, v: {{ type: {leaf} }} }} }} }} }}"
        )
    };
    assert_eq!(names(&schemas("string")), ["A", "A.node = B.node", "B"]);
    assert_eq!(names(&schemas("boolean")), ["A", "A.node", "B", "B.node"]);
}

#[test]
fn parameters_share_a_type_and_bodies_do_not() {
    let operation = |path: &str| {
        format!(
            "{path}:\n  post:\n    parameters: [{{ name: sort-order, in: query, schema: {{ enum: [up, down] }} }}]\n    requestBody: {{ content: {{ application/json: {{ schema: {{ type: object, properties: {{ x: {{ type: string }} }} }} }} }} }}\n    responses: {{ '204': {{ description: D }} }}\n"
        )
    };
    let mut lowered = testing::paths(&[operation("/a"), operation("/b")].concat());
    reshape(&mut lowered.api, &|_| None, &mut lowered.sink);
    let mut names = lowered.names();
    names.sort();
    assert_eq!(
        names,
        [
            "0 parameter sort-order = 1 parameter sort-order",
            "0 request",
            "1 request"
        ]
    );
}
