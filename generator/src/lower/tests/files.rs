//! Documents of several files.

use crate::diag::Code;
use crate::ir::Hint;
use crate::lower::testing::{self, Lowered, components};

/// Lowers component schemas with other files beside them.
fn beside(schemas: &str, others: &[(&str, &str)]) -> Lowered {
    let main = components("3.1.0", schemas);
    let mut files = vec![("openapi.yaml", main.as_str())];
    files.extend(others);
    testing::files(&files)
}

const HEAD: &str = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\nservers: [{ url: 'https://a.test' }]\n";

#[test]
fn a_component_stands_for_the_file_that_it_refers_to() {
    let lowered = beside(
        "Pet: { $ref: ./schemas/Pet.yaml }\nHome: { type: object, properties: { pet: { $ref: 'schemas/../schemas/Pet.yaml' } } }",
        &[(
            "schemas/Pet.yaml",
            "{ type: object, properties: { friend: { $ref: Pet.yaml }, home: { $ref: '../openapi.yaml#/components/schemas/Home' } } }",
        )],
    );
    assert_eq!(lowered.codes(), []);
    assert_eq!(lowered.names(), ["Pet", "Home"]);
    assert_eq!(lowered.show("Pet"), "{ friend?: Pet, home?: Home }");
    assert_eq!(lowered.show("Home"), "{ pet?: Pet }");
}

#[test]
fn what_stands_elsewhere_is_named_after_its_place() {
    let lowered = beside(
        "A: { type: object, properties: { file: { $ref: s/whole-file.yaml }, mapped: { $ref: 'map.json#/Mapped' }, document: { $ref: 'other.yaml#/components/schemas/Own' }, \
         within: { $ref: 's/whole-file.yaml#/properties/part' }, def: { $ref: 's/whole-file.yaml#/$defs/Def' }, shared: { $ref: 'types.json#/$defs/Shared' } } }",
        &[
            (
                "s/whole-file.yaml",
                "{ type: object, properties: { part: { type: object, properties: { p: { type: string } } } }, $defs: { Def: { type: object, properties: { q: {} } } } }",
            ),
            (
                "types.json",
                r#"{ "$defs": { "Shared": { "type": "object", "properties": { "s": {} } } } }"#,
            ),
            (
                "map.json",
                r#"{ "Mapped": { "type": "object", "properties": { "m": {} } } }"#,
            ),
            (
                "other.yaml",
                "{ openapi: 3.1.0, info: { title: O, version: '1' }, components: { schemas: { Own: { type: object, properties: { o: {} } } } } }",
            ),
        ],
    );
    assert_eq!(lowered.codes(), []);
    assert_eq!(
        lowered.show("A"),
        "{ file?: whole-file, mapped?: Mapped, document?: Own, within?: whole-file.part, def?: whole-file.Def, shared?: Shared }"
    );
    let pointers: Vec<String> = (lowered.api.types.iter())
        .map(|(_, def)| def.provenance.pointer.to_string())
        .collect();
    assert!(
        pointers.contains(&"s/whole-file.yaml#/properties/part".to_owned()),
        "{pointers:?}"
    );
    assert!(pointers.contains(&"#/components/schemas/A".to_owned()), "{pointers:?}");
}

#[test]
fn names_do_not_depend_on_the_order_of_components() {
    let place = ("x.yaml", "{ B: { type: object, properties: { b: {} } } }");
    for schemas in [
        "A: { $ref: 'x.yaml#/B' }\nB: { $ref: 'x.yaml#/B' }",
        "B: { $ref: 'x.yaml#/B' }\nA: { $ref: 'x.yaml#/B' }",
    ] {
        let lowered = beside(schemas, &[place]);
        assert_eq!(
            (lowered.show("A"), lowered.show("B")),
            ("= B".to_owned(), "{ b?: any }".to_owned())
        );
    }
}

#[test]
fn a_name_in_another_file_is_not_that_of_the_main_document() {
    let lowered = beside(
        "A: { type: object, properties: { x: { $ref: 'o.yaml#/components/schemas/A' } } }",
        &[(
            "o.yaml",
            "{ components: { schemas: { A: { type: object, properties: { y: { $ref: '#/components/schemas/B' } } }, B: { type: integer } } } }",
        )],
    );
    let hints: Vec<&Hint> = lowered.api.types.iter().map(|(_, def)| &def.hint).collect();
    assert_eq!(
        hints,
        [&Hint::Component("A".to_owned()), &Hint::Component("A".to_owned())]
    );
    assert_eq!(lowered.codes(), []);
}

#[test]
fn whole_mappings_and_lists_may_stand_in_other_files() {
    let lowered = testing::files(&[
        (
            "openapi.yaml",
            &format!(
                "{HEAD}paths: {{ $ref: paths.yaml }}\ncomponents: {{ schemas: {{ $ref: './schemas/_index.yaml', Own: {{ type: string }} }} }}"
            ),
        ),
        (
            "paths.yaml",
            "{ /pets: { get: { operationId: listPets, parameters: { $ref: parameters.yaml }, responses: { $ref: responses/_index.yaml, '404': { description: None } } } } }",
        ),
        (
            "parameters.yaml",
            "[{ name: limit, in: query, schema: { type: integer } }]",
        ),
        (
            "responses/Pets.yaml",
            "{ description: D, content: { application/json: { schema: { $ref: ../openapi.yaml#/components/schemas/Pet } } } }",
        ),
        (
            "responses/_index.yaml",
            "{ '200': { $ref: Pets.yaml }, '404': { description: Other } }",
        ),
        ("schemas/_index.yaml", "{ Pet: { $ref: Pet.yaml } }"),
        (
            "schemas/Pet.yaml",
            "{ type: object, properties: { name: { type: string } } }",
        ),
    ]);
    let codes = lowered.codes();
    assert!(
        codes.iter().all(|code| *code == Code::RepairedValue),
        "{:?}",
        lowered.reports()
    );
    assert_eq!(lowered.names(), ["Own", "Pet"]);
    let operation = &lowered.api.operations[0];
    assert_eq!(operation.parameters[0].wire_name, "limit");
    assert_eq!(lowered.api.failures[0].description, "None");
    assert_eq!(operation.provenance.pointer.to_string(), "paths.yaml#/~1pets/get");
}

#[test]
fn every_kind_of_thing_may_stand_in_another_file() {
    let lowered = testing::files(&[
        (
            "openapi.yaml",
            &format!(
                "{HEAD}paths: {{ '/a/{{id}}': {{ $ref: 'paths/a.yaml' }}, /b: {{ get: {{ $ref: operation.yaml }} }} }}"
            ),
        ),
        (
            "paths/a.yaml",
            "{ parameters: [{ $ref: ../parameters.json#/id }], post: { operationId: a, requestBody: { $ref: ../bodies/Make.yaml }, responses: { '200': { $ref: '../r.yaml#/components/responses/Ok' }, '404': { $ref: ../responses/NotFound.yaml } } } }",
        ),
        (
            "parameters.json",
            r#"{ "id": { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } } }"#,
        ),
        (
            "bodies/Make.yaml",
            "{ content: { application/json: { schema: { type: object, properties: { a: {} } }, examples: { one: { $ref: ../example.yaml } } } } }",
        ),
        ("example.yaml", "{ value: { a: 1 } }"),
        ("r.yaml", "{ components: { responses: { Ok: { description: D } } } }"),
        ("header.yaml", "{ schema: { type: integer } }"),
        (
            "responses/NotFound.yaml",
            "{ description: None, headers: { X-A: { $ref: ../header.yaml } }, content: { application/json: { schema: { type: object, properties: { code: {} } } } } }",
        ),
        (
            "operation.yaml",
            "{ operationId: b, responses: { '204': { description: D } } }",
        ),
    ]);
    assert_eq!(
        lowered.reports(),
        [(Code::RepairedValue, "#/paths/~1b/get/$ref".to_owned())]
    );
    let [a, b] = lowered.api.operations.as_slice() else {
        panic!("two operations")
    };
    assert_eq!((a.id.as_deref(), b.id.as_deref()), (Some("a"), Some("b")));
    let body = a.body.as_ref().expect("there is a body");
    assert_eq!(body.docs.examples, [r#"{"a":1}"#]);
    assert_eq!(lowered.api.failures[0].component.as_deref(), Some("NotFound"));
    assert_eq!(lowered.api.failures[0].headers[0].wire_name, "X-A");
    assert_eq!(lowered.names(), ["Make request", "NotFound response "]);
}

#[test]
fn files_that_refer_to_each_other_are_read_once() {
    let lowered = beside(
        "A: { $ref: 'a.yaml' }",
        &[
            ("a.yaml", "{ type: object, properties: { b: { $ref: b.yaml } } }"),
            (
                "b.yaml",
                "{ type: object, properties: { a: { $ref: 'a.yaml' }, root: { $ref: 'openapi.yaml#/components/schemas/A' } } }",
            ),
        ],
    );
    assert_eq!(lowered.codes(), []);
    assert_eq!(lowered.show("A"), "{ b?: b }");
    assert_eq!(lowered.show("b"), "{ a?: A, root?: A }");
}

#[test]
fn a_circle_through_files_is_reported_once() {
    let lowered = beside(
        "A: { $ref: 'a.yaml' }",
        &[("a.yaml", "{ $ref: b.yaml }"), ("b.yaml", "{ $ref: a.yaml }")],
    );
    assert_eq!(lowered.codes(), [Code::ReferenceCycle]);
}

#[test]
fn a_file_has_the_version_that_it_says_or_that_of_the_one_that_refers_to_it() {
    let main = components(
        "3.0.3",
        "A: { $ref: 'new.yaml#/components/schemas/N' }\nB: { type: string, nullable: true }\nC: { $ref: part.yaml }",
    );
    let lowered = testing::files(&[
        ("openapi.yaml", &main),
        (
            "new.yaml",
            "{ openapi: 3.1.1, info: { title: N, version: '1' }, components: { schemas: { N: { type: object, properties: { n: { type: [string, 'null'], nullable: true }, m: { $ref: m.yaml } } } } } }",
        ),
        ("m.yaml", "{ type: string, nullable: true }"),
        ("part.yaml", "{ type: string, nullable: true }"),
    ]);
    assert_eq!(lowered.codes(), [Code::NullableIn31, Code::NullableIn31]);
    let files: Vec<&str> = (lowered.sink.diagnostics().iter())
        .filter_map(|diagnostic| diagnostic.primary.as_ref())
        .map(|label| label.place.pointer.as_str())
        .collect();
    assert_eq!(files, ["/nullable", "/components/schemas/N/properties/n/nullable"]);
}

#[test]
fn what_is_not_there_is_reported_where_it_is_named() {
    let lowered = beside(
        "A: { $ref: missing.yaml }\nB: { $ref: 'b.yaml#/Nowhere' }\nC: { $ref: 'https://a.test/x.json' }\nD: { $ref: /etc/hostname }\nE: { $ref: broken.yaml }",
        &[("b.yaml", "{ Nowhere2: {} }"), ("broken.yaml", "{ a: [")],
    );
    let at = |name: &str| format!("#/components/schemas/{name}/$ref");
    assert!(!lowered.sink.has_errors());
    assert_eq!(
        lowered.reports(),
        [
            (Code::UnresolvedReference, at("A")),
            (Code::UnresolvedReference, at("B")),
            (Code::ExternalReference, at("C")),
            (Code::ExternalReference, at("D")),
            (Code::UnresolvedReference, at("E")),
        ]
    );
    let remedy = lowered.sink.diagnostics()[1].remedy.as_deref();
    assert_eq!(remedy, Some("did you mean `#/Nowhere2`?"));
}

#[test]
fn a_file_that_nothing_needs_may_be_missing() {
    let lowered = beside(
        "A: { type: string, x-note: { $ref: missing.yaml }, example: { $ref: absent.yaml } }",
        &[],
    );
    assert_eq!(lowered.codes(), []);
}

#[test]
fn a_mapping_of_tags_names_files() {
    let lowered = beside(
        "A: { oneOf: [{ $ref: Cat.yaml }, { $ref: 'pets.yaml#/Dog' }], discriminator: { propertyName: kind, mapping: { c: ./Cat.yaml, d: 'pets.yaml#/Dog' } } }",
        &[
            ("Cat.yaml", "{ type: object, properties: { kind: { type: string } } }"),
            (
                "pets.yaml",
                "{ Dog: { type: object, properties: { kind: { type: string } } } }",
            ),
        ],
    );
    assert_eq!(lowered.codes(), []);
    assert!(
        lowered.show("A").starts_with("union by tag kind? c=0 d=1 Cat=0 Dog=1:"),
        "{}",
        lowered.show("A")
    );
}
