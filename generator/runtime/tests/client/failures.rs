//! Failures, injected by a server on a real socket.
//!
//! | what fails | error | requests of a GET | of a POST |
//! | --- | --- | --- | --- |
//! | connection refused | `Connect` | 0 | 0 |
//! | reset before the request is read | `Transport` | 3 | 1 |
//! | reset after the request is read | `Transport` | 3 | 1 |
//! | half a body | `Transport`, with the status | 3 | 1 |
//! | slow headers, slow body | `Timeout` | 1 | 1 |
//! | 429, 503, 529 | `Api` | 3 | 3 |
//! | the same, and `Retry-After` of more than a minute | `Api` | 1 | 1 |
//! | redirects without an end | `Api` | 11 | 11 |
//! | a body larger than the limit, compressed or not | `BodyTooLarge` | 1 | 1 |
//! | a body that is damaged under compression | `Transport`, with the status | 3 | 1 |
//!
//! For each: no panic, an end within bounded time, and no credential in what is shown.

use crate::support::{Client, OPERATION, SECRET, shown};
use kiln_runtime::http::{Error, ErrorKind, Method, Operation, decode};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};

static GET: Operation =
    Operation { security: &[&["queryKey", "bearerAuth", "cookieKey"]], ..OPERATION };
static POST: Operation = Operation { method: Method::POST, ..GET };

/// What the server does with every request.
#[derive(Clone)]
enum Fault {
    /// Resets the connection without reading.
    ResetAtOnce,
    /// Resets the connection once the request is there.
    Reset,
    /// Answers with these bytes, and closes the connection.
    Close(Vec<u8>),
    /// Answers with these bytes one at a time, without an end.
    Drip(&'static [u8]),
    /// Answers with these bytes, and then with these over and over.
    Flood(&'static [u8], Vec<u8>),
}

/// A server with one fault, and the number of requests that it has seen.
async fn start(fault: Fault) -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let seen = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&seen);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream, fault.clone(), Arc::clone(&count)));
        }
    });
    (address, seen)
}

/// Serves one request; an error means that the client is gone.
async fn serve(
    mut stream: TcpStream,
    fault: Fault,
    seen: Arc<AtomicUsize>,
) -> std::io::Result<()> {
    if matches!(fault, Fault::ResetAtOnce) {
        stream.readable().await?;
        seen.fetch_add(1, Ordering::SeqCst);
        return stream.set_zero_linger();
    }
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") && !request.ends_with(b"[1]") {
        if stream.read_buf(&mut request).await? == 0 {
            return Ok(());
        }
    }
    seen.fetch_add(1, Ordering::SeqCst);
    match fault {
        Fault::ResetAtOnce | Fault::Reset => stream.set_zero_linger(),
        Fault::Close(answer) => stream.write_all(&answer).await,
        Fault::Drip(answer) => {
            for byte in answer.iter().chain(std::iter::repeat(&b'x')) {
                stream.write_all(&[*byte]).await?;
                sleep(Duration::from_millis(5)).await;
            }
            Ok(())
        }
        Fault::Flood(head, more) => {
            stream.write_all(head).await?;
            loop {
                stream.write_all(&more).await?;
            }
        }
    }
}

fn client(address: SocketAddr) -> Client {
    let builder = Client::builder().base_url(format!("http://{address}")).token(SECRET);
    builder.max_body_size(1 << 20).build().expect("a client")
}

/// The error of a call that meets the fault, and the requests that the server has seen.
async fn failed(operation: &'static Operation, fault: Fault) -> (Error, usize) {
    let (address, seen) = start(fault).await;
    let error = error(&client(address), operation).await;
    (error, seen.load(Ordering::SeqCst))
}

async fn error(client: &Client, operation: &'static Operation) -> Error {
    let call = client.call(operation, decode::json::<i64>);
    let call = if operation.method == "POST" { call.json(&vec![1_i64]) } else { call };
    // Slow faults are given up after half a second; two waits take less than 1.5 s.
    let call = call.timeout(Duration::from_millis(2_500));
    let call = call.attempt_timeout(Duration::from_millis(500));
    let result = timeout(Duration::from_secs(10), call.into_future()).await;
    let error = result.expect("no hang").expect_err("an error");
    assert!(!shown(&error).contains(SECRET), "{}", shown(&error));
    error
}

/// Checks both methods against the table above.
async fn check(
    fault: Fault,
    kind: ErrorKind,
    status: Option<u16>,
    requests: [usize; 2],
) {
    for (operation, requests) in [(&GET, requests[0]), (&POST, requests[1])] {
        let (error, seen) = failed(operation, fault.clone()).await;
        assert_eq!((error.kind(), seen), (kind, requests), "{}", shown(&error));
        assert_eq!(error.status().map(|status| status.as_u16()), status);
    }
}

fn answer(status: u16, headers: &str, body: &[u8]) -> Fault {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status} Some Reason\r\n{headers}connection: close\r\ncontent-length: {length}\r\n\r\n"
    );
    Fault::Close([head.as_bytes(), body].concat())
}

#[tokio::test]
async fn a_refused_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    drop(listener);
    for operation in [&GET, &POST] {
        let error = error(&client(address), operation).await;
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 3));
        assert!(!error.may_have_been_handled());
    }
}

#[tokio::test]
async fn a_connection_that_is_reset_before_the_request_is_read() {
    check(Fault::ResetAtOnce, ErrorKind::Transport, None, [3, 1]).await;
}

#[tokio::test]
async fn a_connection_that_is_reset_after_the_request_was_read() {
    check(Fault::Reset, ErrorKind::Transport, None, [3, 1]).await;
}

#[tokio::test]
async fn half_a_body() {
    let half = b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n[1,";
    check(Fault::Close(half.to_vec()), ErrorKind::Transport, Some(200), [3, 1]).await;
    let chunk = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n[1,";
    check(Fault::Close(chunk.to_vec()), ErrorKind::Transport, Some(200), [3, 1]).await;
}

/// The errors of both methods that have time for one attempt.
async fn overdue(fault: Fault) -> [Error; 2] {
    let (address, seen) = start(fault).await;
    let mut errors = Vec::new();
    for operation in [&GET, &POST] {
        let call = client(address).call(operation, decode::json::<i64>);
        let call = call.json(&vec![1_i64]).timeout(Duration::from_millis(300));
        let begin = Instant::now();
        let error = call.await.expect_err("overdue");
        assert!(begin.elapsed() < Duration::from_secs(5));
        assert_eq!(error.kind(), ErrorKind::Timeout);
        assert!(!shown(&error).contains(SECRET) && error.may_have_been_handled());
        errors.push(error);
    }
    assert_eq!(seen.load(Ordering::SeqCst), 2);
    errors.try_into().expect("two")
}

#[tokio::test]
async fn slow_headers_and_a_slow_body() {
    for error in overdue(Fault::Drip(b"HTTP/1.1 200 OK\r\nx-slow: ")).await {
        assert_eq!(error.status(), None);
    }
    for error in overdue(Fault::Drip(b"HTTP/1.1 200 OK\r\n\r\n")).await {
        assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    }
}

#[tokio::test]
async fn a_server_that_is_too_busy_says_when_to_come_again() {
    let date = |ahead: u64| {
        let at = SystemTime::now() + Duration::from_secs(ahead);
        format!("retry-after: {}\r\n", httpdate::fmt_http_date(at))
    };
    let soon = [
        String::new(),
        "retry-after: 0\r\n".to_owned(),
        "retry-after: 0.05\r\n".to_owned(),
        "retry-after-ms: 50\r\nretry-after: 3600\r\n".to_owned(),
        "retry-after: soon\r\n".to_owned(),
        "retry-after: Sun, 06 Nov 1994 08:49:37 GMT\r\n".to_owned(),
    ];
    let late = [
        "retry-after: 61\r\n".to_owned(),
        "retry-after-ms: 60001\r\n".to_owned(),
        date(3600),
    ];
    let none = "x-should-retry: false\r\n".to_owned();
    for (index, headers) in soon.iter().enumerate() {
        let status = [429, 503, 529][index % 3];
        check(answer(status, headers, b"{}"), ErrorKind::Api, Some(status), [3, 3])
            .await;
    }
    for status in [429, 503, 529] {
        for headers in late.iter().chain([&none]) {
            let begin = Instant::now();
            let fault = answer(status, headers, b"{}");
            check(fault, ErrorKind::Api, Some(status), [1, 1]).await;
            assert!(begin.elapsed() < Duration::from_secs(1), "returned at once");
        }
    }
}

#[tokio::test]
async fn redirects_without_an_end() {
    let location = format!("location: /things?token={SECRET}\r\n");
    check(answer(307, &location, b""), ErrorKind::Api, Some(307), [11, 11]).await;
    check(answer(302, &location, b"moved"), ErrorKind::Api, Some(302), [11, 11]).await;
}

#[tokio::test]
async fn a_body_without_an_end() {
    let chunk = [b"10000\r\n", &vec![b' '; 0x10000][..], b"\r\n"].concat();
    let head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let fault = Fault::Flood(head, chunk);
    check(fault, ErrorKind::BodyTooLarge, Some(200), [1, 1]).await;
    let fault = Fault::Flood(b"HTTP/1.1 200 OK\r\n\r\n", vec![b' '; 0x10000]);
    check(fault, ErrorKind::BodyTooLarge, Some(200), [1, 1]).await;
    // The status of an error counts, however much follows.
    let fault = Fault::Flood(b"HTTP/1.1 404 Not Found\r\n\r\n", vec![b' '; 0x10000]);
    let (error, seen) = failed(&GET, fault).await;
    assert_eq!((error.kind(), seen), (ErrorKind::Api, 1));
    assert_eq!(error.raw_body().map(bytes::Bytes::len), Some(1 << 20));
}

#[tokio::test]
async fn headers_without_an_end() {
    let fault =
        Fault::Flood(b"HTTP/1.1 200 OK\r\n", b"x-more: and more\r\n".repeat(4096));
    check(fault, ErrorKind::Transport, None, [3, 1]).await;
}

/// Bodies that are compressed on the way.
#[cfg(feature = "gzip")]
mod compressed {
    use super::*;
    use std::io::Write as _;

    fn gzipped(bytes: &[u8], times: usize) -> Vec<u8> {
        let level = flate2::Compression::best();
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), level);
        for _ in 0..times {
            encoder.write_all(bytes).expect("memory");
        }
        encoder.finish().expect("memory")
    }

    const GZIP: &str = "content-encoding: gzip\r\ncontent-type: application/json\r\n";

    #[tokio::test]
    async fn a_small_body_is_read() {
        let (address, _) = start(answer(200, GZIP, &gzipped(b"42", 1))).await;
        let value = client(address).call(&GET, decode::json::<i64>).await;
        assert_eq!(value.expect("42"), 42);
    }

    #[tokio::test]
    async fn a_bomb_is_cut_at_the_limit_of_what_it_becomes() {
        let bomb = gzipped(&vec![b' '; 1 << 20], 16);
        assert!(bomb.len() < 1 << 20, "smaller than the limit as it is sent");
        check(answer(200, GZIP, &bomb), ErrorKind::BodyTooLarge, Some(200), [1, 1])
            .await;
        let (error, _) = failed(&GET, answer(400, GZIP, &bomb)).await;
        assert_eq!(error.raw_body().map(bytes::Bytes::len), Some(1 << 20));
    }

    #[tokio::test]
    async fn what_is_damaged_is_no_body() {
        let mut damaged = gzipped(&[b' '; 4096], 1);
        damaged.truncate(damaged.len() - 12);
        check(answer(200, GZIP, &damaged), ErrorKind::Transport, Some(200), [3, 1])
            .await;
        check(answer(200, GZIP, b"not gzip"), ErrorKind::Transport, Some(200), [3, 1])
            .await;
    }
}
