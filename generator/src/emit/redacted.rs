//! `Debug` that shows that a secret is there and nothing more.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::Presence;
use crate::rust::{Field, Group, Record, Rest};

/// The impls for a struct and its groups, where they hold secrets.
pub(super) fn debug(record: &Record) -> Vec<TokenStream> {
    let mut impls = Vec::new();
    if record.redacted {
        impls.push(of_struct(record));
    }
    impls.extend(record.groups.iter().filter(|group| group.redacted).map(of_group));
    impls
}

fn of_struct(record: &Record) -> TokenStream {
    let ident = &record.head.ident;
    let name = ident.to_string();
    let groups = record.groups.iter().map(|group| {
        let (field, name) = (&group.field, group.field.to_string());
        quote!(.field(#name, &self.#field))
    });
    let fields = record.fields.iter().map(|field| {
        let (ident, name) = (&field.ident, field.ident.to_string());
        let value = shown(field, &quote!(self.#ident));
        quote!(.field(#name, &#value))
    });
    let rest = match &record.rest {
        Rest::Kept { ident, .. } => {
            let name = ident.to_string();
            Some(quote!(.field(#name, &self.#ident)))
        }
        Rest::Ignored | Rest::Refused => None,
    };
    let calls = groups.chain(fields).chain(rest);
    quote! {
        impl fmt::Debug for #ident {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(#name)#(#calls)*.finish()
            }
        }
    }
}

fn of_group(group: &Group) -> TokenStream {
    let ident = &group.ident;
    let arms = group.alternatives.iter().map(|choice| {
        let (variant, name) = (&choice.variant, choice.variant.to_string());
        if let [only] = choice.fields.as_slice() {
            if only.secret {
                quote!(Self::#variant(_) => f.debug_tuple(#name).field(&json::Redacted).finish())
            } else {
                quote!(Self::#variant(value) => f.debug_tuple(#name).field(value).finish())
            }
        } else {
            let bindings = choice.fields.iter().map(|field| {
                let ident = &field.ident;
                if field.secret && field.presence == Presence::Required { quote!(#ident: _) } else { quote!(#ident) }
            });
            let calls = choice.fields.iter().map(|field| {
                let (ident, name) = (&field.ident, field.ident.to_string());
                let value = shown(field, &quote!(#ident));
                quote!(debug.field(#name, &#value);)
            });
            quote! {
                Self::#variant { #(#bindings),* } => {
                    let mut debug = f.debug_struct(#name);
                    #(#calls)*
                    debug.finish()
                }
            }
        }
    });
    quote! {
        impl fmt::Debug for #ident {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self { #(#arms,)* }
            }
        }
    }
}

/// What `Debug` shows of a field: whether an optional secret is there remains visible.
fn shown(field: &Field, value: &TokenStream) -> TokenStream {
    match (field.secret, field.presence) {
        (false, _) => value.clone(),
        (true, Presence::Required) => quote!(json::Redacted),
        (true, _) => quote!(#value.as_ref().map(|_| json::Redacted)),
    }
}
