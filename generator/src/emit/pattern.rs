//! Patterns: statics before the table that needs them, each compiled once.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::rust::Pattern;

/// The patterns of one table.
#[derive(Default)]
pub(super) struct Patterns {
    found: Vec<Pattern>,
}

impl Patterns {
    /// The name of a pattern's static.
    pub(super) fn name(&mut self, pattern: &Pattern) -> Ident {
        let known = self.found.iter().position(|known| known == pattern);
        let index = known.unwrap_or_else(|| {
            self.found.push(pattern.clone());
            self.found.len() - 1
        });
        if index == 0 {
            format_ident!("PATTERN")
        } else {
            format_ident!("PATTERN_{}", index + 1)
        }
    }

    /// The statics of all patterns that were named.
    pub(super) fn statics(&mut self) -> Vec<TokenStream> {
        let found = self.found.clone();
        let statics = found.iter().map(|pattern| {
            let name = self.name(pattern);
            let source = &pattern.source;
            match &pattern.plain {
                Some(plain) if plain == source => {
                    quote!(static #name: pattern::Pattern = pattern::Pattern::new(#source);)
                }
                Some(plain) => quote!(static #name: pattern::Pattern = pattern::Pattern::written(#source, #plain);),
                None => quote!(static #name: ecma::EcmaPattern = ecma::EcmaPattern::new(#source);),
            }
        });
        statics.collect()
    }
}
