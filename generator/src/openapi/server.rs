//! The Server Object and the Server Variable Object.
//!
//! ```yaml
//! servers:
//!   - url: https://{region}.onkernel.com
//!     description: API Server
//!     variables:
//!       region: { default: eu, enum: [eu, us], description: Where browsers run }
//! ```
//!
//! The address is a template and may be relative; nothing is expanded or checked here.

use indexmap::IndexMap;

use super::reader::{Context, Read};
use crate::diag::Code;
use crate::source::{NodeId, NodeRef};

/// Where the API can be reached.
#[derive(Debug, Clone, PartialEq)]
pub struct Server {
    /// The address, in which `{name}` stands for a variable.
    pub url: String,
    /// What to call it.
    pub name: Option<String>,
    /// A description in Markdown.
    pub description: Option<String>,
    /// The variables of the address.
    pub variables: IndexMap<String, ServerVariable>,
    /// Where it stands.
    pub node: NodeId,
}

/// A variable in the address of a server.
#[derive(Debug, Clone, PartialEq)]
pub struct ServerVariable {
    /// The value that is taken unless another one is given.
    pub default: String,
    /// The values that are possible (`enum`); none if any is.
    pub values: Vec<String>,
    /// A description in Markdown.
    pub description: Option<String>,
    /// Where it stands.
    pub node: NodeId,
}

impl Read for Server {
    fn stands_alone(_: &Context<'_>, node: NodeRef<'_>) -> bool {
        node.get("url").is_some() || node.as_str().is_some()
    }

    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        if let Some(url) = node.as_str() {
            let message = "a text in place of a server is read as its URL";
            cx.repaired(Code::RepairedValue, node, message, "not a mapping");
            return Some(Self {
                url: url.trim().to_owned(),
                name: None,
                description: None,
                variables: IndexMap::new(),
                node: node.id(),
            });
        }
        cx.object(node, "Server Object", |fields| {
            Some(Self {
                url: fields.required::<String>("url")?.trim().to_owned(),
                name: fields.optional("name"),
                description: fields.optional("description"),
                variables: fields.or_default("variables"),
                node: fields.id(),
            })
        })
    }
}

impl Read for ServerVariable {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        cx.object(node, "Server Variable Object", |fields| {
            let values: Vec<String> = fields.or_default("enum");
            let default = match values.first().filter(|_| node.get("default").is_none()) {
                Some(first) => {
                    let message =
                        format!("the variable has no `default`; `{first}` counts as that, the first of its values");
                    fields.known(["default"]);
                    fields
                        .cx
                        .repaired(Code::RepairedValue, node, message, "`default` is missing here");
                    first.clone()
                }
                None => fields.required("default")?,
            };
            Some(Self {
                values,
                default,
                description: fields.optional("description"),
                node: fields.id(),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;
    use crate::openapi::testing::{clean, codes, read, reports};

    #[test]
    fn every_field_is_read() {
        let server: Server = clean(
            "{ url: 'https://{r}.x', name: N, description: D, variables: { r: { default: eu, enum: [eu, us], description: V } } }",
        );
        assert_eq!(
            (server.url.as_str(), server.description.as_deref()),
            ("https://{r}.x", Some("D"))
        );
        assert_eq!(server.name.as_deref(), Some("N"));
        let variable = &server.variables["r"];
        assert_eq!(
            (variable.default.as_str(), variable.description.as_deref()),
            ("eu", Some("V"))
        );
        assert_eq!(variable.values, ["eu", "us"]);
    }

    #[test]
    fn a_server_may_be_its_url_and_a_default_the_first_value() {
        let (servers, sink) = read::<Vec<Server>>("' https://a.test '");
        assert_eq!(servers.unwrap_or_default()[0].url, "https://a.test");
        assert_eq!(codes(&sink), [Code::RepairedValue, Code::RepairedValue]);
        let (variable, sink) = read::<ServerVariable>("{ enum: [a, b] }");
        assert_eq!(variable.map(|variable| variable.default).as_deref(), Some("a"));
        assert_eq!(codes(&sink), [Code::RepairedValue]);
    }

    #[test]
    fn a_port_without_quotes_is_text() {
        let (variable, sink) = read::<ServerVariable>("{ default: 8443, enum: [8443, '443'] }");
        let variable = variable.expect("the variable is readable");
        assert_eq!(variable.default, "8443");
        assert_eq!(variable.values, ["8443", "443"]);
        assert_eq!(
            reports(&sink),
            [
                (Code::CoercedScalar, "#/enum/0".to_owned()),
                (Code::CoercedScalar, "#/default".to_owned()),
            ]
        );
    }

    #[test]
    fn a_server_without_an_address_is_left_out() {
        let (servers, sink) = read::<Vec<Server>>("[{ description: D }, { url: / }]");
        assert_eq!(servers.map(|servers| servers.len()), Some(1));
        assert_eq!(reports(&sink), [(Code::MissingField, "#/0".to_owned())]);
    }
}
