//! Which redirects are followed, with what request.

use crate::support::{
    API, Client, DELETE, GET, HEAD, OPERATION, POST, PUT, SECRET, Script, Seen, Step,
    answer, shown, status,
};
use http::HeaderValue;
use kiln_runtime::http::{
    Bytes, Error, ErrorKind, Failure, File, Operation, RequestBody, ResponseBody,
    Status, StatusCode, Transport, TransportFuture, decode,
};
use std::sync::Arc;

static KEYED: Operation = Operation { security: &[&["bearerAuth"]], ..OPERATION };

/// Documents 302 as an answer of its own.
static FOUND: Operation = Operation {
    failures: &[(Status::Code(302), decode::failure::<crate::support::Gone> as Failure)],
    ..OPERATION
};

/// Reads the body and points elsewhere.
struct Pulling;

impl Transport for Pulling {
    fn send(&self, request: http::Request<RequestBody>) -> TransportFuture<'_> {
        Box::pin(async move {
            request.into_body().into_bytes().await?;
            let mut response = http::Response::new(ResponseBody::from(Bytes::new()));
            *response.status_mut() = StatusCode::TEMPORARY_REDIRECT;
            response.headers_mut().insert("location", HeaderValue::from_static("/x"));
            Ok(response)
        })
    }
}

fn to(code: u16, location: &str) -> Step {
    answer(code, &[("location", location)], "")
}

fn client(script: &Arc<Script>) -> Client {
    let builder = Client::builder().token(SECRET).header("X-Tenant", SECRET);
    builder.retries(0).transport(Arc::clone(script)).build().expect("a client")
}

/// The second of two requests, after a redirect that is followed.
async fn second(operation: &'static Operation, code: u16, location: &str) -> Seen {
    let script = Script::new(&[to(code, location), status(200)]);
    let call = client(&script).empty(operation).query_pair("a", "1");
    let call = if operation.method == "POST" || operation.method == "PUT" {
        call.json(&1_i64)
    } else {
        call
    };
    call.await.expect("followed");
    assert_eq!(script.count(), 2);
    script.seen().remove(1)
}

/// The error of a redirect that is not followed.
async fn stopped(operation: &'static Operation, code: u16, location: &str) -> Error {
    let script = Script::new(&[to(code, location), status(200)]);
    let call = client(&script).empty(operation).json(&1_i64);
    let error = call.await.expect_err("not followed");
    assert_eq!((error.kind(), script.count()), (ErrorKind::Api, 1), "{location}");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(code));
    assert!(!shown(&error).contains(SECRET), "{error}");
    error
}

#[tokio::test(start_paused = true)]
async fn the_method_and_the_body_that_are_left_depend_on_the_status() {
    for (operation, code, method, body) in [
        (&GET, 301, "GET", ""),
        (&GET, 303, "GET", ""),
        (&GET, 308, "GET", ""),
        (&HEAD, 302, "HEAD", ""),
        (&HEAD, 303, "HEAD", ""),
        (&POST, 301, "GET", ""),
        (&POST, 302, "GET", ""),
        (&POST, 303, "GET", ""),
        (&POST, 307, "POST", "1"),
        (&POST, 308, "POST", "1"),
        (&PUT, 301, "PUT", "1"),
        (&PUT, 302, "PUT", "1"),
        (&PUT, 303, "GET", ""),
        (&PUT, 307, "PUT", "1"),
        (&DELETE, 307, "DELETE", ""),
    ] {
        let seen = second(operation, code, "/elsewhere").await;
        let context = format!("{} {code}", operation.method);
        assert_eq!(
            (seen.method.as_str(), &*seen.body),
            (method, body.as_bytes()),
            "{context}"
        );
        assert_eq!(seen.target(), "/elsewhere", "{context}");
        let has_type = seen.header("content-type").is_some();
        assert_eq!(has_type, !body.is_empty(), "{context}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_location_is_resolved_against_the_url_of_the_request() {
    let base = API.base_url;
    for (location, expected) in [
        ("/other?b=2#part", format!("{base}/other?b=2")),
        ("other/./x/../y", format!("{base}/other/y")),
        ("../../up", format!("{base}/up")),
        ("?b=2", format!("{base}/things?b=2")),
        ("", format!("{base}/things?a=1")),
        ("a b\u{e9}", format!("{base}/a%20b%C3%A9")),
        ("//other.test/x", "https://other.test/x".to_owned()),
        ("https://other.test:8443/x?y", "https://other.test:8443/x?y".to_owned()),
    ] {
        assert_eq!(second(&GET, 302, location).await.uri, expected, "{location:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn credentials_go_to_the_same_origin_only_and_never_come_back() {
    for same in ["/x", "https://API.acme.test:443/x"] {
        let seen = second(&KEYED, 307, same).await;
        assert!(seen.header("authorization").is_some(), "{same}");
        assert_eq!(seen.header("x-tenant"), Some(SECRET));
    }
    for other in [
        "https://other.test/",
        "//acme.test/",
        "https://api.acme.test.evil.test/",
        "https://api.acme.test:444/",
    ] {
        let seen = second(&KEYED, 307, other).await;
        let names: Vec<_> = seen.headers.keys().map(http::HeaderName::as_str).collect();
        assert_eq!(names, ["accept", "user-agent"], "{other}");
    }
    let home = format!("{}/things", API.base_url);
    let script =
        Script::new(&[to(302, "https://other.test/"), to(302, &home), status(200)]);
    client(&script).empty(&KEYED).await.expect("followed twice");
    assert_eq!(script.seen()[2].uri, home);
    assert!(!format!("{:?}", script.seen()[2].headers).contains("authorization"));
}

#[tokio::test(start_paused = true)]
async fn what_is_not_safe_is_not_followed() {
    for (location, why) in [
        ("http://api.acme.test/x", "without encryption"),
        ("https://other.test/x", "bodies do not go to another origin"),
        ("https://user:s3cr3t-v4lue@api.acme.test/", "no URL that can be called"),
        ("ftp://api.acme.test/x", "no URL that can be called"),
        ("javascript:alert(1)", "no URL that can be called"),
        ("https://", "no URL that can be called"),
        ("https://[::1/", "no URL that can be called"),
    ] {
        let error = stopped(&POST, 307, location).await.to_string();
        assert!(error.contains(why), "{error}");
    }
    let error = stopped(&POST, 307, "https://other.test/x?k=s3cr3t-v4lue").await;
    let expected = "createThing (POST /things): the server answered 307 Temporary Redirect, \
                    pointing to https://other.test/x, and bodies do not go to another origin";
    assert_eq!(error.to_string(), expected);
}

#[tokio::test(start_paused = true)]
async fn a_documented_redirect_is_an_answer_and_so_is_one_without_a_location() {
    let error = stopped(&FOUND, 302, "/x").await;
    assert!(error.response::<crate::support::Gone>().is_some());
    assert_eq!(error.header::<String>("location").as_deref(), Some("/x"));
    for code in [300, 302, 304] {
        let script = Script::new(&[status(code)]);
        let error = client(&script).empty(&GET).await.expect_err("no success");
        assert_eq!((error.kind(), script.count()), (ErrorKind::Api, 1));
    }
}

#[tokio::test(start_paused = true)]
async fn the_number_of_redirects_is_limited() {
    for (limit, expected) in [(None, 11), (Some(0), 1), (Some(2), 3)] {
        let script = Script::new(&[to(302, "/things?k=s3cr3t-v4lue")]);
        let mut builder = Client::builder().transport(Arc::clone(&script));
        if let Some(limit) = limit {
            builder = builder.redirects(limit);
        }
        let client: Client = builder.build().expect("a client");
        let error = client.empty(&GET).await.expect_err("without an end");
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Api, 1));
        assert_eq!(script.count(), expected);
        assert!(error.to_string().contains("one redirect more than are followed"));
        assert!(!shown(&error).contains(SECRET));
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_that_was_read_while_it_was_sent_is_not_sent_again() {
    let client: Client = Client::builder().transport(Pulling).build().expect("a client");
    let reader: &[u8] = b"0123456789";
    let call = client.empty(&PUT);
    let call = call.file(File::from_reader(reader), "application/octet-stream");
    let error = call.await.expect_err("it is gone");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(307));
    assert!(error.to_string().contains("cannot be sent again"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_call_that_was_handled_is_not_repeated_for_what_came_after() {
    for next in [status(503), Step::Unconnected, Step::Break] {
        let script = Script::new(&[to(303, "/x"), next.clone()]);
        let builder = Client::builder().transport(Arc::clone(&script));
        let client: Client = builder.build().expect("a client");
        let error = client.empty(&POST).await.expect_err("failed");
        assert_eq!(script.count(), 2, "{next:?}");
        assert!(error.may_have_been_handled(), "{next:?}");
    }
    let script = Script::new(&[to(307, "/x"), status(503), status(200)]);
    let builder = Client::builder().transport(Arc::clone(&script));
    let client: Client = builder.build().expect("a client");
    client.empty(&POST).await.expect("the second time");
    let targets: Vec<_> =
        script.seen().iter().map(|seen| seen.target().to_owned()).collect();
    assert_eq!(targets, ["/things", "/x", "/things"]);
}
