//! `checks.rs`: tables of what no type can say.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{Assertion, Crate, Keyword, Piece, Table, ValueType};

use super::SourceFile;
use super::pattern::Patterns;
use super::validate;

/// The file of the tables that have a name.
pub(super) fn file(krate: &Crate) -> SourceFile {
    let mut printed: Vec<TokenStream> = krate.assertions.iter().map(item).collect();
    let pieces = || krate.assertions.iter().flat_map(|table| &table.pieces);
    let mut patterns = Vec::new();
    pieces().for_each(|piece| piece.patterns(&mut patterns));
    let ty = pieces().any(|piece| piece.has(&|piece| matches!(piece, Piece::Keyword(Keyword::Type(_)))));
    let ty = ty.then(|| quote!(, Type));
    let uses = [
        (true, quote!(assertion::{Keyword, Schema #ty})),
        (patterns.iter().any(|pattern| pattern.plain.is_none()), quote!(ecma)),
        (pieces().any(|piece| piece.has(&Piece::has_format)), quote!(format)),
        (patterns.iter().any(|pattern| pattern.plain.is_some()), quote!(pattern)),
        (
            pieces().any(|piece| piece.has(&|piece| matches!(piece, Piece::Rules(_)))),
            quote!(validate),
        ),
    ];
    let uses = uses.into_iter().rev().filter(|(used, _)| *used);
    for (_, used) in uses {
        printed.insert(0, quote!(use crate::runtime::#used;));
    }
    SourceFile {
        path: "src/checks.rs".to_owned(),
        docs: vec!["What the document demands of values and no type can say: `validate()` looks here.".to_owned()],
        attributes: Vec::new(),
        items: printed,
    }
}

fn item(table: &Assertion) -> TokenStream {
    let ident = &table.ident;
    let here = Printer {
        tables: TokenStream::new(),
        words: TokenStream::new(),
        patterns: Patterns::default(),
    };
    let value = here.with_statics(&table.pieces);
    quote!(pub(crate) static #ident: Schema = #value;)
}

/// A table as a static of its own within a function.
pub(super) fn local(pieces: &[Piece]) -> TokenStream {
    let elsewhere = Printer {
        tables: quote!(checks::),
        words: quote!(assertion::),
        patterns: Patterns::default(),
    };
    let value = elsewhere.with_statics(pieces);
    quote!(static SCHEMA: assertion::Schema = #value;)
}

/// A table being printed.
struct Printer {
    /// What stands before the names of tables.
    tables: TokenStream,
    /// What stands before the names of the runtime.
    words: TokenStream,
    patterns: Patterns,
}

impl Printer {
    /// A table with the statics of its patterns.
    fn with_statics(mut self, pieces: &[Piece]) -> TokenStream {
        let schema = self.schema(pieces);
        let statics = self.patterns.statics();
        if statics.is_empty() {
            schema
        } else {
            quote!({ #(#statics)* #schema })
        }
    }

    fn schema(&mut self, pieces: &[Piece]) -> TokenStream {
        let words = self.words.clone();
        let pieces = pieces.iter().map(|one| self.piece(one)).collect::<Vec<_>>();
        quote!(#words Schema(&[#(#pieces),*]))
    }

    fn reference(&mut self, table: &Table) -> TokenStream {
        match table {
            Table::Named(ident) => {
                let tables = &self.tables;
                quote!(&#tables #ident)
            }
            Table::Inline(pieces) => {
                let schema = self.schema(pieces);
                quote!(&#schema)
            }
        }
    }

    fn piece(&mut self, piece: &Piece) -> TokenStream {
        let printed = match piece {
            Piece::OrNull => quote!(OrNull),
            Piece::Rules(rules) => {
                let rules = validate::rules(rules, &mut self.patterns);
                quote!(Rules(&#rules))
            }
            Piece::Keyword(keyword) => self.keyword(keyword),
        };
        let words = &self.words;
        quote!(#words Keyword::#printed)
    }

    fn keyword(&mut self, keyword: &Keyword<Table>) -> TokenStream {
        match keyword {
            Keyword::Type(types) => {
                let types = types.iter().map(|ty| self.value_type(*ty)).collect::<Vec<_>>();
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
                    let table = self.reference(table);
                    quote!((#name, #table))
                });
                let schemas: Vec<TokenStream> = schemas.collect();
                quote!(DependentSchemas(&[#(#schemas),*]))
            }
            Keyword::PropertyNames(table) => call("PropertyNames", &self.reference(table)),
            Keyword::Properties { .. } | Keyword::Items { .. } | Keyword::Contains { .. } | Keyword::If { .. } => {
                self.structured(keyword)
            }
            Keyword::All(tables) => self.list("All", tables),
            Keyword::Any(tables) => self.list("Any", tables),
            Keyword::One(tables) => self.list("One", tables),
            Keyword::Not(table) => call("Not", &self.reference(table)),
            Keyword::UnevaluatedProperties(table) => call("UnevaluatedProperties", &self.reference(table)),
            Keyword::UnevaluatedItems(table) => call("UnevaluatedItems", &self.reference(table)),
            // The others are rules, which are no keywords of their own in a table.
            Keyword::Never
            | Keyword::Minimum(_)
            | Keyword::Maximum(_)
            | Keyword::MultipleOf(_)
            | Keyword::Count(..)
            | Keyword::UniqueItems
            | Keyword::Pattern(_)
            | Keyword::Format(_) => quote!(Never),
        }
    }

    /// A keyword that has parts with names.
    fn structured(&mut self, keyword: &Keyword<Table>) -> TokenStream {
        match keyword {
            Keyword::Properties {
                named,
                patterns: by_pattern,
                others,
            } => {
                let entries = named.iter().map(|(name, table)| {
                    let table = self.reference(table);
                    quote!((#name, #table))
                });
                let named: Vec<TokenStream> = entries.collect();
                let entries = by_pattern.iter().map(|(pattern, table)| {
                    let name = self.patterns.name(pattern);
                    let table = self.reference(table);
                    quote!((&#name, #table))
                });
                let by_pattern: Vec<TokenStream> = entries.collect();
                let others = self.optional(others.as_ref());
                quote!(Properties { named: &[#(#named),*], patterns: &[#(#by_pattern),*], others: #others })
            }
            Keyword::Items { first, others } => {
                let first: Vec<TokenStream> = first.iter().map(|table| self.reference(table)).collect();
                let others = self.optional(others.as_ref());
                quote!(Items { first: &[#(#first),*], others: #others })
            }
            Keyword::Contains { item, least, most } => {
                let item = self.reference(item);
                let least = validate::integer(i128::from(*least));
                let most = most.map_or_else(
                    || quote!(None),
                    |most| {
                        let most = validate::integer(i128::from(most));
                        quote!(Some(#most))
                    },
                );
                quote!(Contains { schema: #item, least: #least, most: #most })
            }
            Keyword::If {
                condition,
                then,
                otherwise,
            } => {
                let condition = self.reference(condition);
                let then = self.optional(then.as_ref());
                let otherwise = self.optional(otherwise.as_ref());
                quote!(If { condition: #condition, then: #then, otherwise: #otherwise })
            }
            _ => quote!(Never),
        }
    }

    fn optional(&mut self, table: Option<&Table>) -> TokenStream {
        let Some(table) = table else { return quote!(None) };
        let table = self.reference(table);
        quote!(Some(#table))
    }

    fn list(&mut self, name: &str, tables: &[Table]) -> TokenStream {
        let tables: Vec<TokenStream> = tables.iter().map(|table| self.reference(table)).collect();
        call(name, &quote!(&[#(#tables),*]))
    }

    fn value_type(&self, ty: ValueType) -> TokenStream {
        let words = &self.words;
        let name = match ty {
            ValueType::Null => "Null",
            ValueType::Boolean => "Boolean",
            ValueType::Integer => "Integer",
            ValueType::Number => "Number",
            ValueType::String => "String",
            ValueType::Array => "Array",
            ValueType::Object => "Object",
        };
        let name = quote::format_ident!("{name}");
        quote!(#words Type::#name)
    }
}

fn call(name: &str, argument: &TokenStream) -> TokenStream {
    let name = quote::format_ident!("{name}");
    quote!(#name(#argument))
}
