//! Enums of strings: open, so that a value that the document does not know is kept.
//!
//! ```yaml
//! Status: { type: string, enum: [active, on-hold] }
//! ```

use crate::ir::{self, TypeDef, TypeId};
use crate::names::Ident;

use super::build::Context;
use super::{Deprecated, Head, docs};

/// An enum of strings.
#[derive(Debug, Clone)]
pub struct Enumeration {
    /// Docs, attributes and name.
    pub head: Head,
    /// The values in the document's order.
    pub variants: Vec<EnumVariant>,
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
    /// The string on the wire.
    pub wire_name: String,
}

/// Builds the enum of a type.
pub(super) fn build(id: TypeId, def: &TypeDef, enumeration: &ir::Enumeration, context: &Context<'_>) -> Enumeration {
    let variants = enumeration
        .values
        .iter()
        .enumerate()
        .map(|(index, value)| EnumVariant {
            docs: docs::of_enum_value(value),
            deprecated: docs::deprecated(value.deprecated.as_ref()),
            ident: context.names.variants(id)[index].clone(),
            wire_name: value.wire_name.clone(),
        })
        .collect();
    Enumeration {
        head: Head {
            docs: docs::of_type(id, def, context),
            deprecated: docs::deprecated(def.deprecated.as_ref()),
            derives: vec!["Debug", "Clone", "PartialEq", "Eq", "Hash"],
            non_exhaustive: true,
            subject: false,
            ident: context.names.ty(id).name.clone(),
        },
        variants,
    }
}
