//! A document of the corpus.

use kiln::diag::{Sink, Sources};
use kiln::source::{self, Input, Limits};
use serde_json::{Map, Value};

use super::listed::Listed;

/// How many references a pointer may lead through.
const HOPS: usize = 20;

/// A document that was read.
#[derive(Debug)]
pub(crate) struct Document {
    listed: Listed,
    root: Value,
}

impl Document {
    /// Reads a document; absent if it is not readable as one.
    pub(crate) fn read(listed: Listed) -> Option<Self> {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let input = Input::File(listed.path());
        let (tree, root) = source::read(&input, &mut sources, &Limits::default(), &mut sink)?;
        let root = serde_json::from_str(&tree.node(root).canonical_json()).ok()?;
        Some(Self { listed, root })
    }

    /// Where it stands in the list.
    pub(crate) fn listed(&self) -> &Listed {
        &self.listed
    }

    /// The whole of it.
    pub(crate) fn root(&self) -> &Value {
        &self.root
    }

    /// Whether its schemas are those of JSON Schema 2020-12.
    pub(crate) fn is_modern(&self) -> bool {
        let version = self.root.get("openapi").and_then(Value::as_str);
        version.is_some_and(|version| version.starts_with("3.1") || version.starts_with("3.2"))
    }

    /// What a pointer leads to, through references on the way.
    pub(crate) fn at(&self, pointer: &str) -> Option<&Value> {
        let mut node = &self.root;
        for step in pointer.split('/').skip(1) {
            node = self.end(node)?;
            let step = decoded(step).replace("~1", "/").replace("~0", "~");
            node = match node {
                Value::Array(items) => items.get(step.parse::<usize>().ok()?)?,
                other => other.get(&step)?,
            };
        }
        Some(node)
    }

    /// The end of the references that stand here.
    fn end<'a>(&'a self, node: &'a Value) -> Option<&'a Value> {
        let mut node = node;
        for _ in 0..HOPS {
            let Some(reference) = node.get("$ref").and_then(Value::as_str) else {
                return Some(node);
            };
            node = self.root.pointer(&decoded(reference.strip_prefix('#')?))?;
        }
        None
    }

    /// The names of the document's own schemas.
    pub(crate) fn names(&self) -> Vec<&String> {
        let schemas = self.root.pointer(&format!("/{}", self.home()));
        schemas
            .and_then(Value::as_object)
            .into_iter()
            .flat_map(Map::keys)
            .collect()
    }

    /// Where the named schemas stand.
    pub(crate) fn home(&self) -> &'static str {
        if self.root.get("swagger").is_some() {
            "definitions"
        } else {
            "components/schemas"
        }
    }
}

/// The text that percent signs stand for.
pub(super) fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .into_owned()
}
