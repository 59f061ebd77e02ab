//! Requests as a user of the generated crate makes them, and the bytes that a server gets.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};

use requests_on_the_wire::types::{CreateOrderRequest, CreateUploadRequest, Id};
use requests_on_the_wire::{Base64, Call, Client, File};

/// A request as it came.
struct Seen {
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Seen {
    fn header(&self, name: &str) -> Vec<&str> {
        let own = self.headers.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name));
        own.map(|(_, value)| value.as_str()).collect()
    }
}

/// A server that answers every request with 204.
fn server() -> (Client, Receiver<Seen>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/base", listener.local_addr().expect("an address"));
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let mut reader = BufReader::new(stream.try_clone().expect("the other half"));
            let (mut first, mut line, mut headers) = (String::new(), String::new(), Vec::new());
            reader.read_line(&mut first).expect("a request");
            while reader.read_line(&mut line).expect("a header") > 2 {
                let (name, value) = line.trim_end().split_once(": ").expect("a header");
                headers.push((name.to_owned(), value.to_owned()));
                line.clear();
            }
            let target = first.trim_end().strip_suffix(" HTTP/1.1").expect("a version").to_owned();
            let mut seen = Seen { target, headers, body: Vec::new() };
            let length = seen.header("content-length").first().map_or(0, |it| it.parse().expect("a length"));
            seen.body.resize(length, 0);
            reader.read_exact(&mut seen.body).expect("a body");
            write!(stream, "HTTP/1.1 204 Done\r\nconnection: close\r\n\r\n").expect("a connection");
            if sender.send(seen).is_err() {
                return;
            }
        }
    });
    (Client::builder().base_url(url).build().expect("a client"), receiver)
}

async fn seen(call: impl FnOnce(&Client) -> Call<()>) -> Seen {
    let (client, requests) = server();
    call(&client).await.expect("204");
    requests.recv().expect("a request")
}

fn id(id: &str) -> Id {
    Id { id: Some(id.to_owned()) }
}

#[tokio::test]
async fn one_name_in_every_place_is_a_value_in_each() {
    let seen = seen(|client| client.things().update("p/1", "q&2", "h 3", "c;4", id("b"))).await;
    assert_eq!(seen.target, "PUT /base/things/p%2F1?id=q%262");
    assert_eq!(seen.header("id"), ["h 3"]);
    assert_eq!(seen.header("cookie"), ["id=c%3B4"]);
    assert_eq!(seen.body, br#"{"id":"b"}"#);
}

#[tokio::test]
async fn what_stands_beside_a_variable_in_a_segment_stays() {
    let cancelled = seen(|client| client.things().cancel("a:b/c")).await;
    assert_eq!(cancelled.target, "POST /base/things/a%3Ab%2Fc:cancel");
    let undeleted = seen(|client| client.undelete().create("é {}")).await;
    assert_eq!(undeleted.target, "POST /base/%C3%A9%20%7B%7D:undelete");
    let file = seen(|client| client.files().get("a.b", "tar.gz")).await;
    assert_eq!(file.target, "GET /base/files/a.b.tar.gz");
    // One that is empty or makes dots leads nowhere else.
    let file = seen(|client| client.files().get("..", "x")).await;
    assert_eq!(file.target, "GET /base/files/...x");
    let (client, requests) = server();
    for (stem, ending) in [("", "x"), (".", "")] {
        client.files().get(stem, ending).await.expect_err("refused");
    }
    assert!(requests.try_recv().is_err(), "nothing was sent");
    let tiles = seen(|client| client.maps().list_tiles(1.5, -2.25, 3, "d?e#")).await;
    assert_eq!(tiles.target, "GET /base/maps/1.5,-2.25;3-d%3Fe%23/tiles");
}

#[tokio::test]
async fn a_form_is_written_by_its_encodings() {
    let order = CreateOrderRequest {
        note: Some("a b+c&d=é~*".to_owned()),
        tags: Some(vec!["x".to_owned(), "y,z".to_owned()]),
        codes: Some(vec!["1,2".to_owned(), "3".to_owned()]),
        buyer: Some(id("b 1")),
        lines: Some(vec![id("l"), Id::default(), id("m")]),
        path: Some("/a?b%2F%".to_owned()),
    };
    let seen = seen(|client| client.orders().create(order)).await;
    assert_eq!(seen.header("content-type"), ["application/x-www-form-urlencoded"]);
    let expected = "note=a+b%2Bc%26d%3D%C3%A9%7E*&tags=x&tags=y%2Cz&codes=1%2C2,3&buyer%5Bid%5D=b%201\
         &lines%5B0%5D%5Bid%5D=l&lines%5B2%5D%5Bid%5D=m&path=/a?b%2F%25";
    assert_eq!(String::from_utf8(seen.body).expect("text"), expected);
}

/// The parts of a body: the lines of their heads, and their contents. Nothing is let pass that RFC 2046 (5.1.1) and RFC 7578
/// do not have.
fn parts(seen: &Seen) -> Vec<(Vec<String>, Vec<u8>)> {
    let [content_type] = seen.header("content-type")[..] else { panic!("one content type") };
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").expect("parts");
    let in_token = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.+".contains(&byte);
    assert!((1..=70).contains(&boundary.len()) && boundary.bytes().all(in_token), "{boundary}");
    let (delimiter, mut rest) = (format!("--{boundary}\r\n"), &seen.body[..]);
    let next = format!("\r\n--{boundary}");
    let mut parts = Vec::new();
    rest = rest.strip_prefix(delimiter.as_bytes()).expect("no preamble");
    loop {
        let mut head = Vec::new();
        loop {
            let end = rest.windows(2).position(|two| two == b"\r\n").expect("a line");
            let line = std::str::from_utf8(&rest[..end]).expect("a head in UTF-8").to_owned();
            rest = &rest[end + 2..];
            if line.is_empty() {
                break;
            }
            let (name, value) = line.split_once(": ").expect("a header");
            assert!(!name.is_empty() && name.bytes().all(in_token) && value == value.trim(), "{line}");
            head.push(line);
        }
        let end = rest.windows(next.len()).position(|window| window == next.as_bytes()).expect("a delimiter");
        parts.push((head, rest[..end].to_vec()));
        rest = &rest[end + next.len()..];
        if rest == b"--\r\n" {
            return parts;
        }
        rest = rest.strip_prefix(b"\r\n").expect("the next part");
    }
}

/// A part as it is expected: its name with what follows in the disposition, the rest of its head, its content.
fn part(name: &str, head: &[&str], content: &[u8]) -> (Vec<String>, Vec<u8>) {
    let disposition = format!("Content-Disposition: form-data; name={name}");
    let head = head.iter().map(|line| (*line).to_owned());
    (std::iter::once(disposition).chain(head).collect(), content.to_vec())
}

#[tokio::test]
async fn parts_are_written_by_their_encodings() {
    let text = |texts: &[&str]| Some(texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>());
    let upload = CreateUploadRequest {
        photo: File::from_bytes(vec![0, 13, 10, 45, 45, 255]).named("a \"b\".png").content_type("image/png"),
        pages: Some(vec![
            File::from("one").named("1.txt").content_type("text/plain").header("X-Page", "1"),
            File::from_reader(&b"two"[..]).length(3),
        ]),
        key: Some(Base64::from(b"\x00\xff\x10".to_vec())),
        tags: text(&["a b", "c%d"]),
        codes: Some(vec![1, 2]),
        each: text(&["é", "", "x\r\ny"]),
        meta: Some(id("\"")),
        lines: Some(vec![id("1"), Id::default()]),
        near: Some(id("n m")),
        table: Some("a,b\n1,2".to_owned()),
        count: Some(-3),
    };
    let seen = seen(|client| client.uploads().create(upload)).await;
    const TEXT: &str = "Content-Type: text/plain";
    const JSON: &str = "Content-Type: application/json";
    const BYTES: &str = "Content-Type: application/octet-stream";
    let expected = [
        part(
            "\"photo\"; filename=\"a %22b%22.png\"",
            &["Content-Type: image/png", "X-Origin: camera"],
            &[0, 13, 10, 45, 45, 255],
        ),
        part("\"pages\"; filename=\"1.txt\"", &[TEXT, "X-Page: 1"], b"one"),
        part("\"pages\"; filename=\"blob\"", &[BYTES], b"two"),
        part("\"key\"", &[BYTES, "Content-Transfer-Encoding: base64"], b"AP8Q"),
        part("\"tags\"", &[TEXT], b"a b,c%d"),
        part("\"codes\"", &[TEXT], b"1|2"),
        part("\"each\"", &["Content-Type: text/plain; charset=utf-8"], "é".as_bytes()),
        part("\"each\"", &[TEXT], b""),
        part("\"each\"", &[TEXT], b"x\r\ny"),
        part("\"meta\"", &[JSON], br#"{"id":"\""}"#),
        part("\"lines\"", &[JSON], br#"{"id":"1"}"#),
        part("\"lines\"", &[JSON], b"{}"),
        part("\"near[id]\"", &[TEXT], b"n m"),
        part("\"table\"", &["Content-Type: text/csv; charset=utf-8", "X-Rows: many"], b"a,b\n1,2"),
        part("\"count\"", &[TEXT], b"-3"),
    ];
    let found = parts(&seen);
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.len(), expected.len());
}

#[tokio::test]
async fn a_list_that_could_not_be_told_from_another_is_not_sent() {
    let (client, requests) = server();
    let upload = CreateUploadRequest {
        tags: Some(vec!["a,b".to_owned()]),
        ..CreateUploadRequest::new(File::from("x"))
    };
    let error = client.uploads().create(upload).await.expect_err("ambiguous");
    assert!(error.to_string().contains("`tags` in the body"), "{error}");
    assert!(requests.try_recv().is_err(), "nothing was sent");
}
