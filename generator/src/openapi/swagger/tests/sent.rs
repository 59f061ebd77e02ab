//! Parameters, bodies and forms.

use super::{body, clean, keys, object, operation, parameter, read};
use crate::diag::Code;
use crate::openapi::{Location, RequestBody, SchemaType, Style};

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
fn circles_of_references_end() {
    let (found, _) = operation(
        "parameters: { A: { $ref: '#/parameters/B' }, B: { $ref: '#/parameters/A' } }",
        "parameters: [{ $ref: '#/parameters/A' }, { $ref: '#/parameters/Gone' }]",
    );
    assert_eq!((found.parameters.len(), found.request_body), (2, None));
}
