//! What ends an event stream.

use crate::diag::Code;
use crate::lower::testing::{Lowered, configured, paths};
use crate::lower::{Settings, testing};

/// An operation that answers with events of this schema, with something beside the schema and beside the operation.
fn text(schema: &str, media: &str, operation: &str) -> String {
    format!(
        "/a:\n  get: {{ operationId: a, {operation} responses: {{ '200': {{ description: D, content: {{ \
         text/event-stream: {{ schema: {schema}, {media} }} }} }} }} }}\n"
    )
}

fn end(lowered: &Lowered) -> Vec<&str> {
    assert_eq!(lowered.reports(), []);
    lowered.api.operations[0].end.iter().map(String::as_str).collect()
}

#[test]
fn the_usual_word_ends_json_and_nothing_else() {
    assert_eq!(end(&paths(&text("{ type: integer }", "", ""))), ["[DONE]"]);
    assert_eq!(end(&paths(&text("{ type: string }", "", ""))), [""; 0]);
    let plain = "/a:\n  get: { responses: { '200': { description: D, content: { application/json: { schema: \
                 { type: integer } } } } } }\n";
    assert_eq!(end(&paths(plain)), [""; 0]);
}

#[test]
fn extensions_say_it() {
    let media = paths(&text("{ type: string }", "x-speakeasy-sse-sentinel: '[END]'", ""));
    assert_eq!(end(&media), ["[END]"]);
    let operation = "x-fern-streaming: { format: sse, terminator: '[OVER]' },";
    assert_eq!(end(&paths(&text("{ type: integer }", "", operation))), ["[OVER]"]);
    let both = paths(&text(
        "{ type: integer }",
        "x-speakeasy-sse-sentinel: '[END]'",
        operation,
    ));
    assert_eq!(end(&both), ["[OVER]", "[END]"]);
    let odd = paths(&text("{ type: integer }", "x-speakeasy-sse-sentinel: 7", ""));
    let place = "#/paths/~1a/get/responses/200/content/text~1event-stream/x-speakeasy-sse-sentinel";
    assert_eq!(odd.reports(), [(Code::NotRepresented, place.to_owned())]);
    assert_eq!(odd.api.operations[0].end, ["[DONE]"]);
}

#[test]
fn the_configuration_says_it() {
    let lowered = |settings: &Settings, media: &str| {
        let document = testing::in_paths(&text("{ type: integer }", media, ""));
        configured(settings, &document)
    };
    let nothing = Settings {
        stream_end: Some(Vec::new()),
        ..Settings::default()
    };
    assert_eq!(end(&lowered(&nothing, "")), [""; 0]);
    let sentinel = "x-speakeasy-sse-sentinel: '[END]'";
    assert_eq!(end(&lowered(&nothing, sentinel)), ["[END]"]);
    let place = lowered(&nothing, "x-speakeasy-sse-sentinel: 7").sink.diagnostics()[0]
        .primary
        .clone();
    let place = place.expect("a place").place;
    let named = |name: &str| Settings {
        stream_ends: vec![(name.to_owned(), vec!["bye".to_owned()], place.clone())],
        ..Settings::default()
    };
    assert_eq!(end(&lowered(&named("a"), sentinel)), ["bye"]);
    assert_eq!(end(&lowered(&named("GET /a"), "")), ["bye"]);
    let codes = lowered(&named("b"), "").codes();
    assert_eq!(codes, [Code::UnusedMapping]);
}
