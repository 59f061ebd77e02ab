//! References: from the text of a `$ref` to what it names.
//!
//! ```yaml
//! $ref: '#/components/schemas/Browser'
//! $ref: '#/paths/~1browsers~1%7Bid%7D/get/parameters/0'
//! $ref: '#'
//! ```
//!
//! Any place of any file can be named, component or not; where it is, the document knows. A reference that leads nowhere or
//! round in a circle is reported once, at its text, and counts as absent afterwards: a schema is then any value, and an
//! operation that cannot be called without the lost thing is left out.

use indexmap::{IndexMap, IndexSet};

use super::arena::Arena;
use super::context::{Arenas, Context};
use super::parts::Essence;
use super::target::kind_of_section;
use crate::diag::{Code, Sink};
use crate::openapi::{
    Callback, Components, Document, Dynamic, Example, Header, Link, MediaType, Parameter, PathItem, RefOr, Reference,
    ReferenceKind, RequestBody, Response, Schema, SecurityScheme, Target,
};
use crate::source::NodeId;

/// What a reference led to.
#[derive(Debug)]
pub(super) struct Found<'d, T> {
    /// The thing itself.
    pub(super) item: &'d T,
    /// The name that its place gives it: that of a component, or of a file.
    pub(super) component: Option<String>,
    /// The description that the use has instead of the thing's own.
    pub(super) description: Option<&'d str>,
}

/// A kind of component that can be referred to.
pub(super) trait Referable: Sized + 'static {
    /// The name of the section in `components`.
    const SECTION: &'static str;
    /// Whether an operation that refers to one cannot be called without it.
    const NEEDED: bool;
    /// Whether one counts as lost of which a part could not be read.
    const WHOLE: bool;
    /// The section.
    fn section(components: &Components) -> &IndexMap<String, RefOr<Self>>;
    /// Where those that stand elsewhere are kept.
    fn arena(arenas: &Arenas) -> &Arena<RefOr<Self>>;
    /// Where one stands.
    fn node(&self) -> NodeId;
    /// Reads what stands at a node.
    fn read_at(document: &Document, node: NodeId, sink: &mut Sink) -> Option<RefOr<Self>>;
}

macro_rules! referable {
    ($($ty:ty: $section:literal, $needed:literal, $whole:literal, $field:ident, $arena:ident, $read:ident;)*) => {$(
        impl Referable for $ty {
            const SECTION: &'static str = $section;
            const NEEDED: bool = $needed;
            const WHOLE: bool = $whole;
            fn section(components: &Components) -> &IndexMap<String, RefOr<Self>> {
                &components.$field
            }
            fn arena(arenas: &Arenas) -> &Arena<RefOr<Self>> {
                &arenas.$arena
            }
            fn node(&self) -> NodeId {
                self.node
            }
            fn read_at(document: &Document, node: NodeId, sink: &mut Sink) -> Option<RefOr<Self>> {
                document.$read(node, sink)
            }
        }
    )*};
}

referable! {
    Parameter: "parameters", true, true, parameters, parameters, parameter_at;
    RequestBody: "requestBodies", true, true, request_bodies, bodies, request_body_at;
    Response: "responses", false, false, responses, responses, response_at;
    Example: "examples", false, false, examples, examples, example_at;
    Header: "headers", false, false, headers, headers, header_at;
    PathItem: "pathItems", false, false, path_items, path_items, path_item_at;
    MediaType: "mediaTypes", false, true, media_types, media_types, media_type_at;
    Link: "links", false, true, links, links, link_at;
    Callback: "callbacks", false, false, callbacks, callbacks, callback_at;
    SecurityScheme: "securitySchemes", false, false, security_schemes, security_schemes, security_scheme_at;
}

impl<'d> Context<'d> {
    /// Follows references to the thing itself.
    ///
    /// Where it is lost or cannot be read, which is reported once, that stands in the way of each operation that needs it.
    pub(super) fn follow<T: Referable>(&mut self, start: &'d RefOr<T>) -> Option<Found<'d, T>> {
        let found = self.find(start);
        let found = found.filter(|found| !(T::WHOLE && self.is_faulty(found.item.node())));
        self.refusals += usize::from(T::NEEDED && found.is_none());
        found
    }

    fn find<T: Referable>(&mut self, start: &'d RefOr<T>) -> Option<Found<'d, T>> {
        let mut current = start;
        let mut component = None;
        let mut description = None;
        let mut passed = Vec::new();
        loop {
            let reference = match current {
                RefOr::Item(item) => {
                    return Some(Found {
                        item,
                        component,
                        description,
                    });
                }
                RefOr::Reference(reference) => reference,
            };
            if passed.contains(&reference.node) {
                self.circle(reference, &passed);
                return None;
            }
            if passed.len() == self.document.hops() {
                let message = format!("more than {} references lead to each other here", passed.len());
                self.report(Code::UnresolvedReference, passed[0], message, "the first of them");
                return None;
            }
            passed.push(reference.node);
            description = description.or(reference.description.as_deref());
            let target = self.resolve(reference)?;
            if !kind_of_section(T::SECTION).is_none_or(|wanted| self.fits(reference, target, wanted)) {
                return None;
            }
            let document: &'d Document = self.document;
            component = self.called(target, T::SECTION).or(component);
            let own = component.as_ref().filter(|_| document.file(target).is_none());
            current = match own.and_then(|name| T::section(&document.components).get(name)) {
                Some(component) => component,
                None => T::arena(self.arenas).add(T::read_at(document, target, self.sink)?),
            };
        }
    }

    /// The schema that a reference names, and the node at which it stands.
    ///
    /// A chain of references is followed only to see that it ends.
    pub(super) fn schema_target(&mut self, reference: &Reference) -> Option<&'d Schema> {
        let target = self.resolve(reference)?;
        if !self.fits(reference, target, "a schema") {
            return None;
        }
        let first = self.schema_at(target);
        let mut passed = IndexSet::from([reference.node]);
        let mut current = first;
        while let Essence::Reference(next) = self.essence(current) {
            if self.ending.contains(&next.node) {
                break;
            }
            if !passed.insert(next.node) {
                let passed: Vec<NodeId> = passed.into_iter().collect();
                self.circle(reference, &passed);
                return None;
            }
            current = match self.resolve(next) {
                Some(node) if self.fits(next, node, "a schema") => self.schema_at(node),
                _ => break,
            };
        }
        self.ending.extend(passed);
        Some(first)
    }

    fn schema_at(&mut self, node: NodeId) -> &'d Schema {
        if let Some(schema) = self.schemas.get(&node) {
            return schema;
        }
        let arenas: &'d Arenas = self.arenas;
        let schema = arenas.schemas.add(self.document.schema_at(node, self.sink));
        self.schemas.insert(node, schema);
        schema
    }

    /// The node that a reference names; problems are reported the first time.
    pub(super) fn resolve(&mut self, reference: &Reference) -> Option<NodeId> {
        if let Some(known) = self.targets.get(&reference.node) {
            return *known;
        }
        let found = self.look_up(reference);
        self.targets.insert(reference.node, found);
        found
    }

    fn look_up(&mut self, reference: &Reference) -> Option<NodeId> {
        let found = match reference.kind {
            ReferenceKind::Static => self.document.resolve(reference.node, &reference.target),
            ReferenceKind::Dynamic => {
                let found = self.document.resolve_dynamic(reference.node, &reference.target);
                found.map(|dynamic| self.settle(reference, dynamic))
            }
            ReferenceKind::Recursive => Ok(self.document.resolve_recursive(reference.node)),
        };
        match found {
            Ok(target) => {
                if let Some(repair) = target.repair {
                    let message = format!("the reference `{}` {repair}", reference.target);
                    self.report(
                        Code::RepairedValue,
                        reference.target_node,
                        message,
                        "read as it is meant",
                    );
                }
                Some(target.node)
            }
            Err(lost) => {
                let complaints = self.document.complaints(reference.target_node, &lost);
                for complaint in complaints {
                    self.sink.push(complaint);
                }
                None
            }
        }
    }

    /// The schema that a dynamic reference counts as leading to.
    fn settle(&mut self, reference: &Reference, dynamic: Dynamic) -> Target {
        if dynamic.several {
            let message = format!(
                "`$dynamicRef: {}` means another schema on another way to it; it is read as a `$ref`",
                reference.target
            );
            self.report(
                Code::NotRepresented,
                reference.target_node,
                message,
                "several schemas have this name",
            );
        }
        dynamic.target
    }

    /// Reports that a schema is a member of its own `allOf`, once for all references on the circle.
    pub(super) fn within_itself(&mut self, reference: &Reference, passed: &[NodeId]) {
        if self.is_new_circle(passed) {
            let message = format!("`{}` leads back to a schema that this is a part of", reference.target);
            let label = "adds nothing, and is left out";
            self.report(Code::NotRepresented, reference.target_node, message, label);
        }
    }

    fn is_new_circle(&mut self, passed: &[NodeId]) -> bool {
        let known = passed.iter().any(|node| self.circles.contains(node));
        self.circles.extend(passed);
        !known
    }

    /// Reports a circle, once for all references on it.
    pub(super) fn circle(&mut self, reference: &Reference, passed: &[NodeId]) {
        if self.is_new_circle(passed) {
            let message = format!("the reference `{}` leads round in a circle", reference.target);
            self.report(
                Code::ReferenceCycle,
                reference.target_node,
                message,
                "part of the circle",
            );
        }
    }
}
