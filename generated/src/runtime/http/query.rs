// kiln-runtime: support code, copied unchanged into generated crates.
//! Query strings: `limit=5&tag=a&tag=b`.
//!
//! Names and values are escaped, so that none of them can become another pair; a space is
//! `%20`. The exceptions are what the document asks for: reserved characters that are to
//! stay, and queries that are written as forms are, with `+` for a space.

use super::escape::Escape;
use super::pairs::Pair;

/// A query string that grows.
#[derive(Clone, Default)]
pub(super) struct Query(String);

impl Query {
    /// Adds pairs.
    pub(super) fn add(&mut self, pairs: &[Pair], escape: Escape) {
        for pair in pairs {
            self.push(&escape.name(&pair.name));
            self.0.push('=');
            self.0.push_str(&pair.value(escape));
        }
    }

    /// Adds one pair.
    pub(super) fn pair(&mut self, name: &str, value: &str) {
        self.add(&[Pair::new(name, value)], Escape::Url);
    }

    /// Adds a piece that is escaped already.
    pub(super) fn push(&mut self, piece: &str) {
        if !self.0.is_empty() {
            self.0.push('&');
        }
        self.0.push_str(piece);
    }

    /// The text so far, with no question mark.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}
