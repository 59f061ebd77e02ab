//! A small client as kiln would generate it, and a transport that follows a script.

use bytes::Bytes;
use http::HeaderMap;
use kiln_runtime::http::{
    Api, Builder, Call, ChunkFuture, Chunks, Core, Decode, Documented, Error,
    ErrorResponse, Failure, Method, Operation, Reply, RequestBody, ResponseBody, Scheme,
    SchemeKind, Status, Transport, TransportError, TransportFuture, decode,
};
use kiln_runtime::json::DecodeError;
use std::any::Any;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::Instant;

/// The secret of every credential in these tests: nothing that is shown may contain it.
pub(crate) const SECRET: &str = "s3cr3t-v4lue";

pub(crate) static API: Api = Api {
    name: "acme-api",
    version: "1.2.3",
    base_url: "https://api.acme.test",
    servers: &["https://files.acme.test", "/v2", "beta"],
    env: "ACME",
    schemes: &[
        Scheme { name: "bearerAuth", kind: SchemeKind::Bearer },
        Scheme { name: "basicAuth", kind: SchemeKind::Basic },
        Scheme { name: "headerKey", kind: SchemeKind::Header("X-Api-Key") },
        Scheme { name: "queryKey", kind: SchemeKind::Query("api key") },
        Scheme { name: "cookieKey", kind: SchemeKind::Cookie("session") },
    ],
};

pub(crate) const OPERATION: Operation = Operation {
    id: "getThing",
    method: Method::GET,
    path: "/things",
    security: &[],
    success: &[Status::Code(200)],
    accept: "application/json",
    failures: &[(Status::Code(429), decode::failure::<TooMany> as Failure)],
};

pub(crate) static GET: Operation = OPERATION;
pub(crate) static HEAD: Operation = Operation { method: Method::HEAD, ..OPERATION };
pub(crate) static PUT: Operation = Operation { method: Method::PUT, ..OPERATION };
pub(crate) static DELETE: Operation = Operation { method: Method::DELETE, ..OPERATION };
pub(crate) static PATCH: Operation = Operation { method: Method::PATCH, ..OPERATION };
pub(crate) static POST: Operation =
    Operation { id: "createThing", method: Method::POST, ..OPERATION };

/// A documented error response.
#[derive(Debug, PartialEq)]
pub(crate) struct TooMany {
    pub(crate) body: BTreeMap<String, String>,
    pub(crate) retry_after: Option<i64>,
}

impl ErrorResponse for TooMany {
    fn decode(reply: &Reply) -> Result<Self, DecodeError> {
        Ok(Self { body: reply.json()?, retry_after: reply.header("Retry-After") })
    }

    fn body(&self) -> Option<&dyn Any> {
        Some(&self.body)
    }
}

/// A documented error response without a body.
#[derive(Debug, PartialEq)]
pub(crate) struct Gone;

impl ErrorResponse for Gone {
    fn decode(_: &Reply) -> Result<Self, DecodeError> {
        Ok(Self)
    }

    fn body(&self) -> Option<&dyn Any> {
        None
    }
}

pub(crate) fn gone(reply: &Reply) -> Option<Documented> {
    decode::failure::<Gone>(reply)
}

#[derive(Debug, Clone)]
pub(crate) struct Client {
    core: Core,
}

impl From<Core> for Client {
    fn from(core: Core) -> Self {
        Self { core }
    }
}

impl Client {
    pub(crate) fn builder() -> Builder<Self> {
        Builder::new(&API)
    }

    pub(crate) fn call<T>(
        &self,
        operation: &'static Operation,
        decode: Decode<T>,
    ) -> Call<T> {
        Call::new(&self.core, operation, decode)
    }

    /// A call of which only the way there matters.
    pub(crate) fn empty(&self, operation: &'static Operation) -> Call<()> {
        self.call(operation, decode::empty)
    }
}

/// What the transport does with one request.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// Answers; a chunk that is `None` never comes, an empty one is where the connection
    /// breaks.
    Answer(u16, Vec<(&'static str, String)>, Vec<Option<&'static str>>),
    Refuse,
    Unconnected,
    ConnectTimeout,
    Break,
    Hang,
}

pub(crate) fn status(status: u16) -> Step {
    Step::Answer(status, Vec::new(), Vec::new())
}

pub(crate) fn answer(
    status: u16,
    headers: &[(&'static str, &str)],
    body: &'static str,
) -> Step {
    let headers =
        headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    Step::Answer(status, headers, vec![Some(body)])
}

/// A request as the transport saw it.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) at: Instant,
    pub(crate) method: Method,
    pub(crate) uri: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Seen {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("a readable header"))
    }

    /// The part after the host.
    pub(crate) fn target(&self) -> &str {
        self.uri.strip_prefix(API.base_url).expect("the URL of the API")
    }
}

/// A transport that follows a script; the last step is repeated.
#[derive(Debug)]
pub(crate) struct Script {
    steps: Mutex<VecDeque<Step>>,
    seen: Mutex<Vec<Seen>>,
}

impl Script {
    pub(crate) fn new(steps: &[Step]) -> Arc<Self> {
        Arc::new(Self {
            steps: Mutex::new(steps.iter().cloned().collect()),
            seen: Mutex::default(),
        })
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().expect("not poisoned").clone()
    }

    /// The one request that was sent.
    pub(crate) fn only(&self) -> Seen {
        let mut seen = self.seen();
        assert_eq!(seen.len(), 1, "one request");
        seen.remove(0)
    }

    pub(crate) fn count(&self) -> usize {
        self.seen().len()
    }

    /// The waits between the attempts.
    pub(crate) fn waits(&self) -> Vec<Duration> {
        self.seen().windows(2).map(|pair| pair[1].at - pair[0].at).collect()
    }
}

impl Transport for Script {
    fn send(&self, request: http::Request<RequestBody>) -> TransportFuture<'_> {
        let (head, body) = request.into_parts();
        self.seen.lock().expect("not poisoned").push(Seen {
            at: Instant::now(),
            method: head.method,
            uri: head.uri.to_string(),
            headers: head.headers,
            body: body.as_bytes().cloned().unwrap_or_default(),
        });
        let mut steps = self.steps.lock().expect("not poisoned");
        let step = match steps.len() {
            1 => steps[0].clone(),
            _ => steps.pop_front().expect("a script"),
        };
        Box::pin(async move {
            match step {
                Step::Refuse => Err(TransportError::refused("not with me")),
                Step::Unconnected => Err(TransportError::connect("connection refused")),
                Step::ConnectTimeout => Err(TransportError::connect_timeout("too slow")),
                Step::Break => Err(TransportError::interrupted("reset by peer")),
                Step::Hang => std::future::pending().await,
                Step::Answer(status, headers, chunks) => {
                    let mut response = http::Response::builder().status(status);
                    for (name, value) in headers {
                        response = response.header(name, value);
                    }
                    let body = ResponseBody::from_chunks(Pieces(chunks.into()));
                    Ok(response.body(body).expect("a response"))
                }
            }
        })
    }
}

struct Pieces(VecDeque<Option<&'static str>>);

impl Chunks for Pieces {
    fn next(&mut self) -> ChunkFuture<'_> {
        Box::pin(async move {
            match self.0.pop_front() {
                None => Ok(None),
                Some(None) => std::future::pending().await,
                Some(Some("")) => Err(TransportError::interrupted("reset in the body")),
                Some(Some(text)) => Ok(Some(Bytes::from_static(text.as_bytes()))),
            }
        })
    }
}

/// A client over a script.
pub(crate) fn client(script: &Arc<Script>) -> Client {
    Client::builder().transport(Arc::clone(script)).build().expect("a client")
}

/// Everything that an error shows: itself and its causes, in both ways.
pub(crate) fn shown(error: &Error) -> String {
    let mut text = format!("{error} {error:?}");
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        text = format!("{text} {error} {error:?}");
        cause = error.source();
    }
    text
}
