//! The static table of one operation: everything about a call that does not vary.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::rust::Method;
use crate::rust::{StatusMatch, Verb};

/// The static.
pub(super) fn table(method: &Method) -> TokenStream {
    let Method {
        operation, id, path, ..
    } = method;
    let accept = &method.answer.accept;
    let verb = match &method.verb {
        Verb::Known(name) => {
            let name = quote::format_ident!("{name}");
            quote!(http::Method::#name)
        }
        Verb::Named(name) => quote!(http::method(#name)),
    };
    let security = method.security.iter().map(|all| quote!(&[#(#all),*]));
    let success = method.success.iter().map(|status| self::status(*status));
    let failures = method.failures.iter().map(|(status, ident)| {
        let status = self::status(*status);
        quote!((#status, http::decode::failure::<responses::#ident>))
    });
    let table = quote! {
        http::Operation {
            id: #id,
            method: #verb,
            path: #path,
            security: &[#(#security),*],
            success: &[#(#success),*],
            accept: #accept,
            failures: &[#(#failures),*],
        }
    };
    match method.verb {
        Verb::Known(_) => quote!(static #operation: http::Operation = #table;),
        // Only the methods that have constants are values of statics.
        Verb::Named(_) => quote! {
            static #operation: LazyLock<http::Operation> = LazyLock::new(|| #table);
        },
    }
}

fn status(status: StatusMatch) -> TokenStream {
    match status {
        StatusMatch::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(http::Status::Code(#code))
        }
        StatusMatch::Range(hundred) => {
            let hundred = Literal::u8_unsuffixed(hundred);
            quote!(http::Status::Range(#hundred))
        }
        StatusMatch::Default => quote!(http::Status::Default),
    }
}
