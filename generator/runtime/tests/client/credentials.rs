//! Credentials: where they go, when they are missing, and that they are never shown.

use crate::support::{Client, OPERATION, SECRET, Script, Step, answer, shown, status};
use kiln_runtime::http::{Builder, Error, ErrorKind, Operation, decode};
use std::sync::Arc;

static BEARER: Operation = Operation { security: &[&["bearerAuth"]], ..OPERATION };
static BASIC: Operation = Operation { security: &[&["basicAuth"]], ..OPERATION };
static HEADER: Operation = Operation { security: &[&["headerKey"]], ..OPERATION };
static QUERY: Operation = Operation { security: &[&["queryKey"]], ..OPERATION };
static COOKIE: Operation = Operation { security: &[&["cookieKey"]], ..OPERATION };
static ALL: Operation =
    Operation { security: &[&["bearerAuth", "queryKey", "cookieKey"]], ..OPERATION };
static EITHER: Operation =
    Operation { security: &[&["basicAuth", "cookieKey"], &["headerKey"]], ..OPERATION };
static OPTIONAL: Operation =
    Operation { security: &[&[], &["bearerAuth"]], ..OPERATION };
static UNHEARD_OF: Operation = Operation { security: &[&["nobody"]], ..OPERATION };

fn build(builder: Builder<Client>) -> (Arc<Script>, Client) {
    let script = Script::new(&[status(200)]);
    let client = builder.transport(Arc::clone(&script)).build().expect("a client");
    (script, client)
}

#[tokio::test]
async fn each_kind_of_credential_goes_to_its_place() {
    for (operation, header, value, target) in [
        (&BEARER, "authorization", "Bearer s3cr3t-v4lue", "/things?a=1"),
        (&HEADER, "x-api-key", SECRET, "/things?a=1"),
        (&COOKIE, "cookie", "session=s3cr3t-v4lue", "/things?a=1"),
        (&QUERY, "accept", "application/json", "/things?a=1&api%20key=s3cr3t-v4lue"),
    ] {
        let (script, client) = build(Client::builder().token(SECRET));
        client.empty(operation).query_pair("a", "1").await.expect("200");
        let seen = script.only();
        assert_eq!(seen.header(header), Some(value));
        assert_eq!(seen.target(), target);
    }
}

#[tokio::test]
async fn user_and_password_go_in_base64() {
    // The vectors of RFC 7617 and of RFC 4648, section 10.
    for (user, password, expected) in [
        ("Aladdin", "open sesame", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
        ("", "", "Basic Og=="),
        ("f", "o", "Basic Zjpv"),
        ("fo", "ob", "Basic Zm86b2I="),
        ("test", "123£", "Basic dGVzdDoxMjPCow=="),
        ("?>", "~~~", "Basic Pz46fn5+"),
    ] {
        let (script, client) = build(Client::builder().basic_auth(user, password));
        client.empty(&BASIC).await.expect("200");
        assert_eq!(script.only().header("authorization"), Some(expected));
    }
}

#[tokio::test]
async fn an_alternative_needs_all_of_its_credentials_and_gets_no_others() {
    let (script, client) = build(Client::builder().token(SECRET));
    client.empty(&ALL).header("cookie", "a=b").await.expect("200");
    let seen = script.only();
    assert_eq!(seen.header("authorization"), Some("Bearer s3cr3t-v4lue"));
    assert_eq!(seen.target(), "/things?api%20key=s3cr3t-v4lue");
    assert_eq!(seen.header("cookie"), Some("a=b; session=s3cr3t-v4lue"));

    let (script, client) = build(Client::builder().token(SECRET));
    client.empty(&EITHER).await.expect("200");
    let seen = script.only();
    assert_eq!(seen.header("x-api-key"), Some(SECRET));
    assert_eq!((seen.header("cookie"), seen.header("authorization")), (None, None));

    let (script, client) =
        build(Client::builder().token(SECRET).basic_auth("u", SECRET));
    client.empty(&EITHER).await.expect("200");
    let seen = script.only();
    assert_eq!(seen.header("x-api-key"), None);
    assert!(seen.header("cookie").is_some() && seen.header("authorization").is_some());
}

#[tokio::test]
async fn a_credential_is_sent_only_where_it_is_asked_for() {
    let (script, client) = build(Client::builder().token(SECRET));
    client.empty(&OPERATION_OPEN).await.expect("200");
    let seen = script.only();
    assert!(!format!("{:?} {}", seen.headers, seen.uri).contains(SECRET));
    assert_eq!(seen.header("authorization"), None);
}

static OPERATION_OPEN: Operation = OPERATION;

#[tokio::test]
async fn optional_security_is_used_when_there_is_a_credential() {
    let (script, client) = build(Client::builder().token(SECRET));
    client.empty(&OPTIONAL).await.expect("200");
    assert!(script.only().header("authorization").is_some());

    let (script, client) = build(Client::builder());
    client.empty(&OPTIONAL).await.expect("200");
    assert!(script.only().header("authorization").is_none());
}

#[tokio::test]
async fn one_scheme_can_have_a_credential_of_its_own() {
    let builder = Client::builder().token("common").credential("queryKey", "own");
    let (script, client) = build(builder.credential("basicAuth", "u:p"));
    client.empty(&ALL).await.expect("200");
    client.empty(&BASIC).await.expect("200");
    let seen = script.seen();
    assert_eq!(seen[0].header("authorization"), Some("Bearer common"));
    assert_eq!(seen[0].target(), "/things?api%20key=own");
    assert_eq!(seen[1].header("authorization"), Some("Basic dTpw"));
}

#[tokio::test]
async fn the_last_of_several_credentials_of_a_scheme_counts() {
    let builder = Client::builder().credential("headerKey", "first");
    let (script, client) = build(builder.credential("headerKey", "last"));
    client.empty(&HEADER).await.expect("200");
    assert_eq!(script.only().header("x-api-key"), Some("last"));
}

#[test]
fn a_blank_credential_is_an_error_of_building() {
    for builder in [
        Client::builder().token(" "),
        Client::builder().token("\t \n"),
        Client::builder().token("good").credential("queryKey", " "),
    ] {
        let error = builder.build().expect_err("blank");
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().ends_with("` is blank"), "{error}");
    }
}

#[tokio::test]
async fn a_missing_credential_is_told_before_anything_is_sent() {
    for (operation, words) in [
        (&BEARER, &["`bearerAuth`", "ACME_API_KEY"][..]),
        (&BASIC, &["`basicAuth`", "ACME_USERNAME", "ACME_PASSWORD"]),
        (&EITHER, &["`basicAuth` with `cookieKey` or `headerKey`"]),
        (&UNHEARD_OF, &["`nobody`"]),
    ] {
        for builder in [Client::builder(), Client::builder().token("")] {
            let (script, client) = build(builder);
            let error = client.empty(operation).await.expect_err("no credential");
            assert_eq!((error.kind(), error.attempts()), (ErrorKind::Credential, 0));
            assert!(!error.may_have_been_handled() && !error.is_retryable());
            for word in words {
                assert!(error.to_string().contains(word), "{error}");
            }
            assert_eq!(script.count(), 0);
        }
    }
}

#[tokio::test]
async fn a_header_by_hand_stands_for_the_credential() {
    let (script, client) = build(Client::builder());
    client.empty(&BEARER).header("authorization", "Mine").await.expect("200");
    assert_eq!(script.only().header("authorization"), Some("Mine"));

    let (script, client) =
        build(Client::builder().token(SECRET).header("X-Api-Key", "Mine"));
    client.empty(&HEADER).await.expect("200");
    assert_eq!(script.only().header("x-api-key"), Some("Mine"));
}

#[test]
fn a_credential_that_cannot_be_sent_is_an_error_of_building_that_does_not_show_it() {
    for secret in ["s3cr3t-v4lue\n", "s3cr3t-v4lue\r\nX-Evil: 1", "s3cr3t-v4lue;\0"] {
        for scheme in ["bearerAuth", "headerKey", "cookieKey"] {
            let builder = Client::builder().credential(scheme, secret);
            let error = builder.build().expect_err("refused");
            assert_eq!(error.kind(), ErrorKind::Credential);
            assert!(!shown(&error).contains(SECRET), "{error:?}");
        }
    }
}

/// All the errors that a call with credentials can come to.
async fn errors() -> Vec<Error> {
    let mut errors = Vec::new();
    for step in [
        Step::Refuse,
        Step::Unconnected,
        Step::ConnectTimeout,
        Step::Break,
        Step::Hang,
        answer(401, &[("www-authenticate", SECRET), ("set-cookie", SECRET)], SECRET),
        answer(429, &[], "{\"message\":\"s3cr3t-v4lue\"}"),
        answer(302, &[("location", "https://u:s3cr3t-v4lue@h/p?k=s3cr3t-v4lue")], ""),
        answer(302, &[("location", "/p?k=s3cr3t-v4lue#s3cr3t-v4lue")], ""),
        answer(200, &[], "\"s3cr3t-v4lue\""),
        answer(200, &[("content-type", "text/html")], SECRET),
        Step::Answer(200, Vec::new(), vec![Some(SECRET), Some("")]),
        Step::Answer(200, Vec::new(), vec![Some(SECRET), Some(SECRET), Some(SECRET)]),
    ] {
        let script = Script::new(&[step]);
        let builder = Client::builder().token(SECRET).max_body_size(30).retries(0);
        let client: Client = builder.transport(script).build().expect("a client");
        let call = client.call(&ALL, decode::json::<i64>).json(&SECRET).timeout(SHORT);
        errors.push(call.await.expect_err("an error"));
    }
    errors
}

const SHORT: std::time::Duration = std::time::Duration::from_secs(1);

#[tokio::test(start_paused = true)]
async fn no_error_shows_a_credential_or_a_body() {
    for error in errors().await {
        assert!(!shown(&error).contains(SECRET), "{error:?}");
    }
}

#[tokio::test]
async fn no_handle_shows_a_credential() {
    let builder = Client::builder()
        .token(SECRET)
        .basic_auth("user", SECRET)
        .credential("queryKey", SECRET)
        .header("x-other", SECRET);
    assert!(!format!("{builder:?} {builder:#?}").contains(SECRET));
    let (_, client) = build(builder);
    assert!(!format!("{client:?} {client:#?}").contains(SECRET));
    assert!(format!("{client:?}").contains("bearerAuth"));
    let call = client
        .call(&ALL, decode::json::<i64>)
        .header("x-mine", SECRET)
        .query_pair("q", SECRET)
        .cookie_param("c", &SECRET)
        .json(&SECRET);
    assert!(!format!("{call:?} {call:#?}").contains(SECRET));
    assert!(!format!("{:?}", call.send()).contains(SECRET));
}

#[tokio::test]
async fn headers_with_a_credential_are_marked_for_transports() {
    let (script, client) = build(Client::builder().token(SECRET));
    client.empty(&ALL).await.expect("200");
    client.empty(&HEADER).await.expect("200");
    let by_hand = Client::builder().header("X-API-Key", SECRET);
    let client = by_hand.transport(Arc::clone(&script)).build().expect("a client");
    for name in ["Authorization", "Cookie", "Proxy-Authorization", "x-api-key"] {
        client.empty(&OPERATION_OPEN).header(name, SECRET).await.expect("200");
    }
    client.empty(&HEADER).await.expect("200");
    assert_eq!(script.count(), 7);
    for seen in script.seen() {
        assert!(!format!("{:?}", seen.headers).contains(SECRET));
    }
}
