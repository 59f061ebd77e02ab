//! `$id`, `$anchor`, `$dynamicRef` and pointers of all kinds.

use crate::diag::Code;
use crate::lower::testing::{self, components, schemas};

#[test]
fn anchors_are_found_in_their_resource() {
    let lowered = schemas(
        "A: { type: object, properties: { b: { $ref: '#bee' }, c: { $ref: 'https://a.test/c#inner' } } }\n\
         B: { $anchor: bee, type: object, properties: { x: {} } }\n\
         C: { $id: 'https://a.test/c', type: object, properties: { i: { $ref: '#inner' } }, $defs: { I: { $anchor: inner, type: integer } } }",
    );
    assert_eq!(lowered.codes(), []);
    assert_eq!(lowered.show("A"), "{ b?: B, c?: i64 }");
    assert_eq!(lowered.show("C"), "{ i?: i64 }");
}

#[test]
fn an_anchor_of_another_resource_is_found_if_it_is_the_only_one() {
    let one = "A: { type: object, properties: { c: { $ref: '#inner' } } }\nC: { $id: 'https://a.test/c', $defs: { I: { $anchor: inner, type: integer } } }";
    let lowered = schemas(one);
    let at = "#/components/schemas/A/properties/c/$ref";
    assert_eq!(lowered.reports(), [(Code::RepairedValue, at.to_owned())]);
    let lowered = schemas(&format!("{one}\nD: {{ $id: 'https://a.test/d', $anchor: inner }}"));
    assert_eq!(lowered.reports(), [(Code::UnresolvedReference, at.to_owned())]);
}

#[test]
fn relative_references_start_at_the_nearest_identifier() {
    let lowered = schemas(
        "Tree: { $id: 'https://a.test/tree/', type: object, properties: { node: { $ref: node.json }, up: { $ref: '../other' } }, $defs: { node: { $id: node.json, type: object, properties: { root: { $ref: ./ } } } } }\n\
         Other: { $id: 'https://a.test/other', type: string }",
    );
    assert_eq!(lowered.codes(), []);
    assert_eq!(lowered.show("Tree"), "{ node?: Tree.node, up?: Other }");
    assert_eq!(lowered.show("Tree.node"), "{ root?: Tree }");
}

#[test]
fn a_pointer_starts_at_the_root_of_its_resource() {
    let lowered = schemas(
        "A: { $id: 'urn:example:a', type: object, properties: { x: { $ref: '#/$defs/X' } }, $defs: { X: { type: boolean } } }",
    );
    assert_eq!((lowered.show("A").as_str(), lowered.codes()), ("{ x?: bool }", vec![]));
}

#[test]
fn a_pointer_from_the_root_of_the_file_is_understood_all_the_same() {
    let lowered = schemas(
        "A: { $id: 'https://a.test/a', type: object, properties: { b: { $ref: '#/components/schemas/B' } } }\nB: { type: object, properties: { x: {} } }",
    );
    assert_eq!(lowered.show("A"), "{ b?: B }");
    assert_eq!(lowered.codes(), [Code::RepairedValue]);
}

#[test]
fn pointers_lead_through_lists_escapes_and_other_references() {
    let lowered = schemas(
        "A: { type: object, properties: { one: { $ref: '#/components/schemas/B/oneOf/1' }, odd: { $ref: '#/components/schemas/B/$defs/a~1b%25~0c' }, through: { $ref: '#/components/schemas/C/properties/x' } } }\n\
         B: { oneOf: [{ type: string }, { type: integer }], $defs: { 'a/b%~c': { type: boolean } } }\n\
         C: { $ref: '#/components/schemas/D' }\nD: { type: object, properties: { x: { type: string } } }",
    );
    assert_eq!(lowered.show("A"), "{ one?: i64, odd?: bool, through?: string }");
    assert_eq!(lowered.codes(), [Code::RepairedValue]);
}

#[test]
fn a_property_named_like_the_keyword_is_no_reference() {
    let lowered = schemas("A: { type: object, properties: { $ref: { type: string }, $id: { type: string } } }");
    assert_eq!(
        (lowered.show("A").as_str(), lowered.codes()),
        ("{ $ref?: string, $id?: string }", vec![])
    );
}

#[test]
fn older_drafts_name_their_schemas_with_id() {
    let main = components(
        "3.1.0",
        "A: { type: object, properties: { x: { $ref: 'd4.json#/properties/x' } } }",
    );
    let lowered = testing::files(&[
        ("openapi.yaml", &main),
        (
            "d4.json",
            r##"{ "$schema": "http://json-schema.org/draft-04/schema#", "id": "http://a.test/root.json",
                 "properties": { "x": { "$ref": "#name" } }, "definitions": { "n": { "id": "#name", "type": "integer" } } }"##,
        ),
    ]);
    assert_eq!(lowered.show("A"), "{ x?: i64 }");
}

#[test]
fn a_dynamic_reference_with_one_meaning_is_followed() {
    let lowered = schemas(
        "A: { type: object, $dynamicAnchor: node, properties: { kids: { type: array, items: { $dynamicRef: '#node' } } } }",
    );
    assert_eq!(
        (lowered.show("A").as_str(), lowered.codes()),
        ("{ kids?: [A] }", vec![])
    );
}

#[test]
fn a_dynamic_reference_without_a_dynamic_anchor_is_a_reference() {
    let lowered = schemas(
        "A: { type: object, properties: { b: { $dynamicRef: '#plain' } } }\nB: { $anchor: plain, type: integer }",
    );
    assert_eq!((lowered.show("A").as_str(), lowered.codes()), ("{ b?: B }", vec![]));
}

#[test]
fn the_outermost_schema_of_the_name_counts_where_every_way_meets_it() {
    let main = components("3.1.0", "List: { $ref: list.json }");
    let base = r##"{ "$id": "https://a.test/base", "type": "object", "properties": { "items": { "type": "array", "items": { "$dynamicRef": "#item" } } },
                    "$defs": { "any": { "$dynamicAnchor": "item" } } }"##;
    let lowered = testing::files(&[
        ("openapi.yaml", &main),
        (
            "list.json",
            r#"{ "$id": "https://a.test/list", "$ref": "base", "$defs": { "item": { "$dynamicAnchor": "item", "type": "integer" } } }"#,
        ),
        ("base", base),
    ]);
    assert_eq!(lowered.codes(), []);
    assert!(
        lowered
            .api
            .types
            .iter()
            .any(|(id, _)| testing::name(&lowered.api, id) == "List")
    );
    assert!(
        lowered.names().iter().any(|name| lowered.show(name).contains("[i64]")),
        "{:?}",
        lowered.names()
    );
}

#[test]
fn a_dynamic_reference_with_several_meanings_is_said() {
    let lowered = schemas(
        "Tree: { $id: 'https://a.test/tree', $dynamicAnchor: node, type: object, properties: { kids: { type: array, items: { $dynamicRef: '#node' } } } }\n\
         Strict: { $id: 'https://a.test/strict', $dynamicAnchor: node, $ref: tree, required: [kids] }",
    );
    assert_eq!(lowered.show("Tree"), "{ kids?: [Tree] }");
    assert_eq!(lowered.codes(), [Code::NotRepresented]);
}

#[test]
fn the_reference_of_2019_leads_to_the_schema_around_it() {
    let lowered = schemas(
        "A: { type: object, $recursiveAnchor: true, properties: { kids: { type: array, items: { $recursiveRef: '#' } } } }",
    );
    assert_eq!(
        (lowered.show("A").as_str(), lowered.codes()),
        ("{ kids?: [A] }", vec![])
    );
}

#[test]
fn a_name_that_two_schemas_have_means_the_first_and_is_said() {
    let lowered = schemas(
        "A: { type: object, properties: { x: { $ref: '#twin' }, y: { $ref: 'https://a.test/id' } } }\nB: { $anchor: twin, type: string }\nC: { $anchor: twin, type: integer }\n\
         D: { $id: 'https://a.test/id', type: boolean }\nE: { $id: 'https://a.test/id', type: integer }",
    );
    assert_eq!(lowered.show("A"), "{ x?: B, y?: D }");
    assert_eq!(lowered.codes(), [Code::RepairedValue, Code::RepairedValue]);
}
