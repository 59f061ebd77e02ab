//! Calls from threads that are not asynchronous.

use crate::support::{Client, GET, POST, Script, Step, answer, status};
use kiln_runtime::http::{ErrorKind, block_on, decode};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::time::{Duration, Instant};

const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n42";

/// A server with one connection at a time, which counts the requests on each.
fn client() -> (Client, std::sync::mpsc::Receiver<usize>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        while let Ok((mut stream, _)) = listener.accept() {
            let mut count = 0;
            while stream.read(&mut [0; 4096]).is_ok_and(|length| length > 0) {
                count += 1;
                let _ = stream.write_all(ANSWER);
            }
            let _ = tell.send(count);
        }
    });
    let builder = Client::builder().base_url(format!("http://{address}"));
    (builder.timeout(Duration::from_secs(10)).build().expect("a client"), told)
}

#[test]
fn a_call_waits_and_the_next_uses_the_same_connection() {
    let (client, told) = client();
    assert_eq!(client.call(&GET, decode::json::<i64>).blocking().expect("42"), 42);
    let call = client.call(&POST, decode::json::<i64>).json(&vec![1_i64]);
    let response = call.blocking_send().expect("42");
    assert_eq!((response.status().as_u16(), response.into_body()), (200, 42));
    let stream = client.call(&GET, decode::bytes).stream();
    let mut body = block_on(stream).expect("no runtime").expect("a body").into_body();
    let chunk = block_on(body.chunk()).expect("no runtime").expect("a chunk");
    assert_eq!(chunk.as_deref(), Some(&b"42"[..]));
    assert_eq!(block_on(body.chunk()).expect("no runtime").expect("the end"), None);
    // The thread of the connections sees by itself that one is idle for too long.
    assert_eq!(told.recv_timeout(Duration::from_secs(9)), Ok(3));
}

#[test]
fn many_threads_call_at_once() {
    let script = Script::new(&[answer(200, &[], "5")]);
    let client = crate::support::client(&script);
    let threads: Vec<_> = (0..16)
        .map(|_| {
            let client = client.clone();
            std::thread::spawn(move || client.call(&GET, decode::json::<i64>).blocking())
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().expect("no panic").expect("5"), 5);
    }
    assert_eq!(script.count(), 16);
}

#[test]
fn retries_and_timeouts_hold() {
    let script = Script::new(&[
        answer(503, &[("retry-after-ms", "20")], ""),
        answer(200, &[], "5"),
    ]);
    let call = crate::support::client(&script).call(&GET, decode::json::<i64>);
    assert_eq!(call.blocking_send().expect("5").retries(), 1);

    let begin = Instant::now();
    let client = crate::support::client(&Script::new(&[Step::Hang]));
    let call = client.empty(&GET).timeout(Duration::from_millis(50));
    assert_eq!(call.blocking().expect_err("overdue").kind(), ErrorKind::Timeout);
    assert!(begin.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn inside_of_a_runtime_it_is_an_error_that_says_what_to_do() {
    let script = Script::new(&[status(200)]);
    let call = crate::support::client(&script).empty(&GET);
    let error = call.blocking().expect_err("refused");
    assert_eq!((error.kind(), script.count()), (ErrorKind::Request, 0));
    assert!(error.to_string().contains("await the call"), "{error}");

    let client = crate::support::client(&Arc::clone(&script));
    let inside = tokio::task::spawn_blocking(move || client.empty(&GET).blocking());
    assert!(inside.await.expect("no panic").is_err());
}
