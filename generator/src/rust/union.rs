//! Enums of types: `oneOf` and `anyOf`.
//!
//! ```yaml
//! Pet:
//!   oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
//!   discriminator: { propertyName: petType }
//! ```

use crate::ir::{self, JsonKind, Strategy, Type, TypeDef, TypeId};
use crate::names::Ident;
use crate::passes::Position;

use super::build::Context;
use super::doc_line::listed;
use super::{Checked, Deprecated, Head, RustType, Table, docs, type_docs};

/// An enum with one variant per member.
#[derive(Debug, Clone)]
pub struct Union {
    /// Docs, attributes and name.
    pub head: Head,
    /// The members in the document's order.
    pub variants: Vec<UnionVariant>,
    /// Whether a variant `Unknown` keeps members with a tag that the document does not know.
    pub open: bool,
    /// The property with the tag, where `Debug` shows only an outline of those members because a secret may be in them.
    pub outlined: Option<String>,
    /// How a decoder tells the members apart.
    pub strategy: UnionStrategy,
    /// Whether `validate()` has anything to look at.
    pub checked: bool,
    /// What is demanded of the whole beyond its members.
    pub assertion: Option<Table>,
    /// How `validate()` counts the members that a value fits, where reading takes the first of them by their form alone.
    pub fitting: Option<Fitting>,
    /// Whether the last variant is for values that are several of the others at once.
    pub combined: bool,
}

impl Union {
    /// The members of the document.
    #[must_use]
    pub fn members(&self) -> &[UnionVariant] {
        match self.variants.split_last() {
            Some((_, members)) if self.combined => members,
            _ => &self.variants,
        }
    }
}

/// How many members a value has to fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fitting {
    /// At least one.
    Some,
    /// Just one.
    One,
}

/// One member.
#[derive(Debug, Clone)]
pub struct UnionVariant {
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// The `#[deprecated]` attribute.
    pub deprecated: Option<Deprecated>,
    /// The variant.
    pub ident: Ident,
    /// The type inside.
    pub ty: RustType,
    /// What writing says of the member, where it has one tag: the property and its value. A member with several tags says
    /// itself which one it is.
    pub tag: Option<(String, String)>,
    /// Whether `From` the inner type is unambiguous.
    pub from: bool,
    /// What `validate()` checks of it, if anything.
    pub check: Option<Checked>,
}

/// How members are told apart; the numbers are indices into [`Union::variants`].
#[derive(Debug, Clone)]
pub enum UnionStrategy {
    /// By the value of a property.
    Tag {
        /// The property.
        property: String,
        /// The tag values of each variant that has any.
        tags: Vec<(Vec<String>, usize)>,
        /// Whether a value without the property is refused, rather than tried against all members.
        required: bool,
        /// The variant of values with another tag or none.
        others: Option<usize>,
    },
    /// By the JSON type: the kinds of each variant.
    Kind {
        /// The kinds of each variant.
        kinds: Vec<(Vec<JsonKind>, usize)>,
        /// What is expected, for the error: `a string or an object`.
        expected: String,
    },
    /// By a property that only one member has.
    Key {
        /// The properties with their variants, in the order in which they are looked for.
        keys: Vec<(String, usize)>,
    },
    /// By trying one after the other.
    Trial,
}

/// Builds the enum of a type.
pub(super) fn build(id: TypeId, def: &TypeDef, union: &ir::Union, context: &Context<'_>) -> Union {
    let types: Vec<RustType> = union
        .variants
        .iter()
        .map(|variant| RustType::of(&variant.value.ty, context))
        .collect();
    let bare: Vec<RustType> = union
        .variants
        .iter()
        .map(|variant| RustType::behind_aliases(&variant.value.ty, context))
        .collect();
    let variants: Vec<UnionVariant> = union
        .variants
        .iter()
        .enumerate()
        .map(|(index, variant)| UnionVariant {
            docs: docs::of_variant(variant),
            deprecated: docs::deprecated(variant.deprecated.as_ref()),
            ident: context.names.variants(id)[index].clone(),
            tag: only_tag(&union.strategy, index, &variant.value.ty, context),
            from: bare.iter().filter(|ty| **ty == bare[index]).count() == 1,
            ty: types[index]
                .clone()
                .boxed(context.decisions.boxes.contains(id, Position::Variant(index))),
            check: Checked::of(&variant.value, context),
        })
        .collect();
    let strategy = strategy(&union.strategy);
    let tagged = matches!(strategy, UnionStrategy::Tag { .. });
    let ruled = variants.iter().any(|variant| variant.check.is_some());
    let fitting = match union.strategy {
        _ if union.exclusive => Some(Fitting::One),
        Strategy::Key(_) | Strategy::Trial if ruled => Some(Fitting::Some),
        _ if union.combined => Some(Fitting::Some),
        _ => None,
    };
    let outlined = match &strategy {
        UnionStrategy::Tag { property, .. } if context.decisions.secrets.unknown(id) => Some(property.clone()),
        _ => None,
    };
    let mut derives = vec!["Debug", "Clone", "PartialEq"];
    derives.retain(|derive| outlined.is_none() || *derive != "Debug");
    Union {
        head: Head {
            docs: type_docs::of_type(id, def, context),
            deprecated: docs::deprecated(def.deprecated.as_ref()),
            derives,
            non_exhaustive: tagged,
            subject: false,
            ident: context.names.ty(id).name.clone(),
        },
        open: union.is_open(),
        outlined,
        checked: fitting.is_some() || union.is_open() || def.assertion.is_some() || ruled,
        strategy,
        assertion: def.assertion.map(|id| context.table(id)),
        fitting,
        combined: union.combined,
        variants,
    }
}

/// The tag of a variant that has just one. A member that may be without it says itself whether it is.
fn only_tag(strategy: &Strategy, variant: usize, ty: &Type, context: &Context<'_>) -> Option<(String, String)> {
    let Strategy::Tag {
        property,
        tags,
        texts: true,
        required,
        others,
    } = strategy
    else {
        return None;
    };
    let union = context.is_union(ty);
    if union
        || *others == Some(variant)
        || context.refuses(ty, property)
        // The tag is optional, and the member has it if it came.
        || (!required && (context.declares(ty, property) || context.keeps(ty)))
    {
        return None;
    }
    let mut own = tags.iter().filter(|(_, selected)| **selected == variant);
    match (own.next(), own.next()) {
        (Some((tag, _)), None) => Some((property.clone(), tag.clone())),
        // One of several tags has to be there, unless the member says itself which.
        (Some((tag, _)), Some(_)) if !context.declares(ty, property) => Some((property.clone(), tag.clone())),
        _ => None,
    }
}

fn strategy(strategy: &Strategy) -> UnionStrategy {
    match strategy {
        Strategy::Tag {
            property,
            tags,
            required,
            others,
            ..
        } => UnionStrategy::Tag {
            property: property.clone(),
            required: *required,
            others: *others,
            tags: by_variant(tags.iter().map(|(tag, variant)| (tag.clone(), *variant))),
        },
        Strategy::Kind(kinds) => UnionStrategy::Kind {
            kinds: by_variant(kinds.iter().copied()),
            expected: alternatives(kinds.iter().map(|(kind, _)| kind_in_words(*kind).to_owned())),
        },
        Strategy::Key(keys) => UnionStrategy::Key { keys: keys.clone() },
        Strategy::Trial => UnionStrategy::Trial,
    }
}

/// Brings together what selects the same variant, in the order of the variants' first appearance.
fn by_variant<T>(pairs: impl Iterator<Item = (T, usize)>) -> Vec<(Vec<T>, usize)> {
    let mut groups: Vec<(Vec<T>, usize)> = Vec::new();
    for (value, variant) in pairs {
        match groups.iter_mut().find(|(_, known)| *known == variant) {
            Some((values, _)) => values.push(value),
            None => groups.push((vec![value], variant)),
        }
    }
    groups
}

fn kind_in_words(kind: JsonKind) -> &'static str {
    match kind {
        JsonKind::Bool => "a boolean",
        JsonKind::Number => "a number",
        JsonKind::String => "a string",
        JsonKind::Array => "an array",
        JsonKind::Object => "an object",
    }
}

/// `a`, `a or b`, `a, b or c`.
fn alternatives(words: impl Iterator<Item = String>) -> String {
    listed(&words.collect::<Vec<_>>(), "or")
}
