//! The check of signatures: a static that says what is signed, and the functions over it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::rust::{Hooks, Signature, SignatureCheck, SignatureCode, SignatureEncoding, SignatureHash, TimedForm};

use super::head;

/// Whether signatures are made with SHA-1, which is a module of its own.
pub(super) fn needs_sha1(hooks: &Hooks) -> bool {
    (hooks.signature.as_ref()).is_some_and(|check| check.signature.hash() == SignatureHash::Sha1)
}

/// How signatures are checked.
pub(super) fn verify(check: &SignatureCheck) -> Vec<TokenStream> {
    let docs = head::docs(&check.docs);
    let export = quote!(
        pub use crate::runtime::signature::SignatureError;
    );
    let table = table(&check.signature);
    if check.has_time() {
        return vec![export, table, verify_now(&docs), verify_at()];
    }
    let function = quote! {
        #docs
        pub fn verify<'h>(
            secret: &str,
            header: impl Fn(&str) -> Option<&'h str>,
            body: &[u8],
        ) -> Result<(), SignatureError> {
            SIGNATURE.verify(secret, header, body)
        }
    };
    vec![export, table, function]
}

fn table(signature: &Signature) -> TokenStream {
    match signature {
        Signature::Body { code, prefix } => {
            let (header, encoding, hash) = parts(code);
            quote! {
                static SIGNATURE: signature::Hmac = signature::Hmac {
                    header: #header,
                    prefix: #prefix,
                    encoding: #encoding,
                    hash: #hash,
                };
            }
        }
        Signature::Timed {
            code,
            form,
            before,
            between,
            tolerance,
        } => {
            let (header, encoding, hash) = parts(code);
            let form = match form {
                TimedForm::Apart { timestamp, prefix } => quote!(signature::Form::Apart {
                    timestamp: #timestamp,
                    prefix: #prefix,
                }),
                TimedForm::Pairs { timestamp, code } => quote!(signature::Form::Pairs {
                    timestamp: #timestamp,
                    code: #code,
                }),
            };
            let tolerance = Literal::u64_unsuffixed(*tolerance);
            quote! {
                static SIGNATURE: signature::Timed = signature::Timed {
                    header: #header,
                    form: #form,
                    encoding: #encoding,
                    hash: #hash,
                    before: #before,
                    between: #between,
                    tolerance: #tolerance,
                };
            }
        }
        Signature::Standard {
            id,
            timestamp,
            signature,
        } => quote! {
            static SIGNATURE: signature::Standard = signature::Standard {
                id: #id,
                timestamp: #timestamp,
                signature: #signature,
            };
        },
    }
}

fn parts(code: &SignatureCode) -> (&str, TokenStream, TokenStream) {
    let encoding = match code.encoding {
        SignatureEncoding::Hex => quote!(signature::Encoding::Hex),
        SignatureEncoding::Base64 => quote!(signature::Encoding::Base64),
    };
    let hash = match code.hash {
        SignatureHash::Sha1 => quote!(sha1::sha1),
        SignatureHash::Sha256 => quote!(signature::sha256),
        SignatureHash::Sha512 => quote!(signature::sha512),
    };
    (&code.header, encoding, hash)
}

/// Where there is a clock.
fn verify_now(docs: &TokenStream) -> TokenStream {
    quote! {
        #docs
        #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
        pub fn verify<'h>(
            secret: &str,
            header: impl Fn(&str) -> Option<&'h str>,
            body: &[u8],
        ) -> Result<(), SignatureError> {
            verify_at(secret, header, body, SystemTime::now())
        }
    }
}

fn verify_at() -> TokenStream {
    quote! {
        #[doc = " The same with the time that it is now, for tests and where there is no clock."]
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #[doc = " When the request is not signed so, or the secret is empty or malformed."]
        pub fn verify_at<'h>(
            secret: &str,
            header: impl Fn(&str) -> Option<&'h str>,
            body: &[u8],
            now: SystemTime,
        ) -> Result<(), SignatureError> {
            SIGNATURE.verify_at(secret, header, body, now)
        }
    }
}
