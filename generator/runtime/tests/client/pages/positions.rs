//! Positions: numbers, offsets, cursors, and what headers say.

use super::{
    BY_CURSOR, BY_OFFSET, BY_PAGE, LIST, PAGING, SEARCH, all, bare, body, fine, headed,
    list, targets, things, wrong,
};
use crate::support::{Script, client};
use kiln_runtime::http::{ErrorKind, decode};
use kiln_runtime::json::Value;
use kiln_runtime::pages::{Input, Next, Paging, Source};
use std::collections::BTreeMap;

#[tokio::test]
async fn numbers_of_pages_are_counted_until_one_is_empty() {
    let script = Script::new(&[
        body(r#"{"data":[1,2]}"#),
        body(r#"{"data":[3]}"#),
        body(r#"{"data":[]}"#),
    ]);
    assert_eq!(fine(things(&script, &BY_PAGE)).await, [1, 2, 3]);
    assert_eq!(targets(&script), ["/things", "/things?page=2", "/things?page=3"]);
}

#[tokio::test]
async fn pages_are_counted_from_the_one_that_the_caller_chose() {
    let script = Script::new(&[body(r#"{"data":[1]}"#), body("{}")]);
    let call = client(&script).call(&LIST, decode::json);
    let call = call.query("page", &7).query("limit", &1);
    assert_eq!(fine(list(call, &BY_PAGE)).await, [1]);
    assert_eq!(targets(&script), ["/things?page=7&limit=1", "/things?limit=1&page=8"]);
}

#[tokio::test]
async fn offsets_grow_by_the_items_that_came_and_a_short_page_is_no_end() {
    let script = Script::new(&[
        body(r#"{"data":[1,2,3]}"#),
        body(r#"{"data":[4]}"#),
        body(r#"{"data":[5,6]}"#),
        body(r#"{"data":[]}"#),
    ]);
    assert_eq!(fine(things(&script, &BY_OFFSET)).await, [1, 2, 3, 4, 5, 6]);
    let asked = targets(&script);
    assert_eq!(asked[1..], ["/things?offset=3", "/things?offset=4", "/things?offset=6"]);
}

#[tokio::test]
async fn a_body_that_says_that_there_is_no_more_saves_the_empty_page() {
    static MORE: Paging =
        Paging { more: Some(Source::Body("/meta/more")), ..BY_PAGE_LIKE };
    const BY_PAGE_LIKE: Paging =
        Paging { next: Next::Page { to: Input::Query("page"), start: 0 }, ..PAGING };
    let script = Script::new(&[
        body(r#"{"data":[1],"meta":{"more":true}}"#),
        body(r#"{"data":[],"meta":{"more":true}}"#),
        body(r#"{"data":[2],"meta":{"more":false}}"#),
    ]);
    assert_eq!(fine(things(&script, &MORE)).await, [1, 2]);
    assert_eq!(targets(&script), ["/things", "/things?page=1", "/things?page=2"]);

    let script = Script::new(&[body(r#"{"data":[1],"meta":{"more":"perhaps"}}"#)]);
    let (found, text) = wrong(things(&script, &MORE)).await;
    assert!(found == 1 && text.contains("neither true nor false"), "{text}");
}

#[tokio::test]
async fn cursors_are_followed_over_an_empty_page_until_there_is_none() {
    let ends =
        [r#"{"data":[3]}"#, r#"{"data":[3],"next":null}"#, r#"{"next":"","data":[3]}"#];
    for end in ends {
        let script = Script::new(&[
            body(r#"{"data":[1,2],"next":"a b&c"}"#),
            body(r#"{"data":[],"next":17}"#),
            body(end),
        ]);
        assert_eq!(fine(things(&script, &BY_CURSOR)).await, [1, 2, 3]);
        let asked = targets(&script);
        assert_eq!(asked, ["/things", "/things?cursor=a%20b%26c", "/things?cursor=17"]);
    }
}

#[tokio::test]
async fn a_cursor_that_was_there_before_is_an_error_after_the_items() {
    let script = Script::new(&[
        body(r#"{"data":[1],"next":"a"}"#),
        body(r#"{"data":[2],"next":"b"}"#),
        body(r#"{"data":[3],"next":"a"}"#),
    ]);
    let (found, text) = wrong(things(&script, &BY_CURSOR)).await;
    assert!(found == 3 && text.contains("requested before"), "{text}");
    assert_eq!(script.count(), 3);

    let script = Script::new(&[body(r#"{"data":[1],"next":"mine"}"#)]);
    let call = client(&script).call(&LIST, decode::json).query("cursor", &"mine");
    let (found, _) = wrong(list(call, &BY_CURSOR)).await;
    assert_eq!((found, script.count()), (1, 1));
}

#[tokio::test]
async fn a_cursor_can_go_into_the_body() {
    static BY_BODY: Paging = Paging {
        next: Next::Cursor {
            from: Source::Body("/next"),
            to: Input::Body("/page/cursor"),
        },
        ..PAGING
    };
    let script = Script::new(&[
        body(r#"{"data":[1],"next":{"k":1}}"#),
        body(r#"{"data":[2],"next":5}"#),
        body(r#"{"data":[3]}"#),
    ]);
    let query = BTreeMap::from([("filter".to_owned(), Value::from("x"))]);
    let call = client(&script).call(&SEARCH, decode::json);
    let call = call.json(&query).content_type("application/x+json");
    assert_eq!(fine(list(call, &BY_BODY)).await, [1, 2, 3]);
    let bodies: Vec<_> = script.seen().iter().map(|seen| seen.body.clone()).collect();
    assert_eq!(bodies[0], r#"{"filter":"x"}"#);
    assert_eq!(bodies[1], r#"{"filter":"x","page":{"cursor":{"k":1}}}"#);
    assert_eq!(bodies[2], r#"{"filter":"x","page":{"cursor":5}}"#);
    assert_eq!(script.seen()[2].header("content-type"), Some("application/x+json"));
}

#[tokio::test]
async fn a_cursor_that_would_write_headers_is_refused() {
    static BY_HEADER: Paging = Paging {
        next: Next::Cursor { from: Source::Body("/next"), to: Input::Header("x-at") },
        ..PAGING
    };
    let script = Script::new(&[body(r#"{"data":[1],"next":"a\r\nx-evil: 1"}"#)]);
    let (found, error) = all(things(&script, &BY_HEADER)).await;
    assert_eq!((found.len(), script.count()), (1, 1));
    assert_eq!(error.map(|error| error.kind()), Some(ErrorKind::Request));

    let script =
        Script::new(&[body(r#"{"data":[1],"next":"a b"}"#), body(r#"{"data":[2]}"#)]);
    assert_eq!(fine(things(&script, &BY_HEADER)).await, [1, 2]);
    assert_eq!(script.seen()[1].header("x-at"), Some("a b"));
}

#[tokio::test]
async fn headers_say_the_offset_and_whether_there_is_more() {
    let more = |next| headed(&[("X-Has-More", "true"), ("X-Next-Offset", next)], "[1]");
    for end in [
        headed(&[("X-Has-More", "false"), ("X-Next-Offset", "30")], "[2]"),
        headed(&[("X-Has-More", "true"), ("X-Next-Offset", "0")], "[2]"),
        headed(&[("X-Has-More", "False")], "[2]"),
        headed(&[("X-Next-Offset", "0")], "[2]"),
    ] {
        let script = Script::new(&[more("10"), more("20"), end]);
        assert_eq!(fine(bare(&script)).await, [1, 1, 2]);
        let asked = targets(&script);
        assert_eq!(asked, ["/things", "/things?offset=10", "/things?offset=20"]);
    }
}

#[tokio::test]
async fn headers_that_contradict_themselves_are_errors() {
    let cases: [(&[(&'static str, &str)], &str); 5] = [
        (&[("X-Has-More", "true")], "does not say where"),
        (&[], "neither whether there is one nor where"),
        (&[("X-Has-More", "true"), ("X-Next-Offset", "10")], "not behind"),
        (&[("X-Has-More", "true"), ("X-Next-Offset", "9")], "not behind"),
        (&[("X-Has-More", "true"), ("X-Next-Offset", "ten")], "no number"),
    ];
    for (headers, expected) in cases {
        let first = headed(&[("X-Has-More", "true"), ("X-Next-Offset", "10")], "[1]");
        let script = Script::new(&[first, headed(headers, "[2,3]")]);
        let (found, text) = wrong(bare(&script)).await;
        assert!(found == 3 && text.contains(expected), "{headers:?}: {text}");
        assert_eq!(script.count(), 2);
    }
}
