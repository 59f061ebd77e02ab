//! References to components, to other places and to nowhere.

use crate::diag::Code;
use crate::lower::testing::{paths, schemas, versioned};

#[test]
fn a_reference_to_any_place_shares_the_definition_of_that_place() {
    let lowered = schemas(
        "A: { type: object, properties: { x: { $ref: '#/components/schemas/B/properties/in~1ner%20one' }, y: { $ref: '#/components/schemas/B/properties/id' } } }\n\
         B: { type: object, properties: { 'in/ner one': { type: object, properties: { z: { type: string } } }, id: { type: integer } } }",
    );
    assert_eq!(lowered.show("A"), "{ x?: B.in/ner one, y?: i64 }");
    assert_eq!(lowered.show("B.in/ner one"), "{ z?: string }");
    assert_eq!(lowered.names(), ["A", "B", "B.in/ner one"]);
}

#[test]
fn definitions_below_a_schema_are_found_and_named_after_it() {
    let lowered = schemas(
        "A: { type: object, properties: { x: { $ref: '#/components/schemas/A/$defs/Part' } }, $defs: { Part: { type: object, properties: { again: { $ref: '#/components/schemas/A/$defs/Part' } } } } }",
    );
    assert_eq!(lowered.show("A"), "{ x?: A.Part }");
    assert_eq!(lowered.show("A.Part"), "{ again?: A.Part }");
    assert_eq!(lowered.codes(), []);
}

#[test]
fn chains_end_at_a_definition_and_keep_every_name() {
    let lowered = schemas(
        "A: { $ref: '#/components/schemas/B' }\nB: { $ref: '#/components/schemas/C' }\nC: { type: object, properties: { a: { $ref: '#/components/schemas/A' } } }",
    );
    let shown = ["A", "B", "C"].map(|name| lowered.show(name));
    assert_eq!(shown, ["= B", "= C", "{ a?: A }"]);
}

#[test]
fn a_long_chain_is_walked_once() {
    const LENGTH: usize = 1000;
    let links = (0..LENGTH).map(|at| format!("S{at}: {{ $ref: '#/components/schemas/S{}' }}\n", at + 1));
    let document = links.collect::<String>() + &format!("S{LENGTH}: {{ type: string, minLength: 1 }}");
    // Walking it again from each link, with a list of what was passed, would take minutes.
    let start = std::time::Instant::now();
    let lowered = schemas(&document);
    assert_eq!(lowered.codes(), []);
    assert_eq!(lowered.show("S0"), "= S1(length 1..)");
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn a_missing_target_is_reported_with_a_similar_one() {
    let lowered = schemas("Browser: { type: object }\nA: { $ref: '#/components/schemas/Broser' }");
    assert_eq!(
        lowered.reports(),
        [(Code::UnresolvedReference, "#/components/schemas/A/$ref".to_owned())]
    );
    let remedy = lowered.sink.diagnostics()[0].remedy.as_deref();
    assert_eq!(remedy, Some("did you mean `#/components/schemas/Browser`?"));
}

#[test]
fn other_files_are_reported() {
    let lowered = schemas("A: { $ref: './other.yaml#/X' }");
    assert_eq!(
        lowered.reports(),
        [(Code::ExternalReference, "#/components/schemas/A/$ref".to_owned())]
    );
}

#[test]
fn circles_without_content_are_reported_once() {
    for circle in [
        "A: { $ref: '#/components/schemas/B' }\nB: { $ref: '#/components/schemas/A' }",
        "A: { allOf: [{ $ref: '#/components/schemas/A' }] }",
        "A: { oneOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }] }\nB: { anyOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }] }",
    ] {
        let lowered = schemas(circle);
        let circles = lowered
            .codes()
            .iter()
            .filter(|code| **code == Code::ReferenceCycle)
            .count();
        assert_eq!(circles, 1, "{circle}\n{:?}", lowered.reports());
    }
}

#[test]
fn what_leads_back_to_itself_adds_nothing() {
    for (circle, shown) in [
        (
            "A: { allOf: [{ $ref: '#/components/schemas/B' }, { properties: { x: {} } }] }\nB: { allOf: [{ $ref: '#/components/schemas/A' }, { properties: { y: {} } }] }",
            "{ y?: any, x?: any }",
        ),
        (
            "A: { oneOf: [{ type: string }, { type: integer }, { $ref: '#/components/schemas/A' }] }",
            "union by kind String=0 Number=1: string string / number i64",
        ),
    ] {
        let lowered = schemas(circle);
        assert_eq!(lowered.show("A"), shown);
        let codes = lowered.codes();
        assert!(!codes.is_empty() && !codes.contains(&Code::ReferenceCycle), "{codes:?}");
    }
}

#[test]
fn a_list_of_itself_is_a_newtype() {
    let lowered = schemas(
        "A: { type: array, items: { $ref: '#/components/schemas/A' } }\n\
         B: { type: object, additionalProperties: { type: [array, 'null'], items: { $ref: '#/components/schemas/B' } } }\n\
         C: { $defs: { tree: { type: array, items: { $ref: '#/components/schemas/C/$defs/tree' } } }, type: object, properties: { t: { $ref: '#/components/schemas/C/$defs/tree' } } }",
    );
    assert_eq!(
        ["A", "B", "C", "C.tree"].map(|name| lowered.show(name)),
        ["new [A]", "new map [B]|null", "{ t?: C.tree }", "new [C.tree]"]
    );
    assert_eq!(lowered.codes(), []);
    let json = schemas(
        "A: { oneOf: [{ type: string }, { $ref: '#/components/schemas/B' }] }\nB: { type: array, items: { $ref: '#/components/schemas/A' } }",
    );
    assert_eq!(
        json.show("A"),
        "union by kind String=0 Array=1: string string / array B"
    );
    assert_eq!(json.codes(), []);
}

#[test]
fn siblings_of_a_reference_count_with_a_note_in_3_0() {
    let yaml = "A: { type: object, properties: { b: { $ref: '#/components/schemas/B', description: Mine, readOnly: true } } }\nB: { type: string, description: Theirs }";
    for (version, codes) in [("3.0.0", vec![Code::RefSiblingsIn30]), ("3.1.0", vec![])] {
        let lowered = versioned(version, yaml);
        let field = lowered.field("A", "b");
        assert_eq!(
            (field.docs.description.as_deref(), field.read_only),
            (Some("Mine"), true)
        );
        assert_eq!(lowered.codes(), codes);
    }
}

#[test]
fn properties_beside_a_reference_are_merged_in_3_1_only() {
    let yaml = "A: { $ref: '#/components/schemas/B', properties: { y: { type: string } } }\nB: { type: object, properties: { x: { type: string } } }";
    assert_eq!(schemas(yaml).show("A"), "{ x?: string, y?: string }");
    let older = versioned("3.0.0", yaml);
    assert_eq!(older.show("A"), "= B");
    assert_eq!(older.codes(), [Code::NotRepresented]);
}

#[test]
fn schemas_of_operations_can_be_referred_to() {
    let lowered = paths(
        "/a:\n  get:\n    responses:\n      '200':\n        description: D\n        content: { application/json: { schema: { type: object, properties: { x: { type: string } } } } }\n\
         ---\nschemas:\n  A: { type: array, items: { $ref: '#/paths/~1a/get/responses/200/content/application~1json/schema' } }\n",
    );
    assert_eq!(lowered.show("A"), "= [0 response 200]");
    assert_eq!(lowered.codes(), []);
}

#[test]
fn what_is_reached_on_many_ways_is_looked_at_once() {
    let level = |number: usize| {
        let next = format!("{{ $ref: '#/components/schemas/L{}' }}", number + 1);
        let key = if number.is_multiple_of(2) { "anyOf" } else { "allOf" };
        format!("L{number}: {{ {key}: [{next}, {{ allOf: [{next}, {next}] }}, {{ anyOf: [{next}, {next}] }}] }}\n")
    };
    let levels: Vec<String> = (0..40).map(level).collect();
    let last = "L40: { type: string }";
    let lowered = schemas(&(levels.concat() + last));
    assert_eq!(lowered.show("L0"), "= string");
}

#[test]
fn a_schema_that_is_lost_is_any_value() {
    let lowered = schemas(
        "A: { type: object, properties: { gone: { $ref: '#/components/schemas/Gone' }, web: { $ref: 'https://a.test/x' }, op: { $ref: '#/info' } } }\n\
         B: { $ref: '#/components/schemas/C' }\nC: { $ref: '#/components/schemas/B' }\n\
         D: { allOf: [{ $ref: '#/components/schemas/Gone' }, { type: object, properties: { x: { type: string } } }] }\n\
         E: { oneOf: [{ $ref: '#/components/schemas/Gone' }, { type: string }] }\nF: { type: array, items: { $ref: '#/components/schemas/Gone' } }\n\
         G: { not: { $ref: '#/components/schemas/Gone' } }",
    );
    assert!(!lowered.sink.has_errors());
    let shown = ["A", "B", "C", "D", "F"].map(|name| lowered.show(name));
    assert_eq!(
        shown,
        [
            "{ gone?: any, web?: any, op?: any }",
            "= any",
            "= any",
            "{ x?: string }",
            "= [any]"
        ]
    );
    // What fits the lost alternative is not known, so nothing is refused for fitting both.
    assert_eq!(lowered.show("E"), "= any");
    assert_eq!(lowered.show("G"), "= any");
}

#[test]
fn a_part_that_is_lost_costs_the_operations_that_need_it() {
    let lowered = paths(
        "/a:\n  get: { parameters: [{ $ref: '#/components/parameters/P' }], responses: { '204': { description: D } } }\n  \
         put: { requestBody: { $ref: '#/components/requestBodies/B' }, responses: { '204': { description: D } } }\n  \
         post: { responses: { '200': { $ref: '#/components/responses/R' } } }\n  \
         delete: { responses: { default: { $ref: '#/components/responses/R' } } }\n  \
         patch: { parameters: [{ name: p, in: query, content: { application/json: { $ref: '#/components/mediaTypes/M' } } }], responses: { '204': { description: D } } }\n\
         /b: { $ref: '#/components/pathItems/I' }\n\
         /c: { get: { parameters: [{ $ref: '#/components/parameters/Q' }], responses: { '204': { description: D } } } }\n\
         /d: { get: { parameters: [{ $ref: '#/components/schemas/S' }], responses: { '204': { description: D } } } }\n\
         ---\nparameters: { Q: { $ref: '#/components/parameters/Q' } }\nschemas: { S: {} }\n",
    );
    assert!(!lowered.sink.has_errors());
    assert_eq!((lowered.api.operations.len(), lowered.api.left_out), (0, 8));
    let mut left: Vec<String> = lowered
        .reports()
        .into_iter()
        .filter(|(code, _)| *code == Code::OperationLeftOut)
        .map(|(_, at)| at)
        .collect();
    left.sort();
    assert_eq!(
        left,
        ["delete", "get", "patch", "post", "put"]
            .map(|method| format!("#/paths/~1a/{method}"))
            .into_iter()
            .chain(["#/paths/~1b", "#/paths/~1c/get", "#/paths/~1d/get"].map(str::to_owned))
            .collect::<Vec<_>>()
    );
}

#[test]
fn what_an_operation_can_do_without_is_said_and_dropped() {
    let lowered = paths(
        "/a:\n  get:\n    responses:\n      \
         '200': { description: D, headers: { X-A: { $ref: '#/components/headers/H' } }, links: { l: { $ref: '#/components/links/L' } } }\n      \
         '404': { $ref: '#/components/responses/R' }\n      '500': { description: E }\n\
         /b: { $ref: '#/components/pathItems/I', get: { responses: { '204': { description: D } } } }\n",
    );
    assert!(!lowered.sink.has_errors());
    let [first, second] = lowered.api.operations.as_slice() else {
        panic!("{:?}", lowered.reports())
    };
    assert_eq!(
        (
            first.failures.len(),
            first.outcomes[0].headers.len(),
            lowered.api.links.len()
        ),
        (1, 0, 0)
    );
    assert_eq!((second.path.as_str(), lowered.api.left_out), ("/b", 1));
    let lost = lowered
        .codes()
        .iter()
        .filter(|code| **code == Code::UnresolvedReference)
        .count();
    assert_eq!(lost, 4);
}
