//! Servers of single paths and operations.
//!
//! ```yaml
//! servers: [{ url: https://api.example.com }]
//! paths:
//!   /v1/files:
//!     post: { servers: [{ url: https://files.example.com }], responses: { … } }
//! ```
//!
//! The first one is called, and the docs name the others; those of an operation replace those of its path. Variables that the document's servers have too
//! are what the caller chose there, all others are at their defaults. One with the
//! origin of the document's server is a path there, so that a caller who sets another base URL moves it too. An operation
//! whose server cannot be called is left out: another server is not the one that it needs.

use super::context::Context;
use crate::diag::Code;
use crate::ir::{OwnServer, Server, ServerPiece, ServerVariable};
use crate::openapi::{self, PathItem};

impl Context<'_> {
    /// The server that an operation has for itself.
    pub(super) fn own_server(&mut self, item: &PathItem, operation: &openapi::Operation) -> Option<OwnServer> {
        let servers = [&operation.servers, &item.servers];
        let servers = servers.into_iter().find(|servers| !servers.is_empty())?;
        let server = servers.first()?;
        let lowered = super::server::lower(server);
        if let Some(obstacle) = super::base_url::obstacle(&lowered.url) {
            let message = format!("`{}` cannot be the base URL of a call: {obstacle}", lowered.url);
            self.report_key(Code::UnsupportedOperation, server.node, "url", message, obstacle);
            return None;
        }
        let declared = self.usable_servers();
        let is_shared = |variable: &ServerVariable| is_shared(variable, &declared);
        self.report_variables(server);
        self.report_fixed(server, &lowered, &is_shared);
        let shared: Vec<&ServerVariable> = lowered.variables.iter().filter(|it| is_shared(it)).collect();
        let seen = |server: &Server| template(server, &|variable| shared.iter().any(|it| it.name == variable.name));
        let base = declared.first().map(seen).unwrap_or_default();
        let Some(mut url) = relative(&seen(&lowered), &base) else {
            if let Some(further) = servers.get(1) {
                let message =
                    "the first server is the API's own, which is called; callers can set another base URL for the call";
                self.report(Code::NotRepresented, further.node, message, "not called by default");
            }
            return None;
        };
        if lowered.is_relative() && !lowered.url.is_empty() && !lowered.url.starts_with('/') {
            let message = format!(
                "`{}` is relative to where the document is served, and is read as a path of the API's server",
                lowered.url
            );
            self.report_key(Code::RepairedValue, server.node, "url", message, "not an absolute URL");
            url = format!("/{}", url.trim_start_matches("./"));
        }
        let used = shared
            .into_iter()
            .filter(|variable| url.contains(&format!("{{{}}}", variable.name)));
        let variables: Vec<(String, String)> = used
            .map(|variable| (variable.name.clone(), variable.default.clone()))
            .collect();
        let others = servers
            .iter()
            .skip(1)
            .map(|other| super::server::lower(other).template());
        Some(OwnServer {
            url,
            variables,
            others: others.collect(),
        })
    }

    /// Reports variables that are always what they are by default.
    fn report_fixed(
        &mut self,
        server: &openapi::Server,
        lowered: &Server,
        is_shared: &dyn Fn(&ServerVariable) -> bool,
    ) {
        for variable in lowered.variables.iter().filter(|variable| !is_shared(variable)) {
            if let Some(declared) = server.variables.get(&variable.name) {
                let message = format!(
                    "`{}` is always `{}`; callers can set another base URL for the call",
                    variable.name, variable.default
                );
                self.report(Code::NotRepresented, declared.node, message, "only the default is used");
            }
        }
    }

    /// The document's own servers that can be called, the default first.
    fn usable_servers(&self) -> Vec<Server> {
        let servers = self.document.servers.iter().map(super::server::lower);
        let mut usable: Vec<Server> = servers
            .filter(|server| super::base_url::obstacle(&server.url).is_none())
            .collect();
        usable.sort_by_key(Server::is_relative);
        usable
    }
}

/// Whether a variable is one that callers choose with the document's server: of the same name with the same default in
/// each server that has it, and whatever is chosen there is possible here. Another default is another meaning.
fn is_shared(variable: &ServerVariable, declared: &[Server]) -> bool {
    let choices = declared.iter().filter(|server| !server.is_relative());
    let mut same = choices
        .flat_map(|server| &server.variables)
        .filter(|other| other.name == variable.name)
        .peekable();
    let fits = |other: &ServerVariable| {
        let possible = |value| variable.values.contains(value);
        let all = !other.values.is_empty() && other.values.iter().all(possible);
        other.default == variable.default && (variable.values.is_empty() || all)
    };
    same.peek().is_some() && same.all(fits)
}

/// The URL with some variables in braces and the others at their defaults, without a slash at its end.
fn template(server: &Server, is_open: &dyn Fn(&ServerVariable) -> bool) -> String {
    let piece = |piece: &ServerPiece| match piece {
        ServerPiece::Text(text) => text.clone(),
        ServerPiece::Variable(index) => {
            let variable = &server.variables[*index];
            if is_open(variable) {
                format!("{{{}}}", variable.name)
            } else {
                variable.default.clone()
            }
        }
    };
    let url: String = server.pieces.iter().map(piece).collect();
    url.trim_end_matches('/').to_owned()
}

/// A URL as it is seen from another one, both without a slash at their ends; nothing where they are equal.
fn relative(url: &str, base: &str) -> Option<String> {
    if url == base {
        return None;
    }
    if let Some(below) = url.strip_prefix(base).and_then(|rest| rest.strip_prefix('/'))
        && !base.is_empty()
    {
        return Some(below.to_owned());
    }
    let origin = origin(base);
    match url.strip_prefix(origin) {
        Some("") if !origin.is_empty() => Some("/".to_owned()),
        Some(path) if !origin.is_empty() && path.starts_with('/') => Some(path.to_owned()),
        _ if url.is_empty() => Some("/".to_owned()),
        _ => Some(url.to_owned()),
    }
}

/// Scheme and authority; empty for a relative URL.
fn origin(url: &str) -> &str {
    let Some(start) = url.find("://").map(|at| at + 3) else {
        return "";
    };
    let length = url[start..].find('/').unwrap_or(url.len() - start);
    &url[..start + length]
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn urls_are_seen_from_the_server_of_the_document() {
        let base = "https://a.test/v1";
        for (url, expected) in [
            ("https://a.test/v1", None),
            ("https://a.test/v1/beta", Some("beta")),
            ("https://a.test/v10", Some("/v10")),
            ("https://a.test/v2", Some("/v2")),
            ("https://a.test", Some("/")),
            ("https://a.tester", Some("https://a.tester")),
            ("https://b.test/v1", Some("https://b.test/v1")),
            ("http://a.test/v1", Some("http://a.test/v1")),
            ("/v2", Some("/v2")),
            ("", Some("/")),
        ] {
            assert_eq!(relative(url, base).as_deref(), expected, "{url}");
        }
        assert_eq!(relative("/v1", "/v1"), None);
        assert_eq!(relative("/v1/beta", "/v1").as_deref(), Some("beta"));
        assert_eq!(relative("https://a.test", "").as_deref(), Some("https://a.test"));
    }
}
