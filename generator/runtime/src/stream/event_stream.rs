// kiln-runtime: support code, copied unchanged into generated crates.
//! Event streams (`text/event-stream`), as values.

use super::super::http::{Error, OpenBody, Reopened};
use super::super::json::DecodeError;
use super::Event;
use super::feed::Feed;
use super::parser::Parser;
use bytes::Bytes;
use futures_core::Stream;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// The wait before reconnecting, unless the server sets another; doubled with every
/// attempt that brings no event.
const WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::new(60, 0);

/// The events of an answer, each as a `T`.
///
/// Nothing is read ahead. An event that is not of the documented form is an `Err`, with
/// its data as [`Error::raw_body`], and the next one follows; an error of the connection
/// is the last item. Dropping the stream closes the connection.
///
/// It is a [`Stream`], and [`next`](Self::next) is there without any trait.
#[must_use = "a stream does nothing unless it is read"]
pub struct EventStream<T> {
    events: Events,
    read: fn(&Event) -> Result<T, DecodeError>,
}

impl<T> EventStream<T> {
    pub(super) fn new(
        body: OpenBody,
        read: fn(&Event) -> Result<T, DecodeError>,
    ) -> Self {
        Self { events: Events::new(body), read }
    }

    /// The next event; nothing at the end.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|cx| self.poll(cx)).await
    }

    /// Sends the request again when the connection ends or breaks, with the id of the
    /// last event in `Last-Event-ID`, at most `attempts` times in a row without an event
    /// in between.
    ///
    /// Only of use with servers that can go on where they were. A server ends such a
    /// stream by the status 204 or by an error that does not pass.
    pub fn reconnect(mut self, attempts: u32) -> Self {
        self.events.attempts = attempts;
        self
    }

    /// What the server calls the last event that had an id; empty where none had.
    #[must_use]
    pub fn last_event_id(&self) -> &str {
        self.events.parser.last_id()
    }

    /// The events as they are, with their types and ids.
    pub fn into_events(self) -> EventStream<Event> {
        EventStream { events: self.events, read: |event| Ok(event.clone()) }
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        let event = match ready!(self.events.poll(cx)) {
            Some(Ok(event)) => event,
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            None => return Poll::Ready(None),
        };
        let value = (self.read)(&event);
        Poll::Ready(Some(value.map_err(|source| self.events.unfit(event, source))))
    }
}

impl<T> Stream for EventStream<T> {
    type Item = Result<T, Error>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Self::Item>> {
        self.poll(cx)
    }
}

impl<T> fmt::Debug for EventStream<T> {
    /// Shows nothing of the events: they may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream").finish_non_exhaustive()
    }
}

/// The events of a body, whatever is made of them.
struct Events {
    feed: Feed,
    parser: Parser,
    /// Data that says that this was all.
    end: &'static [&'static str],
    /// How often the request may be sent again in a row, and how often it was.
    attempts: u32,
    attempted: u32,
}

impl Events {
    fn new(body: OpenBody) -> Self {
        Self {
            parser: Parser::new(body.max_size()),
            end: body.end(),
            feed: Feed::new(body),
            attempts: 0,
            attempted: 0,
        }
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Event, Error>>> {
        loop {
            if let Some(reopened) = ready!(self.feed.poll_reopened(cx)) {
                match reopened {
                    Ok(()) => self.parser.restart(),
                    Err(Reopened::Later(error)) => {
                        if !self.reopens() {
                            return self.ends(Some(error));
                        }
                        continue;
                    }
                    Err(Reopened::Never(error)) => return self.ends(Some(error)),
                    Err(Reopened::Over) => return self.ends(None),
                }
            }
            match self.parser.next() {
                Some(Ok(event)) if self.end.contains(&event.data.as_str()) => {
                    return self.ends(None);
                }
                Some(Ok(event)) => {
                    self.attempted = 0;
                    return Poll::Ready(Some(Ok(event)));
                }
                Some(Err(_)) => {
                    let error = self.feed.body().map(OpenBody::too_large);
                    return Poll::Ready(error.map(Err));
                }
                None => {}
            }
            let broken = match ready!(self.feed.poll_chunk(cx)) {
                Ok(Some(chunk)) => {
                    self.parser.push(chunk);
                    continue;
                }
                Ok(None) => None,
                Err(error) => Some(error),
            };
            if !self.reopens() {
                return self.ends(broken);
            }
        }
    }

    /// Sends the request again, unless that was done often enough.
    fn reopens(&mut self) -> bool {
        let again = self.attempted < self.attempts && self.feed.body().is_some();
        if again {
            let wait = self.parser.retry().unwrap_or(WAIT);
            let wait = wait.saturating_mul(2_u32.saturating_pow(self.attempted));
            let last_id = self.parser.last_id().to_owned();
            self.feed.reopen(wait.min(LONGEST_WAIT), last_id);
            self.attempted += 1;
        }
        again
    }

    fn ends(&mut self, error: Option<Error>) -> Poll<Option<Result<Event, Error>>> {
        self.feed.close();
        Poll::Ready(error.map(Err))
    }

    fn unfit(&self, event: Event, source: DecodeError) -> Error {
        let data = Bytes::from(event.data);
        Error::of_item(self.feed.body(), source, data)
    }
}
