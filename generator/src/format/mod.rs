//! Tokens → text: item by item, with a blank line between items and between the members of an `impl`.
//!
//! The text is what rustfmt gives with the generated crate's `rustfmt.toml` (`max_width = 89`,
//! `use_small_heuristics = "Max"`): prettyplease breaks at the same column and packs lines in the same way. A test
//! holds the output of every golden case against rustfmt itself.

mod layout;

use proc_macro2::TokenStream;

use crate::emit::SourceFile;

/// The text of a file: header line, docs, attributes, items.
///
/// # Panics
///
/// If an emitter printed something that is not Rust: a fault of kiln, not of a document.
#[must_use]
pub fn file(header: &str, source: &SourceFile) -> String {
    let mut text = format!("{header}\n");
    if !source.docs.is_empty() {
        text.push('\n');
        for line in &source.docs {
            text.push_str(if line.is_empty() { "//!" } else { "//! " });
            text.push_str(line);
            text.push('\n');
        }
    }
    if !source.attributes.is_empty() {
        let attributes = &source.attributes;
        text.push('\n');
        text.push_str(&print(&source.path, quote::quote!(#(#attributes)*)));
    }
    let mut before = None;
    for tokens in &source.items {
        let item = print(&source.path, tokens.clone());
        let kind = one_liner(&item);
        if kind.is_none() || kind != before {
            text.push('\n');
        }
        text.push_str(&item);
        before = kind;
    }
    text
}

/// The kinds of items that stand together without blank lines: `use` lines and module declarations.
fn one_liner(item: &str) -> Option<&'static str> {
    ["use ", "pub use ", "mod "].into_iter().find(|start| item.starts_with(start))
}

fn print(path: &str, tokens: TokenStream) -> String {
    let file: syn::File = match syn::parse2(tokens.clone()) {
        Ok(file) => file,
        Err(error) => panic!("{path}: an emitter printed something that is not Rust: {error}\n{tokens}"),
    };
    separate_members(&layout::break_after_equals(&prettyplease::unparse(&file)))
}

/// Puts a blank line between the members of an `impl`.
fn separate_members(text: &str) -> String {
    let mut separated = String::with_capacity(text.len());
    let in_impl = text.lines().any(|line| line.starts_with("impl"));
    let mut after_member = false;
    for line in text.lines() {
        let at_member_level = line.starts_with("    ") && !line.starts_with("     ");
        if in_impl && after_member && at_member_level {
            separated.push('\n');
        }
        after_member = in_impl && line == "    }";
        separated.push_str(line);
        separated.push('\n');
    }
    separated
}
