// kiln-runtime: support code, copied unchanged into generated crates.
//! What `Debug` shows in place of a secret, and of a value that may hold one.

use std::fmt;

use super::{ToJson, Value};

/// Prints `[redacted]`.
pub struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// Prints what a member of a union is whose tag the document does not know, and not what is in it:
/// `[an object with "kind": "fox", 37 bytes]`.
pub struct Outline<'a> {
    value: &'a Value,
    tag: &'a str,
}

/// The longest tag that is shown, in bytes; a longer one is none that a document would have.
const LONGEST_TAG: usize = 64;

impl<'a> Outline<'a> {
    /// Outlines a value that is told by the property `tag`.
    #[must_use]
    pub fn new(value: &'a Value, tag: &'a str) -> Self {
        Self { value, tag }
    }
}

impl fmt::Debug for Outline<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}", self.value.kind())?;
        let tag = self.value.get(self.tag).filter(|tag| {
            let text = tag.as_str().map_or(0, str::len);
            text <= LONGEST_TAG && !matches!(tag, Value::Array(_) | Value::Object(_))
        });
        if let Some(tag) = tag {
            write!(f, " with {:?}: {tag}", self.tag)?;
        }
        if let Ok(text) = super::to_string(self.value as &dyn ToJson) {
            write!(f, ", {} bytes", text.len())?;
        }
        f.write_str("]")
    }
}
