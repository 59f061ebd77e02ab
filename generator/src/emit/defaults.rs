//! Defaults: constants, and functions where a value has to be made.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{DefaultItem, Field, Ident, Literal, Presence};

use super::{head, literal, types};

/// The `impl` with the defaults of a struct; `path` stands before the names of types.
pub(super) fn items(ident: &Ident, defaults: &[&DefaultItem], path: &TokenStream) -> Option<TokenStream> {
    let items = defaults.iter().map(|default| item(default, path));
    (!defaults.is_empty()).then(|| quote!(impl #ident { #(#items)* }))
}

fn item(default: &DefaultItem, path: &TokenStream) -> TokenStream {
    let docs = head::docs(&default.docs);
    let ident = &default.ident;
    let ty = types::spell(&default.ty, path);
    if default.constant {
        let (ty, value) = match &default.value {
            Literal::Text(text) => (quote!(&'static str), quote!(#text)),
            value => (ty, literal::expression(value, path)),
        };
        return quote!(#docs pub const #ident: #ty = #value;);
    }
    let (ty, value) = match &default.value {
        Literal::Parsed(form, text) => (quote!(Option<#ty>), literal::parsed(*form, text)),
        value if default.fallible => {
            let value = literal::expression(value, path);
            (quote!(Option<#ty>), quote!(Some(#value)))
        }
        value => (ty, literal::expression(value, path)),
    };
    quote!(#docs #[must_use] pub fn #ident() -> #ty { #value })
}

/// The default where a value may be absent: `.or(Some(Self::DEFAULT_STEALTH))`. Options and values of three states have the
/// same method for it.
pub(super) fn filled(field: &Field, default: &DefaultItem) -> TokenStream {
    let (local, ident) = (&field.local, &default.ident);
    let boxed = field.is_boxed();
    let three_states = field.presence == Presence::OptionalNullable;
    let value = match &default.value {
        _ if default.fallible && boxed => return quote!(#local.or_else(|| Self::#ident().map(Box::new))),
        _ if default.fallible => return quote!(#local.or_else(Self::#ident)),
        Literal::Text(_) => quote!(Self::#ident.to_owned()),
        _ if default.constant && !boxed && !three_states => return quote!(#local.or(Some(Self::#ident))),
        _ if default.constant => quote!(Self::#ident),
        _ => quote!(Self::#ident()),
    };
    let value = if boxed { quote!(Box::new(#value)) } else { value };
    quote!(#local.or_else(|| Some(#value)))
}
