//! Bodies: ranges of media types, and schemas of what is no JSON.

use crate::diag::Code;
use crate::ir::PayloadKind;
use crate::lower::testing::{Lowered, paths};

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
