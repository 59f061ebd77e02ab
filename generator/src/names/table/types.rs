//! The names of types and of the files that they stand in.

use super::super::{Ident, Kind, Reserved, Scope, Wanted, Words};
use super::members::{self, Members};
use super::phrase::Phrases;
use crate::diag::Pointer;
use crate::ir::{Api, Group, Hint, Shape, TypeDef, TypeId};

/// The names of one type.
#[derive(Debug, Clone)]
pub struct TypeNames {
    /// The type.
    pub name: Ident,
    /// The module in `types`: a file for each type with its inline children.
    pub module: Ident,
    /// Its fields or variants.
    pub members: Members,
}

/// A thing of the one scope that all types share; ordered by its place in the document.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Key {
    pointer: Pointer,
    group: Option<usize>,
    id: TypeId,
}

impl Key {
    fn new(id: TypeId, def: &TypeDef, group: Option<usize>) -> Self {
        Self {
            pointer: def.provenance.pointer.clone(),
            group,
            id,
        }
    }
}

/// Mints the names of all types.
pub(super) fn mint(api: &Api, phrases: &Phrases<'_>, reserved: &Reserved) -> Vec<TypeNames> {
    let mut requests = Vec::new();
    for (id, def) in api.types.iter() {
        let wanted = phrases.ty(id);
        for (index, group) in groups(def).iter().enumerate() {
            requests.push((Key::new(id, def, Some(index)), group_type(&wanted, group)));
        }
        requests.push((Key::new(id, def, None), wanted));
    }
    let names = Scope::new(Kind::Type)
        .reserve(reserved.types, "Type")
        .allocate(requests);
    let name = |id, def, group| names[&Key::new(id, def, group)].clone();

    let roots = api.types.iter().filter(|(_, def)| {
        !matches!(
            def.hint,
            Hint::Within(..) | Hint::Form(_) | Hint::Upload(_) | Hint::Patch(_)
        )
    });
    let files = roots.map(|(id, def)| {
        let words = Words::split(name(id, def, None).bare());
        (Key::new(id, def, None), Wanted::composed(vec![words]))
    });
    let modules = Scope::new(Kind::Module).allocate(files.collect());

    let types = api.types.iter().map(|(id, def)| {
        let group_names = (0..groups(def).len()).map(|index| name(id, def, Some(index)));
        let root = root(api, id);
        TypeNames {
            name: name(id, def, None),
            module: modules[&Key::new(root, api.types.get(root), None)].clone(),
            members: members::mint(def, group_names.collect(), &phrases.plain(id), phrases, reserved),
        }
    });
    types.collect()
}

/// The exclusive groups of a record.
fn groups(def: &TypeDef) -> &[Group] {
    match &def.shape {
        Shape::Record(record) => &record.groups,
        _ => &[],
    }
}

/// `BrowserProfileBy`, and `BrowserProfileByIdOrName` where a record has several groups.
fn group_type(record: &Wanted, group: &Group) -> Wanted {
    members::group_words(group).within(record)
}

/// The type in whose file a type stands.
pub(super) fn root(api: &Api, mut id: TypeId) -> TypeId {
    for _ in 0..api.types.defs.len() {
        match &api.types.get(id).hint {
            Hint::Within(parent, _) | Hint::Form(parent) | Hint::Upload(parent) | Hint::Patch(parent) => id = *parent,
            _ => break,
        }
    }
    id
}
