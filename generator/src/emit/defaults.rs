//! Defaults: constants, and functions where a value has to be made.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use crate::rust::{DefaultItem, Ident, Literal};

use super::{head, types, validate};

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
        let ty = match default.value {
            Literal::Text(_) => quote!(&'static str),
            _ => ty,
        };
        let value = match &default.value {
            Literal::Text(text) => quote!(#text),
            value => expression(value, path),
        };
        quote!(#docs pub const #ident: #ty = #value;)
    } else {
        let value = expression(&default.value, path);
        quote!(#docs #[must_use] pub fn #ident() -> #ty { #value })
    }
}

/// The default where a value may be absent: `.or(Some(Self::DEFAULT_STEALTH))`.
pub(super) fn filled(local: &Ident, default: &DefaultItem) -> TokenStream {
    let ident = &default.ident;
    match &default.value {
        Literal::Text(_) => quote!(#local.or_else(|| Some(Self::#ident.to_owned()))),
        _ if default.constant => quote!(#local.or(Some(Self::#ident))),
        _ => quote!(#local.or_else(|| Some(Self::#ident()))),
    }
}

/// The same for a value of three states, of which only absence is filled.
pub(super) fn filled_nullable(local: &Ident, default: &DefaultItem) -> TokenStream {
    let ident = &default.ident;
    let value = match &default.value {
        Literal::Text(_) => quote!(Self::#ident.to_owned()),
        _ if default.constant => quote!(Self::#ident),
        _ => quote!(Self::#ident()),
    };
    quote! {
        let #local = match #local {
            json::Nullable::Absent => json::Nullable::Value(#value),
            there => there,
        };
    }
}

fn expression(value: &Literal, path: &TokenStream) -> TokenStream {
    match value {
        Literal::Bool(value) => quote!(#value),
        Literal::Integer(value) => validate::integer(*value),
        Literal::Float(value) => float(*value),
        Literal::Text(text) => quote!(#text.to_owned()),
        Literal::Variant(ty, variant) => quote!(#path #ty::#variant),
        Literal::List(items) if items.is_empty() => quote!(Vec::new()),
        Literal::List(items) => {
            let items = items.iter().map(|item| expression(item, path));
            quote!(vec![#(#items),*])
        }
        Literal::EmptyMap(None) => quote!(BTreeMap::new()),
        Literal::EmptyMap(Some(alias)) => quote!(#path #alias::new()),
        Literal::Map(alias, entries) => {
            let map = alias
                .as_ref()
                .map_or_else(|| quote!(BTreeMap), |alias| quote!(#path #alias));
            let entries = entries.iter().map(|(name, value)| {
                let value = expression(value, path);
                quote!((#name.to_owned(), #value))
            });
            quote!(#map::from([#(#entries),*]))
        }
        Literal::Tuple(items) => {
            let items = items.iter().map(|item| expression(item, path));
            quote!((#(#items),*))
        }
        Literal::Struct { ident, fields, others } => {
            let rest = others.then(|| quote!(..#path #ident::default()));
            if fields.is_empty() {
                return quote!(#path #ident::default());
            }
            let fields = fields.iter().map(|(field, optional, value)| {
                let value = expression(value, path);
                let value = if *optional { quote!(Some(#value)) } else { value };
                quote!(#field: #value)
            });
            quote!(#path #ident { #(#fields,)* #rest })
        }
    }
}

/// A number with a point, its digits in groups of three.
fn float(value: f64) -> TokenStream {
    let sign = value.is_sign_negative().then(|| quote!(-));
    let text = format!("{:?}", value.abs());
    let grouped = match text.split_once('.') {
        Some((whole, part)) if whole.len() > 4 && part == "0" => {
            let mut digits = String::new();
            for (index, digit) in whole.chars().enumerate() {
                if index > 0 && (whole.len() - index).is_multiple_of(3) {
                    digits.push('_');
                }
                digits.push(digit);
            }
            format!("{digits}.0")
        }
        _ => text,
    };
    let token: Option<Token> = grouped.parse().ok();
    quote!(#sign #token)
}
