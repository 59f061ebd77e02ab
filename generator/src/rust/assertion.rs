//! Tables of what no type can say: which stand in `checks.rs` under a name of their own, and which within others.
//!
//! ```text
//! pub(crate) static PET: Schema = Schema(&[Keyword::Not(&Schema(&[Keyword::Required(&["lives"])]))]);
//! ```
//!
//! Which have a name is the API's to say; see [`Api::named_assertions`](crate::ir::Api::named_assertions).

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{AssertionId, Count, Keyword, Pattern, Shape, Type, TypeUse};
use crate::names::Ident;

use super::build::Context;
use super::rules::{Bound, Limit};
use super::{Rules, format};

/// A static with a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Assertion {
    /// Its name.
    pub ident: Ident,
    /// What it demands.
    pub pieces: Vec<Piece>,
}

/// A table as something refers to it.
#[derive(Debug, Clone, PartialEq)]
pub enum Table {
    /// The static of this name.
    Named(Ident),
    /// Written where it is needed.
    Inline(Vec<Piece>),
}

/// A part of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// Null is allowed, whatever the others say.
    OrNull,
    /// Constraints that rules hold.
    Rules(Rules),
    /// Any other keyword.
    Keyword(Keyword<Table>),
}

impl Table {
    /// What several tables demand together; nothing for none.
    pub(super) fn all(tables: impl IntoIterator<Item = Self>) -> Option<Self> {
        let mut tables: Vec<Self> = tables.into_iter().collect();
        match tables.len() {
            0 | 1 => tables.pop(),
            _ => Some(Self::Inline(vec![Piece::Keyword(Keyword::All(tables))])),
        }
    }

    /// The same, with null allowed.
    pub(super) fn or_null(self) -> Self {
        Self::Inline(vec![Piece::OrNull, Piece::Keyword(Keyword::All(vec![self]))])
    }

    /// What all items of a list are to be.
    fn of_items(self) -> Self {
        Self::Inline(vec![Piece::Keyword(Keyword::Items {
            first: Vec::new(),
            others: Some(self),
        })])
    }

    /// What the items of a tuple are to be, each by itself.
    fn of_positions(items: Vec<Option<Self>>) -> Self {
        let first = items.into_iter().map(|item| item.unwrap_or(Self::Inline(Vec::new())));
        Self::Inline(vec![Piece::Keyword(Keyword::Items {
            first: first.collect(),
            others: None,
        })])
    }

    /// What all values of a map are to be.
    pub(super) fn of_values(self) -> Self {
        Self::Inline(vec![Piece::Keyword(Keyword::Properties {
            named: Vec::new(),
            patterns: Vec::new(),
            others: Some(self),
        })])
    }

    /// The names that it refers to, those within it too.
    pub(super) fn names<'t>(&'t self, names: &mut BTreeSet<&'t Ident>) {
        match self {
            Self::Named(ident) => {
                names.insert(ident);
            }
            Self::Inline(pieces) => pieces.iter().for_each(|piece| piece.names(names)),
        }
    }

    /// Whether something holds of a piece that is written here.
    pub(super) fn has(&self, holds: &impl Fn(&Piece) -> bool) -> bool {
        match self {
            Self::Named(_) => false,
            Self::Inline(pieces) => pieces.iter().any(|piece| piece.has(holds)),
        }
    }

    /// The patterns in it.
    pub(super) fn patterns<'t>(&'t self, patterns: &mut Vec<&'t Pattern>) {
        if let Self::Inline(pieces) = self {
            for piece in pieces {
                piece.patterns(patterns);
            }
        }
    }
}

impl Piece {
    /// Whether something holds of it, or of a piece in it.
    pub fn has(&self, holds: &impl Fn(&Self) -> bool) -> bool {
        holds(self)
            || match self {
                Self::OrNull | Self::Rules(_) => false,
                Self::Keyword(keyword) => keyword.inside().into_iter().any(|table| table.has(holds)),
            }
    }

    /// Whether it asks for a form of texts itself.
    #[must_use]
    pub fn has_format(&self) -> bool {
        matches!(self, Self::Rules(rules) if rules.format.is_some())
    }

    fn names<'t>(&'t self, names: &mut BTreeSet<&'t Ident>) {
        if let Self::Keyword(keyword) = self {
            keyword.inside().into_iter().for_each(|table| table.names(names));
        }
    }

    /// The patterns in it, in the order in which they are written.
    pub fn patterns<'t>(&'t self, patterns: &mut Vec<&'t Pattern>) {
        match self {
            Self::OrNull => {}
            Self::Rules(rules) => patterns.extend(&rules.pattern),
            Self::Keyword(keyword) => {
                if let Keyword::Properties { patterns: own, .. } = keyword {
                    patterns.extend(own.iter().map(|(pattern, _)| pattern));
                }
                keyword.inside().into_iter().for_each(|table| table.patterns(patterns));
            }
        }
    }
}

impl Context<'_> {
    /// The table of a node.
    pub(super) fn table(&self, id: AssertionId) -> Table {
        match self.names.assertions.get(&id) {
            Some(ident) => Table::Named(ident.clone()),
            None => Table::Inline(self.pieces(id)),
        }
    }

    fn pieces(&self, id: AssertionId) -> Vec<Piece> {
        let assertion = self.api.assertions.get(id);
        let mut pieces = Vec::new();
        let mut rules = Rules::default();
        if assertion.or_null {
            pieces.push(Piece::OrNull);
        }
        for keyword in &assertion.keywords {
            if let Some(rule) = rule(keyword) {
                if !rules.take(&rule) {
                    pieces.push(Piece::Rules(std::mem::replace(&mut rules, rule)));
                }
            } else {
                flush(&mut rules, &mut pieces);
                pieces.push(Piece::Keyword(keyword.map(&mut |child| self.table(*child))));
            }
        }
        flush(&mut rules, &mut pieces);
        pieces
    }

    /// What is demanded of a value beyond its type and its rules, inside of lists and maps too.
    pub(super) fn demand(&self, value: &TypeUse) -> Option<Table> {
        let own = value.rules.assertion.map(|id| self.table(id));
        // Rules are looked at where the value is; named types have none of their own.
        let rules = Rules::of(&value.rules);
        let rules = (self.is_opaque(&value.ty) && !rules.is_empty()).then(|| Table::Inline(vec![Piece::Rules(rules)]));
        Table::all([own, rules, self.demand_of_type(&value.ty)].into_iter().flatten())
    }

    fn demand_of_type(&self, ty: &Type) -> Option<Table> {
        match ty {
            Type::Named(id) => {
                let def = self.api.types.get(*id);
                let own = def.assertion.map(|id| self.table(id));
                match &def.shape {
                    // These look at themselves.
                    Shape::Record(_) | Shape::Union(_) | Shape::Newtype(_) => None,
                    Shape::Enumeration(_) => own,
                    Shape::Alias(value) => {
                        // The rules of what it stands for are those of the use too.
                        let asserted = value.rules.assertion.map(|id| self.table(id));
                        Table::all([own, asserted, self.demand_of_type(&value.ty)].into_iter().flatten())
                    }
                }
            }
            Type::Nullable(inner) => self.demand_of_type(inner).map(Table::or_null),
            Type::List(item) => self.demand(item).map(Table::of_items),
            Type::Map(value) => self.demand(value).map(Table::of_values),
            Type::Tuple(items) => {
                let items: Vec<Option<Table>> = items.iter().map(|item| self.demand(item)).collect();
                items.iter().any(Option::is_some).then(|| Table::of_positions(items))
            }
            Type::Scalar(_) | Type::Foreign(_) | Type::Any | Type::Never => None,
        }
    }

    /// Whether values of a type do not look at the rules of their use.
    fn is_opaque(&self, ty: &Type) -> bool {
        match ty {
            Type::Named(id) => match &self.api.types.get(*id).shape {
                Shape::Record(_) | Shape::Union(_) | Shape::Newtype(_) | Shape::Enumeration(_) => true,
                Shape::Alias(value) => self.is_opaque(&value.ty),
            },
            Type::Nullable(inner) => self.is_opaque(inner),
            _ => false,
        }
    }

    /// The statics that tables refer to, and those that these refer to, sorted by name.
    pub(super) fn statics<'t>(&self, tables: impl Iterator<Item = &'t Table>) -> Vec<Assertion> {
        let ids: BTreeMap<&Ident, AssertionId> = self.names.assertions.iter().map(|(id, ident)| (ident, *id)).collect();
        let mut wanted: BTreeSet<Ident> = BTreeSet::new();
        for table in tables {
            let mut names = BTreeSet::new();
            table.names(&mut names);
            wanted.extend(names.into_iter().cloned());
        }
        let mut open: Vec<Ident> = wanted.iter().cloned().collect();
        let mut statics = BTreeMap::new();
        while let Some(ident) = open.pop() {
            let Some(id) = ids.get(&ident) else { continue };
            let pieces = self.pieces(*id);
            let mut names = BTreeSet::new();
            for piece in &pieces {
                piece.names(&mut names);
            }
            for name in names {
                if wanted.insert(name.clone()) {
                    open.push(name.clone());
                }
            }
            statics.insert(ident.clone(), Assertion { ident, pieces });
        }
        statics.into_values().collect()
    }
}

fn flush(rules: &mut Rules, pieces: &mut Vec<Piece>) {
    if !rules.is_empty() {
        pieces.push(Piece::Rules(std::mem::take(rules)));
    }
}

/// A keyword that rules hold, as rules.
fn rule<C>(keyword: &Keyword<C>) -> Option<Rules> {
    let mut rules = Rules::default();
    match keyword {
        Keyword::Minimum(bound) => rules.minimum = Some(Bound::of(bound)),
        Keyword::Maximum(bound) => rules.maximum = Some(Bound::of(bound)),
        Keyword::MultipleOf(unit) => rules.multiple_of = Some(Limit::of(unit)),
        Keyword::Count(what, count) => rules.counts.push((setter(*what), *count)),
        Keyword::UniqueItems => rules.unique_items = true,
        Keyword::Pattern(pattern) => rules.pattern = Some(pattern.clone()),
        Keyword::Format(form) => rules.format = Some(format::constant(*form)),
        _ => return None,
    }
    Some(rules)
}

/// The runtime's function that sets a count.
fn setter(what: Count) -> &'static str {
    match what {
        Count::MinLength => "min_length",
        Count::MaxLength => "max_length",
        Count::MinItems => "min_items",
        Count::MaxItems => "max_items",
        Count::MinProperties => "min_properties",
        Count::MaxProperties => "max_properties",
    }
}
