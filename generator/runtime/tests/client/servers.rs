//! Servers: which one a call goes to, and with which credentials.

use crate::support::{API, Client, OPERATION, SECRET, Script, status};
use kiln_runtime::http::{Api, Builder, Call, ErrorKind, Operation};
use std::sync::Arc;

static SECURED: Operation = Operation { security: &[&["bearerAuth"]], ..OPERATION };

/// The URL that is called, by a client with a token.
async fn called(
    builder: Builder<Client>,
    of: impl FnOnce(Call<()>) -> Call<()>,
) -> String {
    let script = Script::new(&[status(200)]);
    let builder = builder.transport(Arc::clone(&script)).token(SECRET);
    let client = builder.build().expect("a client");
    of(client.empty(&SECURED)).await.expect("200");
    let seen = script.only();
    assert_eq!(seen.header("authorization"), Some("Bearer s3cr3t-v4lue"));
    seen.uri
}

#[tokio::test]
async fn a_server_of_an_operation_is_a_url_or_a_path_of_the_clients() {
    let moved = || Client::builder().base_url("http://localhost:80/proxy/v1/");
    for (server, at_home, elsewhere) in [
        (
            "https://files.acme.test",
            "https://files.acme.test/things",
            "https://files.acme.test/things",
        ),
        ("/v2", "https://api.acme.test/v2/things", "http://localhost:80/v2/things"),
        ("/", "https://api.acme.test/things", "http://localhost:80/things"),
        (
            "beta",
            "https://api.acme.test/beta/things",
            "http://localhost:80/proxy/v1/beta/things",
        ),
    ] {
        let own = |call: Call<()>| call.own_server(server);
        assert_eq!(called(Client::builder(), own).await, at_home);
        assert_eq!(called(moved(), own).await, elsewhere);
    }
}

#[tokio::test]
async fn the_callers_word_counts_before_the_documents() {
    let files = |call: Call<()>| call.own_server("https://files.acme.test");
    let replaced = || {
        let builder = Client::builder().server_url("/v2", "http://other.test");
        builder.server_url("https://files.acme.test/", "http://localhost/f/")
    };
    assert_eq!(called(replaced(), files).await, "http://localhost/f/things");
    assert_eq!(called(replaced(), |call| call).await, "https://api.acme.test/things");
    let chosen = |call| files(call).base_url("http://chosen.test/x");
    assert_eq!(called(replaced(), chosen).await, "http://chosen.test/x/things");
    let alone = |call: Call<()>| call.base_url("http://chosen.test");
    assert_eq!(called(Client::builder(), alone).await, "http://chosen.test/things");
}

#[tokio::test]
async fn a_variable_is_what_was_chosen_for_the_documents_server() {
    let own = |call: Call<()>| {
        let call = call.own_server("https://{a}.{b}.test/{a}");
        call.server_variable("a", "x").server_variable("b", "y")
    };
    assert_eq!(called(Client::builder(), own).await, "https://x.y.test/x/things");
    let chosen = Client::builder().server_variables(vec![("a", "eu".to_owned())]);
    assert_eq!(called(chosen, own).await, "https://eu.y.test/eu/things");
    let client = Client::builder().server_variables(vec![("a", "u@h".to_owned())]);
    let client = client.build().expect("a client");
    let error = own(client.empty(&OPERATION_OPEN)).await.expect_err("a user");
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Configuration, 0));
}

#[tokio::test]
async fn what_is_no_server_is_an_error_before_anything_is_sent() {
    let unknown =
        Client::builder().server_url("https://file.acme.test", "http://a.test");
    let error = unknown.build().expect_err("no such server");
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("https://files.acme.test"), "{error}");

    let bad = Client::builder().server_url("beta", "a.test");
    let error = bad.build().expect_err("no URL");
    assert_eq!(error.kind(), ErrorKind::Configuration);

    let script = Script::new(&[status(200)]);
    let client =
        Client::builder().transport(Arc::clone(&script)).build().expect("a client");
    let call = client.empty(&OPERATION_OPEN).base_url("https://u:p@a.test");
    let error = call.await.expect_err("a user");
    assert_eq!((error.kind(), script.count()), (ErrorKind::Request, 0));
}

static OPERATION_OPEN: Operation = OPERATION;

#[test]
fn a_document_without_an_absolute_url_needs_one() {
    static RELATIVE: Api = Api { base_url: "/v1", schemes: &[], ..API_LIKE };
    static NONE: Api = Api { base_url: "", schemes: &[], ..API_LIKE };
    const API_LIKE: Api = Api {
        name: "a",
        version: "1",
        base_url: "",
        servers: &[],
        env: "A",
        schemes: &[],
    };
    assert!(API.base_url.starts_with("https://"));
    for (api, words) in [(&RELATIVE, "\"/v1\", relative"), (&NONE, "no server")] {
        let error = Builder::<Client>::new(api).build().expect_err("no base URL");
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().contains(words), "{error}");
        let given = Builder::<Client>::new(api).base_url("https://a.test/v1");
        given.build().expect("a client");
    }
}
