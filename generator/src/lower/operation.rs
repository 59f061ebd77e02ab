//! Operations: a method on a path with everything that belongs to it.
//!
//! ```yaml
//! /browsers/{id}:
//!   parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
//!   get: { operationId: getBrowser, tags: [Browsers], responses: { "200": { … } } }
//! ```
//!
//! Parameters of the path item hold for each of its operations unless the operation has one of the same name and
//! location. Methods of any other name are refused; servers of their own have a file of their own, `own_server`, and so have
//! callbacks, `hook`.

use std::collections::{HashMap, HashSet};

use super::context::Context;
use super::refs::Found;
use super::security::Credentials;
use super::twice::same_parameter;
use crate::diag::Code;
use crate::ir::{self, Docs, Hint, Operation, ParameterIn, PathSegment, Security};
use crate::openapi::{self, Method, Parameter, PathItem, RefOr};

impl<'d> Context<'d> {
    /// All operations in the document's order.
    ///
    /// They are lowered in the order of their paths and methods: what several of them lead to is called after the first.
    pub(super) fn operations(&mut self, credentials: &Credentials, security: &Security) -> Vec<Operation> {
        let document = self.document;
        self.report_equal_paths();
        let mut ids = HashSet::new();
        self.leave_out_unread_paths();
        let mut all: Vec<(usize, &'d str, &'d PathItem, &'d openapi::Operation)> = Vec::new();
        for (path, item) in &document.paths {
            let item = self.path_item(item);
            if item.reference.is_some() {
                self.leave_out_path(path, item);
            }
            self.leave_out_unread(path, item);
            for operation in &item.operations {
                self.report_equal_ids(operation, &mut ids);
                all.push((all.len(), path, item, operation));
            }
        }
        all.sort_by_key(|(_, path, _, operation)| (*path, operation.method.as_str()));
        let mut operations: Vec<(usize, Operation)> = Vec::new();
        for (place, path, item, operation) in all {
            let (index, mark) = (operations.len(), self.mark());
            let lowered = self.operation(index, path, item, operation, credentials, security);
            match lowered.filter(|_| !self.is_refused(mark)) {
                Some(lowered) => operations.push((place, lowered)),
                None => self.leave_out(mark, index, path, operation),
            }
        }
        self.report_nothing(operations.len());
        self.in_document_order(operations)
    }

    /// Puts operations into the order of their places, and what is named after them with them.
    fn in_document_order(&mut self, operations: Vec<(usize, Operation)>) -> Vec<Operation> {
        let mut ordered: Vec<(usize, (usize, Operation))> = operations.into_iter().enumerate().collect();
        ordered.sort_by_key(|(_, (place, _))| *place);
        let mut numbers = vec![0; ordered.len()];
        for (new, (old, _)) in ordered.iter().enumerate() {
            numbers[*old] = new;
        }
        self.graph.rename(|hint| match hint {
            Hint::Operation(old, role) => Some(Hint::Operation(*numbers.get(*old)?, role.clone())),
            _ => None,
        });
        for failure in &mut self.failure_list {
            if let Some((operation, _)) = &mut failure.inline {
                *operation = numbers.get(*operation).copied().unwrap_or(*operation);
            }
        }
        ordered.into_iter().map(|(_, (_, operation))| operation).collect()
    }

    /// Reports paths that differ in the names of their parameters only: a server cannot tell them apart.
    fn report_equal_paths(&mut self) {
        let document = self.document;
        let mut known: HashMap<String, &str> = HashMap::new();
        for (path, item) in &document.paths {
            let nameless = super::path::nameless(path);
            match known.get(&nameless) {
                Some(other) if !nameless.is_empty() => {
                    let message = format!("`{path}` is the same path as `{other}` but for the names of its parameters");
                    self.report(Code::RepairedValue, item.node, message, "both are kept");
                }
                _ => {
                    known.insert(nameless, path);
                }
            }
        }
    }

    /// Reports an `operationId` that an earlier operation has too.
    fn report_equal_ids(&mut self, operation: &'d openapi::Operation, ids: &mut HashSet<&'d str>) {
        let Some(id) = &operation.operation_id else { return };
        if !ids.insert(id) {
            let message = format!("another operation has the operationId `{id}` too; methods are named apart");
            self.report_key(
                Code::RepairedValue,
                operation.node,
                "operationId",
                message,
                "not unique",
            );
        }
    }

    /// The path item itself, or the one that it refers to.
    pub(super) fn path_item(&mut self, item: &'d PathItem) -> &'d PathItem {
        let Some(reference) = &item.reference else { return item };
        let arenas: &'d super::context::Arenas = self.arenas;
        let start = arenas.path_items.add(RefOr::Reference(reference.clone()));
        let Some(found) = self.follow(start) else { return item };
        let texts = item.summary.is_some() || item.description.is_some();
        let beside = !item.operations.is_empty() || !item.parameters.is_empty() || !item.servers.is_empty();
        if beside || texts {
            let message = "what stands beside the `$ref` of a path is ignored";
            self.report(Code::NotRepresented, item.node, message, "more than a reference");
        }
        found.item
    }

    fn operation(
        &mut self,
        index: usize,
        path: &str,
        item: &'d PathItem,
        operation: &'d openapi::Operation,
        credentials: &Credentials,
        security: &Security,
    ) -> Option<Operation> {
        let method = self.method(operation);
        self.refusals += usize::from(self.request_is_faulty(item, operation));
        let server = self.own_server(item, operation);
        let segments = self.segments(path);
        let parameters = self.parameters(index, path, item, operation);
        let body = operation.request_body.as_ref().and_then(|body| self.body(index, body));
        let (outcomes, failures) = self.outcomes(index, operation);
        let description = operation.description.clone().or_else(|| item.description.clone());
        let reason = operation.deprecated_reason.as_deref();
        Some(Operation {
            id: operation.operation_id.clone(),
            method: method?,
            path: super::path::sent(path),
            segments,
            tags: operation.tags.clone(),
            deprecated: super::docs::deprecation(operation.deprecated, reason, description.as_deref()),
            docs: Docs {
                summary: operation.summary.clone().or_else(|| item.summary.clone()),
                description,
                external: super::docs::external(operation.external_docs.as_ref()),
                name: self
                    .document
                    .node(operation.node)
                    .get(super::docs::RUST_NAME)
                    .map(super::docs::name_in),
                ..Docs::default()
            },
            parameters,
            body,
            end: self.stream_end(operation, &outcomes),
            outcomes,
            failures,
            security: match &operation.security {
                // Of which nothing could be read, which was reported: not the same as a list of none.
                Some(own) if own.is_empty() && self.is_faulty_at(operation.node, "security") => security.clone(),
                Some(own) => self.requirements(own, credentials),
                None => security.clone(),
            },
            server,
            pagination: self.pagination(operation),
            provenance: self.provenance(operation.node),
        })
    }

    /// The method; absent where calls cannot have it, which is reported.
    fn method(&mut self, operation: &openapi::Operation) -> Option<ir::Method> {
        Some(match &operation.method {
            Method::Get => ir::Method::Get,
            Method::Put => ir::Method::Put,
            Method::Post => ir::Method::Post,
            Method::Delete => ir::Method::Delete,
            Method::Options => ir::Method::Options,
            Method::Head => ir::Method::Head,
            Method::Patch => ir::Method::Patch,
            Method::Trace => ir::Method::Trace,
            Method::Query => ir::Method::Query,
            Method::Other(name) if name == "CONNECT" => {
                let message = "CONNECT opens a tunnel through a proxy, which is no call";
                self.report(
                    Code::UnsupportedOperation,
                    operation.node,
                    message,
                    "not a method of calls",
                );
                return None;
            }
            Method::Other(name) => ir::Method::Other(name.clone()),
        })
    }

    fn segments(&mut self, path: &str) -> Vec<PathSegment> {
        super::path::segments(path).unwrap_or_else(|reason| {
            let paths = self.document.node(self.document.node).get("paths");
            let place = paths.unwrap_or(self.document.node(self.document.node)).key_place(path);
            self.report_at(
                Code::UnsupportedOperation,
                &place,
                format!("the path `{path}` has {reason}"),
                reason,
            );
            vec![PathSegment::Literal(path.to_owned())]
        })
    }

    /// The parameters: those of the path in its order, then the others in the document's.
    fn parameters(
        &mut self,
        index: usize,
        path: &str,
        item: &'d PathItem,
        operation: &'d openapi::Operation,
    ) -> Vec<ir::Parameter> {
        self.report_twice(&item.parameters);
        self.report_twice(&operation.parameters);
        let mut found: Vec<Found<'d, Parameter>> = Vec::new();
        for parameter in item.parameters.iter().chain(&operation.parameters) {
            let Some(parameter) = self.follow(parameter) else {
                continue;
            };
            let same = |other: &Found<'d, Parameter>| same_parameter(other.item, parameter.item);
            match found.iter().position(same) {
                Some(position) => found[position] = parameter,
                None => found.push(parameter),
            }
        }
        let lowered: Vec<ir::Parameter> = found
            .iter()
            .filter_map(|parameter| self.parameter(index, parameter))
            .collect();
        self.refuse_two_queries(&found);
        let (of_path, mut others): (Vec<_>, Vec<_>) = lowered
            .into_iter()
            .partition(|parameter| parameter.location == ParameterIn::Path);
        let mut ordered = self.in_path_order(path, of_path, &found, operation);
        ordered.append(&mut others);
        ordered
    }
}
