//! Enums of listed values: the definition, the way to and from the values, and JSON.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::rust::{EnumLiteral, EnumOthers, EnumRepr, EnumVariant, Enumeration};

use super::{head, validate};

/// Everything about one enum.
pub(super) fn items(enumeration: &Enumeration) -> Vec<TokenStream> {
    let ident = &enumeration.head.ident;
    let mut items = vec![definition(enumeration)];
    items.extend(match enumeration.repr {
        EnumRepr::Text => text(enumeration),
        EnumRepr::Integer(ty) => integer(enumeration, ty),
        EnumRepr::Json => json(enumeration),
    });
    items.push(quote!(json::serde_impls!(#ident);));
    if enumeration.is_checked() {
        items.push(quote!(validate::open_enum!(#ident);));
    }
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
    let unknown = match (&enumeration.others, enumeration.repr) {
        (EnumOthers::Refused(_), _) => None,
        (EnumOthers::Kept { .. }, EnumRepr::Text) => Some(quote!(String)),
        (EnumOthers::Kept { .. }, EnumRepr::Integer(ty)) => Some(primitive(ty)),
        (EnumOthers::Kept { .. }, EnumRepr::Json) => Some(quote!(json::Value)),
    };
    let unknown = unknown.map(|ty| {
        quote! {
            #[doc = " A value that the document does not know, as it came."]
            Unknown(#ty),
        }
    });
    quote! {
        #head
        pub enum #ident {
            #(#variants,)*
            #unknown
        }
    }
}

fn text(enumeration: &Enumeration) -> Vec<TokenStream> {
    let ident = &enumeration.head.ident;
    let name = format_ident!("as_str");
    let as_str = match enumeration.others {
        EnumOthers::Kept { .. } => {
            let unknown = quote!(Self::Unknown(text) => text);
            getter(enumeration, &name, &quote!(&str), Some(&unknown))
        }
        EnumOthers::Refused(_) => getter(enumeration, &name, &quote!(&'static str), None),
    };
    let (arms, other) = (arms_from(enumeration), other(enumeration, &quote!(text.to_owned())));
    let from = match enumeration.others {
        EnumOthers::Kept { .. } => vec![
            quote! {
                impl From<&str> for #ident {
                    fn from(text: &str) -> Self {
                        match text { #(#arms,)* _ => #other, }
                    }
                }
            },
            quote! {
                impl From<String> for #ident {
                    fn from(text: String) -> Self {
                        Self::from(text.as_str())
                    }
                }
            },
        ],
        EnumOthers::Refused(_) => vec![quote! {
            impl FromStr for #ident {
                type Err = json::DecodeError;

                fn from_str(text: &str) -> Result<Self, Self::Err> {
                    match text { #(#arms,)* _ => #other, }
                }
            }
        }],
    };
    let read = match enumeration.others {
        EnumOthers::Kept { .. } => quote!(Ok(Self::from(&*r.string()?))),
        EnumOthers::Refused(_) => quote!(r.listed_text()),
    };
    let display = display(enumeration, &quote!(f.write_str(self.as_str())));
    let codec = codec(enumeration, &read, &quote!(w.string(self.as_str());));
    [vec![as_str], from, vec![display], codec].concat()
}

fn integer(enumeration: &Enumeration, ty: &str) -> Vec<TokenStream> {
    let name = format_ident!("as_{ty}");
    let ty = primitive(ty);
    let unknown = match enumeration.others {
        EnumOthers::Kept { .. } => Some(quote!(Self::Unknown(value) => *value)),
        EnumOthers::Refused(_) => None,
    };
    let as_integer = getter(enumeration, &name, &ty, unknown.as_ref());
    let from = conversion(enumeration, &ty, &quote!(value));
    let read = match enumeration.others {
        EnumOthers::Kept { .. } => quote!(<#ty as json::FromJson>::read(r).map(Self::from)),
        EnumOthers::Refused(_) => quote!(r.listed_value::<#ty, Self>()),
    };
    let display = display(enumeration, &quote!(fmt::Display::fmt(&self.#name(), f)));
    let codec = codec(enumeration, &read, &quote!(w.integer(self.#name());));
    [vec![as_integer, from, display], codec].concat()
}

fn json(enumeration: &Enumeration) -> Vec<TokenStream> {
    let value = quote!(json::Value);
    let ident = &enumeration.head.ident;
    let texts = enumeration.variants.iter().map(|variant| literal(&variant.value));
    let arms = enumeration.variants.iter().enumerate().map(|(index, variant)| {
        let index = proc_macro2::Literal::usize_unsuffixed(index);
        let found = found(enumeration, variant);
        quote!(Some(#index) => #found)
    });
    let other = other(enumeration, &quote!(value));
    let body = quote! {
        let listed = &[#(#texts),*];
        match value.index_in(listed) { #(#arms,)* _ => #other, }
    };
    let from = match enumeration.others {
        EnumOthers::Kept { .. } => quote! {
            impl From<#value> for #ident {
                fn from(value: #value) -> Self { #body }
            }
        },
        EnumOthers::Refused(_) => quote! {
            impl TryFrom<#value> for #ident {
                type Error = json::DecodeError;

                fn try_from(value: #value) -> Result<Self, Self::Error> { #body }
            }
        },
    };
    let read = match enumeration.others {
        EnumOthers::Kept { .. } => quote!(<#value as json::FromJson>::read(r).map(Self::from)),
        EnumOthers::Refused(_) => quote!(r.listed_value::<#value, Self>()),
    };
    let display = display(
        enumeration,
        &quote!(f.write_str(&json::to_string(self).map_err(|_| fmt::Error)?)),
    );
    let arms = enumeration.variants.iter().map(|variant| {
        let (ident, text) = (&variant.ident, literal(&variant.value));
        quote!(Self::#ident => w.raw(#text))
    });
    let unknown = match enumeration.others {
        EnumOthers::Kept { .. } => quote!(Self::Unknown(value) => json::ToJson::write(value, w),),
        EnumOthers::Refused(_) => TokenStream::new(),
    };
    let codec = codec(enumeration, &read, &quote!(match self { #(#arms,)* #unknown }));
    [vec![from, display], codec].concat()
}

/// The method that gives the value, with what it gives for one that is not listed.
fn getter(enumeration: &Enumeration, name: &Ident, ty: &TokenStream, unknown: Option<&TokenStream>) -> TokenStream {
    let ident = &enumeration.head.ident;
    let arms = enumeration.variants.iter().map(|variant| {
        let (ident, value) = (&variant.ident, literal(&variant.value));
        quote!(Self::#ident => #value)
    });
    let unknown = unknown.map(|arm| quote!(#arm,));
    quote! {
        impl #ident {
            #[doc = " The value as it is sent."]
            #[must_use]
            pub fn #name(&self) -> #ty {
                match self { #(#arms,)* #unknown }
            }
        }
    }
}

/// The way from an integer.
fn conversion(enumeration: &Enumeration, ty: &TokenStream, value: &TokenStream) -> TokenStream {
    let ident = &enumeration.head.ident;
    let (arms, other) = (arms_from(enumeration), other(enumeration, value));
    match enumeration.others {
        EnumOthers::Kept { .. } => quote! {
            impl From<#ty> for #ident {
                fn from(value: #ty) -> Self {
                    match value { #(#arms,)* _ => #other, }
                }
            }
        },
        EnumOthers::Refused(_) => quote! {
            impl TryFrom<#ty> for #ident {
                type Error = json::DecodeError;

                fn try_from(value: #ty) -> Result<Self, Self::Error> {
                    match value { #(#arms,)* _ => #other, }
                }
            }
        },
    }
}

/// The arms from listed values to variants.
fn arms_from(enumeration: &Enumeration) -> Vec<TokenStream> {
    let arms = enumeration.variants.iter().map(|variant| {
        let (value, found) = (literal(&variant.value), found(enumeration, variant));
        quote!(#value => #found)
    });
    arms.collect()
}

/// The variant of a listed value.
fn found(enumeration: &Enumeration, variant: &EnumVariant) -> TokenStream {
    let ident = &variant.ident;
    match enumeration.others {
        EnumOthers::Kept { .. } => quote!(Self::#ident),
        EnumOthers::Refused(_) => quote!(Ok(Self::#ident)),
    }
}

/// What becomes of a value that is not listed.
fn other(enumeration: &Enumeration, value: &TokenStream) -> TokenStream {
    match &enumeration.others {
        EnumOthers::Kept { .. } => quote!(Self::Unknown(#value)),
        EnumOthers::Refused(expected) => quote!(Err(json::DecodeError::unlisted(#expected))),
    }
}

fn display(enumeration: &Enumeration, body: &TokenStream) -> TokenStream {
    let ident = &enumeration.head.ident;
    quote! {
        impl fmt::Display for #ident {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { #body }
        }
    }
}

fn codec(enumeration: &Enumeration, read: &TokenStream, write: &TokenStream) -> Vec<TokenStream> {
    let ident = &enumeration.head.ident;
    vec![
        quote! {
            impl json::FromJson for #ident {
                fn read(r: &mut json::Reader<'_>) -> Result<Self, json::DecodeError> { #read }
            }
        },
        quote! {
            impl json::ToJson for #ident {
                fn write(&self, w: &mut json::Writer) { #write }
            }
        },
    ]
}

fn literal(value: &EnumLiteral) -> TokenStream {
    match value {
        EnumLiteral::Text(text) => quote!(#text),
        EnumLiteral::Integer(value) => validate::integer(*value),
    }
}

fn primitive(name: &str) -> TokenStream {
    let name = format_ident!("{name}");
    quote!(#name)
}
