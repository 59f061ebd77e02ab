//! What the server makes of requests: recorded, checked against the document, refused with reasons.

use kernel_tests::{Answer, Server, Side};
use serde_json::{Value, json};

use crate::client::{Client, call, create};

/// The violations of one body; the server must have answered them as the document says.
fn violations_of(body: &Value) -> Vec<String> {
    let server = Server::start([Answer::created()]).expect("the server starts");
    let reply = call(&server, &create(&body.to_string()));
    let found: Vec<String> = server
        .take_violations()
        .into_iter()
        .map(|violation| {
            assert_eq!(
                (violation.side, violation.request.as_str()),
                (Side::Client, "POST /browsers")
            );
            violation.message
        })
        .collect();
    if found.is_empty() {
        assert_eq!(reply.status(), "200");
    } else {
        assert_eq!(reply.status(), "400");
        let details = reply.json()["details"]
            .as_array()
            .expect("the Error body has details")
            .clone();
        let messages: Vec<_> = details
            .iter()
            .map(|detail| detail["message"].as_str().unwrap_or_default())
            .collect();
        assert_eq!(messages, found);
    }
    found
}

/// Asserts that a body has exactly one violation, with this text in it.
#[track_caller]
fn refused(body: &Value, reason: &str) {
    let found = violations_of(body);
    assert!(found.len() == 1 && found[0].contains(reason), "{reason}: {found:?}");
}

#[test]
fn a_valid_request_gets_the_scripted_answer_and_is_recorded() {
    let server = Server::start([Answer::created()]).expect("the server starts");
    let body = json!({ "profile": { "name": "shopping" }, "extensions": [{ "id": "e" }], "timeout_seconds": 10 });
    let text = create(&body.to_string()).replacen("/browsers", "/browsers?a=1&b=%20", 1);
    let reply = call(&server, &text);
    assert_eq!(reply.status(), "200");
    assert_eq!(reply.json()["session_id"], "htzv5orfit78e1m2biiifpbv");
    let [request] = &server.requests()[..] else {
        panic!("exactly one request")
    };
    assert_eq!((request.method.as_str(), request.path.as_str()), ("POST", "/browsers"));
    assert_eq!(request.query.as_deref(), Some("a=1&b=%20"));
    assert_eq!(request.header("authorization"), Some("Bearer t"));
    assert_eq!(request.json().expect("JSON"), body);
    assert!(!format!("{request:?}").contains("Bearer t"));
    assert_eq!((server.hits(), server.connections()), (1, 1));
}

#[test]
fn the_body_may_be_left_out() {
    let server = Server::start([Answer::created_minimal()]).expect("the server starts");
    let reply = call(
        &server,
        "POST /browsers HTTP/1.1\r\nhost: x\r\nauthorization: Bearer t\r\n\r\n",
    );
    assert_eq!(reply.status(), "200");
    assert!(server.requests()[0].body.is_empty());
}

#[test]
fn a_chunked_body_is_read_and_checked() {
    let server = Server::start([Answer::created()]).expect("the server starts");
    let head = "POST /browsers HTTP/1.1\r\nhost: x\r\nauthorization: Bearer t\r\ncontent-type: application/json\r\n";
    let text = format!("{head}transfer-encoding: chunked\r\n\r\n5\r\n{{\"gpu\r\n8\r\n\": true}}\r\n0\r\n\r\n");
    let mut client = Client::connect(&server);
    assert_eq!(client.call(&text).status(), "200");
    assert_eq!(server.requests()[0].body, br#"{"gpu": true}"#);
    assert_eq!(
        client.call(&text).status(),
        "200",
        "the connection is in step after a chunked body"
    );
}

#[test]
fn a_profile_or_an_extension_with_both_names_or_neither_is_refused() {
    refused(&json!({ "profile": { "id": "p", "name": "n" } }), "body: /profile: ");
    refused(&json!({ "profile": { "save_changes": true } }), "body: /profile: ");
    refused(
        &json!({ "extensions": [{ "id": "e" }, { "id": "e", "name": "n" }] }),
        "body: /extensions/1: ",
    );
    assert_eq!(
        violations_of(&json!({ "profile": { "id": "p", "save_changes": false } })),
        [""; 0]
    );
}

#[test]
fn limits_types_and_members_of_the_body_are_checked() {
    refused(
        &json!({ "timeout_seconds": 9 }),
        "/timeout_seconds: 9 is less than the minimum of 10",
    );
    refused(
        &json!({ "headless": "no" }),
        "/headless: \"no\" is not of type \"boolean\"",
    );
    refused(
        &json!({ "headless": null }),
        "/headless: null is not of type \"boolean\"",
    );
    refused(
        &json!({ "profile": { "name": "a b" } }),
        "/profile/name: \"a b\" does not match",
    );
    refused(
        &json!({ "viewport": { "width": 1280 } }),
        "/viewport: \"height\" is a required property",
    );
    refused(
        &json!({ "extensions": vec![json!({ "id": "e" }); 21] }),
        "/extensions: ",
    );
    refused(&json!({ "profile": { "id": "p", "saveChanges": true } }), "/profile: ");
    refused(&json!([]), "is not of type \"object\"");
    let two = violations_of(&json!({ "timeout_seconds": 259_201, "viewport": { "width": 1, "height": 240 } }));
    assert_eq!(two.len(), 2, "{two:?}");
}

#[test]
fn headers_and_syntax_are_checked() {
    let server = Server::start([Answer::created()]).expect("the server starts");
    let valid = create("{}");
    let cases = [
        (
            valid.replace("authorization: Bearer t\r\n", ""),
            "the Authorization header",
        ),
        (valid.replace("Bearer t", "Basic t"), "the Authorization header"),
        (
            valid.replace("content-type: application/json\r\n", ""),
            "the content type must be application/json",
        ),
        (
            valid.replace("application/json", "text/json"),
            "the content type must be application/json, not text/json",
        ),
        (create("{"), "body: not JSON"),
        (
            valid.replace("POST", "PUT"),
            "the document has no PUT for the path /browsers",
        ),
        (
            valid.replace("/browsers", "/Browsers"),
            "the document has no path /Browsers",
        ),
        (valid.replace("host: x\r\n", ""), "one Host header"),
        (valid.replace("HTTP/1.1", "HTTP/1.0"), "not HTTP/1.1"),
    ];
    for (text, reason) in &cases {
        let reply = call(&server, text);
        assert_eq!(reply.status(), "400", "{reason}");
        assert_eq!(reply.json()["code"], "contract_violation");
        let found = server.take_violations();
        assert!(
            found.len() == 1 && found[0].message.contains(reason),
            "{reason}: {found:?}"
        );
    }
    assert_eq!(server.hits(), cases.len());
    assert_eq!(call(&server, &valid).status(), "200", "violations use up no answer");
}

#[test]
#[should_panic(expected = "request (POST /browsers): body: /gpu: 1 is not of type \"boolean\"")]
fn a_violation_that_nobody_takes_fails_the_test() {
    let server = Server::start([Answer::created()]).expect("the server starts");
    call(&server, &create(r#"{"gpu":1}"#));
}
