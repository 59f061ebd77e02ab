//! Tokens → text: the last step before a file is written.
//!
//! [`file()`] prints item by item: prettyplease decides the spacing of tokens and the layout of declarations, `layout`
//! breaks the lines of bodies and initialisers as rustfmt does. Blank lines stand between items and between the
//! members of an impl; `use` and `mod` lines stay together, in rustfmt's order. Doc attributes become `///` lines.
//!
//! Guarantees: rustfmt with `max_width = 89` and `use_small_heuristics = "Max"` leaves the text as it is, for the code
//! that kiln emits. Not everything that Rust has is covered; the emitter keeps to these shapes:
//!
//! * every field of a struct-like variant has a doc line (rustfmt joins or breaks all variants together);
//! * no tuples of one element, no literals that span lines, no comments;
//! * a binary expression or the head of an `if`, `match`, `for` or closure fits on one line: bind with `let` first;
//! * a `let` with a type fits on one line up to its `=`;
//! * arguments of attributes fit on one line, or are a single string;
//! * what a `return` gives back is short;
//! * macros other than `vec!` stand as items (`json::serde_impls!(X);`) or fit on one line.

use std::fmt;

use proc_macro2::TokenStream;

mod declaration;
mod flat;
mod imports;
mod layout;

/// What stands before the items of a file.
#[derive(Debug, Clone, Copy, Default)]
pub struct Head<'a> {
    /// The first lines, comments as they are.
    pub header: &'a str,
    /// The finished lines of the module's docs, without `//!`.
    pub docs: &'a [String],
    /// Inner attributes, without `#![…]`.
    pub attributes: &'a [TokenStream],
}

/// Tokens that are no Rust: a fault of the emitter.
#[derive(Debug)]
pub struct FormatError {
    /// What was to be printed.
    pub tokens: String,
    /// What syn says about it.
    pub cause: syn::Error,
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the emitted tokens are not valid Rust: {}", self.tokens)
    }
}

impl std::error::Error for FormatError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}

/// Prints a file. Each stream holds one item or several.
///
/// # Errors
///
/// Fails if a stream does not parse.
pub fn file(head: &Head<'_>, items: &[TokenStream]) -> Result<String, FormatError> {
    let header: Vec<String> = head.header.lines().map(|line| line.trim_end().to_owned()).collect();
    let docs: Vec<String> = head
        .docs
        .iter()
        .map(|line| format!("//! {line}").trim_end().to_owned())
        .collect();
    let attributes: Vec<String> = head
        .attributes
        .iter()
        .map(|it| format!("#![{}]", flat::tokens(it)))
        .collect();
    let top = [header, docs, attributes].into_iter().filter(|lines| !lines.is_empty());
    let mut blocks: Vec<String> = top.map(|lines| lines.join("\n") + "\n").collect();

    let mut parsed = Vec::new();
    for tokens in items {
        let file: syn::File = syn::parse2(tokens.clone()).map_err(|cause| FormatError {
            tokens: tokens.to_string(),
            cause,
        })?;
        parsed.extend(file.items);
    }
    blocks.extend(declaration::items(parsed));
    Ok(blocks.join("\n"))
}

#[cfg(test)]
mod tests;
