//! The tables by which a struct is read from and written to JSON.
//!
//! ```text
//! let table = &mut [json::Slot::required("width", &mut width), …];   let table = &[json::Member::always("width", &self.width), …];
//! r.record(table)?;                                                  w.record(table);
//! ```
//!
//! A property has a variable while it is read; names made sure that none of them is `r`, `w` or `table`.

use proc_macro2::TokenStream;
use quote::quote;

use super::defaults;
use crate::rust::{Field, Group, GroupRule, Ident, Presence, Record, Rest};

/// A row of the table: a property of the struct, or of a choice in one of its groups. A choice of several properties
/// has a number.
enum Row<'r> {
    Own(&'r Field),
    Choice {
        group: usize,
        alternative: Part,
        field: &'r Field,
    },
}

/// What a property is to the group that it belongs to.
#[derive(Clone, Copy)]
enum Part {
    /// A choice of its own, of which exactly one is there.
    Whole,
    /// A part of the choice of this number.
    Of(usize),
    /// One of those of which at least one is there.
    Some,
}

impl<'r> Row<'r> {
    fn field(&self) -> &'r Field {
        match self {
            Self::Own(field) | Self::Choice { field, .. } => field,
        }
    }
}

/// Groups first, then the fields, each in the document's order.
fn rows(record: &Record) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for (group, choices) in record.groups.iter().enumerate() {
        for (alternative, choice) in choices.alternatives.iter().enumerate() {
            let alternative = match choices.rule {
                GroupRule::ExactlyOne if choice.fields.len() > 1 => Part::Of(alternative),
                GroupRule::ExactlyOne => Part::Whole,
                GroupRule::AtLeastOne => Part::Some,
            };
            // A property that is in several cases has one row.
            let known = rows.len();
            for field in &choice.fields {
                if !rows[..known]
                    .iter()
                    .any(|row: &Row<'_>| row.field().local == field.local)
                {
                    rows.push(Row::Choice {
                        group,
                        alternative,
                        field,
                    });
                }
            }
        }
    }
    rows.extend(record.fields.iter().map(Row::Own));
    rows
}

/// `impl FromJson`.
pub(super) fn read(record: &Record) -> TokenStream {
    let ident = &record.head.ident;
    let rows = rows(record);
    let variables = variables(&rows);
    let slots = rows.iter().map(|row| slot(row, record.loose));
    let groups = record.groups.iter().map(read_group);
    let fields = record.groups.iter().map(|group| shorthand(&group.field, &group.local));
    let fields = fields.chain(record.fields.iter().map(init));
    let (rest_variable, rest_slot, rest_field) = match &record.rest {
        Rest::Kept { names, .. } => {
            let local = &names.local;
            (
                Some(quote!(let mut #local = BTreeMap::new();)),
                Some(quote!(json::Slot::rest(&mut #local))),
                Some(shorthand(&names.name, local)),
            )
        }
        Rest::Refused | Rest::Ignored => (None, None, None),
    };
    let walk = if matches!(record.rest, Rest::Refused) {
        quote!(closed_record)
    } else {
        quote!(record)
    };
    let slots = slots.chain(rest_slot);
    let fields = fields.chain(rest_field);
    quote! {
        impl json::FromJson for #ident {
            fn read(r: &mut json::Reader<'_>) -> Result<Self, json::DecodeError> {
                #variables
                #rest_variable
                let table = &mut [#(#slots),*];
                r.#walk(table)?;
                #(#groups)*
                Ok(Self { #(#fields),* })
            }
        }
    }
}

/// The variables, nothing filled in yet.
fn variables(rows: &[Row<'_>]) -> TokenStream {
    let variables = rows.iter().map(|row| {
        let local = &row.field().local;
        match row {
            Row::Own(Field {
                presence: Presence::OptionalNullable,
                ..
            }) => {
                quote!(let mut #local = json::Nullable::Absent;)
            }
            Row::Own(_) | Row::Choice { .. } => quote!(let mut #local = None;),
        }
    });
    quote!(#(#variables)*)
}

fn slot(row: &Row<'_>, loose: bool) -> TokenStream {
    let optional = matches!(row.field().presence, Presence::Optional | Presence::OptionalNullable);
    let loose = (loose && optional).then(|| quote!(.loose()));
    let Field {
        local,
        wire_name,
        presence,
        ..
    } = row.field();
    match (row, presence) {
        (
            Row::Choice {
                group,
                alternative: Part::Whole,
                ..
            },
            _,
        ) => {
            let group = index(*group);
            quote!(json::Slot::choice(#group, #wire_name, &mut #local))
        }
        (
            Row::Choice {
                group,
                alternative: Part::Of(alternative),
                ..
            },
            _,
        ) => {
            let (group, alternative) = (index(*group), index(*alternative));
            quote!(json::Slot::choice_part(#group, #alternative, #wire_name, &mut #local))
        }
        (
            Row::Choice {
                group,
                alternative: Part::Some,
                ..
            },
            _,
        ) => {
            let group = index(*group);
            quote!(json::Slot::some(#group, #wire_name, &mut #local))
        }
        (Row::Own(_), Presence::Required | Presence::RequiredNullable) => {
            quote!(json::Slot::required(#wire_name, &mut #local))
        }
        (Row::Own(field), Presence::Optional) if field.takes_null => {
            quote!(json::Slot::anything(#wire_name, &mut #local)#loose)
        }
        (Row::Own(_), Presence::Optional) => quote!(json::Slot::optional(#wire_name, &mut #local)#loose),
        (Row::Own(_), Presence::OptionalNullable) => quote!(json::Slot::nullable(#wire_name, &mut #local)#loose),
    }
}

/// A number without a suffix.
fn index(index: usize) -> proc_macro2::Literal {
    proc_macro2::Literal::usize_unsuffixed(index)
}

/// A field from its variable. `record` has checked that required ones are there; `filled` says so without a panic.
fn init(field: &Field) -> TokenStream {
    let Field {
        ident, local, presence, ..
    } = field;
    if let (Some(default), true) = (&field.default, field.filled) {
        let value = defaults::filled(field, default);
        return quote!(#ident: #value);
    }
    match presence {
        Presence::Required | Presence::RequiredNullable => quote!(#ident: r.filled(#local)?),
        Presence::Optional | Presence::OptionalNullable => shorthand(ident, local),
    }
}

/// `width`, or `r: r_` where the variable has another name.
fn shorthand(ident: &Ident, local: &Ident) -> TokenStream {
    if ident == local {
        quote!(#ident)
    } else {
        quote!(#ident: #local)
    }
}

/// The variables of all choices of a group, in the order of the table.
fn locals(group: &Group) -> Vec<&Ident> {
    let mut locals: Vec<&Ident> = Vec::new();
    for field in group.alternatives.iter().flat_map(|choice| &choice.fields) {
        if !locals.contains(&&field.local) {
            locals.push(&field.local);
        }
    }
    locals
}

fn read_group(group: &Group) -> TokenStream {
    let all = locals(group);
    let (local, ty) = (&group.local, &group.ident);
    let arms = group.alternatives.iter().map(|choice| {
        let own: Vec<&Ident> = choice.fields.iter().map(|field| &field.local).collect();
        let found = all.iter().map(|local| {
            match group.rule {
                _ if own.contains(local) => quote!(Some(#local)),
                // Just one alternative is whole; parts of others are ignored.
                GroupRule::ExactlyOne => quote!(_),
                GroupRule::AtLeastOne => quote!(None),
            }
        });
        let (variant, inside) = (&choice.variant, inside(&choice.fields));
        quote!((#(#found),*) => #ty::#variant #inside)
    });
    quote! {
        let #local = match (#(#all),*) {
            #(#arms,)*
            _ => return Err(r.incomplete()),
        };
    }
}

/// What stands in a variant, as pattern and as expression: `(id)`, or `{ namespace, key }`.
fn inside(fields: &[Field]) -> TokenStream {
    if let [Field { local, .. }] = fields {
        quote!((#local))
    } else {
        let fields = fields.iter().map(|field| shorthand(&field.ident, &field.local));
        quote!({ #(#fields),* })
    }
}

/// `impl ToJson`.
pub(super) fn write(record: &Record) -> TokenStream {
    let ident = &record.head.ident;
    let groups = record.groups.iter().map(write_group);
    let rest = match &record.rest {
        Rest::Kept { names, .. } => {
            let ident = &names.name;
            Some(quote!(json::Member::rest(&self.#ident)))
        }
        Rest::Ignored | Rest::Refused => None,
    };
    let members = rows(record).into_iter().map(|row| member(&row));
    let members = members.chain(rest);
    quote! {
        impl json::ToJson for #ident {
            fn write(&self, w: &mut json::Writer) {
                #(#groups)*
                let table = &[#(#members),*];
                w.record(table);
            }
        }
    }
}

fn member(row: &Row<'_>) -> TokenStream {
    let Field {
        ident,
        local,
        wire_name,
        presence,
        ..
    } = row.field();
    match (row, presence) {
        (Row::Choice { .. }, _) => quote!(json::Member::present(#wire_name, &#local)),
        (Row::Own(_), Presence::Required | Presence::RequiredNullable) => {
            quote!(json::Member::always(#wire_name, &self.#ident))
        }
        (Row::Own(_), Presence::Optional | Presence::OptionalNullable) => {
            quote!(json::Member::present(#wire_name, &self.#ident))
        }
    }
}

fn write_group(group: &Group) -> TokenStream {
    let all = locals(group);
    let (field, ty) = (&group.field, &group.ident);
    let arms = group.alternatives.iter().map(|choice| {
        let own: Vec<&Ident> = choice.fields.iter().map(|field| &field.local).collect();
        let written = all.iter().map(|local| {
            if own.contains(local) {
                quote!(Some(#local))
            } else {
                quote!(None)
            }
        });
        let (variant, inside) = (&choice.variant, inside(&choice.fields));
        quote!(#ty::#variant #inside => (#(#written),*))
    });
    quote! {
        let (#(#all),*) = match &self.#field {
            #(#arms,)*
        };
    }
}
