//! Tokens: prints the crate model, one file per concept.
//!
//! `quote!` and iteration, no analysis: whatever is decided stands in [`Crate`]. Each Rust file comes out as a list of
//! items, each a stream of its own, which `format` lays out and joins. Manifest and README are text from the start.

mod answer;
mod argument_checks;
mod assertion;
mod body;
mod client;
mod defaults;
mod elements;
mod enumeration;
mod failure;
mod follow_up;
mod foreign;
mod head;
mod header;
mod hook;
mod ident;
mod library;
mod literal;
mod manifest;
mod newtype;
mod operation;
mod pages;
mod pattern;
mod readme;
mod record;
mod record_json;
mod redacted;
mod resource;
mod server;
mod signature;
mod types;
mod union;
mod validate;

use proc_macro2::TokenStream;

use crate::rust::{Crate, TypeFile, TypeItem};

pub use manifest::manifest;
pub use readme::readme;

/// A Rust file before layout.
#[derive(Debug)]
pub struct SourceFile {
    /// The path below the crate's folder, such as `src/client.rs`.
    pub path: String,
    /// The file's own docs.
    pub docs: Vec<String>,
    /// The file's own attributes, without `#![…]`.
    pub attributes: Vec<TokenStream>,
    /// The items in order.
    pub items: Vec<TokenStream>,
}

/// Every Rust file of a crate that depends on the document.
#[must_use]
pub fn sources(krate: &Crate) -> Vec<SourceFile> {
    let mut files = vec![library::library(krate), library::runtime(krate)];
    if let Some(client) = &krate.client {
        files.push(client::file(client, krate));
        files.push(library::resources(krate));
        files.extend(krate.resources.iter().map(resource::file));
    }
    if let Some(servers) = &krate.servers {
        files.push(server::file(servers));
    }
    if !krate.failures.is_empty() {
        files.push(library::responses(krate));
        files.extend(krate.failures.iter().map(failure::file));
    }
    if !krate.elements.is_empty() {
        files.push(elements::file(&krate.elements));
    }
    if !krate.assertions.is_empty() {
        files.push(assertion::file(krate));
    }
    if !krate.foreign.is_empty() {
        files.push(foreign::file(krate));
    }
    if let Some(hooks) = &krate.hooks {
        files.push(hook::file(hooks));
    }
    if !krate.types.is_empty() {
        files.push(library::types(krate));
        files.extend(krate.types.iter().map(type_file));
    }
    files
}

fn type_file(file: &TypeFile) -> SourceFile {
    let mut items = library::imports(&file.imports);
    for item in &file.items {
        match item {
            TypeItem::Record(item) => items.extend(record::items(item)),
            TypeItem::Enumeration(item) => items.extend(enumeration::items(item)),
            TypeItem::Union(item) => items.extend(union::items(item)),
            TypeItem::Alias(item) => items.push(types::alias(item)),
            TypeItem::Newtype(item) => items.extend(newtype::items(item)),
        }
    }
    let name = file
        .items
        .first()
        .map_or_else(String::new, |item| item.head().ident.bare().to_owned());
    SourceFile {
        path: format!("src/types/{}.rs", file.module.bare()),
        docs: vec![format!("[`{name}`] and what belongs to it alone.")],
        attributes: head::silence_deprecated(file.uses_deprecated),
        items,
    }
}
