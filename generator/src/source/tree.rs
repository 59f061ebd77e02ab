//! The value tree: an arena of nodes, each with its bytes, its parent and its value.

use std::fmt::Write as _;

use crate::diag::{Place, Pointer, Span};

/// A node of a [`Tree`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(u32);

/// The JSON type of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// a number
    Number,
    /// a string
    String,
    /// a sequence
    Array,
    /// a mapping
    Object,
}

/// A value; containers name their children by [`NodeId`].
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number as it was written: `1.0`, `1e400` and huge integers keep their form.
    Number(Box<str>),
    /// A string.
    String(Box<str>),
    /// A sequence.
    Array(Vec<NodeId>),
    /// A mapping in the document's order.
    Object(Vec<Entry>),
}

/// One key of a mapping with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key; a scalar of another type has the text that it was written with.
    pub key: Box<str>,
    /// The bytes of the key.
    pub key_span: Span,
    /// The value.
    pub value: NodeId,
}

/// A value with its bytes and its parent.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// The bytes of the value.
    pub span: Span,
    /// The container and the index in it.
    parent: Option<(NodeId, u32)>,
}

/// All values of a run; one root per file.
#[derive(Debug, Default)]
pub struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    /// Adds a node and makes it the parent of its children.
    ///
    /// A child that has a parent already keeps it.
    pub fn add(&mut self, value: Value, span: Span) -> NodeId {
        self.add_since(value, span, 0)
    }

    /// Adds a node and makes it the parent of those children that are not among the first `since` nodes.
    ///
    /// A container holds older nodes only by aliases of YAML: their place is that of the anchor, whose own container may
    /// not have ended yet.
    pub(super) fn add_since(&mut self, value: Value, span: Span, since: usize) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        match &value {
            Value::Array(items) => {
                for (index, item) in (0..).zip(items) {
                    self.adopt(*item, (id, index), since);
                }
            }
            Value::Object(entries) => {
                for (index, entry) in (0..).zip(entries) {
                    self.adopt(entry.value, (id, index), since);
                }
            }
            _ => {}
        }
        self.nodes.push(Node {
            value,
            span,
            parent: None,
        });
        id
    }

    fn adopt(&mut self, child: NodeId, parent: (NodeId, u32), since: usize) {
        let child = child.0 as usize;
        if child >= since {
            self.nodes[child].parent.get_or_insert(parent);
        }
    }

    /// Lets a mapping's values have another parent, unless the mapping is older than the first `since` nodes.
    pub(super) fn release_children(&mut self, mapping: NodeId, since: usize) {
        if (mapping.0 as usize) < since {
            return;
        }
        let Value::Object(entries) = &self.nodes[mapping.0 as usize].value else {
            return;
        };
        let children: Vec<NodeId> = entries.iter().map(|entry| entry.value).collect();
        for child in children {
            let parent = &mut self.nodes[child.0 as usize].parent;
            *parent = parent.filter(|(parent, _)| *parent != mapping);
        }
    }

    /// Takes over all nodes of another tree; its node `root` then has the id that is returned.
    pub fn absorb(&mut self, other: Self, root: NodeId) -> NodeId {
        let before = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        let moved = |id: NodeId| NodeId(id.0.saturating_add(before));
        self.nodes.extend(other.nodes.into_iter().map(|mut node| {
            node.parent = node.parent.map(|(parent, index)| (moved(parent), index));
            match &mut node.value {
                Value::Array(items) => items.iter_mut().for_each(|item| *item = moved(*item)),
                Value::Object(entries) => (entries.iter_mut()).for_each(|entry| entry.value = moved(entry.value)),
                _ => {}
            }
            node
        }));
        moved(root)
    }

    /// A view of one node.
    #[must_use]
    pub fn node(&self, id: NodeId) -> NodeRef<'_> {
        NodeRef { tree: self, id }
    }

    /// How many nodes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no node.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }
}

/// A view of one node, cheap to copy.
#[derive(Debug, Clone, Copy)]
pub struct NodeRef<'t> {
    tree: &'t Tree,
    id: NodeId,
}

impl<'t> NodeRef<'t> {
    /// The node's id.
    #[must_use]
    pub fn id(self) -> NodeId {
        self.id
    }

    /// The container that the node stands in; `None` for the root of a file.
    #[must_use]
    pub fn parent(self) -> Option<NodeRef<'t>> {
        let (parent, _) = self.tree.nodes[self.id.0 as usize].parent?;
        Some(self.tree.node(parent))
    }

    /// The node's value.
    #[must_use]
    pub fn value(self) -> &'t Value {
        &self.tree.nodes[self.id.0 as usize].value
    }

    /// The node's bytes.
    #[must_use]
    pub fn span(self) -> Span {
        self.tree.nodes[self.id.0 as usize].span
    }

    /// The JSON type.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self.value() {
            Value::Null => Kind::Null,
            Value::Bool(_) => Kind::Bool,
            Value::Number(_) => Kind::Number,
            Value::String(_) => Kind::String,
            Value::Array(_) => Kind::Array,
            Value::Object(_) => Kind::Object,
        }
    }

    /// The string, if it is one.
    #[must_use]
    pub fn as_str(self) -> Option<&'t str> {
        match self.value() {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The boolean, if it is one.
    #[must_use]
    pub fn as_bool(self) -> Option<bool> {
        match self.value() {
            Value::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The lexeme of the number, if it is one.
    #[must_use]
    pub fn as_number(self) -> Option<&'t str> {
        match self.value() {
            Value::Number(lexeme) => Some(lexeme),
            _ => None,
        }
    }

    /// The items, none if it is not a sequence.
    #[must_use]
    pub fn items(self) -> impl ExactSizeIterator<Item = NodeRef<'t>> + 't {
        let items: &'t [NodeId] = match self.value() {
            Value::Array(items) => items,
            _ => &[],
        };
        let tree = self.tree;
        items.iter().map(move |id| tree.node(*id))
    }

    /// The raw entries, none if it is not a mapping.
    #[must_use]
    pub fn raw_entries(self) -> &'t [Entry] {
        match self.value() {
            Value::Object(entries) => entries,
            _ => &[],
        }
    }

    /// The keys and values, none if it is not a mapping.
    #[must_use]
    pub fn entries(self) -> impl ExactSizeIterator<Item = (&'t str, NodeRef<'t>)> + 't {
        let tree = self.tree;
        self.raw_entries()
            .iter()
            .map(move |entry| (&*entry.key, tree.node(entry.value)))
    }

    /// The value of a key, if it is a mapping that has it.
    #[must_use]
    pub fn get(self, key: &str) -> Option<NodeRef<'t>> {
        self.raw_entries()
            .iter()
            .find(|entry| &*entry.key == key)
            .map(|entry| self.tree.node(entry.value))
    }

    /// The place of a key of this mapping: the key's bytes, the value's pointer; that of the node itself where it has no
    /// such key.
    #[must_use]
    pub fn key_place(self, key: &str) -> Place {
        let found = self.raw_entries().iter().find(|entry| &*entry.key == key);
        found.map_or_else(
            || self.place(),
            |entry| Place {
                span: entry.key_span,
                pointer: self.pointer().join(key),
            },
        )
    }

    /// The descendant that a pointer names.
    #[must_use]
    pub fn at(self, pointer: &Pointer) -> Option<NodeRef<'t>> {
        pointer.steps().try_fold(self, |node, step| match node.value() {
            Value::Object(_) => node.get(&step),
            Value::Array(items) => items.get(index(&step)?).map(|id| self.tree.node(*id)),
            _ => None,
        })
    }

    /// The pointer from the root of the node's file.
    #[must_use]
    pub fn pointer(self) -> Pointer {
        let mut steps = Vec::new();
        let mut child = self.id;
        while let Some((parent, index)) = self.tree.nodes[child.0 as usize].parent {
            steps.push(match &self.tree.nodes[parent.0 as usize].value {
                Value::Object(entries) => entries[index as usize].key.to_string(),
                _ => index.to_string(),
            });
            child = parent;
        }
        steps
            .iter()
            .rev()
            .fold(Pointer::root(), |pointer, step| pointer.join(step))
    }

    /// The value as JSON without white space, keys sorted: equal for documents that say the same.
    #[must_use]
    pub fn canonical_json(self) -> String {
        let mut text = String::new();
        self.write_canonical(&mut text);
        text
    }

    fn write_canonical(self, text: &mut String) {
        match self.value() {
            Value::Null => text.push_str("null"),
            Value::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
            Value::Number(lexeme) => text.push_str(lexeme),
            Value::String(string) => write_string(string, text),
            Value::Array(_) => {
                text.push('[');
                for (index, item) in self.items().enumerate() {
                    text.push_str(if index > 0 { "," } else { "" });
                    item.write_canonical(text);
                }
                text.push(']');
            }
            Value::Object(_) => {
                let mut entries: Vec<(&str, NodeRef<'_>)> = self.entries().collect();
                entries.sort_by_key(|(key, _)| *key);
                text.push('{');
                for (index, (key, value)) in entries.into_iter().enumerate() {
                    text.push_str(if index > 0 { "," } else { "" });
                    write_string(key, text);
                    text.push(':');
                    value.write_canonical(text);
                }
                text.push('}');
            }
        }
    }

    /// The place of this node.
    #[must_use]
    pub fn place(self) -> Place {
        Place {
            span: self.span(),
            pointer: self.pointer(),
        }
    }
}

/// The index that a step of a pointer means: digits, and no zero before others.
fn index(step: &str) -> Option<usize> {
    let plain = step == "0" || step.starts_with(|c: char| c.is_ascii_digit() && c != '0');
    plain.then(|| step.parse().ok())?
}

/// A JSON string; control characters, quotes and backslashes escaped.
fn write_string(string: &str, text: &mut String) {
    text.push('"');
    for c in string.chars() {
        match c {
            '"' | '\\' => text.extend(['\\', c]),
            c if c < ' ' => {
                let _ = write!(text, "\\u{:04x}", u32::from(c));
            }
            c => text.push(c),
        }
    }
    text.push('"');
}
