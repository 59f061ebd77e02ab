// kiln-runtime: support code, copied unchanged into generated crates.
//! The body of a request for `reqwest`: bytes at once, or chunk by chunk as the
//! connection takes them.

use super::{RequestBody, TransportError};
use bytes::Bytes;
use http_body::{Frame, SizeHint};
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

/// The body as `reqwest` takes it.
pub(super) fn body(body: RequestBody) -> reqwest::Body {
    match body.as_bytes() {
        Some(bytes) => reqwest::Body::from(bytes.clone()),
        None => reqwest::Body::wrap(Upload(Mutex::new(State::Idle(body)))),
    }
}

/// The mutex is for `Sync` only, which `reqwest` asks for; nobody ever waits for it.
struct Upload(Mutex<State>);

enum State {
    Idle(RequestBody),
    Busy(Reading),
    Over,
}

/// The next chunk, and the body that it came from.
type Reading = Pin<
    Box<
        dyn Future<Output = (RequestBody, Result<Option<Bytes>, TransportError>)> + Send,
    >,
>;

impl http_body::Body for Upload {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let state = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        let mut reading = match std::mem::replace(state, State::Over) {
            State::Over => return Poll::Ready(None),
            State::Busy(reading) => reading,
            State::Idle(mut body) => Box::pin(async move {
                let chunk = body.next().await;
                (body, chunk)
            }),
        };
        let Poll::Ready((body, chunk)) = reading.as_mut().poll(cx) else {
            *state = State::Busy(reading);
            return Poll::Pending;
        };
        Poll::Ready(match chunk {
            Ok(Some(chunk)) => {
                *state = State::Idle(body);
                Some(Ok(Frame::data(chunk)))
            }
            Ok(None) => None,
            Err(error) => Some(Err(error)),
        })
    }

    fn size_hint(&self) -> SizeHint {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*state {
            State::Idle(body) => {
                body.length().map(SizeHint::with_exact).unwrap_or_default()
            }
            State::Busy(_) | State::Over => SizeHint::default(),
        }
    }
}
