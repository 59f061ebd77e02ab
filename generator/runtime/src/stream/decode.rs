// kiln-runtime: support code, copied unchanged into generated crates.
//! From an open answer to a stream of values: what a generated operation names as its
//! way to decode.

use super::super::http::decode::Unfit;
use super::super::http::{Answer, OpenBody};
use super::super::json::{DecodeError, FromJson};
use super::pieces::Separator;
use super::{Event, EventStream, JsonLines};

/// Reads an event stream whose data is JSON.
///
/// # Errors
///
/// [`Unfit::ContentType`] when the answer is no event stream.
pub fn events<T: FromJson>(answer: &mut Answer) -> Result<EventStream<T>, Unfit> {
    event_stream(answer, Event::json)
}

/// Reads an event stream whose data is text.
///
/// # Errors
///
/// Those of [`events`].
pub fn text_events(answer: &mut Answer) -> Result<EventStream<String>, Unfit> {
    event_stream(answer, |event| Ok(event.data.clone()))
}

/// Reads an event stream of which nothing is documented.
///
/// # Errors
///
/// Those of [`events`].
pub fn raw_events(answer: &mut Answer) -> Result<EventStream<Event>, Unfit> {
    event_stream(answer, |event| Ok(event.clone()))
}

/// Reads an event stream whose events are described as objects (`itemSchema`); the data
/// is text.
///
/// # Errors
///
/// Those of [`events`].
pub fn event_objects<T: FromJson>(answer: &mut Answer) -> Result<EventStream<T>, Unfit> {
    event_stream(answer, Event::object)
}

/// Reads an event stream whose events are described as objects with data that is JSON.
///
/// # Errors
///
/// Those of [`events`].
pub fn event_objects_of_json<T: FromJson>(
    answer: &mut Answer,
) -> Result<EventStream<T>, Unfit> {
    event_stream(answer, Event::object_of_json)
}

/// Reads lines of JSON.
///
/// # Errors
///
/// [`Unfit::ContentType`] when the answer is no stream of lines.
pub fn json_lines<T: FromJson>(answer: &mut Answer) -> Result<JsonLines<T>, Unfit> {
    let body = open(answer, "lines of JSON")?;
    Ok(JsonLines::new(body, Separator::LineFeed))
}

/// Reads a JSON text sequence (RFC 7464).
///
/// # Errors
///
/// [`Unfit::ContentType`] when the answer is no such sequence.
pub fn json_sequence<T: FromJson>(answer: &mut Answer) -> Result<JsonLines<T>, Unfit> {
    let body = open(answer, "application/json-seq")?;
    Ok(JsonLines::new(body, Separator::Record))
}

fn event_stream<T>(
    answer: &mut Answer,
    read: fn(&Event) -> Result<T, DecodeError>,
) -> Result<EventStream<T>, Unfit> {
    let body = open(answer, "text/event-stream")?;
    Ok(EventStream::new(body, read))
}

fn open(answer: &mut Answer, expected: &'static str) -> Result<OpenBody, Unfit> {
    if answer.compression().is_some() {
        return Err(Unfit::other_type(expected, answer));
    }
    answer.take_open().ok_or_else(|| Unfit::other_type(expected, answer))
}
