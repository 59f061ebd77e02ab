//! Enums of strings: the definition, the way to and from text, and JSON.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::Enumeration;

use super::{head, validate};

/// Everything about one enum.
pub(super) fn items(enumeration: &Enumeration) -> Vec<TokenStream> {
    let ident = &enumeration.head.ident;
    let mut items = vec![
        definition(enumeration),
        as_str(enumeration),
        from_str(enumeration),
        quote! {
            impl From<String> for #ident {
                fn from(text: String) -> Self {
                    Self::from(text.as_str())
                }
            }
        },
        quote! {
            impl fmt::Display for #ident {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str(self.as_str())
                }
            }
        },
        quote! {
            impl json::FromJson for #ident {
                fn read(r: &mut json::Reader<'_>) -> Result<Self, json::DecodeError> {
                    Ok(Self::from(&*r.string()?))
                }
            }
        },
        quote! {
            impl json::ToJson for #ident {
                fn write(&self, w: &mut json::Writer) {
                    w.string(self.as_str());
                }
            }
        },
        quote!(json::serde_impls!(#ident);),
    ];
    items.extend(validate::subject(&enumeration.head));
    items
}

fn definition(enumeration: &Enumeration) -> TokenStream {
    let head = head::head(&enumeration.head);
    let ident = &enumeration.head.ident;
    let variants = enumeration.variants.iter().map(|variant| {
        let docs = head::docs(&variant.docs);
        let deprecated = head::deprecated(variant.deprecated.as_ref());
        let ident = &variant.ident;
        quote!(#docs #deprecated #ident)
    });
    quote! {
        #head
        pub enum #ident {
            #(#variants,)*
            #[doc = " A value that the document does not know, as it came."]
            Unknown(String),
        }
    }
}

fn as_str(enumeration: &Enumeration) -> TokenStream {
    let ident = &enumeration.head.ident;
    let arms = enumeration.variants.iter().map(|variant| {
        let (ident, wire_name) = (&variant.ident, &variant.wire_name);
        quote!(Self::#ident => #wire_name)
    });
    quote! {
        impl #ident {
            #[doc = " The value as it is sent."]
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(#arms,)*
                    Self::Unknown(text) => text,
                }
            }
        }
    }
}

fn from_str(enumeration: &Enumeration) -> TokenStream {
    let ident = &enumeration.head.ident;
    let arms = enumeration.variants.iter().map(|variant| {
        let (ident, wire_name) = (&variant.ident, &variant.wire_name);
        quote!(#wire_name => Self::#ident)
    });
    quote! {
        impl From<&str> for #ident {
            fn from(text: &str) -> Self {
                match text {
                    #(#arms,)*
                    _ => Self::Unknown(text.to_owned()),
                }
            }
        }
    }
}
