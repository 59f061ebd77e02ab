//! Lists that come in pages: each way to the next one, each end, and what is refused.

use crate::support::{
    Client, OPERATION, SECRET, Script, Step, answer, client, shown, status,
};
use kiln_runtime::http::{Call, Error, ErrorKind, Method, Operation, decode};
use kiln_runtime::json::{DecodeError, FromJson, Reader, Slot, Value};
use kiln_runtime::pages::{Input, Items, Next, Paging, Source};
use std::collections::BTreeMap;
use std::future::{Future, poll_fn};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

/// A page as kiln would generate it.
struct Page {
    data: Option<Vec<i64>>,
}

impl FromJson for Page {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut data = None;
        r.record(&mut [Slot::optional("data", &mut data)])?;
        Ok(Self { data })
    }
}

static LIST: Operation = Operation { id: "listThings", ..OPERATION };
static SECURED: Operation = Operation {
    id: "listThings",
    security: &[&["bearerAuth", "queryKey", "cookieKey"]],
    ..OPERATION
};
static SEARCH: Operation = Operation { method: Method::POST, ..OPERATION };

const PAGING: Paging = Paging { next: Next::Link, more: None, items: "/data" };
const CURSOR: Next =
    Next::Cursor { from: Source::Body("/next"), to: Input::Query("cursor") };
static BY_LINK: Paging = PAGING;
static BY_CURSOR: Paging = Paging { next: CURSOR, ..PAGING };
static BY_URL: Paging =
    Paging { next: Next::Url(Source::Body("/links/next")), ..PAGING };
static BY_PAGE: Paging =
    Paging { next: Next::Page { to: Input::Query("page"), start: 1 }, ..PAGING };
static BY_OFFSET: Paging =
    Paging { next: Next::Offset { to: Input::Query("offset"), start: 0 }, ..PAGING };
static BY_HEADERS: Paging = Paging {
    next: Next::OffsetFrom {
        from: Source::Header("X-Next-Offset"),
        to: Input::Query("offset"),
    },
    more: Some(Source::Header("X-Has-More")),
    items: "",
};

fn list(call: Call<Page>, paging: &'static Paging) -> Items<Page, i64> {
    Items::new(call, paging, |page| page.data.unwrap_or_default())
}

fn things(script: &Arc<Script>, paging: &'static Paging) -> Items<Page, i64> {
    list(client(script).call(&LIST, decode::json), paging)
}

fn bare(script: &Arc<Script>) -> Items<Vec<i64>, i64> {
    let call = client(script).call(&LIST, decode::json);
    Items::new(call, &BY_HEADERS, |page| page)
}

/// All items, and the error if there is one, after which nothing may follow.
async fn all<P, T>(mut items: Items<P, T>) -> (Vec<T>, Option<Error>) {
    let mut found = Vec::new();
    while let Some(item) = items.next().await {
        match item {
            Ok(item) => found.push(item),
            Err(error) => {
                assert!(items.next().await.is_none(), "the stream is over");
                assert!(items.next().await.is_none(), "the stream stays over");
                return (found, Some(error));
            }
        }
    }
    assert!(items.next().await.is_none(), "the stream stays over");
    (found, None)
}

/// All items of a list that has no error.
async fn fine<P, T>(items: Items<P, T>) -> Vec<T> {
    let (found, error) = all(items).await;
    assert!(error.is_none(), "{error:?}");
    found
}

/// The error of a list that has one, with the number of items before it.
async fn wrong<P, T>(items: Items<P, T>) -> (usize, String) {
    let (found, error) = all(items).await;
    let error = error.expect("an error");
    assert_eq!(error.kind(), ErrorKind::Pagination);
    assert_eq!(error.operation_id(), Some("listThings"));
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    assert!(!error.is_retryable());
    (found.len(), error.to_string())
}

fn targets(script: &Script) -> Vec<String> {
    script.seen().iter().map(|seen| seen.target().to_owned()).collect()
}

fn body(text: &'static str) -> Step {
    answer(200, &[], text)
}

fn headed(headers: &[(&'static str, &str)], text: &'static str) -> Step {
    answer(200, headers, text)
}

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

#[tokio::test]
async fn links_are_found_in_every_spelling() {
    for link in [
        r#"</things?page=2>; rel="next""#,
        "</things?page=2>;rel=next",
        r#"</a>; rel=prev, <?page=2>; title="a, <b>; rel=\"x\""; REL="last Next""#,
        r#"</a>; rel="next"; anchor="/other" , </things?page=2>;foo ;rel = next"#,
        "<https://api.acme.test/things?page=2#top>; rel=next; rel=prev",
        "<//api.acme.test:443/x/../things?page=2>; rel=next",
    ] {
        let script = Script::new(&[
            headed(&[("Link", link)], r#"{"data":[1]}"#),
            headed(&[("Link", r#"</things?page=1>; rel="prev""#)], r#"{"data":[2]}"#),
        ]);
        assert_eq!(fine(things(&script, &BY_LINK)).await, [1, 2], "{link}");
        let second = &script.seen()[1].uri;
        assert!(second.ends_with("/things?page=2"), "{link}: {second}");
    }
    for link in
        ["", "</b>", "</b>; rel=", "</b; rel=next", "</b>; rel=\"next", "b; rel=next"]
    {
        let script = Script::new(&[headed(&[("Link", link)], r#"{"data":[1]}"#)]);
        let (found, _) = all(things(&script, &BY_LINK)).await;
        assert_eq!(found[0], 1, "{link}");
    }
}

#[tokio::test]
async fn urls_are_resolved_against_that_of_the_request() {
    for (url, expected) in [
        ("?after=2", "/things?after=2"),
        ("next/2?a={b}", "/next/2?a={b}"),
        ("./x", "/x"),
        ("/a/./b/../c/..", "/a/"),
        ("https://API.acme.test:443/y", "https://API.acme.test:443/y"),
    ] {
        let text = format!(r#"{{"data":[1],"links":{{"next":"{url}"}}}}"#);
        let script = Script::new(&[
            body(Box::leak(text.into_boxed_str())),
            body(r#"{"data":[2],"links":{"next":null}}"#),
        ]);
        let call = client(&script).call(&LIST, decode::json).query("limit", &5);
        assert_eq!(fine(list(call, &BY_URL)).await, [1, 2]);
        let second = script.seen()[1].uri.clone();
        let expected = expected.replace('{', "%7B").replace('}', "%7D");
        let found = second.replace('{', "%7B").replace('}', "%7D");
        assert!(found.ends_with(&expected), "{url}: {second}");
    }
}

#[tokio::test]
async fn urls_that_lead_nowhere_are_errors() {
    for (url, expected) in [
        ("ftp://api.acme.test/x", "none of http or https"),
        ("javascript:alert(1)", "none of http or https"),
        ("https://user:pw@api.acme.test/x", "none of http or https"),
        ("https:///x", "none of http or https"),
        ("?", "requested before"),
        ("", ""),
        ("/things", "requested before"),
    ] {
        let text = format!(r#"{{"data":[1],"links":{{"next":"{url}"}}}}"#);
        let script = Script::new(&[body(Box::leak(text.into_boxed_str()))]);
        let mut items = things(&script, &BY_URL);
        assert_eq!(items.next().await.expect("an item").expect("no error"), 1);
        match items.next().await {
            None => assert_eq!(expected, "", "{url}"),
            Some(Ok(_)) if url == "?" => {}
            Some(result) => {
                let text = result.expect_err(url).to_string();
                assert!(
                    !expected.is_empty() && text.contains(expected),
                    "{url}: {text}"
                );
                assert_eq!(script.count(), 1, "{url}");
            }
        }
    }
}

/// A client with a credential of each kind, and headers of its own.
fn secured(script: &Arc<Script>) -> Client {
    let builder = ["bearerAuth", "queryKey", "cookieKey"]
        .into_iter()
        .fold(Client::builder(), |builder, name| builder.credential(name, SECRET));
    let builder = builder.header("x-org", SECRET);
    builder.transport(Arc::clone(script)).build().expect("a client")
}

#[tokio::test]
async fn credentials_and_options_hold_across_pages() {
    let script = Script::new(&[
        headed(
            &[("Link", "</things?page=2&api%20key=old>; rel=next")],
            r#"{"data":[1]}"#,
        ),
        body(r#"{"data":[2]}"#),
    ]);
    let call = secured(&script).call(&SECURED, decode::json);
    let items = list(call, &BY_LINK).with(|call| call.header("x-trace", "7").retries(0));
    assert_eq!(fine(items).await, [1, 2]);
    for seen in script.seen() {
        assert_eq!(
            seen.header("authorization"),
            Some(format!("Bearer {SECRET}").as_str())
        );
        assert_eq!(seen.header("cookie"), Some(format!("session={SECRET}").as_str()));
        assert_eq!(
            (seen.header("x-trace"), seen.header("x-org")),
            (Some("7"), Some(SECRET))
        );
        assert_eq!(seen.uri.matches("api%20key=").count(), 1, "{}", seen.uri);
        assert!(seen.uri.ends_with(&format!("api%20key={SECRET}")), "{}", seen.uri);
    }
}

#[tokio::test]
async fn another_origin_gets_no_credential_and_no_header_of_the_caller() {
    for url in [
        "https://cdn.acme.test/p2",
        "http://api.acme.test/p2",
        "https://api.acme.test:444/p2",
        "//evil.test/p2",
    ] {
        let link = format!("<{url}>; rel=next");
        let script = Script::new(&[
            headed(&[("Link", &link)], r#"{"data":[1]}"#),
            headed(&[("Link", "<p3>; rel=next")], r#"{"data":[2]}"#),
            headed(
                &[("Link", "<https://api.acme.test/p4>; rel=next")],
                r#"{"data":[3]}"#,
            ),
            body(r#"{"data":[4]}"#),
        ]);
        let call = secured(&script).call(&SECURED, decode::json);
        let call = call.header("x-mine", SECRET).cookie_param("c", &SECRET);
        assert_eq!(fine(list(call, &BY_LINK)).await, [1, 2, 3, 4]);
        let seen = script.seen();
        for foreign in &seen[1..3] {
            let names: Vec<_> =
                foreign.headers.keys().map(|name| name.as_str()).collect();
            assert_eq!(foreign.headers.len(), 2, "{url}: {names:?}");
            let shown = format!("{} {:?}", foreign.uri, foreign.headers);
            assert!(!shown.contains(SECRET), "{url}: {shown}");
            assert_eq!(foreign.header("accept"), Some("application/json"));
        }
        assert!(seen[3].header("authorization").is_some(), "back at home");
    }
}

#[tokio::test(start_paused = true)]
async fn a_page_is_repeated_as_any_call_is_and_the_key_names_the_page() {
    let script = Script::new(&[
        body(r#"{"data":[1],"next":"a"}"#),
        status(503),
        body(r#"{"data":[2],"next":"b"}"#),
        body(r#"{"data":[3]}"#),
    ]);
    let call = client(&script).call(&SEARCH, decode::json).idempotency_key("order-17");
    assert_eq!(fine(list(call, &BY_CURSOR)).await, [1, 2, 3]);
    let keys: Vec<_> = script
        .seen()
        .iter()
        .map(|seen| seen.header("idempotency-key").unwrap_or_default().to_owned())
        .collect();
    assert_eq!(keys, ["order-17", "order-17-2", "order-17-2", "order-17-3"]);
}

#[tokio::test]
async fn after_an_error_one_can_go_on_with_the_page_that_did_not_come() {
    let script = Script::new(&[
        body(r#"{"data":[1],"next":"a"}"#),
        status(403),
        body("no JSON"),
        body(r#"{"data":[2]}"#),
    ]);
    let mut items = things(&script, &BY_CURSOR);
    assert_eq!(items.next().await.expect("an item").expect("no error"), 1);
    for kind in [ErrorKind::Api, ErrorKind::Decode] {
        let error = items.next().await.expect("an item").expect_err("an error");
        assert_eq!(error.kind(), kind);
        assert!(items.next().await.is_none());
        items.resume();
    }
    assert_eq!(items.next().await.expect("an item").expect("no error"), 2);
    assert!(items.next().await.is_none());
    items.resume();
    assert!(items.next().await.is_none(), "an end is no error");
    assert_eq!(targets(&script)[1..], ["/things?cursor=a"; 3]);
}

#[tokio::test]
async fn a_value_that_cannot_be_sent_is_an_error_each_time() {
    let script = Script::new(&[body(r#"{"data":[1]}"#)]);
    let call = client(&script).call(&LIST, decode::json).header("x", SECRET);
    let mut items = list(call.header("bad name", SECRET), &BY_CURSOR);
    for _ in 0..2 {
        let error = items.next().await.expect("an item").expect_err("an error");
        assert_eq!(error.kind(), ErrorKind::Request);
        assert!(!shown(&error).contains(SECRET));
        items.resume();
    }
    assert_eq!(script.count(), 0);
    assert!(!format!("{items:?}").contains(SECRET));
}

#[tokio::test]
async fn nothing_is_requested_before_it_is_asked_for() {
    let script =
        Script::new(&[body(r#"{"data":[1,2],"next":"a"}"#), body(r#"{"data":[3]}"#)]);
    let mut items = things(&script, &BY_CURSOR);
    assert_eq!(script.count(), 0);
    for (item, requests) in [(1, 1), (2, 1), (3, 2)] {
        assert_eq!(items.next().await.expect("an item").expect("no error"), item);
        assert_eq!(script.count(), requests);
    }
}

#[tokio::test]
async fn pages_have_status_and_headers() {
    let script = Script::new(&[
        headed(&[("X-Total", "3")], r#"{"data":[1,2],"next":"a"}"#),
        body(r#"{"data":[3]}"#),
    ]);
    let mut pages = things(&script, &BY_CURSOR).pages();
    let first = pages.next().await.expect("a page").expect("no error");
    assert_eq!(
        (first.status().as_u16(), first.header::<u64>("x-total")),
        (200, Some(3))
    );
    assert_eq!(first.into_body().data, Some(vec![1, 2]));
    let second = pages.next().await.expect("a page").expect("no error");
    assert_eq!(second.into_body().data, Some(vec![3]));
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn they_are_streams_that_cross_threads() {
    fn is_stream<S: futures_core::Stream + Send + Unpin>(_: &S) {}
    let script = Script::new(&[body(r#"{"data":[1]}"#)]);
    is_stream(&things(&script, &BY_CURSOR));
    is_stream(&things(&script, &BY_CURSOR).pages());
}

#[tokio::test(start_paused = true)]
async fn dropping_the_future_of_the_next_item_loses_nothing() {
    let script = Script::new(&[
        body(r#"{"data":[1],"next":"a"}"#),
        status(503),
        body(r#"{"data":[2]}"#),
    ]);
    let mut items = things(&script, &BY_CURSOR);
    assert_eq!(items.next().await.expect("an item").expect("no error"), 1);
    {
        // Polled once: the wait before the repetition has begun.
        let mut next = Box::pin(items.next());
        poll_fn(|cx| Poll::Ready(assert!(next.as_mut().poll(cx).is_pending()))).await;
    }
    assert_eq!(script.count(), 2);
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert_eq!(items.next().await.expect("an item").expect("no error"), 2);
    assert_eq!(script.count(), 3, "the exchange went on where it was");
}
