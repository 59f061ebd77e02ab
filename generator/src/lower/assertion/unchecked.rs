//! Values that nobody looks at, although their schemas leave something over.
//!
//! ```yaml
//! headers: { X-Size: { schema: { type: integer, not: { const: 13 } } } }
//! ```
//!
//! `validate()` is a method of types with a name and of the struct of optional parameters, and there is a function for the
//! arguments of a method. A header, an answer that is a list, a map or a scalar, and such a body among several media types
//! have none, so what is asserted of them stays unchecked, which is said. It is about the values of operations: what is in a
//! type is looked at by that type.

use crate::diag::Code;
use crate::ir::{Shape, Type, TypeUse};
use crate::lower::context::Context;
use crate::openapi::Schema;

/// How many aliases stand for each other at most.
const ALIASES: usize = 100;

impl Context<'_> {
    /// Says that something is asserted of a value that has no `validate()`.
    pub(in crate::lower) fn report_unchecked(&mut self, value: &TypeUse, schema: &Schema) {
        if self.leaves_over(value, 0) {
            let message = "only named types and arguments are validated, so what the schema demands beyond the type is not checked here";
            self.report(Code::NotRepresented, schema.node, message, "no type with `validate()`");
        }
    }

    /// Whether something is asserted of a value that its type does not look at.
    fn leaves_over(&self, value: &TypeUse, depth: usize) -> bool {
        value.rules.assertion.is_some() || self.type_leaves_over(&value.ty, depth)
    }

    fn type_leaves_over(&self, ty: &Type, depth: usize) -> bool {
        match ty {
            Type::Named(id) if depth < ALIASES => {
                let def = self.graph.get(*id);
                match &def.shape {
                    Shape::Record(_) | Shape::Union(_) | Shape::Newtype(_) => false,
                    Shape::Enumeration(_) => def.assertion.is_some(),
                    Shape::Alias(value) => def.assertion.is_some() || self.leaves_over(value, depth + 1),
                }
            }
            Type::Nullable(inner) => self.type_leaves_over(inner, depth),
            Type::List(item) | Type::Map(item) => self.leaves_over(item, depth),
            Type::Tuple(items) => items.iter().any(|item| self.leaves_over(item, depth)),
            _ => false,
        }
    }
}
