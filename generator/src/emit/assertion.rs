//! `checks.rs`: tables of what no type can say.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{Assertion, Crate, Keyword, Piece, Table, ValueType};

use super::SourceFile;
use super::pattern::Patterns;
use super::validate;

/// The file of the tables that have a name.
pub(super) fn file(krate: &Crate) -> SourceFile {
    let mut modules = vec![quote!(assertion)];
    let mut printed: Vec<TokenStream> = krate.assertions.iter().map(item).collect();
    let mut patterns = Vec::new();
    let pieces = || krate.assertions.iter().flat_map(|table| &table.pieces);
    pieces().for_each(|piece| piece.patterns(&mut patterns));
    if patterns.iter().any(|pattern| pattern.plain.is_none()) {
        modules.push(quote!(ecma));
    }
    if patterns.iter().any(|pattern| pattern.plain.is_some()) {
        modules.push(quote!(pattern));
    }
    if pieces().any(Piece::has_rules) {
        modules.push(quote!(validate));
    }
    let import = match modules.as_slice() {
        [only] => quote!(use crate::runtime::#only;),
        several => quote!(use crate::runtime::{#(#several),*};),
    };
    printed.insert(0, import);
    SourceFile {
        path: "src/checks.rs".to_owned(),
        docs: vec!["What the document demands of values and no type can say: `validate()` looks here.".to_owned()],
        attributes: Vec::new(),
        items: printed,
    }
}

fn item(table: &Assertion) -> TokenStream {
    let ident = &table.ident;
    let value = with_statics(&table.pieces, &TokenStream::new());
    quote!(pub(crate) static #ident: assertion::Schema = #value;)
}

/// A table as a static of its own within a function.
pub(super) fn local(pieces: &[Piece]) -> TokenStream {
    let value = with_statics(pieces, &quote!(checks::));
    quote!(static SCHEMA: assertion::Schema = #value;)
}

/// A table with the statics of its patterns; `names` is where other tables are.
fn with_statics(pieces: &[Piece], names: &TokenStream) -> TokenStream {
    let mut patterns = Patterns::default();
    let schema = schema(pieces, names, &mut patterns);
    let statics = patterns.statics();
    if statics.is_empty() {
        schema
    } else {
        quote!({ #(#statics)* #schema })
    }
}

fn schema(pieces: &[Piece], names: &TokenStream, patterns: &mut Patterns) -> TokenStream {
    let pieces = pieces.iter().map(|one| piece(one, names, patterns));
    quote!(assertion::Schema(&[#(#pieces),*]))
}

fn reference(table: &Table, names: &TokenStream, patterns: &mut Patterns) -> TokenStream {
    match table {
        Table::Named(ident) => quote!(&#names #ident),
        Table::Inline(pieces) => {
            let schema = schema(pieces, names, patterns);
            quote!(&#schema)
        }
    }
}

fn piece(piece: &Piece, names: &TokenStream, patterns: &mut Patterns) -> TokenStream {
    let printed = match piece {
        Piece::OrNull => quote!(OrNull),
        Piece::Rules(rules) => {
            let rules = validate::rules(rules, patterns);
            quote!(Rules(#rules))
        }
        Piece::Keyword(keyword) => self::keyword(keyword, names, patterns),
    };
    quote!(assertion::Keyword::#printed)
}

fn keyword(keyword: &Keyword<Table>, names: &TokenStream, patterns: &mut Patterns) -> TokenStream {
    let mut inside = |table: &Table| reference(table, names, patterns);
    match keyword {
        Keyword::Type(types) => {
            let types = types.iter().map(|ty| value_type(*ty));
            quote!(Type(&[#(#types),*]))
        }
        Keyword::Values(values) => quote!(Values(&[#(#values),*])),
        Keyword::Required(required) => quote!(Required(&[#(#required),*])),
        Keyword::DependentRequired(lists) => {
            let lists = lists.iter().map(|(name, others)| quote!((#name, &[#(#others),*])));
            quote!(DependentRequired(&[#(#lists),*]))
        }
        Keyword::DependentSchemas(schemas) => {
            let schemas = schemas.iter().map(|(name, table)| {
                let table = inside(table);
                quote!((#name, #table))
            });
            let schemas: Vec<TokenStream> = schemas.collect();
            quote!(DependentSchemas(&[#(#schemas),*]))
        }
        Keyword::PropertyNames(table) => call("PropertyNames", &inside(table)),
        Keyword::Properties { .. } | Keyword::Items { .. } | Keyword::Contains { .. } | Keyword::If { .. } => {
            structured(keyword, names, patterns)
        }
        Keyword::All(tables) => list("All", tables, &mut inside),
        Keyword::Any(tables) => list("Any", tables, &mut inside),
        Keyword::One(tables) => list("One", tables, &mut inside),
        Keyword::Not(table) => call("Not", &inside(table)),
        Keyword::UnevaluatedProperties(table) => call("UnevaluatedProperties", &inside(table)),
        Keyword::UnevaluatedItems(table) => call("UnevaluatedItems", &inside(table)),
        // The others are rules, which are no keywords of their own in a table.
        Keyword::Never
        | Keyword::Minimum(_)
        | Keyword::Maximum(_)
        | Keyword::MultipleOf(_)
        | Keyword::Count(..)
        | Keyword::UniqueItems
        | Keyword::Pattern(_) => quote!(Never),
    }
}

/// A keyword that has parts with names.
fn structured(keyword: &Keyword<Table>, names: &TokenStream, patterns: &mut Patterns) -> TokenStream {
    match keyword {
        Keyword::Properties {
            named,
            patterns: by_pattern,
            others,
        } => {
            let entries = named.iter().map(|(name, table)| {
                let table = reference(table, names, patterns);
                quote!((#name, #table))
            });
            let named: Vec<TokenStream> = entries.collect();
            let entries = by_pattern.iter().map(|(pattern, table)| {
                let name = patterns.name(pattern);
                let table = reference(table, names, patterns);
                quote!((&#name, #table))
            });
            let by_pattern: Vec<TokenStream> = entries.collect();
            let others = optional(others.as_ref(), names, patterns);
            quote!(Properties { named: &[#(#named),*], patterns: &[#(#by_pattern),*], others: #others })
        }
        Keyword::Items { first, others } => {
            let first: Vec<TokenStream> = first.iter().map(|table| reference(table, names, patterns)).collect();
            let others = optional(others.as_ref(), names, patterns);
            quote!(Items { first: &[#(#first),*], others: #others })
        }
        Keyword::Contains { item, least, most } => {
            let item = reference(item, names, patterns);
            let least = validate::integer(i128::from(*least));
            let most = match most {
                Some(most) => {
                    let most = validate::integer(i128::from(*most));
                    quote!(Some(#most))
                }
                None => quote!(None),
            };
            quote!(Contains { schema: #item, least: #least, most: #most })
        }
        Keyword::If {
            condition,
            then,
            otherwise,
        } => {
            let condition = reference(condition, names, patterns);
            let then = optional(then.as_ref(), names, patterns);
            let otherwise = optional(otherwise.as_ref(), names, patterns);
            quote!(If { condition: #condition, then: #then, otherwise: #otherwise })
        }
        _ => quote!(Never),
    }
}

fn optional(table: Option<&Table>, names: &TokenStream, patterns: &mut Patterns) -> TokenStream {
    match table {
        Some(table) => {
            let table = reference(table, names, patterns);
            quote!(Some(#table))
        }
        None => quote!(None),
    }
}

fn call(name: &str, argument: &TokenStream) -> TokenStream {
    let name = quote::format_ident!("{name}");
    quote!(#name(#argument))
}

fn list(name: &str, tables: &[Table], inside: &mut impl FnMut(&Table) -> TokenStream) -> TokenStream {
    let tables = tables.iter().map(inside);
    call(name, &quote!(&[#(#tables),*]))
}

fn value_type(ty: ValueType) -> TokenStream {
    match ty {
        ValueType::Null => quote!(assertion::Type::Null),
        ValueType::Boolean => quote!(assertion::Type::Boolean),
        ValueType::Integer => quote!(assertion::Type::Integer),
        ValueType::Number => quote!(assertion::Type::Number),
        ValueType::String => quote!(assertion::Type::String),
        ValueType::Array => quote!(assertion::Type::Array),
        ValueType::Object => quote!(assertion::Type::Object),
    }
}
