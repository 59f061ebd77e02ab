//! Prose, examples, defaults and deprecation.
//!
//! ```yaml
//! persistence:
//!   $ref: '#/components/schemas/BrowserPersistence'
//!   deprecated: true
//!   x-deprecated-reason: Use timeout_seconds (up to 72 hours) and Profiles instead
//! ```
//!
//! Prose stays Markdown as written. Examples and defaults become JSON text; one that is longer than 16 KiB is left out
//! with a warning. A reason deprecates by itself; without one, the note is what the description says after
//! `DEPRECATED:`.

use std::fmt::Write;

use super::context::Context;
use super::graph::Seat;
use crate::diag::Code;
use crate::ir::{DefaultText, Deprecation, Docs, Type};
use crate::openapi::{ExternalDocs, Number, Schema, SchemaObject};
use crate::source::{NodeId, NodeRef, Value};

/// The extension that names things in code.
pub(super) const RUST_NAME: &str = "x-rust-name";

/// The longest example or default that is kept, in bytes.
const LONGEST: usize = 16 * 1024;

/// The deprecation of a schema object.
pub(super) fn deprecation_of(object: &SchemaObject) -> Option<Deprecation> {
    deprecation(
        object.deprecated,
        object.deprecated_reason.as_deref(),
        object.description.as_deref(),
    )
}

/// The deprecation that a flag, a reason and a description come to.
pub(super) fn deprecation(flag: bool, reason: Option<&str>, description: Option<&str>) -> Option<Deprecation> {
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
    if !flag && reason.is_none() {
        return None;
    }
    let note = reason.map(str::to_owned).or_else(|| description.and_then(announced));
    Some(Deprecation { note })
}

/// The first sentence after `DEPRECATED:`.
///
/// What emphasises the word may end behind it or behind the sentence; neither is a part of the note.
fn announced(description: &str) -> Option<String> {
    let marker = "deprecated:";
    let start = description.to_ascii_lowercase().find(marker)?;
    let before = description.get(..start)?;
    let emphasis = &before[before.trim_end_matches(['*', '_']).len()..];
    let text = description.get(start + marker.len()..)?.trim_start();
    let text = match text.strip_prefix(emphasis) {
        _ if emphasis.is_empty() => text,
        Some(behind) => behind.trim_start(),
        None => text.split_once(emphasis).map_or(text, |(within, _)| within),
    };
    let sentence = first_sentence(text.lines().next()?).trim().trim_end_matches('.');
    (!sentence.is_empty()).then(|| sentence.to_owned())
}

/// A line up to its first full stop that is in no emphasis and no code.
fn first_sentence(line: &str) -> &str {
    let whole = |sentence: &str| {
        let even = |mark: char| sentence.matches(mark).count().is_multiple_of(2);
        even('*') && even('`')
    };
    let mut ends = line.match_indices(". ").map(|(at, _)| &line[..at]);
    ends.find(|sentence| whole(sentence)).unwrap_or(line)
}

/// The URL and description of `externalDocs`.
pub(super) fn external(docs: Option<&ExternalDocs>) -> Option<(String, Option<String>)> {
    docs.map(|docs| (docs.url.clone(), docs.description.clone()))
}

impl Context<'_> {
    /// The prose of a definition.
    pub(super) fn schema_docs(&mut self, schema: &Schema) -> Docs {
        schema
            .object()
            .map_or_else(Docs::default, |object| self.use_docs(&[object], &[]))
    }

    /// The prose of one use: what stands closest to it counts, then what it refers to.
    pub(super) fn use_docs(&mut self, said: &[&SchemaObject], behind: &[&SchemaObject]) -> Docs {
        let all = || said.iter().chain(behind);
        let examples = all()
            .map(|object| &object.examples)
            .find(|examples| !examples.is_empty());
        let examples: Vec<NodeId> = examples.cloned().unwrap_or_default();
        let default = all().find_map(|object| object.default);
        Docs {
            summary: all().find_map(|object| object.title.clone()),
            description: all().find_map(|object| object.description.clone()),
            examples: self.json_texts(&examples),
            default: default.and_then(|node| self.default_text(node)),
            patterns: super::name_patterns::of(&all().copied().collect::<Vec<_>>()),
            name: said.iter().find_map(|object| self.given_name(object)),
            external: all().find_map(|object| external(object.external_docs.as_ref())),
        }
    }

    /// The prose of a use of a type. A type with a name tells its own; only a default is that of each of its uses.
    pub(super) fn member_docs(&mut self, said: &[&SchemaObject], behind: &[&SchemaObject], ty: &Type) -> Docs {
        if !matches!(ty, Type::Named(_)) {
            return self.use_docs(said, behind);
        }
        let docs = self.use_docs(said, &[]);
        self.with_default(docs, said, behind)
    }

    /// The same prose with the default of what is referred to, where the use has none of its own.
    pub(super) fn with_default(&mut self, docs: Docs, said: &[&SchemaObject], behind: &[&SchemaObject]) -> Docs {
        let default = behind.iter().find_map(|object| object.default);
        let own = said.iter().any(|object| object.default.is_some());
        match default.filter(|_| !own) {
            Some(node) => Docs {
                default: self.default_text(node),
                ..docs
            },
            None => docs,
        }
    }

    /// What a schema wants to be called in code, by itself and not by what it refers to.
    fn given_name(&self, object: &SchemaObject) -> Option<String> {
        let node = object.extensions.get(RUST_NAME)?;
        Some(name_in(self.document.node(*node)))
    }

    /// The deprecation of a definition; that of a property belongs to the field, not to the type of its values.
    pub(super) fn schema_deprecation(schema: &Schema, seat: &Seat) -> Option<Deprecation> {
        match seat {
            Seat::Component(_) => schema.object().and_then(deprecation_of),
            Seat::Own(_) | Seat::Visited(_) => None,
        }
    }

    /// A default, with its place.
    fn default_text(&mut self, node: NodeId) -> Option<DefaultText> {
        let json = self.json_text(node)?;
        let pointer = self.provenance(node).pointer;
        Some(DefaultText { json, pointer })
    }

    /// Values as JSON text.
    pub(super) fn json_texts(&mut self, nodes: &[NodeId]) -> Vec<String> {
        nodes.iter().filter_map(|node| self.json_text(*node)).collect()
    }

    /// A value as JSON text.
    pub(super) fn json_text(&mut self, node: NodeId) -> Option<String> {
        let mut text = String::new();
        let complete = write_json(self.document.node(node), &mut text);
        if !complete {
            self.report(
                Code::NotRepresented,
                node,
                "a value longer than 16 KiB is not quoted in the docs",
                "too long",
            );
        }
        complete.then_some(text)
    }
}

/// The name that a value of `x-rust-name` is; one that is no string is no identifier, which is said later.
pub(super) fn name_in(node: NodeRef<'_>) -> String {
    let mut text = String::new();
    match node.as_str() {
        Some(name) => text.push_str(name),
        None => {
            write_json(node, &mut text);
        }
    }
    text
}

/// Writes a value; false where it is too long.
fn write_json(node: NodeRef<'_>, text: &mut String) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    match node.value() {
        Value::Null => text.push_str("null"),
        Value::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        Value::Number(lexeme) => text.push_str(&json_number(lexeme)),
        Value::String(string) => write_string(string, text),
        Value::Array(_) => {
            text.push('[');
            for (index, item) in node.items().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                if !write_json(item, text) {
                    return false;
                }
            }
            text.push(']');
        }
        Value::Object(_) => {
            text.push('{');
            for (index, (key, value)) in node.entries().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                write_string(key, text);
                text.push(':');
                if !write_json(value, text) {
                    return false;
                }
            }
            text.push('}');
        }
    }
    text.len() <= LONGEST
}

/// A number in JSON's form, where YAML has more: `0x10`, `.5`, `.inf`.
pub(super) fn json_number(lexeme: &str) -> String {
    if super::rules::is_json_number(lexeme) {
        return lexeme.to_owned();
    }
    let number = Number::new(lexeme);
    match number.as_i128() {
        Some(integer) => integer.to_string(),
        None if number.as_f64().is_finite() => number.as_f64().to_string(),
        None => "null".to_owned(),
    }
}

fn write_string(string: &str, text: &mut String) {
    text.push('"');
    for c in string.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\t' => text.push_str("\\t"),
            '\r' => text.push_str("\\r"),
            c if u32::from(c) < 0x20 => {
                // Writing to a string cannot fail.
                let _ = write!(text, "\\u{:04x}", u32::from(c));
            }
            c => text.push(c),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_deprecates_and_the_description_may_hold_the_note() {
        let note = |flag, reason, description| deprecation(flag, reason, description).map(|found| found.note);
        assert_eq!(note(false, None, Some("DEPRECATED: Use b.")), None);
        assert_eq!(note(false, Some("Use b"), None), Some(Some("Use b".to_owned())));
        assert_eq!(
            note(true, None, Some("An a. Deprecated: use b. It is better.")),
            Some(Some("use b".to_owned()))
        );
        assert_eq!(
            note(true, None, Some("DEPRECATED: Use b.\nMore")),
            Some(Some("Use b".to_owned()))
        );
        assert_eq!(note(true, None, Some("An a.")), Some(None));
        for (description, expected) in [
            ("**DEPRECATED:** use *New*. It is better.", "use *New*"),
            ("**Deprecated: use `b`.** More.", "use `b`"),
            ("**Deprecated: use b**", "use b"),
            (
                "Deprecated: see *New. Better* and more. Last.",
                "see *New. Better* and more",
            ),
            ("DEPRECATED: *New*", "*New*"),
        ] {
            assert_eq!(
                note(true, None, Some(description)),
                Some(Some(expected.to_owned())),
                "{description}"
            );
        }
    }

    #[test]
    fn numbers_of_yaml_are_written_as_json() {
        let written = ["1.0", "0x10", ".5", "-.inf", "1e400"].map(json_number);
        assert_eq!(written, ["1.0", "16", "0.5", "null", "1e400"]);
    }
}
