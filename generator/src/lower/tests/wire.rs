//! What HTTP and the specification say about bodies, names and places, from small documents.

use crate::diag::Code;
use crate::lower::testing::{Lowered, document, paths, schemas};

fn reported(lowered: &Lowered, code: Code) -> Vec<String> {
    let all = lowered.reports().into_iter().filter(|(found, _)| *found == code);
    all.map(|(_, pointer)| pointer).collect()
}

#[test]
fn answers_without_a_body_have_none_whatever_the_document_says() {
    let content = "content: { application/json: { schema: { type: string } } }";
    for (method, status) in [("get", "204"), ("get", "205"), ("head", "200")] {
        let lowered = paths(&format!(
            "/a:\n  {method}:\n    responses: {{ '{status}': {{ description: D, {content} }} }}\n"
        ));
        assert_eq!(lowered.api.operations[0].answer(), None, "{method} {status}");
        let place = format!("#/paths/~1a/{method}/responses/{status}/content");
        assert_eq!(reported(&lowered, Code::NotRepresented), [place]);
    }
    let lowered = paths(&format!(
        "/a:\n  get:\n    responses: {{ '200': {{ description: D }}, '304': {{ description: D, {content} }} }}\n"
    ));
    assert_eq!(lowered.api.failures[0].contents, []);
    assert_eq!(lowered.codes(), [Code::NotRepresented]);
}

#[test]
fn base_urls_that_cannot_be_called_are_left_out() {
    for url in ["ftp://x", "https://x?y=1#z", "http://[::1", "https://{nope}.x"] {
        let lowered = document(&format!(
            "openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\nservers: [{{ url: '{url}' }}]\n\
             paths: {{ /a: {{ get: {{ responses: {{ '204': {{ description: D }} }} }} }} }}"
        ));
        assert_eq!(lowered.api.servers, [], "{url}");
        assert_eq!(
            lowered.reports(),
            [(Code::NotRepresented, "#/servers/0/url".to_owned())]
        );
    }
}

#[test]
fn parameters_stand_once_in_a_list_and_headers_have_no_case() {
    let list = |parameters: &str| {
        let lowered = paths(&format!(
            "/a:\n  get:\n    parameters: [{parameters}]\n    responses: {{ '204': {{ description: D }} }}\n"
        ));
        let found = reported(&lowered, Code::RepairedValue);
        assert_eq!(lowered.api.operations[0].parameters.len() + found.len(), 2);
        found
    };
    let second = ["#/paths/~1a/get/parameters/1"];
    assert_eq!(
        list("{ name: a, in: query, schema: { type: string } }, { name: a, in: query, schema: { type: string } }"),
        second
    );
    assert_eq!(
        list(
            "{ name: X-A, in: header, schema: { type: string } }, { name: x-a, in: header, schema: { type: string } }"
        ),
        second
    );
    let none: [&str; 0] = [];
    assert_eq!(
        list("{ name: a, in: query, schema: { type: string } }, { name: A, in: query, schema: { type: string } }"),
        none
    );
}

#[test]
fn headers_that_callers_cannot_set_are_no_parameters() {
    for name in [
        "Host",
        "content-length",
        "Transfer-Encoding",
        "Connection",
        "'a b'",
        "''",
        "\"x\\n\"",
    ] {
        let lowered = paths(&format!(
            "/a:\n  get:\n    parameters: [{{ name: {name}, in: header, schema: {{ type: string }} }}]\n    responses: {{ '204': {{ description: D }} }}\n"
        ));
        assert_eq!(lowered.api.operations[0].parameters, [], "{name}");
        assert_eq!(lowered.codes(), [Code::NotRepresented]);
    }
}

#[test]
fn a_parameter_without_a_type_is_said() {
    for rest in ["", ", content: {}"] {
        let lowered = paths(&format!(
            "/a:\n  get:\n    parameters: [{{ name: n, in: query{rest} }}]\n    responses: {{ '204': {{ description: D }} }}\n"
        ));
        assert_eq!(lowered.codes(), [Code::AbsentField]);
    }
}

#[test]
fn a_text_with_the_schema_of_something_else_is_said() {
    let body = |schema: &str| {
        let lowered = paths(&format!(
            "/a:\n  get:\n    responses: {{ '200': {{ description: D, content: {{ text/plain: {{ schema: {schema} }} }} }} }}\n"
        ));
        lowered.codes()
    };
    assert_eq!(body("{ type: integer }"), [Code::NotRepresented]);
    assert_eq!(body("{ type: object, properties: { a: {} } }"), [Code::NotRepresented]);
    assert_eq!(body("{ type: string }"), []);
    assert_eq!(body("{}"), []);
}

#[test]
fn references_to_another_kind_of_thing_are_reported_at_the_reference() {
    for target in ["#", "#/info", "#/components/responses/R"] {
        let lowered = document(&format!(
            "openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\npaths: {{}}\n\
             components: {{ schemas: {{ A: {{ $ref: '{target}' }} }}, responses: {{ R: {{ description: D }} }} }}"
        ));
        assert_eq!(
            lowered.reports(),
            [(Code::UnresolvedReference, "#/components/schemas/A/$ref".to_owned())]
        );
    }
    let lowered = paths(
        "/a:\n  get:\n    responses: { '200': { $ref: '#/components/schemas/A' } }\n---\nschemas: { A: { type: string } }",
    );
    let place = "#/paths/~1a/get/responses/200/$ref".to_owned();
    assert_eq!(reported(&lowered, Code::UnresolvedReference), [place]);
}

#[test]
fn the_mapping_of_a_single_alternative_is_checked() {
    let lowered = schemas(
        "A: { oneOf: [{ $ref: '#/components/schemas/B' }], discriminator: { propertyName: k, mapping: { b: B, c: C } } }\n\
         B: { type: object, required: [k], properties: { k: { type: string } } }",
    );
    let place = "#/components/schemas/A/discriminator/mapping/c".to_owned();
    assert_eq!(lowered.reports(), [(Code::NotRepresented, place)]);
}

#[test]
fn a_mistake_is_reported_once() {
    let broken = paths(
        "/a:\n  get:\n    security: [{ k: [] }]\n    responses: { '204': { description: D } }\n---\nsecuritySchemes: { k: { type: apiKey, in: header } }",
    );
    assert_eq!(broken.codes(), [Code::MissingField, Code::UnsupportedSecurity]);
    let short = paths(
        "/a:\n  get:\n    security: [{ k: [] }]\n    responses: { '204': { description: D } }\n---\nsecuritySchemes: { j: { type: http, scheme: bearer } }",
    );
    assert_eq!(short.codes(), [Code::UnresolvedReference]);
    assert_eq!(short.sink.diagnostics()[0].remedy, None);
    let template = paths(
        "'/a/{b':\n  get:\n    parameters: [{ name: b, in: path, required: true, schema: { type: string } }]\n    responses: { '204': { description: D } }\n",
    );
    let place = "#/paths/~1a~1{b".to_owned();
    assert_eq!(template.reasons(), [(Code::UnsupportedOperation, place)]);
}
