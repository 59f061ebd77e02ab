//! Servers.
//!
//! ```yaml
//! servers: [{ url: "https://{region}.example.com", variables: { region: { default: eu, enum: [eu, us] } } }]
//! ```
//!
//! The first one with an absolute URL is the default; callers choose among all of those. A URL that no call can be made to
//! is left out with a warning. One that is relative to where the document is served, which is not known, is no choice: a
//! document without an absolute URL leaves it to the caller to set one. Servers of single operations are in `own_server`.

use super::context::Context;
use crate::diag::{Code, Diagnostic};
use crate::ir::{Server, ServerPiece, ServerVariable};
use crate::openapi;

impl Context<'_> {
    /// The document's servers, the default first.
    pub(super) fn servers(&mut self) -> Vec<Server> {
        let document = self.document;
        let mut servers: Vec<Server> = Vec::new();
        let mut unusable = false;
        for server in &document.servers {
            let lowered = lower(server);
            self.report_variables(server);
            if let Some(obstacle) = super::base_url::obstacle(&lowered.url) {
                unusable = true;
                let message = format!(
                    "`{}` cannot be the base URL of calls and is left out: {obstacle}",
                    lowered.url
                );
                self.report_key(Code::NotRepresented, server.node, "url", message, obstacle);
            } else if servers.iter().any(|known| known.template() == lowered.template()) {
                let message = "an earlier server has the same URL; this one is left out";
                self.report(Code::NotRepresented, server.node, message, "the same as another one");
            } else {
                servers.push(lowered);
            }
        }
        servers.sort_by_key(Server::is_relative);
        let absolute = servers.iter().any(|server| !server.is_relative());
        if absolute {
            for server in &document.servers {
                if lower(server).is_relative() {
                    let message = "a server that is relative to where the document is served is not offered";
                    self.report(Code::NotRepresented, server.node, message, "no absolute URL");
                }
            }
        } else if !document.paths.is_empty() && !unusable {
            self.report_no_base_url();
        }
        servers
    }

    fn report_no_base_url(&mut self) {
        let document = self.document;
        let message = "the document names no absolute base URL; callers have to set one";
        let node = document.servers.first().map_or(document.node, |server| server.node);
        let diagnostic = Diagnostic::new(Code::NotRepresented, message)
            .at(&document.place(node), "relative to where the document is served")
            .remedy("add an absolute URL to `servers`");
        self.sink.push(diagnostic);
    }

    /// Reports variables without effect, and defaults that are not among the listed values.
    pub(super) fn report_variables(&mut self, server: &openapi::Server) {
        for (name, variable) in &server.variables {
            let listed = variable.values.is_empty() || variable.values.contains(&variable.default);
            if !server.url.contains(&format!("{{{name}}}")) {
                let message = format!("the URL has no `{{{name}}}`, so this variable has no effect");
                self.report(Code::NotRepresented, variable.node, message, "not in the URL");
            } else if !listed {
                let message = format!("the default `{}` is not among the listed values", variable.default);
                let label = if variable.default.is_empty() {
                    "the first of them is taken"
                } else {
                    "counts as one of them"
                };
                self.report_key(Code::RepairedValue, variable.node, "default", message, label);
            }
        }
    }
}

/// A server of the API as it is, whatever can be said against it.
pub(super) fn lower(server: &openapi::Server) -> Server {
    let parts = parts(&server.url);
    let declared = server.variables.iter();
    let used = declared.filter(|(name, _)| parts.iter().any(|part| variable_in(part) == Some(name.as_str())));
    let variables: Vec<ServerVariable> = used.map(|(name, declared)| variable(name, declared)).collect();
    let mut pieces: Vec<ServerPiece> = Vec::new();
    for part in parts {
        let index = variables
            .iter()
            .position(|variable| variable_in(part) == Some(variable.name.as_str()));
        match (index, pieces.last_mut()) {
            (Some(index), _) => pieces.push(ServerPiece::Variable(index)),
            (None, Some(ServerPiece::Text(text))) => text.push_str(part),
            (None, _) => pieces.push(ServerPiece::Text(part.to_owned())),
        }
    }
    let filled = |piece: &ServerPiece| match piece {
        ServerPiece::Text(text) => text.clone(),
        ServerPiece::Variable(index) => variables[*index].default.clone(),
    };
    Server {
        url: pieces.iter().map(filled).collect(),
        name: server.name.clone(),
        description: server.description.clone(),
        pieces,
        variables,
    }
}

/// The default is one of the listed values: an empty one that is not listed says nothing, any other one is added.
fn variable(name: &str, declared: &openapi::ServerVariable) -> ServerVariable {
    let mut values: Vec<String> = Vec::new();
    for value in &declared.values {
        if !values.contains(value) {
            values.push(value.clone());
        }
    }
    let mut default = declared.default.clone();
    if let Some(first) = values.first()
        && !values.contains(&default)
    {
        if default.is_empty() {
            default.clone_from(first);
        } else {
            values.push(default.clone());
        }
    }
    ServerVariable {
        name: name.to_owned(),
        default,
        values,
        description: declared.description.clone(),
    }
}

/// The pieces of a template: texts, and names in braces.
fn parts(template: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        let Some(length) = rest[start..].find('}') else { break };
        let end = start + length + 1;
        parts.extend([&rest[..start], &rest[start..end]]);
        rest = &rest[end..];
    }
    parts.push(rest);
    parts.retain(|part| !part.is_empty());
    parts
}

/// The name of the variable that a piece is.
fn variable_in(part: &str) -> Option<&str> {
    part.strip_prefix('{')?.strip_suffix('}')
}
