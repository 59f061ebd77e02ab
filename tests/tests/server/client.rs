//! A client that speaks nothing but TCP.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use kernel_tests::Server;
use serde_json::Value;

/// How long a test waits for bytes before it fails.
pub(crate) const LIMIT: Duration = Duration::from_secs(5);

/// A response as text.
pub(crate) struct Reply {
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn status(&self) -> &str {
        self.head.split(' ').nth(1).expect("a status line has a status")
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("the body is JSON")
    }
}

/// A connection that stays open between requests.
pub(crate) struct Client(pub(crate) TcpStream);

impl Client {
    pub(crate) fn connect(server: &Server) -> Self {
        let stream = TcpStream::connect(server.address()).expect("the server listens");
        stream.set_read_timeout(Some(LIMIT)).expect("a limit can be set");
        Self(stream)
    }

    pub(crate) fn send(&mut self, text: &str) {
        self.0.write_all(text.as_bytes()).expect("the server reads");
    }

    /// One reply with a body of announced length; an error when the connection ends before that.
    pub(crate) fn reply(&mut self) -> io::Result<Reply> {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            self.0.read_exact(&mut byte)?;
            head.extend(byte);
        }
        let mut reply = Reply {
            head: String::from_utf8(head).expect("the head is text"),
            body: Vec::new(),
        };
        let length = reply
            .header("content-length")
            .map_or(0, |text| text.parse().expect("a number"));
        reply.body.resize(length, 0);
        self.0.read_exact(&mut reply.body)?;
        Ok(reply)
    }

    pub(crate) fn call(&mut self, text: &str) -> Reply {
        self.send(text);
        self.reply().expect("the server answers to the end")
    }
}

/// The text of a request that keeps to the document as far as its body does.
pub(crate) fn create(body: &str) -> String {
    let head = "POST /browsers HTTP/1.1\r\nhost: x\r\nauthorization: Bearer t\r\ncontent-type: application/json\r\n";
    format!("{head}content-length: {}\r\n\r\n{body}", body.len())
}

/// Sends one request on its own connection.
pub(crate) fn call(server: &Server, text: &str) -> Reply {
    Client::connect(server).call(text)
}
