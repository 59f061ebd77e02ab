//! The functions that check the arguments of methods.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::rust::{ArgumentChecks, RustType};

use super::{head, types, validate};

/// The function that checks the arguments of a method.
pub(super) fn function(checks: &ArgumentChecks) -> TokenStream {
    let docs = head::docs(&checks.docs);
    let (ident, walk) = (&checks.ident, &checks.walk);
    let arguments = checks.arguments.iter().map(|argument| {
        let ident = &argument.ident;
        match &argument.ty {
            RustType::String => quote!(#ident: &str),
            RustType::Vec(items) => {
                let items = types::qualified(items);
                quote!(#ident: &[#items])
            }
            RustType::Primitive(name) => {
                let name = format_ident!("{name}");
                quote!(#ident: #name)
            }
            ty => {
                let ty = types::qualified(ty);
                quote!(#ident: &#ty)
            }
        }
    });
    let steps = checks.arguments.iter().map(|argument| {
        let ident = &argument.ident;
        let value = match &argument.ty {
            RustType::String | RustType::Vec(_) | RustType::Primitive(_) => quote!(&#ident),
            _ => quote!(#ident),
        };
        let call = validate::named(&quote!(#walk), &argument.check, &argument.name, &value);
        if argument.check.has_statics() && checks.arguments.len() > 1 {
            quote!({ #call })
        } else {
            call
        }
    });
    quote! {
        #docs
        pub fn #ident(#(#arguments),*) -> Result<(), validate::Violations> {
            validate::Checks::of(|#walk| { #(#steps)* })
        }
    }
}
