//! Bytes → value tree: YAML, JSON and pages read into one [`Tree`] with a place on every node and key.
//!
//! ```yaml
//! paths:            # {"paths": {"/browsers": {"get": {}}}} gives an equal tree
//!   /browsers: { get: {} }
//! ```
//!
//! This stage knows nothing of OpenAPI apart from finding the document on a page. It resolves scalars by YAML's 1.2 core
//! schema, takes the last of equal keys, and keeps the lexeme of every number.
//!
//! Guarantees: no input makes it panic, and what a hostile input can cost is bounded by [`Limits`]. Every error has a code
//! and, where the text could be read, a place. The same data in JSON and in YAML gives equal trees.
//!
//! It deliberately reads one text at a time and follows no reference. YAML without a JSON form is refused: infinite
//! numbers, cycles, tags of an application, keys that are no scalars, several documents in one file.

mod build;
mod format;
mod input;
mod json;
mod merge;
mod page;
mod scalar;
mod tree;
mod yaml;

pub use input::{Input, Limits};
pub use tree::{Entry, Kind, Node, NodeId, NodeRef, Tree, Value};

use std::ops::Range;

use crate::diag::{Code, Diagnostic, FileId, Place, Pointer, Severity, Sink, Sources, Span};

/// Reads one input and finds out by its name and its content whether it is JSON, YAML or a page.
///
/// The text is added to `sources`, whose [`paths`](Sources::paths) afterwards name the file. `None` means that there is an
/// error in `sink` that leaves nothing to read.
pub fn read(input: &Input, sources: &mut Sources, limits: &Limits, sink: &mut Sink) -> Option<(Tree, NodeId)> {
    let outcome = input::load(input, sources, limits).and_then(|file| {
        let part = Part {
            file,
            text: sources.text(file),
            start: 0,
        };
        format::read(sources.name(file), part, limits)
    });
    match outcome {
        Ok(draft) => draft.accept(sink),
        Err(stop) => {
            sink.push(*stop);
            None
        }
    }
}

/// Loads a text of another format, such as the configuration, with the same checks; `None` means an error in `sink`.
pub fn load(input: &Input, sources: &mut Sources, limits: &Limits, sink: &mut Sink) -> Option<FileId> {
    match input::load(input, sources, limits) {
        Ok(file) => Some(file),
        Err(stop) => {
            sink.push(*stop);
            None
        }
    }
}

/// The diagnostic of an error that ends the reading.
type Stop = Box<Diagnostic>;

/// A text to read: a whole file, or one block of a page.
#[derive(Debug, Clone, Copy)]
struct Part<'a> {
    file: FileId,
    text: &'a str,
    /// Where the text begins in the file, in bytes.
    start: usize,
}

impl Part<'_> {
    /// The place in the file of some bytes of the text.
    fn span(&self, bytes: Range<usize>) -> Span {
        let offset = |byte: usize| u32::try_from(self.start + byte).unwrap_or(u32::MAX);
        Span {
            file: self.file,
            start: offset(bytes.start),
            end: offset(bytes.end),
        }
    }

    /// Some bytes of the text that belong to no particular value.
    fn place(&self, bytes: Range<usize>) -> Place {
        Place {
            span: self.span(bytes),
            pointer: Pointer::root(),
        }
    }

    /// The error about a text without content.
    fn empty(&self) -> Stop {
        let message = "there is no document in the input";
        Box::new(Diagnostic::new(Code::EmptyInput, message).at(&self.place(0..0), "it is expected here"))
    }
}

/// A text that was read to its end, and what is to be said about it.
#[derive(Debug)]
struct Draft {
    tree: Tree,
    root: NodeId,
    problems: Vec<Diagnostic>,
}

impl Draft {
    /// Hands the problems over, and the tree if it can be read on.
    fn accept(self, sink: &mut Sink) -> Option<(Tree, NodeId)> {
        let ends = |problem: &Diagnostic| problem.code.severity() == Severity::Error;
        let readable = !self.problems.iter().any(ends);
        for problem in self.problems {
            sink.push(problem);
        }
        readable.then_some((self.tree, self.root))
    }
}
