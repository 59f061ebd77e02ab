//! Words, case, keywords, scopes: what everything in the generated crate is called.
//!
//! Texts of the document become [`Words`]; a [`Scope`] writes them in the [`Case`] of its [`Kind`] and mints an
//! [`Ident`] for each thing. An [`Ident`] cannot be made in any other way, so what is printed is valid and unique by
//! construction.

mod case;
mod keywords;
mod package;
mod phrases;
mod plan;
mod reserved;
mod scope;
mod symbols;
mod table;
mod words;

pub use case::Case;
pub use package::{environment_prefix, package_name};
pub(crate) use phrases::singular;
pub use plan::{FollowUp, FollowUpArgument, Resource, ResourcePlan};
pub use reserved::Reserved;
pub use scope::{Ident, Kind, Scope, Wanted};
pub use table::{
    AlternativeNames, AnswerNames, BodyNames, DefaultNames, FailureNames, Feature, FieldNames, GroupNames, HookNames,
    Members, Names, OperationNames, PagesNames, RecordNames, ResourceNames, ServerNames, TypeNames, VariableNames,
};
pub use words::Words;
