//! What becomes of types that are sent and come back.

use super::super::reshape;
use crate::diag::{Code, Pointer};
use crate::lower::testing::{self, Lowered};

/// Components behind one operation that sends `Sent`, and answers with `Answer`.
fn reshaped(schemas: &str) -> Lowered {
    let body = |name: &str| {
        format!("content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/{name}' }} }} }}")
    };
    let lines: Vec<&str> = schemas.lines().map(str::trim_start).collect();
    let schemas = format!("  {}\n", lines.join("\n  "));
    let mut lowered = testing::paths(&format!(
        "/a:\n  post:\n    requestBody: {{ {} }}\n    responses: {{ '200': {{ description: D, {} }} }}\n---\nschemas:\n{schemas}",
        body("Sent"),
        body("Answer"),
    ));
    let document = &lowered.document;
    let locate = |pointer: &Pointer| document.find(pointer).map(|node| document.place(node));
    reshape(&mut lowered.api, &locate, &mut lowered.sink);
    lowered
}

const USER: &str = "User: { type: object, required: [id, name, pin], properties: { id: { type: integer, readOnly: true }, name: { type: string }, pin: { type: string, writeOnly: true } } }";

#[test]
fn a_type_that_differs_has_two_forms_and_so_has_what_contains_it() {
    let lowered = reshaped(&format!(
        "Sent: {{ type: object, properties: {{ user: {{ $ref: '#/components/schemas/Team' }} }} }}\n\
         Answer: {{ type: object, properties: {{ user: {{ $ref: '#/components/schemas/Team' }} }} }}\n\
         Team: {{ type: object, properties: {{ users: {{ $ref: '#/components/schemas/Users' }}, place: {{ $ref: '#/components/schemas/Place' }}, or: {{ oneOf: [{{ type: string }}, {{ $ref: '#/components/schemas/User' }}] }} }} }}\n\
         Users: {{ type: array, items: {{ $ref: '#/components/schemas/User' }} }}\n\
         Place: {{ type: object, properties: {{ town: {{ type: string }} }} }}\n{USER}"
    ));
    assert_eq!(lowered.codes(), []);
    assert_eq!(lowered.show("User"), "{ id: i64, name: string }");
    assert_eq!(lowered.show("User sent"), "{ name: string, pin: string }");
    assert_eq!(lowered.show("Users sent"), "= [User sent]");
    assert_eq!(lowered.show("Team"), "{ users?: Users, place?: Place, or?: Team.or }");
    assert_eq!(
        lowered.show("Team sent"),
        "{ users?: Users sent, place?: Place, or?: Team.or sent }"
    );
    assert_eq!(lowered.show("Sent"), "{ user?: Team sent }");
    assert_eq!(lowered.show("Answer"), "{ user?: Team }");
    assert!(!lowered.names().contains(&"Place sent".to_owned()));
}

#[test]
fn a_type_of_one_direction_has_that_form_under_its_own_name() {
    let lowered = reshaped(
        "Sent: { type: object, required: [a], properties: { a: { type: object, readOnly: true, properties: { x: { type: string } } }, b: { type: string, writeOnly: true } } }\n\
         Answer: { type: object, properties: { a: { type: string, readOnly: true }, b: { type: string, writeOnly: true } } }\n\
         Unused: { type: object, properties: { a: { type: string, readOnly: true }, b: { type: string, writeOnly: true } } }",
    );
    assert_eq!(lowered.show("Sent"), "{ b?: string }");
    assert_eq!(lowered.show("Answer"), "{ a?: string }");
    assert_eq!(lowered.show("Unused"), "{ a?: string, b?: string }");
    // Nothing has the inline type of a property that is nowhere.
    assert_eq!(lowered.names(), ["Sent", "Answer", "Unused"]);
}

#[test]
fn forms_follow_circles() {
    let lowered = reshaped(
        "Sent: { $ref: '#/components/schemas/Node' }\nAnswer: { $ref: '#/components/schemas/Node' }\n\
         Node: { type: object, properties: { next: { $ref: '#/components/schemas/Other' } } }\n\
         Other: { type: object, properties: { back: { $ref: '#/components/schemas/Node' }, at: { type: string, readOnly: true } } }",
    );
    assert_eq!(lowered.show("Node"), "{ next?: Other }");
    assert_eq!(lowered.show("Node sent"), "{ next?: Other sent }");
    assert_eq!(lowered.show("Other sent"), "{ back?: Node sent }");
    assert_eq!(lowered.show("Other"), "{ back?: Node, at?: string }");
}

#[test]
fn a_form_without_properties_is_still_a_record_and_refuses_nothing() {
    let lowered = reshaped(
        "Sent: { $ref: '#/components/schemas/T' }\nAnswer: { $ref: '#/components/schemas/T' }\n\
         T: { type: object, additionalProperties: false, required: [id], properties: { id: { type: string, readOnly: true } } }",
    );
    assert_eq!(lowered.show("T"), "{ id: string, ! }");
    assert_eq!(lowered.show("T sent"), "{  }");
}

#[test]
fn a_choice_of_which_one_is_left_is_a_required_property() {
    let lowered = reshaped(
        "Sent: { $ref: '#/components/schemas/T' }\nAnswer: { $ref: '#/components/schemas/T' }\n\
         T: { type: object, properties: { id: { type: string, readOnly: true }, name: { type: string }, x: { type: string } }, oneOf: [{ required: [id] }, { required: [name] }] }",
    );
    assert_eq!(lowered.show("T"), "{ x?: string, [id: string / name: string] }");
    assert_eq!(lowered.show("T sent"), "{ name: string, x?: string }");
}

#[test]
fn what_tells_members_apart_is_in_both_forms() {
    let lowered = reshaped(
        "Sent: { $ref: '#/components/schemas/Pet' }\nAnswer: { $ref: '#/components/schemas/Pet' }\n\
         Pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }], discriminator: { propertyName: kind } }\n\
         Cat: { type: object, required: [kind], properties: { kind: { type: string, readOnly: true }, id: { type: string, readOnly: true } } }\n\
         Dog: { type: object, required: [kind], properties: { kind: { type: string }, both: { type: string, readOnly: true, writeOnly: true } } }",
    );
    let code = Code::NeededBothWays;
    let schemas = "#/components/schemas";
    assert_eq!(
        lowered.reports(),
        [
            (code, format!("{schemas}/Cat/properties/kind")),
            (code, format!("{schemas}/Dog/properties/both"))
        ]
    );
    assert_eq!(lowered.show("Cat sent"), "{ kind: string }");
    assert_eq!(lowered.show("Cat"), "{ kind: string, id?: string }");
    assert_eq!(lowered.show("Dog"), "{ kind: string, both?: string }");
    assert!(
        lowered.show("Pet sent").ends_with("Cat Cat sent / Dog Dog"),
        "{}",
        lowered.show("Pet sent")
    );
}

#[test]
fn members_without_their_key_are_told_apart_by_another_one() {
    let schemas = |rest: &str| {
        format!(
            "Sent: {{ $ref: '#/components/schemas/Pay' }}\nAnswer: {{ $ref: '#/components/schemas/Pay' }}\n\
             Pay: {{ oneOf: [{{ $ref: '#/components/schemas/Card' }}, {{ $ref: '#/components/schemas/Bank' }}] }}\n\
             Card: {{ type: object, required: [cvc{rest}], properties: {{ cvc: {{ type: string, writeOnly: true }}, number: {{ type: string }} }} }}\n\
             Bank: {{ type: object, required: [iban], properties: {{ iban: {{ type: string }} }} }}"
        )
    };
    let lowered = reshaped(&schemas(", number"));
    assert_eq!(lowered.codes(), []);
    assert!(lowered.show("Pay sent").starts_with("union by key cvc=0 iban=1"));
    assert!(lowered.show("Pay").starts_with("union by key number=0 iban=1"));
    let lowered = reshaped(&schemas(""));
    assert_eq!(
        lowered.reports(),
        [(Code::UntaggedUnion, "#/components/schemas/Pay".to_owned())]
    );
    assert!(lowered.show("Pay").starts_with("union by trial"));
}

#[test]
fn members_that_differ_by_direction_alone_do_not_exclude_each_other() {
    let lowered = reshaped(
        "Sent: { oneOf: [{ type: object, required: [id, name], properties: { id: { type: integer, readOnly: true }, name: { type: string } } }, { type: object, required: [name], properties: { name: { type: string } } }] }\n\
         Answer: { oneOf: [{ type: object, properties: { a: { type: string } } }, { type: object, properties: { a: { type: string }, b: { type: string } } }] }",
    );
    let exclusive = |name: &str| match &lowered.api.types.get(lowered.id(name)).shape {
        crate::ir::Shape::Union(union) => union.exclusive,
        other => panic!("{other:?}"),
    };
    assert_eq!(["Sent", "Answer"].map(exclusive), [false, true]);
}
