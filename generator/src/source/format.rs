//! Which of the three forms a text has.
//!
//! The extension decides where it is known: `.json`, `.yaml`, `.yml`, `.md`, `.mdx`, `.markdown`. Otherwise a text that
//! begins with a bracket is JSON, a text with an OpenAPI document in a fenced block and none outside of it is a page, and
//! everything else is YAML.
//!
//! YAML that begins with a bracket is read as JSON if it can be: that is several times faster, and the tree is the same.

use std::path::Path;

use super::{Draft, Limits, Part, Stop, json, page, yaml};
use crate::diag::Code;

/// Reads a text by the name that it has.
pub(super) fn read(name: &str, part: Part<'_>, limits: &Limits) -> Result<Draft, Stop> {
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
    match extension.map(str::to_ascii_lowercase).as_deref() {
        Some("json") => json::read(part, limits),
        Some("yaml" | "yml") => yaml_or_json(part, limits),
        Some("md" | "mdx" | "markdown") => page::read(part, limits),
        _ if begins_with_bracket(part.text) => json_or_yaml(part, limits),
        _ if page::is_page(part.text) => page::read(part, limits),
        _ => yaml::read(part, limits),
    }
}

/// Reads what is meant to be YAML, such as a block of a page.
pub(super) fn yaml_or_json(part: Part<'_>, limits: &Limits) -> Result<Draft, Stop> {
    if begins_with_bracket(part.text) {
        match json::read(part, limits) {
            Err(stop) if stop.code == Code::JsonSyntax => {}
            outcome => return outcome,
        }
    }
    yaml::read(part, limits)
}

/// Reads what looks like JSON, but may be YAML in the flow style.
fn json_or_yaml(part: Part<'_>, limits: &Limits) -> Result<Draft, Stop> {
    match json::read(part, limits) {
        Err(stop) if stop.code == Code::JsonSyntax => yaml::read(part, limits).map_err(|_| stop),
        outcome => outcome,
    }
}

fn begins_with_bracket(text: &str) -> bool {
    text.trim_start().starts_with(['{', '['])
}
