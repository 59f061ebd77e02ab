//! What an error tells.

use crate::support::{
    GET, Gone, OPERATION, POST, Script, Step, TooMany, answer, client, gone,
};
use kiln_runtime::http::{Error, ErrorKind, Operation, Status, StatusCode, decode};
use std::collections::BTreeMap;
use std::error::Error as _;
use std::time::Duration;

static DOCUMENTED: Operation = Operation {
    failures: &[
        (Status::Default, decode::failure::<TooMany>),
        (Status::Range(4), gone),
        (Status::Code(429), decode::failure::<TooMany>),
        (Status::Code(202), gone),
    ],
    ..OPERATION
};

async fn error(operation: &'static Operation, step: Step) -> Error {
    let script = Script::new(&[step]);
    let call = client(&script).call(operation, decode::json::<i64>).retries(0);
    call.await.expect_err("an error")
}

#[tokio::test]
async fn a_documented_error_is_reached_by_its_type_and_by_that_of_its_body() {
    let headers = [("retry-after", "7"), ("X-Request-Id", "req-1")];
    let error = error(&GET, answer(429, &headers, "{\"code\":\"slow_down\"}")).await;
    let body: BTreeMap<String, String> =
        [("code".to_owned(), "slow_down".to_owned())].into();
    assert_eq!(error.body::<BTreeMap<String, String>>(), Some(&body));
    let response = TooMany { body, retry_after: Some(7) };
    assert_eq!(error.response::<TooMany>(), Some(&response));
    assert_eq!(error.body::<String>(), None);
    assert_eq!(error.response::<Gone>(), None);

    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.status(), Some(StatusCode::TOO_MANY_REQUESTS));
    assert_eq!(error.headers().map(http::HeaderMap::len), Some(2));
    assert_eq!(error.header::<u8>("retry-after"), Some(7));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert_eq!(error.request_id(), Some("req-1"));
    assert_eq!(
        error.raw_body().map(|body| &body[..]),
        Some(&b"{\"code\":\"slow_down\"}"[..])
    );
    assert_eq!((error.operation_id(), error.attempts()), (Some("getThing"), 1));
    assert!(error.is_retryable() && !error.is_timeout() && !error.is_connect());
    assert!(!error.may_have_been_handled());
    assert_eq!(
        error.to_string(),
        "getThing (GET /things): the server answered 429 Too Many Requests, request id req-1"
    );
}

#[tokio::test]
async fn a_documented_error_with_another_body_is_still_that_status() {
    let error = error(&GET, answer(429, &[], "<html>")).await;
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::Api, StatusCode::from_u16(429).ok())
    );
    assert_eq!(error.response::<TooMany>(), None);
    assert_eq!(error.raw_body().map(|body| &body[..]), Some(&b"<html>"[..]));
}

#[tokio::test]
async fn an_error_without_a_type_of_its_own_is_reached_by_its_body() {
    static PLAIN: Operation = Operation {
        failures: &[
            (Status::Code(404), decode::failure_json::<BTreeMap<String, String>>),
            (Status::Code(410), decode::failure_empty),
            (Status::Code(500), decode::failure_text),
            (Status::Default, decode::failure_bytes),
        ],
        ..OPERATION
    };
    let json = error(&PLAIN, answer(404, &[], "{\"a\":\"b\"}")).await;
    let body: BTreeMap<String, String> = [("a".to_owned(), "b".to_owned())].into();
    assert_eq!(json.body::<BTreeMap<String, String>>(), Some(&body));
    assert_eq!(json.body::<String>(), None);
    assert_eq!(json.response::<Gone>(), None);
    let other = error(&PLAIN, answer(404, &[], "[]")).await;
    assert_eq!(other.body::<BTreeMap<String, String>>(), None);
    // What the status alone says is not read by the entry for all others.
    let empty = error(&PLAIN, answer(410, &[], "gone")).await;
    assert_eq!(
        (empty.body::<bytes::Bytes>(), empty.status()),
        (None, Some(StatusCode::GONE))
    );
    let text = error(&PLAIN, answer(500, &[], "no")).await;
    assert_eq!(text.body::<String>().map(String::as_str), Some("no"));
    let bytes = error(&PLAIN, answer(418, &[], "tea")).await;
    assert_eq!(bytes.body::<bytes::Bytes>().map(|body| &body[..]), Some(&b"tea"[..]));
}

#[tokio::test]
async fn an_undocumented_error_has_status_and_body() {
    let error = error(&GET, answer(418, &[], "{\"a\":\"b\"}")).await;
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.body::<BTreeMap<String, String>>(), None);
    assert!(error.raw_body().is_some() && !error.is_retryable());
    assert!(error.may_have_been_handled());
    assert!(error.source().is_none());
}

#[tokio::test]
async fn the_most_exact_entry_for_a_status_counts() {
    let body = "{\"a\":\"b\"}";
    let exact = error(&DOCUMENTED, answer(429, &[], body)).await;
    assert!(exact.response::<TooMany>().is_some());
    let hundred = error(&DOCUMENTED, answer(404, &[], body)).await;
    assert_eq!(hundred.response::<Gone>(), Some(&Gone));
    let default = error(&DOCUMENTED, answer(500, &[], body)).await;
    assert!(default.response::<TooMany>().is_some());
    let success = error(&DOCUMENTED, answer(202, &[], "5")).await;
    assert_eq!((success.kind(), success.response()), (ErrorKind::Api, Some(&Gone)));
}

static FOUND: Operation =
    Operation { success: &[Status::Code(304), Status::Default], ..OPERATION };

#[tokio::test]
async fn success_is_what_the_document_says_and_any_other_2xx() {
    for (code, success) in
        [(200, true), (299, true), (304, true), (404, false), (500, false)]
    {
        let script = Script::new(&[answer(code, &[], "5")]);
        let result = client(&script).call(&FOUND, decode::json::<i64>).retries(0).await;
        assert_eq!(result.is_ok(), success, "{code}");
    }
}

#[tokio::test]
async fn a_redirect_that_is_not_followed_says_where_it_points() {
    for (location, shown) in [
        ("https://elsewhere.test/x?token=1#y", "https://elsewhere.test/x,"),
        ("https://u:p@elsewhere.test", "https://elsewhere.test,"),
        ("//elsewhere.test/@x", "//elsewhere.test/@x,"),
        ("/login?next=1", "/login,"),
    ] {
        let error = error(&GET, answer(307, &[("location", location)], "")).await;
        assert_eq!((error.kind(), error.is_retryable()), (ErrorKind::Api, false));
        let text = error.to_string();
        assert!(text.contains(&format!("pointing to {shown}")), "{text}");
    }
    let unmoved = error(&GET, answer(304, &[("location", "/x")], "")).await;
    assert!(!unmoved.to_string().contains("pointing"));
}

#[tokio::test]
async fn a_body_that_does_not_fit_has_a_cause_and_stays_at_hand() {
    let json = [("content-type", "application/json")];
    for headers in [&json[..], &[]] {
        let error = error(&POST, answer(200, headers, "[\"private\"]")).await;
        assert_eq!(
            (error.kind(), error.status()),
            (ErrorKind::Decode, Some(StatusCode::OK))
        );
        let source = error.source().expect("the decoder's reason").to_string();
        assert!(!error.to_string().contains(&source), "the source is not repeated");
        assert_eq!(error.raw_body().map(|body| &body[..]), Some(&b"[\"private\"]"[..]));
        assert!(!format!("{error} {error:?}").contains("private"));
        assert!(!error.is_retryable() && error.may_have_been_handled());
    }
}

#[tokio::test]
async fn another_content_type_is_told_with_what_was_expected() {
    let html = [("content-type", "text/html; charset=utf-8")];
    let error = error(&GET, answer(200, &html, "<html>")).await;
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::ContentType, Some(StatusCode::OK))
    );
    let text = error.to_string();
    assert!(text.contains("application/json") && text.contains("text/html"), "{text}");
    assert!(error.headers().is_some() && error.raw_body().is_some());
}

#[tokio::test]
async fn json_by_another_label_is_json() {
    for label in ["text/plain", "application/problem+json", "APPLICATION/JSON"] {
        let script = Script::new(&[answer(200, &[("content-type", label)], " 5 ")]);
        let value = client(&script).call(&GET, decode::json::<i64>).await;
        assert_eq!(value.expect("JSON"), 5);
    }
    let problem = [("content-type", "application/problem+json")];
    let error = error(&GET, answer(200, &problem, "x")).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn connections_that_do_not_open_or_break_are_told_apart() {
    for (step, kind, timeout, handled) in [
        (Step::Unconnected, ErrorKind::Connect, false, false),
        (Step::ConnectTimeout, ErrorKind::Connect, true, false),
        (Step::Break, ErrorKind::Transport, false, true),
        (Step::Refuse, ErrorKind::Request, false, false),
    ] {
        let error = error(&GET, step).await;
        assert_eq!((error.kind(), error.is_timeout()), (kind, timeout));
        assert_eq!(error.is_connect(), kind == ErrorKind::Connect);
        assert_eq!(error.may_have_been_handled(), handled);
        assert!(error.status().is_none() && error.raw_body().is_none());
        let source = error.source().expect("the transport's reason").to_string();
        assert!(!error.to_string().contains(&source));
    }
}

#[tokio::test(start_paused = true)]
async fn a_timeout_says_which_limit_was_passed() {
    let script = Script::new(&[Step::Hang]);
    let call =
        client(&script).empty(&POST).attempt_timeout(Duration::from_millis(1_500));
    let error = call.await.expect_err("overdue");
    assert!(error.to_string().contains("1.5s, the limit of an attempt"), "{error}");
    let error = client(&script).empty(&POST).await.expect_err("overdue");
    assert!(error.to_string().contains("60s, the limit of the call"), "{error}");
    assert!(error.may_have_been_handled());
}

#[tokio::test]
async fn a_body_larger_than_the_limit_is_an_error_of_its_own() {
    let body = vec![Some("12345"), Some("67890")];
    for (limit, fits) in [(9, false), (10, true), (0, false)] {
        let script = Script::new(&[Step::Answer(200, Vec::new(), body.clone())]);
        let builder =
            crate::support::Client::builder().transport(script).max_body_size(limit);
        let client = builder.build().expect("a client");
        match client.call(&GET, decode::bytes).await {
            Ok(bytes) => assert_eq!((fits, &bytes[..]), (true, &b"1234567890"[..])),
            Err(error) => {
                assert_eq!((fits, error.kind()), (false, ErrorKind::BodyTooLarge));
                assert_eq!(error.status(), Some(StatusCode::OK));
            }
        }
    }
}

#[tokio::test]
async fn the_body_of_an_error_response_is_cut_at_the_limit() {
    let step = Step::Answer(404, Vec::new(), vec![Some("12345"), Some("67890")]);
    let builder = crate::support::Client::builder().transport(Script::new(&[step]));
    let client = builder.max_body_size(7).build().expect("a client");
    let error = client.empty(&GET).await.expect_err("404");
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.raw_body().map(|body| &body[..]), Some(&b"1234567"[..]));
}

#[tokio::test(start_paused = true)]
async fn an_error_after_several_attempts_says_so() {
    let script = Script::new(&[Step::Unconnected]);
    let error = client(&script).empty(&GET).await.expect_err("no connection");
    assert_eq!(
        error.to_string(),
        "getThing (GET /things): no connection was opened, after 3 attempts"
    );
}

#[tokio::test]
async fn a_body_that_is_compressed_still_is_an_error_that_says_so() {
    // As a transport hands it on that does not know the encoding.
    let headers = [("content-encoding", "GZIP"), ("content-type", "application/json")];
    let how = if cfg!(feature = "gzip") {
        "and cannot be read"
    } else {
        "and takes the feature `gzip` to be read"
    };
    let what = format!(
        "a body with the content encoding `GZIP`, which was not asked for {how}"
    );
    let success = error(&GET, answer(200, &headers, "\u{1f}\u{b}")).await;
    assert_eq!(success.kind(), ErrorKind::Decode);
    assert!(
        success.to_string().ends_with(&format!("the 200 OK answer has {what}")),
        "{success}"
    );
    let failure = error(&GET, answer(400, &headers, "\u{1f}\u{b}")).await;
    assert_eq!(failure.kind(), ErrorKind::Api);
    assert!(failure.to_string().contains(&what), "{failure}");
    // What servers say besides is no compression.
    let headers = [("content-encoding", "utf-8"), ("content-type", "application/json")];
    let plain = error(&GET, answer(200, &headers, "{")).await;
    assert!(!plain.to_string().contains("encoding"), "{plain}");
}
