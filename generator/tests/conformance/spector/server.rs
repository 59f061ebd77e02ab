//! The server's part: a real socket that answers as recorded and keeps what it was sent.

use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::recording::Answer;

/// A request as it came.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) method: String,
    /// Path and query.
    pub(super) target: String,
    /// The headers by their names in small letters.
    pub(super) headers: BTreeMap<String, String>,
    pub(super) body: Vec<u8>,
}

/// A server on this machine.
#[derive(Debug)]
pub(super) struct Server {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    answers: VecDeque<Answer>,
    seen: Vec<Request>,
}

impl Server {
    pub(super) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a socket");
        let address = listener.local_addr().expect("a bound socket has an address");
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        // It ends with the test program.
        std::thread::spawn(move || {
            let origin = format!("http://{address}");
            for stream in listener.incoming().flatten() {
                let served = serve(&stream, &origin, &shared);
                // A connection that breaks is seen by the client.
                drop(served);
            }
        });
        Self { address, state }
    }

    pub(super) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Says what is answered from now on, one after the other.
    pub(super) fn expect(&self, answers: Vec<Answer>) {
        let mut state = self.state.lock().expect("no thread panics with it");
        state.answers = answers.into();
        state.seen.clear();
    }

    /// What was sent since then.
    pub(super) fn seen(&self) -> Vec<Request> {
        std::mem::take(&mut self.state.lock().expect("no thread panics with it").seen)
    }
}

/// Answers one request and closes the connection.
fn serve(stream: &TcpStream, origin: &str, state: &Mutex<State>) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    let request = read(stream)?;
    let head = request.method == "HEAD";
    let answer = {
        let mut state = state.lock().expect("no thread panics with it");
        state.seen.push(request);
        state.answers.pop_front()
    };
    let mut stream = stream;
    match answer {
        Some(answer) => stream.write_all(&written(&answer, origin, head)),
        None => stream.write_all(b"HTTP/1.1 599 Unexpected\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"),
    }
}

fn read(stream: &TcpStream) -> std::io::Result<Request> {
    let mut reader = BufReader::new(stream);
    let first = line(&mut reader)?;
    let mut words = first.split(' ').map(str::to_owned);
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut headers = BTreeMap::new();
    loop {
        let line = line(&mut reader)?;
        let Some((name, value)) = line.split_once(':') else {
            break;
        };
        headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
    let mut body = Vec::new();
    if headers
        .get("transfer-encoding")
        .is_some_and(|coding| coding == "chunked")
    {
        loop {
            let size = usize::from_str_radix(&line(&mut reader)?, 16).unwrap_or_default();
            let mut chunk = vec![0; size];
            reader.read_exact(&mut chunk)?;
            line(&mut reader)?;
            if size == 0 {
                break;
            }
            body.extend(chunk);
        }
    } else if let Some(length) = headers.get("content-length") {
        body = vec![0; length.parse().unwrap_or_default()];
        reader.read_exact(&mut body)?;
    }
    Ok(Request {
        method,
        target,
        headers,
        body,
    })
}

fn line(reader: &mut BufReader<&TcpStream>) -> std::io::Result<String> {
    let mut line = String::new();
    reader.read_line(&mut line)?;
    Ok(line.trim_end().to_owned())
}

fn written(answer: &Answer, origin: &str, head: bool) -> Vec<u8> {
    let mut text = format!("HTTP/1.1 {} Recorded\r\nconnection: close\r\n", answer.status);
    for (name, value) in answer.headers.iter().filter(|(name, _)| *name != "content-type") {
        let _ = write!(text, "{name}: {value}\r\n");
    }
    let body = answer.body.as_ref();
    let media_type = answer.headers.get("content-type").or(body.map(|body| &body.media_type));
    if let Some(media_type) = media_type {
        let _ = write!(text, "content-type: {media_type}\r\n");
    }
    let body = body.map(|body| body.bytes_at(origin)).unwrap_or_default();
    if answer.status != 204 {
        let _ = write!(text, "content-length: {}\r\n", body.len());
    }
    let mut bytes = (text + "\r\n").into_bytes();
    if !head {
        bytes.extend(body);
    }
    bytes
}
