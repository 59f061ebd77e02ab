//! Operations that cannot be represented cost themselves and not the document.

use crate::diag::Code;
use crate::ir::StatusMatch;
use crate::lower::testing::{document, paths};

#[test]
fn the_rest_is_lowered() {
    let lowered = paths(
        "/a:\n  get:\n    operationId: getA\n    parameters: [{ name: p, in: query, content: { application/xml: { schema: { type: object } } } }]\n    \
         responses:\n      '200': { description: D, content: { application/json: { schema: { type: object, properties: { a: { type: string } } } } } }\n      \
         '404': { description: Gone, content: { application/json: { schema: { type: object, properties: { b: { type: string } } } } } }\n\
         /b:\n  get:\n    operationId: getB\n    responses:\n      \
         '200': { description: D, content: { application/json: { schema: { type: object, properties: { c: { type: string } } } } } }\n      \
         '404': { description: None }\n",
    );
    assert!(!lowered.sink.has_errors());
    assert_eq!(
        lowered.reports(),
        [
            (
                Code::UnsupportedOperation,
                "#/paths/~1a/get/parameters/0/content/application~1xml".to_owned()
            ),
            (Code::OperationLeftOut, "#/paths/~1a/get".to_owned()),
        ]
    );
    let [left] = lowered.api.operations.as_slice() else {
        panic!("one operation")
    };
    assert_eq!((left.path.as_str(), lowered.api.left_out), ("/b", 1));
    // The failure of the other one is gone, and its types are named after it.
    assert_eq!(lowered.api.failures.len(), 1);
    assert_eq!(lowered.api.failures[0].inline, Some((0, StatusMatch::Code(404))));
    let mut names = lowered.names();
    names.sort();
    assert_eq!(names, ["0 response 200", "getA response 200", "getA response 404"]);
}

#[test]
fn a_shared_part_costs_every_operation_that_has_it() {
    let lowered = paths(
        "/a:\n  get: { parameters: [{ $ref: '#/components/parameters/P' }], responses: { '204': { description: D } } }\n  \
         put: { parameters: [{ $ref: '#/components/parameters/P' }], responses: { '204': { description: D } } }\n  \
         delete: { responses: { '204': { description: D } } }\n\
         /b:\n  servers: [{ url: 'ftp://b.test' }]\n  get: { responses: { '204': { description: D } } }\n  \
         put: { responses: { '204': { description: D } } }\n\
         ---\nparameters: { P: { name: p, in: cookie, content: { application/xml: { schema: { type: object } } } } }\n",
    );
    assert_eq!((lowered.api.operations.len(), lowered.api.left_out), (1, 4));
    let place = |text: &str| (Code::UnsupportedOperation, text.to_owned());
    assert_eq!(
        lowered.reasons(),
        [
            place("#/components/parameters/P/content/application~1xml"),
            place("#/paths/~1b/servers/0/url")
        ]
    );
}

#[test]
fn a_method_of_any_name_is_one_in_its_own_case() {
    let lowered = document(
        "openapi: 3.2.0\ninfo: { title: T, version: '1' }\nservers: [{ url: 'https://a.test' }]\n\
         paths: { /a: { additionalOperations: { Copy: { responses: { '204': { description: D } } } } } }\n",
    );
    assert_eq!(lowered.reports(), []);
    let method = &lowered.api.operations[0].method;
    assert_eq!((method.as_str(), method.is_idempotent()), ("Copy", false));
}

#[test]
fn of_a_document_of_which_nothing_is_left_there_are_the_types() {
    let lowered = document(
        "openapi: 3.2.0\ninfo: { title: T, version: '1' }\nservers: [{ url: 'https://a.test' }]\n\
         paths: { /a: { additionalOperations: { CONNECT: { responses: { '204': { description: D } } } } } }\n",
    );
    assert!(!lowered.sink.has_errors());
    assert_eq!(
        lowered.reports(),
        [
            (
                Code::UnsupportedOperation,
                "#/paths/~1a/additionalOperations/CONNECT".to_owned()
            ),
            (
                Code::OperationLeftOut,
                "#/paths/~1a/additionalOperations/CONNECT".to_owned()
            ),
            (Code::NothingLeft, "#/paths".to_owned()),
        ]
    );
    let nothing = document("openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\n");
    assert!(!nothing.sink.has_errors());
}

/// What of these operations is left, by path; they all answer 204.
fn left(operations: &str) -> Vec<String> {
    let lowered = paths(operations);
    assert!(!lowered.sink.has_errors());
    lowered
        .api
        .operations
        .iter()
        .map(|operation| operation.path.clone())
        .collect()
}

const FINE: &str = "/z:\n  get: { responses: { '204': { description: D } } }\n";

#[test]
fn what_cannot_be_read_costs_the_operation_that_needs_it() {
    for faulty in [
        "/a: { get: { parameters: [{ name: p, in: querry }], responses: { '204': { description: D } } } }",
        "/a: { get: { parameters: [{ in: query }], responses: { '204': { description: D } } } }",
        "/a: { get: { parameters: no, responses: { '204': { description: D } } } }",
        "/a: { parameters: [5], get: { responses: { '204': { description: D } } } }",
        "/a: { post: { requestBody: [], responses: { '204': { description: D } } } }",
        "/a: { post: { requestBody: { content: [] }, responses: { '204': { description: D } } } }",
        "/a: { get: { servers: [{}], responses: { '204': { description: D } } } }",
        "/a: { servers: [{}], get: { responses: { '204': { description: D } } } }",
        "/a: { get: { responses: { '200': [] , '201': { description: D } } } }",
        "/a: { get: { responses: { ok: { description: D } } } }",
        "/a: { get: { responses: [] } }",
        "/a: { get: { responses: { '200': { description: D, content: [] } } } }",
        "/a: { get: { responses: { '200': { description: D, content: { \"a/b\\n\": {} } } } } }",
        "/a: { get: [] }",
        "/a: 5",
    ] {
        let lowered = paths(&format!("{faulty}\n{FINE}"));
        assert!(!lowered.sink.has_errors(), "{faulty}");
        let left: Vec<&str> = lowered.api.operations.iter().map(|one| one.path.as_str()).collect();
        assert_eq!((left, lowered.api.left_out), (vec!["/z"], 1), "{faulty}");
        assert!(lowered.codes().contains(&Code::OperationLeftOut), "{faulty}");
    }
}

#[test]
fn a_component_that_cannot_be_read_costs_those_that_refer_to_it() {
    let lowered = paths(
        "/a: { get: { parameters: [{ $ref: '#/components/parameters/P' }], responses: { '204': { description: D } } } }\n\
         /b: { post: { requestBody: { $ref: '#/components/requestBodies/B' }, responses: { '204': { description: D } } } }\n\
         /c: { get: { responses: { '200': { $ref: '#/components/responses/R' } } } }\n\
         /d: { get: { responses: { '204': { description: D }, '400': { $ref: '#/components/responses/R' } } } }\n\
         /e: { get: { parameters: [{ $ref: '#/components/parameters/Q' }], responses: { '204': { description: D } } } }\n---\n\
         parameters: { P: { name: p, in: query, style: [] }, Q: { name: q } }\nrequestBodies: { B: { content: 1 } }\n\
         responses: { R: { description: D, content: 1 } }\n",
    );
    assert!(!lowered.sink.has_errors());
    let left: Vec<&str> = lowered.api.operations.iter().map(|one| one.path.as_str()).collect();
    assert_eq!((left, lowered.api.left_out), (vec!["/d"], 4));
}

#[test]
fn what_callers_can_do_without_costs_nothing_else() {
    for fault in [
        "tags: no",
        "deprecated: perhaps",
        "externalDocs: 1",
        "callbacks: []",
        "security: no",
        "parameters: [{ name: p, in: query, description: [], examples: 1 }]",
    ] {
        let operation = format!("/a: {{ get: {{ {fault}, responses: {{ '204': {{ description: D }} }} }} }}\n");
        assert_eq!(left(&operation), ["/a"], "{fault}");
    }
    let answer = "/a: { get: { responses: { '204': { description: D, headers: { 'a b': {}, X: 1 }, links: [] }, oops: {}, '404': [] } } }\n";
    assert_eq!(left(answer), ["/a"]);
    assert_eq!(
        left("/a:\n/b: { get: }\n/c: { get: { responses: { '204': { description: D } } } }\n"),
        ["/c"]
    );
}

#[test]
fn without_readable_paths_there_are_the_types() {
    let lowered = document(
        "openapi: 3.1.0\ninfo: 1\nservers: no\npaths: []\ntags: 1\nsecurity: 1\ncomponents: { schemas: { A: { type: string }, B: 5 }, responses: 7 }\n",
    );
    assert!(!lowered.sink.has_errors());
    assert!(lowered.codes().contains(&Code::NothingLeft));
    assert_eq!(lowered.names(), ["A"]);
}

#[test]
fn what_the_service_sends_is_left_out_where_it_cannot_be_read() {
    let lowered = document(
        "openapi: 3.1.0\ninfo: { title: T, version: '1' }\nwebhooks:\n  a: { post: { requestBody: { content: 1 } } }\n  \
         b: { post: { requestBody: { content: { application/json: {} } } } }\n",
    );
    assert!(!lowered.sink.has_errors());
    let names: Vec<&str> = lowered.api.hooks.iter().map(|hook| hook.name.as_str()).collect();
    assert_eq!((names, lowered.api.left_out), (vec!["b"], 1));
}
