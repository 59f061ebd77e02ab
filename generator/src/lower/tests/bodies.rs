//! Bodies: ranges of media types, and schemas of what is no JSON.

use crate::diag::Code;
use crate::ir::{Form, FormField, Framing, Nested, PayloadKind, Scalar, Style, Type, Writing, Written};
use crate::lower::testing::{Lowered, document, paths};

fn posting(content: &str) -> Lowered {
    paths(&format!(
        "/a:\n  post:\n    requestBody: {{ content: {{ {content} }} }}\n    responses: {{ '204': {{ description: D }} }}\n"
    ))
}

const CONTENT: &str = "#/paths/~1a/post/requestBody/content";

#[test]
fn a_range_of_media_types_is_sent_as_the_plainest_of_its_kind() {
    for (range, kind, sent) in [
        ("image/*", PayloadKind::Bytes, "application/octet-stream"),
        ("text/*", PayloadKind::Text, "text/plain; charset=utf-8"),
        ("'*/*'", PayloadKind::Json, "application/json"),
        ("application/*", PayloadKind::Json, "application/json"),
    ] {
        let lowered = posting(&format!("{range}: {{}}"));
        let body = &lowered.api.operations[0]
            .body
            .as_ref()
            .expect("there is a body")
            .contents[0];
        assert_eq!((body.kind, body.media_type.as_str()), (kind, sent));
        let place = range.trim_matches('\'').replace('/', "~1");
        assert_eq!(
            lowered.reports(),
            [(Code::NotRepresented, format!("{CONTENT}/{place}"))]
        );
    }
    let lowered = posting("'*/*': { schema: { type: string, format: binary } }");
    let body = &lowered.api.operations[0]
        .body
        .as_ref()
        .expect("there is a body")
        .contents[0];
    assert_eq!(
        (body.kind, body.media_type.as_str()),
        (PayloadKind::Bytes, "application/octet-stream")
    );
}

#[test]
fn what_the_schema_of_a_text_demands_is_reported() {
    for schema in [
        "{ type: integer }",
        "{ enum: [a] }",
        "{ type: string, maxLength: 3 }",
        "{ type: [string, 'null'] }",
    ] {
        let lowered = posting(&format!("text/plain: {{ schema: {schema} }}"));
        let place = format!("{CONTENT}/text~1plain/schema");
        assert_eq!(lowered.reports(), [(Code::NotRepresented, place)], "{schema}");
    }
    let plain = posting("text/plain: { schema: { type: string } }");
    assert_eq!(plain.codes(), []);
}

#[test]
fn a_body_without_media_types_is_reported() {
    let lowered = posting("");
    assert!(lowered.api.operations[0].body.is_none());
    assert_eq!(
        lowered.reports(),
        [(Code::NotRepresented, "#/paths/~1a/post/requestBody".to_owned())]
    );
}

#[test]
fn an_optional_form_without_fields_is_no_body() {
    for (media, is_body) in [
        (
            "application/x-www-form-urlencoded: { schema: { type: object, properties: {} } }",
            false,
        ),
        (
            "multipart/form-data: { schema: { type: object, properties: {}, additionalProperties: false } }",
            false,
        ),
        // What has no list of properties may have any.
        ("application/x-www-form-urlencoded: { schema: { type: object } }", true),
        (
            "application/x-www-form-urlencoded: { schema: { type: object, properties: {}, additionalProperties: true } }",
            true,
        ),
        (
            "application/x-www-form-urlencoded: { schema: { type: object, properties: {}, allOf: [{ properties: { a: {} } }] } }",
            true,
        ),
        (
            "application/x-www-form-urlencoded: { schema: { type: object, properties: {}, required: [a] } }",
            true,
        ),
        ("application/json: { schema: { type: object, properties: {} } }", true),
    ] {
        let lowered = posting(media);
        assert_eq!(lowered.api.operations[0].body.is_some(), is_body, "{media}");
        assert_eq!(lowered.codes(), [], "{media}");
    }
    let required = paths(
        "/a:\n  post:\n    requestBody: { required: true, content: { application/x-www-form-urlencoded: { schema: \
         { type: object, properties: {} } } } }\n    responses: { '204': { description: D } }\n",
    );
    assert!(required.api.operations[0].body.is_some());
}

/// The media types that are offered, and how each is written.
fn offered(lowered: &Lowered) -> Vec<(PayloadKind, &str)> {
    let body = lowered.api.operations[0].body.as_ref().expect("there is a body");
    let contents = body.contents.iter();
    contents
        .map(|content| (content.kind, content.media_type.as_str()))
        .collect()
}

#[test]
fn several_media_types_are_offered_unless_one_says_what_another_does() {
    let same = "{ schema: { type: object, properties: { a: { type: string } } } }";
    let lowered = posting(&format!(
        "multipart/form-data: {same}, application/x-www-form-urlencoded: {same}, application/json: {same}, text/plain: {{}}"
    ));
    assert_eq!(
        offered(&lowered),
        [
            (PayloadKind::Json, "application/json"),
            (PayloadKind::Text, "text/plain")
        ]
    );
    let lost = |name: &str| (Code::NotRepresented, format!("{CONTENT}/{name}"));
    assert_eq!(
        lowered.reports(),
        [lost("multipart~1form-data"), lost("application~1x-www-form-urlencoded")]
    );
    let file = "{ schema: { type: object, properties: { a: { type: string, format: binary } } } }";
    let lowered = posting(&format!("multipart/*: {file}, application/json: {file}"));
    let multipart = (PayloadKind::Multipart, "multipart/form-data");
    assert_eq!(offered(&lowered), [(PayloadKind::Json, "application/json"), multipart]);
}

#[test]
fn a_merge_patch_says_more_than_json() {
    let same = "{ schema: { type: object, properties: { a: { type: string } } } }";
    let lowered = posting(&format!(
        "application/json: {same}, application/merge-patch+json: {same}"
    ));
    let patch = (PayloadKind::Json, "application/merge-patch+json");
    assert_eq!(offered(&lowered), [(PayloadKind::Json, "application/json"), patch]);
    assert_eq!(lowered.codes(), []);
}

#[test]
fn a_form_is_an_object() {
    let lowered = posting("application/x-www-form-urlencoded: { schema: { type: string } }");
    assert_eq!(
        lowered.reasons(),
        [(
            Code::UnsupportedOperation,
            "#/paths/~1a/post/requestBody/content".to_owned()
        )]
    );
}

/// How the only body is written, with these encodings.
fn form(media_type: &str, encoding: &str) -> (Form, Lowered) {
    let lowered = posting(&format!(
        "{media_type}: {{ schema: {{ type: object, properties: {{ file: {{ type: string, format: binary }}, list: {{ type: array, \
         items: {{ type: string }} }}, object: {{ type: object, properties: {{ a: {{ type: string }} }} }}, text: {{ type: string }} \
         }} }}, encoding: {{ {encoding} }} }}"
    ));
    let body = lowered.api.operations[0].body.as_ref();
    let form = body.and_then(|body| body.contents[0].form.clone());
    (form.expect("a form"), lowered)
}

const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

#[test]
fn fields_are_written_as_their_encoding_says() {
    let cases = [
        ("list: { style: form }", Style::Form, true),
        ("list: { explode: false }", Style::Form, false),
        ("list: { style: spaceDelimited }", Style::SpaceDelimited, false),
        ("list: { style: pipeDelimited }", Style::PipeDelimited, false),
        (
            "list: { style: pipeDelimited, explode: true }",
            Style::PipeDelimited,
            true,
        ),
        ("object: { style: deepObject, explode: true }", Style::DeepObject, true),
    ];
    for (encoding, style, explode) in cases {
        let writing = Writing::Styled(Written {
            explode,
            ..Written::plain(style)
        });
        for media_type in [FORM, MULTIPART] {
            let (form, lowered) = form(media_type, encoding);
            let [FormField { writing: found, .. }] = form.fields.as_slice() else {
                panic!("{encoding}: {form:?}");
            };
            assert_eq!(*found, writing, "{encoding}");
            assert_eq!(lowered.codes(), [], "{encoding}");
        }
    }
    assert_eq!(form(FORM, "").0.nested, Nested::Brackets);
    assert_eq!(form(MULTIPART, "").0.nested, Nested::Json);
    let reserved = Writing::Styled(Written {
        reserved: true,
        ..Written::plain(Style::Form)
    });
    let (form, _) = form(FORM, "text: { allowReserved: true }");
    assert_eq!(form.fields[0].writing, reserved);
}

#[test]
fn only_a_media_type_that_is_not_the_usual_one_is_kept() {
    let usual = "text: { contentType: text/plain }, object: { contentType: application/json }, file: { contentType: 'image/png, image/gif' }";
    let (form_, lowered) = form(MULTIPART, usual);
    assert_eq!((form_.fields, lowered.codes()), (Vec::new(), Vec::new()));
    let (form_, _) = form(MULTIPART, "file: { contentType: image/png }");
    assert_eq!(form_.fields[0].writing, Writing::Content("image/png".to_owned()));
    // Of several the usual one, or else the first.
    for (encoding, expected) in [
        ("text: { contentType: 'application/json, text/*' }", None),
        ("object: { contentType: 'application/xml, application/json' }", None),
        ("text: { contentType: 'image/*, text/csv, text/tsv' }", Some("text/csv")),
        (
            "object: { contentType: 'application/xml, application/a+json' }",
            Some("application/a+json"),
        ),
    ] {
        let (form_, lowered) = form(MULTIPART, encoding);
        let found = form_.fields.first().map(|field| &field.writing);
        let expected = expected.map(|media_type| Writing::Content(media_type.to_owned()));
        assert_eq!((found, lowered.codes()), (expected.as_ref(), Vec::new()), "{encoding}");
    }
    let (form_, _) = form(FORM, "object: { contentType: application/json }");
    assert_eq!(form_.fields[0].writing, Writing::Content("application/json".to_owned()));
}

#[test]
fn a_text_that_is_encoded_says_so_in_a_header_of_its_part() {
    let encoded = |version: &str, media_type: &str, encoding: &str| {
        let lowered = document(&format!(
            "openapi: {version}\ninfo: {{ title: T, version: '1' }}\nservers: [{{ url: 'https://a.test' }}]\n\
             paths: {{ /a: {{ post: {{ requestBody: {{ content: {{ {media_type}: {{ schema: {{ type: object, properties: {{ p: \
             {{ type: string, contentEncoding: base64 }} }} }}, encoding: {{ {encoding} }} }} }} }}, responses: {{ '204': \
             {{ description: D }} }} }} }} }}\n"
        ));
        let body = lowered.api.operations[0].body.as_ref().expect("there is a body");
        let form = body.contents[0].form.as_ref().expect("it is a form");
        let fields = form.fields.iter();
        let fields: Vec<_> = fields
            .map(|field| (field.writing.clone(), field.headers.clone()))
            .collect();
        fields
    };
    let content = |media_type: &str| Writing::Content(media_type.to_owned());
    let header = |value: &str| vec![("Content-Transfer-Encoding".to_owned(), value.to_owned())];
    let of = |media_type| vec![(content(media_type), header("base64"))];
    assert_eq!(encoded("3.1.0", MULTIPART, ""), of("application/octet-stream"));
    assert_eq!(
        encoded("3.1.0", MULTIPART, "p: { contentType: image/png }"),
        of("image/png")
    );
    let own = "p: { headers: { content-transfer-encoding: { schema: { const: BASE64 } } } }";
    let found = encoded("3.1.0", MULTIPART, own);
    assert_eq!(
        found[0].1,
        [("content-transfer-encoding".to_owned(), "BASE64".to_owned())]
    );
    assert_eq!(encoded("3.1.0", FORM, ""), []);
    assert_eq!(encoded("3.0.3", MULTIPART, ""), []);
    // What has a style has no media type, and is no binary text either.
    assert_eq!(encoded("3.1.0", MULTIPART, "p: { style: form }")[0].1, []);
}

#[test]
fn headers_of_one_value_are_sent_and_others_are_for_files() {
    let headers = "headers: { Content-Type: {}, X-A: { schema: { const: a } }, X-B: { schema: { type: string } } }";
    let (form_, lowered) = form(MULTIPART, &format!("file: {{ {headers} }}"));
    assert_eq!(form_.fields[0].headers, [("X-A".to_owned(), "a".to_owned())]);
    assert_eq!(lowered.codes(), []);
    let (_, lowered) = form(MULTIPART, &format!("text: {{ {headers} }}"));
    assert_eq!(lowered.codes(), [Code::NotRepresented]);
}

#[test]
fn what_an_encoding_cannot_do_is_reported() {
    for encoding in [
        "other: {}",
        "object: { contentType: 'image/*' }",
        "object: { encoding: { a: {} } }",
    ] {
        assert_eq!(
            form(MULTIPART, encoding).1.codes(),
            [Code::NotRepresented],
            "{encoding}"
        );
    }
}

const LINES: PayloadKind = PayloadKind::Stream(Framing::Lines);
const SEQUENCE: PayloadKind = PayloadKind::Stream(Framing::Sequence);

#[test]
fn a_stream_is_typed_if_it_is_known_what_it_consists_of() {
    let integers = "{ type: array, items: { type: integer } }";
    for (media_type, says, kind) in [
        ("application/x-ndjson", format!("schema: {integers}"), LINES),
        ("application/jsonl", "schema: { type: integer }".to_owned(), LINES),
        (
            "application/json-lines",
            "itemSchema: { type: integer }".to_owned(),
            LINES,
        ),
        (
            "application/json-seq",
            "itemSchema: { type: integer }".to_owned(),
            SEQUENCE,
        ),
    ] {
        let lowered = posting(&format!("{media_type}: {{ {says} }}"));
        assert_eq!(offered(&lowered), [(kind, media_type)]);
        let body = lowered.api.operations[0].body.as_ref().expect("there is a body");
        assert_eq!(body.contents[0].value.ty, Type::Scalar(Scalar::I64), "{media_type}");
        assert_eq!(lowered.codes(), [], "{media_type}");
    }
    for says in ["", "schema: {}", "schema: { type: string }"] {
        let lowered = posting(&format!("application/x-ndjson: {{ {says} }}"));
        assert_eq!(
            offered(&lowered),
            [(PayloadKind::Bytes, "application/x-ndjson")],
            "{says}"
        );
        assert_eq!(lowered.codes(), [], "{says}");
    }
}

#[test]
fn events_are_sent_as_they_stand() {
    let lowered = posting("text/event-stream: { itemSchema: { type: object } }");
    assert_eq!(offered(&lowered), [(PayloadKind::Bytes, "text/event-stream")]);
    let place = format!("{CONTENT}/text~1event-stream/itemSchema");
    assert_eq!(lowered.reports(), [(Code::NotRepresented, place)]);
}

#[test]
fn streams_that_consist_of_the_same_are_offered_once() {
    let items = "{ itemSchema: { type: integer } }";
    let lowered = posting(&format!(
        "application/jsonl: {items}, application/x-ndjson: {items}, application/json: {{}}"
    ));
    let json = (PayloadKind::Json, "application/json");
    assert_eq!(offered(&lowered), [json, (LINES, "application/jsonl")]);
}

#[test]
fn what_is_demanded_of_a_whole_stream_is_reported() {
    let lowered = posting("application/jsonl: { schema: { type: array, maxItems: 3, items: { type: integer } } }");
    let place = format!("{CONTENT}/application~1jsonl/schema");
    assert_eq!(lowered.reports(), [(Code::NotRepresented, place)]);
}
