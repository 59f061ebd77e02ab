//! Types: short names in the files of `types`, `types::Name` elsewhere.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::rust::{Alias, RustType};

use super::head;

/// A type as the files of `types` spell it.
pub(super) fn local(ty: &RustType) -> TokenStream {
    spell(ty, &TokenStream::new())
}

/// A type as the rest of the crate spells it.
pub(super) fn qualified(ty: &RustType) -> TokenStream {
    spell(ty, &quote!(types::))
}

/// A type, `path` standing before the names of types.
pub(super) fn spell(ty: &RustType, path: &TokenStream) -> TokenStream {
    let inner = |inner: &RustType| spell(inner, path);
    match ty {
        RustType::Primitive(name) => {
            let name = format_ident!("{name}");
            quote!(#name)
        }
        RustType::String => quote!(String),
        RustType::Json(name) => {
            let name = format_ident!("{name}");
            quote!(json::#name)
        }
        RustType::Foreign(path) => foreign(path),
        RustType::Bytes => quote!(http::Bytes),
        RustType::File => quote!(http::File),
        RustType::Any => quote!(json::Value),
        RustType::Never => quote!(json::Never),
        RustType::Named(ident) => quote!(#path #ident),
        RustType::Local(ident) => quote!(#ident),
        RustType::Stream(name, value) => {
            let (name, value) = (format_ident!("{name}"), inner(value));
            quote!(stream::#name<#value>)
        }
        RustType::Event => quote!(stream::Event),
        RustType::Option(value) => {
            let value = inner(value);
            quote!(Option<#value>)
        }
        RustType::Nullable(value) => {
            let value = inner(value);
            quote!(json::Nullable<#value>)
        }
        RustType::Vec(value) => {
            let value = inner(value);
            quote!(Vec<#value>)
        }
        RustType::Map(value) => {
            let value = inner(value);
            quote!(BTreeMap<String, #value>)
        }
        RustType::Tuple(items) => {
            let items = items.iter().map(inner);
            quote!((#(#items,)*))
        }
        RustType::Boxed(value) => {
            let value = inner(value);
            quote!(Box<#value>)
        }
    }
}

/// A type of another crate. A name that a file of ours may have brought into scope itself is written from the root.
pub(super) fn foreign(path: &str) -> TokenStream {
    const OURS: [&str; 13] = [
        "assertion",
        "checks",
        "ecma",
        "fmt",
        "foreign",
        "format",
        "http",
        "json",
        "pattern",
        "responses",
        "stream",
        "types",
        "validate",
    ];
    let root = path.split("::").next().unwrap_or_default();
    let path = if OURS.contains(&root) {
        format!("::{path}")
    } else {
        path.to_owned()
    };
    path.parse().expect("the path of a type was checked when it was read")
}

/// A `type` item.
pub(super) fn alias(alias: &Alias) -> TokenStream {
    let head = head::head(&alias.head);
    let ident = &alias.head.ident;
    let ty = local(&alias.ty);
    quote!(#head pub type #ident = #ty;)
}
