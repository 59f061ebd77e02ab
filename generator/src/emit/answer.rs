//! What calls bring: how it is read, the enum of several bodies, the struct of documented headers.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::rust::{Answer, Arm, Decode, EventForm, Framing, Headers, Reading, Several, StatusMatch};

use super::{head, header, types};

/// The function that reads an answer, as an argument of the call.
pub(super) fn reading(answer: &Answer) -> TokenStream {
    match &answer.reading {
        Reading::IfAny(Decode::Json) => quote!(http::decode::json_if_any),
        Reading::IfAny(Decode::Text) => quote!(http::decode::text_if_any),
        Reading::IfAny(Decode::Bytes) => quote!(http::decode::bytes_if_any),
        Reading::IfAny(Decode::Xml(element)) => {
            quote!(|answer| xml::decode_if_any(answer, &elements::#element))
        }
        Reading::One(Decode::Xml(element)) => quote!(|answer| xml::decode(answer, &elements::#element)),
        // Of nothing and of streams there is nothing to be missing.
        Reading::One(decode) | Reading::IfAny(decode @ (Decode::Empty | Decode::Stream(_))) => self::decode(decode),
        Reading::Several(several) => {
            let ident = &several.ident;
            quote!(#ident::decode)
        }
    }
}

/// The step of a call that says which answers are streams.
pub(super) fn streaming(answer: &Answer) -> Option<TokenStream> {
    let (media_types, end) = (&answer.streams, &answer.end);
    (!media_types.is_empty()).then(|| quote!(.streaming(&[#(#media_types),*], &[#(#end),*])))
}

/// The items beside the method.
pub(super) fn items(answer: &Answer) -> Vec<TokenStream> {
    let mut items = Vec::new();
    if let Reading::Several(several) = &answer.reading {
        items.push(definition(several));
        items.push(told_apart(several));
    }
    if let Some(headers) = &answer.headers {
        items.extend(self::headers(headers));
    }
    items
}

/// The function that reads a body; for XML the one that takes the element too.
fn decode(decode: &Decode) -> TokenStream {
    match decode {
        Decode::Xml(_) => quote!(xml::decode),
        Decode::Json => quote!(http::decode::json),
        Decode::Text => quote!(http::decode::text),
        Decode::Bytes => quote!(http::decode::bytes),
        Decode::Empty => quote!(http::decode::empty),
        Decode::Stream(framing) => match framing {
            Framing::Events(EventForm::Any) => quote!(stream::raw_events),
            Framing::Events(EventForm::Text) => quote!(stream::text_events),
            Framing::Events(EventForm::Json) => quote!(stream::events),
            Framing::Events(EventForm::Object) => quote!(stream::event_objects),
            Framing::Events(EventForm::ObjectOfJson) => quote!(stream::event_objects_of_json),
            Framing::Lines => quote!(stream::json_lines),
            Framing::Sequence => quote!(stream::json_sequence),
        },
    }
}

fn definition(several: &Several) -> TokenStream {
    let (docs, derives) = (head::docs(&several.docs), head::derives(&several.derives));
    let ident = &several.ident;
    let variants = several.variants.iter().map(|variant| {
        let docs = head::docs(&variant.docs);
        let ident = &variant.ident;
        let inner = variant.ty.as_ref().map(|ty| {
            let ty = types::qualified(ty);
            quote!((#ty))
        });
        quote!(#docs #ident #inner)
    });
    quote! {
        #docs
        #derives
        #[non_exhaustive]
        pub enum #ident { #(#variants),* }
    }
}

fn told_apart(several: &Several) -> TokenStream {
    let ident = &several.ident;
    let by_status = several.arms.iter().any(|arm| arm.status.is_some());
    let body = if by_status {
        by_status_and_type(several)
    } else {
        by_type(several)
    };
    quote! {
        impl #ident {
            fn decode(answer: &mut http::Answer) -> Result<Self, http::decode::Unfit> {
                #body
            }
        }
    }
}

fn by_status_and_type(several: &Several) -> TokenStream {
    let arms = several.arms.iter().map(|arm| {
        let status = status(arm.status);
        let guard = is(arm).map(|is| quote!(if #is));
        let value = value(several, arm);
        quote!(#status #guard => #value,)
    });
    quote!(match answer.status().as_u16() { #(#arms)* })
}

fn by_type(several: &Several) -> TokenStream {
    let arms = several.arms.iter().map(|arm| {
        let value = value(several, arm);
        if let Some(is) = is(arm) {
            quote!(if #is { #value } else)
        } else {
            quote!({ #value })
        }
    });
    quote!(#(#arms)*)
}

fn status(status: Option<StatusMatch>) -> TokenStream {
    match status {
        Some(StatusMatch::Code(code)) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        Some(StatusMatch::Range(hundred)) => {
            let first = Literal::u16_unsuffixed(u16::from(hundred) * 100);
            let last = Literal::u16_unsuffixed(u16::from(hundred) * 100 + 99);
            quote!(#first..=#last)
        }
        Some(StatusMatch::Default) | None => quote!(_),
    }
}

fn is(arm: &Arm) -> Option<TokenStream> {
    let names = &arm.media_types;
    (!names.is_empty()).then(|| quote!(#(answer.is(#names))||*))
}

fn value(several: &Several, arm: &Arm) -> TokenStream {
    let variant = &several.variants[arm.variant];
    let ident = &variant.ident;
    if variant.ty.is_none() {
        return quote!(Ok(Self::#ident));
    }
    let read = decode(&variant.decode);
    if let Decode::Xml(element) = &variant.decode {
        return quote!(#read(answer, &elements::#element).map(Self::#ident));
    }
    quote!(#read(answer).map(Self::#ident))
}

fn headers(headers: &Headers) -> [TokenStream; 2] {
    let docs = head::docs(&headers.docs);
    let ident = &headers.ident;
    let fields = headers.fields.iter().map(header::field);
    let response = quote!(response);
    let read = (headers.fields.iter()).map(|field| header::of_answer(field, &response));
    [
        quote! {
            #docs
            #[derive(Debug, Clone, PartialEq)]
            #[non_exhaustive]
            pub struct #ident { #(#fields),* }
        },
        quote! {
            impl<T> From<&http::Response<T>> for #ident {
                fn from(response: &http::Response<T>) -> Self {
                    Self { #(#read),* }
                }
            }
        },
    ]
}
