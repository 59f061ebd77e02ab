//! From a reference to the node that it names.
//!
//! ```yaml
//! $ref: '#/components/schemas/Pet'        # from the root of the file, or of the schema around it that has an `$id`
//! $ref: '#pet'                            # a schema with this `$anchor` in the same
//! $ref: 'pets.yaml#/paths/~1pets/get/parameters/0/schema'
//! $recursiveRef: '#'                      # the schema around it with `$recursiveAnchor: true`
//! ```
//!
//! Repairs are made, and said: a pointer that the schema with an `$id` lacks and the file has, a pointer whose way
//! leads through another reference, a name that only a schema in another resource has, and what `meant` is about. Of several schemas with one
//! address or name the first counts, which is said too.

use super::files::Beyond;
use super::scan::Wanted;
use super::{Bundle, Lost, Target, address};
use crate::diag::Pointer;
use crate::source::{NodeId, NodeRef};

const FROM_FILE: &str = "is looked up from the root of the file, although the schema around it has an `$id`";
const ELSEWHERE: &str = "names a schema that stands in another resource, as the only one of this name";
const TWICE: &str = "names several schemas, of which the first is read";
const THROUGH: &str = "leads through another reference, which a JSON pointer does not follow";

impl Bundle {
    /// The root of the schema resource that a node is in: the innermost with an `$id`, else the file.
    pub(super) fn resource_of(&self, node: NodeId) -> NodeId {
        let mut node = self.tree.node(node);
        while !self.bases.contains_key(&node.id()) {
            match node.parent() {
                Some(parent) => node = parent,
                None => break,
            }
        }
        node.id()
    }

    /// What a reference in a node names.
    ///
    /// # Errors
    ///
    /// Why it leads nowhere.
    pub fn resolve(&self, from: NodeId, reference: &str) -> Result<Target, Lost> {
        let (relative, fragment) = address::split(reference);
        let found = self.resource(from, reference).and_then(|(resource, repair)| {
            let target = self.within(resource, fragment, relative.is_empty())?;
            let repair = target.repair.or(repair);
            Ok(Target { repair, ..target })
        });
        found.or_else(|lost| self.meant(from, reference).ok_or(lost))
    }

    /// The resource that a reference in a node names, without regard to its fragment, and what was overlooked.
    pub(super) fn resource(&self, from: NodeId, reference: &str) -> Result<(NodeId, Option<&'static str>), Lost> {
        let (relative, _) = address::split(reference);
        let own = self.resource_of(from);
        if relative.is_empty() {
            return Ok((own, None));
        }
        let (_, file) = self.file(from);
        let base = self.bases.get(&own).map_or(file, String::as_str);
        let wanted = Wanted::of(relative, base, file);
        let addresses = || std::iter::once(&wanted.address).chain(&wanted.beside);
        let known = addresses().find_map(|address| Some((address, *self.resources.get(address)?)));
        if let Some((address, resource)) = known {
            let twice = self.twice.contains(&(None, address.clone()));
            return Ok((resource, twice.then_some(TWICE)));
        }
        let lost = || addresses().filter_map(|address| self.lost.get(address));
        let tried = lost().find(|lost| matches!(lost, Lost::Unreadable(_)));
        let why = tried.or_else(|| lost().last()).cloned();
        Err(why.unwrap_or(Lost::Beyond(Beyond::alone(&wanted.address))))
    }

    /// What a `$recursiveRef` in a node names: the schema around it that says `$recursiveAnchor`, else the whole resource.
    #[must_use]
    pub fn resolve_recursive(&self, from: NodeId) -> Target {
        let says = |node: NodeRef<'_>| node.get("$recursiveAnchor").and_then(NodeRef::as_bool) == Some(true);
        let around = std::iter::successors(Some(self.tree.node(from)), |node| node.parent()).find(|node| says(*node));
        Target {
            node: around.map_or_else(|| self.resource_of(from), NodeRef::id),
            repair: None,
        }
    }

    /// What a fragment names in a resource; `here` if the reference has nothing but that fragment.
    fn within(&self, resource: NodeId, fragment: &str, here: bool) -> Result<Target, Lost> {
        let exact = |node| Target { node, repair: None };
        let text = percent_decoded(fragment);
        if !text.is_empty() && !text.starts_with('/') {
            let named = self.anchors.get(&resource).and_then(|names| names.get(&text));
            let twice = self.twice.contains(&(Some(resource), text.clone()));
            let repair = twice.then_some(TWICE);
            let named = named.map(|node| Target { node: *node, repair });
            let elsewhere = || self.sole(&text).filter(|_| here);
            return named.or_else(elsewhere).ok_or(Lost::NoName(resource, text));
        }
        let pointer = Pointer::from_text(text);
        let at = |root: NodeId, pointer: &Pointer| self.tree.node(root).at(pointer).map(NodeRef::id);
        let undecoded = || at(resource, &Pointer::from_text(fragment));
        if let Some(node) = at(resource, &pointer).or_else(undecoded) {
            return Ok(exact(node));
        }
        let (root, _) = self.file(resource);
        let from_file = at(root, &pointer).filter(|_| here).map(|node| (node, FROM_FILE));
        let through = || self.at_through(resource, &pointer).map(|node| (node, THROUGH));
        match from_file.or_else(through) {
            Some((node, repair)) => Ok(Target {
                node,
                repair: Some(repair),
            }),
            None => Err(Lost::NoPlace(resource, pointer)),
        }
    }

    /// The only schema of a name in all resources.
    fn sole(&self, name: &str) -> Option<Target> {
        let mut all = self.anchors.values().filter_map(|names| names.get(name));
        let (node, None) = (*all.next()?, all.next()) else {
            return None;
        };
        Some(Target {
            node,
            repair: Some(ELSEWHERE),
        })
    }

    /// What a pointer names whose way leads through other references.
    fn at_through(&self, root: NodeId, pointer: &Pointer) -> Option<NodeId> {
        let mut node = self.tree.node(root);
        let mut hops = 0;
        for step in pointer.steps() {
            let pointer = Pointer::root().join(&step);
            while node.at(&pointer).is_none() {
                let reference = node.get("$ref").and_then(NodeRef::as_str)?;
                hops += 1;
                if hops > self.hops {
                    return None;
                }
                let (_, fragment) = address::split(reference);
                let way = Pointer::from_text(percent_decoded(fragment));
                let (resource, _) = self.resource(node.id(), reference).ok()?;
                node = self.tree.node(resource).at(&way)?;
            }
            node = node.at(&pointer)?;
        }
        Some(node.id())
    }
}

/// The text of a URI fragment; what is no valid escape stays as it is.
pub(super) fn percent_decoded(fragment: &str) -> String {
    percent_encoding::percent_decode_str(fragment)
        .decode_utf8_lossy()
        .into_owned()
}
