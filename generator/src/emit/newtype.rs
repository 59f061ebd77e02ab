//! Structs around a list, map or tuple that contains itself.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{Newtype, RustType};

use super::{head, types, validate};

/// Everything about one such struct.
pub(super) fn items(newtype: &Newtype) -> Vec<TokenStream> {
    let head = head::head(&newtype.head);
    let ident = &newtype.head.ident;
    let ty = types::local(&newtype.ty);
    let mut items = vec![
        quote!(#head pub struct #ident(pub #ty);),
        conversion(newtype),
        quote! {
            impl json::FromJson for #ident {
                fn read(r: &mut json::Reader<'_>) -> Result<Self, json::DecodeError> {
                    json::FromJson::read(r).map(Self)
                }
            }
        },
        quote! {
            impl json::ToJson for #ident {
                fn write(&self, w: &mut json::Writer) {
                    self.0.write(w);
                }
            }
        },
        quote!(json::serde_impls!(#ident);),
    ];
    items.extend(validate::newtype(newtype));
    items
}

fn conversion(newtype: &Newtype) -> TokenStream {
    let ident = &newtype.head.ident;
    let (ty, value) = if let RustType::Boxed(inner) = &newtype.ty {
        (types::local(inner), quote!(Box::new(value)))
    } else {
        (types::local(&newtype.ty), quote!(value))
    };
    quote! {
        impl From<#ty> for #ident {
            fn from(value: #ty) -> Self {
                Self(#value)
            }
        }
    }
}
