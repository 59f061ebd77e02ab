//! `Debug` that shows that a secret is there and nothing more.
//!
//! Of properties that the schema does not declare only the names are shown where a secret may be among them, and of members
//! of a union that it does not know only the tag and the length.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::Presence;
use crate::rust::{Field, Group, Record, Rest, Union};

/// The impls for a struct and its groups, where they hold secrets.
pub(super) fn debug(record: &Record) -> Vec<TokenStream> {
    let mut impls = Vec::new();
    if record.redacted {
        impls.push(of_struct(record));
    }
    impls.extend(record.groups.iter().filter(|group| group.redacted).map(of_group));
    impls
}

/// The impl for a union, where it may keep secrets that nothing is known of.
pub(super) fn of_union(union: &Union) -> Option<TokenStream> {
    let tag = union.outlined.as_ref()?;
    let ident = &union.head.ident;
    let arms = union.variants.iter().map(|variant| {
        let (variant, name) = (&variant.ident, variant.ident.to_string());
        quote!(Self::#variant(value) => f.debug_tuple(#name).field(value).finish())
    });
    Some(quote! {
        impl fmt::Debug for #ident {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    #(#arms,)*
                    Self::Unknown(value) => {
                        let outline = json::Outline::new(value, #tag);
                        f.debug_tuple("Unknown").field(&outline).finish()
                    }
                }
            }
        }
    })
}

fn of_struct(record: &Record) -> TokenStream {
    let ident = &record.head.ident;
    let name = ident.to_string();
    let groups = record.groups.iter().map(|group| {
        let (field, name) = (&group.field, group.field.bare());
        quote!(.field(#name, &self.#field))
    });
    let fields = record.fields.iter().map(|field| {
        let (ident, name) = (&field.ident, field.ident.bare());
        let value = shown(field, &quote!(self.#ident));
        quote!(.field(#name, &#value))
    });
    let rest = match &record.rest {
        Rest::Kept { names, secret, .. } => {
            let (ident, name) = (&names.name, names.name.bare());
            let keys = secret.then(|| quote!(.keys()));
            Some(quote!(.field(#name, &self.#ident #keys)))
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
                let local = &field.local;
                match (field.secret && field.presence == Presence::Required, ident == local) {
                    (true, _) => quote!(#ident: _),
                    (false, true) => quote!(#ident),
                    (false, false) => quote!(#ident: #local),
                }
            });
            let calls = choice.fields.iter().map(|field| {
                let name = field.ident.bare();
                let local = &field.local;
                let value = shown(field, &quote!(#local));
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
        (true, Presence::OptionalNullable) => quote!(#value.as_option().map(|_| json::Redacted)),
        (true, Presence::Optional | Presence::RequiredNullable) => quote!(#value.as_ref().map(|_| json::Redacted)),
    }
}
