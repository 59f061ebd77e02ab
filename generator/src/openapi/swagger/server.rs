//! `host`, `basePath` and `schemes`: where the API can be reached.
//!
//! ```yaml
//! host: api.onkernel.com
//! basePath: /v1
//! schemes: [https, http]     # two servers: https://api.onkernel.com/v1 and http://api.onkernel.com/v1
//! ```
//!
//! https comes first wherever it is listed. Without `schemes` the document means that of its own address, which is not
//! known here: https is taken, which is said. Without a host the address is relative to where the document is served.

use crate::diag::{Code, Diagnostic};
use crate::openapi::Server;
use crate::openapi::reader::Fields;
use crate::source::{Kind, NodeId, NodeRef};

const SCHEMES: [&str; 4] = ["https", "http", "wss", "ws"];

/// The servers, the one that is called first.
pub(super) fn servers(fields: &mut Fields<'_>) -> Vec<Server> {
    let host: Option<String> = fields.optional("host");
    let base: Option<String> = fields.optional("basePath");
    let schemes = schemes(fields);
    let path = path_of(fields, base);
    let Some(host) = host else {
        let base = fields.node().get("basePath");
        return base.map(|node| server(path, node.id())).into_iter().collect();
    };
    let at = fields.node().get("host").map_or(fields.id(), NodeRef::id);
    if schemes.is_empty() {
        let message = format!("the document names no scheme for `{host}`; calls use https");
        let diagnostic =
            Diagnostic::new(Code::NotRepresented, message).at(&fields.node().key_place("host"), "https is taken");
        fields.cx.report(diagnostic.remedy("add `schemes`"));
        return vec![server(format!("https://{host}{path}"), at)];
    }
    let url = |(scheme, node): (&str, NodeId)| server(format!("{scheme}://{host}{path}"), node);
    schemes.into_iter().map(url).collect()
}

/// The base path with its slash in front; the one at its end means nothing.
fn path_of(fields: &mut Fields<'_>, base: Option<String>) -> String {
    let base = base.unwrap_or_default();
    if base.is_empty() || base.starts_with('/') {
        return base;
    }
    let message = format!("the base path `{base}` does not start with a slash");
    let diagnostic =
        Diagnostic::new(Code::RepairedValue, message).at(&fields.node().key_place("basePath"), "not a path");
    fields.cx.report(diagnostic.remedy("write a slash in front"));
    format!("/{base}")
}

/// The schemes, https first; the others keep the document's order.
fn schemes(fields: &mut Fields<'_>) -> Vec<(&'static str, NodeId)> {
    let Some(node) = fields.present("schemes") else {
        return Vec::new();
    };
    if node.kind() != Kind::Array {
        fields.cx.wrong_type(node, "a sequence of schemes");
        return Vec::new();
    }
    let choices = SCHEMES.map(|scheme| (scheme, scheme));
    let mut found = Vec::new();
    for item in node.items() {
        if let Some(scheme) = fields.cx.choice(item, &choices)
            && !found.iter().any(|(known, _)| *known == scheme)
        {
            found.push((scheme, item.id()));
        }
    }
    found.sort_by_key(|(scheme, _)| *scheme != "https");
    found
}

fn server(url: String, node: NodeId) -> Server {
    Server {
        url,
        name: None,
        description: None,
        variables: indexmap::IndexMap::new(),
        node,
    }
}
