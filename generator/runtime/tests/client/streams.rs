//! Streams of values: the format to the letter, wherever the bytes are split, and what
//! becomes of connections.

use crate::support::{Client, OPERATION, client as scripted, shown};
use crate::support::{Script, Step, answer, status};
use bytes::Bytes;
use futures_core::Stream;
use kiln_runtime::http::{
    Answer, ChunkFuture, Chunks, Error, ErrorKind, Operation, RequestBody, Response,
    ResponseBody, Transport, TransportError, TransportFuture, decode,
};
use kiln_runtime::stream::{self, Event, EventStream, JsonLines};
use std::collections::{BTreeMap, VecDeque};
use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

pub(crate) static EVENTS: Operation =
    Operation { accept: "text/event-stream", ..OPERATION };
static LINES: Operation = Operation { accept: "application/x-ndjson", ..OPERATION };
static EITHER: Operation =
    Operation { accept: "application/json, text/event-stream", ..OPERATION };
pub(crate) const STREAMS: &[&str] =
    &["text/event-stream", "application/x-ndjson", "application/json-seq"];
pub(crate) const END: &[&str] = &["[DONE]"];

/// A transport that answers with these chunks.
#[derive(Debug)]
struct Chunked(&'static str, Vec<Bytes>);

struct Pieces(VecDeque<Bytes>);

impl Chunks for Pieces {
    fn next(&mut self) -> ChunkFuture<'_> {
        Box::pin(async move { Ok::<_, TransportError>(self.0.pop_front()) })
    }
}

impl Transport for Chunked {
    fn send(&self, _: http::Request<RequestBody>) -> TransportFuture<'_> {
        let body = ResponseBody::from_chunks(Pieces(self.1.clone().into()));
        let response = http::Response::builder().header("content-type", self.0);
        let response = response.body(body).expect("a response");
        Box::pin(async move { Ok(response) })
    }
}

fn client(media_type: &'static str, chunks: Vec<Bytes>, limit: usize) -> Client {
    let builder = Client::builder().transport(Chunked(media_type, chunks));
    builder.max_body_size(limit).build().expect("a client")
}

async fn all<T>(
    mut stream: impl Stream<Item = Result<T, Error>> + Unpin,
) -> Vec<Result<T, Error>> {
    let mut items = Vec::new();
    while let Some(item) = poll_fn(|cx| Pin::new(&mut stream).poll_next(cx)).await {
        items.push(item);
    }
    items
}

async fn events_of(chunks: Vec<Bytes>) -> Vec<Event> {
    let client = client("text/event-stream; charset=utf-8", chunks, 1 << 20);
    let call = client.call(&EVENTS, stream::raw_events).streaming(STREAMS, END);
    let items = all(call.await.expect("a stream")).await;
    items.into_iter().map(|item| item.expect("an event")).collect()
}

/// Every way to cut a text into two chunks, and the one into single bytes.
fn cuts(text: &[u8]) -> impl Iterator<Item = Vec<Bytes>> {
    let cut = |at| {
        vec![Bytes::copy_from_slice(&text[..at]), Bytes::copy_from_slice(&text[at..])]
    };
    let bytes = text.iter().map(|byte| Bytes::copy_from_slice(&[*byte])).collect();
    (0..=text.len()).map(cut).chain([bytes]).collect::<Vec<_>>().into_iter()
}

/// The events as `type|id|data|retry`, whatever the cut.
async fn check(text: &[u8], expected: &[&str]) {
    for chunks in cuts(text) {
        let shown: Vec<String> = events_of(chunks.clone())
            .await
            .iter()
            .map(|event| {
                format!(
                    "{}|{}|{}|{}",
                    event.event.as_deref().unwrap_or("-"),
                    event.id.as_deref().unwrap_or("-"),
                    event.data,
                    event
                        .retry
                        .map_or("-".to_owned(), |retry| retry.as_millis().to_string()),
                )
            })
            .collect();
        assert_eq!(shown, expected, "{chunks:?}");
    }
}

#[tokio::test]
async fn data_is_joined_and_comments_and_unknown_fields_are_ignored() {
    check(
        b": hello\n\ndata: a\ndata:b\ndata\ndata:  c\nfoo: x\n:\n\n",
        &["-|-|a\nb\n\n c|-"],
    )
    .await;
    check(b"data\n\ndata\ndata\n\ndata:", &["-|-||-", "-|-|\n|-"]).await;
    check(b"data:test\n\ndata: test\n\n", &["-|-|test|-", "-|-|test|-"]).await;
}

#[tokio::test]
async fn lines_end_in_all_three_ways() {
    check(
        b"data: a\r\rdata: b\r\n\r\ndata: c\n\ndata: d\r\n\rdata: e\r\n\n",
        &["-|-|a|-", "-|-|b|-", "-|-|c|-", "-|-|d|-", "-|-|e|-"],
    )
    .await;
    check(b"data: a\r\ndata: b\r\n\r\n", &["-|-|a\nb|-"]).await;
}

#[tokio::test]
async fn a_byte_order_mark_counts_only_at_the_beginning() {
    check(
        b"\xEF\xBB\xBFdata: a\n\n\xEF\xBB\xBFdata: b\n\ndata: c\n\n",
        &["-|-|a|-", "-|-|c|-"],
    )
    .await;
    check("data: ü€𝄞\n\n".as_bytes(), &["-|-|ü€𝄞|-"]).await;
    check(b"data: \xFF!\n\n", &["-|-|\u{FFFD}!|-"]).await;
}

#[tokio::test]
async fn ids_types_and_waits() {
    check(
        b"id: 1\nevent: e\nretry: 15\ndata: a\n\ndata: b\n\n",
        &["e|1|a|15", "-|-|b|-"],
    )
    .await;
    check(b"id: 1\0\nretry: 1x\nretry:\nevent:\ndata: a\n\n", &["-|-|a|-"]).await;
    check(b"id: 7\nid\ndata: a\n\n", &["-||a|-"]).await;
    check(b"event: lost\n\ndata: a\n\n", &["-|-|a|-"]).await;
}

#[tokio::test]
async fn an_event_without_its_end_is_none() {
    check(b"data: a\n\ndata: b\n", &["-|-|a|-"]).await;
    check(b"", &[]).await;
}

#[tokio::test]
async fn the_last_id_is_that_of_the_last_event_that_ended() {
    let text = b"id: 1\ndata: a\n\nid: 2\n\ndata: b\n\nid: 3\ndata: c";
    let client = client("text/event-stream", vec![Bytes::from_static(text)], 99);
    let mut events = client
        .call(&EVENTS, stream::text_events)
        .streaming(STREAMS, END)
        .await
        .expect("events");
    assert_eq!(events.last_event_id(), "");
    events.next().await.expect("an event").expect("a");
    assert_eq!(events.last_event_id(), "1");
    events.next().await.expect("an event").expect("b");
    assert_eq!(events.last_event_id(), "2");
    assert!(events.next().await.is_none());
    assert_eq!(events.last_event_id(), "2");
}

type Numbers = EventStream<i64>;

async fn numbers(text: &'static str, limit: usize) -> Vec<Result<i64, Error>> {
    let client =
        client("text/event-stream", vec![Bytes::from_static(text.as_bytes())], limit);
    let events: Numbers = client
        .call(&EVENTS, stream::events)
        .streaming(STREAMS, END)
        .await
        .expect("events");
    all(events).await
}

#[tokio::test]
async fn one_bad_event_is_one_error() {
    let items =
        numbers("data: 1\n\ndata: \"s3cr3t-v4lue\"\n\ndata: 3\n\n", 1 << 20).await;
    assert_eq!(items.len(), 3);
    assert_eq!((items[0].as_ref().ok(), items[2].as_ref().ok()), (Some(&1), Some(&3)));
    let error = items[1].as_ref().expect_err("no number");
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    assert_eq!(error.raw_body().map(|body| &body[..]), Some(&b"\"s3cr3t-v4lue\""[..]));
    assert!(!shown(error).contains("s3cr3t"), "{error:?}");
    assert!(error.to_string().contains("an item of the stream"), "{error}");
}

#[tokio::test]
async fn an_event_that_is_too_large_is_one_error() {
    for text in [
        "data: 1\n\ndata: 22222222222222222222222222222222\ndata: 3\n\ndata: 4\n\n",
        "data: 1\n\ndata: 2222222222\ndata: 2222222222\ndata: 3\n\ndata: 4\n\n",
        ":22222222222222222222222222222222222\ndata: 3\n\ndata: 4\n\ndata: 1\n\n",
    ] {
        for chunks in cuts(text.as_bytes()) {
            let client = client("text/event-stream", chunks, 20);
            let events: Numbers = client
                .call(&EVENTS, stream::events)
                .streaming(STREAMS, END)
                .await
                .expect("events");
            let items = all(events).await;
            let good: Vec<i64> =
                items.iter().filter_map(|item| item.as_ref().ok()).copied().collect();
            let bad: Vec<ErrorKind> = items
                .iter()
                .filter_map(|item| Some(item.as_ref().err()?.kind()))
                .collect();
            assert!(good == [1, 4] || good == [4, 1], "{good:?} {bad:?}");
            assert_eq!(bad, [ErrorKind::BodyTooLarge]);
        }
    }
}

#[tokio::test]
async fn a_sentinel_ends_the_stream_of_json_events() {
    let items = numbers("data: 1\n\ndata: [DONE]\n\ndata: 3\n\n", 1 << 20).await;
    assert_eq!(items.into_iter().map(Result::ok).collect::<Vec<_>>(), [Some(1)]);
}

#[tokio::test]
async fn whole_events_are_objects() {
    type Object = BTreeMap<String, kiln_runtime::json::Value>;
    let text = "event: e\nid: \"7\nretry: 5\ndata: [1]\n\ndata: 1},{\n\n";
    let shown = |items: Vec<Result<Object, Error>>| -> Vec<String> {
        items
            .iter()
            .map(|item| item.as_ref().map_or("?".to_owned(), |item| format!("{item:?}")))
            .collect()
    };
    let client =
        client("text/event-stream", vec![Bytes::from_static(text.as_bytes())], 999);
    let call =
        client.call(&EVENTS, stream::event_objects::<Object>).streaming(STREAMS, END);
    let texts = shown(all(call.await.expect("events")).await);
    assert_eq!(
        texts,
        [
            r#"{"data": "[1]", "event": "e", "id": "\"7", "retry": 5}"#,
            r#"{"data": "1},{"}"#
        ]
    );
    let call = client
        .call(&EVENTS, stream::event_objects_of_json::<Object>)
        .streaming(STREAMS, END);
    let values = shown(all(call.await.expect("events")).await);
    assert_eq!(values, [r#"{"data": [1], "event": "e", "id": "\"7", "retry": 5}"#, "?"]);
}

async fn lines(
    media_type: &'static str,
    text: &[u8],
    read: fn(&mut Answer) -> Result<JsonLines<Vec<i64>>, decode::Unfit>,
    expected: &[Option<&[i64]>],
) {
    for chunks in cuts(text) {
        let client = client(media_type, chunks.clone(), 16);
        let lines =
            client.call(&LINES, read).streaming(STREAMS, END).await.expect("lines");
        let items: Vec<Option<Vec<i64>>> =
            all(lines).await.into_iter().map(Result::ok).collect();
        let items: Vec<Option<&[i64]>> = items.iter().map(Option::as_deref).collect();
        assert_eq!(items, expected, "{chunks:?}");
    }
}

#[tokio::test]
async fn lines_of_json() {
    lines(
        "application/x-ndjson",
        b"\xEF\xBB\xBF[1]\n\n [2, 3] \r\n{}\n[4]",
        stream::json_lines,
        &[Some(&[1]), Some(&[2, 3]), None, Some(&[4])],
    )
    .await;
    lines(
        "Application/X-NDJSON",
        b"[1,1,1,1,1,1,1,1,1,1]\n[2]\n",
        stream::json_lines,
        &[None, Some(&[2])],
    )
    .await;
    lines("application/x-ndjson", b"", stream::json_lines, &[]).await;
}

#[tokio::test]
async fn sequences_of_json() {
    lines(
        "application/json-seq",
        b"\x1E[1]\n\x1E\x1E[\n2\n]\n\x1E[3\x1E[4]",
        stream::json_sequence,
        &[Some(&[1]), Some(&[2]), None, Some(&[4])],
    )
    .await;
    let text = Bytes::from_static(b"\x1E12\n\x1E34\x1E56");
    let client = client("application/json-seq", vec![text], 99);
    let call = client.call(&LINES, stream::json_sequence::<i64>).streaming(STREAMS, END);
    let items: Vec<Option<i64>> =
        all(call.await.expect("lines")).await.into_iter().map(Result::ok).collect();
    assert_eq!(items, [Some(12), None, None]);
}

#[tokio::test(start_paused = true)]
async fn what_is_no_stream_is_told_with_the_head_of_its_body() {
    let header = [("content-type", "text/html")];
    let script = Script::new(&[Step::Answer(
        200,
        header.map(|(name, value)| (name, value.to_owned())).to_vec(),
        vec![Some("<html>"), None],
    )]);
    let call =
        scripted(&script).call(&EVENTS, stream::events::<i64>).streaming(STREAMS, END);
    let error = call.await.expect_err("no stream");
    assert_eq!(error.kind(), ErrorKind::ContentType);
    assert_eq!(error.raw_body().map(|body| &body[..]), Some(&b"<html>"[..]));
    assert!(error.to_string().contains("expected text/event-stream"), "{error}");
}

#[tokio::test]
async fn json_beside_a_stream_is_in_memory() {
    fn either(answer: &mut Answer) -> Result<String, decode::Unfit> {
        if answer.is("text/event-stream") {
            stream::events::<i64>(answer).map(|_| "events".to_owned())
        } else {
            decode::json::<i64>(answer).map(|value| value.to_string())
        }
    }
    for (media_type, expected) in [
        ("application/json", "42"),
        ("Text/Event-Stream; x=y", "events"),
        ("text/plain", "42"),
    ] {
        let script = Script::new(&[answer(200, &[("content-type", media_type)], "42")]);
        let call = scripted(&script).call(&EITHER, either).streaming(STREAMS, END);
        assert_eq!(call.await.expect("an answer"), expected);
    }
}

fn streaming(chunks: Vec<Option<&'static str>>) -> Step {
    Step::Answer(200, vec![("content-type", "text/event-stream".to_owned())], chunks)
}

async fn open(script: &std::sync::Arc<Script>) -> Response<Numbers> {
    let call = scripted(script).call(&EVENTS, stream::events).streaming(STREAMS, END);
    call.timeout(Duration::from_secs(5)).send().await.expect("a stream")
}

#[tokio::test(start_paused = true)]
async fn only_silence_ends_an_open_stream() {
    let script = Script::new(&[streaming(vec![Some("data: 1\n\n"), None])]);
    let mut events = open(&script).await.into_body();
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!(events.next().await.expect("an event").expect("a number"), 1);
    let before = tokio::time::Instant::now();
    let error = events.next().await.expect("an end").expect_err("silence");
    assert_eq!(before.elapsed(), Duration::from_secs(300));
    assert!(error.is_timeout() && error.kind() == ErrorKind::Timeout, "{error:?}");
    assert!(events.next().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn a_broken_connection_is_the_last_item() {
    let script = Script::new(&[streaming(vec![Some("data: 1\n\nda"), Some("")])]);
    let items = all(open(&script).await.into_body()).await;
    assert_eq!(items.len(), 2);
    assert_eq!(items[1].as_ref().expect_err("broken").kind(), ErrorKind::Transport);
    assert_eq!(script.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_stream_reconnects_when_asked() {
    let script = Script::new(&[
        streaming(vec![Some("retry: 20\nid: 7\ndata: 1\n\ndata: 9"), Some("")]),
        status(503),
        streaming(vec![Some("data: 2\n\n")]),
        status(204),
    ]);
    let items = all(open(&script).await.into_body().reconnect(2)).await;
    assert_eq!(
        items.into_iter().map(Result::ok).collect::<Vec<_>>(),
        [Some(1), Some(2)]
    );
    assert_eq!(script.waits(), [20, 40, 20].map(Duration::from_millis));
    let ids: Vec<_> = script
        .seen()
        .iter()
        .map(|seen| seen.header("last-event-id").map(str::to_owned))
        .collect();
    assert_eq!(ids, [None, Some("7".into()), Some("7".into()), Some("7".into())]);
}

#[tokio::test(start_paused = true)]
async fn a_stream_does_not_reconnect_for_ever_nor_after_its_end() {
    let script = Script::new(&[streaming(vec![])]);
    assert!(all(open(&script).await.into_body().reconnect(3)).await.is_empty());
    assert_eq!(script.count(), 4);
    let script = Script::new(&[streaming(vec![Some("data: [DONE]\n\n")])]);
    assert!(all(open(&script).await.into_body().reconnect(3)).await.is_empty());
    assert_eq!(script.count(), 1);
    let script = Script::new(&[streaming(vec![]), status(401)]);
    let items = all(open(&script).await.into_body().reconnect(3)).await;
    assert_eq!(
        items[0].as_ref().expect_err("refused").status().map(|s| s.as_u16()),
        Some(401)
    );
    assert_eq!((items.len(), script.count()), (1, 2));
}

#[tokio::test(start_paused = true)]
async fn a_download_is_pulled_chunk_by_chunk() {
    let script = Script::new(&[Step::Answer(
        200,
        Vec::new(),
        vec![Some("abc"), Some("de"), Some("")],
    )]);
    let call = scripted(&script).call(&OPERATION_OF_BYTES, decode::bytes);
    let response = call.stream().await.expect("a body");
    assert_eq!(response.status().as_u16(), 200);
    let mut body = response.into_body();
    assert_eq!(body.chunk().await.expect("a chunk").as_deref(), Some(&b"abc"[..]));
    assert_eq!(body.chunk().await.expect("a chunk").as_deref(), Some(&b"de"[..]));
    assert_eq!(body.chunk().await.expect_err("broken").kind(), ErrorKind::Transport);
    let failing = Script::new(&[status(404)]);
    let call = scripted(&failing).call(&OPERATION_OF_BYTES, decode::bytes);
    assert_eq!(call.stream().await.expect_err("an error").kind(), ErrorKind::Api);
}

static OPERATION_OF_BYTES: Operation = Operation { accept: "*/*", ..OPERATION };

#[tokio::test]
async fn a_body_or_none() {
    let script = Script::new(&[answer(200, &[], "42"), status(204)]);
    let client = scripted(&script);
    let call = || client.call(&EITHER, decode::json_if_any::<i64>);
    assert_eq!(call().await.expect("an answer"), Some(42));
    assert_eq!(call().await.expect("an answer"), None);
}
