//! Enums of types: the definition, the choice of the member while reading, and JSON.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::rust::JsonKind;
use crate::rust::{Fitting, RustType, Union, UnionStrategy, UnionVariant};

use super::{head, redacted, types, validate};

/// Everything about one union.
pub(super) fn items(union: &Union) -> Vec<TokenStream> {
    let ident = &union.head.ident;
    let mut items = vec![definition(union)];
    items.extend(conversions(union));
    items.extend(redacted::of_union(union));
    items.push(from_json(union));
    items.push(to_json(union));
    items.push(quote!(json::serde_impls!(#ident);));
    items.extend(validate::union(union));
    items
}

fn definition(union: &Union) -> TokenStream {
    let head = head::head(&union.head);
    let ident = &union.head.ident;
    let variants = union.variants.iter().map(|variant| {
        let docs = head::docs(&variant.docs);
        let deprecated = head::deprecated(variant.deprecated.as_ref());
        let ident = &variant.ident;
        let ty = types::local(&variant.ty);
        quote!(#docs #deprecated #ident(#ty))
    });
    let unknown = union.open.then(|| {
        quote! {
            #[doc = " A member with a tag that the document does not know, as it came."]
            Unknown(json::Value)
        }
    });
    let variants = variants.chain(unknown);
    quote!(#head pub enum #ident { #(#variants),* })
}

fn conversions(union: &Union) -> impl Iterator<Item = TokenStream> {
    let ident = &union.head.ident;
    union
        .variants
        .iter()
        .filter(|variant| variant.from)
        .map(move |variant| {
            let name = &variant.ident;
            let (ty, value) = match &variant.ty {
                RustType::Boxed(inner) => (types::local(inner), quote!(Box::new(value))),
                ty => (types::local(ty), quote!(value)),
            };
            quote! {
                impl From<#ty> for #ident {
                    fn from(value: #ty) -> Self {
                        Self::#name(#value)
                    }
                }
            }
        })
}

fn from_json(union: &Union) -> TokenStream {
    let ident = &union.head.ident;
    let body = match &union.strategy {
        UnionStrategy::Tag {
            property,
            tags,
            required,
            others,
        } => {
            let arms = tags.iter().map(|(tags, index)| {
                let variant = &union.variants[*index].ident;
                quote!(Some(#(#tags)|*) => json::FromJson::read(r).map(Self::#variant))
            });
            let unknown = union
                .open
                .then(|| quote!(Some(_) => json::FromJson::read(r).map(Self::Unknown),));
            let rest = if let Some(index) = others {
                let variant = &union.variants[*index].ident;
                quote!(_ => json::FromJson::read(r).map(Self::#variant))
            } else if *required {
                quote!(#unknown None => Err(r.missing(#property)))
            } else {
                let trial = trial(union);
                quote!(#unknown None => { #trial })
            };
            quote! {
                match r.peek_tag(#property)?.as_deref() {
                    #(#arms,)*
                    #rest,
                }
            }
        }
        UnionStrategy::Kind { kinds, expected } => {
            let arms = kinds.iter().map(|(kinds, index)| {
                let variant = &union.variants[*index].ident;
                let kinds = kinds.iter().map(|kind| kind_ident(*kind));
                quote!(#(json::Kind::#kinds)|* => json::FromJson::read(r).map(Self::#variant))
            });
            quote! {
                match r.peek_kind()? {
                    #(#arms,)*
                    _ => Err(r.unexpected(#expected)),
                }
            }
        }
        UnionStrategy::Key { keys } => by_key(union, keys),
        UnionStrategy::Trial => trial(union),
    };
    quote! {
        impl json::FromJson for #ident {
            fn read(r: &mut json::Reader<'_>) -> Result<Self, json::DecodeError> {
                #body
            }
        }
    }
}

/// Looking for the property of a member.
fn by_key(union: &Union, keys: &[(String, usize)]) -> TokenStream {
    let names = keys.iter().map(|(key, _)| key);
    let readers = keys.iter().map(|(_, index)| reader(&union.variants[*index]));
    let read = match (several(union), union.fitting) {
        (Some(several), _) => quote!(#several r.by_keys(keys, members, several)),
        (None, Some(Fitting::One)) if validate::told_by_constraints(union) => {
            quote!(r.by_fitting_key(keys, members, |value| validate::keeps(value, Self::check_member)))
        }
        (None, Some(Fitting::One)) => quote!(r.by_key(keys, members)),
        (None, _) => quote!(r.by_any_key(keys, members)),
    };
    quote! {
        let keys = &[#(#names),*];
        let members: &[json::Alternative<Self>] = &[#(#readers),*];
        #read
    }
}

/// Trying all members.
fn trial(union: &Union) -> TokenStream {
    let readers = union.members().iter().map(reader);
    let read = several(union).map_or_else(
        || quote!(r.trial(members)),
        |several| quote!(#several r.several(members, several)),
    );
    quote! {
        let members: &[json::Alternative<Self>] = &[#(#readers),*];
        #read
    }
}

/// The reader of what is several members at once, if there is such a variant.
fn several(union: &Union) -> Option<TokenStream> {
    let variant = union.variants.last().filter(|_| union.combined)?;
    let reader = reader(variant);
    Some(quote!(let several: json::Alternative<Self> = #reader;))
}

/// What reads a variant.
fn reader(variant: &UnionVariant) -> TokenStream {
    let ident = &variant.ident;
    quote!(|r| json::FromJson::read(r).map(Self::#ident))
}

fn kind_ident(kind: JsonKind) -> proc_macro2::Ident {
    match kind {
        JsonKind::Bool => format_ident!("Bool"),
        JsonKind::Number => format_ident!("Number"),
        JsonKind::String => format_ident!("String"),
        JsonKind::Array => format_ident!("Array"),
        JsonKind::Object => format_ident!("Object"),
    }
}

fn to_json(union: &Union) -> TokenStream {
    let ident = &union.head.ident;
    let arms = union.variants.iter().map(|variant| {
        let name = &variant.ident;
        let write = variant.tag.as_ref().map_or_else(
            || quote!(value.write(w)),
            |(property, tag)| quote!(w.tagged(#property, #tag, value)),
        );
        quote!(Self::#name(value) => #write)
    });
    let unknown = union.open.then(|| quote!(Self::Unknown(value) => value.write(w),));
    quote! {
        impl json::ToJson for #ident {
            fn write(&self, w: &mut json::Writer) {
                match self {
                    #(#arms,)*
                    #unknown
                }
            }
        }
    }
}
