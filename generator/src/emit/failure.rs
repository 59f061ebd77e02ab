//! Error responses: the struct and how it is read from an answer.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{Decode, Failure, RustType};

use super::{SourceFile, head, header, types};

/// The file of one error response.
pub(super) fn file(failure: &Failure) -> SourceFile {
    let mut items = Vec::new();
    if failure.body.is_some() {
        items.push(quote!(
            use std::any::Any;
        ));
    }
    let in_xml = failure
        .body
        .as_ref()
        .is_some_and(|(_, _, decode)| matches!(decode, Decode::Xml(_)));
    if in_xml {
        items.push(quote!(
            use crate::elements;
        ));
    }
    let xml = in_xml.then(|| quote!(, xml));
    items.push(quote!(use crate::runtime::{http, json #xml};));
    if failure.types().any(RustType::mentions_types) {
        items.push(quote!(
            use crate::types;
        ));
    }
    if failure.types().any(RustType::mentions_map) {
        items.push(quote!(
            use std::collections::BTreeMap;
        ));
    }
    items.push(definition(failure));
    items.push(decode(failure));
    SourceFile {
        path: format!("src/responses/{}.rs", failure.module.bare()),
        docs: vec![format!("[`{}`].", failure.head.ident)],
        attributes: head::silence_deprecated(failure.uses_deprecated),
        items,
    }
}

fn definition(failure: &Failure) -> TokenStream {
    let head = head::head(&failure.head);
    let ident = &failure.head.ident;
    let body = failure.body.iter().map(|(ident, ty, _)| {
        let ty = types::qualified(ty);
        quote! {
            #[doc = " The body."]
            pub #ident: #ty
        }
    });
    let headers = failure.headers.iter().map(header::field);
    let members = body.chain(headers);
    quote!(#head pub struct #ident { #(#members),* })
}

fn decode(failure: &Failure) -> TokenStream {
    let ident = &failure.head.ident;
    let body = failure.body.iter().map(|(ident, _, kind)| {
        let read = match kind {
            Decode::Json => quote!(reply.json()?),
            Decode::Xml(element) => quote!(xml::from_slice(reply.body(), &elements::#element)?),
            Decode::Text => quote!(String::from_utf8_lossy(reply.body()).into_owned()),
            Decode::Bytes | Decode::Stream(_) | Decode::Empty => quote!(reply.body().clone()),
        };
        quote!(#ident: #read)
    });
    let reply = quote!(reply);
    let headers = (failure.headers.iter()).map(|header| header::of_answer(header, &reply));
    let members: Vec<_> = body.chain(headers).collect();
    let argument = if members.is_empty() { quote!(_) } else { quote!(reply) };
    let erased = if let Some((ident, _, _)) = &failure.body {
        quote!(Some(&self.#ident))
    } else {
        quote!(None)
    };
    let any = if failure.body.is_some() {
        quote!(Any)
    } else {
        quote!(std::any::Any)
    };
    quote! {
        impl http::ErrorResponse for #ident {
            fn decode(#argument: &http::Reply) -> Result<Self, json::DecodeError> {
                Ok(Self { #(#members),* })
            }

            fn body(&self) -> Option<&dyn #any> {
                #erased
            }
        }
    }
}
