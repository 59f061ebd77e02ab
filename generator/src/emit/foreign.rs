//! How the types of other crates are read and written: one line each.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::rust::{Crate, ForeignForm};

use super::{SourceFile, types};

/// `foreign.rs`.
pub(super) fn file(krate: &Crate) -> SourceFile {
    let checked = krate.manifest.parts.validate;
    let validate = checked.then(|| quote!(, validate));
    let mut items: Vec<TokenStream> = vec![quote!(use crate::runtime::{foreign, json #validate};)];
    for foreign in &krate.foreign {
        let path = types::foreign(&foreign.path);
        let name = match foreign.form {
            ForeignForm::Text => format_ident!("text"),
            ForeignForm::Number => format_ident!("number"),
            ForeignForm::Json => format_ident!("serde"),
        };
        items.push(quote!(foreign::#name!(#path);));
        items.extend(checked.then(|| quote!(foreign::subject!(#path);)));
    }
    SourceFile {
        path: "src/foreign.rs".to_owned(),
        docs: vec!["The types of other crates that stand for schemas, and how each is read and written.".to_owned()],
        attributes: Vec::new(),
        items,
    }
}
