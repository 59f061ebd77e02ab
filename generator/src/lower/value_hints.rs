//! What extensions say of listed values: names, descriptions, deprecation.
//!
//! ```yaml
//! enum: [0, 1]
//! x-enum-varnames: [Off, On]                         # or x-enumNames, x-enum-names; a list, or a map by value
//! x-enum-descriptions: [Nothing moves., All moves.]  # or x-enumDescriptions
//! x-enum-deprecated: [0]                             # or x-deprecated-enum-values: a list, or a map to reasons
//! x-ms-enum: { values: [{ value: 0, name: Off, description: Nothing moves. }] }
//! ```
//!
//! A list belongs to the values in their order, those that are null included or not. What does not fit (another length,
//! one name twice, a name without a letter or digit, values that are not listed) has no effect, and that is said.

use std::collections::{HashMap, HashSet};

use super::listed;
use crate::ir::{Deprecation, Literal};
use crate::openapi::{Document, SchemaObject};
use crate::source::{Kind, NodeId, NodeRef};

const NAMES: &[&str] = &["x-enum-varnames", "x-enumNames", "x-enum-names", "x-speakeasy-enums"];
const DESCRIPTIONS: &[&str] = &["x-enum-descriptions", "x-enumDescriptions"];
const DEPRECATED: &[&str] = &["x-enum-deprecated", "x-deprecated-enum-values"];
/// Lists of objects, each about one value.
const TABLES: &[(&str, Option<&str>)] = &[("x-ms-enum", Some("values")), ("x-enum-values", None)];

/// What is said of one value.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Said {
    pub(super) name: Option<String>,
    pub(super) description: Option<String>,
    pub(super) deprecated: Option<Deprecation>,
}

/// What is said of the values of one list.
#[derive(Debug, Default)]
pub(super) struct ValueHints {
    /// Every value with what is said of it.
    said: Vec<(Entry, Said)>,
    /// Where each value stands, by its node and by its text.
    by_node: HashMap<NodeId, usize>,
    by_text: HashMap<String, usize>,
    /// The extensions that do not fit, each with the reason.
    pub(super) misfits: Vec<(&'static str, String)>,
}

/// A listed value.
#[derive(Debug, Clone)]
struct Entry {
    null: bool,
    /// A string as it is, all else as JSON: how maps refer to the value.
    text: String,
}

impl ValueHints {
    /// Reads the extensions of a schema that lists values.
    pub(super) fn read(document: &Document, schema: NodeId, object: &SchemaObject) -> Self {
        let list = document.node(schema).get("enum");
        let nodes: Vec<NodeId> = match (&object.constant, list) {
            (Some(value), _) => vec![*value],
            // The list as it stands: values that are listed twice count for the order.
            (None, Some(list)) => list.items().map(NodeRef::id).collect(),
            (None, None) => Vec::new(),
        };
        let mut hints = Self::default();
        for node in nodes {
            let literal = listed::literal(document.node(node));
            let entry = Entry {
                null: literal.is_none(),
                text: literal.as_ref().map(text).unwrap_or_default(),
            };
            let place = hints.said.len();
            hints.by_node.insert(node, place);
            if !entry.null {
                hints.by_text.entry(entry.text.clone()).or_insert(place);
            }
            hints.said.push((entry, Said::default()));
        }
        let extension = |key: &str| object.extensions.get(key).map(|node| document.node(*node));
        hints.tables(&extension);
        for key in NAMES {
            if let Some(texts) = extension(key).and_then(|node| hints.texts(key, node)) {
                hints.name(key, texts);
            }
        }
        for key in DESCRIPTIONS {
            let texts = extension(key).and_then(|node| hints.texts(key, node));
            for ((_, said), text) in hints.said.iter_mut().zip(texts.unwrap_or_default()) {
                said.description = said.description.take().or(text);
            }
        }
        for key in DEPRECATED {
            if let Some(node) = extension(key) {
                hints.deprecate(key, node);
            }
        }
        hints
    }

    /// What is said of a listed value.
    pub(super) fn of(&self, node: NodeId) -> Said {
        let place = self.by_node.get(&node);
        place.map(|place| self.said[*place].1.clone()).unwrap_or_default()
    }

    /// The texts of an extension, in the order of the values.
    fn texts(&mut self, key: &'static str, node: NodeRef<'_>) -> Option<Vec<Option<String>>> {
        let read = |node: NodeRef<'_>| node.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned);
        match node.kind() {
            Kind::Array => {
                let texts: Vec<Option<String>> = node.items().map(read).collect();
                let present = self.said.iter().filter(|(entry, _)| !entry.null).count();
                if texts.len() == self.said.len() {
                    Some(texts)
                } else if texts.len() == present {
                    let mut texts = texts.into_iter();
                    let each = self.said.iter();
                    Some(
                        each.map(|(entry, _)| if entry.null { None } else { texts.next().flatten() })
                            .collect(),
                    )
                } else {
                    self.misfit(
                        key,
                        format!("has {} entries for {} values", texts.len(), self.said.len()),
                    );
                    None
                }
            }
            Kind::Object => {
                let mut texts = vec![None; self.said.len()];
                for (name, value) in node.entries() {
                    match self.by_text.get(name) {
                        Some(place) => texts[*place] = read(value),
                        None => self.misfit(key, format!("speaks of `{name}`, which is not listed")),
                    }
                }
                Some(texts)
            }
            _ => {
                self.misfit(key, "is neither a list nor a map by value".to_owned());
                None
            }
        }
    }

    /// Gives names, if they are names and all different.
    fn name(&mut self, key: &'static str, names: Vec<Option<String>>) {
        let mut seen = HashSet::new();
        for name in names.iter().flatten() {
            if !name.contains(char::is_alphanumeric) {
                return self.misfit(key, format!("has `{name}`, which makes no name"));
            }
            if !seen.insert(name) {
                return self.misfit(key, format!("has the name `{name}` twice"));
            }
        }
        for ((_, said), name) in self.said.iter_mut().zip(names) {
            said.name = said.name.take().or(name);
        }
    }

    fn deprecate(&mut self, key: &'static str, node: NodeRef<'_>) {
        let mut about: Vec<(String, Option<String>)> = Vec::new();
        match node.kind() {
            Kind::Array => {
                let values = node.items().filter_map(listed::literal);
                about.extend(values.map(|value| (text(&value), None)));
            }
            Kind::Object => {
                let said = node.entries().filter(|(_, value)| value.as_bool() != Some(false));
                about.extend(said.map(|(name, value)| (name.to_owned(), value.as_str().map(str::to_owned))));
            }
            _ => return self.misfit(key, "is neither a list nor a map by value".to_owned()),
        }
        for (value, note) in about {
            match self.by_text.get(&value) {
                Some(place) => self.said[*place].1.deprecated = Some(Deprecation { note }),
                None => self.misfit(key, format!("speaks of `{value}`, which is not listed")),
            }
        }
    }

    /// `x-ms-enum` and its like.
    fn tables<'n>(&mut self, extension: &dyn Fn(&str) -> Option<NodeRef<'n>>) {
        for (key, inner) in TABLES {
            let table = extension(key).and_then(|node| match inner {
                Some(inner) => node.get(inner),
                None => Some(node),
            });
            let Some(table) = table else { continue };
            let mut names = vec![None; self.said.len()];
            for row in table.items() {
                let value = row.get("value").or_else(|| row.get("numericValue"));
                let value = value.and_then(listed::literal).as_ref().map(text);
                let place = value.and_then(|value| self.by_text.get(&value).copied());
                let Some(place) = place else { continue };
                let read = |key: &str| row.get(key).and_then(NodeRef::as_str).map(str::to_owned);
                names[place] = read("name").or_else(|| read("identifier"));
                self.said[place].1.description = read("description");
            }
            self.name(key, names);
        }
    }

    fn misfit(&mut self, key: &'static str, reason: String) {
        self.misfits.push((key, reason));
    }
}

/// A value as a key of a map spells it.
fn text(literal: &Literal) -> String {
    match literal {
        Literal::String(text) => text.clone(),
        other => other.json(),
    }
}
