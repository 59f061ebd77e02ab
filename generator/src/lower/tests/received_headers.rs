//! The types of headers that are received, and how they are written.

use crate::diag::Code;
use crate::ir::HeaderForm;
use crate::lower::testing::{paths, used};

/// The type and the form of a header of an answer, and what was reported.
fn header(name: &str, header: &str) -> (Option<(String, HeaderForm)>, Vec<Code>) {
    let lowered = paths(&format!(
        "/a:\n  get:\n    responses: {{ '204': {{ description: D, headers: {{ {name}: {{ {header} }} }} }} }}\n"
    ));
    let headers = &lowered.api.operations[0].outcomes[0].headers;
    let found = headers
        .first()
        .map(|header| (used(&lowered.api, &header.value), header.form));
    (found, lowered.codes())
}

const APART: HeaderForm = HeaderForm::Simple { explode: false };
const JOINED: HeaderForm = HeaderForm::Simple { explode: true };

#[test]
fn what_a_text_says_for_sure_has_a_type() {
    for (text, ty, form) in [
        ("schema: { type: integer }", "i64", HeaderForm::Plain),
        ("schema: {}", "string", HeaderForm::Plain),
        ("schema: { type: array, items: { type: integer } }", "[i64]", APART),
        (
            "explode: true, schema: { type: array, items: { enum: [a, b] } }",
            "[0 header H]",
            JOINED,
        ),
        (
            "explode: true, schema: { type: object, properties: { R: { type: integer }, on: { type: boolean } } }",
            "0 header H",
            JOINED,
        ),
        (
            "schema: { type: object, additionalProperties: { type: number } }",
            "map f64",
            APART,
        ),
        ("schema: { enum: [a, b] }", "0 header H", APART),
        (
            "content: { application/json: { schema: { type: array, items: { type: object, properties: { a: {} } } } } }",
            "[0 header H]",
            HeaderForm::Json,
        ),
        (
            "content: { text/plain: { schema: { type: integer } } }",
            "i64",
            HeaderForm::Plain,
        ),
    ] {
        let (found, codes) = header("H", text);
        assert_eq!(found, Some((ty.to_owned(), form)), "{text}");
        assert_eq!(codes, vec![], "{text}");
    }
}

#[test]
fn cookies_are_a_list_of_lines() {
    for text in [
        "schema: { type: string }",
        "schema: { type: array, items: { type: string } }",
    ] {
        let expected = ("[string]".to_owned(), HeaderForm::Lines);
        assert_eq!(header("Set-Cookie", text), (Some(expected), vec![]), "{text}");
    }
}

#[test]
fn what_a_text_does_not_say_is_text_or_left_out() {
    let text = Some(("string".to_owned(), HeaderForm::Plain));
    let reported = vec![Code::NotRepresented];
    for (schema, expected) in [
        ("{ oneOf: [{ type: integer }, { type: string }] }", &text),
        ("{ enum: [a, 1] }", &text),
        (
            "{ type: array, items: { type: array, items: { type: string } } }",
            &None,
        ),
        ("{ type: object, properties: { a: { type: object } } }", &None),
    ] {
        let (found, codes) = header("H", &format!("schema: {schema}"));
        assert_eq!(&found, expected, "{schema}");
        assert!(codes.contains(&Code::NotRepresented), "{schema}: {codes:?}");
    }
    let content = header("H", "content: { application/xml: { schema: { type: string } } }");
    assert_eq!(content, (None, reported));
}
