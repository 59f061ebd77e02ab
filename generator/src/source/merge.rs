//! Merge keys: a habit from YAML 1.1 that documents still have.
//!
//! ```yaml
//! base: &base { type: object, deprecated: true }
//! derived:
//!   <<: *base          # or a sequence of mappings, of which the first counts
//!   deprecated: false  # the mapping's own keys win
//! ```
//!
//! The merged entries take the place of `<<` in the order of the keys; their places are those in the mapping that they
//! come from. Only a plain `<<` in YAML merges: quoted, and in JSON, it is a key like any other.

use std::collections::HashSet;

use super::build::Builder;
use super::{Entry, NodeId, Stop, Value};
use crate::diag::{Code, Diagnostic, Place, Span};

/// The entry of a mapping whose key is `<<`; where there are several, they are duplicates like any others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Merge {
    /// The entry's index.
    pub(super) entry: usize,
    /// How many nodes the tree had before the entry's value: what came since is written there, not aliased.
    pub(super) since: usize,
}

/// The entries of a mapping, with the one that merges replaced by what it names.
pub(super) fn resolve(builder: &mut Builder<'_>, mut entries: Vec<Entry>, merge: Merge) -> Result<Vec<Entry>, Stop> {
    let after = entries.split_off(merge.entry + 1);
    let Some(merging) = entries.pop() else {
        return Ok(after);
    };
    let own = entries.iter().chain(&after);
    let mut taken: HashSet<Box<str>> = own.map(|entry| entry.key.clone()).collect();
    for mapping in mappings(builder, &merging)? {
        for index in 0..builder.tree.node(mapping).raw_entries().len() {
            let entry = builder.tree.node(mapping).raw_entries()[index].clone();
            builder.copy(entry.key.len() as u64, entry.key_span)?;
            if taken.insert(entry.key.clone()) {
                entries.push(entry);
            }
        }
        builder.tree.release_children(mapping, merge.since);
    }
    entries.extend(after);
    Ok(entries)
}

/// The mappings that one `<<` names.
fn mappings(builder: &Builder<'_>, entry: &Entry) -> Result<Vec<NodeId>, Stop> {
    let node = builder.tree.node(entry.value);
    match node.value() {
        Value::Object(_) => Ok(vec![entry.value]),
        Value::Array(items) => match items.iter().find(|item| !is_mapping(builder, **item)) {
            None => Ok(items.clone()),
            Some(other) => Err(not_a_mapping(builder, builder.tree.node(*other).span())),
        },
        _ => Err(not_a_mapping(builder, node.span())),
    }
}

fn is_mapping(builder: &Builder<'_>, node: NodeId) -> bool {
    matches!(builder.tree.node(node).value(), Value::Object(_))
}

fn not_a_mapping(builder: &Builder<'_>, span: Span) -> Stop {
    let message = "`<<` can only merge a mapping or a sequence of mappings";
    let pointer = builder.place(0..0).pointer.join("<<");
    Box::new(Diagnostic::new(Code::NotJsonData, message).at(&Place { span, pointer }, "this is no mapping"))
}
