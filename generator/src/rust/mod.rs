//! The crate to be written, as plain data: files, items, types, attributes, finished doc lines; no tokens.
//!
//! [`build`](build()) turns the API, the decisions about it and the names into a [`Crate`]. Whatever an emitter would
//! have to compute is a field here: `emit` iterates and prints. Wire names stay strings, everything that becomes an
//! identifier is an [`Ident`] minted by a scope.

mod answer;
mod argument_checks;
mod assertion;
mod body;
mod build;
mod checked;
mod client;
mod defaults;
mod doc_line;
pub mod doc_text;
mod docs;
mod enumeration;
mod example;
mod failure;
mod follow_up;
mod foreign;
mod form;
mod format;
mod header;
mod hook;
mod imports;
mod json_block;
mod literal;
mod manifest;
mod package;
mod pages;
mod param;
mod param_checks;
mod record;
mod resource;
mod rule_docs;
mod rules;
mod server;
mod signature;
mod type_docs;
mod type_files;
mod types;
mod union;
mod xml;

/// The words that the crate model shares with the API: they mean the same in both.
pub use crate::ir::{
    EventForm, ForeignForm, Framing, GroupRule, JsonKind, Keyword, Nested, OwnServer, Pattern, PayloadKind, Presence,
    Signature, SignatureCode, SignatureEncoding, SignatureHash, StatusMatch, TimedForm, ValueType, XmlName, XmlPlace,
};
pub use crate::names::Ident;

pub use crate::passes::{Anything, Digits, NextPage, PageInput, PageSource};
pub use answer::{Answer, AnswerVariant, Arm, Decode, Headers, Reading, Several};
pub use argument_checks::{ArgumentCheck, ArgumentChecks};
pub use assertion::{Assertion, Piece, Table};
pub use body::{BodyChoice, BodyEncoding, BodyParam, BodyVariant, Sent, SentContent};
pub use build::{Settings, build};
pub use checked::Checked;
pub use client::{Client, Scheme, SchemeKind};
pub use defaults::DefaultItem;
pub use enumeration::{EnumLiteral, EnumOthers, EnumRepr, EnumVariant, Enumeration};
pub use failure::{Failure, FailureReading};
pub use follow_up::{FollowUp, FollowUpStep, FollowUpValue};
pub use foreign::{ForeignType, missing as missing_dependencies};
pub use form::{FieldWriting, FormField, FormTable};
pub use header::{HeaderShape, ReceivedHeader};
pub use hook::{Hook, HookHeader, Hooks};
pub use literal::Literal;
pub use manifest::{Dependency, Manifest};
pub use package::{Crate, Deprecated, Head, Layout, TypeFile, TypeItem};
pub use pages::{PageStep, Pages};
pub use param::{Param, ParamPlace, ParamStyle};
pub use param_checks::ParamCheck;
pub use record::{Alternative, Argument, Check, Constructor, Field, Group, Record, Rest};
pub use resource::{Method, Params, Resource, Verb};
pub use rules::{Bound, Limit, Rules};
pub use server::{ServerDefault, ServerField, ServerItem, ServerPart, ServerValue, ServerValues, Servers};
pub use signature::SignatureCheck;
pub use types::{Alias, Imports, Module, Newtype, RustType};
pub use union::{Fitting, Union, UnionStrategy, UnionVariant};
pub use xml::{ElementMember, ElementShape, Elements};
