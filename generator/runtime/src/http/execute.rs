// kiln-runtime: support code, copied unchanged into generated crates.
//! The loop around attempts: one function for all operations.

use super::clock::{Instant, sleep};
use super::draft::Draft;
use super::error::{Error, ErrorKind};
use super::prepare::Prepared;
use super::request_body::Outgoing;
#[cfg(feature = "tracing")]
use super::trace;
use super::{Answer, BoxFuture, OpenBody, Operation, Reply, attempt, retry};
use std::future::ready;

/// A call on its way, whatever it brings.
pub(super) type Exchange = BoxFuture<'static, Result<Outcome, Error>>;

/// The answer to a call that succeeded.
pub(crate) struct Outcome {
    pub(super) operation: &'static Operation,
    pub(super) answer: Answer,
    pub(super) retries: u32,
    /// Still open: decoding is part of the call.
    #[cfg(feature = "tracing")]
    pub(super) span: tracing::Span,
}

impl Outcome {
    /// The answer as it came.
    pub(crate) fn reply(&self) -> Reply {
        let reply = &self.answer.reply;
        Reply {
            status: reply.status,
            headers: reply.headers.clone(),
            body: reply.body.clone(),
        }
    }

    /// Ends the call, with the kind of error that decoding came to if it came to one.
    #[cfg_attr(
        not(feature = "tracing"),
        expect(unused_variables, reason = "only traces want to know the error")
    )]
    pub(super) fn end(self, error: Option<ErrorKind>) -> (Reply, u32) {
        #[cfg(feature = "tracing")]
        trace::ended(&self.span, Some(self.answer.reply.status), self.retries, error);
        (self.answer.reply, self.retries)
    }
}

/// Makes the call ready; nothing is sent before the future is polled, and nothing at all
/// if the draft is wrong.
pub(super) fn start(draft: Draft) -> Exchange {
    match Prepared::new(draft) {
        Err(error) => Box::pin(ready(Err(error))),
        #[cfg(not(feature = "tracing"))]
        Ok(request) => Box::pin(run(Box::new(request))),
        #[cfg(feature = "tracing")]
        Ok(request) => {
            let span = request.span.clone();
            Box::pin(tracing::Instrument::instrument(run(Box::new(request)), span))
        }
    }
}

async fn run(mut request: Box<Prepared>) -> Result<Outcome, Error> {
    // A limit beyond what the clock can tell is no limit.
    let deadline = Instant::now().checked_add(request.limits.timeout);
    let operation = request.operation;
    let opened = match attempt::authorize(&mut request, deadline, None).await {
        Ok(()) => attempt::open(&mut request, deadline).await,
        Err(error) => Err(error),
    };
    let body = match opened {
        Ok(body) => body,
        Err(error) => {
            #[cfg(feature = "tracing")]
            trace::ended(&request.span, None, 0, Some(error.kind()));
            return Err(error.of(operation));
        }
    };
    let mut retries = 0;
    // Another credential is no retry: it is tried once, whatever the number of those.
    let mut renewed = false;
    loop {
        let result = attempt::make(&request, &body, deadline).await;
        #[cfg(feature = "tracing")]
        trace::attempt(&request, retries, &result);
        let error = match result {
            Ok(made) => {
                request.core.0.budget.answered(retries);
                return Ok(Outcome {
                    operation,
                    retries,
                    #[cfg(feature = "tracing")]
                    span: request.span.clone(),
                    answer: answer(made, request, body, retries + 1),
                });
            }
            Err(error) => error.of(operation).after(retries + 1),
        };
        if error.status().is_some() && !error.is_retryable() {
            request.core.0.budget.answered(retries);
        }
        if !renewed && request.is_rejected(&error) && body.is_complete() {
            renewed = true;
            match attempt::authorize(&mut request, deadline, Some(&error)).await {
                Ok(()) => continue,
                Err(error) => {
                    #[cfg(feature = "tracing")]
                    trace::ended(&request.span, None, retries, Some(error.kind()));
                    return Err(error.of(operation).after(retries + 1));
                }
            }
        }
        let wait = retry::wait(&request, &error, retries, deadline);
        // What was read while it was sent cannot be read again.
        let may_be = |_: &_| body.is_complete() && request.core.0.budget.take();
        let Some(wait) = wait.filter(may_be) else {
            #[cfg(feature = "tracing")]
            trace::ended(&request.span, error.status(), retries, Some(error.kind()));
            return Err(error);
        };
        sleep(wait).await;
        retries += 1;
    }
}

/// What decoding gets; an open body keeps the request, to be able to send it again.
fn answer(
    made: attempt::Made,
    request: Box<Prepared>,
    sent: Outgoing,
    attempts: u32,
) -> Answer {
    let open = made.open.map(|body| {
        let head = Reply {
            headers: made.reply.headers.clone(),
            ..Reply::of(made.reply.status)
        };
        OpenBody::new(body, head, (request, sent), attempts)
    });
    Answer { reply: made.reply, open }
}
