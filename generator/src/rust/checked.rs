//! What `validate()` checks of one value: its own constraints and those of what it contains.

use crate::ir::{Scalar, Type, TypeUse};

use super::Rules;
use super::build::Context;

/// The constraints of a value; there is one only where something is checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// The value's own constraints, which may be empty.
    pub rules: Rules,
    /// Those of the items of a list or the values of a map.
    pub items: Option<Box<Checked>>,
}

impl Checked {
    /// The checks of one use of a type, `None` where there is nothing to check.
    pub(super) fn of(value: &TypeUse, context: &Context<'_>) -> Option<Self> {
        let (items, inside) = Self::inside(&value.ty, context);
        (inside || !value.rules.is_empty()).then(|| Self {
            rules: Rules::of(&value.rules),
            items,
        })
    }

    /// The checks of the items, and whether anything inside is checked.
    fn inside(ty: &Type, context: &Context<'_>) -> (Option<Box<Self>>, bool) {
        match ty {
            Type::Named(id) => (None, context.decisions.checks.of_type(*id)),
            Type::Nullable(inner) => Self::inside(inner, context),
            Type::List(items) | Type::Map(items) => {
                let items = Self::of(items, context);
                let inside = items.is_some();
                (items.filter(Self::has_rules).map(Box::new), inside)
            }
            // A date-time has a form to keep.
            Type::Scalar(Scalar::DateTime) => (None, true),
            _ => (None, false),
        }
    }

    /// Whether there are constraints beyond those that the types inside bring.
    #[must_use]
    pub fn has_rules(&self) -> bool {
        !self.rules.is_empty() || self.items.is_some()
    }

    /// Whether a regular expression is needed.
    #[must_use]
    pub fn has_pattern(&self) -> bool {
        self.rules.pattern.is_some() || self.items.as_ref().is_some_and(|items| items.has_pattern())
    }
}
