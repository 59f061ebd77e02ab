//! `webhooks.rs`: what the service sends by itself, and how it is read.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::rust::{Headers, Hook, Hooks, RustType, SignatureCheck};

use super::{SourceFile, head, header, signature, types};

/// The file.
pub(super) fn file(hooks: &Hooks) -> SourceFile {
    let mut items = Vec::new();
    if hooks.signature.as_ref().is_some_and(SignatureCheck::has_time) {
        items.push(quote!(
            use std::time::SystemTime;
        ));
    }
    if hooks.types().any(RustType::mentions_map) {
        items.push(quote!(
            use std::collections::BTreeMap;
        ));
    }
    let parts = [
        (needs_json(hooks), "json"),
        (hooks.items.iter().any(|hook| hook.key.is_some()), "same"),
        (signature::needs_sha1(hooks), "sha1"),
        (hooks.signature.is_some(), "signature"),
    ];
    let parts = parts.iter().filter(|(needed, _)| *needed);
    let parts: Vec<_> = parts.map(|(_, name)| format_ident!("{name}")).collect();
    match parts.as_slice() {
        [] => {}
        [only] => items.push(quote!(use crate::runtime::#only;)),
        several => items.push(quote!(use crate::runtime::{#(#several),*};)),
    }
    if hooks.types().any(RustType::mentions_types) {
        items.push(quote!(
            use crate::types;
        ));
    }
    if let Some(check) = &hooks.signature {
        items.extend(signature::verify(check));
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

/// Whether the module of JSON is named.
fn needs_json(hooks: &Hooks) -> bool {
    hooks.bodies().next().is_some()
        || hooks
            .received()
            .any(|header| header.shape.is_some() || header.ty.mentions_json())
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

fn item(hook: &Hook) -> Vec<TokenStream> {
    let head = head::head(&hook.head);
    let (ident, name) = (&hook.head.ident, &hook.name);
    let key = hook.key.as_deref().map(key);
    let read = hook.body.as_ref().map(|ty| reader(&["Reads the body.".to_owned()], ty));
    let headers = hook.headers.as_ref().map(headers_reader);
    let mut items = vec![
        quote!(#head pub struct #ident;),
        quote! {
            impl #ident {
                #[doc = " Its name in the document."]
                pub const NAME: &'static str = #name;

                #read

                #headers

                #key
            }
        },
    ];
    items.extend(hook.headers.as_ref().map(headers_struct));
    items
}

fn headers_struct(headers: &Headers) -> TokenStream {
    let docs = head::docs(&headers.docs);
    let ident = &headers.ident;
    let fields = headers.fields.iter().map(header::field);
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub struct #ident { #(#fields),* }
    }
}

fn headers_reader(headers: &Headers) -> TokenStream {
    let ident = &headers.ident;
    let fields = headers.fields.iter().map(header::of_request);
    quote! {
        #[doc = " Reads the headers; `header` finds the value of a header by its name, whose case does"]
        #[doc = " not count."]
        pub fn headers<'h>(header: impl Fn(&str) -> Option<&'h str>) -> #ident {
            #ident { #(#fields),* }
        }
    }
}

fn key(docs: &[String]) -> TokenStream {
    let docs = head::docs(docs);
    quote! {
        #docs
        pub fn has_key(presented: &str, key: &str) -> bool {
            same::same(presented.as_bytes(), key.as_bytes())
        }
    }
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
