//! What `validate()` checks of one value: its own constraints and those of what it contains.

use crate::ir::{Scalar, Type, TypeUse};

use super::Rules;
use super::build::Context;

/// The constraints of a value; there is one only where something is checked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Checked {
    /// The value's own constraints, which may be empty.
    pub rules: Rules,
    /// Those of the items of a list or the values of a map.
    pub items: Option<Box<Checked>>,
    /// Those of each item of a tuple; empty where no item has any.
    pub positions: Vec<Checked>,
}

/// What is checked inside of a value.
#[derive(Default)]
struct Inside {
    items: Option<Box<Checked>>,
    positions: Vec<Checked>,
    /// Whether anything is, that of named types included.
    any: bool,
}

impl Checked {
    /// The checks of one use of a type, `None` where there is nothing to check.
    pub(super) fn of(value: &TypeUse, context: &Context<'_>) -> Option<Self> {
        let Inside { items, positions, any } = Self::inside(&value.ty, context);
        (any || !value.rules.is_empty()).then(|| Self {
            rules: Rules::of(&value.rules),
            items,
            positions,
        })
    }

    fn inside(ty: &Type, context: &Context<'_>) -> Inside {
        let only = |any| Inside {
            any,
            ..Inside::default()
        };
        match ty {
            Type::Named(id) => only(context.decisions.checks.of_type(*id)),
            Type::Nullable(inner) => Self::inside(inner, context),
            Type::Tuple(items) => {
                let found: Vec<Option<Self>> = items.iter().map(|item| Self::of(item, context)).collect();
                let any = found.iter().any(Option::is_some);
                let ruled = found.iter().flatten().any(Self::has_rules);
                let positions = found.into_iter().map(Option::unwrap_or_default);
                Inside {
                    items: None,
                    positions: if ruled { positions.collect() } else { Vec::new() },
                    any,
                }
            }
            Type::List(items) | Type::Map(items) => {
                let items = Self::of(items, context);
                Inside {
                    any: items.is_some(),
                    items: items.filter(Self::has_rules).map(Box::new),
                    positions: Vec::new(),
                }
            }
            // A date-time has a form to keep.
            Type::Scalar(Scalar::DateTime) => only(true),
            _ => only(false),
        }
    }

    /// Whether there are constraints beyond those that the types inside bring.
    #[must_use]
    pub fn has_rules(&self) -> bool {
        !self.rules.is_empty() || self.items.is_some() || !self.positions.is_empty()
    }

    /// Whether a regular expression is needed.
    #[must_use]
    pub fn has_pattern(&self) -> bool {
        self.rules.pattern.is_some()
            || self.items.as_ref().is_some_and(|items| items.has_pattern())
            || self.positions.iter().any(Self::has_pattern)
    }
}
