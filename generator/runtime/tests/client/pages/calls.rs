//! What holds for each page as for any call, and when a page is requested.

use super::{
    BY_CURSOR, BY_LINK, LIST, SEARCH, body, fine, headed, list, targets, things,
};
use crate::support::{SECRET, Script, client, shown, status};
use kiln_runtime::http::{ErrorKind, decode};
use std::future::{Future, poll_fn};
use std::task::Poll;
use std::time::Duration;

#[tokio::test]
async fn debug_output_shows_no_value() {
    let script = Script::new(&[body("{}")]);
    let call = client(&script).call(&LIST, decode::json).query("q", &SECRET);
    let items = list(call, &BY_LINK);
    assert!(format!("{items:?}").contains("listThings"));
    assert!(!format!("{items:?}").contains(SECRET));
    assert!(!format!("{:?}", items.pages()).contains(SECRET));
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
        let polled = poll_fn(|cx| Poll::Ready(next.as_mut().poll(cx).is_pending()));
        assert!(polled.await);
    }
    assert_eq!(script.count(), 2);
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert_eq!(items.next().await.expect("an item").expect("no error"), 2);
    assert_eq!(script.count(), 3, "the exchange went on where it was");
}
