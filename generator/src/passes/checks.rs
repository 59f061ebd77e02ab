//! Which types have something to validate.
//!
//! A type has if one of its uses carries constraints, is a date and time (whose text is kept even where it is none), or
//! leads to a type that has: through fields, items, values, variants and aliases.

use super::walk::uses;
use crate::ir::{Api, Type, TypeId, TypeUse};

/// Whether each type has something to validate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checks(Vec<bool>);

impl Checks {
    /// Spreads constraints to everything that contains them.
    #[must_use]
    pub fn of(api: &Api) -> Self {
        let mut checks = Self(vec![false; api.types.defs.len()]);
        loop {
            let mut changed = false;
            for (id, def) in api.types.iter() {
                let found = !checks.0[id.0] && uses(&def.shape).into_iter().any(|(_, value)| checks.of_use(value));
                checks.0[id.0] |= found;
                changed |= found;
            }
            if !changed {
                return checks;
            }
        }
    }

    /// Whether a type has something to validate.
    #[must_use]
    pub fn of_type(&self, id: TypeId) -> bool {
        self.0[id.0]
    }

    /// Whether a use of a type has something to validate.
    #[must_use]
    pub fn of_use(&self, value: &TypeUse) -> bool {
        !value.rules.is_empty() || self.inside(&value.ty)
    }

    fn inside(&self, ty: &Type) -> bool {
        match ty {
            Type::DateTime => true,
            Type::Named(id) => self.of_type(*id),
            Type::List(item) | Type::Map(item) => self.of_use(item),
            Type::Nullable(inner) => self.inside(inner),
            _ => false,
        }
    }
}
