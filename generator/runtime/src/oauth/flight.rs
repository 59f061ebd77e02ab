// kiln-runtime: support code, copied unchanged into generated crates.
//! One request for a token at a time, shared by all who need one.
//!
//! Who comes first leads: it makes the request, and the others wait. They get its token or
//! its error. If it is dropped before there is either, the next one leads. The lock is
//! held while the state is looked at and never while one waits, so nothing that is dropped
//! can leave it locked.

use super::super::http::clock::Instant;
use super::answer::{OAuthError, Token};
use secrecy::{ExposeSecret, SecretString};
use std::future::poll_fn;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

/// The token that all share, and who is getting the next one.
#[derive(Default)]
pub(super) struct Flight(Mutex<State>);

#[derive(Default)]
struct State {
    token: Option<Token>,
    /// Whether somebody leads.
    led: bool,
    /// How many have led.
    leads: u64,
    /// What the last one came to that failed, and which one that was.
    failed: Option<(u64, OAuthError)>,
    waiting: Vec<Waker>,
}

/// What somebody who needs a token gets.
pub(super) enum Turn<'f> {
    /// A token.
    Token(SecretString),
    /// The task to get one.
    Lead(Lead<'f>),
}

impl Flight {
    /// A token that is good, or the lead in getting one.
    pub(super) async fn turn(
        &self,
        rejected: Option<&SecretString>,
    ) -> Result<Turn<'_>, OAuthError> {
        let mut awaited = None;
        poll_fn(|cx| self.poll(cx, rejected, &mut awaited)).await
    }

    fn poll(
        &self,
        cx: &Context<'_>,
        rejected: Option<&SecretString>,
        awaited: &mut Option<u64>,
    ) -> Poll<Result<Turn<'_>, OAuthError>> {
        let mut state = self.state();
        if let Some(token) = &state.token
            && token.is_good(Instant::now())
            && !rejected.is_some_and(|rejected| token.is(rejected))
        {
            return Poll::Ready(Ok(Turn::Token(token.access.clone())));
        }
        if let (Some(lead), Some((failed, error))) = (*awaited, &state.failed)
            && lead == *failed
        {
            return Poll::Ready(Err(error.clone()));
        }
        if state.led {
            *awaited = Some(state.leads);
            if !state.waiting.iter().any(|waker| waker.will_wake(cx.waker())) {
                state.waiting.push(cx.waker().clone());
            }
            return Poll::Pending;
        }
        state.led = true;
        state.leads += 1;
        state.token = None;
        Poll::Ready(Ok(Turn::Lead(Lead(self))))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The lead in getting a token; over when it is dropped.
pub(super) struct Lead<'f>(&'f Flight);

impl Lead<'_> {
    /// Shares what came of it.
    pub(super) fn end(
        self,
        outcome: Result<Token, OAuthError>,
    ) -> Result<SecretString, OAuthError> {
        let mut state = self.0.state();
        match outcome {
            Ok(token) => {
                let access = token.access.clone();
                state.token = Some(token);
                state.failed = None;
                Ok(access)
            }
            Err(error) => {
                state.failed = Some((state.leads, error.clone()));
                Err(error)
            }
        }
    }
}

impl Drop for Lead<'_> {
    fn drop(&mut self) {
        let waiting = {
            let mut state = self.0.state();
            state.led = false;
            std::mem::take(&mut state.waiting)
        };
        waiting.into_iter().for_each(Waker::wake);
    }
}

impl Token {
    /// Whether it is this one.
    fn is(&self, other: &SecretString) -> bool {
        self.access.expose_secret() == other.expose_secret()
    }
}
