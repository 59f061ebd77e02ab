// kiln-runtime: support code, copied unchanged into generated crates.
//! One event of an event stream, and what can be made of it.
//!
//! ```text
//! event: delta
//! id: 17
//! data: {"text": "Hello"}
//! ```

use super::super::json::{self, DecodeError, FromJson, Value};
use std::fmt::Write;
use std::time::Duration;

/// An event of an event stream, as the server sent it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Event {
    /// The data; several lines of it are joined by line feeds.
    pub data: String,
    /// Its type, where the server names one.
    pub event: Option<String>,
    /// Its id, where it has one of its own.
    pub id: Option<String>,
    /// The wait before reconnecting, where this event sets it.
    pub retry: Option<Duration>,
}

impl Event {
    /// The data as JSON.
    ///
    /// # Errors
    ///
    /// When it is not JSON, or not of the form of `T`.
    pub fn json<T: FromJson>(&self) -> Result<T, DecodeError> {
        json::from_slice(self.data.as_bytes())
    }

    /// The whole event as an object, as `itemSchema` describes it; the data is text.
    pub(super) fn object<T: FromJson>(&self) -> Result<T, DecodeError> {
        json::from_slice(self.described(&quoted(&self.data)).as_bytes())
    }

    /// The whole event as an object whose `data` is JSON.
    pub(super) fn object_of_json<T: FromJson>(&self) -> Result<T, DecodeError> {
        // On its own first: data that is no JSON must not become other members.
        self.json::<Value>()?;
        json::from_slice(self.described(&self.data).as_bytes())
    }

    /// The object as a text around that of its `data`.
    fn described(&self, data: &str) -> String {
        let mut text = String::from("{");
        for (name, value) in [("event", &self.event), ("id", &self.id)] {
            if let Some(value) = value {
                let _ = write!(text, "\"{name}\":{},", quoted(value));
            }
        }
        if let Some(retry) = self.retry {
            let _ = write!(text, "\"retry\":{},", retry.as_millis());
        }
        let _ = write!(text, "\"data\":{data}}}");
        text
    }
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
