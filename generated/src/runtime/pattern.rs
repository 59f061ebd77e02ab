// kiln-runtime: support code, copied unchanged into generated crates.
//! Regular expressions of `pattern`, for crates whose document has any.
//!
//! ```text
//! static NAME: Pattern = Pattern::new("^[a-zA-Z0-9._-]{1,255}$");
//! c.field("name", &self.name, &Rules::new().pattern(&NAME));
//! ```
//!
//! As in JSON Schema a pattern may match any part of the text. What ECMA-262 has and Rust's engines
//! deliberately have not (look-around, back references) does not compile: the generator leaves such
//! patterns out and says so.

use std::sync::OnceLock;

use regex_lite::Regex;

use super::validate::Matcher;

/// A regular expression that is compiled on its first use.
#[derive(Debug)]
pub struct Pattern {
    source: &'static str,
    regex: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// A pattern as the document writes it.
    #[must_use]
    pub const fn new(source: &'static str) -> Self {
        Self { source, regex: OnceLock::new() }
    }
}

impl Matcher for Pattern {
    fn matches(&self, text: &str) -> Option<bool> {
        let regex = self.regex.get_or_init(|| Regex::new(self.source).ok());
        regex.as_ref().map(|regex| regex.is_match(text))
    }

    fn source(&self) -> &str {
        self.source
    }
}
