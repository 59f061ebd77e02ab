// kiln-runtime: support code, copied unchanged into generated crates.
//! Several values one after the other, each as JSON, as bodies of requests have them.
//!
//! ```text
//! {"a":1}⏎{"a":2}⏎              // application/x-ndjson and what else lines are called
//! ␞{"a":1}⏎␞{"a":2}⏎            // application/json-seq (RFC 7464)
//! ```
//!
//! JSON is written without white space, so that a line break is never inside of a value.

use super::{EncodeError, ToJson, to_string};

/// Writes each value as a line.
///
/// # Errors
/// As [`to_vec`](super::to_vec), for the first value that cannot be written.
pub fn to_lines<T: ToJson>(values: &[T]) -> Result<Vec<u8>, EncodeError> {
    written(values.iter().map(|value| value as &dyn ToJson), "")
}

/// Writes the values as a JSON text sequence.
///
/// # Errors
/// As [`to_lines`].
pub fn to_sequence<T: ToJson>(values: &[T]) -> Result<Vec<u8>, EncodeError> {
    written(values.iter().map(|value| value as &dyn ToJson), "\u{1e}")
}

fn written<'a>(
    values: impl Iterator<Item = &'a dyn ToJson>,
    before: &str,
) -> Result<Vec<u8>, EncodeError> {
    let mut text = String::new();
    for value in values {
        text.push_str(before);
        text.push_str(&to_string(value)?);
        text.push('\n');
    }
    Ok(text.into_bytes())
}
