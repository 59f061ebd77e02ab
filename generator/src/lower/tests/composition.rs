//! `allOf` and exclusive groups.

use crate::diag::Code;
use crate::lower::testing::schemas;

#[test]
fn members_are_merged_into_one_record() {
    let lowered = schemas(
        "Base: { type: object, required: [id], properties: { id: { type: string }, meta: { type: object, properties: { m: { type: string } } } } }\n\
         A: { allOf: [{ $ref: '#/components/schemas/Base' }, { type: object, properties: { name: { type: string } } }, { required: [name] }], description: Both }",
    );
    assert_eq!(lowered.show("A"), "{ id: string, meta?: Base.meta, name: string }");
    assert_eq!(
        lowered.api.types.get(lowered.id("A")).docs.description.as_deref(),
        Some("Both")
    );
    assert_eq!(lowered.codes(), []);
}

#[test]
fn what_the_base_names_is_named_by_it_whatever_comes_first() {
    let lowered = schemas(
        "A: { allOf: [{ $ref: '#/components/schemas/Base' }, { type: object, properties: { name: { type: string } } }] }\n\
         Base: { type: object, properties: { meta: { type: object, properties: { m: { type: string } } } } }",
    );
    assert_eq!(lowered.show("A"), "{ meta?: Base.meta, name?: string }");
    assert_eq!(lowered.names(), ["A", "Base", "Base.meta"]);
}

#[test]
fn one_reference_with_annotations_is_that_type() {
    let lowered = schemas(
        "A: { type: object, properties: { b: { allOf: [{ $ref: '#/components/schemas/B' }], description: Mine, deprecated: true } } }\n\
         B: { type: object, properties: { x: { type: string } } }",
    );
    assert_eq!(lowered.show("A"), "{ b?: B }");
    assert_eq!(lowered.field("A", "b").docs.description.as_deref(), Some("Mine"));
    assert!(lowered.field("A", "b").deprecated.is_some());
}

#[test]
fn a_property_of_two_members_is_what_both_allow() {
    let lowered = schemas(
        "A: { allOf: [{ type: object, properties: { kind: { type: string }, n: { type: number }, o: { type: object, properties: { a: { type: string } } }, same: { $ref: '#/components/schemas/B' }, any: {} } }, \
         { type: object, properties: { kind: { const: cat }, n: { type: integer, minimum: 1 }, o: { type: object, properties: { b: { type: string } } }, same: { $ref: '#/components/schemas/B' }, any: { type: boolean } } }] }\n\
         B: { type: object, properties: { x: { type: string } } }",
    );
    assert_eq!(
        lowered.show("A"),
        "{ kind?: A.kind, n?: i64(1..), o?: A.o, same?: B, any?: bool }"
    );
    assert_eq!(lowered.show("A.o"), "{ a?: string, b?: string }");
    assert_eq!(lowered.codes(), []);
}

#[test]
fn members_that_contradict_each_other_are_refused() {
    let lowered = schemas("A: { allOf: [{ type: string }, { type: integer }] }");
    assert_eq!(
        lowered.reports(),
        [(Code::ImpossibleSchema, "#/components/schemas/A".to_owned())]
    );
}

#[test]
fn merging_two_recursive_records_ends() {
    let lowered = schemas(
        "A: { type: object, properties: { next: { $ref: '#/components/schemas/A' } } }\n\
         B: { type: object, properties: { next: { $ref: '#/components/schemas/B' } } }\n\
         C: { allOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }] }",
    );
    assert_eq!(lowered.show("C"), "{ next?: C.next }");
    assert_eq!(lowered.show("C.next"), "{ next?: C.next }");
}

#[test]
fn closing_one_member_of_several_has_no_effect_and_is_said() {
    let lowered = schemas(
        "A: { allOf: [{ type: object, properties: { a: { type: string } }, additionalProperties: false }, { type: object, properties: { b: { type: string } } }] }",
    );
    assert_eq!(lowered.show("A"), "{ a?: string, b?: string }");
    assert_eq!(lowered.codes(), [Code::NotRepresented]);
}

#[test]
fn alternatives_of_several_properties_are_no_group() {
    let lowered = schemas(
        "A: { type: object, properties: { a: { type: string }, b: { type: [string, 'null'] }, c: { type: string }, d: { type: string } }, required: [d], oneOf: [{ required: [a, b] }, { required: [c] }] }",
    );
    assert_eq!(
        lowered.show("A"),
        "{ a?: string, b?: string|null, c?: string, d: string } asserts one(required a b, required c)"
    );
}

#[test]
fn choices_that_no_type_can_demand_leave_the_properties_optional() {
    let object = "type: object, properties: { a: { type: string }, b: { type: string } }";
    for (rest, fields, asserted) in [
        (
            "anyOf: [{ required: [a] }, { required: [a, b] }]",
            "a?: string, b?: string",
            "any(required a, required a b)",
        ),
        (
            "oneOf: [{ required: [a] }, { required: [a, b] }]",
            "a?: string, b?: string",
            "one(required a, required a b)",
        ),
        (
            "oneOf: [{ required: [a] }, { required: [c] }]",
            "a?: string, b?: string, c?: any",
            "one(required a, required c)",
        ),
    ] {
        let lowered = schemas(&format!("A: {{ {object}, {rest} }}"));
        assert_eq!(lowered.codes(), [], "{rest}");
        assert_eq!(lowered.show("A"), format!("{{ {fields} }} asserts {asserted}"));
    }
}

#[test]
fn at_least_one_of_two_properties_has_three_cases() {
    let lowered = schemas(
        "A: { type: object, properties: { a: { type: string }, b: { type: string }, c: { type: string } }, anyOf: [{ required: [a] }, { required: [b] }] }",
    );
    assert_eq!(
        lowered.show("A"),
        "{ c?: string, [some a: string / b: string / a: string & b: string] }"
    );
    assert_eq!(lowered.codes(), []);
}

#[test]
fn an_inherited_discriminator_makes_a_union_of_the_heirs() {
    let lowered = schemas(
        "Pet: { type: object, properties: { kind: { type: string }, friend: { $ref: '#/components/schemas/Pet' } }, required: [kind], discriminator: { propertyName: kind, mapping: { kitten: '#/components/schemas/Cat', pet: Pet } } }\n\
         Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object, properties: { lives: { type: integer } } }] }\n\
         Lion: { allOf: [{ $ref: '#/components/schemas/Cat' }, { type: object, properties: { pride: { type: string } } }] }\n\
         Same: { $ref: '#/components/schemas/Pet' }",
    );
    assert_eq!(
        lowered.show("Pet"),
        "union by tag kind kitten=1 pet=0 Lion=2 Cat=1 Pet=0: base Pet#0 / kitten Cat / Lion Lion"
    );
    assert_eq!(lowered.show("Pet#0"), "{ kind: string, friend?: Pet }");
    assert_eq!(lowered.show("Cat"), "{ kind: string, friend?: Pet, lives?: i64 }");
    assert_eq!(lowered.show("Same"), "= Pet");
    assert_eq!(lowered.codes(), []);
}

#[test]
fn a_discriminator_that_nobody_inherits_is_reported() {
    let lowered =
        schemas("Pet: { type: object, properties: { kind: { type: string } }, discriminator: { propertyName: kind } }");
    assert_eq!(lowered.show("Pet"), "{ kind?: string }");
    assert_eq!(
        lowered.reports(),
        [(
            Code::NotRepresented,
            "#/components/schemas/Pet/discriminator".to_owned()
        )]
    );
}

#[test]
fn a_type_narrows_a_union_of_another_member() {
    let lowered = schemas(
        "Base: { type: object, properties: { un: { oneOf: [{ type: string }, { type: integer }] } } }\n\
         A: { allOf: [{ $ref: '#/components/schemas/Base' }, { type: object, properties: { un: { type: string } } }] }",
    );
    assert_eq!(lowered.show("A"), "{ un?: string }");
}

#[test]
fn what_is_demanded_of_other_properties_keeps_them() {
    let lowered = schemas(
        "A: { type: object, properties: { a: { type: integer } }, unevaluatedProperties: { type: string } }\n\
         B: { type: object, patternProperties: { '^b': { type: integer } } }\n\
         C: { type: object, patternProperties: { '^b': { type: integer } }, additionalProperties: false }",
    );
    let shown = ["A", "B", "C"].map(|name| lowered.show(name));
    assert_eq!(
        shown,
        [
            "{ a?: i64, .. string } asserts { a: any ..(string) }",
            "= map any(asserts { /^b/: integer })",
            "= map i64(asserts { /^b/: any ..(never) })"
        ]
    );
}

#[test]
fn values_that_a_base_lists_for_all_its_heirs_are_nobodys() {
    let lowered = schemas(
        "Event: { type: object, required: [type], properties: { type: { enum: [Start, Stop, Move] } }, discriminator: { propertyName: type } }\n\
         Start: { allOf: [{ $ref: '#/components/schemas/Event' }, { type: object, properties: { by: { type: string } } }] }\n\
         Stop: { allOf: [{ $ref: '#/components/schemas/Event' }] , type: object, properties: { at: { type: string } } }\n\
         Resume: { allOf: [{ $ref: '#/components/schemas/Start' }, { type: object, properties: { x: { type: string } } }] }",
    );
    assert_eq!(
        lowered.show("Event"),
        "union by tag type Start=1 Stop=2 Move=0 Resume=3: base Event#0 / Start Start / Stop Stop / Resume Resume"
    );
    assert_eq!(lowered.codes(), []);
}

#[test]
fn too_many_combinations_of_alternatives_are_any_value() {
    let list = |name: &str| {
        let members: Vec<String> = (0..12)
            .map(|index| {
                format!(
                    "{{ type: object, required: [{name}{index}], properties: {{ {name}{index}: {{ type: string }} }} }}"
                )
            })
            .collect();
        format!("{{ oneOf: [{}] }}", members.join(", "))
    };
    let lists: Vec<String> = ["a", "b", "c", "d", "e", "f"].map(list).to_vec();
    let lowered = schemas(&format!("A: {{ allOf: [{}] }}", lists.join(", ")));
    assert!(lowered.show("A").starts_with("= any(asserts"), "{}", lowered.show("A"));
    assert_eq!(lowered.codes(), [Code::NotRepresented]);
}

#[test]
fn a_discriminator_may_stand_in_a_part_of_the_base() {
    let lowered = schemas(
        "Entity: { type: object, required: [t], properties: { t: { type: string } } }\n\
         Item: { allOf: [{ $ref: '#/components/schemas/Entity' }, { type: object, properties: { n: { type: string } }, discriminator: { propertyName: t, mapping: { '#drive': '#/components/schemas/Drive' } } }] }\n\
         Drive: { allOf: [{ $ref: '#/components/schemas/Item' }, { type: object, properties: { size: { type: integer } } }] }",
    );
    assert_eq!(
        lowered.show("Item"),
        "union by tag t #drive=1 Item=0 Drive=1: base Item#0 / #drive Drive"
    );
    assert_eq!(lowered.show("Drive"), "{ t: string, n?: string, size?: i64 }");
    assert_eq!(lowered.codes(), []);
}
