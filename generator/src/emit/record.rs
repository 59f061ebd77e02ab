//! Structs: the definition, constructors, and the table that takes it to and from JSON.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{Alternative, Argument, Constructor, DefaultItem, Field, Group, Presence, Record, Rest, RustType};

use super::{defaults, head, record_json, redacted, types, validate};

/// Everything about one struct.
pub(super) fn items(record: &Record) -> Vec<TokenStream> {
    let mut items = vec![definition(record)];
    items.extend(record.groups.iter().map(group));
    items.extend(constructors(record));
    items.extend(defaults(record));
    items.extend(redacted::debug(record));
    items.push(record_json::read(record));
    items.push(record_json::write(record));
    let ident = &record.head.ident;
    items.push(quote!(json::serde_impls!(#ident);));
    items.extend(validate::record(record));
    items
}

fn definition(record: &Record) -> TokenStream {
    let head = head::head(&record.head);
    let ident = &record.head.ident;
    let groups = record.groups.iter().map(|group| {
        let docs = head::docs(&group.docs);
        let (field, ty) = (&group.field, &group.ident);
        quote!(#docs pub #field: #ty)
    });
    let fields = record.fields.iter().map(|field| struct_field(field, &quote!(pub)));
    let rest = match &record.rest {
        Rest::Kept {
            docs, names, values, ..
        } => {
            let docs = head::docs(docs);
            let ident = &names.name;
            let values = types::local(values);
            Some(quote! {
                #docs
                pub #ident: BTreeMap<String, #values>
            })
        }
        Rest::Ignored | Rest::Refused => None,
    };
    let members = groups.chain(fields).chain(rest);
    quote!(#head pub struct #ident { #(#members),* })
}

fn struct_field(field: &Field, visibility: &TokenStream) -> TokenStream {
    let docs = head::docs(&field.docs);
    let deprecated = head::deprecated(field.deprecated.as_ref());
    let ident = &field.ident;
    let ty = types::local(&field.ty);
    quote!(#docs #deprecated #visibility #ident: #ty)
}

fn group(group: &Group) -> TokenStream {
    let docs = head::docs(&group.docs);
    let derives = head::derives(&group.derives);
    let ident = &group.ident;
    let variants = group.alternatives.iter().map(|alternative| {
        let variant = &alternative.variant;
        if let [field] = alternative.fields.as_slice() {
            let docs = head::docs(&field.docs);
            let deprecated = head::deprecated(field.deprecated.as_ref());
            let ty = types::local(&field.ty);
            quote!(#docs #deprecated #variant(#ty))
        } else {
            let docs = head::docs(&alternative.docs);
            let fields = alternative
                .fields
                .iter()
                .map(|field| struct_field(field, &TokenStream::new()));
            quote!(#docs #variant { #(#fields),* })
        }
    });
    quote!(#docs #derives pub enum #ident { #(#variants),* })
}

fn defaults(record: &Record) -> Option<TokenStream> {
    let defaults: Vec<&DefaultItem> = record
        .fields
        .iter()
        .filter_map(|field| field.default.as_ref())
        .collect();
    defaults::items(&record.head.ident, &defaults, &TokenStream::new())
}

/// The functions that make a struct.
fn constructors(record: &Record) -> Option<TokenStream> {
    let ident = &record.head.ident;
    let methods = record.constructors.iter().map(|it| constructor(record, it));
    (!record.constructors.is_empty()).then(|| quote!(impl #ident { #(#methods)* }))
}

fn constructor(record: &Record, constructor: &Constructor) -> TokenStream {
    let docs = head::docs(&constructor.docs);
    let name = constructor
        .ident
        .as_ref()
        .map_or_else(|| quote!(new), |ident| quote!(#ident));
    let parameters = constructor.arguments.iter().map(|Argument { ident, ty }| {
        if *ty == RustType::String {
            quote!(#ident: impl Into<String>)
        } else {
            let ty = types::local(ty);
            quote!(#ident: #ty)
        }
    });
    let groups = record.groups.iter().zip(constructor.choice).map(|(group, choice)| {
        let field = &group.field;
        let value = chosen(group, &group.alternatives[choice]);
        quote!(#field: #value)
    });
    let fields = record.fields.iter().map(|field| {
        let ident = &field.ident;
        match field.presence {
            Presence::Required => named(field),
            Presence::Optional | Presence::RequiredNullable => quote!(#ident: None),
            Presence::OptionalNullable => quote!(#ident: json::Nullable::Absent),
        }
    });
    let rest = match &record.rest {
        Rest::Kept { names, .. } => {
            let ident = &names.name;
            Some(quote!(#ident: BTreeMap::new()))
        }
        Rest::Ignored | Rest::Refused => None,
    };
    let members = groups.chain(fields).chain(rest);
    quote! {
        #docs
        #[must_use]
        pub fn #name(#(#parameters),*) -> Self {
            Self { #(#members),* }
        }
    }
}

/// A variant of a group's enum, from the arguments of a constructor.
fn chosen(group: &Group, alternative: &Alternative) -> TokenStream {
    let (ty, variant) = (&group.ident, &alternative.variant);
    if let [only] = alternative.fields.as_slice() {
        let value = passed(only);
        quote!(#ty::#variant(#value))
    } else {
        let fields = alternative.fields.iter().map(named);
        quote!(#ty::#variant { #(#fields),* })
    }
}

/// A field that is set from the argument of its name.
fn named(field: &Field) -> TokenStream {
    let ident = &field.ident;
    if field.ty == RustType::String {
        let value = passed(field);
        quote!(#ident: #value)
    } else {
        quote!(#ident)
    }
}

/// What an argument was called with.
fn passed(field: &Field) -> TokenStream {
    let ident = &field.ident;
    if field.ty == RustType::String {
        quote!(#ident.into())
    } else {
        quote!(#ident)
    }
}
