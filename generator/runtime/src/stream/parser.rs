// kiln-runtime: support code, copied unchanged into generated crates.
//! The event stream format, as the HTML standard has it (section 9.2.6, "Interpreting an
//! event stream").
//!
//! Comments and unknown fields are ignored, and so are an `id` with a NUL and a `retry`
//! that is no number. An event that the stream ends in the middle of is none.

use super::Event;
use super::pieces::{Pieces, Separator, TooLarge};
use bytes::Bytes;
use std::time::Duration;

/// Bytes in, events out.
#[derive(Debug)]
pub(super) struct Parser {
    lines: Pieces,
    limit: usize,
    /// The lines of data so far, each with a line feed.
    data: Vec<u8>,
    /// What else is known of the event that has begun.
    event: Event,
    /// Whether the event that has begun is too large and skipped.
    skips: bool,
    /// What the server calls the last event with an id.
    last_id: String,
    /// An id that counts once its event has ended.
    next_id: Option<String>,
    /// The wait before reconnecting, where the server has set one.
    retry: Option<Duration>,
}

impl Parser {
    /// A parser that takes no event with more data than `limit` bytes.
    pub(super) fn new(limit: usize) -> Self {
        Self {
            lines: Pieces::new(Separator::LineEnd, limit),
            limit,
            data: Vec::new(),
            event: Event::default(),
            skips: false,
            last_id: String::new(),
            next_id: None,
            retry: None,
        }
    }

    pub(super) fn push(&mut self, chunk: Bytes) {
        self.lines.push(chunk);
    }

    /// The next event whose end has come.
    pub(super) fn next(&mut self) -> Option<Result<Event, TooLarge>> {
        loop {
            match self.lines.next()? {
                Ok(line) if line.is_empty() => {
                    if let Some(event) = self.dispatch() {
                        return Some(Ok(event));
                    }
                }
                Ok(_) | Err(TooLarge) if self.skips => {}
                Ok(line) => {
                    if let Err(too_large) = self.line(&line) {
                        return Some(Err(too_large));
                    }
                }
                Err(TooLarge) => {
                    self.skip();
                    return Some(Err(TooLarge));
                }
            }
        }
    }

    /// What the server calls the last event with an id; empty where there was none.
    pub(super) fn last_id(&self) -> &str {
        &self.last_id
    }

    /// The wait before reconnecting, where the server has set one.
    pub(super) fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// Forgets what has begun: another connection begins anew.
    pub(super) fn restart(&mut self) {
        self.lines = Pieces::new(Separator::LineEnd, self.limit);
        self.skip();
        self.skips = false;
    }

    fn skip(&mut self) {
        self.data = Vec::new();
        self.event = Event::default();
        self.next_id = None;
        self.skips = true;
    }

    /// The end of an event; nothing where it has no data.
    fn dispatch(&mut self) -> Option<Event> {
        self.skips = false;
        if let Some(id) = self.next_id.take() {
            self.last_id = id;
        }
        let event = std::mem::take(&mut self.event);
        // The line feed after the last line is no data.
        self.data.pop()?;
        let data =
            String::from_utf8(std::mem::take(&mut self.data)).unwrap_or_else(|error| {
                String::from_utf8_lossy(error.as_bytes()).into_owned()
            });
        Some(Event { data, ..event })
    }

    fn line(&mut self, line: &[u8]) -> Result<(), TooLarge> {
        let (name, value) = match memchr::memchr(b':', line) {
            None => (line, &b""[..]),
            Some(colon) => {
                let value = &line[colon + 1..];
                (&line[..colon], value.strip_prefix(b" ").unwrap_or(value))
            }
        };
        match name {
            b"data" => {
                if self.data.len() + value.len() >= self.limit {
                    self.skip();
                    return Err(TooLarge);
                }
                self.data.extend_from_slice(value);
                self.data.push(b'\n');
            }
            b"event" => {
                self.event.event = Some(text(value)).filter(|name| !name.is_empty());
            }
            b"id" if !value.contains(&0) => {
                self.event.id = Some(text(value));
                self.next_id.clone_from(&self.event.id);
            }
            b"retry" if !value.is_empty() && value.iter().all(u8::is_ascii_digit) => {
                let wait =
                    text(value).parse().map_or(Duration::MAX, Duration::from_millis);
                self.event.retry = Some(wait);
                self.retry = Some(wait);
            }
            // A comment, which has no name, or a field that nobody knows.
            _ => {}
        }
        Ok(())
    }
}

fn text(value: &[u8]) -> String {
    String::from_utf8_lossy(value).into_owned()
}
