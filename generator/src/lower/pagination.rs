//! Operations whose answers are pages of a list, as the configuration or an extension says.
//!
//! ```yaml
//! get:
//!   x-speakeasy-pagination:
//!     type: cursor
//!     inputs: [{ name: cursor, in: parameters, type: cursor }]
//!     outputs: { results: $.data, nextCursor: $.next }
//! ```
//!
//! Understood are `x-speakeasy-pagination`, `x-fern-pagination`, `x-ms-pageable` and `x-pagination` with the keys that
//! Datadog has, in this order; the configuration wins over all. What is not plain in them (expressions that count items,
//! a rule of the whole document) is reported, and pages are not followed. Whether operations have what is named
//! is found out later, when their types are known.

use super::context::Context;
use crate::diag::{Code, Diagnostic};
use crate::ir::{self, Operation, PageKind, PageRule, Pagination};
use crate::openapi;
use crate::source::NodeRef;

/// How an extension is read; nothing where it is not plain.
type Reading = fn(NodeRef<'_>) -> Option<PageRule>;

const EXTENSIONS: [(&str, Reading); 4] = [
    ("x-speakeasy-pagination", speakeasy),
    ("x-fern-pagination", fern),
    ("x-ms-pageable", microsoft),
    ("x-pagination", datadog),
];

impl Context<'_> {
    /// What an extension of the operation says.
    pub(super) fn pagination(&mut self, operation: &openapi::Operation) -> Option<Pagination> {
        let node = self.document.node(operation.node);
        let (key, value, read) =
            (EXTENSIONS.iter()).find_map(|(key, read)| node.get(key).map(|value| (*key, value, *read)))?;
        // One page, and no more.
        let is_single = value.get("nextLinkName").is_some_and(|name| name.as_str().is_none());
        if value.as_bool() == Some(false) || (key == "x-ms-pageable" && is_single) {
            return None;
        }
        let Some(rule) = read(value) else {
            let message = format!("`{key}` is not understood; pages of this list are not followed");
            self.report_key(Code::NotRepresented, operation.node, key, message, "has no effect");
            return None;
        };
        Some(Pagination {
            rule,
            place: node.key_place(key),
            configured: false,
        })
    }

    /// Puts what the configuration says to its operations; what names none is reported.
    pub(super) fn configured_pages(&mut self, operations: &mut [Operation]) {
        for (name, pagination) in &self.settings.pagination {
            if let Some(operation) = operations.iter_mut().find(|operation| operation.is_called(name)) {
                operation.pagination = Some(pagination.clone());
                continue;
            }
            let message = format!("no operation is called `{name}`");
            let diagnostic = Diagnostic::new(Code::UnusedMapping, message).at(&pagination.place, "has no effect");
            self.sink
                .push(diagnostic.remedy("name an operationId, or a method and a path as in `GET /things`"));
        }
    }
}

/// `type`, `inputs` and `outputs`; values of the answer are JSON paths.
fn speakeasy(node: NodeRef<'_>) -> Option<PageRule> {
    let inputs = node.get("inputs");
    let input = |kind: &str| {
        let is_meant = |input: &NodeRef<'_>| text(*input, "type").as_deref() == Some(kind);
        let input = inputs?.items().find(is_meant)?;
        let name = text(input, "name")?;
        match text(input, "in")?.as_str() {
            "parameters" => Some(name),
            "requestBody" => Some(ir::pointer([name.as_str()])),
            _ => None,
        }
    };
    let output = |name: &str| match node.get("outputs").and_then(|outputs| text(outputs, name)) {
        Some(path) => steps(&path, "$.").map(Some),
        None => Some(None),
    };
    let (kind, parameter, next) = match text(node, "type")?.as_str() {
        "cursor" => (PageKind::Cursor, Some(input("cursor")?), Some(output("nextCursor")??)),
        "url" => (PageKind::Url, None, Some(output("nextUrl")??)),
        "offsetLimit" => match (input("page"), input("offset")) {
            (Some(page), None) => (PageKind::Page, Some(page), None),
            (None, Some(offset)) => (PageKind::Offset, Some(offset), None),
            _ => return None,
        },
        _ => return None,
    };
    Some(PageRule {
        parameter,
        next,
        items: output("results")?,
        ..PageRule::new(kind)
    })
}

/// `cursor` and `next_cursor`, or `offset`; values are `$request.…` and `$response.…`.
fn fern(node: NodeRef<'_>) -> Option<PageRule> {
    let request = |name: &str| {
        let path = text(node, name)?;
        let name = path.strip_prefix("$request.")?;
        (!name.contains(['.', '['])).then(|| name.to_owned())
    };
    let response = |name: &str| steps(&text(node, name)?, "$response.");
    let (kind, parameter, next) = if node.get("cursor").is_some() {
        (
            PageKind::Cursor,
            Some(request("cursor")?),
            Some(response("next_cursor")?),
        )
    } else if node.get("next_uri").is_some() {
        (PageKind::Url, None, Some(response("next_uri")?))
    } else {
        // With a step, items are counted, else pages.
        let kind = if node.get("step").is_some() {
            PageKind::Offset
        } else {
            PageKind::Page
        };
        (kind, Some(request("offset")?), None)
    };
    let more = match node.get("has-next-page") {
        Some(_) => Some(response("has-next-page")?),
        None => None,
    };
    Some(PageRule {
        parameter,
        next,
        more,
        items: Some(response("results")?),
        ..PageRule::new(kind)
    })
}

/// `nextLinkName` and `itemName`, which are properties of the answer.
fn microsoft(node: NodeRef<'_>) -> Option<PageRule> {
    let items = match node.get("itemName") {
        Some(name) => name.as_str()?,
        None => "value",
    };
    Some(PageRule {
        next: Some(ir::pointer([text(node, "nextLinkName")?.as_str()])),
        items: Some(ir::pointer([items])),
        ..PageRule::new(PageKind::Url)
    })
}

/// `cursorParam` with `cursorPath`, `pageOffsetParam` or `pageParam`; names that begin with `body.` are properties.
fn datadog(node: NodeRef<'_>) -> Option<PageRule> {
    let parameter = |name: &str| {
        let text = text(node, name)?;
        if text.starts_with("body.") {
            steps(&text, "body.")
        } else {
            Some(text)
        }
    };
    let path = |name: &str| steps(&text(node, name)?, "");
    let keys = ["cursorParam", "pageOffsetParam", "pageParam"];
    let known: Vec<&str> = keys.into_iter().filter(|key| node.get(key).is_some()).collect();
    let [key] = known.as_slice() else { return None };
    let (kind, next) = match *key {
        "cursorParam" => (PageKind::Cursor, Some(path("cursorPath")?)),
        "pageOffsetParam" => (PageKind::Offset, None),
        _ => (PageKind::Page, None),
    };
    let start = match node.get("pageStart") {
        Some(start) => Some(start.as_number()?.parse().ok()?),
        None => None,
    };
    Some(PageRule {
        parameter: Some(parameter(key)?),
        next,
        items: match node.get("resultsPath") {
            Some(_) => Some(path("resultsPath")?),
            None => None,
        },
        start: start.filter(|_| kind != PageKind::Cursor),
        ..PageRule::new(kind)
    })
}

fn text(node: NodeRef<'_>, key: &str) -> Option<String> {
    node.get(key)?.as_str().map(str::to_owned)
}

/// The JSON pointer for names with dots between them; nothing for anything that is more than names.
fn steps(path: &str, prefix: &str) -> Option<String> {
    let names = path.strip_prefix(prefix)?.split('.');
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '$' | '@');
    let is_name = |name: &str| !name.is_empty() && name.chars().all(part);
    names.clone().all(is_name).then(|| ir::pointer(names))
}
