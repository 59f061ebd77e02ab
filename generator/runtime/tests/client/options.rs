//! Settings of a client and of a call.

use crate::support::{
    API, Client, GET, OPERATION, POST, SECRET, Script, answer, client, status,
};
use kiln_runtime::http::{Call, Error, ErrorKind, Operation, Pending, Response, decode};
use kiln_runtime::json::Simple;
use std::sync::Arc;

#[test]
fn clients_and_calls_cross_threads_and_errors_are_small() {
    fn crosses<T: Send + Sync + Clone + 'static>() {}
    fn sends<T: Send + 'static>() {}
    crosses::<Client>();
    sends::<Call<i64>>();
    sends::<Pending<std::rc::Rc<i64>>>();
    sends::<Response<i64>>();
    sends::<Error>();
    assert!(size_of::<Error>() <= 16);
    assert!(size_of::<Call<String>>() <= 16);
}

#[tokio::test]
async fn a_request_says_who_sends_it_and_what_is_accepted() {
    let script = Script::new(&[status(200)]);
    client(&script).empty(&GET).await.expect("200");
    let seen = script.only();
    assert_eq!(seen.method, "GET");
    assert_eq!(seen.uri, "https://api.acme.test/things");
    assert_eq!(seen.header("user-agent"), Some("acme-api/1.2.3 kiln"));
    assert_eq!(seen.header("accept"), Some("application/json"));
    assert_eq!(seen.headers.len(), 2);
}

#[tokio::test]
async fn what_names_no_content_type_accepts_everything() {
    static ANY: Operation = Operation { accept: "", ..OPERATION };
    let script = Script::new(&[status(200)]);
    client(&script).empty(&ANY).await.expect("200");
    assert_eq!(script.only().header("accept"), Some("*/*"));

    let script = Script::new(&[status(200)]);
    let builder = Client::builder().header("accept", "text/csv");
    let client = builder.transport(Arc::clone(&script)).build().expect("a client");
    client.empty(&ANY).await.expect("200");
    assert_eq!(script.only().header("accept"), Some("text/csv"));
}

#[test]
fn the_limits_are_what_the_docs_say_unless_told_otherwise() {
    let shown = format!("{:?}", Client::builder());
    for setting in [
        "timeout: 60s",
        "attempt_timeout: None",
        "retries: 2",
        "max_body_size: 67108864",
        "connect_timeout: 10s",
    ] {
        assert!(shown.contains(setting), "{setting} in {shown}");
    }
}

#[tokio::test]
async fn a_header_of_the_call_replaces_that_of_the_client() {
    let script = Script::new(&[status(200)]);
    let client: Client = Client::builder()
        .transport(Arc::clone(&script))
        .user_agent("mine")
        .header("X-Team", "client")
        .header("X-Other", "client")
        .build()
        .expect("a client");
    let call = client.empty(&GET).header("x-team", "call").header("accept", "text/csv");
    call.await.expect("200");
    let seen = script.only();
    assert_eq!(seen.header("x-team"), Some("call"));
    assert_eq!(seen.header("x-other"), Some("client"));
    assert_eq!(seen.header("user-agent"), Some("mine"));
    assert_eq!(seen.header("accept"), Some("text/csv"));
}

#[tokio::test]
async fn the_idempotency_header_can_have_another_name() {
    let script = Script::new(&[status(200)]);
    let client: Client = Client::builder()
        .transport(Arc::clone(&script))
        .idempotency_header("X-Key")
        .build()
        .expect("a client");
    client.empty(&POST).idempotency_key("k1").await.expect("200");
    assert_eq!(script.only().header("x-key"), Some("k1"));
}

#[tokio::test]
async fn the_path_of_the_base_url_stays_with_or_without_a_slash_at_its_end() {
    for (base, expected) in [
        ("http://localhost:8080", "http://localhost:8080/things"),
        ("http://localhost:8080/", "http://localhost:8080/things"),
        ("https://acme.test/api/v1", "https://acme.test/api/v1/things"),
        ("https://acme.test/api/v1/", "https://acme.test/api/v1/things"),
        (" https://[::1]:1/ ", "https://[::1]:1/things"),
    ] {
        let script = Script::new(&[status(200)]);
        let builder = Client::builder().transport(Arc::clone(&script)).base_url(base);
        builder.build().expect("a client").empty(&GET).await.expect("200");
        assert_eq!(script.only().uri, expected);
    }
}

#[test]
fn a_base_url_that_is_none_is_an_error_of_building() {
    for base in [
        "",
        "acme.test",
        "/api",
        "ftp://acme.test",
        "https://",
        "https:///x",
        "https://acme.test:99999",
        "https://acme.test:x",
        "https://acme.test/?key=s3cr3t-v4lue",
        "https://acme.test/#top",
        "https://user:s3cr3t-v4lue@acme.test",
        "https://ac me.test",
    ] {
        let error = Client::builder().base_url(base).build().expect_err(base);
        assert_eq!(error.kind(), ErrorKind::Configuration, "{base}");
        assert!(!crate::support::shown(&error).contains(SECRET), "{error:?}");
    }
}

#[test]
fn a_setting_that_cannot_be_is_an_error_of_building() {
    for builder in [
        Client::builder().header("x y", "1"),
        Client::builder().header("x", "1\r\nHost: evil"),
        Client::builder().header("Content-Length", "5"),
        Client::builder().user_agent("a\nb"),
        Client::builder().idempotency_header("a b"),
        Client::builder().basic_auth("a:b", "c"),
        Client::builder().credential("nobody", "x"),
    ] {
        let error = builder.build().expect_err("refused");
        assert_eq!(error.kind(), ErrorKind::Configuration);
    }
}

#[tokio::test]
async fn a_response_has_status_headers_and_body() {
    let script =
        Script::new(&[answer(201, &[("x-next-offset", "20"), ("x-bad", "?")], "[1,2]")]);
    let response =
        client(&script).call(&GET, decode::json::<Vec<i64>>).send().await.expect("201");
    assert_eq!(response.status(), 201);
    assert_eq!(response.headers().len(), 2);
    assert_eq!(response.header::<u32>("X-Next-Offset"), Some(20));
    assert_eq!(response.header::<u32>("x-bad"), None);
    assert_eq!(response.header::<u32>("x-none"), None);
    assert_eq!((response.retries(), response.body()), (0, &vec![1, 2]));
    assert_eq!(response.into_body(), [1, 2]);
}

#[tokio::test]
async fn text_bytes_and_nothing_are_decoded_too() {
    let script = Script::new(&[answer(200, &[], "plain")]);
    let client = client(&script);
    assert_eq!(client.call(&GET, decode::text).await.expect("text"), "plain");
    assert_eq!(client.call(&GET, decode::bytes).await.expect("bytes"), "plain");
    client.call(&GET, decode::empty).await.expect("nothing");
}

#[tokio::test]
async fn nothing_is_sent_before_a_call_is_polled_and_dropping_it_ends_it() {
    let script = Script::new(&[crate::support::Step::Hang]);
    let client = client(&script);
    drop(client.empty(&GET).send());
    assert_eq!(script.count(), 0);
    let mut call = Box::pin(client.empty(&GET).into_future());
    tokio::select! {
        biased;
        _ = &mut call => unreachable!("the transport hangs"),
        () = tokio::task::yield_now() => {}
    }
    drop(call);
    assert_eq!(script.count(), 1);
    assert_eq!(Arc::strong_count(&script), 2, "held by the client and by this test");
}

#[test]
fn the_default_transport_is_there_without_being_asked_for() {
    let client: Client = Client::builder().build().expect("a client");
    assert!(format!("{client:?}").contains(API.base_url));
}

#[tokio::test]
async fn headers_are_read_in_all_their_lines() {
    const IDS: &Simple = &Simple::List(&Simple::Number);
    const LINES: &Simple = &Simple::Lines(&Simple::Text);
    let headers = [
        ("x-ids", "1, 2"),
        ("x-ids", "3"),
        ("set-cookie", "a=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT"),
        ("set-cookie", "b=2"),
        ("x-odd", "1,x"),
    ];
    let script = Script::new(&[answer(200, &headers, "{}")]);
    let response = client(&script).empty(&GET).send().await.expect("200");
    assert_eq!(response.header_as("X-Ids", IDS), Some(vec![1_i64, 2, 3]));
    let cookies: Option<Vec<String>> = response.header_as("Set-Cookie", LINES);
    let cookies = cookies.expect("two cookies");
    assert_eq!((cookies.len(), cookies[1].as_str()), (2, "b=2"));
    assert!(cookies[0].ends_with("GMT"));
    for absent in ["X-Odd", "X-None"] {
        assert_eq!(response.header_as::<Vec<i64>>(absent, IDS), None, "{absent}");
    }
}
