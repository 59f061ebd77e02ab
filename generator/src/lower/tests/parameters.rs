//! Parameters: styles, media types, the query as a whole, and what has no form.

use crate::diag::Code;
use crate::ir::{Parameter, ParameterIn, Style, Written};
use crate::lower::testing::{Lowered, document, paths, used};

fn one(parameter: &str) -> Lowered {
    paths(&format!(
        "/a:\n  get:\n    parameters: [{{ name: p, {parameter} }}]\n    responses: {{ '204': {{ description: D }} }}\n"
    ))
}

fn in_3_2(parameters: &str) -> Lowered {
    document(&format!(
        "openapi: 3.2.0\ninfo: {{ title: T, version: '1' }}\nservers: [{{ url: 'https://a.test' }}]\n\
         paths: {{ '/a': {{ get: {{ parameters: [{parameters}], responses: {{ '204': {{ description: D }} }} }} }} }}\n"
    ))
}

fn only(lowered: &Lowered) -> &Parameter {
    let [parameter] = lowered.api.operations[0].parameters.as_slice() else {
        panic!("one parameter")
    };
    parameter
}

const LIST: &str = "schema: { type: array, items: { type: string } }";
const OBJECT: &str = "schema: { type: object, properties: { a: { type: string }, b: { type: integer } } }";

#[test]
fn every_style_is_sent_as_the_document_says() {
    let usual = Written::plain;
    for (parameter, expected) in [
        (format!("in: query, {LIST}"), usual(Style::Form)),
        (format!("in: query, {OBJECT}"), usual(Style::Form)),
        (
            format!("in: query, explode: false, {LIST}"),
            Written {
                explode: false,
                ..usual(Style::Form)
            },
        ),
        (
            format!("in: query, style: spaceDelimited, {LIST}"),
            usual(Style::SpaceDelimited),
        ),
        (
            format!("in: query, style: pipeDelimited, {OBJECT}"),
            usual(Style::PipeDelimited),
        ),
        (
            format!("in: query, style: deepObject, explode: true, {OBJECT}"),
            Written {
                explode: true,
                ..usual(Style::DeepObject)
            },
        ),
        (
            format!("in: query, allowReserved: true, allowEmptyValue: true, {LIST}"),
            Written {
                reserved: true,
                empty: true,
                ..usual(Style::Form)
            },
        ),
        (format!("in: header, {OBJECT}"), usual(Style::Simple)),
        (
            format!("in: header, explode: true, {OBJECT}"),
            Written {
                explode: true,
                ..usual(Style::Simple)
            },
        ),
        (format!("in: cookie, {LIST}"), usual(Style::Form)),
        // Explode speaks of lists and objects alone, and a text can be empty anyway.
        (
            "in: query, explode: false, allowEmptyValue: true, schema: { type: string }".to_owned(),
            usual(Style::Form),
        ),
    ] {
        let lowered = one(&parameter);
        assert_eq!(only(&lowered).written, expected, "{parameter}");
        assert_eq!(lowered.codes(), [], "{parameter}");
    }
}

#[test]
fn styles_of_paths_and_of_3_2_are_kept_too() {
    let lowered = paths(
        "/a/{x}/{y}:\n  get:\n    parameters:\n    \
         - { name: x, in: path, required: true, style: label, explode: true, schema: { type: array, items: { type: string } } }\n    \
         - { name: y, in: path, required: true, style: matrix, schema: { type: object } }\n    \
         responses: { '204': { description: D } }\n",
    );
    let written = |lowered: &Lowered| -> Vec<Written> {
        let parameters = lowered.api.operations[0].parameters.iter();
        parameters.map(|parameter| parameter.written).collect()
    };
    let label = Written {
        explode: true,
        ..Written::plain(Style::Label)
    };
    assert_eq!(written(&lowered), [label, Written::plain(Style::Matrix)]);
    let cookies = in_3_2(&format!(
        "{{ name: c, in: cookie, style: cookie, {LIST} }}, {{ name: d, in: cookie, allowReserved: true, {LIST} }}"
    ));
    let reserved = Written {
        reserved: true,
        ..Written::plain(Style::Form)
    };
    assert_eq!(written(&cookies), [Written::plain(Style::Cookie), reserved]);
    assert_eq!((lowered.codes(), cookies.codes()), (vec![], vec![]));
}

#[test]
fn values_that_can_hold_what_their_style_has_no_form_for_are_reported() {
    let nested = "schema: { type: object, properties: { a: { type: object, properties: { b: { type: string } } } } }";
    let lists = "schema: { type: object, properties: { a: { type: array, items: { type: string } } } }";
    let objects = "schema: { type: array, items: { type: object, properties: { a: { type: string } } } }";
    for (parameter, reported) in [
        (format!("in: query, {nested}"), true),
        (format!("in: query, style: deepObject, {nested}"), false),
        (format!("in: query, {lists}"), false),
        (format!("in: query, explode: false, {lists}"), true),
        (format!("in: query, style: deepObject, {lists}"), false),
        (format!("in: query, style: deepObject, {objects}"), false),
        (format!("in: query, {objects}"), true),
        (format!("in: header, {lists}"), true),
        ("in: query, schema: { type: object }".to_owned(), false),
        (
            "in: query, schema: { oneOf: [{ type: string }, { type: array, items: { type: string } }] }".to_owned(),
            false,
        ),
        (
            "in: query, schema: { oneOf: [{ type: string }, { type: array, items: { type: array, items: { type: string } } }] }"
                .to_owned(),
            true,
        ),
    ] {
        let lowered = one(&parameter);
        let place = (Code::NotRepresented, "#/paths/~1a/get/parameters/0".to_owned());
        let expected = if reported { vec![place] } else { vec![] };
        assert_eq!(lowered.reports(), expected, "{parameter}");
        assert_eq!(lowered.api.operations.len(), 1);
    }
}

#[test]
fn a_parameter_with_a_media_type_is_json_or_text() {
    let lowered = one(
        "in: query, content: { application/json: { schema: { type: array, items: { type: integer } }, example: [1] } }",
    );
    let parameter = only(&lowered);
    assert_eq!(parameter.written, Written::plain(Style::Json));
    assert_eq!(used(&lowered.api, &parameter.value), "[i64]");
    assert_eq!(parameter.docs.examples, ["[1]"]);
    assert_eq!(lowered.codes(), []);
    for (location, style) in [
        ("query", Style::Form),
        ("header", Style::Simple),
        ("cookie", Style::Form),
    ] {
        let lowered = one(&format!(
            "in: {location}, content: {{ text/plain: {{ schema: {{ type: string }} }} }}"
        ));
        assert_eq!(only(&lowered).written, Written::plain(style));
        assert_eq!(lowered.codes(), []);
    }
}

#[test]
fn a_media_type_that_no_parameter_can_have_is_refused() {
    let lowered = one("in: query, content: { application/xml: { schema: { type: object } } }");
    let place = "#/paths/~1a/get/parameters/0/content/application~1xml".to_owned();
    assert_eq!(lowered.reasons(), [(Code::UnsupportedOperation, place)]);
    let several = one("in: query, content: { text/plain: {}, application/json: {} }");
    assert_eq!(only(&several).written.style, Style::Json);
    let place = "#/paths/~1a/get/parameters/0/content/text~1plain".to_owned();
    assert_eq!(several.reports(), [(Code::NotRepresented, place)]);
}

#[test]
fn the_whole_query_is_one_parameter() {
    let lowered = in_3_2(
        "{ name: q, in: querystring, content: { application/x-www-form-urlencoded: { \
         schema: { type: object, properties: { a: { type: string }, b: { type: object } } }, \
         encoding: { a: { allowReserved: true }, b: { style: deepObject }, c: { contentType: application/json } } } } }",
    );
    let parameter = only(&lowered);
    assert_eq!(
        (parameter.location, parameter.written),
        (ParameterIn::QueryString, Written::plain(Style::Form))
    );
    let members = [
        (
            "a".to_owned(),
            Written {
                reserved: true,
                ..Written::plain(Style::Form)
            },
        ),
        ("b".to_owned(), Written::plain(Style::DeepObject)),
        ("c".to_owned(), Written::plain(Style::Json)),
    ];
    assert_eq!(parameter.members, members);
    assert_eq!(lowered.codes(), []);
    for (content, style) in [
        ("application/json", Style::Json),
        ("application/jsonpath", Style::Simple),
    ] {
        let lowered = in_3_2(&format!(
            "{{ name: q, in: querystring, content: {{ {content}: {{ schema: {{ type: string }} }} }} }}"
        ));
        assert_eq!(only(&lowered).written, Written::plain(style));
    }
}

#[test]
fn a_query_that_is_one_parameter_has_no_others() {
    let lowered = in_3_2(
        "{ name: q, in: querystring, content: { application/json: {} } }, { name: p, in: query, schema: { type: string } }",
    );
    let place = |text: &str| (Code::UnsupportedOperation, format!("#/paths/~1a/get/parameters/{text}"));
    assert_eq!(lowered.reasons(), [place("1")]);
    let list = in_3_2(
        "{ name: q, in: querystring, content: { application/x-www-form-urlencoded: { schema: { type: array, items: {} } } } }",
    );
    assert_eq!(list.reasons(), [place("0/content/application~1x-www-form-urlencoded")]);
    let none = in_3_2("{ name: q, in: querystring, schema: { type: string } }");
    assert_eq!(none.reasons(), [place("0")]);
}

#[test]
fn an_empty_value_of_another_type_cannot_be_sent_and_that_is_said() {
    let lowered = one("in: query, allowEmptyValue: true, schema: { type: boolean }");
    let place = "#/paths/~1a/get/parameters/0/allowEmptyValue".to_owned();
    assert_eq!(lowered.reports(), [(Code::NotRepresented, place)]);
}
