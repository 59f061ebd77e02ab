//! Structs: the definition, constructors, and the table that takes it to and from JSON.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{Alternative, Argument, Field, Group, Ident, Presence, Record, Rest, RustType};

use super::{head, redacted, types, validate};

/// Everything about one struct.
pub(super) fn items(record: &Record) -> Vec<TokenStream> {
    let mut items = vec![definition(record)];
    items.extend(record.groups.iter().map(group));
    items.extend(constructors(record));
    items.extend(redacted::debug(record));
    items.push(from_json(record));
    items.push(to_json(record));
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
    let fields = record.fields.iter().map(|field| {
        let field = struct_field(field);
        quote!(pub #field)
    });
    let rest = match &record.rest {
        Rest::Kept { ident, values } => {
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

fn struct_field(field: &Field) -> TokenStream {
    let docs = head::docs(&field.docs);
    let deprecated = head::deprecated(field.deprecated.as_ref());
    let ident = &field.ident;
    let ty = types::local(&field.ty);
    quote!(#docs #deprecated #ident: #ty)
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
            let names = alternative.fields.iter().map(|field| format!("`{}`", field.wire_name)).collect::<Vec<_>>();
            let docs = head::docs(&[format!("{}.", names.join(" and "))]);
            let fields = alternative.fields.iter().map(struct_field);
            quote!(#docs #variant { #(#fields),* })
        }
    });
    quote!(#docs #derives pub enum #ident { #(#variants),* })
}

/// `new` for required fields, `by_…` for the choices of the first group.
fn constructors(record: &Record) -> Option<TokenStream> {
    let ident = &record.head.ident;
    let new = record.constructor.as_ref().map(|arguments| constructor(record, arguments, None));
    let choices: Vec<TokenStream> = match record.groups.as_slice() {
        [group] => group.alternatives.iter().map(|choice| by(record, group, choice)).collect(),
        _ => Vec::new(),
    };
    let methods: Vec<TokenStream> = new.into_iter().chain(choices).collect();
    (!methods.is_empty()).then(|| quote!(impl #ident { #(#methods)* }))
}

fn by(record: &Record, group: &Group, choice: &Alternative) -> TokenStream {
    let own: Vec<Argument> =
        choice.fields.iter().map(|field| Argument { ident: field.ident.clone(), ty: field.ty.clone() }).collect();
    let required = required(record);
    let arguments: Vec<Argument> = own.into_iter().chain(required).collect();
    constructor(record, &arguments, Some((group, choice)))
}

fn required(record: &Record) -> impl Iterator<Item = Argument> {
    record
        .fields
        .iter()
        .filter(|field| field.presence == Presence::Required)
        .map(|field| Argument { ident: field.ident.clone(), ty: field.ty.clone() })
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
    let value = |ident: &Ident, ty: &RustType| match ty {
        RustType::String => quote!(#ident: #ident.into()),
        _ => quote!(#ident),
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
        Rest::Kept { ident, .. } => Some(quote!(#ident: BTreeMap::new())),
        Rest::Ignored | Rest::Refused => None,
    };
    let (name, docs, chosen) = match choice {
        None => (quote!(new), " Makes a value of its required properties.".to_owned(), None),
        Some((group, choice)) => {
            let names: Vec<String> = choice.fields.iter().map(|field| format!("`{}`", field.wire_name)).collect();
            let (constructor, field, ty, variant) = (&choice.constructor, &group.field, &group.ident, &choice.variant);
            let inside = if let [only] = choice.fields.as_slice() {
                let ident = &only.ident;
                if only.ty == RustType::String { quote!((#ident.into())) } else { quote!((#ident)) }
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

/// Every property with its index of group, in the order of the table.
fn properties(record: &Record) -> impl Iterator<Item = (Option<usize>, &Field)> {
    let choices = record.groups.iter().enumerate().flat_map(|(index, group)| {
        group.alternatives.iter().flat_map(move |choice| choice.fields.iter().map(move |field| (Some(index), field)))
    });
    choices.chain(record.fields.iter().map(|field| (None, field)))
}

fn from_json(record: &Record) -> TokenStream {
    let ident = &record.head.ident;
    let body = if properties(record).next().is_none() { read_empty(record) } else { read(record) };
    let reader = &record.codec.reader;
    quote! {
        impl json::FromJson for #ident {
            fn read(#reader: &mut json::Reader<'_>) -> Result<Self, json::DecodeError> {
                #body
            }
        }
    }
}

/// A struct without any property still reads an object.
fn read_empty(record: &Record) -> TokenStream {
    let reader = &record.codec.reader;
    match &record.rest {
        Rest::Kept { ident, .. } => quote! {
            let mut #ident = BTreeMap::new();
            #reader.record(&mut [json::Slot::rest(&mut #ident)])?;
            Ok(Self { #ident })
        },
        Rest::Ignored => quote! {
            #reader.record(&mut [])?;
            Ok(Self {})
        },
        Rest::Refused => quote! {
            #reader.record(&mut [json::Slot::refuse_rest()])?;
            Ok(Self {})
        },
    }
}

fn read(record: &Record) -> TokenStream {
    let reader = &record.codec.reader;
    let locals: Vec<_> = properties(record).map(|(_, field)| &field.ident).collect();
    let starts = properties(record).map(|(group, field)| match (group, field.presence) {
        (None, Presence::OptionalNullable) => quote!(json::Nullable::Absent),
        _ => quote!(None),
    });
    let starts: Vec<_> = starts.collect();
    let locals = if let ([local], [start]) = (locals.as_slice(), starts.as_slice()) {
        quote!(let mut #local = #start;)
    } else {
        quote!(let (#(mut #locals),*) = (#(#starts),*);)
    };
    let slots = properties(record).map(|(group, Field { ident, wire_name, presence, .. })| match (group, presence) {
        (Some(group), _) => quote!(json::Slot::choice(#group, #wire_name, &mut #ident)),
        (None, Presence::Required | Presence::RequiredNullable) => {
            quote!(json::Slot::required(#wire_name, &mut #ident))
        }
        (None, Presence::Optional) => quote!(json::Slot::optional(#wire_name, &mut #ident)),
        (None, Presence::OptionalNullable) => quote!(json::Slot::nullable(#wire_name, &mut #ident)),
    });
    let (rest_local, rest_slot, rest_field) = match &record.rest {
        Rest::Kept { ident, .. } => (
            Some(quote!(let mut #ident = BTreeMap::new();)),
            Some(quote!(json::Slot::rest(&mut #ident))),
            Some(quote!(#ident)),
        ),
        Rest::Refused => (None, Some(quote!(json::Slot::refuse_rest())), None),
        Rest::Ignored => (None, None, None),
    };
    let slots = slots.chain(rest_slot);
    let groups = record.groups.iter().map(|group| read_group(group, reader));
    let chosen = record.groups.iter().map(|group| {
        let field = &group.field;
        quote!(#field)
    });
    // `record` has checked that required properties are there; `filled` says so without a panic.
    let fields = record.fields.iter().map(|Field { ident, presence, .. }| match presence {
        Presence::Required | Presence::RequiredNullable => quote!(#ident: #reader.filled(#ident)?),
        Presence::Optional | Presence::OptionalNullable => quote!(#ident),
    });
    let fields = chosen.chain(fields).chain(rest_field);
    let table = &record.codec.table;
    quote! {
        #locals
        #rest_local
        let #table = &mut [#(#slots),*];
        #reader.record(#table)?;
        #(#groups)*
        Ok(Self { #(#fields),* })
    }
}

fn read_group(group: &Group, reader: &Ident) -> TokenStream {
    let all: Vec<_> = group.alternatives.iter().flat_map(|choice| &choice.fields).map(|field| &field.ident).collect();
    let (field, ty) = (&group.field, &group.ident);
    let arms = group.alternatives.iter().map(|choice| {
        let variant = &choice.variant;
        let own: Vec<_> = choice.fields.iter().map(|field| &field.ident).collect();
        let pattern = all.iter().map(|ident| if own.contains(ident) { quote!(Some(#ident)) } else { quote!(None) });
        let value = if let [only] = own.as_slice() { quote!((#only)) } else { quote!({ #(#own),* }) };
        quote!((#(#pattern),*) => #ty::#variant #value)
    });
    quote! {
        let #field = match (#(#all),*) {
            #(#arms,)*
            _ => return Err(#reader.incomplete()),
        };
    }
}

fn to_json(record: &Record) -> TokenStream {
    let ident = &record.head.ident;
    let groups = record.groups.iter().map(write_group);
    let members = properties(record).map(|(group, field)| {
        let (ident, wire_name) = (&field.ident, &field.wire_name);
        match (group, field.presence) {
            (Some(_), _) => quote!(json::Member::present(#wire_name, &#ident)),
            (None, Presence::Required | Presence::RequiredNullable) => {
                quote!(json::Member::always(#wire_name, &self.#ident))
            }
            (None, _) => quote!(json::Member::present(#wire_name, &self.#ident)),
        }
    });
    let rest = match &record.rest {
        Rest::Kept { ident, .. } => Some(quote!(json::Member::rest(&self.#ident))),
        Rest::Ignored | Rest::Refused => None,
    };
    let members: Vec<TokenStream> = members.chain(rest).collect();
    let (writer, table) = (&record.codec.writer, &record.codec.table);
    quote! {
        impl json::ToJson for #ident {
            fn write(&self, #writer: &mut json::Writer) {
                #(#groups)*
                let #table = &[#(#members),*];
                #writer.record(#table);
            }
        }
    }
}

fn write_group(group: &Group) -> TokenStream {
    let all: Vec<_> = group.alternatives.iter().flat_map(|choice| &choice.fields).map(|field| &field.ident).collect();
    let (field, ty) = (&group.field, &group.ident);
    let arms = group.alternatives.iter().map(|choice| {
        let variant = &choice.variant;
        let own: Vec<_> = choice.fields.iter().map(|field| &field.ident).collect();
        let pattern = if let [only] = own.as_slice() { quote!((#only)) } else { quote!({ #(#own),* }) };
        let values = all.iter().map(|ident| if own.contains(ident) { quote!(Some(#ident)) } else { quote!(None) });
        quote!(#ty::#variant #pattern => (#(#values),*))
    });
    quote! {
        let (#(#all),*) = match &self.#field {
            #(#arms,)*
        };
    }
}
