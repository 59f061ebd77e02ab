//! Resources: the handle, its methods, their parameters.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::rust::{
    BodyParam, DefaultItem, FailureReading, Literal, Method, Module, OwnServer, Param, ParamPlace, ParamStyle, Params,
    Resource, RustType,
};

use super::{SourceFile, answer, argument_checks, body, defaults, follow_up, head, operation, pages, types, validate};

/// The file of one resource.
pub(super) fn file(resource: &Resource) -> SourceFile {
    let mut items = imports(resource);
    items.push(handle(resource));
    items.push(methods(resource));
    items.extend(follow_up::methods(resource));
    items.extend(
        resource
            .methods
            .iter()
            .filter_map(|method| method.params.as_ref())
            .flat_map(params),
    );
    items.extend(resource.methods.iter().flat_map(|method| answer::items(&method.answer)));
    let bodies = || resource.methods.iter().filter_map(|method| method.body.as_ref());
    items.extend(bodies().flat_map(body::choice));
    items.extend(resource.methods.iter().map(operation::table));
    let pages = resource.methods.iter().filter_map(|method| method.pages.as_ref());
    items.extend(pages.map(pages::table));
    items.extend(bodies().flat_map(BodyParam::contents).filter_map(body::table));
    SourceFile {
        path: format!("src/resources/{}.rs", resource.module.bare()),
        docs: vec![format!("[`{}`] and the parameters of its methods.", resource.ident)],
        attributes: head::silence_deprecated(resource.uses_deprecated),
        items,
    }
}

fn imports(resource: &Resource) -> Vec<TokenStream> {
    let all_types = || {
        let sources = resource.follow_ups.iter().map(|follow_up| &follow_up.source);
        let of_methods = resource.methods.iter().flat_map(|method| {
            let fields = method.params.iter().flat_map(|params| &params.fields);
            let params = method.arguments.iter().chain(fields).map(|param| &param.ty);
            params
                .chain(method.answer.types())
                .chain(method.failed_bodies())
                .chain(method.pages.iter().map(|pages| &pages.item))
                .chain(method.body.iter().flat_map(BodyParam::types))
        });
        of_methods.chain(sources)
    };
    let defaults = || {
        let params = resource.methods.iter().filter_map(|method| method.params.as_ref());
        let fields = params.flat_map(|params| &params.fields);
        fields
            .filter_map(|field| field.default.as_ref())
            .map(|default| &default.value)
    };
    let mut items = Vec::new();
    if all_types().any(RustType::mentions_map) || defaults().any(Literal::mentions_map) {
        items.push(quote!(
            use std::collections::BTreeMap;
        ));
    }
    if resource.names_methods() {
        items.push(quote!(
            use std::sync::LazyLock;
        ));
    }
    let checked = resource.check_modules();
    if checked.contains(&Module::Checks) {
        items.push(quote!(
            use crate::checks;
        ));
    }
    let in_xml = resource.is_in_xml();
    if in_xml {
        items.push(quote!(
            use crate::elements;
        ));
    }
    let mut failures = resource.methods.iter().flat_map(|method| &method.failures);
    if failures.any(|(_, reading)| matches!(reading, FailureReading::Struct(_))) {
        items.push(quote!(
            use crate::responses;
        ));
    }
    let runtime = [
        (checked.contains(&Module::Assertion), quote!(assertion)),
        (checked.contains(&Module::Ecma), quote!(ecma)),
        (resource.tables_forms(), quote!(form)),
        (checked.contains(&Module::Format), quote!(format)),
        (true, quote!(http)),
        (
            all_types().any(RustType::mentions_json)
                || defaults().any(Literal::mentions_json)
                || resource.writes_lines()
                || resource.shapes_headers(),
            quote!(json),
        ),
        (
            resource.methods.iter().any(|method| method.pages.is_some()),
            quote!(pages),
        ),
        (checked.contains(&Module::Pattern), quote!(pattern)),
        (all_types().any(RustType::mentions_stream), quote!(stream)),
        (checked.contains(&Module::Validate), quote!(validate)),
        (in_xml, quote!(xml)),
    ];
    let used = runtime.into_iter().filter(|(used, _)| *used);
    items.extend(used.map(|(_, module)| quote!(use crate::runtime::#module;)));
    if all_types().any(RustType::mentions_types) {
        items.push(quote!(
            use crate::types;
        ));
    }
    items
}

fn handle(resource: &Resource) -> TokenStream {
    let docs = head::docs(&resource.docs);
    let ident = &resource.ident;
    quote! {
        #docs
        #[derive(Debug, Clone)]
        pub struct #ident {
            core: http::Core,
        }
    }
}

fn methods(resource: &Resource) -> TokenStream {
    let ident = &resource.ident;
    let methods = (resource.methods.iter()).flat_map(|method| {
        let checks = method.checks.as_ref().map(argument_checks::function);
        [Some(self::method(method)), pages::method(method), checks]
            .into_iter()
            .flatten()
    });
    quote! {
        impl #ident {
            pub(crate) fn new(core: &http::Core) -> Self {
                Self { core: core.clone() }
            }

            #(#methods)*
        }
    }
}

fn method(method: &Method) -> TokenStream {
    let docs = head::docs(&method.docs);
    let deprecated = head::deprecated(method.deprecated.as_ref());
    let (ident, operation) = (&method.ident, &method.operation);
    let signature = signature(method);
    let output = (method.answer.ty.as_ref()).map_or_else(|| quote!(()), types::qualified);
    let decode = answer::reading(&method.answer);
    let streaming = answer::streaming(&method.answer);
    let server = method.server.iter().map(|OwnServer { url, variables, .. }| {
        let variables = variables
            .iter()
            .map(|(name, default)| quote!(.server_variable(#name, #default)));
        quote!(.own_server(#url) #(#variables)*)
    });
    let scopes = (method.scopes.iter()).map(|(scheme, scopes)| quote!(.scoped(#scheme, #scopes)));
    let calls = method.arguments.iter().map(|param| {
        let ident = &param.ident;
        let value = if param.borrowed {
            quote!(#ident)
        } else {
            quote!(&#ident)
        };
        send(param, &value)
    });
    let optional = method.params.iter().flat_map(|params| {
        params.fields.iter().map(|field| {
            let (argument, ident) = (&params.argument, &field.ident);
            send(field, &quote!(&#argument.#ident))
        })
    });
    let keyed = method.key_header.iter().map(|header| quote!(.keyed(#header)));
    let calls = calls
        .chain(optional)
        .chain(method.body.iter().map(body::send))
        .chain(keyed);
    quote! {
        #docs
        #deprecated
        pub fn #ident(&self, #(#signature),*) -> http::Call<#output> {
            http::Call::new(&self.core, &#operation, #decode)#streaming #(#server)* #(#scopes)* #(#calls)*
        }
    }
}

/// The arguments of a method with their types.
pub(super) fn signature(method: &Method) -> Vec<TokenStream> {
    let arguments = method.arguments.iter().map(argument);
    let params = method.params.iter().map(|params| {
        let (argument, ty) = (&params.argument, &params.ident);
        quote!(#argument: #ty)
    });
    let body = method.body.iter().map(body::argument);
    arguments.chain(params).chain(body).collect()
}

pub(super) fn argument(param: &Param) -> TokenStream {
    let ident = &param.ident;
    match &param.ty {
        RustType::String => quote!(#ident: &str),
        RustType::Vec(items) => {
            let items = types::qualified(items);
            quote!(#ident: &[#items])
        }
        ty => {
            let ty = types::qualified(ty);
            let borrow = param.borrowed.then(|| quote!(&));
            quote!(#ident: #borrow #ty)
        }
    }
}

fn send(param: &Param, value: &TokenStream) -> TokenStream {
    let name = &param.wire_name;
    let (usual, styled) = match &param.place {
        ParamPlace::Path => (quote!(path_param), quote!(path_styled)),
        ParamPlace::Query => (quote!(query), quote!(query_styled)),
        ParamPlace::Header => (quote!(header_param), quote!(header_styled)),
        ParamPlace::Cookie => (quote!(cookie_param), quote!(cookie_styled)),
        ParamPlace::QueryString => {
            let style = param.style.iter().map(style);
            return quote!(.query_string(#value #(, #style)*));
        }
        ParamPlace::QueryForm(members) => {
            let members = members.iter().map(|(name, written)| {
                let style = style(written);
                quote!((#name, #style))
            });
            return quote!(.query_form(#value, &[#(#members),*]));
        }
    };
    match param.style.as_ref().map(style) {
        None => quote!(.#usual(#name, #value)),
        Some(style) => quote!(.#styled(#name, #value, #style)),
    }
}

/// A style as the runtime spells it.
pub(super) fn style(style: &ParamStyle) -> TokenStream {
    let constant = format_ident!("{}", style.constant);
    let changes = style.changes.iter().map(|change| format_ident!("{change}"));
    quote!(http::Style::#constant #(.#changes())*)
}

fn params(params: &Params) -> Vec<TokenStream> {
    let docs = head::docs(&params.docs);
    let ident = &params.ident;
    let fields = params.fields.iter().map(|field| {
        let docs = head::docs(&field.docs);
        let deprecated = head::deprecated(field.deprecated.as_ref());
        let ident = &field.ident;
        let ty = types::qualified(&field.ty);
        quote!(#docs #deprecated pub #ident: Option<#ty>)
    });
    let mut items = vec![quote! {
        #docs
        #[derive(Debug, Clone, PartialEq, Default)]
        pub struct #ident { #(#fields),* }
    }];
    let defaults: Vec<&DefaultItem> = params
        .fields
        .iter()
        .filter_map(|field| field.default.as_ref())
        .collect();
    items.extend(defaults::items(ident, &defaults, &quote!(types::)));
    items.extend(validate::params(params));
    items
}
