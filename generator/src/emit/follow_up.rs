//! Methods that call another one with what an answer has.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::rust::{FollowUp, FollowUpStep, FollowUpValue, Resource};

use super::{head, resource, types};

/// The methods of a resource, in an `impl` of their own; none where there are no links.
pub(super) fn methods(resource: &Resource) -> Option<TokenStream> {
    let ident = &resource.ident;
    let methods = resource.follow_ups.iter().map(method);
    (!resource.follow_ups.is_empty()).then(|| quote!(impl #ident { #(#methods)* }))
}

fn method(follow_up: &FollowUp) -> TokenStream {
    let docs = head::docs(&follow_up.docs);
    let (ident, method) = (&follow_up.ident, &follow_up.method);
    let from = format_ident!("{}", follow_up.from);
    let source = types::qualified(&follow_up.source);
    let given = follow_up.given.iter().map(resource::argument);
    let params = follow_up.params.iter().map(|(argument, ty)| quote!(#argument: #ty));
    let params = given.chain(params);
    let arguments = follow_up.arguments.iter().map(|value| argument(&from, value));
    let arguments = arguments.chain(follow_up.params.iter().map(|(argument, _)| quote!(#argument)));
    let output = (follow_up.answer.ty.as_ref()).map_or_else(|| quote!(()), types::qualified);
    let call = quote!(self.#method(#(#arguments),*));
    let (output, call) = if follow_up.is_optional {
        (quote!(Option<http::Call<#output>>), quote!(Some(#call)))
    } else {
        (quote!(http::Call<#output>), call)
    };
    quote! {
        #docs
        pub fn #ident(&self, #from: &#source #(, #params)*) -> #output {
            #call
        }
    }
}

fn argument(from: &proc_macro2::Ident, value: &FollowUpValue) -> TokenStream {
    let path = |steps: &[FollowUpStep]| {
        steps
            .iter()
            .fold(quote!(#from), |before, FollowUpStep { field, is_optional }| {
                if *is_optional {
                    quote!(#before.#field.as_ref()?)
                } else {
                    quote!(#before.#field)
                }
            })
    };
    match value {
        FollowUpValue::Borrowed(steps) => match steps.split_last() {
            // A reference already.
            Some((last, _)) if last.is_optional => path(steps),
            _ => {
                let path = path(steps);
                quote!(&#path)
            }
        },
        FollowUpValue::Copied(steps) => match steps.split_last() {
            Some((
                FollowUpStep {
                    field,
                    is_optional: true,
                },
                before,
            )) => {
                let path = path(before);
                quote!(#path.#field?)
            }
            _ => path(steps),
        },
        FollowUpValue::Text(text) => quote!(#text),
        FollowUpValue::Given(argument) => quote!(#argument),
    }
}
