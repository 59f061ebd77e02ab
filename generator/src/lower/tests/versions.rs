//! What Swagger 2.0 and OpenAPI 3.2 say in their own ways.

use crate::diag::Code;
use crate::ir::{CredentialKind, PayloadKind};
use crate::lower::testing::{Lowered, document, used};

fn swagger(rest: &str) -> Lowered {
    document(&format!(
        "swagger: '2.0'\ninfo: {{ title: T, version: '1' }}\nhost: a.test\nbasePath: /v1\nschemes: [https]\n{rest}"
    ))
}

#[test]
fn definitions_are_components_and_keep_their_places() {
    let lowered = swagger(
        "paths: {}\ndefinitions:\n  Pet:\n    type: object\n    required: [id]\n    properties:\n      id: { type: integer, format: int64 }\n      \
         owner: { $ref: '#/definitions/Owner' }\n      tag: { type: object, properties: { name: { type: string, x-nullable: true } } }\n  \
         Owner: { type: object, properties: { pets: { type: array, items: { $ref: '#/definitions/Pet' } } } }\n",
    );
    assert_eq!(lowered.show("Pet"), "{ id: i64, owner?: Owner, tag?: Pet.tag }");
    assert_eq!(lowered.show("Pet.tag"), "{ name?: string|null }");
    let pet = lowered.api.types.get(lowered.id("Pet"));
    assert_eq!(pet.provenance.pointer.as_str(), "/definitions/Pet");
    assert_eq!(lowered.codes(), []);
}

#[test]
fn shared_parts_are_found_where_they_stand() {
    let lowered = swagger(
        "securityDefinitions: { key: { type: apiKey, in: header, name: X-Key }, user: { type: basic } }\nsecurity: [{ key: [] }, { user: [] }]\n\
         parameters:\n  Limit: { in: query, name: limit, type: integer, maximum: 9 }\n  New: { in: body, name: pet, required: true, schema: { type: object, properties: { a: { type: string } } } }\n\
         responses: { Gone: { description: Gone, schema: { type: object, properties: { b: { type: string } } } } }\n\
         paths:\n  /pets:\n    post:\n      parameters: [{ $ref: '#/parameters/Limit' }, { $ref: '#/parameters/New' }]\n      \
         responses: { '201': { description: C }, '404': { $ref: '#/responses/Gone' } }\n",
    );
    assert_eq!(lowered.codes(), []);
    let operation = &lowered.api.operations[0];
    assert_eq!(lowered.api.servers[0].url, "https://a.test/v1");
    assert_eq!(used(&lowered.api, &operation.parameters[0].value), "i64(..9)");
    let body = operation.body.as_ref().expect("there is a body");
    let content = &body.contents[0];
    assert_eq!((content.media_type.as_str(), body.required), ("application/json", true));
    assert_eq!(used(&lowered.api, &content.value), "New request");
    assert_eq!(lowered.api.failures[0].component.as_deref(), Some("Gone"));
    assert_eq!(lowered.show("Gone response "), "{ b?: string }");
    assert_eq!(
        lowered.api.credentials[0].kind,
        CredentialKind::Header("X-Key".to_owned())
    );
    assert_eq!(lowered.api.credentials[1].kind, CredentialKind::Basic);
    assert_eq!(operation.security.alternatives.len(), 2);
}

#[test]
fn a_file_is_bytes_and_what_is_not_offered_is_said_once() {
    let lowered = swagger(
        "produces: [application/json, application/xml]\npaths:\n  \
         /a: { get: { responses: { '200': { description: D, schema: { type: file } } } } }\n  \
         /b: { get: { responses: { '200': { description: D, schema: { type: integer } } } } }\n  \
         /c: { get: { produces: [image/png], responses: { '200': { description: D, schema: { type: file } } } } }\n  \
         /d: { get: { responses: { '200': { description: D, schema: { type: string } } } } }\n",
    );
    let bodies: Vec<Option<PayloadKind>> = (lowered.api.operations.iter())
        .map(|operation| operation.answer().map(|content| content.kind))
        .collect();
    let (bytes, json) = (Some(PayloadKind::Bytes), Some(PayloadKind::Json));
    assert_eq!(bodies, [bytes, json, bytes, json]);
    assert_eq!(
        lowered.reports(),
        [
            (Code::RepairedValue, "#/paths/~1a/get/responses/200/schema".to_owned()),
            (Code::NotRepresented, "#/produces/1".to_owned()),
        ]
    );
}

#[test]
fn a_reference_to_another_kind_of_thing_is_said() {
    let lowered = swagger(
        "paths: { /a: { get: { responses: { '404': { $ref: '#/definitions/A' } } } } }\ndefinitions: { A: { type: object } }\n",
    );
    assert!(lowered.codes().contains(&Code::UnresolvedReference));
}

#[test]
fn siblings_of_a_reference_are_honoured_as_in_3_0() {
    let lowered = swagger(
        "paths: {}\ndefinitions:\n  A: { type: object, properties: { b: { $ref: '#/definitions/B', description: D } } }\n  B: { type: object }\n",
    );
    assert_eq!(
        lowered.reports(),
        [(
            Code::RefSiblingsIn30,
            "#/definitions/A/properties/b/description".to_owned()
        )]
    );
    assert!(lowered.sink.diagnostics()[0].message.starts_with("Swagger 2.0 ignores"));
}

#[test]
fn named_media_types_are_followed() {
    let lowered = document(
        "openapi: 3.2.0\ninfo: { title: T, version: '1' }\nservers: [{ url: 'https://a.test' }]\n\
         paths: { /a: { get: { responses: { '200': { summary: S, content: { application/json: { $ref: '#/components/mediaTypes/M' } } } } } } }\n\
         components: { mediaTypes: { M: { schema: { type: integer }, itemSchema: { type: string } } } }\n",
    );
    let operation = &lowered.api.operations[0];
    let body = operation.answer().map(|content| used(&lowered.api, &content.value));
    assert_eq!(
        (body.as_deref(), operation.outcomes[0].description.as_str()),
        (Some("i64"), "S")
    );
    assert_eq!(
        lowered.reports(),
        [(Code::NotRepresented, "#/components/mediaTypes/M/itemSchema".to_owned())]
    );
}

#[test]
fn the_method_query_is_called_like_the_others() {
    let lowered = document(
        "openapi: 3.2.0\ninfo: { title: T, version: '1' }\nservers: [{ url: 'https://a.test' }]\n\
         paths: { /a: { query: { requestBody: { content: { application/json: { schema: { type: string } } } }, responses: { '204': {} } } } }\n",
    );
    assert_eq!(lowered.codes(), []);
    let operation = &lowered.api.operations[0];
    assert_eq!((operation.method.as_str(), operation.body.is_some()), ("QUERY", true));
}
