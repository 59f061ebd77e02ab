//! Which types are sent and which come back.
//!
//! A type is used in requests if a request body or a parameter reaches it, and in responses if a success, a failure or
//! a response header does, or what the service sends by itself; through fields, items, values, variants and aliases. A type that neither reaches (an unused
//! component) has neither.

use super::walk::uses;
use crate::ir::{Api, Body, Failure, Hook, Operation, TypeId, TypeUse};

/// The directions in which a type travels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Uses {
    /// It is sent.
    pub request: bool,
    /// It comes back.
    pub response: bool,
}

/// The directions of every type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usage(Vec<Uses>);

impl Usage {
    /// Follows every body, parameter and header.
    #[must_use]
    pub fn of(api: &Api) -> Self {
        let mut usage = Self(vec![Uses::default(); api.types.defs.len()]);
        usage.spread(api, sent(api), |uses| &mut uses.request);
        usage.spread(api, received(api), |uses| &mut uses.response);
        usage
    }

    /// The directions of one type.
    #[must_use]
    pub fn get(&self, id: TypeId) -> Uses {
        self.0[id.0]
    }

    fn spread(&mut self, api: &Api, start: Vec<&TypeUse>, flag: fn(&mut Uses) -> &mut bool) {
        let mut open: Vec<TypeId> = start.into_iter().flat_map(|value| value.ty.names()).collect();
        while let Some(id) = open.pop() {
            if !std::mem::replace(flag(&mut self.0[id.0]), true) {
                open.extend(
                    uses(&api.types.get(id).shape)
                        .into_iter()
                        .flat_map(|(_, value)| value.ty.names()),
                );
            }
        }
    }
}

/// What operations send.
pub(super) fn sent(api: &Api) -> Vec<&TypeUse> {
    let of_operation = api.operations.iter().flat_map(|operation| {
        let parameters = operation.parameters.iter().map(|parameter| &parameter.value);
        parameters.chain(operation.body.iter().flat_map(Body::values))
    });
    of_operation.collect()
}

/// What operations get, and what the service sends by itself.
pub(super) fn received(api: &Api) -> Vec<&TypeUse> {
    let successes = api.operations.iter().flat_map(Operation::answers);
    let hooks = api.hooks.iter().flat_map(Hook::values);
    let failures = api.failures.iter().flat_map(Failure::values);
    successes.chain(failures).chain(hooks).chain(&api.event).collect()
}
