//! Methods that bring the items of all pages.
//!
//! ```toml
//! pagination.listThings = { kind = "cursor", parameter = "cursor", next = "/next", items = "/data" }
//! ```
//!
//! becomes `client.things().list_all(…)` beside `client.things().list(…)`, and a static table.

use crate::ir::{self, Presence, Shape, Type};
use crate::names::{Ident, OperationNames};
use crate::passes::{NextPage, PageField, PageSource};

use super::RustType;
use super::build::Context;
use super::doc_line::{WIDTH, wrap};
use super::docs::append;

/// A method that brings the items of all pages.
#[derive(Debug, Clone)]
pub struct Pages {
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// Its name.
    pub ident: Ident,
    /// The static that says how pages follow each other.
    pub table: Ident,
    /// The type of an item.
    pub item: RustType,
    /// Where the next page is.
    pub next: NextPage,
    /// Where an answer says whether there is one.
    pub more: Option<PageSource>,
    /// The JSON pointer of the list.
    pub pointer: String,
    /// The static that describes the element of a page in XML.
    pub element: Option<Ident>,
    /// How the list is taken out of a page, step by step.
    pub steps: Vec<PageStep>,
    /// Whether it names something deprecated.
    pub uses_deprecated: bool,
}

/// A step on the way from a page to its list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageStep {
    /// The field of what is there.
    Field(Ident),
    /// The value of what may be absent or null.
    Value,
    /// The field of what may not be there.
    Map(Ident),
    /// The field, which may not be there, of what may not be there.
    AndThen(Ident),
    /// The same where the field may be null besides.
    AndThenValue(Ident),
    /// Nothing is an empty list.
    OrEmpty,
}

/// Builds the method for an operation; absent where its answers are no pages.
pub(super) fn build(operation: usize, names: &OperationNames, context: &Context<'_>) -> Option<Pages> {
    let paging = context.decisions.paging.get(operation)?.as_ref()?;
    let pages = names.pages.as_ref()?;
    let described = &context.api.operations[operation];
    let item = item(described, &paging.fields, context)?;
    let is_deprecated = |field: &PageField| field_of(field, context).is_some_and(|field| field.deprecated.is_some());
    Some(Pages {
        uses_deprecated: context.is_deprecated(&item) || paging.fields.iter().any(is_deprecated),
        docs: docs(&names.method),
        ident: pages.method.clone(),
        table: pages.constant.clone(),
        item,
        next: paging.next.clone(),
        more: paging.more.clone(),
        pointer: paging.items.clone(),
        element: described.answer().and_then(|content| context.element(content)),
        steps: steps(paging.is_optional, &paging.fields, context),
    })
}

fn docs(method: &Ident) -> Vec<String> {
    let one = format!("[`{method}`](Self::{method})");
    let mut lines = wrap(&format!("The items of all pages of {one}, one after the other."), WIDTH);
    let text = "A page is requested when the items before it are used up. Options for all pages are chosen by \
                [`with`](crate::Items::with); [`pages`](crate::Items::pages) brings the pages as they are.";
    append(&mut lines, wrap(text, WIDTH));
    let errors = format!(
        "Those of {one}; besides, [`ErrorKind::Pagination`](crate::ErrorKind::Pagination) where a page does not lead to the next."
    );
    append(
        &mut lines,
        [vec!["# Errors".to_owned(), String::new()], wrap(&errors, WIDTH)].concat(),
    );
    lines
}

fn field_of<'a>(field: &PageField, context: &Context<'a>) -> Option<&'a ir::Field> {
    match &context.api.types.get(field.record).shape {
        Shape::Record(record) => record.fields.get(field.index),
        _ => None,
    }
}

/// The type of the items of the list at the end of these fields.
fn item(operation: &ir::Operation, fields: &[PageField], context: &Context<'_>) -> Option<RustType> {
    let mut ty = match fields.last() {
        Some(field) => &field_of(field, context)?.value.ty,
        None => &operation.answer()?.value.ty,
    };
    for _ in 0..=context.api.types.defs.len() {
        ty = match ty {
            Type::List(items) => return Some(RustType::of(&items.ty, context)),
            Type::Nullable(inner) => inner,
            Type::Named(id) => match &context.api.types.get(*id).shape {
                Shape::Alias(value) => &value.ty,
                _ => return None,
            },
            _ => return None,
        };
    }
    None
}

fn steps(is_optional: bool, fields: &[PageField], context: &Context<'_>) -> Vec<PageStep> {
    let mut may_be_absent = is_optional;
    let mut steps = Vec::new();
    for field in fields {
        let ident = context.names.record(field.record).fields[field.index].name.clone();
        let is_nullable = field.presence == Presence::OptionalNullable;
        match (may_be_absent, field.presence) {
            (false, _) => steps.push(PageStep::Field(ident)),
            (true, Presence::Required) => steps.push(PageStep::Map(ident)),
            (true, _) if is_nullable => steps.push(PageStep::AndThenValue(ident)),
            (true, _) => steps.push(PageStep::AndThen(ident)),
        }
        if is_nullable && !may_be_absent {
            steps.push(PageStep::Value);
        }
        may_be_absent |= field.presence != Presence::Required;
    }
    if may_be_absent {
        steps.push(PageStep::OrEmpty);
    }
    steps
}
