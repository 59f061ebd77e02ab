//! The Paths Object: operations by path.
//!
//! ```yaml
//! paths:
//!   /browsers: { post: { … } }
//!   x-owner: platform
//! ```
//!
//! A path is kept as it is written, even without its leading slash, which is reported.

use indexmap::IndexMap;

use super::PathItem;
use super::reader::{Context, Fields, Read, is_extension};
use crate::diag::{Code, Diagnostic, Place};
use crate::source::{Kind, NodeRef};

/// Reads the Paths Object, which may have extensions between its paths.
pub(super) fn read(fields: &mut Fields<'_>) -> IndexMap<String, PathItem> {
    let others_do = fields.cx.version.has_json_schema()
        && (fields.node().get("components").is_some() || fields.node().get("webhooks").is_some());
    if !others_do {
        fields.report_absence("paths", Code::AbsentField);
    }
    let Some(node) = fields.present("paths") else {
        return IndexMap::new();
    };
    let read = fields
        .cx
        .through(node, "the Paths Object", None, |cx, node| Some(items(cx, node)));
    read.unwrap_or_default()
}

fn items(cx: &mut Context<'_>, node: NodeRef<'_>) -> IndexMap<String, PathItem> {
    if node.kind() != Kind::Object {
        cx.wrong_type(node, "a mapping (Paths Object)");
    }
    let mut paths = IndexMap::new();
    for (entry, (path, item)) in node.raw_entries().iter().zip(node.entries()) {
        if is_extension(path) {
            continue;
        }
        if !path.starts_with('/') {
            let place = Place {
                span: entry.key_span,
                pointer: item.pointer(),
            };
            let message = format!("the path `{path}` does not start with a slash");
            cx.report(Diagnostic::new(Code::RepairedValue, message).at(&place, "not a path"));
        }
        if item.kind() == Kind::Null {
            let message = format!("`{path}` is null and counts as absent");
            cx.repaired(Code::NullField, item, message, "null");
        } else if let Some(item) = PathItem::read(cx, item) {
            paths.insert(path.to_owned(), item);
        }
    }
    paths
}

#[cfg(test)]
mod tests {
    use crate::diag::Code;
    use crate::openapi::testing::{document, reports};

    const HEAD: &str = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\n";

    #[test]
    fn a_path_without_a_slash_is_kept_with_a_warning() {
        let (document, sink) = document(&format!("{HEAD}paths: {{ browsers: {{}} }}"));
        assert!(document.is_some_and(|document| document.paths.contains_key("browsers")));
        assert_eq!(reports(&sink), [(Code::RepairedValue, "#/paths/browsers".to_owned())]);
    }
}
