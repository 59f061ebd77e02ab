//! Assertions: what `validate()` checks of values whose type and rules cannot say it.
//!
//! ```yaml
//! Pet:
//!   properties: { chip: { type: string }, owner: { type: string } }
//!   dependentRequired: { chip: [owner] }        # an assertion of `Pet`
//!   not: { required: [lives] }                  # another one
//! ```
//!
//! [`keywords`] turns keywords of any schema into assertions in full, references followed. [`residue`] finds those that
//! the type of a schema leaves over: only they are kept, so that an ordinary schema has none. This file keeps the table:
//! equal nodes are one, and what a reference leads to is a node of its own, so that circles are no problem.

mod keywords;
#[cfg(test)]
pub(super) mod notation;
mod residue;
mod unchecked;
mod unevaluated;

use std::collections::{BTreeSet, HashMap, HashSet};

pub(super) use residue::asserts;

use super::context::Context;
use crate::ir::{Assertion, AssertionId, AssertionNode, Assertions, TypeId};
use crate::openapi::Schema;
use crate::source::NodeId;

/// The table under way, and what was found out about who asserts what.
#[derive(Debug, Default)]
pub(super) struct Claims<'d> {
    nodes: Vec<AssertionNode>,
    known: HashMap<Assertion, AssertionId>,
    /// The nodes of schemas that references lead to.
    targets: HashMap<NodeId, AssertionId>,
    /// Those of them whose content is still to be looked at.
    open: Vec<(AssertionId, &'d Schema)>,
    /// Keywords that a family of schemas could not represent.
    demanded: HashMap<NodeId, BTreeSet<&'static str>>,
    /// The schemas whose assertions a definition has.
    covered: HashMap<TypeId, HashSet<NodeId>>,
}

impl<'d> Context<'d> {
    /// Demands that these keywords of a schema are checked in full, because the type that it comes to allows more.
    ///
    /// To be called while the schema is being lowered. `prefixItems` goes with `items`, `minContains` and `maxContains`
    /// with `contains`, `then` and `else` with `if`; `additionalProperties` and `patternProperties` know the names in
    /// `properties` and leave their values alone.
    pub(super) fn assert_keywords(&mut self, schema: &Schema, keys: &[&'static str]) {
        self.claims.demanded.entry(schema.node).or_default().extend(keys);
    }

    /// The node of an assertion; equal ones are one.
    fn node_of(&mut self, assertion: Assertion, place: NodeId) -> AssertionId {
        let pointer = self.document.pointer(place);
        if let Some(&known) = self.claims.known.get(&assertion) {
            // Which of several places comes first must not depend on the order of anything.
            let node = &mut self.claims.nodes[known.0];
            if pointer < node.pointer {
                node.pointer = pointer;
            }
            return known;
        }
        let id = AssertionId(self.claims.nodes.len());
        self.claims.known.insert(assertion.clone(), id);
        self.claims.nodes.push(AssertionNode { assertion, pointer });
        id
    }

    /// The node of a schema that a reference leads to; what it demands is looked at later.
    fn target_node(&mut self, schema: &'d Schema) -> AssertionId {
        if let Some(known) = self.claims.targets.get(&schema.node) {
            return *known;
        }
        let id = AssertionId(self.claims.nodes.len());
        self.claims.targets.insert(schema.node, id);
        self.claims.nodes.push(AssertionNode {
            assertion: Assertion::default(),
            pointer: self.document.pointer(schema.node),
        });
        self.claims.open.push((id, schema));
        id
    }

    /// The finished table.
    pub(super) fn assertions(&mut self) -> Assertions {
        while let Some((id, schema)) = self.claims.open.pop() {
            self.claims.nodes[id.0].assertion = self.in_full(schema);
        }
        Assertions {
            nodes: std::mem::take(&mut self.claims.nodes),
        }
    }
}
