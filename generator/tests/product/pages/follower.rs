//! All pages of a list, as a user of the generated crates reads them.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

/// A server that gives these answers (headers and body) in turn, with the requests that it saw: target and body.
fn server(answers: &[(&str, &str)]) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let seen = Arc::new(Mutex::new(Vec::new()));
    let requests = Arc::clone(&seen);
    let mut answers: Vec<(String, String)> =
        answers.iter().map(|(headers, body)| ((*headers).to_owned(), (*body).to_owned())).collect();
    let own = url.clone();
    std::thread::spawn(move || {
        while !answers.is_empty() {
            let (headers, body) = answers.remove(0);
            let (headers, body) = (headers.replace("{url}", &own), body.replace("{url}", &own));
            let (mut stream, _) = listener.accept().expect("a connection");
            let mut reader = BufReader::new(stream.try_clone().expect("the other half"));
            let (mut first, mut line, mut length, mut position) = (String::new(), String::new(), 0, String::new());
            reader.read_line(&mut first).expect("a request");
            while reader.read_line(&mut line).expect("a header") > 2 {
                let lower = line.to_ascii_lowercase();
                if let Some(value) = lower.strip_prefix("content-length:") {
                    length = value.trim().parse().expect("a length");
                }
                if let Some(value) = lower.strip_prefix("x-position:") {
                    position = format!(" at {}", value.trim());
                }
                line.clear();
            }
            let mut sent = vec![0; length];
            reader.read_exact(&mut sent).expect("a body");
            let sent = String::from_utf8(sent).expect("a text");
            let target = first.trim_end_matches(" HTTP/1.1\r\n");
            requests.lock().expect("not poisoned").push(format!("{target}{position} {sent}").trim_end().to_owned());
            let length = body.len();
            write!(stream, "HTTP/1.1 200 OK\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n{body}")
                .expect("a connection");
        }
    });
    (url, seen)
}

fn seen(requests: &Mutex<Vec<String>>) -> Vec<String> {
    requests.lock().expect("not poisoned").clone()
}

#[tokio::test]
async fn cursors_of_a_body_go_into_the_query() {
    use pages_cursor::resources::things::ListParams;
    let (url, requests) = server(&[
        ("", r#"{"data":[{"id":1},{"id":2}],"meta":{"next":"a/b","has_more":true}}"#),
        ("", r#"{"data":[{"id":3}],"meta":{"next":null,"has_more":false}}"#),
    ]);
    let client = pages_cursor::Client::builder().base_url(url).build().expect("a client");
    let params = ListParams { limit: Some(2), ..ListParams::default() };
    let mut things = client.things().list_all(params).with(|call| call.retries(0));
    let mut ids = Vec::new();
    while let Some(thing) = things.next().await {
        ids.push(thing.expect("a thing").id);
    }
    assert_eq!(ids, [1, 2, 3]);
    assert_eq!(seen(&requests), ["GET /things?limit=2", "GET /things?limit=2&cursor=a%2Fb"]);
}

#[tokio::test]
async fn cursors_of_a_body_go_into_the_body() {
    use pages_cursor::types::Search;
    let (url, requests) = server(&[
        ("", r#"{"result":{"hits":["x"],"next":"c"}}"#),
        ("", r#"{"result":{}}"#),
    ]);
    let client = pages_cursor::Client::builder().base_url(url).build().expect("a client");
    let search = Search { text: Some("t".to_owned()), ..Search::default() };
    let mut hits = client.things().search_all(search);
    assert_eq!(hits.next().await.expect("a hit").expect("no error"), "x");
    assert!(hits.next().await.is_none());
    assert_eq!(
        seen(&requests),
        [
            r#"POST /things/search {"text":"t"}"#,
            r#"POST /things/search {"text":"t","page":{"cursor":"c"}}"#
        ]
    );
}

#[tokio::test]
#[allow(deprecated)]
async fn cursors_of_a_header_go_into_a_header() {
    use pages_cursor::resources::things::ListOwnedParams;
    let (url, requests) = server(&[
        ("x-next-position: p2\r\n", r#"{"things":{"list":["a",null]}}"#),
        ("x-next-position: p3\r\n", r#"{"things":null}"#),
        ("", ""),
    ]);
    let client = pages_cursor::Client::builder().base_url(url).build().expect("a client");
    let mut items = client.things().list_owned_all("me", ListOwnedParams::default());
    let mut found = Vec::new();
    while let Some(item) = items.next().await {
        found.push(item.expect("an item"));
    }
    assert_eq!(found, [Some("a".to_owned()), None]);
    let path = "GET /owners/me/things";
    assert_eq!(seen(&requests), [path.to_owned(), format!("{path} at p2"), format!("{path} at p3")]);
}

#[tokio::test]
async fn pages_and_items_are_counted() {
    use pages_counted::resources::lists::PagesParams;
    let (url, requests) = server(&[("", r#"{"items":[1.5]}"#), ("", r#"{"items":[]}"#), ("", r#"["a","b"]"#), ("", "[]")]);
    let client = pages_counted::Client::builder().base_url(url).build().expect("a client");
    let mut pages = client.lists().pages_all(PagesParams::default()).pages();
    let first = pages.next().await.expect("a page").expect("no error");
    assert_eq!((first.status().as_u16(), first.body().items.as_deref()), (200, Some(&[1.5][..])));
    assert_eq!(pages.next().await.expect("a page").expect("no error").into_body().items, Some(vec![]));
    assert!(pages.next().await.is_none());
    let mut names = client.lists().offsets_all(5);
    assert_eq!(names.next().await.expect("a name").expect("no error"), "a");
    assert_eq!(names.next().await.expect("a name").expect("no error"), "b");
    assert!(names.next().await.is_none());
    let expected = ["GET /pages", "GET /pages?page%5Bnumber%5D=1", "GET /offsets?offset=5", "GET /offsets?offset=7"];
    assert_eq!(seen(&requests), expected);
}

#[tokio::test]
async fn headers_that_contradict_themselves_are_an_error() {
    use pages_counted::{ErrorKind, resources::lists::BrowsersParams};
    let (url, _) = server(&[
        ("x-has-more: true\r\nx-next-offset: 1\r\n", r#"[{"id":"a"}]"#),
        ("x-has-more: true\r\n", r#"[{"id":"b"}]"#),
    ]);
    let client = pages_counted::Client::builder().base_url(url).build().expect("a client");
    let mut browsers = client.lists().browsers_all(BrowsersParams::default());
    assert_eq!(browsers.next().await.expect("a browser").expect("no error").id, "a");
    assert_eq!(browsers.next().await.expect("a browser").expect("no error").id, "b");
    let error = browsers.next().await.expect("an item").expect_err("an error");
    assert_eq!(error.kind(), ErrorKind::Pagination);
    assert!(browsers.next().await.is_none());
}

#[tokio::test]
async fn links_and_urls_are_followed() {
    use pages_followed::resources::lists::LinksParams;
    let (url, requests) = server(&[
        ("link: <{url}/links?page=2>; rel=\"next\"\r\n", r#"["a"]"#),
        ("", r#"["b"]"#),
        ("", r#"{"entries":[{"k":"v"}],"links":{"next/page":"?after=1"}}"#),
        ("", r#"{"entries":null,"links":{}}"#),
    ]);
    let client = pages_followed::Client::builder().base_url(url).build().expect("a client");
    let mut links = client.lists().links_all(LinksParams { per_page: Some(1) });
    assert_eq!(links.next().await.expect("a link").expect("no error"), "a");
    assert_eq!(links.next().await.expect("a link").expect("no error"), "b");
    assert!(links.next().await.is_none());
    let mut entries = client.lists().all_items();
    assert_eq!(entries.next().await.expect("an entry").expect("no error")["k"], "v");
    assert!(entries.next().await.is_none());
    assert_eq!(seen(&requests), ["GET /links?per_page=1", "GET /links?page=2", "GET /urls", "GET /urls?after=1"]);
}
