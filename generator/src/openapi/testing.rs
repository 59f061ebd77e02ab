//! Reading parts of a document in the unit tests of this module.

use serde_json::Value as Json;

use super::reader::{Context, Read};
use super::{Document, Schema, Version};
use crate::diag::{Code, Sink, Sources, Span};
use crate::source::{Entry, NodeId, Tree, Value};

/// Reads one object of a 3.1 document.
pub(super) fn read<T: Read>(yaml: &str) -> (Option<T>, Sink) {
    read_as(Version::V3_1, yaml)
}

/// Reads one object of a document of that version.
pub(super) fn read_as<T: Read>(version: Version, yaml: &str) -> (Option<T>, Sink) {
    let (tree, root) = tree(yaml);
    let mut sink = Sink::default();
    let value = T::read(&mut Context::new(version, &mut sink), tree.node(root));
    (value, sink)
}

/// Reads one object and requires that there is nothing to say about it.
pub(super) fn clean<T: Read>(yaml: &str) -> T {
    let (value, sink) = read(yaml);
    assert_eq!(sink.diagnostics(), []);
    value.expect("the object is readable")
}

/// Reads a whole document.
pub(super) fn document(yaml: &str) -> (Option<Document>, Sink) {
    let (tree, root) = tree(yaml);
    let mut sink = Sink::default();
    let document = Document::read(tree, root, &mut sink);
    (document, sink)
}

/// The codes of what was reported, in order.
pub(super) fn codes(sink: &Sink) -> Vec<Code> {
    sink.diagnostics().iter().map(|diagnostic| diagnostic.code).collect()
}

/// The codes and the pointers of what was reported, in order.
pub(super) fn reports(sink: &Sink) -> Vec<(Code, String)> {
    let pointer = |label: &crate::diag::Label| label.place.pointer.to_string();
    sink.diagnostics()
        .iter()
        .map(|diagnostic| {
            (
                diagnostic.code,
                diagnostic.primary.as_ref().map(pointer).unwrap_or_default(),
            )
        })
        .collect()
}

/// A value tree whose places have a pointer and no bytes.
pub(super) fn tree(yaml: &str) -> (Tree, NodeId) {
    let json: Json = serde_yaml::from_str(yaml).expect("the test's document is valid YAML");
    let file = Sources::default().add("test", yaml);
    let mut tree = Tree::default();
    let root = add(&mut tree, &json, Span { file, start: 0, end: 0 });
    (tree, root)
}

/// Reads a schema in which `keyword` holds the next one, `levels` times.
pub(super) fn nested(keyword: &str, levels: usize) -> Schema {
    let (mut tree, mut node) = tree("{}");
    let span = tree.node(node).span();
    for _ in 0..levels {
        let entry = Entry {
            key: keyword.into(),
            key_span: span,
            value: node,
        };
        node = tree.add(Value::Object(vec![entry]), span);
    }
    let mut sink = Sink::default();
    let schema = Schema::read(&mut Context::new(Version::V3_1, &mut sink), tree.node(node));
    assert_eq!(sink.diagnostics(), []);
    schema.expect("the schema is readable")
}

fn add(tree: &mut Tree, json: &Json, span: Span) -> NodeId {
    let value = match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(number) => Value::Number(number.to_string().into()),
        Json::String(text) => Value::String(text.as_str().into()),
        Json::Array(items) => Value::Array(items.iter().map(|item| add(tree, item, span)).collect()),
        Json::Object(entries) => {
            let entry = |(key, value): (&String, &Json)| Entry {
                key: key.as_str().into(),
                key_span: span,
                value: add(tree, value, span),
            };
            Value::Object(entries.iter().map(entry).collect())
        }
    };
    tree.add(value, span)
}
