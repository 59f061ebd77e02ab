// kiln-runtime: support code, copied unchanged into generated crates.
//! Query strings, form style: `limit=5&tag=a&tag=b`.
//!
//! Everything but the unreserved characters of RFC 3986 is percent-encoded, names too; a
//! space is `%20`. Absent values, nulls and empty lists leave no trace.

use super::parameter::{Explode, Shallow, escaped, joined};
use std::fmt::{Display, Write};

/// A query string that grows.
#[derive(Default)]
pub(super) struct Query(String);

impl Query {
    /// Adds a parameter.
    pub(super) fn add(&mut self, name: &str, value: Shallow, explode: Explode) {
        match (value, explode) {
            (Shallow::Nothing, _) => {}
            (Shallow::Scalar(value), _) => self.pair(name, &value),
            (Shallow::List(items), Explode::Yes) => {
                for item in items {
                    self.pair(name, &item);
                }
            }
            (Shallow::Object(members), Explode::Yes) => {
                for (name, value) in members {
                    self.pair(&name, &value);
                }
            }
            (value, Explode::No) => {
                let items = value.into_items();
                if !items.is_empty() {
                    self.write(name, joined(&items));
                }
            }
        }
    }

    /// Adds one pair.
    pub(super) fn pair(&mut self, name: &str, value: &str) {
        self.write(name, escaped(value));
    }

    /// The text so far, with no question mark.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    fn write(&mut self, name: &str, value: impl Display) {
        let separator = if self.0.is_empty() { "" } else { "&" };
        // Writing to a String cannot fail.
        let _ = write!(self.0, "{separator}{}={value}", escaped(name));
    }
}
