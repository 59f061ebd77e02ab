//! A minted identifier as a token.

use proc_macro2::TokenStream;
use quote::{ToTokens, TokenStreamExt as _};

use crate::rust::Ident;

impl ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(self.token());
    }
}
