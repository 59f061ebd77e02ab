//! The static table of one operation: everything about a call that does not vary.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::rust::{Decode, FailureReading, Method, StatusMatch, Verb};

use super::types;

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
    let failures = method.failures.iter().map(|(status, reading)| {
        let (status, read) = (self::status(*status), failure(reading));
        quote!((#status, #read))
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

/// The function that reads an error response.
fn failure(reading: &FailureReading) -> TokenStream {
    match reading {
        FailureReading::Struct(ident) => quote!(http::decode::failure::<responses::#ident>),
        FailureReading::Body(ty, decode) => {
            let ty = types::qualified(ty);
            match decode {
                Decode::Json => quote!(http::decode::failure_json::<#ty>),
                Decode::Xml(element) => quote!(|reply| xml::failure::<#ty>(reply, &elements::#element)),
                Decode::Text => quote!(http::decode::failure_text),
                Decode::Bytes | Decode::Stream(_) | Decode::Empty => quote!(http::decode::failure_bytes),
            }
        }
        FailureReading::Empty => quote!(http::decode::failure_empty),
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
