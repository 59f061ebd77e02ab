//! `server.rs`: the servers that callers choose from.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{ServerDefault, ServerField, ServerItem, ServerPart, ServerValues, Servers};

use super::{SourceFile, head};

/// The file.
pub(super) fn file(servers: &Servers) -> SourceFile {
    let mut items = vec![quote!(
        use crate::client::ClientBuilder;
    )];
    items.push(if servers.only {
        structure(servers)
    } else {
        enumeration(servers)
    });
    items.push(url(servers));
    items.extend(default(servers));
    let shared = shared(servers);
    let variables = shared.is_some().then(|| quote!(.server_variables(server.variables())));
    items.push(quote! {
        impl ClientBuilder {
            #[doc = " Which server of the document is called."]
            pub fn server(self, server: Server) -> Self {
                self.base_url(server.url())#variables
            }
        }
    });
    items.extend(shared);
    items.extend(servers.values.iter().flat_map(values));
    SourceFile {
        path: "src/server.rs".to_owned(),
        docs: vec!["[`Server`]: the servers of the document, and what their variables can be.".to_owned()],
        attributes: Vec::new(),
        items,
    }
}

fn derives(servers: &Servers) -> TokenStream {
    let default = servers.derived.then(|| quote!(, Default));
    quote!(#[derive(Debug, Clone, PartialEq, Eq, Hash #default)])
}

fn structure(servers: &Servers) -> TokenStream {
    let docs = head::docs(&servers.docs);
    let derives = derives(servers);
    let fields = servers.items.iter().flat_map(|item| &item.fields).map(|field| {
        let (docs, ident, ty) = (head::docs(&field.docs), &field.ident, ty(field));
        quote!(#docs pub #ident: #ty)
    });
    quote! {
        #docs
        #derives
        pub struct Server { #(#fields),* }
    }
}

fn enumeration(servers: &Servers) -> TokenStream {
    let docs = head::docs(&servers.docs);
    let derives = derives(servers);
    let variants = servers.items.iter().enumerate().map(|(index, item)| {
        let (docs, ident) = (head::docs(&item.docs), &item.ident);
        let default = (servers.derived && index == 0).then(|| quote!(#[default]));
        if item.fields.is_empty() {
            return quote!(#docs #default #ident);
        }
        let fields = item.fields.iter().map(|field| {
            let (docs, ident, ty) = (head::docs(&field.docs), &field.ident, ty(field));
            quote!(#docs #ident: #ty)
        });
        quote!(#docs #ident { #(#fields),* })
    });
    quote! {
        #docs
        #derives
        #[non_exhaustive]
        pub enum Server { #(#variants,)* }
    }
}

fn ty(field: &ServerField) -> TokenStream {
    match &field.default {
        ServerDefault::Text(_) => quote!(String),
        ServerDefault::Listed(ty, _) => quote!(#ty),
    }
}

fn url(servers: &Servers) -> TokenStream {
    let body = if servers.only {
        let parts = servers
            .items
            .iter()
            .flat_map(|item| parts(item, &|ident| quote!(self.#ident)));
        quote!([#(#parts),*].concat())
    } else {
        let arms = servers.items.iter().map(|item| {
            let ident = &item.ident;
            let fields = item.fields.iter().map(|field| &field.ident);
            let parts = parts(item, &|ident| quote!(#ident));
            if item.fields.is_empty() {
                quote!(Self::#ident => #(#parts)*.to_owned())
            } else {
                quote!(Self::#ident { #(#fields),* } => [#(#parts),*].concat())
            }
        });
        quote!(match self { #(#arms,)* })
    };
    quote! {
        impl Server {
            #[doc = " Its URL."]
            #[must_use]
            pub fn url(&self) -> String {
                #body
            }
        }
    }
}

/// The variables that servers of operations have too; absent where there are none. Arms that do the same are one.
fn shared(servers: &Servers) -> Option<TokenStream> {
    let is_shared = |field: &&ServerField| field.shared.is_some();
    servers.items.iter().flat_map(|item| &item.fields).find(is_shared)?;
    let pairs = |item: &ServerItem, owner: &TokenStream| -> Vec<TokenStream> {
        let fields = item.fields.iter().filter(is_shared);
        fields
            .map(|field| {
                let (ident, name) = (&field.ident, &field.shared);
                quote!((#name, #owner #ident.as_str().to_owned()))
            })
            .collect()
    };
    let body = if servers.only {
        let pairs = servers.items.iter().flat_map(|item| pairs(item, &quote!(self.)));
        quote!(vec![#(#pairs),*])
    } else {
        let mut arms: Vec<(String, Vec<TokenStream>, TokenStream)> = Vec::new();
        for item in &servers.items {
            let (ident, value) = (&item.ident, pairs(item, &TokenStream::new()));
            let types = item.fields.iter().filter(is_shared).map(ty);
            let key = format!("{} {}", quote!(#(#value)*), quote!(#(#types)*));
            let fields = item.fields.iter().filter(is_shared).map(|field| &field.ident);
            let rest = item
                .fields
                .iter()
                .any(|field| field.shared.is_none())
                .then(|| quote!(..));
            let fields = fields.map(|ident| quote!(#ident)).chain(rest);
            let pattern = if item.fields.is_empty() {
                quote!(Self::#ident)
            } else {
                quote!(Self::#ident { #(#fields),* })
            };
            match arms.iter_mut().find(|(known, ..)| *known == key) {
                Some((_, patterns, _)) => patterns.push(pattern),
                None if value.is_empty() => arms.push((key, vec![pattern], quote!(Vec::new()))),
                None => arms.push((key, vec![pattern], quote!(vec![#(#value),*]))),
            }
        }
        let arms = arms.iter().map(|(_, patterns, value)| quote!(#(#patterns)|* => #value));
        quote!(match self { #(#arms,)* })
    };
    Some(quote! {
        impl Server {
            #[doc = " The variables that servers of single operations have too."]
            fn variables(&self) -> Vec<(&'static str, String)> {
                #body
            }
        }
    })
}

fn parts<'a>(
    item: &'a ServerItem,
    field: &'a dyn Fn(&crate::rust::Ident) -> TokenStream,
) -> impl Iterator<Item = TokenStream> + 'a {
    item.parts.iter().map(move |part| match part {
        ServerPart::Text(text) => quote!(#text),
        ServerPart::Field(ident) => {
            let field = field(ident);
            quote!(#field.as_str())
        }
    })
}

/// The default where it is not derived: the first server with the defaults of its variables.
fn default(servers: &Servers) -> Option<TokenStream> {
    let first = servers.items.first().filter(|_| !servers.derived)?;
    let fields = first.fields.iter().map(|field| {
        let ident = &field.ident;
        match &field.default {
            ServerDefault::Text(text) if text.is_empty() => quote!(#ident: String::new()),
            ServerDefault::Text(text) => quote!(#ident: #text.to_owned()),
            ServerDefault::Listed(ty, variant) => quote!(#ident: #ty::#variant),
        }
    });
    let variant = (!servers.only).then(|| {
        let ident = &first.ident;
        quote!(::#ident)
    });
    Some(quote! {
        impl Default for Server {
            fn default() -> Self {
                Self #variant { #(#fields),* }
            }
        }
    })
}

fn values(values: &ServerValues) -> Vec<TokenStream> {
    let docs = head::docs(&values.docs);
    let ident = &values.ident;
    let variants = values.variants.iter().map(|value| {
        let (docs, variant) = (head::docs(&value.docs), &value.ident);
        quote!(#docs #variant)
    });
    let arms = values.variants.iter().map(|value| {
        let (variant, text) = (&value.ident, &value.value);
        quote!(Self::#variant => #text)
    });
    vec![
        quote! {
            #docs
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum #ident { #(#variants,)* }
        },
        quote! {
            impl #ident {
                #[doc = " The value as it stands in the URL."]
                #[must_use]
                pub fn as_str(self) -> &'static str {
                    match self { #(#arms,)* }
                }
            }
        },
    ]
}
