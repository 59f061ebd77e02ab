//! What every part of the lowering shares: the document, the sink, and what was found out already.
//!
//! Guarantees: every diagnostic has a place. It decides nothing about schemas or operations.

use std::collections::{HashMap, HashSet};

use super::arena::Arena;
use super::assertion::Claims;
use super::graph::Graph;
use super::kinds::Kinds;
use super::reach::Reach;
use super::replaced::Replaced;
use super::settings::Settings;
use crate::diag::{Code, Diagnostic, FileId, Place, Sink, Sources};
use crate::ir::{Failure, FailureId, Pattern, Provenance};
use crate::openapi::{
    Callback, Document, Example, Header, Link, MediaType, Parameter, PathItem, RefOr, RequestBody, Response, Schema,
    SecurityScheme,
};
use crate::source::NodeId;

/// What references led to outside of the components.
#[derive(Debug, Default)]
pub(super) struct Arenas {
    pub(super) schemas: Arena<Schema>,
    pub(super) parameters: Arena<RefOr<Parameter>>,
    pub(super) bodies: Arena<RefOr<RequestBody>>,
    pub(super) responses: Arena<RefOr<Response>>,
    pub(super) headers: Arena<RefOr<Header>>,
    pub(super) examples: Arena<RefOr<Example>>,
    pub(super) path_items: Arena<RefOr<PathItem>>,
    pub(super) media_types: Arena<RefOr<MediaType>>,
    pub(super) links: Arena<RefOr<Link>>,
    pub(super) callbacks: Arena<RefOr<Callback>>,
    pub(super) security_schemes: Arena<RefOr<SecurityScheme>>,
}

/// The state of one lowering.
pub(super) struct Context<'d> {
    pub(super) document: &'d Document,
    pub(super) settings: &'d Settings,
    pub(super) arenas: &'d Arenas,
    pub(super) sink: &'d mut Sink,
    pub(super) graph: Graph,
    /// Every schema that a reference led to, the components among them.
    pub(super) schemas: HashMap<NodeId, &'d Schema>,
    /// Where each reference leads, by the node of the mapping that has the `$ref`.
    pub(super) targets: HashMap<NodeId, Option<NodeId>>,
    /// References on circles that were reported.
    pub(super) circles: HashSet<NodeId>,
    /// References to schemas whose chains are known to end, so that a long chain is walked once and not from each link.
    pub(super) ending: HashSet<NodeId>,
    /// Where chains of bare references end.
    pub(super) ends: HashMap<NodeId, &'d Schema>,
    /// What was used up of the limits.
    pub(super) reach: Reach,
    /// Schemas outside of the components that are being lowered through references.
    pub(super) open: Vec<NodeId>,
    /// The JSON types of schemas, once known.
    pub(super) kinds: HashMap<NodeId, Kinds>,
    /// How far out the search for JSON types was cut off by a circle, as an index into its path.
    pub(super) kinds_cut: usize,
    /// Schemas whose ignored keywords were reported.
    pub(super) examined: HashSet<NodeId>,
    /// Patterns in the form in which they can be checked, if there is one.
    pub(super) patterns: HashMap<String, Option<Pattern>>,
    /// What types leave over.
    pub(super) claims: Claims<'d>,
    /// How schemas look in XML.
    pub(super) xml: super::xml::Shapes,
    /// Error responses by the node at which they stand.
    pub(super) failures: HashMap<NodeId, FailureId>,
    /// The error responses, each once.
    pub(super) failure_list: Vec<Failure>,
    /// What could not be read.
    pub(super) faults: super::faults::Faults,
    /// How often something stood in the way of an operation.
    pub(super) refusals: usize,
    /// How many operations are left out.
    pub(super) left_out: usize,
    /// What stands for schemas of the document.
    pub(super) replaced: Replaced,
    lines: Lines<'d>,
}

impl<'d> Context<'d> {
    /// A fresh state.
    pub(super) fn new(
        document: &'d Document,
        settings: &'d Settings,
        sources: &'d Sources,
        arenas: &'d Arenas,
        sink: &'d mut Sink,
    ) -> Self {
        Self {
            document,
            settings,
            arenas,
            sink,
            graph: Graph::default(),
            schemas: HashMap::new(),
            targets: HashMap::new(),
            circles: HashSet::new(),
            ending: HashSet::new(),
            ends: HashMap::new(),
            reach: Reach::default(),
            open: Vec::new(),
            kinds: HashMap::new(),
            kinds_cut: usize::MAX,
            examined: HashSet::new(),
            patterns: HashMap::new(),
            claims: Claims::default(),
            xml: super::xml::Shapes::default(),
            failures: HashMap::new(),
            failure_list: Vec::new(),
            faults: super::faults::Faults::default(),
            refusals: 0,
            left_out: 0,
            replaced: Replaced::default(),
            lines: Lines {
                sources,
                starts: HashMap::new(),
            },
        }
    }

    /// Says something about a node.
    pub(super) fn report(&mut self, code: Code, node: NodeId, message: impl Into<String>, label: impl Into<String>) {
        let place = self.document.place(node);
        self.report_at(code, &place, message, label);
    }

    /// Says something about the value of a key of a node.
    pub(super) fn report_key(
        &mut self,
        code: Code,
        node: NodeId,
        key: &str,
        message: impl Into<String>,
        label: impl Into<String>,
    ) {
        let place = self.document.node(node).key_place(key);
        self.report_at(code, &place, message, label);
    }

    /// Says something about a place.
    pub(super) fn report_at(
        &mut self,
        code: Code,
        place: &Place,
        message: impl Into<String>,
        label: impl Into<String>,
    ) {
        self.push(Diagnostic::new(code, message).at(place, label));
    }

    /// Says something; what stands in the way of an operation counts each time, although it is reported once.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.refusals += usize::from(diagnostic.code == Code::UnsupportedOperation);
        self.sink.push(diagnostic);
    }

    /// Where a node stands, for the IR.
    pub(super) fn provenance(&mut self, node: NodeId) -> Provenance {
        let span = self.document.node(node).span();
        Provenance {
            pointer: self.document.pointer(node),
            line: self.lines.line(span.file, span.start),
        }
    }
}

/// Bytes → lines, with the line starts of each file found once.
struct Lines<'d> {
    sources: &'d Sources,
    starts: HashMap<FileId, Vec<usize>>,
}

impl Lines<'_> {
    /// The line of a byte, from 1.
    fn line(&mut self, file: FileId, byte: u32) -> usize {
        let starts = self.starts.entry(file).or_insert_with(|| {
            let text = self.sources.text(file);
            text.bytes()
                .enumerate()
                .filter(|(_, byte)| *byte == b'\n')
                .map(|(index, _)| index)
                .collect()
        });
        starts.partition_point(|newline| *newline < byte as usize) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_count_from_one() {
        let mut sources = Sources::default();
        let file = sources.add("a.yaml", "a\nb\n\nc");
        let mut lines = Lines {
            sources: &sources,
            starts: HashMap::new(),
        };
        assert_eq!([0, 1, 2, 4, 5].map(|byte| lines.line(file, byte)), [1, 1, 2, 3, 4]);
    }
}
