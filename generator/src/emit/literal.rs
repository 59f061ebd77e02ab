//! Values: literals, variants, structs, and what the runtime makes of a text.

use proc_macro2::{Literal as Token, TokenStream};
use quote::{format_ident, quote};

use crate::rust::{Anything, Digits, ForeignForm, Ident, Literal};

use super::validate;

/// A value; `path` stands before the names of types. One that may fail ends the function with `?`.
pub(super) fn expression(value: &Literal, path: &TokenStream) -> TokenStream {
    let inner = |value: &Literal| expression(value, path);
    match value {
        Literal::Bool(value) => quote!(#value),
        Literal::Integer(value) => validate::integer(*value),
        Literal::Float(value) => float(*value),
        Literal::Text(text) => quote!(#text.to_owned()),
        Literal::Number(digits) => number(*digits),
        Literal::Lenient(ty, text) => {
            let ty = format_ident!("{ty}");
            quote!(json::#ty::lenient(#text))
        }
        Literal::Parsed(form, text) => {
            let value = parsed(*form, text);
            quote!(#value?)
        }
        Literal::Anything(value) => anything(value),
        Literal::None => quote!(None),
        Literal::Some(value) => wrapped(&quote!(Some), &inner(value)),
        Literal::Absent => quote!(json::Nullable::Absent),
        Literal::Null => quote!(json::Nullable::Null),
        Literal::NotNull(value) => wrapped(&quote!(json::Nullable::Value), &inner(value)),
        Literal::Boxed(value) => wrapped(&quote!(Box::new), &inner(value)),
        Literal::Variant(ty, variant) => quote!(#path #ty::#variant),
        Literal::Member(ty, variant, value) => wrapped(&quote!(#path #ty::#variant), &inner(value)),
        Literal::Fields(ty, variant, given) => {
            let fields = fields(given, path);
            quote!(#path #ty::#variant { #fields })
        }
        Literal::Unknown(ty, value) => wrapped(&quote!(#path #ty::Unknown), &inner(value)),
        Literal::Newtype(ty, value) => wrapped(&quote!(#path #ty), &inner(value)),
        Literal::List(items) if items.is_empty() => quote!(Vec::new()),
        Literal::List(items) => {
            let plain = items.iter().all(is_plain);
            let items = items.iter().map(inner);
            // What stands in a macro is printed token by token.
            if plain {
                quote!(vec![#(#items),*])
            } else {
                quote!(Vec::from([#(#items),*]))
            }
        }
        Literal::Map(alias, entries) => map(alias.as_ref(), entries, path),
        Literal::Tuple(items) => match items.as_slice() {
            [only] => {
                let only = inner(only);
                quote!((#only,))
            }
            items => {
                let items = items.iter().map(inner);
                quote!((#(#items),*))
            }
        },
        Literal::Struct { ident, fields, .. } if fields.is_empty() => quote!(#path #ident::default()),
        Literal::Struct {
            ident,
            fields: given,
            others,
        } => {
            let fields = fields(given, path);
            let rest = others.then(|| quote!(..#path #ident::default()));
            quote!(#path #ident { #fields #rest })
        }
    }
}

/// Whether a value is a word or two.
fn is_plain(value: &Literal) -> bool {
    match value {
        Literal::Bool(_) | Literal::Text(_) | Literal::Variant(..) => true,
        Literal::Integer(value) => *value >= 0,
        Literal::Float(value) => value.is_sign_positive(),
        _ => false,
    }
}

/// What a type from elsewhere makes of a text, as an `Option`.
pub(super) fn parsed(form: ForeignForm, text: &str) -> TokenStream {
    match form {
        ForeignForm::Text | ForeignForm::Number => quote!(#text.parse().ok()),
        ForeignForm::Json => quote!(json::from_slice(#text.as_bytes()).ok()),
    }
}

fn wrapped(with: &TokenStream, value: &TokenStream) -> TokenStream {
    quote!(#with(#value))
}

fn fields(given: &[(Ident, Literal)], path: &TokenStream) -> TokenStream {
    let fields = given.iter().map(|(field, value)| {
        let value = expression(value, path);
        quote!(#field: #value)
    });
    quote!(#(#fields,)*)
}

fn map(alias: Option<&Ident>, entries: &[(String, Literal)], path: &TokenStream) -> TokenStream {
    let map = alias.map_or_else(|| quote!(BTreeMap), |alias| quote!(#path #alias));
    if entries.is_empty() {
        return quote!(#map::new());
    }
    let entries = entries.iter().map(|(name, value)| {
        let value = expression(value, path);
        quote!((#name.to_owned(), #value))
    });
    quote!(#map::from([#(#entries),*]))
}

/// An exact number; one without a fraction is an integer like any other.
fn number(digits: Digits) -> TokenStream {
    let Digits { digits, places } = digits;
    let value = validate::integer(digits);
    if places == 0 {
        let value = sized(digits);
        quote!(json::Number::from(#value))
    } else {
        let places = validate::integer(i128::from(places));
        quote!(json::Number::scaled(#value, #places))
    }
}

/// An integer with the suffix of its type where it is too large for `i32`.
fn sized(value: i128) -> TokenStream {
    if i32::try_from(value).is_ok() {
        return validate::integer(value);
    }
    let suffix = if i64::try_from(value).is_ok() { "i64" } else { "i128" };
    let digits = validate::integer(value).to_string();
    let text = format!("{}_{suffix}", digits.trim_start_matches(['-', ' ']));
    let token: Option<Token> = text.parse().ok();
    let sign = (value < 0).then(|| quote!(-));
    quote!(#sign #token)
}

/// Any JSON.
fn anything(value: &Anything) -> TokenStream {
    match value {
        Anything::Null => quote!(json::Value::Null),
        Anything::Bool(value) => quote!(json::Value::Bool(#value)),
        Anything::Number(Digits { digits, places: 0 }) if i64::try_from(*digits).is_ok() => {
            let value = sized(*digits);
            quote!(json::Value::from(#value))
        }
        Anything::Number(digits) => {
            let number = number(*digits);
            quote!(json::Value::Number(#number))
        }
        Anything::Text(text) => quote!(json::Value::from(#text)),
        Anything::List(items) if items.is_empty() => quote!(json::Value::Array(Vec::new())),
        Anything::List(items) => {
            let items = convertible(items.iter());
            quote!(json::Value::from([#(#items),*]))
        }
        Anything::Object(members) if members.is_empty() => quote!(json::Value::Object(json::Object::new())),
        Anything::Object(members) => {
            let names = members.iter().map(|(name, _)| name);
            let values = convertible(members.iter().map(|(_, value)| value));
            quote!(json::Value::Object(json::Object::from([#((#names, #values)),*])))
        }
    }
}

/// Values of one type that become JSON: texts or numbers as they are, or else JSON.
fn convertible<'v>(values: impl Iterator<Item = &'v Anything> + Clone) -> Vec<TokenStream> {
    let texts = values.clone().map(|value| match value {
        Anything::Text(text) => Some(quote!(#text)),
        _ => None,
    });
    let numbers = values.clone().map(|value| match value {
        Anything::Number(Digits { digits, places: 0 }) => {
            i32::try_from(*digits).is_ok().then(|| validate::integer(*digits))
        }
        _ => None,
    });
    let plain = texts.collect::<Option<Vec<_>>>().or_else(|| numbers.collect());
    plain.unwrap_or_else(|| values.map(anything).collect())
}

/// A number with a point, its digits in groups of three.
fn float(value: f64) -> TokenStream {
    let sign = value.is_sign_negative().then(|| quote!(-));
    let text = format!("{:?}", value.abs());
    let grouped = match text.split_once('.') {
        Some((whole, part)) if whole.len() > 4 && part == "0" => {
            let mut digits = String::new();
            for (index, digit) in whole.chars().enumerate() {
                if index > 0 && (whole.len() - index).is_multiple_of(3) {
                    digits.push('_');
                }
                digits.push(digit);
            }
            format!("{digits}.0")
        }
        _ => text,
    };
    let token: Option<Token> = grouped.parse().ok();
    quote!(#sign #token)
}
