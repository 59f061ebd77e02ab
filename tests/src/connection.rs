//! One connection: requests in, scripted answers out, or a cut where the script says so.
//!
//! Connections are kept alive. An answer is taken from the script when a request begins to arrive, not when a client
//! connects, so that idle connections in a client's pool use up nothing.

use std::io;
use std::sync::Arc;
use std::time::SystemTime;

use http::{HeaderMap, StatusCode};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

use crate::answer::{Answer, Claim, Cut};
use crate::document::Document;
use crate::recorded::{Recorded, Side, Violation};
use crate::server::Shared;
use crate::wire::{PATIENCE, ReadError, Wire};

/// The largest piece that a chunked body is sent in, in bytes.
const CHUNK: usize = 16 * 1024;

/// Whether the connection can take another request.
#[derive(PartialEq)]
enum After {
    KeepAlive,
    Close,
}

/// Serves a connection to its end. Nothing is reported: a client may go away at any point.
pub(crate) async fn serve(mut stream: TcpStream, number: usize, shared: Arc<Shared>, document: &'static Document) {
    let mut wire = Wire::default();
    while wire.begins(&stream).await {
        if shared.cuts_before_reading() {
            return;
        }
        let answer = match wire.request(&mut stream, number).await {
            Ok(request) => answer(&request, &shared, document),
            Err(ReadError::Gone(_)) => return,
            Err(ReadError::Malformed(message)) => {
                shared.hit();
                Answer::violations(&report(&shared, Side::Client, "", vec![message])).header("connection", "close")
            }
        };
        match deliver(&mut stream, &answer).await {
            Ok(After::KeepAlive) => {}
            Ok(After::Close) | Err(_) => return,
        }
    }
}

/// Records a request and chooses its answer.
fn answer(request: &Recorded, shared: &Shared, document: &Document) -> Answer {
    shared.record(request);
    let operation = document.operation(&request.method, &request.path);
    let found = operation
        .as_ref()
        .map_or_else(|missing| vec![missing.clone()], |known| known.check_request(request));
    let (Ok(operation), true) = (operation, found.is_empty()) else {
        return Answer::violations(&report(shared, Side::Client, &request.line(), found));
    };
    let Some(answer) = shared.next_answer() else {
        let unexpected = vec!["the test expects no request".to_owned()];
        return Answer::violations(&report(shared, Side::Client, &request.line(), unexpected));
    };
    let found = operation.check_answer(answer.status, &answer.headers, &answer.body);
    match answer.claim {
        Claim::Fits => report(shared, Side::Server, &request.line(), found),
        Claim::Breaks if found.is_empty() => report(
            shared,
            Side::Server,
            &request.line(),
            vec!["claims to break the document but fits".to_owned()],
        ),
        Claim::Breaks => found,
    };
    answer
}

/// Puts what was found on record and hands it back.
fn report(shared: &Shared, side: Side, request: &str, found: Vec<String>) -> Vec<String> {
    for message in &found {
        shared.violation(Violation {
            side,
            request: request.to_owned(),
            message: message.clone(),
        });
    }
    found
}

/// Sends an answer as its script says.
async fn deliver(stream: &mut TcpStream, answer: &Answer) -> io::Result<After> {
    sleep(answer.delay_head).await;
    if answer.cut == Some(Cut::AfterReading) {
        return Ok(After::Close);
    }
    send(stream, &head(answer)).await?;
    let (first, rest) = answer.body.split_at(answer.body.len() / 2);
    send_part(stream, answer, first).await?;
    if answer.cut == Some(Cut::HalfBody) {
        return Ok(After::Close);
    }
    sleep(answer.delay_body).await;
    send_part(stream, answer, rest).await?;
    if answer.chunked {
        send(stream, b"0\r\n\r\n").await?;
    }
    let close = answer
        .headers
        .get(http::header::CONNECTION)
        .is_some_and(|value| value == "close");
    Ok(if close { After::Close } else { After::KeepAlive })
}

/// Sends a part of the body, in chunks if the answer says so.
async fn send_part(stream: &mut TcpStream, answer: &Answer, part: &[u8]) -> io::Result<()> {
    if !answer.chunked {
        return send(stream, part).await;
    }
    for piece in part.chunks(CHUNK) {
        let mut framed = format!("{:x}\r\n", piece.len()).into_bytes();
        framed.extend_from_slice(piece);
        framed.extend_from_slice(b"\r\n");
        send(stream, &framed).await?;
    }
    Ok(())
}

async fn send(stream: &mut TcpStream, bytes: &[u8]) -> io::Result<()> {
    timeout(PATIENCE, stream.write_all(bytes)).await?
}

/// Status line and headers.
fn head(answer: &Answer) -> Vec<u8> {
    let mut head = Vec::new();
    head.extend_from_slice(format!("HTTP/1.1 {} {}\r\n", answer.status, reason(answer.status)).as_bytes());
    let framing = if answer.chunked {
        "transfer-encoding: chunked\r\n".to_owned()
    } else {
        format!("content-length: {}\r\n", answer.body.len())
    };
    head.extend_from_slice(framing.as_bytes());
    head.extend_from_slice(format!("date: {}\r\n", httpdate::fmt_http_date(SystemTime::now())).as_bytes());
    push_headers(&mut head, &answer.headers);
    head.extend_from_slice(b"\r\n");
    head
}

fn push_headers(head: &mut Vec<u8>, headers: &HeaderMap) {
    for (name, value) in headers {
        head.extend_from_slice(name.as_str().as_bytes());
        head.extend_from_slice(b": ");
        head.extend_from_slice(value.as_bytes());
        head.extend_from_slice(b"\r\n");
    }
}

/// The reason phrase; 529 is not a registered status and has the name that the document gives it.
fn reason(status: u16) -> &'static str {
    StatusCode::from_u16(status)
        .ok()
        .and_then(|status| status.canonical_reason())
        .unwrap_or("Capacity Exhausted")
}
