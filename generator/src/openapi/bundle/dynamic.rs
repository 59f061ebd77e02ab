//! `$dynamicRef`: which schema it comes to, as far as that does not depend on where reading begins.
//!
//! ```yaml
//! Tree: { $id: tree, $dynamicAnchor: node, properties: { children: { items: { $dynamicRef: '#node' } } } }
//! StrictTree: { $id: strict-tree, $dynamicAnchor: node, $ref: tree, unevaluatedProperties: false }
//! ```
//!
//! The schema meant is the one named `node` in the outermost resource on the way to the reference. The ways begin at the
//! main document and follow every reference; where all of them meet the same such schema first, that is it. Otherwise, as
//! for `Tree` here, there would have to be a type for each way: the reference counts as a plain `$ref`, which is said.

use std::collections::{HashMap, HashSet};

use super::resolve::percent_decoded;
use super::{Bundle, Lost, Target, address};
use crate::source::{NodeId, NodeRef};

/// What a dynamic reference leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dynamic {
    /// The schema.
    pub target: Target,
    /// Whether it is another one on some ways.
    pub several: bool,
}

/// Which resources evaluation goes on to from each resource.
pub(super) type Ways = HashMap<NodeId, HashSet<NodeId>>;

impl Bundle {
    /// What a `$dynamicRef` in a node names.
    ///
    /// # Errors
    ///
    /// Why it leads nowhere.
    pub fn resolve_dynamic(&self, from: NodeId, reference: &str) -> Result<Dynamic, Lost> {
        let target = self.resolve(from, reference)?;
        let settled = |target| Dynamic { target, several: false };
        let name = percent_decoded(address::split(reference).1);
        let dynamic = self.tree.node(target.node).get("$dynamicAnchor");
        if dynamic.and_then(NodeRef::as_str) != Some(&name) {
            return Ok(settled(target));
        }
        let found = self.outermost(&name, self.resource_of(from));
        match found.as_slice() {
            [node] => Ok(settled(Target { node: *node, ..target })),
            [] => Ok(settled(target)),
            _ => Ok(Dynamic { target, several: true }),
        }
    }

    /// The schemas of a dynamic name that are met first on the ways to a resource.
    fn outermost(&self, name: &str, to: NodeId) -> Vec<NodeId> {
        let named = self.dynamic.get(name).map(Vec::as_slice).unwrap_or_default();
        let by_resource: HashMap<NodeId, NodeId> = (named.iter().rev())
            .map(|node| (self.resource_of(*node), *node))
            .collect();
        let ways = self.ways.get_or_init(|| self.find_ways());
        let mut open = vec![self.root()];
        let mut seen = HashSet::new();
        let mut found = Vec::new();
        while let Some(resource) = open.pop() {
            if !seen.insert(resource) {
                continue;
            }
            match by_resource.get(&resource) {
                Some(node) if reaches(ways, resource, to) => found.push(*node),
                Some(_) => {}
                None => open.extend(ways.get(&resource).into_iter().flatten()),
            }
        }
        found
    }

    /// All ways from one resource to the next: by references, and into schemas that stand in others.
    fn find_ways(&self) -> Ways {
        let mut ways = Ways::new();
        for from in &self.references {
            for key in ["$ref", "$dynamicRef"] {
                let reference = self.tree.node(*from).get(key).and_then(NodeRef::as_str);
                if let Some(Ok(target)) = reference.map(|reference| self.resolve(*from, reference)) {
                    let resource = self.resource_of(*from);
                    ways.entry(resource).or_default().insert(self.resource_of(target.node));
                }
            }
        }
        for inner in self.bases.keys() {
            let Some(parent) = self.tree.node(*inner).parent() else {
                continue;
            };
            let outer = self.resource_of(parent.id());
            // What stands among definitions or under an extension is entered by references only.
            let pointer = self.tree.node(*inner).pointer();
            let above = self.tree.node(outer).pointer().steps().count();
            let apart = |step: String| step == "$defs" || step == "definitions" || step.starts_with("x-");
            if !pointer.steps().skip(above).any(apart) {
                ways.entry(outer).or_default().insert(*inner);
            }
        }
        ways
    }
}

fn reaches(ways: &Ways, from: NodeId, to: NodeId) -> bool {
    let mut open = vec![from];
    let mut seen = HashSet::new();
    while let Some(resource) = open.pop() {
        if resource == to {
            return true;
        }
        if seen.insert(resource) {
            open.extend(ways.get(&resource).into_iter().flatten());
        }
    }
    false
}
