//! Servers of the document, of paths and of operations.

use super::super::testing::document;
use crate::diag::Code;
use crate::ir::ServerPiece;

/// A document with these servers and these paths.
fn text(servers: &str, paths: &str) -> String {
    format!("openapi: 3.2.0\ninfo: {{ title: T, version: '1' }}\nservers: {servers}\npaths:\n{paths}")
}

const PATHS: &str = "  /a: { get: { responses: { '204': { description: D } } } }\n";

#[test]
fn the_first_absolute_server_is_the_default_and_relative_ones_are_said() {
    let lowered = document(&text(
        "[{ url: /v1 }, { url: 'https://a.test', name: main }, { url: 'https://a.test' }, { url: 'https://b.test' }]",
        PATHS,
    ));
    let urls: Vec<&str> = lowered.api.servers.iter().map(|server| server.url.as_str()).collect();
    assert_eq!(urls, ["https://a.test", "https://b.test", "/v1"]);
    assert_eq!(lowered.api.choice_of_servers().len(), 2);
    assert_eq!(
        lowered.reports(),
        [
            (Code::NotRepresented, "#/servers/2".to_owned()),
            (Code::NotRepresented, "#/servers/0".to_owned()),
        ]
    );
}

#[test]
fn one_server_without_variables_is_no_choice() {
    for servers in ["[{ url: 'https://a.test' }]", "[{ url: /v1 }]", "[]"] {
        assert!(document(&text(servers, PATHS)).api.choice_of_servers().is_empty());
    }
}

#[test]
fn variables_are_pieces_of_the_url_in_the_order_of_their_declarations() {
    let lowered = document(&text(
        "[{ url: 'https://{r}.a.test:{port}/{r}', variables: { port: { default: '443' }, r: { default: eu, enum: [eu, us, eu] }, \
         unused: { default: x } } }]",
        PATHS,
    ));
    let server = &lowered.api.servers[0];
    assert_eq!(server.url, "https://eu.a.test:443/eu");
    assert_eq!(server.template(), "https://{r}.a.test:{port}/{r}");
    let pieces = [
        ServerPiece::Text("https://".to_owned()),
        ServerPiece::Variable(1),
        ServerPiece::Text(".a.test:".to_owned()),
        ServerPiece::Variable(0),
        ServerPiece::Text("/".to_owned()),
        ServerPiece::Variable(1),
    ];
    assert_eq!(server.pieces, pieces);
    assert_eq!(server.variables[1].values, ["eu", "us"]);
    assert_eq!(
        lowered.reports(),
        [(Code::NotRepresented, "#/servers/0/variables/unused".to_owned())]
    );
}

#[test]
fn a_default_is_one_of_the_listed_values() {
    let of = |default: &str| {
        let lowered = document(&text(
            &format!("[{{ url: 'https://{{v}}.test', variables: {{ v: {{ default: '{default}', enum: [a, b] }} }} }}]"),
            PATHS,
        ));
        let variable = lowered.api.servers[0].variables[0].clone();
        (variable.default, variable.values.join(" "), lowered.codes())
    };
    assert_eq!(of("b"), ("b".to_owned(), "a b".to_owned(), vec![]));
    assert_eq!(of("c"), ("c".to_owned(), "a b c".to_owned(), vec![Code::RepairedValue]));
    assert_eq!(of(""), ("a".to_owned(), "a b".to_owned(), vec![Code::RepairedValue]));
}

#[test]
fn a_template_that_begins_with_a_variable_is_a_choice_although_its_default_is_no_url() {
    let lowered = document(&text(
        "[{ url: '{endpoint}/v1', variables: { endpoint: { default: '' } } }]",
        PATHS,
    ));
    assert_eq!(lowered.api.choice_of_servers()[0].url, "/v1");
    assert_eq!(lowered.reports(), []);
}

#[test]
fn an_operation_has_the_server_of_its_own_before_that_of_its_path() {
    let lowered = document(&text(
        "[{ url: 'https://a.test/v1/' }]",
        "  /a:\n    servers: [{ url: 'https://{h}.test/', variables: { h: { default: b } } }, { url: 'https://c.test' }]\n    \
         get: { responses: { '204': { description: D } } }\n    \
         put: { servers: [{ url: 'https://a.test/v2' }], responses: { '204': { description: D } } }\n    \
         post: { servers: [{ url: 'https://a.test/v1' }, { url: 'https://d.test' }], responses: { '204': { description: D } } }\n    \
         patch: { servers: [], responses: { '204': { description: D } } }\n    \
         delete: { servers: [{ url: v3 }], responses: { '204': { description: D } } }\n",
    ));
    let own = |method: &str| {
        let mut operations = lowered.api.operations.iter();
        let operation = operations.find(|operation| operation.method.as_str() == method);
        let own = operation.expect("the operation is there").server.as_ref()?;
        assert!(own.variables.is_empty());
        Some(own.url.as_str())
    };
    assert_eq!(own("GET"), Some("https://b.test"));
    assert_eq!(own("PUT"), Some("/v2"));
    assert_eq!(own("POST"), None);
    assert_eq!(own("PATCH"), Some("https://b.test"));
    assert_eq!(own("DELETE"), Some("/v3"));
    assert_eq!(
        lowered.reasons(),
        [
            (Code::RepairedValue, "#/paths/~1a/delete/servers/0/url".to_owned()),
            (Code::NotRepresented, "#/paths/~1a/servers/0/variables/h".to_owned()),
            (Code::NotRepresented, "#/paths/~1a/post/servers/1".to_owned()),
        ]
    );
    let get = lowered.api.operations[0].server.as_ref().expect("a server");
    assert_eq!(get.others, ["https://c.test"]);
}

#[test]
fn an_operation_whose_server_cannot_be_called_is_left_out() {
    let lowered = document(&text(
        "[{ url: 'https://a.test' }]",
        "  /a: { get: { responses: { '204': { description: D } } }, put: { servers: [{ url: 'https://{x}.test' }], responses: { '204': { description: D } } } }\n",
    ));
    assert_eq!((lowered.api.operations.len(), lowered.api.left_out), (1, 1));
    assert_eq!(
        lowered.reasons(),
        [(Code::UnsupportedOperation, "#/paths/~1a/put/servers/0/url".to_owned())]
    );
}

#[test]
fn a_variable_of_one_meaning_is_what_is_chosen_for_the_document() {
    let own = |servers: &str, own: &str| {
        let lowered = document(&text(
            servers,
            &format!("  /a: {{ get: {{ servers: [{own}], responses: {{ '204': {{ description: D }} }} }} }}\n"),
        ));
        let own = lowered.api.operations[0].server.clone().expect("a server of its own");
        (own.url, own.variables.len(), lowered.reasons().len())
    };
    let declared = "[{ url: 'https://{h}.{s}/v1', variables: { h: { default: api }, s: { default: a.test, enum: [a.test, b.test] } } }]";
    // Another default is another meaning.
    let logs = "{ url: 'https://{h}.{s}', variables: { h: { default: logs }, s: { default: a.test, enum: [a.test, b.test, c.test] } } }";
    assert_eq!(own(declared, logs), ("https://logs.{s}".to_owned(), 1, 1));
    let fewer = "{ url: 'https://x.{s}', variables: { s: { default: a.test, enum: [a.test] } } }";
    assert_eq!(own(declared, fewer), ("https://x.a.test".to_owned(), 0, 1));
    let beside = "{ url: 'https://{h}.{s}/v2', variables: { h: { default: api }, s: { default: a.test } } }";
    assert_eq!(own(declared, beside), ("/v2".to_owned(), 0, 0));
    let tenant = "[{ url: 'https://a.test/o/{o}', variables: { o: { default: none } } }]";
    let other = "{ url: 'https://a.test/x/{o}', variables: { o: { default: none } } }";
    assert_eq!(own(tenant, other), ("/x/{o}".to_owned(), 1, 0));
}
