//! Building a tree from a stream of values, the same way for JSON and YAML.
//!
//! A reader says what it meets: [`Builder::open`], [`Builder::key`], [`Builder::scalar`], [`Builder::close`]. The builder
//! keeps the containers that are open on a stack of its own, so that depth is a limit and not a stack overflow; it counts
//! what the tree has when aliases are expanded, finds duplicate keys, and knows the pointer of the place it is at.

use std::collections::HashMap;
use std::ops::Range;

use super::merge::{self, Merge};
use super::{Draft, Entry, Limits, NodeId, Part, Stop, Tree, Value};
use crate::diag::{Code, Diagnostic, Place, Pointer, Span};

/// How many duplicate keys are reported one by one.
const REPORTED: usize = 20;
/// Up to here comparing every pair of keys is faster than hashing them.
const FEW: usize = 8;

/// The two kinds of container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Array,
    Object,
}

/// The size of a value with everything in it, aliases expanded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    nodes: u64,
    /// The length of all texts and keys.
    bytes: u64,
    height: usize,
}

/// A key that waits for its value.
#[derive(Debug)]
struct Key {
    text: Box<str>,
    span: Span,
    /// How many nodes the tree had, if the key stands for the entries of its value.
    merges: Option<usize>,
}

/// A container whose end was not met yet.
#[derive(Debug)]
struct Frame {
    shape: Shape,
    start: usize,
    /// How many nodes the tree had at its beginning.
    since: usize,
    /// The end of the last child, or of the last key without a value.
    end: usize,
    items: Vec<NodeId>,
    entries: Vec<Entry>,
    key: Option<Key>,
    merge: Option<Merge>,
    measure: Measure,
}

/// A key that stands twice in an object.
#[derive(Debug)]
struct Duplicate {
    pointer: Pointer,
    first: Span,
    second: Span,
}

/// A tree in the making.
#[derive(Debug)]
pub(super) struct Builder<'a> {
    pub(super) part: Part<'a>,
    pub(super) tree: Tree,
    limits: &'a Limits,
    frames: Vec<Frame>,
    root: Option<NodeId>,
    /// How many values there are so far, aliases expanded.
    nodes: u64,
    /// How much text aliases and merges repeated so far.
    copied: u64,
    /// The first keys that stand twice.
    duplicates: Vec<Duplicate>,
    /// How many more there are.
    more_duplicates: usize,
}

impl<'a> Builder<'a> {
    /// An empty tree for a text.
    pub(super) fn new(part: Part<'a>, limits: &'a Limits) -> Self {
        Self {
            part,
            tree: Tree::default(),
            limits,
            frames: Vec::new(),
            root: None,
            nodes: 0,
            copied: 0,
            duplicates: Vec::new(),
            more_duplicates: 0,
        }
    }

    /// The innermost open container and where it began.
    pub(super) fn inside(&self) -> Option<(Shape, usize)> {
        self.frames.last().map(|frame| (frame.shape, frame.start))
    }

    /// Whether a key must come next.
    pub(super) fn expects_key(&self) -> bool {
        (self.frames.last()).is_some_and(|frame| frame.shape == Shape::Object && frame.key.is_none())
    }

    /// Begins an array or an object.
    pub(super) fn open(&mut self, shape: Shape, start: usize) -> Result<(), Stop> {
        if self.frames.len() >= self.limits.depth {
            return Err(self.too_deep(start..start + 1));
        }
        self.count(1, &(start..start + 1))?;
        self.frames.push(Frame {
            shape,
            start,
            since: self.tree.len(),
            end: start,
            items: Vec::new(),
            entries: Vec::new(),
            key: None,
            merge: None,
            measure: Measure {
                nodes: 1,
                bytes: 0,
                height: 1,
            },
        });
        Ok(())
    }

    /// Takes the key of the value that comes next; `merges` if it stands for the entries of that value.
    pub(super) fn key(&mut self, text: Box<str>, bytes: Range<usize>, merges: bool) {
        let span = self.part.span(bytes.clone());
        if let Some(frame) = self.frames.last_mut() {
            frame.end = bytes.end;
            let merges = merges.then_some(self.tree.len());
            frame.key = Some(Key { text, span, merges });
        }
    }

    /// Adds a value without children.
    pub(super) fn scalar(&mut self, value: Value, bytes: Range<usize>) -> Result<(NodeId, Measure), Stop> {
        let end = bytes.end;
        let (node, measure) = self.detached(value, bytes)?;
        self.attach(node, measure, end);
        Ok((node, measure))
    }

    /// Adds a value that has no place in the tree by itself: a key that an alias may name.
    pub(super) fn detached(&mut self, value: Value, bytes: Range<usize>) -> Result<(NodeId, Measure), Stop> {
        self.count(1, &bytes)?;
        let text = match &value {
            Value::String(text) | Value::Number(text) => text.len(),
            _ => 0,
        };
        let node = self.tree.add(value, self.part.span(bytes));
        let measure = Measure {
            nodes: 1,
            bytes: text as u64,
            height: 0,
        };
        Ok((node, measure))
    }

    /// Takes a key whose text stands elsewhere.
    pub(super) fn copied_key(&mut self, text: Box<str>, bytes: Range<usize>) -> Result<(), Stop> {
        self.copy(text.len() as u64, self.part.span(bytes.clone()))?;
        self.key(text, bytes, false);
        Ok(())
    }

    /// Counts text that is repeated: a long one with many aliases is as bad as many values.
    pub(super) fn copy(&mut self, bytes: u64, span: Span) -> Result<(), Stop> {
        self.copied += bytes;
        if self.copied <= self.limits.bytes {
            return Ok(());
        }
        let message = format!(
            "aliases and merges repeat more than {} bytes of text",
            self.limits.bytes
        );
        let pointer = self.place(0..0).pointer;
        let label = "the limit is passed here";
        Err(Box::new(
            Diagnostic::new(Code::LimitExceeded, message).at(&Place { span, pointer }, label),
        ))
    }

    /// Adds a value once more that is in the tree already.
    pub(super) fn share(&mut self, node: NodeId, measure: Measure, bytes: Range<usize>) -> Result<(), Stop> {
        if self.frames.len() + measure.height > self.limits.depth {
            return Err(self.too_deep(bytes));
        }
        self.count(measure.nodes, &bytes)?;
        self.copy(measure.bytes, self.part.span(bytes.clone()))?;
        self.attach(node, measure, bytes.end);
        Ok(())
    }

    /// Ends the innermost container, at its last child where the text has no closing bracket.
    pub(super) fn close(&mut self, end: Option<usize>) -> Result<(NodeId, Measure), Stop> {
        let frame = self.frames.pop().expect("a reader closes what it opened");
        let end = end.unwrap_or(frame.end);
        let span = self.part.span(frame.start..end);
        let (value, duplicates) = match frame.shape {
            Shape::Array => (Value::Array(frame.items), Vec::new()),
            Shape::Object => {
                let duplicates = duplicates(&frame.entries);
                let mut entries = match frame.merge {
                    Some(merge) => merge::resolve(self, frame.entries, merge)?,
                    None => frame.entries,
                };
                if !duplicates.is_empty() {
                    entries = last_of_equal(entries);
                }
                (Value::Object(entries), duplicates)
            }
        };
        let node = self.tree.add_since(value, span, frame.since);
        self.note(duplicates);
        self.attach(node, frame.measure, end);
        Ok((node, frame.measure))
    }

    /// Remembers the first few keys that stand twice in the container that was closed last.
    fn note(&mut self, duplicates: Vec<(Box<str>, Span, Span)>) {
        if duplicates.is_empty() {
            return;
        }
        let object = self.place(0..0).pointer;
        for (key, first, second) in duplicates {
            if self.duplicates.len() == REPORTED {
                self.more_duplicates += 1;
                continue;
            }
            self.duplicates.push(Duplicate {
                pointer: object.join(&key),
                first,
                second,
            });
        }
    }

    /// Whether the root is there.
    pub(super) fn is_done(&self) -> bool {
        self.root.is_some()
    }

    /// Whether the root is there and nothing stands where it should.
    pub(super) fn is_blank(&self) -> bool {
        self.root.is_some_and(|root| {
            let root = self.tree.node(root);
            matches!(root.value(), Value::Null) && root.span().start == root.span().end
        })
    }

    /// Forgets what was read.
    pub(super) fn restart(&mut self) {
        *self = Self::new(self.part, self.limits);
    }

    /// The tree, after the last value.
    pub(super) fn finish(self) -> Option<Draft> {
        let root = self.root?;
        let more = self.more_duplicates;
        let mut problems: Vec<Diagnostic> = self.duplicates.iter().map(Duplicate::diagnostic).collect();
        if more > 0 {
            problems.push(Diagnostic::new(
                Code::DuplicateKey,
                format!("{more} more keys stand twice"),
            ));
        }
        Some(Draft {
            tree: self.tree,
            root,
            problems,
        })
    }

    /// The error that ends the reading at some bytes of the text.
    pub(super) fn error(&self, code: Code, message: impl Into<String>, at: Range<usize>, label: &str) -> Stop {
        Box::new(Diagnostic::new(code, message).at(&self.place(at), label))
    }

    /// Some bytes of the text, with the pointer of the value that is being read.
    pub(super) fn place(&self, at: Range<usize>) -> Place {
        let step = |frame: &Frame| match frame.shape {
            Shape::Array => Some(frame.items.len().to_string()),
            Shape::Object => frame.key.as_ref().map(|key| key.text.to_string()),
        };
        Place {
            span: self.part.span(at),
            pointer: (self.frames.iter().filter_map(step)).fold(Pointer::root(), |pointer, step| pointer.join(&step)),
        }
    }

    /// The error about nesting.
    pub(super) fn too_deep(&self, at: Range<usize>) -> Stop {
        let message = format!("values are nested more than {} levels deep", self.limits.depth);
        self.error(Code::LimitExceeded, message, at, "this goes one level too deep")
    }

    fn attach(&mut self, node: NodeId, measure: Measure, end: usize) {
        let Some(frame) = self.frames.last_mut() else {
            self.root = Some(node);
            return;
        };
        frame.end = end;
        frame.measure.nodes += measure.nodes;
        frame.measure.bytes += measure.bytes;
        frame.measure.height = frame.measure.height.max(measure.height + 1);
        if let Some(key) = frame.key.take() {
            frame.measure.bytes += key.text.len() as u64;
            let entry = frame.entries.len();
            frame.merge = (key.merges.map(|since| Merge { entry, since })).or(frame.merge);
            frame.entries.push(Entry {
                key: key.text,
                key_span: key.span,
                value: node,
            });
        } else {
            frame.items.push(node);
        }
    }

    fn count(&mut self, nodes: u64, at: &Range<usize>) -> Result<(), Stop> {
        self.nodes += nodes;
        if self.nodes <= self.limits.nodes as u64 {
            return Ok(());
        }
        let message = format!(
            "the document has more than {} values, aliases expanded",
            self.limits.nodes
        );
        Err(self.error(Code::LimitExceeded, message, at.clone(), "the limit is passed here"))
    }
}

impl Duplicate {
    fn diagnostic(&self) -> Diagnostic {
        let place = |span| Place {
            span,
            pointer: self.pointer.clone(),
        };
        let key = self.pointer.steps().last().unwrap_or_default();
        Diagnostic::new(Code::DuplicateKey, format!("the key `{key}` stands twice"))
            .at(&place(self.second), "here again, which counts")
            .and(&place(self.first), "first here")
    }
}

/// The entries without those that have a later one of the same key, which stands in the place of the first.
fn last_of_equal(entries: Vec<Entry>) -> Vec<Entry> {
    let mut kept: Vec<Entry> = Vec::with_capacity(entries.len());
    let mut known: HashMap<Box<str>, usize> = HashMap::new();
    for entry in entries {
        if let Some(index) = known.get(&entry.key) {
            kept[*index] = entry;
        } else {
            known.insert(entry.key.clone(), kept.len());
            kept.push(entry);
        }
    }
    kept
}

/// Every key that equals an earlier one, with the places of both.
fn duplicates(entries: &[Entry]) -> Vec<(Box<str>, Span, Span)> {
    let mut found = Vec::new();
    let mut report = |first: &Entry, second: &Entry| {
        found.push((second.key.clone(), first.key_span, second.key_span));
    };
    if entries.len() <= FEW {
        for (index, second) in entries.iter().enumerate() {
            if let Some(first) = entries[..index].iter().find(|first| first.key == second.key) {
                report(first, second);
            }
        }
        return found;
    }
    let mut seen: HashMap<&str, &Entry> = HashMap::with_capacity(entries.len());
    for second in entries {
        match seen.get(&*second.key) {
            Some(first) => report(first, second),
            None => {
                seen.insert(&second.key, second);
            }
        }
    }
    found
}
