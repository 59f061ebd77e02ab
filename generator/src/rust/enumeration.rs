//! Enums of listed values: open, so that a value that the document does not list is kept, or closed.
//!
//! ```yaml
//! Status: { type: string, enum: [active, on-hold] }     # Active, OnHold, Unknown(String)
//! Level: { type: integer, enum: [1, 2] }                # N1, N2, Unknown(i64)
//! Size: { enum: [auto, 1.5] }                           # Auto, N1Point5, Unknown(json::Value)
//! ```

use crate::ir::{self, EnumKind, Literal, Others, TypeDef, TypeId};
use crate::names::Ident;

use super::build::Context;
use super::doc_line::listed;
use super::{Deprecated, Head, docs, type_docs};

/// How many values an error names.
const NAMED: usize = 12;

/// An enum of listed values.
#[derive(Debug, Clone)]
pub struct Enumeration {
    /// Docs, attributes and name.
    pub head: Head,
    /// The values in the document's order.
    pub variants: Vec<EnumVariant>,
    /// What the values are.
    pub repr: EnumRepr,
    /// What becomes of other values.
    pub others: EnumOthers,
}

/// What the values of an enum are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnumRepr {
    /// Strings.
    Text,
    /// Integers of this type.
    Integer(&'static str),
    /// Any values of JSON.
    Json,
}

/// What becomes of a value for which an enum has no variant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EnumOthers {
    /// The variant `Unknown` keeps it.
    Kept {
        /// Whether `validate()` finds fault with it.
        checked: bool,
    },
    /// It is refused, with an error that names these values.
    Refused(String),
}

/// One value.
#[derive(Debug, Clone)]
pub struct EnumVariant {
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// The `#[deprecated]` attribute.
    pub deprecated: Option<Deprecated>,
    /// The variant.
    pub ident: Ident,
    /// The value.
    pub value: EnumLiteral,
}

/// A value as the code has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EnumLiteral {
    /// A string literal: a string, or the JSON text of any value.
    Text(String),
    /// An integer.
    Integer(i128),
}

impl Enumeration {
    /// Whether some values are violations.
    #[must_use]
    pub fn is_checked(&self) -> bool {
        self.others == EnumOthers::Kept { checked: true }
    }

    /// Whether a value is made of a string that may be none.
    pub(super) fn has_from_str(&self) -> bool {
        self.repr == EnumRepr::Text && matches!(self.others, EnumOthers::Refused(_))
    }
}

/// Builds the enum of a type.
pub(super) fn build(id: TypeId, def: &TypeDef, enumeration: &ir::Enumeration, context: &Context<'_>) -> Enumeration {
    let kind = enumeration.kind();
    let variants = enumeration
        .values
        .iter()
        .enumerate()
        .map(|(index, value)| EnumVariant {
            docs: docs::of_enum_value(value, kind),
            deprecated: docs::deprecated(value.deprecated.as_ref()),
            ident: context.names.variants(id)[index].clone(),
            value: literal(&value.literal, kind),
        })
        .collect();
    let copy = context.decisions.derives.get(id).copy;
    let derives = ["Debug", "Clone"]
        .into_iter()
        .chain(copy.then_some("Copy"))
        .chain(["PartialEq", "Eq", "Hash"]);
    Enumeration {
        head: Head {
            docs: type_docs::of_type(id, def, context),
            deprecated: docs::deprecated(def.deprecated.as_ref()),
            derives: derives.collect(),
            non_exhaustive: enumeration.others != Others::Refused,
            subject: false,
            ident: context.names.ty(id).name.clone(),
        },
        variants,
        repr: match kind {
            EnumKind::Text => EnumRepr::Text,
            EnumKind::Signed => EnumRepr::Integer("i64"),
            EnumKind::Unsigned => EnumRepr::Integer("u64"),
            EnumKind::Json => EnumRepr::Json,
        },
        others: match enumeration.others {
            Others::Kept => EnumOthers::Kept { checked: true },
            Others::Allowed => EnumOthers::Kept { checked: false },
            Others::Refused => EnumOthers::Refused(in_words(enumeration)),
        },
    }
}

fn literal(literal: &Literal, kind: EnumKind) -> EnumLiteral {
    match literal {
        Literal::Integer(value) if matches!(kind, EnumKind::Signed | EnumKind::Unsigned) => {
            EnumLiteral::Integer(*value)
        }
        Literal::String(text) if kind == EnumKind::Text => EnumLiteral::Text(text.clone()),
        other => EnumLiteral::Text(other.json()),
    }
}

/// A value as docs and errors show it: a string has quotes only where there are values of other types.
pub(super) fn shown(literal: &Literal, kind: EnumKind) -> String {
    match literal {
        Literal::String(text) if kind == EnumKind::Text => text.clone(),
        other => other.json(),
    }
}

/// The values, as an error names them: `` `low` or `high` ``.
fn in_words(enumeration: &ir::Enumeration) -> String {
    let kind = enumeration.kind();
    let quoted = |value: &ir::EnumValue| match shown(&value.literal, kind).as_str() {
        "" => "`\"\"`".to_owned(),
        text => format!("`{}`", text.replace(char::is_control, " ")),
    };
    let mut words: Vec<String> = enumeration.values.iter().take(NAMED).map(quoted).collect();
    let more = enumeration.values.len().saturating_sub(NAMED);
    if more > 0 {
        words.push(format!("{more} other values"));
    }
    listed(&words, "or")
}
