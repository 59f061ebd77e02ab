// kiln-runtime: support code, copied unchanged into generated crates.
//! Regular expressions of `pattern` that only an engine for ECMA-262 understands: with look-around,
//! back references or classes of Unicode.
//!
//! ```text
//! static NAME: EcmaPattern = EcmaPattern::new("^(?!system$)\\p{L}+$");
//! c.field("name", &self.name, &Rules::new().pattern(&NAME));
//! ```
//!
//! Such an engine tries again and again, so how long it takes depends on the pattern as much as on the text. The
//! document's author chose the pattern; every other one is a `Pattern`, whose time is linear.

use std::sync::OnceLock;

use regress::Regex;

use super::validate::Matcher;

/// A regular expression of ECMA-262 that is compiled on its first use.
#[derive(Debug)]
pub struct EcmaPattern {
    source: &'static str,
    regex: OnceLock<Option<Regex>>,
}

impl EcmaPattern {
    /// A pattern as the document writes it.
    #[must_use]
    pub const fn new(source: &'static str) -> Self {
        Self { source, regex: OnceLock::new() }
    }

    /// With the flag `u`, as JSON Schema recommends it; what that forbids, without.
    fn compile(&self) -> Option<Regex> {
        ["u", ""].iter().find_map(|flags| Regex::with_flags(self.source, *flags).ok())
    }
}

impl Matcher for EcmaPattern {
    fn matches(&self, text: &str) -> Option<bool> {
        let regex = self.regex.get_or_init(|| self.compile());
        regex.as_ref().map(|regex| regex.find(text).is_some())
    }

    fn source(&self) -> &str {
        self.source
    }
}
