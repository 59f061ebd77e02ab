//! What `validate()` checks of the optional parameters of a method.
//!
//! ```yaml
//! - { name: limit, in: query, schema: { type: integer, maximum: 100 } }
//! ```
//!
//! They are the fields of a struct, which has the method like any other type with constraints. For positional arguments there
//! is a function: see `argument_checks`.

use std::collections::BTreeSet;

use crate::ir::{Operation, Parameter};
use crate::names::Ident;

use super::build::Context;
use super::{Checked, Module, Resource, Table};

/// The check of an optional parameter.
#[derive(Debug, Clone)]
pub struct ParamCheck {
    /// The field.
    pub ident: Ident,
    /// The name on the wire.
    pub wire_name: String,
    /// What is checked.
    pub check: Checked,
}

/// The checks of the optional parameters of an operation, whose fields have these names.
pub(super) fn build(operation: &Operation, idents: &[Ident], context: &Context<'_>) -> Vec<ParamCheck> {
    let optional = operation.parameters.iter().zip(idents);
    let optional = optional.filter(|(parameter, _)| !parameter.required);
    let check = |(parameter, ident): (&Parameter, &Ident)| {
        Some(ParamCheck {
            ident: ident.clone(),
            wire_name: parameter.wire_name.clone(),
            check: Checked::of(&parameter.value, context)?,
        })
    };
    optional.filter_map(check).collect()
}

impl Resource {
    /// Everything that is checked of parameters and bodies here.
    pub fn checks(&self) -> impl Iterator<Item = &Checked> {
        let params = self.methods.iter().filter_map(|method| method.params.as_ref());
        let optional = params.flat_map(|params| &params.checks).map(|param| &param.check);
        let arguments = self.methods.iter().filter_map(|method| method.checks.as_ref());
        let required = arguments
            .flat_map(|checks| &checks.arguments)
            .map(|argument| &argument.check);
        optional.chain(required)
    }

    /// What is demanded of them beyond rules.
    pub(super) fn demands(&self) -> impl Iterator<Item = &Table> {
        self.checks().filter_map(|check| check.demand.as_ref())
    }

    /// The modules that these checks name.
    #[must_use]
    pub fn check_modules(&self) -> BTreeSet<Module> {
        let mut modules = BTreeSet::new();
        for check in self.checks() {
            modules.insert(Module::Validate);
            if check.has_format() {
                modules.insert(Module::Format);
            }
            for pattern in check.patterns() {
                let plain = pattern.plain.is_some();
                modules.insert(if plain { Module::Pattern } else { Module::Ecma });
            }
        }
        for table in self.demands() {
            modules.insert(Module::Assertion);
            let mut names = BTreeSet::new();
            table.names(&mut names);
            if !names.is_empty() {
                modules.insert(Module::Checks);
            }
        }
        modules
    }
}
