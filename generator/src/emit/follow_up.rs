//! Methods that call another one with what an answer has.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{FollowUp, FollowUpValue, Ident, Resource};

use super::{head, types};

/// The methods of a resource, in an `impl` of their own; none where there are no links.
pub(super) fn methods(resource: &Resource) -> Option<TokenStream> {
    let ident = &resource.ident;
    let methods = resource.follow_ups.iter().map(method);
    (!resource.follow_ups.is_empty()).then(|| quote!(impl #ident { #(#methods)* }))
}

fn method(follow_up: &FollowUp) -> TokenStream {
    let docs = head::docs(&follow_up.docs);
    let (ident, method) = (&follow_up.ident, &follow_up.method);
    let source = types::qualified(&follow_up.source);
    let params = follow_up.params.iter().map(|(argument, ty)| quote!(#argument: #ty));
    let arguments = follow_up.arguments.iter().map(argument);
    let arguments = arguments.chain(follow_up.params.iter().map(|(argument, _)| quote!(#argument)));
    let output = (follow_up.answer.ty.as_ref()).map_or_else(|| quote!(()), types::qualified);
    quote! {
        #docs
        pub fn #ident(&self, from: &#source #(, #params)*) -> http::Call<#output> {
            self.#method(#(#arguments),*)
        }
    }
}

fn argument(value: &FollowUpValue) -> TokenStream {
    let path = |fields: &[Ident]| quote!(from #(.#fields)*);
    match value {
        FollowUpValue::Borrowed(fields) => {
            let path = path(fields);
            quote!(&#path)
        }
        FollowUpValue::Copied(fields) => path(fields),
        FollowUpValue::Text(text) => quote!(#text),
    }
}
