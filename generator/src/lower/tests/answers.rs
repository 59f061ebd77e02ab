//! Bodies of answers: which media types are offered, and what streams consist of.

use super::super::testing::paths;
use crate::diag::Code;
use crate::ir::{Bodies, EventForm, Framing, PayloadKind, Scalar, Type};

/// The bodies of the only operation: kind and media types, or nothing.
fn bodies(responses: &str) -> Vec<(Option<PayloadKind>, String)> {
    let lowered = paths(&format!("/a:\n  get:\n    responses: {responses}\n"));
    match lowered.api.operations[0].bodies() {
        Bodies::None => Vec::new(),
        Bodies::One(content) => vec![(Some(content.kind), String::new())],
        Bodies::OneOrNone(content) => vec![(Some(content.kind), String::new()), (None, String::new())],
        Bodies::Several(all) => (all.iter())
            .map(|one| (one.content.map(|content| content.kind), one.media_types.join(" ")))
            .collect(),
    }
}

fn reports(content: &str) -> Vec<(Code, String)> {
    let content = format!("{{ '200': {{ description: D, content: {content} }} }}");
    paths(&format!("/a:\n  get:\n    responses: {content}\n")).reports()
}

const JSON: PayloadKind = PayloadKind::Json;
const EVENTS: PayloadKind = PayloadKind::Stream(Framing::Events(EventForm::Json));

#[test]
fn bodies_that_differ_are_told_apart_and_others_are_not() {
    let integer = "application/json: { schema: { type: integer } }";
    let string = "application/json: { schema: { type: string } }";
    let kinds = |responses: &str| bodies(responses).into_iter().map(|(kind, _)| kind).collect::<Vec<_>>();
    let two = |one: &str, other: &str| {
        format!("{{ '200': {{ description: D, content: {{ {one} }} }}, '201': {{ description: D{other} }} }}")
    };
    assert_eq!(
        kinds(&two(integer, &format!(", content: {{ {integer} }}"))),
        [Some(JSON)]
    );
    assert_eq!(
        kinds(&two(integer, &format!(", content: {{ {string} }}"))),
        [Some(JSON), Some(JSON)]
    );
    assert_eq!(kinds(&two(integer, "")), [Some(JSON), None]);
    assert_eq!(
        kinds(&two("text/event-stream: { schema: { type: integer } }", "")),
        [Some(EVENTS), None]
    );
    assert_eq!(kinds("{ '204': { description: D } }"), []);
}

#[test]
fn media_types_of_one_answer_are_all_offered() {
    let content = "{ text/csv: {}, image/*: {}, text/event-stream: { schema: { type: integer } }, text/html: {}, \
                   application/json: { schema: { type: object } }, application/x+json: { schema: { type: array } } }";
    let found = bodies(&format!("{{ '200': {{ description: D, content: {content} }} }}"));
    let expected = [
        (JSON, "application/json"),
        (JSON, "application/x+json"),
        (EVENTS, "text/event-stream"),
        (PayloadKind::Text, "text/csv text/html"),
        (PayloadKind::Bytes, "image/*"),
    ];
    assert_eq!(found, expected.map(|(kind, names)| (Some(kind), names.to_owned())));
    assert_eq!(reports(content), []);
}

#[test]
fn a_lesser_form_of_the_json_is_not_offered() {
    let place = |name: &str| {
        (
            Code::NotRepresented,
            format!("#/paths/~1a/get/responses/200/content/{name}"),
        )
    };
    assert_eq!(
        reports(
            "{ text/plain: { schema: { type: string } }, application/json: { schema: { type: string } }, application/xml: {} }"
        ),
        [place("text~1plain"), place("application~1xml")]
    );
    assert_eq!(
        reports("{ application/json: { schema: { type: object } }, text/yaml: { schema: { type: object } } }"),
        [place("text~1yaml")]
    );
}

/// Framing and type of the only stream.
fn stream(content: &str) -> (Framing, Type) {
    let lowered = paths(&format!(
        "/a:\n  get:\n    responses: {{ '200': {{ description: D, content: {{ {content} }} }} }}\n"
    ));
    let Bodies::One(content) = lowered.api.operations[0].bodies() else {
        panic!("one body")
    };
    let PayloadKind::Stream(framing) = content.kind else {
        panic!("a stream")
    };
    (framing, content.value.ty.clone())
}

#[test]
fn the_type_of_a_stream_is_that_of_one_value() {
    let integer = Type::Scalar(Scalar::I64);
    let string = Type::Scalar(Scalar::String);
    for (content, framing, ty) in [
        (
            "application/x-ndjson: { schema: { type: integer } }",
            Framing::Lines,
            &integer,
        ),
        (
            "Application/JSONL: { schema: { type: array, items: { type: integer } } }",
            Framing::Lines,
            &integer,
        ),
        (
            "application/json-seq: { itemSchema: { type: integer } }",
            Framing::Sequence,
            &integer,
        ),
        ("application/jsonl: {}", Framing::Lines, &Type::Any),
        (
            "text/event-stream: { schema: { type: integer } }",
            Framing::Events(EventForm::Json),
            &integer,
        ),
        (
            "text/event-stream: { schema: { type: string } }",
            Framing::Events(EventForm::Text),
            &string,
        ),
        (
            "text/event-stream: { itemSchema: { type: integer } }",
            Framing::Events(EventForm::Json),
            &integer,
        ),
        ("text/event-stream: {}", Framing::Events(EventForm::Any), &Type::Any),
    ] {
        assert_eq!(stream(content), (framing, ty.clone()), "{content}");
    }
}

#[test]
fn an_item_with_data_is_a_whole_event() {
    for (data, form) in [
        ("{ type: string }", EventForm::Object),
        ("{ type: object }", EventForm::ObjectOfJson),
        ("{}", EventForm::Object),
    ] {
        let event = format!("{{ type: object, properties: {{ data: {data} }} }}");
        for items in [event.clone(), format!("{{ oneOf: [{event}, {event}] }}")] {
            let (framing, _) = stream(&format!("text/event-stream: {{ itemSchema: {items} }}"));
            assert_eq!(framing, Framing::Events(form), "{items}");
        }
    }
}

#[test]
fn a_schema_beside_item_schema_is_not_read() {
    assert_eq!(
        reports("{ application/jsonl: { schema: { type: array }, itemSchema: { type: integer } } }"),
        [(
            Code::NotRepresented,
            "#/paths/~1a/get/responses/200/content/application~1jsonl/schema".to_owned()
        )]
    );
}
