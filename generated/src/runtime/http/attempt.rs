// kiln-runtime: support code, copied unchanged into generated crates.
//! One attempt: a request, its response, the body into memory or handed out open.
//!
//! An error response counts as one even if its body breaks off, stalls or is too large:
//! the status has been said, and it decides on what follows. What arrived of the body is
//! kept. Of a success all of the body is needed, unless it is handed out open: then the
//! attempt ends with the head.

use super::clock::{Instant, timeout, timeout_at};
use super::error::Error;
use super::prepare::Prepared;
use super::redirect::{self, Sent};
use super::request_body::Outgoing;
use super::{Reply, ResponseBody, TransportError};
use bytes::{Bytes, BytesMut};
use std::time::Duration;

/// How much of a body is read, and for how long, to show what came in place of a stream.
const HEAD_OF_BODY: usize = 8 << 10;
const TIME_FOR_HEAD: Duration = Duration::from_secs(1);

/// What a successful attempt brings.
pub(super) struct Made {
    pub(super) reply: Reply,
    /// The body, where it is handed out open; the reply has none of it then.
    pub(super) open: Option<ResponseBody>,
}

/// Makes one attempt.
pub(super) async fn make(
    request: &Prepared,
    body: &Outgoing,
    deadline: Option<Instant>,
) -> Result<Made, Error> {
    let limit = Limit::of(request, deadline);
    let Sent { response, unfollowed, moved } =
        match limit.within(redirect::send(request, body)).await {
            None => return Err(limit.error()),
            Some(Err(error)) => return Err(Error::transport(error)),
            Some(Ok(sent)) => sent,
        };
    let (head, body) = response.into_parts();

    let head = Reply { status: head.status, headers: head.headers, body: Bytes::new() };
    if request.operation.is_success(head.status) {
        if request.opening.opens(request.operation, &head) {
            return Ok(Made { reply: head, open: Some(body) });
        }
        if request.opening.expects_only_streams(request.operation) {
            return Ok(Made { reply: no_stream(head, body, &limit).await, open: None });
        }
    }

    let mut buffer = Buffer::new(request.limits.max_body_size);
    let end = limit.within(buffer.fill(body)).await;
    let reply = Reply { body: buffer.take(), ..head };
    if !request.operation.is_success(reply.status) {
        return Err(Error::api(reply, request.operation, unfollowed).moved(moved));
    }
    match end {
        Some(Ok(())) => Ok(Made { reply, open: None }),
        Some(Err(Broken::TooLarge)) => {
            let reply = Reply { body: Bytes::new(), ..reply };
            Err(Error::body_too_large(request.limits.max_body_size, reply))
        }
        Some(Err(Broken::Connection(error))) => {
            Err(Error::transport(error).answered(reply))
        }
        None => Err(limit.error().answered(reply)),
    }
}

/// The head of a body that is not the stream that it should be; it may have no end.
async fn no_stream(head: Reply, body: ResponseBody, limit: &Limit) -> Reply {
    let mut buffer = Buffer::new(HEAD_OF_BODY);
    let filled = limit.within(timeout(TIME_FOR_HEAD, buffer.fill(body))).await;
    // However it ended: the answer is wrong by its head already.
    drop(filled);
    Reply { body: buffer.take(), ..head }
}

/// Opens the files of the body, in the time of the call.
pub(super) async fn open(
    request: &mut Prepared,
    deadline: Option<Instant>,
) -> Result<Outgoing, Error> {
    let payload = std::mem::take(&mut request.body);
    let limit = Limit { at: deadline, after: request.limits.timeout, what: "the call" };
    match limit.within(payload.open()).await {
        Some(opened) => opened,
        None => Err(limit.error().unsent()),
    }
}

/// Asks for the credentials that have to be asked for, in the time of the call.
pub(super) async fn authorize(
    request: &mut Prepared,
    deadline: Option<Instant>,
    answer: Option<&Error>,
) -> Result<(), Error> {
    let limit = Limit { at: deadline, after: request.limits.timeout, what: "the call" };
    match limit.within(request.authorize(answer)).await {
        Some(authorized) => authorized,
        None if answer.is_none() => Err(limit.error().unsent()),
        None => Err(limit.error()),
    }
}

/// When an attempt is over, and which setting says so.
struct Limit {
    at: Option<Instant>,
    after: Duration,
    what: &'static str,
}

impl Limit {
    /// The attempt's own limit or that of the call, whichever comes first.
    fn of(request: &Prepared, deadline: Option<Instant>) -> Self {
        let limits = &request.limits;
        if let Some(after) = limits.attempt_timeout
            && let Some(at) = Instant::now().checked_add(after)
            && deadline.is_none_or(|deadline| at < deadline)
        {
            return Self { at: Some(at), after, what: "an attempt" };
        }
        Self { at: deadline, after: limits.timeout, what: "the call" }
    }

    /// What the future brings, or nothing if the time is over first.
    async fn within<V>(&self, future: impl Future<Output = V>) -> Option<V> {
        match self.at {
            Some(at) => timeout_at(at, future).await.ok(),
            None => Some(future.await),
        }
    }

    fn error(&self) -> Error {
        Error::timeout(self.after, self.what)
    }
}

/// Why there is not all of a body.
enum Broken {
    TooLarge,
    Connection(TransportError),
}

/// A body in memory, up to a size.
struct Buffer {
    bytes: BytesMut,
    limit: usize,
}

impl Buffer {
    fn new(limit: usize) -> Self {
        Self { bytes: BytesMut::new(), limit }
    }

    /// Takes in a body; what arrived before it broke stays.
    async fn fill(&mut self, mut body: ResponseBody) -> Result<(), Broken> {
        while let Some(chunk) = body.next().await.map_err(Broken::Connection)? {
            let room = self.limit - self.bytes.len();
            let (fitting, too_large) = match chunk.get(..room) {
                Some(fitting) => (fitting, chunk.len() > room),
                None => (chunk.as_ref(), false),
            };
            self.bytes.extend_from_slice(fitting);
            if too_large {
                return Err(Broken::TooLarge);
            }
        }
        Ok(())
    }

    fn take(self) -> Bytes {
        self.bytes.freeze()
    }
}
