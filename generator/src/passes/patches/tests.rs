//! The forms of types for merge patches.

use super::super::reshape;
use crate::diag::Pointer;
use crate::lower::testing::{self, Lowered};

/// Operations that patch with `Patch`, send `Sent` as JSON and get `Got`, with these components.
fn reshaped(schemas: &str) -> Lowered {
    let lines: Vec<&str> = schemas.lines().map(str::trim_start).collect();
    let schemas = format!("  {}\n", lines.join("\n  "));
    let content = |media_type: &str, name: &str| {
        format!("content: {{ {media_type}: {{ schema: {{ $ref: '#/components/schemas/{name}' }} }} }}")
    };
    let mut lowered = testing::paths(&format!(
        "/a:\n  patch: {{ requestBody: {{ {} }}, responses: {{ '200': {{ description: D, {} }} }} }}\n  \
         put: {{ requestBody: {{ {} }}, responses: {{ '204': {{ description: D }} }} }}\n---\nschemas:\n{schemas}",
        content("application/merge-patch+json;v=1", "Patch"),
        content("application/json", "Got"),
        content("application/json", "Sent"),
    ));
    let document = &lowered.document;
    let locate = |pointer: &Pointer| document.find(pointer).map(|node| document.place(node));
    reshape(&mut lowered.api, &locate, &mut lowered.sink);
    lowered
}

const TEXT: &str = "{ type: string }";

#[test]
fn what_is_optional_may_be_null_in_a_patch() {
    let lowered = reshaped(&format!(
        "Patch: {{ type: object, required: [id, old], properties: {{ id: {TEXT}, old: {{ type: [string, 'null'] }}, name: {TEXT}, \
         any: {{}}, null: {{ type: [string, 'null'] }}, labels: {{ type: object, additionalProperties: {TEXT} }} }} }}\nSent: {{}}\nGot: {{}}"
    ));
    assert_eq!(
        lowered.show("Patch"),
        "{ id: string, old: string|null, name?: string|null, any?: any, null?: string|null, labels?: map string|null|null }"
    );
    assert_eq!(lowered.codes(), []);
}

#[test]
fn a_type_that_is_used_in_another_way_too_has_a_form() {
    let lowered = reshaped(&format!(
        "Patch: {{ $ref: '#/components/schemas/User' }}\nGot: {{ $ref: '#/components/schemas/User' }}\nSent: {{}}\n\
         User: {{ type: object, required: [id], properties: {{ id: {{ type: string, readOnly: true }}, name: {TEXT}, \
         home: {{ $ref: '#/components/schemas/Home' }}, past: {{ type: array, items: {{ $ref: '#/components/schemas/Home' }} }}, \
         plain: {{ $ref: '#/components/schemas/Plain' }} }} }}\n\
         Home: {{ type: object, properties: {{ street: {TEXT} }} }}\n\
         Plain: {{ type: object, required: [p], properties: {{ p: {TEXT} }} }}"
    ));
    assert_eq!(
        lowered.show("User"),
        "{ id: string, name?: string, home?: Home, past?: [Home], plain?: Plain }"
    );
    assert_eq!(
        lowered.show("User patched"),
        "{ name?: string|null, home?: Home patched|null, past?: [Home]|null, plain?: Plain|null }"
    );
    assert_eq!(lowered.show("Home patched"), "{ street?: string|null }");
    assert!(!lowered.names().contains(&"Plain patched".to_owned()));
}

#[test]
fn what_lists_of_a_patch_hold_is_what_it_is_elsewhere() {
    let lowered = reshaped(&format!(
        "Patch: {{ type: object, properties: {{ one: {{ $ref: '#/components/schemas/Item' }}, all: {{ $ref: '#/components/schemas/All' }} }} }}\n\
         All: {{ type: object, required: [l], properties: {{ l: {{ type: array, items: {{ $ref: '#/components/schemas/Item' }} }} }} }}\n\
         Item: {{ type: object, properties: {{ a: {TEXT} }} }}\nSent: {{}}\nGot: {{}}"
    ));
    assert_eq!(lowered.show("Item"), "{ a?: string }");
    assert_eq!(lowered.show("Patch"), "{ one?: Item patched|null, all?: All|null }");
}

#[test]
fn what_tells_members_of_a_union_apart_is_not_removed() {
    let member = |name: &str| format!("{name}: {{ type: object, properties: {{ kind: {TEXT}, a: {TEXT} }} }}\n");
    let lowered = reshaped(&format!(
        "Patch: {{ oneOf: [{{ $ref: '#/components/schemas/Cat' }}, {{ $ref: '#/components/schemas/Dog' }}], \
         discriminator: {{ propertyName: kind }} }}\n{}{}Sent: {{}}\nGot: {{}}",
        member("Cat"),
        member("Dog")
    ));
    assert_eq!(lowered.show("Cat"), "{ kind?: string, a?: string|null }");
}

#[test]
fn a_circle_of_patches_has_forms() {
    let lowered = reshaped(&format!(
        "Patch: {{ type: object, properties: {{ next: {{ $ref: '#/components/schemas/Patch' }}, name: {TEXT} }} }}\n\
         Sent: {{ $ref: '#/components/schemas/Patch' }}\nGot: {{}}"
    ));
    assert_eq!(lowered.show("Patch"), "{ next?: Patch, name?: string }");
    assert_eq!(
        lowered.show("Patch patched"),
        "{ next?: Patch patched|null, name?: string|null }"
    );
}
