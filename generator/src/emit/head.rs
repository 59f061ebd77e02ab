//! What stands above an item: docs and attributes.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::rust::{Deprecated, Head};

/// Doc attributes, which come out as `///` lines.
///
/// One with a line break would come out as a block, inside of which text counts as code more easily.
pub(super) fn docs(lines: &[String]) -> TokenStream {
    let lines = lines.iter().flat_map(|line| line.split('\n')).map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    quote!(#(#[doc = #lines])*)
}

/// The `#[deprecated]` attribute.
pub(super) fn deprecated(deprecated: Option<&Deprecated>) -> TokenStream {
    match deprecated {
        None => TokenStream::new(),
        Some(Deprecated { note: None }) => quote!(#[deprecated]),
        Some(Deprecated { note: Some(note) }) => quote!(#[deprecated(note = #note)]),
    }
}

/// Docs and attributes of a type.
pub(super) fn head(head: &Head) -> TokenStream {
    let docs = docs(&head.docs);
    let deprecated = deprecated(head.deprecated.as_ref());
    let derives = derives(&head.derives);
    let non_exhaustive = head.non_exhaustive.then(|| quote!(#[non_exhaustive]));
    quote!(#docs #deprecated #derives #non_exhaustive)
}

/// The `#[derive]` attribute.
pub(super) fn derives(derives: &[&str]) -> TokenStream {
    if derives.is_empty() {
        return TokenStream::new();
    }
    let derives = derives.iter().map(|name| format_ident!("{name}"));
    quote!(#[derive(#(#derives),*)])
}

/// The attribute of a file that must name deprecated things, since the document still has them.
pub(super) fn silence_deprecated(uses_deprecated: bool) -> Vec<TokenStream> {
    if uses_deprecated {
        vec![quote!(allow(
            deprecated,
            reason = "the document still has what it deprecates"
        ))]
    } else {
        Vec::new()
    }
}
