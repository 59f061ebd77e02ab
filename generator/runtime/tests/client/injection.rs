//! Line breaks in everything that a caller, a document, an environment or a server can put
//! into a request: refused or escaped, so that nobody writes headers that are not theirs.
//!
//! The requests are what the transport gets; a server on a socket has the last word.

use crate::parameters::{ONE, refused, sent, target};
use crate::support::{
    API, Client, GET, OPERATION, POST, Script, answer, client, status,
};
use kiln_runtime::form::{Field, Form, Nested};
use kiln_runtime::http::{
    Builder, ErrorKind, File, Method, Operation, SecretString, Style,
};
use kiln_runtime::json::{Member, ToJson, Writer};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// What an attacker would like to be a header, and a request.
const EVIL: [&str; 4] =
    ["a\r\nX-Evil: 1", "a\nX-Evil: 1", "a\rX-Evil: 1", "a\r\n\r\nGET /evil HTTP/1.1"];

const PLAIN: Form = Form { fields: &[], nested: Nested::Json };

static BEARER: Operation = Operation { security: &[&["bearerAuth"]], ..OPERATION };
static PUT_ONE: Operation =
    Operation { method: Method::PUT, path: "/things/{id}/parts", ..OPERATION };
static QUERY_KEY: Operation = Operation { security: &[&["queryKey"]], ..OPERATION };

/// Whether it could be more than a part of a line.
fn breaks(text: &str) -> bool {
    text.contains(['\r', '\n', ' '])
}

#[tokio::test]
async fn headers_of_a_call() {
    for evil in EVIL {
        refused(&POST, |call| call.header("x", evil)).await;
        refused(&POST, |call| call.header(evil, "x")).await;
        refused(&POST, |call| call.header_param("x", &evil)).await;
        refused(&POST, |call| call.header_param("x", &vec!["a", evil])).await;
        // JSON has escapes for them.
        let seen = sent(&POST, |call| call.header_styled("x", &evil, Style::JSON)).await;
        let seen = seen.expect("sent");
        assert!(!seen.header("x").expect("a header").contains(['\r', '\n']));
    }
}

#[tokio::test]
async fn paths() {
    let reserved = Style::SIMPLE.reserved();
    for evil in EVIL {
        let plain = target(&ONE, |call| call.path_param("id", &evil)).await;
        let kept = target(&ONE, |call| call.path_styled("id", &evil, reserved)).await;
        assert!(!breaks(&plain) && !breaks(&kept), "{plain:?} {kept:?}");
        assert!(plain.contains("%0") && kept.contains("%0"), "{plain:?} {kept:?}");
    }
}

#[tokio::test]
async fn queries() {
    let reserved = Style::FORM.reserved();
    for evil in EVIL {
        for target in [
            target(&GET, |call| call.query_pair("q", evil)).await,
            target(&GET, |call| call.query_pair(evil, "q")).await,
            target(&GET, |call| call.query("q", &evil)).await,
            target(&GET, |call| call.query(evil, &"q")).await,
            target(&GET, |call| call.query_styled("q", &evil, reserved)).await,
            target(&GET, |call| call.query_styled("q", &evil, Style::JSON)).await,
            target(&GET, |call| call.query_string(&evil, Style::SIMPLE)).await,
        ] {
            assert!(!breaks(&target) && target.contains('%'), "{target:?}");
        }
    }
}

#[tokio::test]
async fn cookies() {
    for evil in EVIL {
        let seen = sent(&GET, |call| call.cookie_param("c", &evil)).await;
        let cookie = seen.expect("sent").header("cookie").map(str::to_owned);
        assert!(!breaks(&cookie.expect("a cookie")));
        refused(&GET, |call| call.cookie_styled("c", &evil, Style::COOKIE)).await;
        refused(&GET, |call| call.cookie_styled(evil, &"c", Style::COOKIE)).await;
    }
}

#[tokio::test]
async fn idempotency_keys() {
    for evil in EVIL {
        refused(&POST, |call| call.idempotency_key(evil)).await;
    }
}

#[tokio::test]
async fn media_types() {
    for evil in EVIL {
        refused(&POST, |call| call.bytes("b", evil)).await;
        refused(&POST, |call| call.file(File::from("b"), evil)).await;
        let file = || File::from("b").content_type(evil);
        refused(&POST, |call| call.file(file(), "text/plain")).await;
        refused(&POST, |call| call.text("b").content_type(evil)).await;
    }
}

/// A record with one file.
struct Upload(File);

impl ToJson for Upload {
    fn write(&self, w: &mut Writer) {
        w.record(&[Member::always("f", &self.0)]);
    }
}

#[tokio::test]
async fn parts_of_a_form() {
    for evil in EVIL {
        let file = File::from("b");
        for file in [
            file.clone().content_type(evil),
            file.clone().header("x", evil),
            file.clone().header(evil, "x"),
        ] {
            refused(&POST, |call| call.multipart(&Upload(file), &PLAIN)).await;
        }
        // Names are escaped, as browsers do it.
        let name = || Upload(file.clone().named(evil));
        let seen = sent(&POST, |call| call.multipart(&name(), &PLAIN)).await;
        let field = BTreeMap::from([(evil.to_owned(), "b".to_owned())]);
        let other = sent(&POST, |call| call.multipart(&field, &PLAIN)).await;
        for seen in [seen.expect("sent"), other.expect("sent")] {
            let body = String::from_utf8_lossy(&seen.body).into_owned();
            let lines: Vec<_> = body.split(['\r', '\n']).collect();
            assert!(!lines.iter().any(|line| line.starts_with("X-Evil")), "{body:?}");
            assert!(!lines.iter().any(|line| line.starts_with("GET")), "{body:?}");
            assert!(body.contains("%0"), "{body:?}");
        }
    }
}

#[tokio::test]
async fn parts_of_a_form_with_media_types_of_the_document() {
    static FIELDS: [Field; 1] = [Field::content("a", "text/x\r\nX-Evil: 1")];
    let form = Form { fields: &FIELDS, nested: Nested::Json };
    let field = BTreeMap::from([("a".to_owned(), "b".to_owned())]);
    refused(&POST, |call| call.multipart(&field, &form)).await;
}

#[test]
fn settings_of_a_client() {
    type Setting = fn(Builder<Client>, &str) -> Builder<Client>;
    let settings: [(&str, Setting); 10] = [
        ("header", |builder, evil| builder.header("x", evil)),
        ("name of a header", |builder, evil| builder.header(evil, "x")),
        ("user agent", Builder::user_agent),
        ("idempotency header", Builder::idempotency_header),
        ("token", |builder, evil| builder.token(evil.to_owned())),
        ("key in a header", |builder, evil| builder.credential("headerKey", evil)),
        ("key in a cookie", |builder, evil| builder.credential("cookieKey", evil)),
        ("host", |builder, evil| builder.base_url(format!("https://{evil}"))),
        ("path", |builder, evil| builder.base_url(format!("https://acme.test/{evil}"))),
        ("user", |builder, evil| {
            builder.base_url(format!("https://{evil}:p@acme.test"))
        }),
    ];
    for (what, setting) in settings {
        for evil in EVIL {
            let error = setting(Client::builder(), evil).build().expect_err(what);
            let kinds = [ErrorKind::Configuration, ErrorKind::Credential];
            assert!(kinds.contains(&error.kind()), "{what}: {error:?}");
        }
    }
    for evil in EVIL {
        let url = format!("https://{evil}");
        let builder = Client::builder().server_url(API.servers[0], url);
        builder.build().expect_err("a server of operations");
    }
}

#[tokio::test]
async fn the_server_of_a_call() {
    for evil in EVIL {
        refused(&GET, |call| call.base_url(&format!("https://acme.test/{evil}"))).await;
    }
}

#[tokio::test]
async fn variables_of_a_server() {
    static DECLARED: &str = "https://{region}.acme.test";
    for evil in EVIL {
        let script = Script::new(&[status(200)]);
        let builder =
            Client::builder().server_variables(vec![("region", evil.to_owned())]);
        let client = builder.transport(Arc::clone(&script)).build().expect("a client");
        let call = client.empty(&GET).own_server(DECLARED);
        let error = call.server_variable("region", "us").await.expect_err("refused");
        assert_eq!((error.kind(), script.count()), (ErrorKind::Configuration, 0));
    }
}

#[tokio::test]
async fn credentials_that_are_escaped() {
    for evil in EVIL {
        let script = Script::new(&[status(200)]);
        let builder = Client::builder().credential("queryKey", evil);
        let client = builder.transport(Arc::clone(&script)).build().expect("a client");
        client.empty(&QUERY_KEY).await.expect("sent");
        assert!(!breaks(script.only().target()));
    }
}

#[tokio::test]
async fn credentials_that_are_asked_for() {
    for evil in EVIL {
        let script = Script::new(&[status(200)]);
        let provider =
            move |_| async move { Ok::<_, ErrorSource>(SecretString::from(evil)) };
        let builder = Client::builder().credential_provider("bearerAuth", provider);
        let client = builder.transport(Arc::clone(&script)).build().expect("a client");
        let error = client.empty(&BEARER).await.expect_err("refused");
        assert_eq!((error.kind(), script.count()), (ErrorKind::Credential, 0));
    }
}

type ErrorSource = Box<dyn std::error::Error + Send + Sync>;

#[tokio::test]
async fn places_that_a_server_redirects_to() {
    // A header cannot bring a line break; the escapes of one stay escapes.
    let location = "/next%0d%0aX-Evil:%201?a=%0a";
    let script = Script::new(&[answer(302, &[("location", location)], ""), status(200)]);
    client(&script).empty(&GET).await.expect("200");
    assert_eq!(script.seen()[1].target(), location);
}

/// What a server on a socket reads, where a name with line breaks goes into a part and a
/// value into a path and a query.
#[tokio::test]
async fn the_wire() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let read = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&read);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut bytes = Vec::new();
            while !bytes.ends_with(b"end") {
                if stream.read_buf(&mut bytes).await.unwrap_or(0) == 0 {
                    return;
                }
            }
            seen.lock().expect("not poisoned").push(bytes);
            let answer =
                "HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    let builder = Client::builder().base_url(format!("http://{address}"));
    let client = builder.build().expect("a client");
    for evil in EVIL {
        let call = client.empty(&PUT_ONE).path_param("id", &evil).query("q", &evil);
        call.cookie_param("c", &evil).text("end").await.expect("200");
    }
    let read = read.lock().expect("not poisoned");
    assert_eq!(read.len(), EVIL.len());
    for request in &*read {
        let request = String::from_utf8_lossy(request);
        let (head, body) = request.split_once("\r\n\r\n").expect("a head");
        let mut lines = head.split(['\r', '\n']).filter(|line| !line.is_empty());
        let first: Vec<_> = lines.next().expect("a line").split(' ').collect();
        assert!(matches!(first[..], ["PUT", _, "HTTP/1.1"]), "{head}");
        assert!(lines.all(|line| !line.starts_with("X-Evil")), "{head}");
        assert_eq!(body, "end");
    }
}
