//! Calls over real connections to a small server that misbehaves to order.
//!
//! Every test has a guard against hanging and counts the requests that the server saw.

use crate::streams::{END, EVENTS, STREAMS};
use crate::support::{Client, GET, HEAD, OPERATION, POST, SECRET, shown};
use kiln_runtime::http::{Error, ErrorKind, Operation, decode, method};
use kiln_runtime::stream;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};

/// What the server does once it has read a request.
#[derive(Debug, Clone, Copy)]
enum Act {
    /// Writes this and keeps the connection.
    Keep(&'static str),
    /// Writes this and closes the connection.
    Close(&'static str),
    /// Writes this and keeps silent.
    Stall(&'static str),
    /// Writes a body without an end.
    Flood,
}

struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
    connections: Arc<AtomicUsize>,
}

impl Server {
    /// A server that does these things in turn, the last one over and over.
    async fn start(acts: &'static [Act]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let server = Self {
            address: listener.local_addr().expect("an address"),
            requests: Arc::default(),
            connections: Arc::default(),
        };
        let (requests, connections) =
            (Arc::clone(&server.requests), Arc::clone(&server.connections));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                connections.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(serve(stream, acts, Arc::clone(&requests)));
            }
        });
        server
    }

    fn client(&self) -> Client {
        let builder = Client::builder().base_url(format!("http://{}", self.address));
        builder.token(SECRET).max_body_size(1 << 20).build().expect("a client")
    }

    fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("not poisoned").clone()
    }

    fn count(&self) -> usize {
        self.requests().len()
    }
}

async fn serve(
    mut stream: TcpStream,
    acts: &'static [Act],
    requests: Arc<Mutex<Vec<String>>>,
) {
    while let Some(request) = read_request(&mut stream).await {
        let act = {
            let mut requests = requests.lock().expect("not poisoned");
            requests.push(request);
            acts[(requests.len() - 1).min(acts.len() - 1)]
        };
        let (Act::Keep(text) | Act::Close(text) | Act::Stall(text)) = act else {
            return flood(stream).await;
        };
        if stream.write_all(text.as_bytes()).await.is_err() {
            return;
        }
        match act {
            Act::Keep(_) => {}
            Act::Stall(_) => sleep(Duration::from_secs(60)).await,
            Act::Close(_) | Act::Flood => return,
        }
    }
}

/// The head and the body of one request; nothing when the client is gone.
pub(crate) async fn read_request(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| {
                let (name, value) = line.split_once(": ")?;
                name.eq_ignore_ascii_case("content-length")
                    .then(|| value.parse().ok())?
            });
            if body.len() >= length.unwrap_or(0) {
                return Some(text);
            }
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
}

async fn flood(mut stream: TcpStream) {
    let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let chunk = format!("10000\r\n{}\r\n", "x".repeat(0x10000));
    let mut going = stream.write_all(head.as_bytes()).await.is_ok();
    while going {
        going = stream.write_all(chunk.as_bytes()).await.is_ok();
    }
}

/// Fails instead of hanging.
async fn guarded<V>(future: impl IntoFuture<Output = V>) -> V {
    timeout(Duration::from_secs(10), future).await.expect("no hang")
}

async fn error(client: &Client, operation: &'static Operation) -> Error {
    let error = guarded(client.call(operation, decode::json::<i64>)).await;
    let error = error.expect_err("an error");
    assert!(!shown(&error).contains(SECRET), "{error:?}");
    error
}

const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n42";

static KEYED: Operation =
    Operation { security: &[&["queryKey", "bearerAuth"]], ..OPERATION };

#[tokio::test]
async fn a_call_goes_out_and_comes_back_and_connections_are_used_again() {
    let server = Server::start(&[Act::Keep(OK)]).await;
    let client = server.client();
    let call = client.call(&POST, decode::json::<i64>).json(&vec![1_i64]);
    assert_eq!(guarded(call).await.expect("42"), 42);
    let call = client.call(&KEYED, decode::json::<i64>);
    assert_eq!(guarded(call).await.expect("42"), 42);
    let requests = server.requests();
    assert!(requests[0].starts_with("POST /things HTTP/1.1\r\n"), "{requests:?}");
    assert!(
        requests[0].contains("\r\ncontent-type: application/json\r\n"),
        "{requests:?}"
    );
    assert!(requests[0].contains("\r\naccept: application/json\r\n"), "{requests:?}");
    assert!(requests[0].ends_with("\r\n\r\n[1]"), "{requests:?}");
    assert!(requests[1].starts_with("GET /things?api%20key=s3cr3t-v4lue HTTP/1.1\r\n"));
    assert!(requests[1].contains("\r\nauthorization: Bearer s3cr3t-v4lue\r\n"));
    let compressed = requests.concat().contains("accept-encoding: gzip\r\n");
    assert_eq!(compressed, cfg!(feature = "gzip"), "{requests:?}");
    assert_eq!(requests.len(), 2);
    assert_eq!(server.connections.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_post_without_a_body_says_that_it_has_none() {
    let server = Server::start(&[Act::Keep(OK)]).await;
    guarded(server.client().empty(&POST)).await.expect("42");
    guarded(server.client().empty(&GET)).await.expect("42");
    let requests = server.requests();
    assert!(requests[0].contains("\r\ncontent-length: 0\r\n"), "{requests:?}");
    assert!(!requests[1].contains("content-length"), "{requests:?}");
}

#[tokio::test]
async fn a_method_of_any_name_is_sent_as_it_is_written_and_not_repeated() {
    static COPY: LazyLock<Operation> =
        LazyLock::new(|| Operation { method: method("Copy"), ..OPERATION });
    let server = Server::start(&[Act::Keep(OK), Act::Close("")]).await;
    let call = server.client().call(&COPY, decode::json::<i64>).json(&vec![1_i64]);
    assert_eq!(guarded(call).await.expect("42"), 42);
    let requests = server.requests();
    assert!(requests[0].starts_with("Copy /things HTTP/1.1\r\n"), "{requests:?}");
    assert!(requests[0].ends_with("\r\n\r\n[1]"), "{requests:?}");
    let failed = error(&server.client(), &COPY).await;
    assert_eq!((failed.kind(), server.count()), (ErrorKind::Transport, 2));
}

#[tokio::test]
async fn a_body_in_chunks_and_an_answer_without_a_body_are_read() {
    const CHUNKED: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n\
                           1\r\n4\r\n1\r\n2\r\n0\r\n\r\n";
    let server = Server::start(&[Act::Keep(CHUNKED)]).await;
    let value = guarded(server.client().call(&GET, decode::json::<i64>)).await;
    assert_eq!(value.expect("42"), 42);

    let head = "HTTP/1.1 200 OK\r\ncontent-length: 99999999\r\n\r\n";
    let server = Server::start(Box::leak(Box::new([Act::Keep(head)]))).await;
    guarded(server.client().empty(&HEAD)).await.expect("no body");
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_connection_that_closes_without_an_answer_is_repeated_for_get_only() {
    let server = Server::start(&[Act::Close("")]).await;
    let failed = error(&server.client(), &GET).await;
    assert_eq!((failed.kind(), server.count()), (ErrorKind::Transport, 3));
    let failed = error(&server.client(), &POST).await;
    assert_eq!((failed.kind(), server.count()), (ErrorKind::Transport, 4));
    assert!(failed.may_have_been_handled());
}

#[tokio::test]
async fn a_connection_that_closes_within_the_head_is_repeated_for_get_only() {
    let server = Server::start(&[Act::Close("HTTP/1.1 200 OK\r\ncontent-le")]).await;
    let failed = error(&server.client(), &POST).await;
    assert_eq!((failed.kind(), server.count()), (ErrorKind::Transport, 1));
    let failed = error(&server.client(), &GET).await;
    assert_eq!((failed.kind(), server.count()), (ErrorKind::Transport, 4));
}

#[tokio::test]
async fn half_a_body_is_no_body() {
    const HALF: &str = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n42";
    let server = Server::start(&[Act::Close(HALF), Act::Keep(OK)]).await;
    let failed = error(&server.client(), &POST).await;
    assert_eq!((failed.kind(), server.count()), (ErrorKind::Transport, 1));
    assert_eq!(failed.status().map(|status| status.as_u16()), Some(200));

    let server = Server::start(&[Act::Close(HALF), Act::Keep(OK)]).await;
    let response = guarded(server.client().call(&GET, decode::json::<i64>).send()).await;
    let response = response.expect("42 in the end");
    assert_eq!((*response.body(), response.retries(), server.count()), (42, 1, 2));
}

#[tokio::test]
async fn what_is_no_http_is_an_error() {
    let server = Server::start(&[Act::Close("SSH-2.0-OpenSSH\r\n\r\n")]).await;
    let failed = error(&server.client(), &POST).await;
    assert_eq!((failed.kind(), server.count()), (ErrorKind::Transport, 1));
}

#[tokio::test]
async fn a_slow_answer_is_given_up_wherever_it_stalls() {
    for text in
        ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n4"]
    {
        let server = Server::start(Box::leak(Box::new([Act::Stall(text)]))).await;
        let call = server.client().empty(&GET).timeout(Duration::from_millis(200));
        let failed = guarded(call).await.expect_err("overdue");
        assert_eq!((failed.kind(), server.count()), (ErrorKind::Timeout, 1));
        assert!(failed.is_timeout() && !failed.is_connect());
    }
}

#[tokio::test]
async fn an_overdue_attempt_is_repeated_on_another_connection() {
    let server = Server::start(&[Act::Stall(""), Act::Keep(OK)]).await;
    let call = server.client().call(&GET, decode::json::<i64>);
    let value = guarded(call.attempt_timeout(Duration::from_millis(200))).await;
    assert_eq!((value.expect("42"), server.count()), (42, 2));
    assert_eq!(server.connections.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_busy_server_is_asked_again() {
    const BUSY: &str =
        "HTTP/1.1 529 Overloaded\r\nretry-after-ms: 10\r\ncontent-length: 0\r\n\r\n";
    let server = Server::start(&[Act::Keep(BUSY), Act::Keep(BUSY), Act::Keep(OK)]).await;
    let value = guarded(server.client().call(&POST, decode::json::<i64>)).await;
    assert_eq!((value.expect("42"), server.count()), (42, 3));
}

#[tokio::test]
async fn a_refused_connection_is_repeated_for_post_too() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    drop(listener);
    let builder = Client::builder().token(SECRET).base_url(format!("http://{address}"));
    let client: Client = builder.retries(1).build().expect("a client");
    let failed = error(&client, &POST).await;
    assert_eq!((failed.kind(), failed.attempts()), (ErrorKind::Connect, 2));
    assert!(
        failed.is_connect() && !failed.is_timeout() && !failed.may_have_been_handled()
    );
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_is_a_connection_that_did_not_open() {
    let server = Server::start(&[Act::Keep(OK)]).await;
    let builder = Client::builder().base_url(format!("https://{}", server.address));
    let client: Client = builder
        .retries(0)
        .connect_timeout(Duration::from_millis(300))
        .build()
        .expect("a client");
    let failed = error(&client, &POST).await;
    assert_eq!((failed.kind(), server.count()), (ErrorKind::Connect, 0));
    assert!(failed.is_timeout(), "the server waits for more: {failed:?}");
}

#[tokio::test]
async fn a_body_without_an_end_is_cut_at_the_limit() {
    let server = Server::start(&[Act::Flood]).await;
    let failed = error(&server.client(), &GET).await;
    assert_eq!((failed.kind(), server.count()), (ErrorKind::BodyTooLarge, 1));
    assert_eq!(failed.status().map(|status| status.as_u16()), Some(200));
}

#[tokio::test]
async fn a_broken_connection_shows_no_credential_of_the_url() {
    let server = Server::start(&[Act::Close("")]).await;
    assert_eq!(error(&server.client(), &KEYED).await.kind(), ErrorKind::Transport);
    assert!(server.requests()[0].contains("api%20key=s3cr3t-v4lue"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_client_serves_many_tasks() {
    let server = Server::start(&[Act::Keep(OK)]).await;
    let client = server.client();
    let tasks: Vec<_> = (0..50)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.call(&GET, decode::json::<i64>).await })
        })
        .collect();
    for task in tasks {
        let value = guarded(task).await.expect("no panic");
        assert_eq!(value.expect("42"), 42);
    }
    assert_eq!(server.count(), 50);
}

const EVENTS_ANSWER: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\
    content-length: 27\r\n\r\nid: 1\ndata: 1\n\ndata: 2\n\nda";

#[tokio::test]
async fn events_over_a_connection_that_breaks() {
    let server = Server::start(&[
        Act::Close(EVENTS_ANSWER),
        Act::Close("HTTP/1.1 204 No Content\r\n\r\n"),
    ])
    .await;
    let call =
        server.client().call(&EVENTS, stream::events::<i64>).streaming(STREAMS, END);
    let mut events = guarded(call).await.expect("a stream");
    assert_eq!(guarded(events.next()).await.expect("an event").expect("a number"), 1);
    assert_eq!(guarded(events.next()).await.expect("an event").expect("a number"), 2);
    let error = guarded(events.next()).await.expect("an end").expect_err("broken");
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(guarded(events.next()).await.is_none());
    assert_eq!(server.count(), 1);

    let call =
        server.client().call(&EVENTS, stream::events::<i64>).streaming(STREAMS, END);
    let error = guarded(call).await.expect_err("no content is no stream");
    assert_eq!(error.kind(), ErrorKind::ContentType);
}

#[tokio::test]
async fn a_flood_is_read_no_faster_than_it_is_taken() {
    let server = Server::start(&[Act::Flood]).await;
    let response = guarded(server.client().call(&GET, decode::bytes).stream()).await;
    let mut body = response.expect("a body").into_body();
    let mut taken = 0;
    // More than the client would hold in memory.
    while taken < 4 << 20 {
        taken += guarded(body.chunk()).await.expect("a chunk").expect("no end").len();
    }
    drop(body);
}
