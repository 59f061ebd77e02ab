//! Headers that are received: the field, and what reads it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{HeaderShape, ReceivedHeader};

use super::{head, types};

/// The field.
pub(super) fn field(header: &ReceivedHeader) -> TokenStream {
    let docs = head::docs(&header.docs);
    let ident = &header.ident;
    let ty = types::qualified(&header.ty);
    quote!(#docs pub #ident: Option<#ty>)
}

/// The field with the value that an answer of this name has.
pub(super) fn of_answer(header: &ReceivedHeader, answer: &TokenStream) -> TokenStream {
    let (ident, name) = (&header.ident, &header.wire_name);
    if let Some(shape) = &header.shape {
        let shape = self::shape(shape);
        quote!(#ident: #answer.header_as(#name, &#shape))
    } else {
        quote!(#ident: #answer.header(#name))
    }
}

/// The field with the value that a function `header` finds.
pub(super) fn of_request(header: &ReceivedHeader) -> TokenStream {
    let (ident, name) = (&header.ident, &header.wire_name);
    if let Some(shape) = &header.shape {
        let shape = self::shape(shape);
        quote!(#ident: header(#name).and_then(|text| #shape.read(&[text])))
    } else {
        quote!(#ident: header(#name).and_then(|text| text.trim().parse().ok()))
    }
}

/// The constant that says how a value looks.
fn shape(shape: &HeaderShape) -> TokenStream {
    match shape {
        HeaderShape::Text => quote!(json::Simple::Text),
        HeaderShape::Number => quote!(json::Simple::Number),
        HeaderShape::Bool => quote!(json::Simple::Bool),
        HeaderShape::Json => quote!(json::Simple::Json),
        HeaderShape::List(item) => {
            let item = self::shape(item);
            quote!(json::Simple::List(&#item))
        }
        HeaderShape::Lines(item) => {
            let item = self::shape(item);
            quote!(json::Simple::Lines(&#item))
        }
        HeaderShape::Object {
            explode,
            members,
            others,
        } => {
            let members = members.iter().map(|(name, member)| {
                let member = self::shape(member);
                quote!((#name, #member))
            });
            let others = self::shape(others);
            quote! {
                json::Simple::Object {
                    explode: #explode,
                    members: &[#(#members),*],
                    others: &#others,
                }
            }
        }
    }
}
