//! Extensions that say how pages follow each other.

use crate::diag::Code;
use crate::ir::{PageKind, PageRule};
use crate::lower::testing::{Lowered, paths};

fn lowered(extension: &str) -> Lowered {
    paths(&format!(
        "/a:\n  get: {{ operationId: a, {extension}, responses: {{ '204': {{ description: D }} }} }}\n"
    ))
}

/// The rule as one line: kind, parameter, next, more, items, start.
fn rule(extension: &str) -> String {
    let lowered = lowered(extension);
    assert_eq!(lowered.reports(), [], "{extension}");
    let operation = &lowered.api.operations[0];
    let Some(pagination) = &operation.pagination else {
        return "none".to_owned();
    };
    assert!(!pagination.configured);
    let PageRule {
        kind,
        parameter,
        next,
        more,
        items,
        start,
    } = &pagination.rule;
    let kind = match kind {
        PageKind::Page => "page",
        PageKind::Offset => "offset",
        PageKind::Cursor => "cursor",
        PageKind::Url => "url",
        PageKind::Link => "link",
    };
    let texts = [parameter, next, more, items].map(|text| text.as_deref().unwrap_or("-"));
    let start = start.map(|start| format!(" {start}")).unwrap_or_default();
    format!("{kind} {}{start}", texts.join(" "))
}

#[test]
fn plain_extensions_are_understood() {
    for (extension, expected) in [
        (
            "x-speakeasy-pagination: { type: cursor, inputs: [{ name: c, in: requestBody, type: cursor }], \
             outputs: { nextCursor: $.meta.next } }",
            "cursor /c /meta/next - -",
        ),
        (
            "x-speakeasy-pagination: { type: offsetLimit, inputs: [{ name: p, in: parameters, type: page }], \
             outputs: { results: $.list, numPages: $.pages } }",
            "page p - - /list",
        ),
        (
            "x-speakeasy-pagination: { type: offsetLimit, inputs: [{ name: o, in: parameters, type: offset }] }",
            "offset o - - -",
        ),
        (
            "x-speakeasy-pagination: { type: url, outputs: { nextUrl: $.links.next, results: $.data } }",
            "url - /links/next - /data",
        ),
        (
            "x-fern-pagination: { cursor: $request.c, next_cursor: $response.next, results: $response.a.b }",
            "cursor c /next - /a/b",
        ),
        (
            "x-fern-pagination: { offset: $request.o, step: $request.limit, results: $response.a }",
            "offset o - - /a",
        ),
        (
            "x-fern-pagination: { offset: $request.p, results: $response.a, has-next-page: $response.more }",
            "page p - /more /a",
        ),
        (
            "x-fern-pagination: { next_uri: $response.next, results: $response.a }",
            "url - /next - /a",
        ),
        ("x-ms-pageable: { nextLinkName: a/b~ }", "url - /a~1b~0 - /value"),
        (
            "x-ms-pageable: { nextLinkName: '@odata.nextLink', itemName: list }",
            "url - /@odata.nextLink - /list",
        ),
        (
            "x-pagination: { cursorParam: body.page.cursor, cursorPath: meta.after, limitParam: l, resultsPath: data }",
            "cursor /page/cursor /meta/after - /data",
        ),
        (
            "x-pagination: { pageParam: 'page[number]', pageStart: 0, resultsPath: data }",
            "page page[number] - - /data 0",
        ),
        (
            "x-pagination: { pageOffsetParam: 'page[offset]' }",
            "offset page[offset] - - -",
        ),
        // One page; or none of it.
        ("x-ms-pageable: { nextLinkName: null }", "none"),
        ("x-fern-pagination: false", "none"),
        ("x-other: 1", "none"),
    ] {
        assert_eq!(rule(extension), expected, "{extension}");
    }
}

#[test]
fn others_are_reported_and_have_no_effect() {
    for extension in [
        "x-speakeasy-pagination: { type: cursor, inputs: [{ name: c, in: parameters, type: cursor }], \
         outputs: { nextCursor: '$.data[(@.length-1)].id' } }",
        "x-speakeasy-pagination: { type: cursor, inputs: [{ name: c, in: cookies, type: cursor }], \
         outputs: { nextCursor: $.next } }",
        "x-speakeasy-pagination: { type: offsetLimit, inputs: [{ name: p, in: parameters, type: page }, \
         { name: o, in: parameters, type: offset }] }",
        "x-speakeasy-pagination: { type: offsetLimit, inputs: [{ name: p, in: parameters, type: page }], \
         outputs: { results: $.a/b.c } }",
        "x-speakeasy-pagination: []",
        "x-fern-pagination: true",
        "x-fern-pagination: { cursor: $request.a.b, next_cursor: $response.next, results: $response.a }",
        "x-fern-pagination: { offset: $request.o }",
        "x-ms-pageable: {}",
        "x-ms-pageable: { nextLinkName: next, itemName: 7 }",
        "x-pagination: cursor",
        "x-pagination: { pageParam: p, pageOffsetParam: o }",
        "x-pagination: { pageParam: p, pageStart: first }",
        "x-pagination: { cursorParam: c }",
    ] {
        let lowered = lowered(extension);
        let key = extension.split(':').next().unwrap_or_default();
        assert_eq!(
            lowered.reports(),
            [(Code::NotRepresented, format!("#/paths/~1a/get/{key}"))],
            "{extension}"
        );
        assert_eq!(lowered.api.operations[0].pagination, None, "{extension}");
    }
}
