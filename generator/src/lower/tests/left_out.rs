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
