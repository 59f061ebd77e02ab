//! `[streams]`: the last words of event streams.
//!
//! ```toml
//! [streams]
//! end = ["[DONE]"]                    # an event with this data ends any event stream of the API
//! ends.createChat = ["[END]", "bye"]  # those of one operation, by its operationId or as in "POST /chat"
//! ```
//!
//! Such an event is not given to callers, and nothing is read behind it. What is said of an operation wins over what
//! its document says by an extension (`x-speakeasy-sse-sentinel`, `x-fern-streaming` with a `terminator`), and that over
//! `end`. Where nothing is said, `[DONE]` ends the streams whose data is JSON, which it is not; `[]` means that no event
//! ends a stream.

use super::table::{Named, Table};

/// `[streams]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Streams {
    /// The data of the events that end event streams, unless the kind of the data is to decide.
    pub end: Option<Vec<String>>,
    /// The same of single operations.
    pub ends: Vec<Named<Vec<String>>>,
}

impl Streams {
    pub(super) fn read(table: &mut Table<'_>) -> Self {
        Self {
            end: table.optional("end"),
            ends: table.named("ends"),
        }
    }
}
