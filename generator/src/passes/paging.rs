//! How pages follow each other, checked against what operations have.
//!
//! ```toml
//! pagination.listThings = { kind = "cursor", parameter = "cursor", next = "/meta/next", items = "/data" }
//! ```
//!
//! The parameter has to exist and to take one value, what is read of an answer has to be a property of its type, and the
//! items have to be a list. Headers of answers are seldom documented, and are taken as they are named. A rule of the
//! configuration that does not fit is an error; one of the document is a warning, and the operation has no method for
//! all pages.

use crate::diag::{Code, Diagnostic, Pointer, Sink};
use crate::ir::{
    Api, Bodies, Content, Operation, PageKind, PageRule, Pagination, ParameterIn, PayloadKind, Presence, Shape, Type,
    TypeId,
};

/// How the pages of one operation follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paging {
    /// Where the next page is.
    pub next: NextPage,
    /// Where an answer says whether there is one.
    pub more: Option<PageSource>,
    /// The JSON pointer of the list.
    pub items: String,
    /// Whether there may be no body at all.
    pub is_optional: bool,
    /// The fields that lead to the list.
    pub fields: Vec<PageField>,
}

/// A field on the way to the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageField {
    /// The record.
    pub record: TypeId,
    /// The index of its field.
    pub index: usize,
    /// Whether the field may be absent.
    pub presence: Presence,
}

/// Where the next page is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextPage {
    /// At the next number, from the first page's on.
    Page(PageInput, u64),
    /// Behind as many items as there were, from the first item's number on.
    Offset(PageInput, u64),
    /// At an offset that the answer has.
    OffsetFrom(PageSource, PageInput),
    /// At a cursor that the answer has.
    Cursor(PageSource, PageInput),
    /// At a URL that the answer has.
    Url(PageSource),
    /// At the URL of a `Link` header.
    Link,
}

/// A place in an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageSource {
    /// A header.
    Header(String),
    /// A property of the body, by its JSON pointer.
    Body(String),
}

/// A place in a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageInput {
    /// A query parameter.
    Query(String),
    /// A header.
    Header(String),
    /// A property of the body, by its JSON pointer.
    Body(String),
}

/// Reports rules that do not fit, and drops them.
pub(super) fn settle(api: &mut Api, sink: &mut Sink) {
    let misfit = |operation: &Operation| {
        let pagination = operation.pagination.as_ref()?;
        let problem = of_rule(api, operation, &pagination.rule).err()?;
        Some(diagnostic(operation, pagination, &problem))
    };
    let misfits: Vec<Option<Diagnostic>> = api.operations.iter().map(misfit).collect();
    for (operation, misfit) in api.operations.iter_mut().zip(misfits) {
        if let Some(misfit) = misfit {
            operation.pagination = None;
            sink.push(misfit);
        }
    }
}

fn diagnostic(operation: &Operation, pagination: &Pagination, problem: &str) -> Diagnostic {
    let call = format!("{} {}", operation.method.as_str(), operation.path);
    if pagination.configured {
        let message = format!("pages of {call} cannot be followed so: {problem}");
        return Diagnostic::new(Code::UnfitPagination, message).at(&pagination.place, "said here");
    }
    let message = format!("pages of {call} are not followed: {problem}");
    Diagnostic::new(Code::NotRepresented, message).at(&pagination.place, "has no effect")
}

/// By the index of the operation.
pub(super) fn of(api: &Api) -> Vec<Option<Paging>> {
    let paging = |operation: &Operation| {
        let pagination = operation.pagination.as_ref()?;
        of_rule(api, operation, &pagination.rule).ok()
    };
    api.operations.iter().map(paging).collect()
}

/// The paging by a rule; the error is half a sentence.
fn of_rule(api: &Api, operation: &Operation, rule: &PageRule) -> Result<Paging, String> {
    let (root, is_optional) = match operation.bodies() {
        Bodies::One(content) if has_places(content) => (&content.value.ty, false),
        Bodies::OneOrNone(content) if has_places(content) => (&content.value.ty, true),
        _ => return Err("its answer is not one type of JSON or XML".to_owned()),
    };
    let (root, is_null) = match root {
        Type::Nullable(inner) => (&**inner, true),
        other => (other, false),
    };
    let items = match &rule.items {
        Some(items) => items.clone(),
        None => only_list(api, root)?,
    };
    let fields = list(api, root, &items)?;
    let needed = |value: &Option<String>, key: &str| value.clone().ok_or_else(|| format!("it lacks `{key}`"));
    let source = |text: String| source(api, root, text);
    let input = || input(api, operation, needed(&rule.parameter, "parameter")?);
    let unused = [
        (
            "parameter",
            rule.parameter.is_some(),
            matches!(rule.kind, PageKind::Url | PageKind::Link),
        ),
        (
            "next",
            rule.next.is_some(),
            matches!(rule.kind, PageKind::Page | PageKind::Link),
        ),
        (
            "start",
            rule.start.is_some(),
            !matches!(rule.kind, PageKind::Page | PageKind::Offset),
        ),
        ("start", rule.start.is_some(), rule.next.is_some()),
    ];
    if let Some((key, ..)) = unused.iter().find(|(_, given, useless)| *given && *useless) {
        return Err(format!("`{key}` has no use here"));
    }
    Ok(Paging {
        next: match (rule.kind, &rule.next) {
            (PageKind::Page, _) => NextPage::Page(input()?, rule.start.unwrap_or(1)),
            (PageKind::Offset, None) => NextPage::Offset(input()?, rule.start.unwrap_or(0)),
            (PageKind::Offset, Some(next)) => NextPage::OffsetFrom(source(next.clone())?, input()?),
            (PageKind::Cursor, next) => NextPage::Cursor(source(needed(next, "next")?)?, input()?),
            (PageKind::Url, next) => NextPage::Url(source(needed(next, "next")?)?),
            (PageKind::Link, _) => NextPage::Link,
        },
        more: rule.more.clone().map(source).transpose()?,
        items,
        is_optional: is_optional || is_null,
        fields,
    })
}

/// Whether values can be found in a body by JSON pointers: in JSON, and in XML of which it is known how it looks.
fn has_places(content: &Content) -> bool {
    content.kind == PayloadKind::Json || content.xml.is_some()
}

/// The pointer of the only list of a type.
fn only_list(api: &Api, root: &Type) -> Result<String, String> {
    let is_list = |ty: &Type| matches!(api.types.behind_aliases(ty), Type::List(_));
    if is_list(root) {
        return Ok(String::new());
    }
    let Type::Named(id) = api.types.behind_aliases(root) else {
        return Err("its answer has no list".to_owned());
    };
    let Shape::Record(record) = &api.types.get(*id).shape else {
        return Err("its answer has no list".to_owned());
    };
    let mut lists = record.fields.iter().filter(|field| is_list(&field.value.ty));
    match (lists.next(), lists.next()) {
        (Some(only), None) => Ok(crate::ir::pointer([only.wire_name.as_str()])),
        _ => Err("its answer has not just one list, and `items` does not say which it is".to_owned()),
    }
}

/// The fields that lead to the list at a pointer.
fn list(api: &Api, root: &Type, pointer: &str) -> Result<Vec<PageField>, String> {
    let mut fields = Vec::new();
    let mut ty = api.types.behind_aliases(root);
    for step in Pointer::from_text(pointer).steps() {
        let missing = || format!("`{pointer}` is no property of its answer");
        let Type::Named(id) = ty else { return Err(missing()) };
        let Shape::Record(record) = &api.types.get(*id).shape else {
            return Err(missing());
        };
        let index = (record.fields.iter()).position(|field| field.wire_name == step);
        let index = index.ok_or_else(missing)?;
        let field = &record.fields[index];
        fields.push(PageField {
            record: *id,
            index,
            presence: field.presence,
        });
        ty = api.types.behind_aliases(&field.value.ty);
    }
    match ty {
        Type::List(_) => Ok(fields),
        _ if pointer.is_empty() => Err("its answer is no list".to_owned()),
        _ => Err(format!("`{pointer}` of its answer is no list")),
    }
}

fn source(api: &Api, root: &Type, text: String) -> Result<PageSource, String> {
    if !text.starts_with('/') {
        return Ok(PageSource::Header(text));
    }
    if has(api, root, &text) {
        return Ok(PageSource::Body(text));
    }
    Err(format!("`{text}` is no property of its answer"))
}

fn input(api: &Api, operation: &Operation, name: String) -> Result<PageInput, String> {
    if name.starts_with('/') {
        let bodies = operation.body.as_ref().map(|body| body.contents.as_slice());
        return match bodies {
            Some([only]) if only.kind == PayloadKind::Json && has(api, &only.value.ty, &name) => {
                Ok(PageInput::Body(name))
            }
            Some([only]) if only.kind == PayloadKind::Json => Err(format!("`{name}` is no property of its body")),
            _ => Err(format!("it takes no JSON that `{name}` could be in")),
        };
    }
    let mut parameters = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.wire_name == name);
    let found = parameters.find_map(|parameter| match parameter.location {
        ParameterIn::Query => Some((PageInput::Query(name.clone()), &parameter.value.ty)),
        ParameterIn::Header => Some((PageInput::Header(name.clone()), &parameter.value.ty)),
        ParameterIn::Path | ParameterIn::QueryString | ParameterIn::Cookie => None,
    });
    match found {
        Some((input, ty)) if is_single(api, ty) => Ok(input),
        Some(_) => Err(format!("its parameter `{name}` takes more than one value")),
        None => Err(format!("it has no query or header parameter `{name}`")),
    }
}

/// Whether values of a type can have a property at a pointer that is one of the document's.
fn has(api: &Api, root: &Type, pointer: &str) -> bool {
    let mut ty = root;
    for step in Pointer::from_text(pointer).steps() {
        ty = match api.types.behind_aliases(ty) {
            Type::Any => return true,
            Type::Map(values) => &values.ty,
            Type::Named(id) => match &api.types.get(*id).shape {
                Shape::Record(record) => match record.fields.iter().find(|field| field.wire_name == step) {
                    Some(field) => &field.value.ty,
                    None => return false,
                },
                _ => return false,
            },
            _ => return false,
        };
        if let Type::Nullable(inner) = ty {
            ty = inner;
        }
    }
    true
}

/// Whether values of a type are one text or number.
fn is_single(api: &Api, ty: &Type) -> bool {
    match api.types.behind_aliases(ty) {
        Type::Scalar(_) | Type::Foreign(_) | Type::Any => true,
        Type::Nullable(inner) => is_single(api, inner),
        Type::Named(id) => matches!(api.types.get(*id).shape, Shape::Enumeration(_)),
        _ => false,
    }
}
