//! The names of tables of what no type can say, by the places of the schemas that say it.

use std::collections::BTreeMap;

use super::super::{Ident, Kind, Scope, Wanted, Words};
use crate::diag::Pointer;
use crate::ir::{Api, AssertionId};

/// Steps of a pointer that say no more than what every schema stands in.
const COMMON: &[&str] = &["components", "schemas", "properties", "$defs"];

/// Mints a name for every node that needs one: `PET_NOT` for what stands at `#/components/schemas/Pet/not`.
pub(super) fn mint(api: &Api) -> BTreeMap<AssertionId, Ident> {
    let named = api.named_assertions().into_iter();
    let requests = named.map(|id| {
        let pointer = &api.assertions.nodes[id.0].pointer;
        ((pointer.clone(), id), words_of(pointer, &Words::default()))
    });
    let minted = Scope::new(Kind::Constant).allocate(requests.collect());
    minted.into_iter().map(|((_, id), name)| (id, name)).collect()
}

/// The words of a place, with what is said besides: those that tell something, then all.
pub(super) fn words_of(pointer: &Pointer, after: &Words) -> Wanted {
    let steps: Vec<String> = pointer.steps().collect();
    let words = |steps: &[String]| {
        let words = steps.iter().map(|step| Words::split(step));
        words.reduce(|before, next| before.then(&next)).unwrap_or_default()
    };
    let telling: Vec<String> = steps
        .iter()
        .filter(|step| !COMMON.contains(&step.as_str()))
        .cloned()
        .collect();
    Wanted::composed(vec![words(&telling).then(after), words(&steps).then(after)])
}
