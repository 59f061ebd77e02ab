// kiln-runtime: support code, copied unchanged into generated crates.
//! Regular expressions of `pattern`, for crates whose document has any.
//!
//! ```text
//! static NAME: Pattern = Pattern::new("^[a-zA-Z0-9._-]{1,255}$");
//! static PATH: Pattern = Pattern::written("^\\/", "^/");
//! c.field("name", &self.name, &Rules::new().pattern(&NAME));
//! ```
//!
//! As in JSON Schema a pattern may match any part of the text. Patterns are those of ECMA-262, which differ
//! from Rust's in what some escapes mean: the generator writes those anew, and messages show what
//! the document says. What has no such form (look-around, back references) is for `ecma`.

use std::sync::OnceLock;

use regex_lite::Regex;

use super::validate::Matcher;

/// A regular expression that is compiled on its first use.
#[derive(Debug)]
pub struct Pattern {
    source: &'static str,
    plain: &'static str,
    regex: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// A pattern that means the same in Rust as in the document.
    #[must_use]
    pub const fn new(source: &'static str) -> Self {
        Self::written(source, source)
    }

    /// A pattern as the document writes it, and as Rust does.
    #[must_use]
    pub const fn written(source: &'static str, plain: &'static str) -> Self {
        Self { source, plain, regex: OnceLock::new() }
    }
}

impl Matcher for Pattern {
    fn matches(&self, text: &str) -> Option<bool> {
        let regex = self.regex.get_or_init(|| Regex::new(self.plain).ok());
        regex.as_ref().map(|regex| regex.is_match(text))
    }

    fn source(&self) -> &str {
        self.source
    }
}
