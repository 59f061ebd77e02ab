//! What `validate()` checks of one value: its own constraints and those of what it contains.

use crate::ir::{Pattern, Scalar, Shape, Type, TypeUse};

use super::Rules;
use super::assertion::Table;
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
    /// Whether there is anything to look at besides what is demanded.
    pub walked: bool,
    /// What is demanded of the value as it is sent.
    pub demand: Option<Table>,
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
        let rules = Rules::of(&value.rules);
        let checked = Self {
            walked: any || !rules.is_empty(),
            rules,
            items,
            positions,
            demand: context.demand(value),
        };
        (checked.walked || checked.demand.is_some()).then_some(checked)
    }

    /// The same, with what else is demanded of the whole.
    pub(super) fn and(mut self, demand: Option<Table>) -> Self {
        self.demand = Table::all(self.demand.into_iter().chain(demand));
        self
    }

    /// The checks of a map with such values.
    pub(super) fn of_values(mut self) -> Self {
        let demand = self.demand.take().map(Table::of_values);
        Self {
            walked: self.walked,
            items: self.walked.then(|| Box::new(self)),
            demand,
            ..Self::default()
        }
    }

    /// Allows null, where the value may be null although its type is not.
    #[must_use]
    pub(super) fn or_null(mut self, nullable: bool) -> Self {
        if nullable {
            self.demand = self.demand.map(Table::or_null);
        }
        self
    }

    fn inside(ty: &Type, context: &Context<'_>) -> Inside {
        let only = |any| Inside {
            any,
            ..Inside::default()
        };
        match ty {
            Type::Named(id) if !context.decisions.checks.of_type(*id) => only(false),
            Type::Named(id) => match &context.api.types.get(*id).shape {
                // The uses of an alias carry its own constraints; those inside of it are here.
                Shape::Alias(value) => Self::inside(&value.ty, context),
                _ => only(true),
            },
            Type::Nullable(inner) => Self::inside(inner, context),
            Type::Tuple(items) => {
                let found: Vec<Option<Self>> = items.iter().map(|item| Self::of(item, context)).collect();
                let any = found.iter().flatten().any(|item| item.walked);
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
                    any: items.as_ref().is_some_and(|items| items.walked),
                    items: items.filter(Self::has_rules).map(Box::new),
                    positions: Vec::new(),
                }
            }
            // These have a form to keep.
            Type::Scalar(Scalar::DateTime | Scalar::Date | Scalar::Base64) => only(true),
            _ => only(false),
        }
    }

    /// Whether there are constraints beyond those that the types inside bring.
    #[must_use]
    pub fn has_rules(&self) -> bool {
        !self.rules.is_empty() || self.items.is_some() || !self.positions.is_empty()
    }

    /// The patterns of the rules, in the order in which they are written.
    fn rule_patterns<'c>(&'c self, patterns: &mut Vec<&'c Pattern>) {
        patterns.extend(&self.rules.pattern);
        self.items.iter().for_each(|items| items.rule_patterns(patterns));
        self.positions.iter().for_each(|item| item.rule_patterns(patterns));
    }

    /// Whether a form of texts is needed.
    #[must_use]
    pub fn has_format(&self) -> bool {
        self.rules.format.is_some()
            || self.items.as_ref().is_some_and(|items| items.has_format())
            || self.positions.iter().any(Self::has_format)
            || self.demand.iter().any(|table| table.has(&super::Piece::has_format))
    }

    /// The patterns that are checked here.
    #[must_use]
    pub fn patterns(&self) -> Vec<&Pattern> {
        let mut patterns = Vec::new();
        self.rule_patterns(&mut patterns);
        self.demand.iter().for_each(|table| table.patterns(&mut patterns));
        patterns
    }

    /// Whether the check needs statics of its own.
    #[must_use]
    pub fn has_statics(&self) -> bool {
        !self.patterns().is_empty() || matches!(self.demand, Some(Table::Inline(_)))
    }
}
