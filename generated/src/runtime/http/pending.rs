// kiln-runtime: support code, copied unchanged into generated crates.
//! The futures of calls: the one generic step, decoding, after the one exchange that is
//! not.
//!
//! Written by hand: an `async fn` would be a state machine for each type that calls
//! bring.

use super::decode::{Decode, Unfit};
use super::draft::Draft;
use super::execute::{self, Exchange, Outcome};
use super::{Error, Response};
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The future of a call: its body.
#[must_use = "a call is not made until it is awaited"]
pub struct Pending<T>(PendingResponse<T>);

/// The future of a call: its body with status and headers.
#[must_use = "a call is not made until it is awaited"]
pub struct PendingResponse<T> {
    exchange: Exchange,
    decode: Decode<T>,
}

impl<T> PendingResponse<T> {
    pub(super) fn new(draft: Box<Draft>, decode: Decode<T>) -> Self {
        Self { exchange: execute::start(*draft), decode }
    }
}

impl<T> Pending<T> {
    pub(super) fn new(response: PendingResponse<T>) -> Self {
        Self(response)
    }
}

impl<T> Future for PendingResponse<T> {
    type Output = Result<Response<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let outcome = ready!(self.exchange.as_mut().poll(cx))?;
        Poll::Ready(outcome.decoded(self.decode))
    }
}

impl Outcome {
    /// The decoded answer, which ends the call.
    ///
    /// # Errors
    ///
    /// When it is not what the document promises.
    pub(crate) fn decoded<T>(mut self, decode: Decode<T>) -> Result<Response<T>, Error> {
        match decode(&mut self.answer) {
            Err(why) => Err(unfit(self, why)),
            Ok(body) => {
                let (reply, retries) = self.end(None);
                Ok(Response {
                    status: reply.status,
                    headers: reply.headers,
                    retries,
                    body,
                })
            }
        }
    }
}

impl<T> Future for Pending<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(cx).map_ok(Response::into_body)
    }
}

/// Outside of the generic code, so that it is compiled once.
fn unfit(outcome: Outcome, why: Unfit) -> Error {
    let operation = outcome.operation;
    let (reply, retries) = outcome.end(Some(why.kind()));
    Error::unfit(why, reply).of(operation).after(retries + 1)
}

impl<T> fmt::Debug for Pending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pending").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for PendingResponse<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingResponse").finish_non_exhaustive()
    }
}
