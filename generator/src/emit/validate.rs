//! `validate()`: a table of checks.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::pattern::Patterns;
use super::{assertion, types};
use crate::rust::{
    Bound, Check, Checked, Fitting, Head, Ident, Limit, Newtype, Params, Record, Rules, Table, Union, UnionStrategy,
};

/// The checks of a struct.
pub(super) fn record(record: &Record) -> Vec<TokenStream> {
    let ident = &record.head.ident;
    let Some(checks) = &record.checks else {
        return subject(&record.head).into_iter().collect();
    };
    let mut steps: Vec<TokenStream> = checks.iter().filter_map(step).collect();
    steps.extend(record.assertion.as_ref().map(itself));
    let argument = if steps.is_empty() { quote!(_) } else { quote!(c) };
    let check = quote! {
        impl validate::Validate for #ident {
            fn check(&self, #argument: &mut validate::Checks) {
                #(#steps)*
            }
        }
    };
    vec![check, entry(ident)]
}

/// The checks of optional parameters, if there are any.
pub(super) fn params(params: &Params) -> Vec<TokenStream> {
    if params.checks.is_empty() {
        return Vec::new();
    }
    let ident = &params.ident;
    let steps = params.checks.iter().map(|param| {
        let field = &param.ident;
        let call = property(&param.check, &param.wire_name, &quote!(&self.#field));
        if param.check.has_statics() {
            quote!({ #call })
        } else {
            call
        }
    });
    let check = quote! {
        impl validate::Validate for #ident {
            fn check(&self, c: &mut validate::Checks) { #(#steps)* }
        }
    };
    vec![check, entry(ident)]
}

/// The checks of a newtype: those of what is inside.
pub(super) fn newtype(newtype: &Newtype) -> Vec<TokenStream> {
    let Some(check) = &newtype.check else {
        return subject(&newtype.head).into_iter().collect();
    };
    let ident = &newtype.head.ident;
    let call = whole(check, &quote!(&self.0));
    let check = quote! {
        impl validate::Validate for #ident {
            fn check(&self, c: &mut validate::Checks) { #call }
        }
    };
    vec![check, entry(ident)]
}

/// The checks of a union: those of the member that is there.
pub(super) fn union(union: &Union) -> Vec<TokenStream> {
    if !union.checked {
        return subject(&union.head).into_iter().collect();
    }
    let ident = &union.head.ident;
    let body = match union.fitting {
        Some(fitting) => count(union, fitting),
        None => of_member(union),
    };
    let itself = union.assertion.as_ref().map(itself);
    let check = quote! {
        impl validate::Validate for #ident {
            fn check(&self, c: &mut validate::Checks) { #itself #body }
        }
    };
    let mut items = vec![check, entry(ident)];
    if told_by_constraints(union) {
        let own = of_member(union);
        items.push(quote! {
            impl #ident {
                /// Checks the member that is there.
                fn check_member(&self, c: &mut validate::Checks) { #own }
            }
        });
    }
    items
}

/// Whether the constraints of members are looked at while reading: what has the keys of two of them may be valid as one.
pub(super) fn told_by_constraints(union: &Union) -> bool {
    let ruled = union.variants.iter().any(|variant| variant.check.is_some());
    ruled && union.fitting == Some(Fitting::One) && matches!(union.strategy, UnionStrategy::Key { .. })
}

/// The count of the members that a value fits; where it fits none, what is wrong with it as the member that it was read as.
fn count(union: &Union, fitting: Fitting) -> TokenStream {
    let mut patterns = Patterns::default();
    let members: Vec<TokenStream> = union
        .members()
        .iter()
        .map(|variant| {
            let ty = types::local(&variant.ty);
            let rules = match &variant.check {
                Some(checked) if checked.has_rules() => table(checked, &mut patterns),
                _ => quote!(validate::Rules::new()),
            };
            let fits = quote!(c.fits::<#ty>(text, &#rules));
            let Some(demand) = variant.check.as_ref().and_then(|checked| checked.demand.as_ref()) else {
                return quote!(|c, text| #fits);
            };
            let mut statics = Vec::new();
            let table = demanded(demand, &mut statics);
            quote!(|c, text| { #(#statics)* #fits && assertion::fits(text, #table) })
        })
        .collect();
    let statics = patterns.statics();
    let count = match fitting {
        Fitting::One => quote!(c.exactly_one(self, members)),
        Fitting::Some => quote!(c.at_least_one(self, members)),
    };
    let own = of_member(union);
    let count = if own.is_empty() {
        quote!(#count;)
    } else if told_by_constraints(union) {
        quote!(if !#count { self.check_member(c); })
    } else {
        quote! {
            if #count {
                return;
            }
            { #own }
        }
    };
    quote! {
        #(#statics)*
        let members: &[validate::Fits] = &[#(#members),*];
        #count
    }
}

/// The checks of the member that is there; nothing where no member has any.
fn of_member(union: &Union) -> TokenStream {
    let mut arms: Vec<(TokenStream, TokenStream)> = Vec::new();
    let mut others = Vec::new();
    for (index, variant) in union.variants.iter().enumerate() {
        let name = &variant.ident;
        let call = variant.check.as_ref().map(|check| whole(check, &quote!(value)));
        // What is several members at once has to be one of them at least.
        let fits = (index >= union.members().len()).then(|| quote!(c.report("must fit one of the alternatives");));
        match (fits, call) {
            (None, None) => others.push(variant),
            (fits, None) => arms.push((quote!(Self::#name(_)), quote!(#fits))),
            (fits, Some(call)) => arms.push((quote!(Self::#name(value)), quote!(#fits #call))),
        }
    }
    let mut others = others.into_iter();
    let unknown = quote!(Self::Unknown(_) => c.report("must have one of the documented tags"),);
    match (arms.as_slice(), others.next(), others.next(), union.open) {
        ([], _, _, false) => TokenStream::new(),
        ([], _, _, true) => {
            quote!(if let Self::Unknown(_) = self {
                c.report("must have one of the documented tags");
            })
        }
        ([(member, call)], None, _, false) => quote!(let #member = self; #call),
        ([(member, call)], _, _, false) => quote!(if let #member = self { #call }),
        (arms, first, second, open) => {
            let arms = arms.iter().map(|(member, call)| quote!(#member => { #call }));
            let rest = match (first, second, open) {
                (None, _, false) => TokenStream::new(),
                (Some(only), None, false) => {
                    let name = &only.ident;
                    quote!(Self::#name(_) => {})
                }
                (None, _, true) => unknown,
                (Some(only), None, true) => {
                    let name = &only.ident;
                    quote!(#unknown Self::#name(_) => {})
                }
                (Some(_), Some(_), true) => quote!(#unknown _ => {}),
                _ => quote!(_ => {}),
            };
            quote!(match self { #(#arms)* #rest })
        }
    }
}

/// A type without checks of its own can still stand in a list whose length is checked.
pub(super) fn subject(head: &Head) -> Option<TokenStream> {
    let ident = &head.ident;
    head.subject.then(|| quote!(impl validate::Validate for #ident {}))
}

/// The method that users call.
fn entry(ident: &Ident) -> TokenStream {
    quote!(validate::entry!(#ident);)
}

fn step(check: &Check) -> Option<TokenStream> {
    match check {
        Check::Field(field) => {
            let (ident, name) = (&field.ident, &field.wire_name);
            let checked = field.check.as_ref()?;
            let call = property(checked, name, &quote!(&self.#ident));
            Some(if checked.has_statics() { quote!({ #call }) } else { call })
        }
        Check::Choice {
            group,
            alternative,
            field,
        } => {
            let choice = group.alternatives.get(*alternative)?;
            let (of, ty, variant) = (&group.field, &group.ident, &choice.variant);
            let (ident, local, name) = (&field.ident, &field.local, &field.wire_name);
            let pattern = match (choice.fields.len(), ident == local) {
                (1, _) => quote!((#local)),
                (_, true) => quote!({ #ident, .. }),
                (_, false) => quote!({ #ident: #local, .. }),
            };
            let call = property(field.check.as_ref()?, name, &quote!(#local));
            Some(quote! {
                if let #ty::#variant #pattern = &self.#of {
                    #call
                }
            })
        }
        Check::Rest { ident, values } => {
            let call = whole(values, &quote!(&self.#ident));
            Some(if values.has_statics() { quote!({ #call }) } else { call })
        }
    }
}

/// The check of a property.
fn property(checked: &Checked, name: &str, value: &TokenStream) -> TokenStream {
    named(&quote!(c), checked, name, value)
}

/// The same with another name for the walk.
pub(super) fn named(c: &TokenStream, checked: &Checked, name: &str, value: &TokenStream) -> TokenStream {
    let mut statics = Vec::new();
    let walk = match rules_of(checked, &mut statics) {
        Some(rules) => quote!(#c.field(#name, #value, &#rules);),
        None if checked.walked => quote!(#c.inner(#name, #value);),
        None => TokenStream::new(),
    };
    let demand = checked.demand.as_ref().map(|table| {
        let table = demanded(table, &mut statics);
        quote!(assertion::property(#c, #name, #value, #table);)
    });
    quote!(#(#statics)* #walk #demand)
}

/// The check of something that stands for the whole value.
fn whole(checked: &Checked, value: &TokenStream) -> TokenStream {
    let mut statics = Vec::new();
    let walk = match rules_of(checked, &mut statics) {
        Some(rules) => quote!(c.here(#value, &#rules);),
        None if checked.walked => quote!(c.whole(#value);),
        None => TokenStream::new(),
    };
    let demand = checked.demand.as_ref().map(|table| {
        let table = demanded(table, &mut statics);
        quote!(assertion::whole(c, #value, #table);)
    });
    quote!(#(#statics)* #walk #demand)
}

/// The check of what is demanded of a type's values as a whole.
fn itself(table: &Table) -> TokenStream {
    let mut statics = Vec::new();
    let table = demanded(table, &mut statics);
    quote!(#(#statics)* assertion::whole(c, self, #table);)
}

/// The rules of a check, if there are any; patterns stand in statics before it, compiled once.
fn rules_of(checked: &Checked, statics: &mut Vec<TokenStream>) -> Option<TokenStream> {
    let mut patterns = Patterns::default();
    let rules = checked.has_rules().then(|| table(checked, &mut patterns));
    statics.extend(patterns.statics());
    rules
}

/// A table by its name, or one written in a static.
fn demanded(table: &Table, statics: &mut Vec<TokenStream>) -> TokenStream {
    match table {
        Table::Named(ident) => quote!(&checks::#ident),
        Table::Inline(pieces) => {
            statics.push(assertion::local(pieces));
            quote!(&SCHEMA)
        }
    }
}

fn table(checked: &Checked, patterns: &mut Patterns) -> TokenStream {
    let mut table = rules(&checked.rules, patterns);
    if let Some(items) = &checked.items {
        let items = self::table(items, patterns);
        table.extend(quote!(.items(&#items)));
    }
    if !checked.positions.is_empty() {
        let positions: Vec<TokenStream> = checked
            .positions
            .iter()
            .map(|item| self::table(item, patterns))
            .collect();
        table.extend(quote!(.positions(&[#(#positions),*])));
    }
    table
}

/// Rules as a chain of setters.
pub(super) fn rules(rules: &Rules, patterns: &mut Patterns) -> TokenStream {
    let Rules {
        minimum,
        maximum,
        multiple_of,
        counts,
        unique_items,
        pattern,
        only,
        format,
    } = rules;
    let mut calls = Vec::new();
    calls.extend(minimum.iter().map(|at| bound(at, "minimum")));
    calls.extend(maximum.iter().map(|at| bound(at, "maximum")));
    calls.extend(multiple_of.iter().map(|step| number(step, "multiple_of")));
    calls.extend(counts.iter().map(|(name, count)| {
        let (name, count) = (format_ident!("{name}"), integer(i128::from(*count)));
        quote!(.#name(#count))
    }));
    if *unique_items {
        calls.push(quote!(.unique_items()));
    }
    calls.extend(only.map(|only| quote!(.only(#only))));
    if let Some(format) = format {
        let form = format_ident!("{format}");
        calls.push(quote!(.format(&format::#form)));
    }
    if let Some(pattern) = pattern {
        let name = patterns.name(pattern);
        calls.push(quote!(.pattern(&#name)));
    }
    quote!(validate::Rules::new()#(#calls)*)
}

/// A bound as a call.
fn bound(bound: &Bound, name: &str) -> TokenStream {
    let exclusive = if bound.exclusive { "exclusive_" } else { "" };
    number(&bound.limit, &format!("{exclusive}{name}"))
}

/// A call with a number.
fn number(limit: &Limit, name: &str) -> TokenStream {
    match limit {
        Limit::Integer(value) => {
            let (name, value) = (format_ident!("{name}"), integer(*value));
            quote!(.#name(#value))
        }
        Limit::Float(value) => {
            let (name, value) = (format_ident!("{name}_f64"), float(*value));
            quote!(.#name(#value))
        }
        Limit::Decimal(lexeme) => {
            let name = format_ident!("{name}_decimal");
            quote!(.#name(#lexeme))
        }
    }
}

/// A float literal; a sign is a token of its own.
fn float(value: f64) -> TokenStream {
    let sign = value.is_sign_negative().then(|| quote!(-));
    let literal = Literal::f64_unsuffixed(value.abs());
    quote!(#sign #literal)
}

/// An integer literal, its digits in groups of three.
pub(super) fn integer(value: i128) -> TokenStream {
    let sign = (value < 0).then(|| quote!(-));
    let digits = value.unsigned_abs().to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) && digits.len() > 4 {
            text.push('_');
        }
        text.push(digit);
    }
    let literal: Option<Literal> = text.parse().ok();
    quote!(#sign #literal)
}
