//! The document, its servers, responses, security and schemas.

use super::{clean, keys, object, operation, read, response};
use crate::diag::Code;
use crate::openapi::{Method, OAuthGrant, SecuritySchemeKind, Version};

#[test]
fn every_section_is_read() {
    let document = clean(
        "host: a.test\nschemes: [https]\nbasePath: /v1\ntags: [{ name: N }]\nsecurity: [{ s: [] }]\nconsumes: [a/b]\nproduces: [a/b]\n\
         externalDocs: { url: U }\npaths: { /a: { get: { responses: {} }, x-a: 1 } }\ndefinitions: { D: { type: object } }\n\
         parameters: { P: { in: query, name: p, type: string }, B: { in: body, name: b, schema: {} }, F: { in: formData, name: f, type: string } }\n\
         responses: { R: { description: D } }\nsecurityDefinitions: { s: { type: basic } }\nx-root: 1\n",
    );
    assert_eq!((document.version, document.info.title.as_str()), (Version::V2_0, "T"));
    assert_eq!(
        (document.tags.len(), document.security.map(|list| list.len())),
        (1, Some(1))
    );
    let components = &document.components;
    assert_eq!(keys(&components.schemas), ["D"]);
    assert_eq!(keys(&components.parameters), ["P"]);
    assert_eq!(keys(&components.request_bodies), ["B"]);
    assert_eq!(keys(&components.responses), ["R"]);
    assert_eq!(keys(&components.security_schemes), ["s"]);
    assert!(document.external_docs.is_some() && document.paths.len() == 1);
}

#[test]
fn a_host_has_a_server_for_each_scheme() {
    let urls = |rest: &str| {
        let (document, found) = read(&format!("{rest}\npaths: {{}}"));
        let urls: Vec<String> = document.servers.into_iter().map(|server| server.url).collect();
        (urls, found)
    };
    assert_eq!(
        urls("host: a.test:8080\nbasePath: /v1\nschemes: [http, https]").0,
        ["https://a.test:8080/v1", "http://a.test:8080/v1"]
    );
    let (found, said) = urls("host: a.test");
    assert_eq!(found, ["https://a.test"]);
    assert_eq!(said, [(Code::NotRepresented, "#/host".to_owned())]);
    let (found, said) = urls("basePath: v1");
    assert_eq!(found, ["/v1"]);
    assert_eq!(said, [(Code::RepairedValue, "#/basePath".to_owned())]);
    assert_eq!(urls("schemes: [https]").0, [""; 0]);
    assert_eq!(
        urls("schemes: [gopher]").1,
        [(Code::InvalidValue, "#/schemes/0".to_owned())]
    );
}

#[test]
fn responses_have_their_schema_in_every_media_type() {
    let text = "schema: { type: object }, headers: { X-H: { type: array, items: { type: integer }, description: E } }, \
                examples: { application/json: { a: 1 }, text/html: b }";
    let (found, said) = response("produces: [application/json, application/xml]", text);
    assert_eq!(keys(&found.content), ["application/json", "application/xml"]);
    assert!(found.content["application/json"].example.is_some());
    assert!(found.content["application/xml"].example.is_none());
    let header = found.headers["X-H"].item().expect("it is no reference");
    assert_eq!(header.description.as_deref(), Some("E"));
    assert!(
        header
            .schema
            .as_ref()
            .is_some_and(|schema| object(schema).items.is_some())
    );
    let place = "#/paths/~1a/get/responses/200/examples/text~1html".to_owned();
    assert_eq!(said, [(Code::NotRepresented, place)]);
    assert!(response("produces: [application/json]", "x-a: 1").0.content.is_empty());
    assert_eq!(keys(&response("", "schema: {}").0.content), ["application/json"]);
}

#[test]
fn files_come_in_no_json() {
    let file = "schema: { type: file }";
    assert_eq!(keys(&response("", file).0.content), ["*/*"]);
    assert_eq!(
        keys(&response("produces: [application/json, image/png]", file).0.content),
        ["image/png"]
    );
    let (found, said) = response("produces: [application/json]", file);
    assert_eq!(keys(&found.content), ["*/*"]);
    assert_eq!(
        said,
        [(Code::RepairedValue, "#/paths/~1a/get/responses/200/schema".to_owned())]
    );
}

#[test]
fn security_definitions_have_one_flow() {
    let document = clean(
        "paths: {}\nsecurityDefinitions:\n  b: { type: basic, description: D }\n  k: { type: apiKey, in: query, name: key }\n  \
         o: { type: oauth2, flow: accessCode, authorizationUrl: A, tokenUrl: T, scopes: { r: Read } }\n",
    );
    let kind = |name: &str| {
        let scheme = document.components.security_schemes[name]
            .item()
            .expect("it is no reference");
        scheme.kind.clone()
    };
    assert!(matches!(kind("b"), SecuritySchemeKind::Http { scheme, .. } if scheme == "basic"));
    assert!(matches!(kind("k"), SecuritySchemeKind::ApiKey { name, .. } if name == "key"));
    let SecuritySchemeKind::OAuth2 { flows, .. } = kind("o") else {
        panic!("OAuth 2")
    };
    assert_eq!(flows[0].grant, OAuthGrant::AuthorizationCode);
    assert_eq!(
        (flows[0].token_url.as_deref(), flows[0].scopes["r"].as_str()),
        (Some("T"), "Read")
    );
    let (_, said) = read("paths: {}\nsecurityDefinitions: { o: { type: oauth2, scopes: {} }, n: { type: none } }");
    assert_eq!(
        said,
        [
            (Code::AbsentField, "#/securityDefinitions/o".to_owned()),
            (Code::InvalidValue, "#/securityDefinitions/n/type".to_owned()),
        ]
    );
}

#[test]
fn schemas_have_what_2_0_has() {
    let document = clean(
        "paths: {}\ndefinitions: { D: { type: object, discriminator: kind, properties: { kind: { type: string, x-nullable: true, readOnly: true, example: e } } } }",
    );
    let schema = object(&document.components.schemas["D"]);
    let discriminator = schema.discriminator.as_ref().expect("there is one");
    assert_eq!(discriminator.property_name, "kind");
    let kind = object(&schema.properties["kind"]);
    assert_eq!(
        (kind.nullable, kind.read_only, kind.examples.len()),
        (Some(true), true, 1)
    );
}

#[test]
fn what_2_0_does_not_have_is_unknown() {
    let (document, said) =
        read("paths: { /a: { trace: {}, summary: S, get: { servers: [], responses: {} } } }\ncomponents: {}");
    assert_eq!(document.paths["/a"].operations.len(), 1);
    assert_eq!(document.paths["/a"].operations[0].method, Method::Get);
    let places = [
        "#/paths/~1a/get/servers",
        "#/paths/~1a/summary",
        "#/paths/~1a/trace",
        "#/components",
    ];
    let mut said = said;
    said.sort_by_key(|(_, place)| places.iter().position(|known| known == place));
    assert_eq!(said, places.map(|place| (Code::UnknownField, place.to_owned())));
}

#[test]
fn schemes_of_one_operation_have_no_effect() {
    let (_, said) = operation("schemes: [https]\nhost: a.test", "schemes: [http]");
    assert_eq!(said, [(Code::NotRepresented, "#/paths/~1a/post/schemes".to_owned())]);
    assert_eq!(operation("schemes: [https]\nhost: a.test", "schemes: [https]").1, []);
}

#[test]
fn a_shared_response_has_the_media_types_of_the_document() {
    let text = |own: &str| {
        format!(
            "produces: [a/b]\npaths: {{ /a: {{ get: {{ {own} responses: {{ '200': {{ $ref: '#/responses/R' }}, '204': {{ $ref: '#/responses/S' }} }} }} }} }}\n\
             responses: {{ R: {{ description: D, schema: {{}} }}, S: {{ description: D }} }}"
        )
    };
    let place = "#/paths/~1a/get/responses/200".to_owned();
    assert_eq!(read(&text("produces: [c/d],")).1, [(Code::NotRepresented, place)]);
    assert_eq!(read(&text("produces: [a/b],")).1, []);
    assert_eq!(read(&text("")).1, []);
}

#[test]
fn a_place_within_an_operation_has_its_media_types() {
    let document = clean(
        "produces: [a/b]\npaths: { /a: { get: { produces: [c/d], responses: { '200': { description: D, schema: {} } } } } }\n\
         responses: { R: { description: D, schema: {} } }",
    );
    let mut sink = crate::diag::Sink::default();
    let mut content = |place: &str| {
        let node = document
            .find(&crate::diag::Pointer::from_text(place))
            .expect("it is there");
        let response = document
            .response_at(node, &mut sink)
            .and_then(|found| found.item().cloned());
        keys(&response.expect("it is a response").content).join(" ")
    };
    assert_eq!(content("/paths/~1a/get/responses/200"), "c/d");
    assert_eq!(content("/responses/R"), "a/b");
}
