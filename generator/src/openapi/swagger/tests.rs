//! Documents of 2.0 and what they come to in the model.

use crate::diag::Code;
use crate::openapi::testing::{document, reports};
use crate::openapi::{
    Document, Location, Method, OAuthGrant, Parameter, RequestBody, Response, Schema, SchemaObject, SchemaType,
    SecuritySchemeKind, Style, Version,
};

const HEAD: &str = "swagger: '2.0'\ninfo: { title: T, version: '1' }\n";

/// Reads a document, and what there is to say about it.
fn read(rest: &str) -> (Document, Vec<(Code, String)>) {
    let (document, sink) = document(&format!("{HEAD}{rest}"));
    (document.expect("the document is readable"), reports(&sink))
}

/// Reads a document of which there is nothing to say.
fn clean(rest: &str) -> Document {
    let (document, found) = read(rest);
    assert_eq!(found, []);
    document
}

/// Reads an operation, and what there is to say about it.
fn operation(rest: &str, operation: &str) -> (crate::openapi::Operation, Vec<(Code, String)>) {
    let (document, found) = read(&format!(
        "{rest}\npaths: {{ /a: {{ post: {{ {operation}, responses: {{}} }} }} }}"
    ));
    (document.paths["/a"].operations[0].clone(), found)
}

/// Reads a parameter, and what there is to say about it.
fn parameter(text: &str) -> (Parameter, Vec<(Code, String)>) {
    let (operation, found) = operation("", &format!("parameters: [{{ name: p, {text} }}]"));
    (
        operation.parameters[0].item().expect("it is no reference").clone(),
        found,
    )
}

fn body(rest: &str, parameters: &str) -> (RequestBody, Vec<(Code, String)>) {
    let (operation, found) = operation(rest, parameters);
    let body = operation.request_body.expect("there is a body");
    (body.item().expect("it is no reference").clone(), found)
}

fn response(rest: &str, response: &str) -> (Response, Vec<(Code, String)>) {
    let (document, found) = read(&format!(
        "{rest}\npaths: {{ /a: {{ get: {{ responses: {{ '200': {{ description: D, {response} }} }} }} }} }}"
    ));
    let response = &document.paths["/a"].operations[0].responses[0].1;
    (response.item().expect("it is no reference").clone(), found)
}

fn object(schema: &Schema) -> &SchemaObject {
    schema.object().expect("the schema has keywords")
}

fn keys<T>(map: &indexmap::IndexMap<String, T>) -> Vec<&str> {
    map.keys().map(String::as_str).collect()
}

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
fn the_type_of_a_parameter_stands_beside_its_name() {
    let (parameter, found) = parameter(
        "in: query, description: D, required: true, type: integer, format: int32, default: 1, enum: [1, 2], minimum: 1, \
         maximum: 2, multipleOf: 1, x-nullable: true, allowEmptyValue: true",
    );
    assert_eq!(found, []);
    assert!(parameter.required && parameter.allow_empty_value);
    let schema = parameter.schema.expect("it has a type");
    assert_eq!(schema.node, parameter.node);
    let schema = object(&schema);
    assert_eq!(schema.types, Some(vec![SchemaType::Integer]));
    assert_eq!((schema.format.as_deref(), schema.nullable), (Some("int32"), Some(true)));
    assert_eq!(schema.description.as_deref(), Some("D"));
    assert!(schema.default.is_some() && schema.minimum.is_some() && schema.required.is_none());
    assert_eq!(schema.enumeration.as_ref().map(Vec::len), Some(2));
}

#[test]
fn a_collection_format_is_a_style() {
    for (text, style, explode) in [
        ("in: query, type: string", Style::Form, true),
        ("in: query, type: array, items: { type: string }", Style::Form, false),
        ("in: query, type: array, collectionFormat: csv", Style::Form, false),
        ("in: query, type: array, collectionFormat: multi", Style::Form, true),
        (
            "in: query, type: array, collectionFormat: ssv",
            Style::SpaceDelimited,
            false,
        ),
        (
            "in: query, type: array, collectionFormat: tsv",
            Style::TabDelimited,
            false,
        ),
        (
            "in: query, type: array, collectionFormat: pipes",
            Style::PipeDelimited,
            false,
        ),
        ("in: path, required: true, type: array", Style::Simple, false),
        (
            "in: header, type: array, collectionFormat: pipes",
            Style::PipeDelimited,
            false,
        ),
    ] {
        let (parameter, found) = parameter(text);
        assert_eq!(
            (parameter.style, parameter.explode, found),
            (style, explode, vec![]),
            "{text}"
        );
    }
    let (parameter, found) = parameter("in: header, type: array, collectionFormat: multi");
    assert_eq!((parameter.style, parameter.explode), (Style::Simple, false));
    let place = "#/paths/~1a/post/parameters/0/collectionFormat".to_owned();
    assert_eq!(found, [(Code::RepairedValue, place)]);
}

#[test]
fn what_later_versions_have_is_honoured_with_a_warning() {
    let at = |key: &str| (Code::RepairedValue, format!("#/paths/~1a/post/parameters/0/{key}"));
    let (found, said) = parameter("in: query, schema: { type: integer }");
    assert_eq!(
        found.schema.and_then(|schema| object(&schema).types.clone()),
        Some(vec![SchemaType::Integer])
    );
    assert_eq!(said, [at("schema")]);
    let (found, said) = parameter("in: query, $ref: '#/definitions/D'");
    assert!(found.schema.is_some_and(|schema| object(&schema).reference.is_some()));
    assert_eq!(said, [at("$ref")]);
    let (found, said) = parameter("in: cookie, type: string");
    assert_eq!((found.location, said), (Location::Cookie, vec![at("in")]));
    let (found, said) = parameter("in: query, type: string, nullable: true");
    assert_eq!(found.schema.and_then(|schema| object(&schema).nullable), Some(true));
    assert_eq!(said, [at("nullable")]);
    let (document, said) = read(
        "paths: {}\ndefinitions: { D: { discriminator: { propertyName: p } } }\nsecurityDefinitions: { s: { type: http, scheme: bearer } }",
    );
    assert!(object(&document.components.schemas["D"]).discriminator.is_some());
    assert_eq!(document.components.security_schemes.len(), 1);
    let places = ["#/definitions/D/discriminator", "#/securityDefinitions/s"];
    assert_eq!(said, places.map(|place| (Code::RepairedValue, place.to_owned())));
}

#[test]
fn a_parameter_without_a_type_has_none() {
    assert_eq!(parameter("in: query").0.schema, None);
}

#[test]
fn a_body_is_in_every_media_type_that_is_consumed() {
    let text = "parameters: [{ in: body, name: b, required: true, description: D, schema: { type: object } }]";
    let (found, said) = body("consumes: [application/json, text/json]", text);
    assert_eq!(said, []);
    assert!(found.required && found.description.as_deref() == Some("D"));
    assert_eq!(keys(&found.content), ["application/json", "text/json"]);
    assert!(found.content["text/json"].schema.is_some());
    assert_ne!(found.content["text/json"].node, found.node);
    let (found, _) = body("consumes: [a/b]", &format!("consumes: [application/xml], {text}"));
    assert_eq!(keys(&found.content), ["application/xml"]);
    let (found, _) = body("consumes: [a/b]", &format!("consumes: [], {text}"));
    assert_eq!(keys(&found.content), ["application/json"]);
    let (found, said) = body("", &format!("consumes: [json], {text}"));
    assert_eq!(keys(&found.content), ["application/json"]);
    assert_eq!(said, [(Code::RepairedValue, "#/paths/~1a/post/consumes/0".to_owned())]);
}

#[test]
fn a_shared_body_stays_a_reference_unless_its_media_types_differ() {
    let rest = "parameters: { B: { in: body, name: b, schema: {} } }";
    let (found, _) = operation(rest, "parameters: [{ $ref: '#/parameters/B' }]");
    let target = found.request_body.as_ref().and_then(|body| body.reference());
    assert_eq!(
        target.map(|reference| reference.target.as_str()),
        Some("#/parameters/B")
    );
    assert!(found.parameters.is_empty());
    let (found, _) = body(rest, "consumes: [a/b], parameters: [{ $ref: '#/parameters/B' }]");
    assert_eq!(keys(&found.content), ["a/b"]);
}

#[test]
fn a_second_body_is_left_out() {
    let (found, said) = body(
        "",
        "parameters: [{ in: body, name: a, schema: { type: string } }, { in: body, name: b, schema: {} }, { in: formData, name: f, type: file }]",
    );
    let schema = found.content["application/json"].schema.as_ref();
    assert_eq!(
        schema.and_then(|schema| object(schema).types.clone()),
        Some(vec![SchemaType::String])
    );
    let at = |index: usize| (Code::RepairedValue, format!("#/paths/~1a/post/parameters/{index}"));
    assert_eq!(said, [at(1), at(2)]);
}

#[test]
fn fields_of_forms_are_properties() {
    let (found, said) = body(
        "consumes: [application/json]\nparameters: { S: { in: formData, name: s, type: boolean } }",
        "parameters: [{ in: formData, name: n, type: integer, required: true, description: D }, { in: formData, name: l, type: array, items: { type: string }, \
         collectionFormat: multi }, { $ref: '#/parameters/S' }, { in: query, name: q, type: string }]",
    );
    assert_eq!(said, []);
    assert_eq!(keys(&found.content), ["application/x-www-form-urlencoded"]);
    let media = &found.content["application/x-www-form-urlencoded"];
    let schema = object(media.schema.as_ref().expect("there is a schema"));
    assert_eq!(keys(&schema.properties), ["n", "l", "s"]);
    assert_eq!(schema.required.as_deref(), Some(["n".to_owned()].as_slice()));
    assert_eq!(object(&schema.properties["n"]).description.as_deref(), Some("D"));
    assert_eq!(keys(&media.encoding), ["l"]);
    assert_eq!(
        (media.encoding["l"].style, media.encoding["l"].explode),
        (Some(Style::Form), Some(true))
    );
    assert!(found.required);
}

#[test]
fn a_form_with_a_file_is_multipart() {
    let file = "parameters: [{ in: formData, name: f, type: file }, { in: formData, name: g, type: string }]";
    let (found, said) = body("", file);
    assert_eq!((keys(&found.content), said), (vec!["multipart/form-data"], vec![]));
    let schema = found.content["multipart/form-data"].schema.as_ref().map(object);
    let file_schema = schema.map(|schema| object(&schema.properties["f"]).clone());
    let kind = file_schema.map(|schema| (schema.types, schema.format));
    assert_eq!(kind, Some((Some(vec![SchemaType::String]), Some("binary".to_owned()))));
    let (found, _) = body(
        "",
        &format!("consumes: [multipart/form-data, application/x-www-form-urlencoded], {file}"),
    );
    assert_eq!(keys(&found.content), ["multipart/form-data"]);
    let (found, said) = body("", &format!("consumes: [application/json], {file}"));
    assert_eq!(keys(&found.content), ["multipart/form-data"]);
    assert_eq!(said, [(Code::RepairedValue, "#/paths/~1a/post/consumes".to_owned())]);
    let both = "consumes: [multipart/form-data, application/x-www-form-urlencoded], parameters: [{ in: formData, name: g, type: string }]";
    let (found, _) = body("", both);
    assert_eq!(found.content.len(), 2);
}

#[test]
fn bodies_of_a_path_belong_to_each_of_its_operations() {
    let document = clean(
        "paths:\n  /a:\n    parameters: [{ in: formData, name: f, type: string }, { in: formData, name: g, type: string }, { in: query, name: q, type: string }]\n    \
         put: { responses: {} }\n    post: { parameters: [{ in: formData, name: g, type: integer }], responses: {} }\n    \
         patch: { parameters: [{ in: body, name: b, schema: {} }], responses: {} }\n",
    );
    let item = &document.paths["/a"];
    assert_eq!(item.parameters.len(), 1);
    let bodies: Vec<&RequestBody> = (item.operations.iter())
        .filter_map(|operation| operation.request_body.as_ref()?.item())
        .collect();
    let form = |index: usize| {
        let media = bodies[index].content.get("application/x-www-form-urlencoded");
        object(media.and_then(|media| media.schema.as_ref()).expect("a form")).clone()
    };
    assert_eq!(keys(&form(0).properties), ["f", "g"]);
    assert_eq!(object(&form(1).properties["g"]).types, Some(vec![SchemaType::Integer]));
    assert_eq!(keys(&bodies[2].content), ["application/json"]);
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
fn circles_of_references_end() {
    let (found, _) = operation(
        "parameters: { A: { $ref: '#/parameters/B' }, B: { $ref: '#/parameters/A' } }",
        "parameters: [{ $ref: '#/parameters/A' }, { $ref: '#/parameters/Gone' }]",
    );
    assert_eq!((found.parameters.len(), found.request_body), (2, None));
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
