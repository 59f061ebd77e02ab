//! `lib.rs` and the files that only declare modules.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{Crate, Ident, Imports, Layout, Module, TypeItem};

use super::{SourceFile, head};

/// `lib.rs`: crate docs, modules, re-exports.
///
/// A file that is included cannot have attributes of its own; there each module has them.
pub(super) fn library(krate: &Crate) -> SourceFile {
    let included = krate.layout == Layout::Included;
    let allow = included.then(|| {
        let lints = document_lints();
        quote!(#[allow(#(#lints),*, reason = "the document decides")])
    });
    let items = [modules(krate, allow.as_ref()), exports(krate)].concat();
    SourceFile {
        path: "src/lib.rs".to_owned(),
        docs: if included { Vec::new() } else { crate_docs(krate) },
        attributes: if included { Vec::new() } else { crate_lints() },
        items,
    }
}

/// The modules of the crate, each with an attribute.
fn modules(krate: &Crate, allow: Option<&TokenStream>) -> Vec<TokenStream> {
    let mut items = Vec::new();
    if !krate.assertions.is_empty() {
        items.push(quote!(
            #allow
            mod checks;
        ));
    }
    if !krate.elements.is_empty() {
        items.push(quote!(
            #allow
            mod elements;
        ));
    }
    if krate.client.is_some() {
        items.push(quote!(
            #allow
            mod client;
        ));
        items.push(quote! {
            #allow
            #[doc = " The groups of operations; [`Client`] has a method for each."]
            pub mod resources;
        });
    }
    if !krate.failures.is_empty() {
        items.push(quote! {
            #allow
            #[doc = " The documented error responses, reached by [`Error::response`]."]
            pub mod responses;
        });
    }
    if !krate.foreign.is_empty() {
        items.push(quote!(
            #allow
            mod foreign;
        ));
    }
    items.push(quote! {
        #allow
        #[allow(dead_code, unused_imports, unused_macros, reason = "support code is the same for every document")]
        mod runtime;
    });
    if krate.servers.is_some() {
        items.push(quote! {
            #allow
            #[doc = " The servers of the document, for `ClientBuilder::server`."]
            pub mod server;
        });
    }
    if !krate.types.is_empty() {
        items.push(quote! {
            #allow
            #[doc = " The types of requests and responses."]
            pub mod types;
        });
    }
    if krate.hooks.is_some() {
        items.push(quote! {
            #allow
            #[doc = " What the service sends by itself: webhooks, and callbacks of operations."]
            pub mod webhooks;
        });
    }
    items
}

/// What the crate has of the client and of the support code, by short paths.
fn exports(krate: &Crate) -> Vec<TokenStream> {
    let mut items = Vec::new();
    if krate.client.is_some() {
        items.push(quote!(
            pub use client::{Client, ClientBuilder};
        ));
        // What transports are made of besides, so that one needs no more than this crate.
        items.push(quote!(
            pub use http;
        ));
        items.push(quote! {
            pub use runtime::http::{
                BoxFuture, Bytes, Call, ChunkFuture, Chunks, CredentialFuture, CredentialProvider, CredentialRequest, Error, ErrorKind,
                ErrorResponse, File, HeaderMap, MaybeSend, MaybeSync, Method, Middleware, Next, OpenBody, Pending, PendingResponse,
                ReqwestTransport, RequestBody, Response, ResponseBody, SecretString, StatusCode, Transport, TransportError,
                TransportFuture,
            };
        });
    }
    if krate.client.is_some() {
        items.push(quote!(
            #[cfg(all(feature = "blocking", not(target_family = "wasm")))]
            pub use runtime::http::block_on;
        ));
        items.push(quote!(
            pub use runtime::testing;
        ));
    }
    if krate.manifest.parts.oauth {
        items.push(quote!(
            pub use runtime::oauth::{OAuth, OAuthError};
        ));
    }
    items.push(quote!(
        pub use runtime::json::{
            Base64, Base64Error, Date, DateError, DateTime, DateTimeError, Decimal, DecodeError, DecodeErrorKind,
            EncodeError, Kind, Never, Nullable, Number, Object, Value,
        };
    ));
    if krate.manifest.parts.pages {
        items.push(quote!(
            pub use runtime::pages::{Items, Pages};
        ));
    }
    if krate.manifest.parts.stream {
        items.push(quote!(
            pub use runtime::stream::{Event, EventStream, JsonLines};
        ));
    }
    if krate.servers.is_some() {
        items.push(quote!(
            pub use server::Server;
        ));
    }
    if krate.manifest.parts.validate {
        items.push(quote!(
            pub use runtime::validate::{Violation, Violations};
        ));
    }
    items
}

/// Which of clippy's demands a document can make impossible.
fn document_lints() -> impl Iterator<Item = TokenStream> {
    let lints = [
        "enum_variant_names",
        "large_enum_variant",
        "many_single_char_names",
        "module_inception",
        "module_name_repetitions",
        "must_use_candidate",
        "needless_pass_by_value",
        "semicolon_if_nothing_returned",
        "similar_names",
        "struct_excessive_bools",
        "struct_field_names",
        "too_many_arguments",
        "too_many_lines",
        "type_complexity",
        "unreadable_literal",
    ];
    lints.into_iter().map(|lint| {
        let lint = quote::format_ident!("{lint}");
        quote!(clippy::#lint)
    })
}

/// What the crate forbids and allows.
fn crate_lints() -> Vec<TokenStream> {
    let allowed = document_lints().map(|lint| quote!(allow(#lint, reason = "the document decides")));
    [quote!(forbid(unsafe_code)), quote!(warn(missing_docs))]
        .into_iter()
        .chain(allowed)
        .collect()
}

fn crate_docs(krate: &Crate) -> Vec<String> {
    let mut docs = vec![krate.about.clone()];
    let mut paragraph = |lines: &[String]| {
        docs.push(String::new());
        docs.extend_from_slice(lines);
    };
    if !krate.docs.is_empty() {
        paragraph(&krate.docs);
    }
    if let Some(client) = &krate.client {
        paragraph(&[&["# Quick start".to_owned(), String::new()], &*client.quick_start].concat());
        paragraph(&[
            "Calls run on a tokio runtime with its timer on; in browsers (`wasm32-unknown-unknown`) on none."
                .to_owned(),
        ]);
        let mut table = vec!["| group | operations |".to_owned(), "| --- | --- |".to_owned()];
        table.extend(krate.resources.iter().map(|resource| {
            let methods: Vec<String> = resource
                .methods
                .iter()
                .map(|method| {
                    format!(
                        "[`{0}`](resources::{1}::{2}::{0})",
                        method.ident, resource.module, resource.ident
                    )
                })
                .collect();
            format!("| [`{}`](Client::{0}) | {} |", resource.accessor, methods.join(", "))
        }));
        paragraph(&table);
        paragraph(
            &[
                &["# Tests without a server".to_owned(), String::new()],
                &*client.testing,
            ]
            .concat(),
        );
    }
    if krate.hooks.is_some() {
        paragraph(&["What the service sends by itself is read by the items of [`webhooks`].".to_owned()]);
    }
    docs
}

/// `runtime/mod.rs`: the parts of the support code that this crate has.
pub(super) fn runtime(krate: &Crate) -> SourceFile {
    let mut items = Vec::new();
    if krate.manifest.parts.http {
        items.push(quote!(
            pub(crate) mod http;
        ));
    }
    items.push(quote!(
        pub(crate) mod json;
    ));
    if krate.manifest.parts.validate {
        items.push(quote!(
            pub(crate) mod validate;
        ));
    }
    if krate.manifest.parts.forms {
        items.push(quote!(
            pub(crate) mod form;
        ));
    }
    if krate.manifest.parts.multipart {
        items.push(quote!(
            mod multipart;
        ));
    }
    if krate.manifest.parts.foreign {
        items.push(quote!(
            pub(crate) mod foreign;
        ));
    }
    if krate.manifest.parts.formats {
        items.push(quote!(
            pub(crate) mod format;
        ));
    }
    if krate.manifest.parts.assertions {
        items.push(quote!(
            pub(crate) mod assertion;
        ));
    }
    if krate.manifest.parts.xml {
        items.push(quote!(
            pub(crate) mod xml;
        ));
    }
    if krate.manifest.parts.ecma {
        items.push(quote!(
            pub(crate) mod ecma;
        ));
    }
    if krate.manifest.parts.oauth {
        items.push(quote!(
            pub(crate) mod oauth;
        ));
    }
    if krate.manifest.parts.pages {
        items.push(quote!(
            pub(crate) mod pages;
        ));
    }
    if krate.manifest.parts.stream {
        items.push(quote!(
            pub(crate) mod stream;
        ));
    }
    if krate.manifest.parts.patterns {
        items.push(quote!(
            pub(crate) mod pattern;
        ));
    }
    if krate.manifest.parts.keys {
        items.push(quote!(
            pub(crate) mod same;
        ));
    }
    if krate.manifest.parts.sha1 {
        items.push(quote!(
            pub(crate) mod sha1;
        ));
    }
    if krate.manifest.parts.signature {
        items.push(quote!(
            pub(crate) mod signature;
        ));
    }
    if krate.manifest.parts.http {
        items.push(quote!(
            pub mod testing;
        ));
    }
    SourceFile {
        path: "src/runtime/mod.rs".to_owned(),
        docs: vec!["Support code, the same in every crate that kiln generates.".to_owned()],
        attributes: Vec::new(),
        items,
    }
}

/// `resources/mod.rs`.
pub(super) fn resources(krate: &Crate) -> SourceFile {
    let items = krate.resources.iter().map(|resource| {
        let module = &resource.module;
        quote!(pub mod #module;)
    });
    SourceFile {
        path: "src/resources/mod.rs".to_owned(),
        docs: vec!["The groups of operations, one module each with the parameters of its methods.".to_owned()],
        attributes: Vec::new(),
        items: items.collect(),
    }
}

/// `responses/mod.rs`.
pub(super) fn responses(krate: &Crate) -> SourceFile {
    let modules = krate.failures.iter().map(|failure| {
        let ident = &failure.head.ident;
        (&failure.module, vec![quote!(#ident)], failure.uses_deprecated)
    });
    declarations("responses", "The documented error responses.", modules)
}

/// `types/mod.rs`.
pub(super) fn types(krate: &Crate) -> SourceFile {
    let modules = krate.types.iter().map(|file| {
        let names = file
            .items
            .iter()
            .flat_map(TypeItem::idents)
            .map(|ident| quote!(#ident))
            .collect();
        (&file.module, names, file.uses_deprecated)
    });
    declarations(
        "types",
        "The types of requests and responses, one file for each named schema.",
        modules,
    )
}

/// A file that declares private modules and re-exports what they have.
fn declarations<'c>(
    folder: &str,
    docs: &str,
    modules: impl Iterator<Item = (&'c Ident, Vec<TokenStream>, bool)>,
) -> SourceFile {
    let (mut declarations, mut exports, mut uses_deprecated) = (Vec::new(), Vec::new(), false);
    for (module, names, deprecated) in modules {
        declarations.push(quote!(mod #module;));
        exports.push(match names.as_slice() {
            [only] => quote!(pub use #module::#only;),
            several => quote!(pub use #module::{#(#several),*};),
        });
        uses_deprecated |= deprecated;
    }
    SourceFile {
        path: format!("src/{folder}/mod.rs"),
        docs: vec![docs.to_owned()],
        attributes: head::silence_deprecated(uses_deprecated),
        items: declarations.into_iter().chain(exports).collect(),
    }
}

/// The `use` lines of a file of types.
pub(super) fn imports(imports: &Imports) -> Vec<TokenStream> {
    let mut items = Vec::new();
    let needs = |module| imports.modules.contains(&module);
    if needs(Module::Map) {
        items.push(quote!(
            use std::collections::BTreeMap;
        ));
    }
    if needs(Module::Fmt) {
        items.push(quote!(
            use std::fmt;
        ));
    }
    if needs(Module::FromStr) {
        items.push(quote!(
            use std::str::FromStr;
        ));
    }
    let types: Vec<_> = imports.types.iter().collect();
    match types.as_slice() {
        [] => {}
        [only] => items.push(quote!(use super::#only;)),
        several => items.push(quote!(use super::{#(#several),*};)),
    }
    if needs(Module::Checks) {
        items.push(quote!(
            use crate::checks;
        ));
    }
    let parts = [
        (Module::Assertion, "assertion"),
        (Module::Ecma, "ecma"),
        (Module::Format, "format"),
        (Module::Http, "http"),
        (Module::Json, "json"),
        (Module::Pattern, "pattern"),
        (Module::Validate, "validate"),
    ];
    let parts: Vec<_> = parts
        .iter()
        .filter(|(module, _)| needs(*module))
        .map(|(_, name)| quote::format_ident!("{name}"))
        .collect();
    match parts.as_slice() {
        [] => {}
        [only] => items.push(quote!(use crate::runtime::#only;)),
        several => items.push(quote!(use crate::runtime::{#(#several),*};)),
    }
    items
}
