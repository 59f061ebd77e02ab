//! Parameters: an argument or a field each, and how its value is sent.
//!
//! ```yaml
//! - { name: ids, in: query, style: pipeDelimited, schema: { type: array, items: { type: integer } } }
//! ```
//!
//! becomes `.query_styled("ids", &params.ids, http::Style::PIPE_DELIMITED)`; what is written as its place has it by
//! default needs no style.

use crate::ir::{Parameter, ParameterIn, Shape, Style, Type, Written};
use crate::names::Ident;

use super::build::Context;
use super::{DefaultItem, Deprecated, RustType, docs};

/// A parameter as an argument or a field of a `Params` struct.
#[derive(Debug, Clone)]
pub struct Param {
    /// The argument or field.
    pub ident: Ident,
    /// The name on the wire.
    pub wire_name: String,
    /// Where it is sent.
    pub place: ParamPlace,
    /// How it is written, where that is not what its place has by default.
    pub style: Option<ParamStyle>,
    /// The type of the value.
    pub ty: RustType,
    /// Whether an argument is a reference to the value: what is more than a scalar is only read.
    pub borrowed: bool,
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// The `#[deprecated]` attribute.
    pub deprecated: Option<Deprecated>,
    /// What the server takes where the parameter is absent.
    pub default: Option<DefaultItem>,
}

/// Where a parameter is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParamPlace {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// As the whole query.
    QueryString,
    /// As the whole query, a form; with the members that have a style.
    QueryForm(Vec<(String, ParamStyle)>),
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

/// A style as the runtime spells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParamStyle {
    /// The constant of `http::Style`.
    pub constant: &'static str,
    /// Its methods, in a chain.
    pub changes: Vec<&'static str>,
}

/// Builds one parameter; its default is added by who knows it.
pub(super) fn build(parameter: &Parameter, ident: Ident, context: &Context<'_>) -> Param {
    let place = match parameter.location {
        ParameterIn::Path => ParamPlace::Path,
        ParameterIn::Query => ParamPlace::Query,
        ParameterIn::QueryString if parameter.written.style == Style::Form => {
            let members = parameter.members.iter();
            ParamPlace::QueryForm(members.map(|(name, written)| (name.clone(), style(*written))).collect())
        }
        ParameterIn::QueryString => ParamPlace::QueryString,
        ParameterIn::Header => ParamPlace::Header,
        ParameterIn::Cookie => ParamPlace::Cookie,
    };
    let usual = match place {
        ParamPlace::Path | ParamPlace::Header => Some(Style::Simple),
        ParamPlace::Query | ParamPlace::Cookie | ParamPlace::QueryForm(_) => Some(Style::Form),
        ParamPlace::QueryString => None,
    };
    let written = style(parameter.written);
    Param {
        ident,
        wire_name: parameter.wire_name.clone(),
        place,
        style: Some(written)
            .filter(|written| usual.map(|usual| style(Written::plain(usual))).as_ref() != Some(written)),
        ty: RustType::of(&parameter.value.ty, context),
        borrowed: is_borrowed(&parameter.value.ty, context),
        docs: docs::of_parameter(parameter),
        deprecated: docs::deprecated(parameter.deprecated.as_ref()),
        default: None,
    }
}

/// A style as the runtime spells it.
pub(super) fn style(written: Written) -> ParamStyle {
    let constant = match written.style {
        Style::Simple => "SIMPLE",
        Style::Label => "LABEL",
        Style::Matrix => "MATRIX",
        Style::Form => "FORM",
        Style::SpaceDelimited => "SPACE_DELIMITED",
        Style::PipeDelimited => "PIPE_DELIMITED",
        Style::TabDelimited => "TAB_DELIMITED",
        Style::DeepObject => "DEEP_OBJECT",
        Style::Cookie => "COOKIE",
        Style::Json => "JSON",
    };
    // Deep objects and JSON have one form.
    let one_form = matches!(written.style, Style::DeepObject | Style::Json);
    let mut changes = Vec::new();
    if !one_form && written.explode != written.style.explodes() {
        changes.push(if written.explode { "exploded" } else { "joined" });
    }
    if written.reserved {
        changes.push("reserved");
    }
    if written.empty {
        changes.push("or_empty");
    }
    ParamStyle { constant, changes }
}

/// Whether an argument of the type is a reference. Strings and lists are borrowed as `&str` and slices.
fn is_borrowed(ty: &Type, context: &Context<'_>) -> bool {
    match ty {
        Type::Map(_) | Type::Any | Type::Tuple(_) => true,
        Type::Named(id) => match &context.api.types.get(*id).shape {
            Shape::Record(_) | Shape::Union(_) | Shape::Newtype(_) => true,
            Shape::Alias(value) => is_borrowed(&value.ty, context),
            Shape::Enumeration(_) => false,
        },
        Type::Scalar(_) | Type::Foreign(_) | Type::Never | Type::List(_) | Type::Nullable(_) => false,
    }
}
