//! The transport in memory, as programs use it that test themselves.

use crate::streams::{END, EVENTS, STREAMS};
use crate::support::{Client, GET, OPERATION, POST, SECRET, shown};
use kiln_runtime::http::{Error, ErrorKind, Method, Operation, StatusCode, decode};
use kiln_runtime::json::Value;
use kiln_runtime::stream;
use kiln_runtime::testing::{Answer, MemoryTransport, Recorded};
use std::time::Duration;
use tokio::time::Instant;

static ONE: Operation = Operation { path: "/things/{id}", ..OPERATION };
static BEARER: Operation = Operation { security: &[&["bearerAuth"]], ..POST_LIKE };
const POST_LIKE: Operation = Operation { method: Method::POST, ..OPERATION };

fn client(memory: &MemoryTransport) -> Client {
    let builder = Client::builder().transport(memory.clone()).token(SECRET);
    builder.build().expect("a client")
}

/// The error of a GET that gets this answer, and how many requests there were.
async fn failed(answer: Answer) -> (Error, usize) {
    let memory = MemoryTransport::new().otherwise(answer);
    let call = client(&memory).call(&GET, decode::json::<i64>);
    (call.await.expect_err("no answer"), memory.requests().len())
}

#[tokio::test]
async fn an_answer_is_found_by_method_and_path() {
    let memory = MemoryTransport::new()
        .on(Method::GET, "/things", Answer::json("1"))
        .on(Method::POST, "/things", Answer::json("2"))
        .on(Method::GET, "/things/b", Answer::json("3"))
        .on(Method::GET, "/things/{id}", Answer::json("4"));
    let client = client(&memory);
    for (operation, expected) in [(&GET, 1), (&POST, 2), (&GET, 1)] {
        let value = client.call(operation, decode::json::<i64>).await;
        assert_eq!(value.expect("a number"), expected);
    }
    for (id, expected) in [("b", 3), ("x y", 4)] {
        let call = client.call(&ONE, decode::json::<i64>).path_param("id", &id);
        assert_eq!(call.await.expect("a number"), expected);
    }
}

#[tokio::test]
async fn a_request_is_recorded_as_it_goes_on_the_wire() {
    let memory = MemoryTransport::new().otherwise(Answer::status(StatusCode::OK));
    let call =
        client(&memory).empty(&BEARER).query_pair("a b", "ü&").query_pair("c", "");
    call.json(&vec![1_i64]).await.expect("200");
    let requests = memory.requests();
    let [request] = &requests[..] else { panic!("one request: {requests:?}") };
    assert_eq!((request.method(), request.path()), (&Method::POST, "/things"));
    assert_eq!(request.query("a b").as_deref(), Some("ü&"));
    assert_eq!(request.query("c").as_deref(), Some(""));
    assert_eq!(request.query("d"), None);
    assert_eq!(request.header("authorization"), Some("Bearer s3cr3t-v4lue"));
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.headers().len(), 4, "{:?}", request.headers());
    assert_eq!(request.json::<Vec<i64>>().expect("JSON"), [1]);
    assert_eq!(request.uri().host(), Some("api.acme.test"));
    let shown = format!("{request:?} {memory:?}");
    assert!(!shown.contains(SECRET) && !shown.contains("%26"), "{shown}");
}

#[tokio::test]
async fn a_closure_makes_an_answer_of_the_request() {
    let twice = |request: &Recorded| match request.json::<i64>() {
        Ok(number) => Answer::value(&(2 * number)),
        Err(_) => Answer::status(StatusCode::BAD_REQUEST),
    };
    let memory = MemoryTransport::new().on(Method::POST, "/things", twice);
    let call = client(&memory).call(&POST, decode::json::<i64>);
    assert_eq!(call.json(&21_i64).await.expect("a number"), 42);
    let error = client(&memory).empty(&POST).json(&"x").await.expect_err("400");
    assert_eq!(error.status(), Some(StatusCode::BAD_REQUEST));
}

#[tokio::test(start_paused = true)]
async fn answers_follow_each_other_and_the_last_one_stays() {
    let busy =
        Answer::status(StatusCode::SERVICE_UNAVAILABLE).header("retry-after", "7");
    let memory = MemoryTransport::new()
        .on(Method::GET, "/things", busy)
        .on(Method::GET, "/things", Answer::unconnected())
        .on(Method::GET, "/things", Answer::json("1").with_status(StatusCode::CREATED));
    let begin = Instant::now();
    for _ in 0..2 {
        let response = client(&memory).call(&GET, decode::json::<i64>).send().await;
        assert_eq!(response.expect("201").status(), StatusCode::CREATED);
    }
    assert!(begin.elapsed() >= Duration::from_secs(7));
    assert_eq!(memory.requests().len(), 4);
}

#[tokio::test]
async fn a_request_without_an_answer_is_an_error_that_says_what_there_is() {
    let memory = MemoryTransport::new().on(Method::GET, "/other", Answer::json("1"));
    let error = client(&memory).empty(&POST).await.expect_err("no answer");
    assert_eq!((error.kind(), memory.requests().len()), (ErrorKind::Request, 1));
    let text = shown(&error);
    assert!(text.contains("POST /things") && text.contains("GET /other"), "{text}");
    // A longer or a shorter path is another one.
    for path in ["/things/{id}", "/", "/{a}/{b}/{c}", "things"] {
        let memory = MemoryTransport::new().on(Method::GET, path, Answer::json("1"));
        client(&memory).empty(&GET).await.expect_err(path);
    }
}

#[tokio::test(start_paused = true)]
async fn failures_of_the_connection() {
    let (error, count) = failed(Answer::unconnected()).await;
    assert_eq!((error.kind(), count), (ErrorKind::Connect, 3));
    assert!(!error.may_have_been_handled());
    let (error, count) = failed(Answer::interrupted()).await;
    assert_eq!((error.kind(), count), (ErrorKind::Transport, 3));
    let (error, count) = failed(Answer::json("[1,").and_breaks()).await;
    assert_eq!((error.kind(), count), (ErrorKind::Transport, 3));
    assert_eq!(error.status(), Some(StatusCode::OK));
    let (error, count) = failed(Answer::json("[1,").and_hangs()).await;
    assert_eq!((error.kind(), count), (ErrorKind::Timeout, 1));
    let (error, count) = failed(Answer::json("1").after(Duration::from_secs(61))).await;
    assert_eq!((error.kind(), count), (ErrorKind::Timeout, 1));
}

#[tokio::test]
async fn an_answer_that_cannot_be_is_an_error_of_the_call() {
    let wrong = [
        Answer::json("1").header("a b", "1"),
        Answer::json("1").header("a", "1\r\nb: 2"),
        Answer::body("a\nb", "1"),
        Answer::value(&f64::NAN),
    ];
    for answer in wrong {
        let (error, count) = failed(answer).await;
        assert_eq!((error.kind(), count), (ErrorKind::Request, 1), "{error:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_stream_comes_piece_by_piece() {
    let pieces = ["data: 1\n", "\nda", "ta: 2\n\n"];
    let answer = Answer::pieces("text/event-stream", pieces).and_hangs();
    let memory = MemoryTransport::new().otherwise(answer);
    let call = client(&memory).call(&EVENTS, stream::events::<i64>);
    let mut events = call.streaming(STREAMS, END).await.expect("a stream");
    for expected in [1, 2] {
        assert_eq!(events.next().await.expect("an event").expect("a number"), expected);
    }
    let error = events.next().await.expect("an end").expect_err("silence");
    assert!(error.is_timeout());
}

#[tokio::test]
async fn what_is_uploaded_in_pieces_is_recorded_whole() {
    let memory = MemoryTransport::new().otherwise(Answer::json("null"));
    let file = kiln_runtime::http::File::from_reader(&b"a long text"[..]);
    client(&memory).empty(&POST).file(file, "text/plain").await.expect("200");
    assert_eq!(&memory.requests()[0].body()[..], b"a long text");
}

#[tokio::test]
async fn a_redirect_is_a_request_of_its_own() {
    let memory = MemoryTransport::new()
        .on(
            Method::GET,
            "/things",
            Answer::status(StatusCode::FOUND).header("location", "/b?c=1"),
        )
        .on(Method::GET, "/b", Answer::body("application/json", "{\"d\":null}"));
    let value = client(&memory).call(&GET, decode::json::<Value>).await.expect("200");
    assert!(value.get("d").is_some_and(Value::is_null));
    let paths: Vec<_> =
        memory.requests().iter().map(|request| request.uri().to_string()).collect();
    assert_eq!(paths, ["https://api.acme.test/things", "https://api.acme.test/b?c=1"]);
}
