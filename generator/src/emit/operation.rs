//! The static table of one operation: everything about a call that does not vary.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::rust::Method;
use crate::rust::StatusMatch;

/// The static.
pub(super) fn table(method: &Method) -> TokenStream {
    let Method {
        operation, id, path, ..
    } = method;
    let accept = &method.answer.accept;
    let verb = quote::format_ident!("{}", method.verb);
    let security = method.security.iter().map(|all| quote!(&[#(#all),*]));
    let success = method.success.iter().map(|status| self::status(*status));
    let failures = method.failures.iter().map(|(status, ident)| {
        let status = self::status(*status);
        quote!((#status, http::decode::failure::<responses::#ident>))
    });
    quote! {
        static #operation: http::Operation = http::Operation {
            id: #id,
            method: http::Method::#verb,
            path: #path,
            security: &[#(#security),*],
            success: &[#(#success),*],
            accept: #accept,
            failures: &[#(#failures),*],
        };
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
