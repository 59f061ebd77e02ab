//! How far schemas are followed: to the end of a chain of references, and not beyond the limits.
//!
//! ```yaml
//! A: { $ref: '#/components/schemas/B' }      # a bare reference: whatever `B` is, so is `A`
//! B: { allOf: [{ $ref: '#/components/schemas/C' }] }
//! ```
//!
//! Following a reference calls the same function again, so without a limit the document decides how deep the stack gets.
//! Bare references are passed in a loop, whose end is remembered: a chain of them may be as long as it likes. Everything
//! else counts, and what goes too far is refused, which ends the lowering.

use super::context::Context;
use super::object::Properties;
use super::parts::{Essence, Weight, weight};
use crate::diag::Code;
use crate::ir::Type;
use crate::openapi::{Reference, Schema};
use crate::source::NodeId;

/// How many schemas are looked through to find out about one: references, members of `allOf`, alternatives.
pub(super) const LOOKS: usize = 256;

/// How many schemas are lowered within each other, through references too.
///
/// A debug build needs about 15 KB of stack for each; the pipeline's thread has room for four times as many.
const NESTING: usize = 1000;

/// How many lists and maps may be in each other with no definition between: rustc gives up at about 50.
const UNNAMED: usize = 40;

/// How many properties definitions may take over from others in all; each of them is a field in the generated code.
const INHERITED: usize = 250_000;

/// What was used up of the limits.
#[derive(Debug, Default)]
pub(super) struct Reach {
    /// Schemas that are being lowered within each other.
    nesting: usize,
    /// Those of them since the last definition.
    unnamed: usize,
    /// Schemas that are being looked through for null.
    looks: usize,
    /// Properties that definitions took over from others.
    inherited: usize,
    /// Whether a limit was passed, which is reported once.
    reported: bool,
}

impl<'d> Context<'d> {
    /// The reference that is all of a schema, but for prose.
    pub(super) fn bare(&self, schema: &'d Schema) -> Option<&'d Reference> {
        let Essence::Reference(reference) = self.essence(schema) else {
            return None;
        };
        let object = schema.object()?;
        let blank = weight(object, true) == Weight::Blank && object.nullable.is_none();
        let sole = match (&object.reference, object.all_of.as_slice()) {
            (Some(_), []) => true,
            (None, [only]) => self.bare(only).is_some(),
            _ => false,
        };
        (blank && sole).then_some(reference)
    }

    /// What a chain of bare references ends at; the schema itself if it is none.
    pub(super) fn end_of(&mut self, schema: &'d Schema) -> &'d Schema {
        let mut passed = Vec::new();
        let mut current = schema;
        while let Some(reference) = self.bare(current) {
            if let Some(end) = self.ends.get(&current.node) {
                current = end;
                break;
            }
            // A reference that leads nowhere or round in a circle was reported, and is the end.
            let Some(target) = self.schema_target(reference) else {
                break;
            };
            passed.push(current.node);
            current = target;
        }
        self.ends.extend(passed.into_iter().map(|node| (node, current)));
        current
    }

    /// Lowers what stands in a schema, unless that goes too deep.
    pub(super) fn deeper(&mut self, node: NodeId, lower: impl FnOnce(&mut Self) -> Type) -> Type {
        if self.gave_up() {
            return Type::Any;
        }
        if self.reach.nesting >= NESTING {
            self.too_far(node, &format!("more than {NESTING} schemas are within each other here"));
            return Type::Any;
        }
        if self.reach.unnamed >= UNNAMED {
            let message = format!("more than {UNNAMED} lists and maps are within each other here");
            self.too_far(node, &message);
            return Type::Any;
        }
        self.reach.nesting += 1;
        self.reach.unnamed += 1;
        let ty = lower(self);
        self.reach.nesting -= 1;
        self.reach.unnamed -= 1;
        ty
    }

    /// Lowers what stands in a definition: the lists and maps around it do not count for those in it.
    pub(super) fn within_definition<T>(&mut self, lower: impl FnOnce(&mut Self) -> T) -> T {
        let outside = std::mem::take(&mut self.reach.unnamed);
        let lowered = lower(self);
        self.reach.unnamed = outside;
        lowered
    }

    /// Looks for null one schema further; absent if that is too far.
    pub(super) fn look_further(&mut self, node: NodeId, look: impl FnOnce(&mut Self) -> bool) -> Option<bool> {
        if self.reach.looks >= LOOKS {
            self.looked_too_far(node);
            return None;
        }
        self.reach.looks += 1;
        let found = look(self);
        self.reach.looks -= 1;
        Some(found)
    }

    /// Refuses a schema behind too many others.
    pub(super) fn looked_too_far(&mut self, node: NodeId) {
        let message = format!("more than {LOOKS} schemas have to be looked through to get here");
        self.too_far(node, &message);
    }

    /// Whether a definition may take over so many properties from others.
    pub(super) fn can_inherit(&mut self, properties: &Properties<'d>) -> bool {
        if self.gave_up() {
            return false;
        }
        let members = properties.declared.values().flatten();
        let mut inherited = members.filter(|member| !member.own);
        let Some(first) = inherited.next() else { return true };
        self.reach.inherited += 1 + inherited.count();
        let affordable = self.reach.inherited <= INHERITED;
        if !affordable {
            let message = format!("`allOf` repeats more than {INHERITED} properties in other schemas");
            self.too_far(first.schema.node, &message);
        }
        affordable
    }

    /// Whether a limit was passed: the document is refused, and what else there is to say about it might be wrong.
    pub(super) fn gave_up(&self) -> bool {
        self.reach.reported
    }

    fn too_far(&mut self, node: NodeId, message: &str) {
        if !std::mem::replace(&mut self.reach.reported, true) {
            self.report(Code::LimitExceeded, node, message, "nothing is followed beyond this");
        }
    }

    /// Says what there is to say about the siblings of a reference that is passed in a loop.
    pub(super) fn note_passed(&mut self, schema: &'d Schema) {
        if !self.document.version_at(schema.node).has_json_schema()
            && let Some(object) = schema.object()
        {
            self.note_siblings(schema, object);
        }
    }
}
