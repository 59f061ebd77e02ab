//! Bodies of requests: arguments, the enum of several media types, the static tables of forms.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{
    BodyChoice, BodyEncoding, BodyParam, BodyVariant, FieldWriting, FormField, FormTable, Nested, RustType, Sent,
    SentContent,
};

use super::{head, resource, types};

/// The argument of a method.
pub(super) fn argument(body: &BodyParam) -> TokenStream {
    let ident = &body.ident;
    let (ty, converts) = match &body.sent {
        Sent::One(content) => (types::qualified(&content.ty), takes_others(&content.ty)),
        Sent::Choice(choice) => {
            let ident = &choice.ident;
            (quote!(#ident), true)
        }
    };
    match (converts, body.required) {
        (false, true) => quote!(#ident: #ty),
        (true, true) => quote!(#ident: impl Into<#ty>),
        (_, false) => quote!(#ident: impl Into<Option<#ty>>),
    }
}

/// Whether callers may give something else than the very type: a `&str`, a `Vec<u8>`.
fn takes_others(ty: &RustType) -> bool {
    matches!(ty, RustType::String | RustType::File)
}

/// The step of a method that puts the body into the call.
pub(super) fn send(body: &BodyParam) -> TokenStream {
    let ident = &body.ident;
    let content = match &body.sent {
        Sent::One(content) => content,
        Sent::Choice(_) => return quote!(.content(&#ident.into())),
    };
    // What takes text and files converts them itself; what takes JSON takes any value.
    let converts = matches!(content.encoding, BodyEncoding::Json) && takes_others(&content.ty);
    let value = if body.required && !converts {
        quote!(#ident)
    } else {
        quote!(#ident.into())
    };
    let media_type = &content.media_type;
    let another = another(content);
    match (&content.encoding, body.required) {
        (BodyEncoding::Json, true) => quote!(.json(&#value) #another),
        (BodyEncoding::Json, false) => quote!(.json_if_some(&#value) #another),
        (BodyEncoding::Text, true) => quote!(.text(#value) #another),
        (BodyEncoding::Text, false) => quote!(.text_if_some(#value) #another),
        (BodyEncoding::Bytes, true) => quote!(.file(#value, #media_type)),
        (BodyEncoding::Bytes, false) => quote!(.file_if_some(#value, #media_type)),
        (BodyEncoding::Lines | BodyEncoding::Sequence, true) => {
            let write = lines(content);
            quote!(.written(#write(&#value), #media_type))
        }
        (BodyEncoding::Lines | BodyEncoding::Sequence, false) => {
            let write = lines(content);
            quote!(.written_if_some(#value.map(|body| #write(&body)), #media_type))
        }
        (BodyEncoding::Xml(element), true) => {
            quote!(.written(xml::to_vec(&#value, &elements::#element), #media_type))
        }
        (BodyEncoding::Xml(element), false) => {
            let written = quote!(#value.map(|body| xml::to_vec(&body, &elements::#element)));
            quote!(.written_if_some(#written, #media_type))
        }
        (BodyEncoding::Form(table), _) => {
            let table = reference(table);
            quote!(.form(&#value, #table))
        }
        (BodyEncoding::Multipart(table), _) => {
            let table = reference(table);
            quote!(.multipart(&#value, #table))
        }
    }
}

/// The function that writes a list of values one after the other.
fn lines(content: &SentContent) -> TokenStream {
    if matches!(content.encoding, BodyEncoding::Sequence) {
        quote!(json::to_sequence)
    } else {
        quote!(json::to_lines)
    }
}

/// The step that says which media type it is, where it is not the usual one of its kind.
fn another(content: &SentContent) -> Option<TokenStream> {
    let usual = match content.encoding {
        BodyEncoding::Json => "application/json",
        BodyEncoding::Text => "text/plain",
        BodyEncoding::Bytes
        | BodyEncoding::Lines
        | BodyEncoding::Sequence
        | BodyEncoding::Xml(_)
        | BodyEncoding::Form(_)
        | BodyEncoding::Multipart(_) => return None,
    };
    let media_type = &content.media_type;
    (usual != media_type).then(|| quote!(.content_type(#media_type)))
}

/// The table of a form, as a call refers to it.
fn reference(table: &FormTable) -> TokenStream {
    match (&table.ident, table.nested) {
        (Some(ident), _) => quote!(&#ident),
        (None, Nested::Brackets) => quote!(&form::Form::BRACKETS),
        (None, Nested::Dots) => quote!(&form::Form::DOTS),
        (None, Nested::Json) => quote!(&form::Form::JSON),
    }
}

/// The static that says how a form is written.
pub(super) fn table(content: &SentContent) -> Option<TokenStream> {
    let table = content.table()?;
    let ident = table.ident.as_ref()?;
    let fields = table.fields.iter().map(field);
    let nested = match table.nested {
        Nested::Brackets => quote!(Brackets),
        Nested::Dots => quote!(Dots),
        Nested::Json => quote!(Json),
    };
    Some(quote! {
        static #ident: form::Form = form::Form {
            fields: &[#(#fields),*],
            nested: form::Nested::#nested,
        };
    })
}

fn field(field: &FormField) -> TokenStream {
    let name = &field.wire_name;
    let written = match &field.writing {
        FieldWriting::Styled(style) => {
            let style = resource::style(style);
            quote!(styled(#name, #style))
        }
        FieldWriting::Content(media_type) => quote!(content(#name, #media_type)),
    };
    let headers = (!field.headers.is_empty()).then(|| {
        let headers = field.headers.iter().map(|(name, value)| quote!((#name, #value)));
        quote!(.headers(&[#(#headers),*]))
    });
    quote!(form::Field::#written #headers)
}

/// The enum of the media types of a body, with its ways in and out.
pub(super) fn choice(body: &BodyParam) -> Vec<TokenStream> {
    let Sent::Choice(choice) = &body.sent else {
        return Vec::new();
    };
    let BodyChoice { ident, docs, variants } = choice;
    let docs = head::docs(docs);
    let members = variants.iter().map(|variant| {
        let docs = head::docs(&variant.docs);
        let (ident, ty) = (&variant.ident, types::qualified(&variant.content.ty));
        quote!(#docs #ident(#ty))
    });
    let arms = variants.iter().map(|variant| {
        let ident = &variant.ident;
        let put = put(&variant.content);
        quote!(Self::#ident(value) => body.#put)
    });
    let conversions = variants.iter().filter(|variant| variant.converts);
    let mut items = vec![
        quote! {
            #docs
            #[derive(Debug, Clone, PartialEq)]
            pub enum #ident { #(#members),* }
        },
        quote! {
            impl http::Content for #ident {
                fn put(&self, body: &mut http::Body<'_>) {
                    match self { #(#arms),* }
                }
            }
        },
    ];
    items.extend(conversions.map(|variant| conversion(choice, variant)));
    items
}

fn conversion(choice: &BodyChoice, variant: &BodyVariant) -> TokenStream {
    let (ident, name, ty) = (&choice.ident, &variant.ident, types::qualified(&variant.content.ty));
    quote! {
        impl From<#ty> for #ident {
            fn from(value: #ty) -> Self {
                Self::#name(value)
            }
        }
    }
}

/// The step of an enum that puts one of its values into the call.
fn put(content: &SentContent) -> TokenStream {
    let media_type = &content.media_type;
    match &content.encoding {
        BodyEncoding::Json => quote!(json(value, #media_type)),
        BodyEncoding::Text => quote!(text(value, #media_type)),
        BodyEncoding::Bytes => quote!(file(value, #media_type)),
        BodyEncoding::Lines | BodyEncoding::Sequence => {
            let write = lines(content);
            quote!(written(#write(value), #media_type))
        }
        BodyEncoding::Xml(element) => {
            quote!(written(xml::to_vec(value, &elements::#element), #media_type))
        }
        BodyEncoding::Form(table) => {
            let table = reference(table);
            quote!(form(value, #table))
        }
        BodyEncoding::Multipart(table) => {
            let table = reference(table);
            quote!(multipart(value, #table))
        }
    }
}
