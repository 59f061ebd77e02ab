//! `client.rs`: the client and where it comes from.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{Client, Crate, Scheme, SchemeKind};

use super::{SourceFile, head};

/// The file.
pub(super) fn file(client: &Client, krate: &Crate) -> SourceFile {
    let items = vec![
        quote!(
            use crate::resources;
        ),
        quote!(
            use crate::runtime::http;
        ),
        api(client),
        definition(client),
        quote! {
            #[doc = " Settings of a [`Client`]."]
            pub type ClientBuilder = http::Builder<Client>;
        },
        methods(client, krate),
        quote! {
            impl From<http::Core> for Client {
                fn from(core: http::Core) -> Self {
                    Self { core }
                }
            }
        },
    ];
    SourceFile {
        path: "src/client.rs".to_owned(),
        docs: vec!["The client: what all calls share.".to_owned()],
        attributes: Vec::new(),
        items,
    }
}

fn api(client: &Client) -> TokenStream {
    let (base_url, servers, env) = (&client.base_url, &client.servers, &client.env);
    let schemes = client.schemes.iter().map(|Scheme { name, kind }| match kind {
        SchemeKind::Bearer => quote!(http::Scheme { name: #name, kind: http::SchemeKind::Bearer }),
        SchemeKind::Basic => quote!(http::Scheme { name: #name, kind: http::SchemeKind::Basic }),
        SchemeKind::Http(scheme) => quote!(http::Scheme { name: #name, kind: http::SchemeKind::Http(#scheme) }),
        SchemeKind::OAuth { token_url, refresh_url } => quote!(http::Scheme {
            name: #name,
            kind: http::SchemeKind::OAuth { token_url: #token_url, refresh_url: #refresh_url },
        }),
        SchemeKind::Header(header) => quote!(http::Scheme { name: #name, kind: http::SchemeKind::Header(#header) }),
        SchemeKind::Query(parameter) => quote!(http::Scheme { name: #name, kind: http::SchemeKind::Query(#parameter) }),
        SchemeKind::Cookie(cookie) => quote!(http::Scheme { name: #name, kind: http::SchemeKind::Cookie(#cookie) }),
    });
    quote! {
        static API: http::Api = http::Api {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            base_url: #base_url,
            servers: &[#(#servers),*],
            env: #env,
            schemes: &[#(#schemes),*],
        };
    }
}

fn definition(client: &Client) -> TokenStream {
    let docs = head::docs(&client.docs);
    quote! {
        #docs
        #[derive(Debug, Clone)]
        pub struct Client {
            core: http::Core,
        }
    }
}

fn methods(client: &Client, krate: &Crate) -> TokenStream {
    let from_env = from_env(client);
    let new = client.takes_token().then(|| {
        quote! {
            #[doc = " A client with this token or key and the defaults of the document."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " If the transport cannot be set up, or the document has no base URL."]
            pub fn new(token: impl Into<http::SecretString>) -> Result<Self, http::Error> {
                Self::builder().token(token).build()
            }
        }
    });
    let accessors = krate.resources.iter().map(|resource| {
        let docs = head::docs(&resource.docs);
        let (accessor, module, ident) = (&resource.accessor, &resource.module, &resource.ident);
        quote! {
            #docs
            #[must_use]
            pub fn #accessor(&self) -> resources::#module::#ident {
                resources::#module::#ident::new(&self.core)
            }
        }
    });
    let keys = client
        .idempotency_header
        .iter()
        .map(|header| quote!(.idempotency_header(#header).idempotency_keys(true)));
    quote! {
        impl Client {
            #from_env

            #new

            #[doc = " Starts from the defaults of the document: base URL, 60 s for a call, 2 retries."]
            pub fn builder() -> ClientBuilder {
                ClientBuilder::new(&API)#(#keys)*
            }

            #(#accessors)*
        }
    }
}

fn from_env(client: &Client) -> TokenStream {
    let docs = head::docs(&client.from_env_docs);
    quote! {
        #docs
        pub fn from_env() -> Result<Self, http::Error> {
            Self::builder().from_env()?.build()
        }
    }
}
