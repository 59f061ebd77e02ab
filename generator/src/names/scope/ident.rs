//! The identifier itself.

use std::fmt;

/// An identifier that a [`Scope`](crate::names::Scope) minted: valid, and unique in its scope.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ident {
    text: String,
    raw: bool,
}

impl Ident {
    /// Only a scope calls this: it has made sure that the text is valid and unique.
    pub(super) fn new(text: String, raw: bool) -> Self {
        Self { text, raw }
    }

    /// The identifier without `r#`: what a file, a feature or a sentence calls it.
    #[must_use]
    pub fn bare(&self) -> &str {
        &self.text
    }

    /// The identifier as a token.
    #[must_use]
    pub fn token(&self) -> proc_macro2::Ident {
        let span = proc_macro2::Span::call_site();
        if self.raw {
            proc_macro2::Ident::new_raw(&self.text, span)
        } else {
            proc_macro2::Ident::new(&self.text, span)
        }
    }
}

impl fmt::Display for Ident {
    /// The identifier as source code writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.raw { "r#" } else { "" }, self.text)
    }
}
