//! Links from answers to operations.

use crate::diag::Code;
use crate::ir::{Link, LinkValue, StatusMatch};
use crate::lower::testing::{Lowered, paths};

/// Two operations, one of which has these links.
fn linked(links: &str) -> Lowered {
    paths(&format!(
        "/a:\n  get:\n    operationId: a\n    responses: {{ '204': {{ description: D, links: {links} }} }}\n\
         /b/{{x}}:\n  get:\n    operationId: b\n    parameters: [{{ name: x, in: path, required: true, schema: {{ type: string }} }}]\n    \
         responses: {{ '204': {{ description: D }} }}\n\
         /c:\n  get: {{ operationId: c, servers: [{{ url: 'ftp://c.test' }}], responses: {{ '204': {{ description: D }} }} }}\n\
         ---\nlinks: {{ L: {{ operationId: b, description: D }} }}\n"
    ))
}

fn only(links: &str) -> Link {
    let lowered = linked(links);
    let [link] = lowered.api.links.as_slice() else {
        panic!("{:?}", lowered.api.links)
    };
    link.clone()
}

#[test]
fn operations_are_found_by_id_and_by_reference() {
    let by_id = only("{ l: { operationId: b } }");
    assert_eq!(
        (by_id.from, by_id.status, by_id.target),
        (0, StatusMatch::Code(204), Some(1))
    );
    assert_eq!(only("{ l: { operationRef: '#/paths/~1b~1{x}/get' } }").target, Some(1));
    let elsewhere = only("{ l: { $ref: '#/components/links/L' } }");
    assert_eq!(
        (elsewhere.target, elsewhere.description.as_deref()),
        (Some(1), Some("D"))
    );
    // One that is left out is named, and cannot be called.
    let left_out = only("{ l: { operationId: c } }");
    assert_eq!((left_out.target, left_out.called.as_str()), (None, "c"));
}

#[test]
fn values_are_properties_texts_or_other_things() {
    let link = only(
        "{ l: { operationId: b, parameters: { a: '$response.body#/x~1y/z~0', b: text, c: 1, d: '$request.path.x', e: 'a-{$url}' }, \
         requestBody: { k: v } } }",
    );
    let values: Vec<&LinkValue> = link.parameters.iter().map(|(_, value)| value).collect();
    assert_eq!(
        values,
        [
            &LinkValue::Body(vec!["x/y".to_owned(), "z~".to_owned()]),
            &LinkValue::Text("text".to_owned()),
            &LinkValue::Other("1".to_owned()),
            &LinkValue::Other("$request.path.x".to_owned()),
            &LinkValue::Other("a-{$url}".to_owned()),
        ]
    );
    assert_eq!(link.body, Some(LinkValue::Other("{\"k\":\"v\"}".to_owned())));
}

#[test]
fn what_leads_nowhere_is_said() {
    let at = |links: &str| {
        let mut reports = linked(links).reasons();
        reports.retain(|(code, _)| *code == Code::NotRepresented);
        reports.into_iter().map(|(_, pointer)| pointer).collect::<Vec<String>>()
    };
    let link = "#/paths/~1a/get/responses/204/links/l";
    assert_eq!(at("{ l: { operationId: nobody } }"), [format!("{link}/operationId")]);
    assert_eq!(
        at("{ l: { operationRef: '#/paths/~1nowhere/get' } }"),
        [format!("{link}/operationRef")]
    );
    assert_eq!(at("{ l: {} }"), [link]);
    assert_eq!(
        at("{ l: { operationId: b, server: { url: / } } }"),
        [format!("{link}/server")]
    );
    assert!(at("{ l: { operationId: b } }").is_empty());
}
