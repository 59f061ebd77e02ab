//! Methods that bring the items of all pages, and the static tables that say how pages follow each other.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::rust::{Method, NextPage, PageInput, PageSource, PageStep, Pages};

use super::{head, resource, types};

/// The method beside the one that brings a page.
pub(super) fn method(method: &Method) -> Option<TokenStream> {
    let pages = method.pages.as_ref()?;
    let docs = head::docs(&pages.docs);
    let deprecated = head::deprecated(method.deprecated.as_ref());
    let (ident, one, table) = (&pages.ident, &method.ident, &pages.table);
    let signature = resource::signature(method);
    let arguments = method.arguments.iter().map(|param| &param.ident);
    let arguments = arguments.chain(method.params.iter().map(|params| &params.argument));
    let arguments = arguments.chain(method.body.iter().map(|body| &body.ident));
    let page = (method.answer.ty.as_ref()).map_or_else(|| quote!(()), types::qualified);
    let item = types::qualified(&pages.item);
    let list = list(pages);
    let json = (pages.element.iter()).map(|element| quote!(.read_as(|body| xml::to_json(body, &elements::#element))));
    Some(quote! {
        #docs
        #deprecated
        pub fn #ident(&self, #(#signature),*) -> pages::Items<#page, #item> {
            pages::Items::new(self.#one(#(#arguments),*), &#table, |page| #list)#(#json)*
        }
    })
}

/// The static.
pub(super) fn table(pages: &Pages) -> TokenStream {
    let (table, pointer) = (&pages.table, &pages.pointer);
    let next = next(&pages.next);
    let more = if let Some(more) = &pages.more {
        let more = source(more);
        quote!(Some(#more))
    } else {
        quote!(None)
    };
    quote! {
        static #table: pages::Paging = pages::Paging {
            next: #next,
            more: #more,
            items: #pointer,
        };
    }
}

fn next(next: &NextPage) -> TokenStream {
    match next {
        NextPage::Page(to, start) => {
            let (to, start) = (input(to), Literal::u64_unsuffixed(*start));
            quote!(pages::Next::Page { to: #to, start: #start })
        }
        NextPage::Offset(to, start) => {
            let (to, start) = (input(to), Literal::u64_unsuffixed(*start));
            quote!(pages::Next::Offset { to: #to, start: #start })
        }
        NextPage::OffsetFrom(from, to) => {
            let (from, to) = (source(from), input(to));
            quote!(pages::Next::OffsetFrom { from: #from, to: #to })
        }
        NextPage::Cursor(from, to) => {
            let (from, to) = (source(from), input(to));
            quote!(pages::Next::Cursor { from: #from, to: #to })
        }
        NextPage::Url(from) => {
            let from = source(from);
            quote!(pages::Next::Url(#from))
        }
        NextPage::Link => quote!(pages::Next::Link),
    }
}

fn source(source: &PageSource) -> TokenStream {
    match source {
        PageSource::Header(name) => quote!(pages::Source::Header(#name)),
        PageSource::Body(pointer) => quote!(pages::Source::Body(#pointer)),
    }
}

fn input(input: &PageInput) -> TokenStream {
    match input {
        PageInput::Query(name) => quote!(pages::Input::Query(#name)),
        PageInput::Header(name) => quote!(pages::Input::Header(#name)),
        PageInput::Body(pointer) => quote!(pages::Input::Body(#pointer)),
    }
}

fn list(pages: &Pages) -> TokenStream {
    pages.steps.iter().fold(quote!(page), |before, step| match step {
        PageStep::Field(ident) => quote!(#before.#ident),
        PageStep::Value => quote!(#before.value()),
        PageStep::Map(ident) => quote!(#before.map(|it| it.#ident)),
        PageStep::AndThen(ident) => quote!(#before.and_then(|it| it.#ident)),
        PageStep::AndThenValue(ident) => quote!(#before.and_then(|it| it.#ident.value())),
        PageStep::OrEmpty => quote!(#before.unwrap_or_default()),
    })
}
