//! References where the specification has none, and authors write them nevertheless.
//!
//! ```yaml
//! paths: { /pets: { get: { $ref: operations/list-pets.yaml } } }
//! components:
//!   schemas: { $ref: schemas/_index.yaml }     # the mapping of all schemas
//! ```
//!
//! What such a reference names is read in its place, in the version of its file, and that is said. In a mapping of names,
//! entries beside the `$ref` count too, and before those of the other mapping; beside one in place of an object nothing
//! counts. A `$ref` whose value is no text is something of that name.

use std::hash::Hash;

use indexmap::IndexMap;

use super::Version;
use super::reader::{Context, Read, is_extension};
use crate::diag::{Code, Diagnostic};
use crate::source::{Kind, NodeRef};

/// Objects that have a `$ref` of their own.
const REFERRING: [&str; 4] = [
    "Schema Object",
    "Path Item Object",
    "Media Type Object",
    "Reference Object",
];

impl Context<'_> {
    /// Reads a value, or what a `$ref` names that stands in its place although the specification has none there.
    ///
    /// `None` after reporting, under another code where one is given, that the reference leads nowhere.
    pub(super) fn through<T>(
        &mut self,
        node: NodeRef<'_>,
        what: &str,
        lost: Option<Code>,
        read: impl FnOnce(&mut Context<'_>, NodeRef<'_>) -> Option<T>,
    ) -> Option<T> {
        let (Some(first), Some((bundle, versions))) = (text_of_reference(node), self.files) else {
            return read(self, node);
        };
        let message = format!("the specification has no `$ref` in place of {what}; what it names is read");
        self.repaired(Code::RepairedValue, first, message, "a reference");
        let mut passed = vec![node.id()];
        let mut reference = first.id();
        loop {
            let from = passed.last().copied().unwrap_or(node.id());
            let text = bundle.node(reference).as_str().unwrap_or_default();
            let target = match bundle.resolve(from, text) {
                Ok(target) => target.node,
                Err(nowhere) => {
                    for mut complaint in bundle.complaints(reference, &nowhere) {
                        complaint.code = lost.unwrap_or(complaint.code);
                        self.report(complaint);
                    }
                    return None;
                }
            };
            let too_far = passed.len() > bundle.hops();
            if too_far || passed.contains(&target) {
                let message = if too_far {
                    format!("the reference `{text}` is one of more than {} in a row", bundle.hops())
                } else {
                    format!("the reference `{text}` leads round in a circle")
                };
                self.repaired(
                    lost.unwrap_or(Code::ReferenceCycle),
                    bundle.node(reference),
                    message,
                    "part of the circle",
                );
                return None;
            }
            passed.push(target);
            let Some(next) = text_of_reference(bundle.node(target)) else {
                let mut cx = Context {
                    operation: self.operation,
                    in_schema: self.in_schema,
                    ..Context::among(bundle, versions, target, self.sink)
                };
                return read(&mut cx, bundle.node(target));
            };
            reference = next.id();
        }
    }

    /// The same for an object of the specification, unless it has a `$ref` of its own.
    pub(super) fn through_object<T>(
        &mut self,
        node: NodeRef<'_>,
        name: &str,
        read: impl FnOnce(&mut Context<'_>, NodeRef<'_>) -> Option<T>,
    ) -> Option<T> {
        // In 2.0 what says where it is sent is a parameter, whatever type it refers to.
        let sent = self.version == Version::V2_0 && node.get("in").is_some();
        if sent || REFERRING.contains(&name) || text_of_reference(node).is_none() || self.files.is_none() {
            return read(self, node);
        }
        self.note_beside(node);
        // Without an object that the document needs there is nothing to go on with.
        self.through(node, &format!("the {name}"), Some(Code::InvalidValue), read)
    }

    /// Says that nothing counts beside a reference that stands in place of an object.
    fn note_beside(&mut self, node: NodeRef<'_>) {
        if let Some((key, _)) = node.entries().find(|(key, _)| *key != "$ref" && !is_extension(key)) {
            let message = "what stands beside this `$ref` is ignored";
            self.report(Diagnostic::new(Code::NotRepresented, message).at(&node.key_place(key), "beside a reference"));
        }
    }
}

/// Reads the entries of a mapping whose keys `key` accepts; the others are left out.
///
/// A `$ref` among them adds the entries of the mapping that it names.
pub(super) fn entries<K: Hash + Eq, T: Read>(
    cx: &mut Context<'_>,
    node: NodeRef<'_>,
    key: impl Fn(&str) -> Option<K>,
) -> Option<IndexMap<K, T>> {
    if node.kind() != Kind::Object {
        cx.wrong_type(node, "a mapping");
        return None;
    }
    let mut map = IndexMap::with_capacity(node.entries().len());
    let refers = T::MAPPED && cx.files.is_some() && text_of_reference(node).is_some();
    add_entries(cx, node, &key, refers, &mut map);
    if refers {
        cx.through(node, "a mapping of names", None, |cx, named| {
            if named.kind() != Kind::Object {
                cx.wrong_type(named, "a mapping");
                return None;
            }
            add_entries(cx, named, &key, false, &mut map);
            Some(())
        });
    }
    Some(map)
}

/// Adds the entries of one mapping, unless they are there already.
fn add_entries<K: Hash + Eq, T: Read>(
    cx: &mut Context<'_>,
    node: NodeRef<'_>,
    key: &impl Fn(&str) -> Option<K>,
    refers: bool,
    map: &mut IndexMap<K, T>,
) {
    for (name, value) in node.entries() {
        if !(refers && name == "$ref")
            && let Some(name) = key(name)
            && let Some(value) = T::read(cx, value)
        {
            map.entry(name).or_insert(value);
        }
    }
}

/// The text of a `$ref`; a mapping under that key is something of that name.
pub(super) fn text_of_reference(node: NodeRef<'_>) -> Option<NodeRef<'_>> {
    node.get("$ref").filter(|reference| reference.kind() == Kind::String)
}
