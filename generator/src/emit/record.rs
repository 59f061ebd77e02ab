//! Structs: the definition, constructors, and the table that takes it to and from JSON.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{Alternative, Argument, Field, Group, Ident, Presence, Record, Rest, RustType};

use super::{head, record_json, redacted, types, validate};

/// Everything about one struct.
pub(super) fn items(record: &Record) -> Vec<TokenStream> {
    let mut items = vec![definition(record)];
    items.extend(record.groups.iter().map(group));
    items.extend(constructors(record));
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
        Rest::Kept { names, values } => {
            let ident = &names.name;
            let values = types::local(values);
            Some(quote! {
                #[doc = " The properties that the document does not name."]
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
            let names = alternative
                .fields
                .iter()
                .map(|field| format!("`{}`", field.wire_name))
                .collect::<Vec<_>>();
            let docs = head::docs(&[format!("{}.", names.join(" and "))]);
            let fields = alternative
                .fields
                .iter()
                .map(|field| struct_field(field, &TokenStream::new()));
            quote!(#docs #variant { #(#fields),* })
        }
    });
    quote!(#docs #derives pub enum #ident { #(#variants),* })
}

/// `new` for required fields, `by_…` for the choices of the first group.
fn constructors(record: &Record) -> Option<TokenStream> {
    let ident = &record.head.ident;
    let new = record
        .constructor
        .as_ref()
        .map(|arguments| constructor(record, arguments, None));
    let choices: Vec<TokenStream> = match record.groups.as_slice() {
        [group] => group
            .alternatives
            .iter()
            .map(|choice| by(record, group, choice))
            .collect(),
        _ => Vec::new(),
    };
    let methods: Vec<TokenStream> = new.into_iter().chain(choices).collect();
    (!methods.is_empty()).then(|| quote!(impl #ident { #(#methods)* }))
}

fn by(record: &Record, group: &Group, choice: &Alternative) -> TokenStream {
    let own: Vec<Argument> = choice
        .fields
        .iter()
        .map(|field| Argument {
            ident: field.ident.clone(),
            ty: field.ty.clone(),
        })
        .collect();
    let required = required(record);
    let arguments: Vec<Argument> = own.into_iter().chain(required).collect();
    constructor(record, &arguments, Some((group, choice)))
}

fn required(record: &Record) -> impl Iterator<Item = Argument> {
    record
        .fields
        .iter()
        .filter(|field| field.presence == Presence::Required)
        .map(|field| Argument {
            ident: field.ident.clone(),
            ty: field.ty.clone(),
        })
}

fn constructor(record: &Record, arguments: &[Argument], choice: Option<(&Group, &Alternative)>) -> TokenStream {
    let parameters = arguments.iter().map(|Argument { ident, ty }| {
        if *ty == RustType::String {
            quote!(#ident: impl Into<String>)
        } else {
            let ty = types::local(ty);
            quote!(#ident: #ty)
        }
    });
    let value = |ident: &Ident, ty: &RustType| {
        if *ty == RustType::String {
            quote!(#ident: #ident.into())
        } else {
            quote!(#ident)
        }
    };
    let fields = record.fields.iter().map(|field| match field.presence {
        Presence::Required => value(&field.ident, &field.ty),
        Presence::Optional | Presence::RequiredNullable => {
            let ident = &field.ident;
            quote!(#ident: None)
        }
        Presence::OptionalNullable => {
            let ident = &field.ident;
            quote!(#ident: json::Nullable::Absent)
        }
    });
    let rest = match &record.rest {
        Rest::Kept { names, .. } => {
            let ident = &names.name;
            Some(quote!(#ident: BTreeMap::new()))
        }
        Rest::Ignored | Rest::Refused => None,
    };
    let (name, docs, chosen) = match choice {
        None => (
            quote!(new),
            " Makes a value of its required properties.".to_owned(),
            None,
        ),
        Some((group, choice)) => {
            let names: Vec<String> = choice
                .fields
                .iter()
                .map(|field| format!("`{}`", field.wire_name))
                .collect();
            let (constructor, field, ty, variant) = (&choice.constructor, &group.field, &group.ident, &choice.variant);
            let inside = if let [only] = choice.fields.as_slice() {
                let ident = &only.ident;
                if only.ty == RustType::String {
                    quote!((#ident.into()))
                } else {
                    quote!((#ident))
                }
            } else {
                let inner = choice.fields.iter().map(|field| value(&field.ident, &field.ty));
                quote!({ #(#inner),* })
            };
            let docs = format!(" The choice of {}.", names.join(" and "));
            (quote!(#constructor), docs, Some(quote!(#field: #ty::#variant #inside)))
        }
    };
    let members = chosen.into_iter().chain(fields).chain(rest);
    quote! {
        #[doc = #docs]
        #[must_use]
        pub fn #name(#(#parameters),*) -> Self {
            Self { #(#members),* }
        }
    }
}
