// kiln-runtime: support code, copied unchanged into generated crates.
//! One attempt: a request, its response, the body into memory or handed out open.
//!
//! An error response counts as one even if its body breaks off, stalls or is too large:
//! the status has been said, and it decides on what follows. What arrived of the body is
//! kept. Of a success all of the body is needed, unless it is handed out open: then the
//! attempt ends with the head.

use super::clock::{self, Elapsed, Instant, timeout, timeout_at};
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
            Err(_) => return Err(limit.error()),
            Ok(Err(error)) => return Err(Error::transport(error)),
            Ok(Ok(sent)) => sent,
        };
    let (head, body) = response.into_parts();

    let head = Reply { status: head.status, headers: head.headers, body: Bytes::new() };
    if request.operation.is_success(head.status) {
        if request.opening.opens(request.operation, &head) {
            return Ok(Made { reply: head, open: Some(body) });
        }
        if request.opening.expects_only_streams(request.operation) {
            // In a box, as it is rare and large.
            let reply = Box::pin(no_stream(head, body, &limit)).await;
            return Ok(Made { reply, open: None });
        }
    }

    let mut buffer = Buffer::new(request.limits.max_body_size);
    let end = limit.within(buffer.fill(body)).await;
    let reply = Reply { body: buffer.take(), ..head };
    if !request.operation.is_success(reply.status) {
        return Err(Error::api(reply, request.operation, unfollowed).moved(moved));
    }
    match end {
        Ok(Ok(())) => Ok(Made { reply, open: None }),
        Ok(Err(Broken::TooLarge)) => {
            let reply = Reply { body: Bytes::new(), ..reply };
            Err(Error::body_too_large(request.limits.max_body_size, reply))
        }
        Ok(Err(Broken::Connection(error))) => {
            Err(Error::transport(error).answered(reply))
        }
        Err(_) => Err(limit.error().answered(reply)),
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
    let payload = match payload.into_whole() {
        Ok(whole) => return Ok(Outgoing::Whole(whole)),
        Err(payload) => payload,
    };
    // In a box, as it is large, and most bodies do not come here.
    match Box::pin(limit.within(payload.open())).await {
        Ok(opened) => opened,
        Err(_) => Err(limit.error().unsent()),
    }
}

/// Asks for the credentials that have to be asked for, in the time of the call.
pub(super) async fn authorize(
    request: &mut Prepared,
    deadline: Option<Instant>,
    answer: Option<&Error>,
) -> Result<(), Error> {
    if request.asked.is_none() {
        return Ok(());
    }
    let limit = Limit { at: deadline, after: request.limits.timeout, what: "the call" };
    // In a box, as it is large, and most credentials are there already.
    match Box::pin(limit.within(request.authorize(answer))).await {
        Ok(authorized) => authorized,
        Err(_) if answer.is_none() => Err(limit.error().unsent()),
        Err(_) => Err(limit.error()),
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

    /// What the future brings, unless the time is over first.
    ///
    /// Not an `async fn`, which would have room for the future twice: all of these add up in the one
    /// of the call.
    fn within<F: Future>(
        &self,
        future: F,
    ) -> impl Future<Output = Result<F::Output, Elapsed>> {
        timeout_at(self.at.unwrap_or_else(clock::far), future)
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
    /// The first chunk, which most often is all of the body and then copied nowhere.
    first: Bytes,
    /// All of the body, once there is more.
    bytes: BytesMut,
    limit: usize,
}

impl Buffer {
    fn new(limit: usize) -> Self {
        Self { first: Bytes::new(), bytes: BytesMut::new(), limit }
    }

    /// Takes in a body; what arrived before it broke stays.
    async fn fill(&mut self, mut body: ResponseBody) -> Result<(), Broken> {
        while let Some(mut chunk) = body.next().await.map_err(Broken::Connection)? {
            let room = self.limit - self.first.len().max(self.bytes.len());
            let too_large = chunk.len() > room;
            chunk.truncate(room);
            if self.first.is_empty() {
                self.first = chunk;
            } else {
                if self.bytes.is_empty() {
                    self.bytes.extend_from_slice(&self.first);
                }
                self.bytes.extend_from_slice(&chunk);
            }
            if too_large {
                return Err(Broken::TooLarge);
            }
        }
        Ok(())
    }

    fn take(self) -> Bytes {
        if self.bytes.is_empty() { self.first } else { self.bytes.freeze() }
    }
}
