//! Operations that cannot be represented: left out, and the rest is generated.
//!
//! ```yaml
//! /upload: { post: { requestBody: { content: { multipart/form-data: { … } } } } }     # no call
//! /browsers: { get: { responses: { … } } }                                            # a call
//! ```
//!
//! What stands in the way is reported where it stands, the operation that it costs at the operation. Types that only such
//! operations use stay, for callers who make the request themselves. Of a document of which nothing else is left they are
//! all that is generated.

use super::context::Context;
use crate::diag::{Code, Diagnostic};
use crate::ir::{FailureId, Hint};
use crate::openapi::{Operation, PathItem};
use crate::source::{Kind, NodeRef};

/// How far the lowering was when it began with an operation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    refusals: usize,
    failures: usize,
}

impl Context<'_> {
    /// Remembers how far the lowering is.
    pub(super) fn mark(&self) -> Mark {
        Mark {
            refusals: self.refusals,
            failures: self.failure_list.len(),
        }
    }

    /// Whether something since then stands in the way of the operation.
    pub(super) fn is_refused(&self, mark: Mark) -> bool {
        self.refusals > mark.refusals
    }

    /// Leaves out the operation that would have had this index.
    ///
    /// Its types are named after it as before; its failures go, because nothing returns them.
    pub(super) fn leave_out(&mut self, mark: Mark, index: usize, path: &str, operation: &Operation) {
        let call = format!("{} {path}", operation.method.as_str());
        let message = format!("{call} is left out: it cannot be represented");
        self.report(Code::OperationLeftOut, operation.node, message, "no method for this");
        self.left_out += 1;
        self.failure_list.truncate(mark.failures);
        self.failures.retain(|_, FailureId(id)| *id < mark.failures);
        let name = operation.operation_id.as_ref().unwrap_or(&call);
        self.graph.rename(|hint| match hint {
            Hint::Operation(of, role) if *of == index => Some(Hint::Part(name.clone(), role.clone())),
            _ => None,
        });
    }

    /// Says that a path whose path item is lost has no operations but those that stand beside the reference.
    pub(super) fn leave_out_path(&mut self, path: &str, item: &PathItem) {
        let message = format!("what `{path}` refers to is left out: it cannot be found");
        self.report(Code::OperationLeftOut, item.node, message, "no methods for this");
        self.left_out += 1;
    }

    /// Says which paths are left out because there is no path item.
    pub(super) fn leave_out_unread_paths(&mut self) {
        let document = self.document;
        let paths = document.node(document.node).get("paths");
        for (path, item) in paths.into_iter().flat_map(NodeRef::entries) {
            let read = document.paths.contains_key(path) || path.starts_with("x-") || path == "$ref";
            if !read && item.kind() != Kind::Null {
                let message = format!("what stands at `{path}` is left out: it cannot be read");
                self.report(Code::OperationLeftOut, item.id(), message, "no methods for this");
                self.left_out += 1;
            }
        }
    }

    /// Says which operations of a path are left out because they are none.
    pub(super) fn leave_out_unread(&mut self, path: &str, item: &PathItem) {
        for (method, node) in item.unread_operations(self.document) {
            let message = format!("{} {path} is left out: it cannot be read", method.as_str());
            self.report(Code::OperationLeftOut, node, message, "no method for this");
            self.left_out += 1;
        }
    }

    /// Leaves out a request of the service's own.
    pub(super) fn leave_out_hook(&mut self, name: &str, operation: &Operation) {
        let message = format!("`{name}`, which the service sends, is left out: it cannot be represented");
        self.report(Code::OperationLeftOut, operation.node, message, "no receiver for this");
        self.left_out += 1;
    }

    /// Says that all operations of a document are left out.
    pub(super) fn report_nothing(&mut self, operations: usize) {
        let unread = self.is_faulty_at(self.document.node, "paths") && self.document.paths.is_empty();
        if operations == 0 && (self.left_out > 0 || unread) {
            let message = "none of the document's operations can be represented";
            let place = self.document.node(self.document.node).key_place("paths");
            self.sink
                .push(Diagnostic::new(Code::NothingLeft, message).at(&place, "nothing to call"));
        }
    }
}
