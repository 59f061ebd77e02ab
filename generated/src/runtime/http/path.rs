// kiln-runtime: support code, copied unchanged into generated crates.
//! Paths: the operation's template with the call's values in place.
//!
//! ```yaml
//! /browsers/{id}/files/{name}
//! ```
//!
//! A value fills its place and nothing more: slashes and all else with a meaning in URLs
//! are percent-encoded, unless the document says that reserved characters stay. A value that is empty, or makes a segment `.` or `..`, would
//! lead to another operation (`/browsers/` instead of `/browsers/{id}`); it is an error.
//! A query in the template (`/messages?beta=true`) stays.

use super::error::Error;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What a template may hold although URLs may not.
pub(super) const NOT_IN_URLS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`');

/// The path with values in the places of parameters; the values are percent-encoded
/// already.
pub(super) fn fill(
    template: &str,
    values: &[(&'static str, String)],
) -> Result<String, Error> {
    let mut path = String::with_capacity(template.len() + 32);
    let (segments, query) =
        template.split_at(template.find('?').unwrap_or(template.len()));
    for segment in segments.split_inclusive('/') {
        let start = path.len();
        fill_part(segment, values, &mut path)?;
        let filled = path.get(start..).unwrap_or_default();
        if segment.contains('{') && filled.split('/').any(is_dots) {
            return Err(Error::request(format!(
                "the path parameters make `{}` a dot segment, which would lead elsewhere",
                segment.trim_end_matches('/')
            )));
        }
    }
    fill_part(query, values, &mut path)?;
    Ok(path)
}

/// Whether this is a segment that URLs take for another one, written in any way: values
/// that keep their reserved characters keep their escapes.
fn is_dots(segment: &str) -> bool {
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}

/// Writes a part of the template, a segment or the query, with the values in place.
fn fill_part(
    part: &str,
    values: &[(&'static str, String)],
    path: &mut String,
) -> Result<(), Error> {
    let mut rest = part;
    while let Some((literal, name, after)) = next_parameter(rest) {
        path.extend(utf8_percent_encode(literal, NOT_IN_URLS));
        match values.iter().find(|(given, _)| *given == name) {
            Some((_, value)) if !value.is_empty() => path.push_str(value),
            Some(_) => {
                return Err(Error::request(format!(
                    "the path parameter `{name}` is empty"
                )));
            }
            None => {
                return Err(Error::request(format!(
                    "the path parameter `{name}` is missing"
                )));
            }
        }
        rest = after;
    }
    path.extend(utf8_percent_encode(rest, NOT_IN_URLS));
    Ok(())
}

/// The next `{name}`: what is before it, the name, what is after it.
fn next_parameter(text: &str) -> Option<(&str, &str, &str)> {
    let (literal, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((literal, name, after))
}
