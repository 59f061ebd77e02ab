//! `webhooks.rs`: what the service sends by itself, and how it is read.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{Hook, Hooks, RustType};

use super::{SourceFile, head, types};

/// The file.
pub(super) fn file(hooks: &Hooks) -> SourceFile {
    let mut items = Vec::new();
    if hooks.types().any(RustType::mentions_map) {
        items.push(quote!(
            use std::collections::BTreeMap;
        ));
    }
    if hooks.types().next().is_some() {
        items.push(quote!(
            use crate::runtime::json;
        ));
    }
    if hooks.types().any(RustType::mentions_types) {
        items.push(quote!(
            use crate::types;
        ));
    }
    if let Some((docs, ty)) = &hooks.event {
        items.push(reader(docs, ty));
    }
    items.extend(hooks.items.iter().flat_map(item));
    if !hooks.headers.is_empty() {
        items.push(headers(hooks));
    }
    SourceFile {
        path: "src/webhooks.rs".to_owned(),
        docs: hooks.docs.clone(),
        attributes: head::silence_deprecated(hooks.uses_deprecated),
        items,
    }
}

fn reader(docs: &[String], ty: &RustType) -> TokenStream {
    let docs = head::docs(docs);
    let ty = types::qualified(ty);
    quote! {
        #docs
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #[doc = " When the body is not JSON, or not of this form."]
        pub fn from_json(body: &[u8]) -> Result<#ty, json::DecodeError> {
            json::from_slice(body)
        }
    }
}

fn item(hook: &Hook) -> [TokenStream; 2] {
    let head = head::head(&hook.head);
    let (ident, name) = (&hook.head.ident, &hook.name);
    let read = hook.body.as_ref().map(|ty| reader(&["Reads the body.".to_owned()], ty));
    [
        quote!(#head pub struct #ident;),
        quote! {
            impl #ident {
                #[doc = " Its name in the document."]
                pub const NAME: &'static str = #name;

                #read
            }
        },
    ]
}

/// The names of headers, in a module of their own.
fn headers(hooks: &Hooks) -> TokenStream {
    let constants = hooks.headers.iter().map(|header| {
        let docs = head::docs(&header.docs);
        let (ident, name) = (&header.ident, &header.wire_name);
        quote!(#docs pub const #ident: &str = #name;)
    });
    quote! {
        #[doc = " The names of the headers that come with webhooks and callbacks."]
        pub mod headers { #(#constants)* }
    }
}
