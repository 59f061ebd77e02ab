//! Defaults as constants and functions.
//!
//! ```yaml
//! stealth: { type: boolean, default: false }
//! tags: { type: array, items: { type: string }, default: [a] }
//! owner: { type: string, format: uuid, default: 6ba7b810-9dad-11d1-80b4-00c04fd430c8 }   # with a type from elsewhere
//! ```
//!
//! become `DEFAULT_STEALTH`, `default_tags()` and `default_owner()`, beside the struct that has the field. The last one
//! returns an `Option`: whether a type from elsewhere takes the text is known when the code runs.

use crate::ir::Type;
use crate::names::{DefaultNames, Ident};
use crate::passes::DefaultValue;

use super::build::Context;
use super::literal::Scribe;
use super::{Literal, RustType, doc_line};

/// A default.
#[derive(Debug, Clone)]
pub struct DefaultItem {
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// The constant or function.
    pub ident: Ident,
    /// Whether it is a constant.
    pub constant: bool,
    /// Whether the function returns an `Option`.
    pub fallible: bool,
    /// Its type; that of a constant text is `&'static str` all the same.
    pub ty: RustType,
    /// The value.
    pub value: Literal,
    /// Whether the value names something deprecated.
    pub uses_deprecated: bool,
}

/// The default of one property or parameter, if code has it.
pub(super) fn build(
    (wire_name, ty): (&str, &Type),
    names: Option<&DefaultNames>,
    value: Option<&DefaultValue>,
    context: &Context<'_>,
) -> Option<DefaultItem> {
    let names = names?;
    let mut scribe = Scribe::new(context);
    let value = scribe.write(value?);
    let (constant, fallible) = (value.is_constant(), value.is_fallible());
    let absent = doc_line::span(wire_name);
    let text = if fallible {
        format!("The server's default of {absent}; `None` where the type does not take it.")
    } else {
        format!("The server's default of {absent}.")
    };
    Some(DefaultItem {
        docs: doc_line::wrap(&text, doc_line::WIDTH),
        ident: if constant { &names.constant } else { &names.function }.clone(),
        constant,
        fallible,
        ty: match RustType::of(ty, context) {
            RustType::Option(inner) => *inner,
            ty => ty,
        },
        value,
        uses_deprecated: scribe.deprecated,
    })
}
