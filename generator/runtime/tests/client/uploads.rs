//! Files over real connections: what a server sees, read by a parser that is not ours.

use crate::support::{Client, POST, Script, client, status};
use bytes::Bytes;
use kiln_runtime::form::{Field, Form, Nested};
use kiln_runtime::http::{
    Call, ErrorKind, File, RequestBody, ResponseBody, Transport, TransportError,
    TransportFuture,
};
use kiln_runtime::json::{Member, ToJson, Writer};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

/// A request as the server read it: the head, and the body without any chunking.
type Request = (String, Vec<u8>);

/// A server that answers each request on a connection of its own, once it has read all
/// of it, with these statuses in turn.
async fn server(statuses: &'static [u16]) -> (SocketAddr, Arc<Mutex<Vec<Request>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let seen: Arc<Mutex<Vec<Request>>> = Arc::default();
    let requests = Arc::clone(&seen);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let Some(request) = read(&mut stream).await else { continue };
            let count = {
                let mut requests = requests.lock().expect("not poisoned");
                requests.push(request);
                requests.len()
            };
            let status = statuses[(count - 1).min(statuses.len() - 1)];
            let head = format!(
                "HTTP/1.1 {status} X\r\ncontent-length: 0\r\nretry-after: 0\r\nconnection: close\r\n\r\n"
            );
            let _ = stream.write_all(head.as_bytes()).await;
        }
    });
    (address, seen)
}

async fn read(stream: &mut TcpStream) -> Option<Request> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end;
        }
        (stream.read_buf(&mut bytes).await.ok()? > 0).then_some(())?;
    };
    let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
    let mut body = bytes.split_off(end + 4);
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let complete = |body: &[u8]| match length {
        Some(length) => body.len() >= length.parse().expect("a number"),
        None => body.ends_with(b"0\r\n\r\n"),
    };
    while !complete(&body) {
        (stream.read_buf(&mut body).await.ok()? > 0).then_some(())?;
    }
    if length.is_none() {
        body = dechunked(&body)?;
    }
    Some((head, body))
}

fn dechunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|two| two == b"\r\n")?;
        let size =
            usize::from_str_radix(std::str::from_utf8(&rest[..end]).ok()?, 16).ok()?;
        body.extend_from_slice(&rest[end + 2..][..size]);
        rest = &rest[end + 2 + size + 2..];
        if size == 0 {
            return Some(body);
        }
    }
}

fn to(address: SocketAddr) -> Client {
    let builder = Client::builder().base_url(format!("http://{address}"));
    builder.timeout(Duration::from_secs(10)).build().expect("a client")
}

/// Fails instead of hanging.
async fn guarded(call: Call<()>) -> Result<(), kiln_runtime::http::Error> {
    timeout(Duration::from_secs(15), call.into_future()).await.expect("no hang")
}

struct Upload {
    title: String,
    file: File,
    more: Vec<File>,
}

impl ToJson for Upload {
    fn write(&self, w: &mut Writer) {
        w.record(&[
            Member::always("title", &self.title),
            Member::always("file", &self.file),
            Member::always("more", &self.more),
        ]);
    }
}

const FORM: Form =
    Form { fields: &[Field::content("file", "image/png")], nested: Nested::Json };

type Part = (String, Option<String>, Option<String>, Bytes);

/// The parts of a request, by another parser.
async fn parts(request: &Request) -> Vec<Part> {
    let content_type =
        request.0.lines().find_map(|line| line.strip_prefix("content-type: "));
    let boundary =
        multer::parse_boundary(content_type.expect("one")).expect("a boundary");
    let mut parts = multer::Multipart::with_reader(request.1.as_slice(), boundary);
    let mut found = Vec::new();
    while let Some(part) = parts.next_field().await.expect("a part") {
        found.push((
            part.name().expect("a name").to_owned(),
            part.file_name().map(str::to_owned),
            part.content_type().map(ToString::to_string),
            part.bytes().await.expect("its content"),
        ));
    }
    found
}

fn part(name: &str, file: Option<&str>, media_type: &str, bytes: &[u8]) -> Part {
    (
        name.to_owned(),
        file.map(str::to_owned),
        Some(media_type.to_owned()),
        Bytes::copy_from_slice(bytes),
    )
}

/// A file that is gone at the end.
struct Temporary(std::path::PathBuf);

impl Temporary {
    fn new(name: &str, bytes: &[u8]) -> Self {
        let path = std::env::temp_dir().join(format!("{}-{name}", std::process::id()));
        std::fs::write(&path, bytes).expect("written");
        Self(path)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[tokio::test]
async fn files_of_every_source_arrive_with_what_is_told_about_them() {
    let large: Vec<u8> = (0..300_000_u32).map(|byte| byte.to_le_bytes()[0]).collect();
    let path = Temporary::new("large.bin", &large);
    let (address, seen) = server(&[200]).await;
    let upload = Upload {
        title: "a \"title\"".to_owned(),
        file: File::from_path(&path.0),
        more: vec![
            File::from(vec![0, 13, 10]).named("a\"b.png").content_type("image/gif"),
            File::from("text"),
            File::from_reader(&b"from a reader"[..]).length(13).named("é"),
        ],
    };
    guarded(to(address).empty(&POST).multipart(&upload, &FORM)).await.expect("sent");
    let request = seen.lock().expect("not poisoned").remove(0);
    let length = format!("content-length: {}", request.1.len());
    assert!(request.0.contains(&length), "{}", request.0);
    let name = path.0.file_name().and_then(|name| name.to_str());
    let expected = [
        part("title", None, "text/plain", b"a \"title\""),
        part("file", name, "image/png", &large),
        part("more", Some("a%22b.png"), "image/gif", &[0, 13, 10]),
        part("more", Some("blob"), "application/octet-stream", b"text"),
        part("more", Some("é"), "application/octet-stream", b"from a reader"),
    ];
    assert_eq!(parts(&request).await, expected);
}

#[tokio::test]
async fn a_reader_without_a_length_is_sent_in_chunks() {
    let (address, seen) = server(&[200]).await;
    let file = File::from_reader(tokio::io::repeat(7).take(200_000));
    guarded(to(address).empty(&POST).file(file, "application/zip")).await.expect("sent");
    let (head, body) = seen.lock().expect("not poisoned").remove(0);
    assert!(head.contains("transfer-encoding: chunked"), "{head}");
    assert!(head.contains("content-type: application/zip"), "{head}");
    assert_eq!(body, vec![7; 200_000]);
}

#[tokio::test]
async fn the_media_type_of_a_file_is_its_own() {
    let (address, seen) = server(&[200]).await;
    let file = File::from("x").content_type("image/jpeg");
    guarded(to(address).empty(&POST).file(file, "image/png")).await.expect("sent");
    let (head, _) = seen.lock().expect("not poisoned").remove(0);
    assert!(head.contains("content-type: image/jpeg"), "{head}");
}

#[tokio::test]
async fn a_body_that_was_read_is_not_sent_again() {
    let (address, seen) = server(&[429, 200]).await;
    let file = File::from_reader(&b"once"[..]);
    let call = to(address).empty(&POST).file(file.clone(), "text/plain");
    let error = guarded(call).await.expect_err("429");
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Api, 1));
    let call = to(address).empty(&POST).file(file, "text/plain");
    let error = guarded(call).await.expect_err("gone");
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Request, 0));
    assert_eq!(seen.lock().expect("not poisoned").len(), 1);

    let (address, seen) = server(&[429, 200]).await;
    guarded(to(address).empty(&POST).file(File::from("again"), "text/plain"))
        .await
        .expect("the second attempt");
    assert_eq!(seen.lock().expect("not poisoned").len(), 2);
}

/// Opens no connection at first, and then collects the body.
struct Flaky(Mutex<u32>, Arc<Mutex<Bytes>>);

impl Transport for Flaky {
    fn send(&self, request: http::Request<RequestBody>) -> TransportFuture<'_> {
        let first =
            std::mem::replace(&mut *self.0.lock().expect("not poisoned"), 1) == 0;
        Box::pin(async move {
            if first {
                return Err(TransportError::connect("refused"));
            }
            let body = request.into_body().into_bytes().await?;
            *self.1.lock().expect("not poisoned") = body;
            Ok(http::Response::new(ResponseBody::from(Bytes::new())))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_that_nobody_began_to_read_is_sent_again() {
    let body = Arc::default();
    let transport = Flaky(Mutex::new(0), Arc::clone(&body));
    let client = Client::builder().transport(transport).build().expect("a client");
    let file = File::from_reader(&b"still there"[..]);
    client.empty(&POST).file(file, "text/plain").await.expect("the second attempt");
    assert_eq!(&body.lock().expect("not poisoned")[..], b"still there");
}

#[tokio::test]
async fn what_cannot_be_read_is_an_error_of_the_call() {
    let script = Script::new(&[status(200)]);
    for path in ["/no/such/file", "/"] {
        let call =
            client(&script).empty(&POST).file(File::from_path(path), "text/plain");
        let error = call.await.expect_err("not there");
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Request, 0));
        assert!(error.to_string().contains("cannot be opened"), "{error}");
    }
    assert_eq!(script.count(), 0);

    let (address, _) = server(&[200]).await;
    let short = File::from_reader(&b"short"[..]).length(9);
    let error = guarded(to(address).empty(&POST).file(short, "text/plain")).await;
    assert_eq!(error.expect_err("too short").kind(), ErrorKind::Transport);
}

#[tokio::test]
async fn a_file_inside_of_an_object_is_refused() {
    struct Outer(Upload);
    impl ToJson for Outer {
        fn write(&self, w: &mut Writer) {
            w.record(&[Member::always("inner", &self.0)]);
        }
    }
    let script = Script::new(&[status(200)]);
    let inner = Upload { title: String::new(), file: File::from("x"), more: Vec::new() };
    let body = Outer(inner);
    let call = client(&script).empty(&POST).multipart(&body, &FORM);
    let error = call.await.expect_err("no form");
    assert!(error.to_string().contains("file inside of the field `inner`"), "{error}");
    assert_eq!(script.count(), 0);
}
