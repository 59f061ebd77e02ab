//! The names of a whole crate: every type, field, variant, resource, method, argument and error response.
//!
//! ```yaml
//! components: { schemas: { BrowserProfile: { properties: { id: {}, save_changes: {} } } } }
//! ```
//!
//! [`Names::mint`] makes the struct `BrowserProfile` in the module `browser_profile`, with the field `save_changes`.
//! What a thing is called depends on where it stands in the document and on the things that it shares a scope with,
//! never on their order. The table is indexed as the API is: by `TypeId`, operation index and `FailureId`.

use std::collections::BTreeMap;

use crate::ir::{Api, AssertionId, FailureId, TypeId};

use super::{Ident, Reserved, ResourcePlan};

mod answers;
mod assertions;
mod defaults;
mod failures;
mod given;
mod hooks;
mod members;
mod operations;
mod phrase;
mod resources;
mod servers;
mod types;
mod xml;

pub use answers::AnswerNames;
pub use defaults::DefaultNames;
pub use failures::FailureNames;
pub use hooks::HookNames;
pub use members::{AlternativeNames, FieldNames, GroupNames, Members, RecordNames};
pub use operations::{BodyNames, OperationNames, PagesNames};
pub use resources::{Feature, ResourceNames};
pub use servers::{ServerNames, VariableNames};
pub use types::TypeNames;
pub(super) use xml::XmlNames;

/// What everything in a crate is called.
#[derive(Debug, Clone)]
pub struct Names {
    /// By `TypeId`.
    pub types: Vec<TypeNames>,
    /// In the order of the plan.
    pub resources: Vec<ResourceNames>,
    /// By the index of the operation; absent for one that no resource has.
    pub operations: Vec<Option<OperationNames>>,
    /// By `FailureId`.
    pub failures: BTreeMap<FailureId, FailureNames>,
    /// Of what the service sends by itself.
    pub hooks: HookNames,
    /// Of what says how values look in XML.
    pub xml: XmlNames,
    /// Of the servers that callers choose from, in the order of that choice.
    pub servers: Vec<ServerNames>,
    /// Of those assertions that need a name.
    pub assertions: BTreeMap<AssertionId, Ident>,
}

impl Names {
    /// Mints all names.
    #[must_use]
    pub fn mint(api: &Api, plan: &ResourcePlan, reserved: &Reserved) -> Self {
        let phrases = phrase::Phrases::new(api, plan);
        let types = types::mint(api, &phrases, reserved);
        let failures = failures::mint(api, &phrases, reserved);
        let (resources, operations) = resources::mint(api, plan, &types, reserved);
        let xml = xml::mint(api, &types);
        Self {
            types,
            resources,
            operations,
            failures,
            hooks: hooks::mint(api, reserved),
            xml,
            servers: servers::mint(api, reserved),
            assertions: assertions::mint(api),
        }
    }

    /// The names of one type.
    #[must_use]
    pub fn ty(&self, id: TypeId) -> &TypeNames {
        &self.types[id.0]
    }

    /// The names inside a record.
    ///
    /// # Panics
    ///
    /// If the type is none.
    #[must_use]
    pub fn record(&self, id: TypeId) -> &RecordNames {
        match &self.ty(id).members {
            Members::Record(names) => names,
            _ => panic!("type {id:?} is no record, whose names are asked for"),
        }
    }

    /// The names of the variants of an enumeration or a union, none for other types.
    #[must_use]
    pub fn variants(&self, id: TypeId) -> &[Ident] {
        match &self.ty(id).members {
            Members::Enumeration(variants) | Members::Union(variants) => variants,
            Members::Record(_) | Members::Alias => &[],
        }
    }

    /// The type in whose file a type stands.
    #[must_use]
    pub fn owner(&self, api: &Api, id: TypeId) -> TypeId {
        types::root(api, id)
    }

    /// The names of one error response; absent where it needs none.
    #[must_use]
    pub fn failure(&self, id: FailureId) -> Option<&FailureNames> {
        self.failures.get(&id)
    }

    /// The names of one operation; absent where no resource of the plan has it.
    #[must_use]
    pub fn operation(&self, index: usize) -> Option<&OperationNames> {
        self.operations.get(index)?.as_ref()
    }
}

#[cfg(test)]
mod tests;
