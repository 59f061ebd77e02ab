//! The names of defaults: `DEFAULT_STEALTH`, or `default_tags` for one that has to be made.

use super::super::{Ident, Kind, Scope, Wanted, Words};
use crate::ir::Docs;

/// The names that a default may have in code; which of them is used depends on its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefaultNames {
    /// The constant.
    pub constant: Ident,
    /// The function.
    pub function: Ident,
}

/// Mints the names of the defaults of things that are called so on the wire; absent for a thing without a default.
pub(super) fn mint<'a>(things: impl Iterator<Item = (&'a str, &'a Docs)>) -> Vec<Option<DefaultNames>> {
    let things: Vec<(&str, bool)> = things.map(|(name, docs)| (name, docs.default.is_some())).collect();
    let default = Wanted::composed(vec![Words::split("default")]);
    let requests: Vec<((String, usize), Wanted)> = (things.iter().enumerate())
        .filter(|(_, (_, has_default))| *has_default)
        .map(|(index, (name, _))| {
            (
                ((*name).to_owned(), index),
                Wanted::text(name, "value").within(&default),
            )
        })
        .collect();
    let mut constants = Scope::new(Kind::Constant).allocate(requests.clone()).into_iter();
    let mut functions = Scope::new(Kind::Value).allocate(requests).into_values();
    let mut names = vec![None; things.len()];
    for (((_, index), constant), function) in constants.by_ref().zip(functions.by_ref()) {
        names[index] = Some(DefaultNames { constant, function });
    }
    names
}
