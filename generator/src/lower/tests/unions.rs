//! `oneOf`, `anyOf` and lists of types.

use crate::diag::Code;
use crate::ir::{Shape, Strategy};
use crate::lower::testing::{schemas, versioned};

const PETS: &str = "\
Cat: { type: object, required: [kind], properties: { kind: { const: cat }, lives: { type: integer } } }
Dog: { type: object, required: [kind], properties: { kind: { enum: [dog] }, tail: { type: string } } }
";

#[test]
fn a_discriminator_takes_mapping_then_listed_values_then_names() {
    let lowered = schemas(
        "A: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }, { $ref: '#/components/schemas/Fox' }], \
         discriminator: { propertyName: kind, mapping: { kitty: '#/components/schemas/Cat', tom: Cat } } }\n\
         Cat: { type: object, properties: { kind: { type: string } } }\n\
         Dog: { type: object, properties: { kind: { const: dog }, d: { type: string } } }\n\
         Fox: { type: object, properties: { kind: { type: string }, f: { type: string } } }",
    );
    assert_eq!(
        lowered.show("A"),
        "union by tag kind? kitty=0 tom=0 dog=1 Fox=2 Cat=0: kitty Cat / dog Dog / Fox Fox"
    );
    assert_eq!(lowered.codes(), []);
}

#[test]
fn a_mapping_to_something_else_is_reported() {
    let lowered = schemas(&format!(
        "A: {{ oneOf: [{{ $ref: '#/components/schemas/Cat' }}, {{ $ref: '#/components/schemas/Dog' }}], discriminator: {{ propertyName: kind, mapping: {{ cow: Cow }} }} }}\n{PETS}"
    ));
    assert_eq!(lowered.show("A"), "union by tag kind cat=0 dog=1: cat Cat / dog Dog");
    let place = "#/components/schemas/A/discriminator/mapping/cow".to_owned();
    assert_eq!(lowered.reports(), [(Code::NotRepresented, place)]);
}

#[test]
fn listed_values_of_a_common_property_are_tags() {
    let lowered = schemas(&format!(
        "A: {{ anyOf: [{{ $ref: '#/components/schemas/Cat' }}, {{ $ref: '#/components/schemas/Dog' }}] }}\n\
         B: {{ oneOf: [{{ $ref: '#/components/schemas/A' }}, {{ type: object, required: [kind], properties: {{ kind: {{ const: fox }} }} }}] }}\n{PETS}"
    ));
    assert_eq!(lowered.show("A"), "union by tag kind cat=0 dog=1: cat Cat / dog Dog");
    assert_eq!(
        lowered.show("B"),
        "union by tag kind cat=0 dog=0 fox=1: cat A / fox B#1"
    );
    assert_eq!(lowered.codes(), []);
}

#[test]
fn members_of_different_json_types_are_told_apart_by_them() {
    let lowered = schemas(
        "A: { oneOf: [{ type: string, maxLength: 3 }, { type: array, items: { type: string } }, { type: 'null' }] }\n\
         B: { type: [string, integer, 'null'], minimum: 1 }\n\
         C: { type: object, properties: { b: { $ref: '#/components/schemas/B' } } }",
    );
    assert_eq!(
        lowered.show("A"),
        "union by kind String=0 Array=1: string string(length ..3) / array [string]"
    );
    assert_eq!(
        lowered.show("B"),
        "union by kind Number=0 String=1: number i64(1..) / string string"
    );
    assert_eq!(lowered.show("C"), "{ b?: B|null }");
    assert_eq!(lowered.codes(), []);
}

#[test]
fn a_required_property_of_one_member_tells_it_apart() {
    let lowered = schemas(
        "A: { oneOf: [{ type: object, required: [iban], properties: { iban: { type: string } } }, { type: object, required: [card], properties: { card: { type: string }, x: { type: string } } }] }",
    );
    assert_eq!(lowered.show("A"), "union by key iban=0 card=1: iban A#0 / card A#1");
    assert_eq!(lowered.codes(), []);
}

#[test]
fn what_nothing_tells_apart_is_tried_with_a_warning() {
    let lowered = schemas(
        "A: { anyOf: [{ type: object, title: Small, properties: { a: { type: string } } }, { type: object, properties: { a: { type: string }, b: { type: string } } }] }",
    );
    assert_eq!(lowered.show("A"), "union by trial: Small A#0 / b A#1");
    assert_eq!(
        lowered.reports(),
        [(Code::UntaggedUnion, "#/components/schemas/A/anyOf".to_owned())]
    );
}

#[test]
fn what_stands_beside_the_alternatives_is_merged_into_each() {
    let lowered = schemas(
        "A: { type: object, required: [id], properties: { id: { type: string } }, oneOf: [{ type: object, required: [a], properties: { a: { type: string } } }, { type: object, required: [b], properties: { b: { type: string } } }] }",
    );
    assert_eq!(lowered.show("A"), "union by key a=0 b=1: a A#0 / b A#1");
    assert_eq!(lowered.show("A#0"), "{ id: string, a: string }");
    assert_eq!(lowered.show("A#1"), "{ id: string, b: string }");
}

#[test]
fn what_the_members_say_themselves_is_not_merged() {
    let lowered = schemas(&format!(
        "A: {{ type: object, required: [kind], properties: {{ kind: {{ type: string }} }}, oneOf: [{{ $ref: '#/components/schemas/Cat' }}, {{ $ref: '#/components/schemas/Dog' }}] }}\n{PETS}"
    ));
    assert_eq!(lowered.show("A"), "union by tag kind cat=0 dog=1: cat Cat / dog Dog");
}

#[test]
fn a_single_member_stands_for_itself() {
    let lowered = schemas(&format!(
        "A: {{ oneOf: [{{ $ref: '#/components/schemas/Cat' }}] }}\nB: {{ anyOf: [{{ type: string, minLength: 1 }}, {{ type: 'null' }}] }}\n{PETS}"
    ));
    assert_eq!(lowered.show("A"), "= Cat");
    assert_eq!(lowered.show("B"), "= string(length 1..)");
}

#[test]
fn members_of_one_scalar_type_are_one_scalar() {
    let lowered = schemas(
        "A: { anyOf: [{ type: string }, { type: string, enum: [s, m] }, { enum: [l] }] }\n\
         B: { oneOf: [{ type: string, format: email }, { type: string, format: uri }] }\n\
         C: { anyOf: [{ type: integer }, { type: number }] }\n\
         D: { anyOf: [{ type: string }, {}] }",
    );
    assert_eq!(
        ["A", "B", "C", "D"].map(|name| lowered.show(name)),
        [
            "enum s m l ..",
            "= string(asserts any(string & Email, string & Uri))",
            "= f64",
            "= any"
        ]
    );
    assert_eq!(
        lowered.reports(),
        [(Code::NotRepresented, "#/components/schemas/D/anyOf".to_owned())]
    );
}

#[test]
fn null_among_the_alternatives_has_several_spellings() {
    let lowered = versioned(
        "3.0.0",
        "A: { type: object, properties: { a: { oneOf: [{ $ref: '#/components/schemas/E' }, { $ref: '#/components/schemas/Null' }] }, b: { anyOf: [{ $ref: '#/components/schemas/E' }, { nullable: true }] } } }\n\
         E: { type: string, enum: [x] }\nNull: { enum: [null] }",
    );
    assert_eq!(lowered.show("A"), "{ a?: E|null, b?: E|null }");
    // The component itself is always null: it has no other value.
    assert_eq!(lowered.show("Null"), "= never");
    assert_eq!(lowered.codes(), []);
}

#[test]
fn items_beside_alternatives_speak_of_the_arrays_among_them() {
    let lowered =
        schemas("A: { items: { type: string }, oneOf: [{ type: array, items: {} }, { type: string, maxLength: 9 }] }");
    assert_eq!(
        lowered.show("A"),
        "union by kind Array=0 String=1: array [string] / string string(length ..9)"
    );
    assert_eq!(lowered.codes(), []);
}

#[test]
fn a_member_that_contradicts_what_stands_beside_it_never_applies() {
    let lowered = schemas(
        "A: { type: object, properties: { id: { type: string } }, oneOf: [{ type: string }, { properties: { a: { type: string } } }] }\n\
         B: { type: object, properties: { id: { type: string } }, oneOf: [{ type: string }, { type: integer }] }",
    );
    assert_eq!(lowered.show("A"), "{ id?: string, a?: string }");
    let at = |place: &str| format!("#/components/schemas/{place}");
    assert_eq!(
        lowered.reports(),
        [
            (Code::ImpossibleSchema, at("A/oneOf/0")),
            (Code::ImpossibleSchema, at("B")),
        ]
    );
}

#[test]
fn numbers_and_booleans_are_tags_too() {
    let lowered = schemas(
        "A: { oneOf: [{ type: object, required: [v], properties: { v: { const: 1 } } }, { type: object, required: [v], properties: { v: { enum: [2, 3] } } }] }\n\
         B: { oneOf: [{ type: object, required: [ok], properties: { ok: { const: true } } }, { type: object, required: [ok], properties: { ok: { const: false } } }] }",
    );
    assert_eq!(lowered.show("A"), "union by tag v 1=0 2=1 3=1: 1 A#0 / 2 A#1");
    assert_eq!(
        lowered.show("B"),
        "union by tag ok true=0 false=1: true B#0 / false B#1"
    );
}

#[test]
fn the_only_alternative_brings_its_constraints() {
    let lowered = schemas(
        "A: { type: object, properties: { a: { anyOf: [{ type: string, maxLength: 3 }, { type: 'null' }] }, b: { oneOf: [{ $ref: '#/components/schemas/S' }] }, c: { anyOf: [{ $ref: '#/components/schemas/S' }, { type: 'null' }], minLength: 1 } } }\n\
         S: { type: string, maxLength: 5 }",
    );
    assert_eq!(
        lowered.show("A"),
        "{ a?: string(length ..3)|null, b?: S(length ..5), c?: S(length 1..5)|null }"
    );
}

#[test]
fn a_default_mapping_is_for_all_other_tags() {
    let lowered = versioned(
        "3.2.0",
        &format!(
            "A: {{ oneOf: [{{ $ref: '#/components/schemas/Cat' }}, {{ $ref: '#/components/schemas/Dog' }}], discriminator: {{ propertyName: kind, defaultMapping: Dog }} }}\n{PETS}"
        ),
    );
    let Shape::Union(union) = &lowered.api.types.get(lowered.id("A")).shape else {
        panic!("{}", lowered.show("A"))
    };
    let Strategy::Tag { others, .. } = &union.strategy else {
        panic!("{}", lowered.show("A"))
    };
    assert_eq!(*others, Some(1));
}

#[test]
fn a_list_that_two_schemas_inherit_is_merged_into_each() {
    let lowered = schemas(
        "Base: { oneOf: [{ type: object, required: [a], properties: { a: { type: string } } }, { type: object, required: [b], properties: { b: { type: string } } }] }\n\
         X: { allOf: [{ $ref: '#/components/schemas/Base' }, { type: object, properties: { x: { type: string } } }] }\n\
         Y: { allOf: [{ $ref: '#/components/schemas/Base' }, { type: object, properties: { y: { type: string } } }] }",
    );
    assert_eq!(lowered.show("X#0"), "{ x?: string, a: string }");
    assert_eq!(lowered.show("Y#0"), "{ y?: string, a: string }");
}

#[test]
fn a_union_within_a_union_brings_its_tags() {
    let lowered = schemas(&format!(
        "Shape: {{ oneOf: [{{ $ref: '#/components/schemas/Round' }}, {{ $ref: '#/components/schemas/Square' }}], discriminator: {{ propertyName: kind, mapping: {{ sq: '#/components/schemas/Square' }} }} }}\n\
         Round: {{ type: object, required: [kind], properties: {{ kind: {{ type: string }} }} }}\n\
         Square: {{ type: object, required: [kind], properties: {{ kind: {{ type: string }} }} }}\n\
         A: {{ oneOf: [{{ $ref: '#/components/schemas/Shape' }}, {{ $ref: '#/components/schemas/Cat' }}], discriminator: {{ propertyName: kind }} }}\n{PETS}"
    ));
    assert_eq!(
        lowered.show("A"),
        "union by tag kind Round=0 sq=0 cat=1: Round Shape / cat Cat"
    );
}

#[test]
fn a_tag_that_may_be_null_is_not_required() {
    let lowered = schemas(
        "A: { oneOf: [{ type: object, required: [k], properties: { k: { enum: [a, b] } } }, { type: object, required: [k], properties: { k: { enum: [e, null] } } }] }",
    );
    assert_eq!(lowered.show("A"), "union by tag k? a=0 b=0 e=1: a A#0 / e A#1");
}

#[test]
fn a_list_among_alternatives_with_a_discriminator_needs_no_tag() {
    let lowered = schemas(&format!(
        "Folder: {{ type: array, items: {{ type: string }} }}\n\
         A: {{ oneOf: [{{ $ref: '#/components/schemas/Folder' }}, {{ $ref: '#/components/schemas/Cat' }}], discriminator: {{ propertyName: kind, mapping: {{ array: '#/components/schemas/Folder' }} }} }}\n{PETS}"
    ));
    assert_eq!(
        lowered.show("A"),
        "union by tag kind? array=0 cat=1 Folder=0: array Folder / cat Cat"
    );
}

#[test]
fn labels_say_what_is_true_of_no_other_member_in_any_order() {
    let object = |rest: &str| format!("{{ type: object, {rest} }}");
    let members = [
        object("properties: { kind: { const: one }, a: { type: string } }"),
        object("properties: { kind: { const: two }, a: { type: string } }"),
        object("required: [b, a], properties: { b: { type: string }, a: { type: string }, c: { type: string } }"),
        object("title: Simple, properties: { a: { type: string } }"),
    ];
    let labels = |members: Vec<&String>| -> Vec<String> {
        let list: Vec<&str> = members.into_iter().map(String::as_str).collect();
        let lowered = schemas(&format!("A: {{ anyOf: [{}] }}", list.join(", ")));
        let Shape::Union(union) = &lowered.api.types.get(lowered.id("A")).shape else {
            panic!("a union");
        };
        let mut labels: Vec<String> = union.variants.iter().map(|variant| variant.label.clone()).collect();
        labels.sort();
        labels
    };
    let expected = ["Simple", "b", "combined", "one", "two"];
    assert_eq!(labels(members.iter().collect()), expected);
    assert_eq!(labels(members.iter().rev().collect()), expected);
}

#[test]
fn members_of_one_json_type_are_called_after_what_is_in_them() {
    let lowered = schemas(
        "A: { oneOf: [{ type: array, items: { type: string } }, { type: array, items: { type: array, items: { type: string } } }] }",
    );
    assert_eq!(
        lowered.show("A"),
        "union by trial: array of string [string] / array of array of string [[string]]"
    );
}

#[test]
fn an_extension_gives_a_member_its_tag() {
    let lowered = schemas(
        "Pet: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind } }\n\
         Cat: { x-discriminator-value: cat, allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { lives: { type: integer } } }] }\n\
         Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }], x-ms-discriminator-value: '#dog', properties: { barks: { type: boolean } } }\n\
         A: { oneOf: [{ $ref: '#/components/schemas/B' }, { $ref: '#/components/schemas/C' }], discriminator: { propertyName: t } }\n\
         B: { x-discriminator-value: b, type: object, required: [t], properties: { t: { type: string } } }\n\
         C: { type: object, required: [t], properties: { t: { type: string } } }",
    );
    assert_eq!(
        lowered.show("Pet"),
        "union by tag kind Pet=0 cat=1 #dog=2: base Pet#0 / cat Cat / #dog Dog"
    );
    assert_eq!(lowered.show("A"), "union by tag t b=0 C=1: b B / C C");
}

#[test]
fn heirs_of_one_base_are_told_apart_by_its_discriminator() {
    let heirs = "\
Pet: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind, mapping: { felis: Cat, fox: Fox } } }
Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { lives: { type: integer } } }] }
Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { friends: { type: integer } } }] }
Fox: { allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { tail: { type: string } } }] }
";
    let list = |key: &str, members: &[&str]| {
        let members: Vec<String> = members
            .iter()
            .map(|name| format!("{{ $ref: '#/components/schemas/{name}' }}"))
            .collect();
        schemas(&format!("A: {{ {key}: [{}] }}\n{heirs}", members.join(", ")))
    };
    let lowered = list("oneOf", &["Cat", "Dog"]);
    assert_eq!(
        lowered.show("A"),
        "union by tag kind felis=0 Dog=1 Cat=0: felis Cat / Dog Dog"
    );
    assert!(lowered.codes().is_empty(), "{:?}", lowered.codes());
    // A value may be several of these at once, or an heir of the first.
    for lowered in [list("anyOf", &["Cat", "Dog"]), list("oneOf", &["Pet", "Dog"])] {
        assert!(!lowered.show("A").contains("by tag"), "{}", lowered.show("A"));
        assert!(lowered.codes().contains(&Code::UntaggedUnion));
    }
}

#[test]
fn what_alternatives_declare_comes_before_the_discriminator_of_their_base() {
    let lowered = schemas(
        "A: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] }\n\
         Pet: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind } }\n\
         Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { required: [lives], properties: { lives: { type: integer } } }] }\n\
         Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }, { required: [friends], properties: { friends: { type: integer } } }] }",
    );
    assert_eq!(
        lowered.show("A"),
        "union by key lives=0 friends=1: lives Cat / friends Dog"
    );
}
