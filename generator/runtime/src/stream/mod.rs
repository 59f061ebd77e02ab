// kiln-runtime: support code, copied unchanged into generated crates.
//! Answers that are streams of values: event streams, JSON lines, JSON text sequences.
//!
//! ```yaml
//! responses:
//!   '200': {content: {text/event-stream: {schema: …}}}      # stream::events
//!   '200': {content: {application/x-ndjson: {schema: …}}}   # stream::json_lines
//!   '200': {content: {application/json-seq: {schema: …}}}   # stream::json_sequence
//! ```
//!
//! ```text
//! OpenBody ─► Feed ─► Pieces ─► Parser ─► Event ─► T      EventStream<T>
//!    (chunks, idle timeout)  ╰──────────────────► T      JsonLines<T>
//! ```
//!
//! Guarantees:
//!
//! * Values come out as the bytes come in, wherever chunks are split; the server sends
//!   no faster than values are taken.
//! * One value that is not of the documented form is one error, and the stream goes on;
//!   a connection that breaks is the last error.
//! * No value is larger than the client buffers.
//! * Dropping a stream ends the exchange.

mod decode;
mod event;
mod event_stream;
mod feed;
mod json_lines;
mod parser;
mod pieces;

pub use self::decode::{
    event_objects, event_objects_of_json, events, json_lines, json_sequence, raw_events,
    text_events,
};
pub use self::event::Event;
pub use self::event_stream::EventStream;
pub use self::json_lines::JsonLines;
