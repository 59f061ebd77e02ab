//! The names of the statics that say how values look in XML: shapes are called as their types, the elements of documents as
//! in XML.

use std::collections::{BTreeMap, HashMap};

use super::super::{Ident, Kind, Scope, Wanted, Words};
use super::TypeNames;
use super::assertions::words_of;
use crate::diag::Pointer;
use crate::ir::{Api, XmlId, XmlRootId, XmlShape};

/// The names of statics about XML.
#[derive(Debug, Clone, Default)]
pub struct XmlNames {
    /// Of the elements that documents consist of: `PET_ELEMENT`.
    pub roots: BTreeMap<XmlRootId, Ident>,
    /// Of the shapes that have members, and of those that documents consist of: `PET`.
    pub shapes: BTreeMap<XmlId, Ident>,
}

/// What is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Thing {
    Root(XmlRootId),
    Shape(XmlId),
}

/// Mints a name for everything that becomes a static.
pub(super) fn mint(api: &Api, types: &[TypeNames]) -> XmlNames {
    let of_types: HashMap<&Pointer, Words> = (api.types.defs.iter().zip(types))
        .map(|(def, names)| (&def.provenance.pointer, Words::split(names.name.bare())))
        .collect();
    let mut requests: Vec<((Pointer, Thing), Wanted)> = Vec::new();
    for (index, root) in api.xml.roots.iter().enumerate() {
        let wanted = Words::split(&root.name.local).then(&Words::split("element"));
        let wanted = Wanted::composed(vec![wanted]).or(Words::split("element"));
        requests.push(((root.pointer.clone(), Thing::Root(XmlRootId(index))), wanted));
    }
    for (index, node) in api.xml.nodes.iter().enumerate() {
        let id = XmlId(index);
        let root = api.xml.roots.iter().find(|root| root.shape == id);
        if matches!(node.shape, XmlShape::Record(..)) || root.is_some() {
            let wanted = match (of_types.get(&node.pointer), root) {
                (Some(name), _) => Wanted::composed(vec![name.clone()]),
                (None, Some(root)) => Wanted::composed(vec![Words::split(&root.name.local)]).or(Words::split("root")),
                (None, None) => words_of(&node.pointer, &Words::default()),
            };
            requests.push(((node.pointer.clone(), Thing::Shape(id)), wanted));
        }
    }
    let mut names = XmlNames::default();
    for ((_, thing), ident) in Scope::new(Kind::Constant).allocate(requests) {
        match thing {
            Thing::Root(id) => names.roots.insert(id, ident),
            Thing::Shape(id) => names.shapes.insert(id, ident),
        };
    }
    names
}
