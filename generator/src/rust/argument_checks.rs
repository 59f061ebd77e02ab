//! What can be checked of the arguments of a method: required parameters, and a body that is no type with a `validate()` of
//! its own.
//!
//! ```yaml
//! - { name: id, in: path, required: true, schema: { type: string, minLength: 3 } }
//! ```
//!
//! becomes `Pets::validate_get(id)` beside `Pets::get(id)`. Optional parameters are in a struct that checks itself, and so do
//! records, unions and enumerations.

use crate::ir::{self, Operation, PayloadKind, Shape, Type, TypeUse};
use crate::names::{Ident, OperationNames};

use super::build::Context;
use super::doc_line::{WIDTH, wrap};
use super::{Checked, RustType};

/// A function that checks the arguments of a method.
#[derive(Debug, Clone)]
pub struct ArgumentChecks {
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// The function.
    pub ident: Ident,
    /// The variable of the walk.
    pub walk: Ident,
    /// The arguments that have constraints.
    pub arguments: Vec<ArgumentCheck>,
}

/// The check of an argument.
#[derive(Debug, Clone)]
pub struct ArgumentCheck {
    /// The argument, as the method calls it.
    pub ident: Ident,
    /// What violations call it: the parameter's name, or the argument's for a body.
    pub name: String,
    /// The type of the value.
    pub ty: RustType,
    /// What is checked.
    pub check: Checked,
}

/// The function for a method, if there is anything to check; `called` is what docs call the method.
pub(super) fn build(
    operation: &Operation,
    names: &OperationNames,
    called: &str,
    context: &Context<'_>,
) -> Option<ArgumentChecks> {
    let required = operation.parameters.iter().zip(&names.parameters);
    let required = required.filter(|(parameter, _)| parameter.required);
    let mut arguments: Vec<ArgumentCheck> = required
        .filter_map(|(parameter, ident)| argument(&parameter.value, ident, &parameter.wire_name, context))
        .collect();
    let body = body(operation).and_then(|value| {
        let ident = &names.body_argument;
        argument(value, ident, ident.bare(), context)
    });
    arguments.extend(body);
    let mut docs = wrap(
        &format!("Checks the documented constraints of the arguments of {called}."),
        WIDTH,
    );
    docs.extend(
        [
            "",
            "Nothing is checked while sending: the server has the last word.",
            "",
            "# Errors",
            "",
            "Every violation, with the name of the argument and the place in it.",
        ]
        .map(str::to_owned),
    );
    (!arguments.is_empty()).then(|| ArgumentChecks {
        docs,
        ident: names.checks.function.clone(),
        walk: names.checks.walk.clone(),
        arguments,
    })
}

/// What uses of types are arguments whose constraints can be checked.
pub(super) fn values(operation: &Operation) -> impl Iterator<Item = &TypeUse> {
    let required = operation.parameters.iter().filter(|parameter| parameter.required);
    required.map(|parameter| &parameter.value).chain(body(operation))
}

/// The body, where it is a value in JSON, and nothing else can be sent.
fn body(operation: &Operation) -> Option<&TypeUse> {
    match operation.body.as_ref()?.contents.as_slice() {
        [only] if only.kind == PayloadKind::Json => Some(&only.value),
        _ => None,
    }
}

fn argument(value: &TypeUse, ident: &Ident, name: &str, context: &Context<'_>) -> Option<ArgumentCheck> {
    let check = Checked::of(value, context)?;
    let own = check.has_rules() || check.demand.is_some();
    (own || has_parts(&value.ty, context)).then(|| ArgumentCheck {
        ident: ident.clone(),
        name: name.to_owned(),
        ty: RustType::of(&value.ty, context),
        check,
    })
}

/// Whether values are lists, maps or tuples, which have no `validate()`.
fn has_parts(ty: &Type, context: &Context<'_>) -> bool {
    match ty {
        Type::List(_) | Type::Map(_) | Type::Tuple(_) => true,
        Type::Nullable(inner) => has_parts(inner, context),
        Type::Named(id) => match &context.api.types.get(*id).shape {
            Shape::Alias(ir::TypeUse { ty, .. }) => has_parts(ty, context),
            _ => false,
        },
        _ => false,
    }
}
