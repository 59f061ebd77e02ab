//! Which types have something to validate.
//!
//! A type has if something is demanded of the whole, if one of its uses carries constraints, is a date, a time or base64
//! (whose text is kept even where it is none), is an enumeration that keeps values which are not listed, is one of several
//! that exclude each other, or leads to a type that has: through fields, items, values, variants and aliases.

use super::walk::{spread, uses};
use crate::ir::{Api, Others, Scalar, Shape, Type, TypeId, TypeUse};

/// Whether each type has something to validate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checks(Vec<bool>);

impl Checks {
    /// Spreads constraints to everything that contains them.
    #[must_use]
    pub fn of(api: &Api) -> Self {
        Self(spread(api, |_, def, found| {
            let own = match &def.shape {
                Shape::Enumeration(list) => list.others == Others::Kept,
                Shape::Union(union) => union.exclusive || union.combined || union.is_open(),
                Shape::Record(_) | Shape::Newtype(_) | Shape::Alias(_) => false,
            };
            let whole = own || def.assertion.is_some();
            whole || uses(&def.shape).into_iter().any(|(_, value)| checks_use(value, found))
        }))
    }

    /// Whether a type has something to validate.
    #[must_use]
    pub fn of_type(&self, id: TypeId) -> bool {
        self.0[id.0]
    }

    /// Whether a use of a type has something to validate.
    #[must_use]
    pub fn of_use(&self, value: &TypeUse) -> bool {
        checks_use(value, &self.0)
    }
}

fn checks_use(value: &TypeUse, found: &[bool]) -> bool {
    !value.rules.is_empty() || inside(&value.ty, found)
}

fn inside(ty: &Type, found: &[bool]) -> bool {
    match ty {
        Type::Scalar(Scalar::DateTime | Scalar::Date | Scalar::Base64) => true,
        Type::Named(id) => found[id.0],
        Type::List(item) | Type::Map(item) => checks_use(item, found),
        Type::Tuple(items) => items.iter().any(|item| checks_use(item, found)),
        Type::Nullable(inner) => inside(inner, found),
        _ => false,
    }
}
