//! Servers of single paths and operations.
//!
//! ```yaml
//! servers: [{ url: https://api.example.com }]
//! paths:
//!   /v1/files:
//!     post: { servers: [{ url: https://files.example.com }], responses: { … } }
//! ```
//!
//! The first one counts, its variables at their defaults; those of an operation replace those of its path. One with the
//! origin of the document's server is a path there, so that a caller who sets another base URL moves it too. An operation
//! whose server cannot be called is left out: another server is not the one that it needs.

use super::context::Context;
use crate::diag::Code;
use crate::openapi::{self, PathItem};

impl Context<'_> {
    /// The server that an operation has for itself, as [`ir::Operation::server`](crate::ir::Operation::server) has it.
    pub(super) fn own_server(&mut self, item: &PathItem, operation: &openapi::Operation) -> Option<String> {
        let servers = [&operation.servers, &item.servers];
        let servers = servers.into_iter().find(|servers| !servers.is_empty())?;
        let server = servers.first()?;
        let lowered = super::server::lower(server);
        let url = lowered.url.trim_end_matches('/');
        if let Some(obstacle) = super::base_url::obstacle(&lowered.url) {
            let message = format!("`{}` cannot be the base URL of a call: {obstacle}", lowered.url);
            self.report_key(Code::UnsupportedOperation, server.node, "url", message, obstacle);
            return None;
        }
        self.report_variables(server);
        for variable in &lowered.variables {
            if let Some(declared) = server.variables.get(&variable.name) {
                let message = format!(
                    "`{}` is always `{}`; callers can set another base URL for the call",
                    variable.name, variable.default
                );
                self.report(Code::NotRepresented, declared.node, message, "only the default is used");
            }
        }
        if let Some(further) = servers.get(1) {
            let message = "the first server is the one that is called; callers can set another base URL for the call";
            self.report(Code::NotRepresented, further.node, message, "not called by default");
        }
        let own = relative(url, &self.default_server());
        let rootless = own
            .as_deref()
            .is_some_and(|own| own == url && !own.contains("://") && !own.starts_with('/'));
        if rootless {
            let message = format!(
                "`{url}` is relative to where the document is served, and is read as a path of the API's server"
            );
            self.report_key(Code::RepairedValue, server.node, "url", message, "not an absolute URL");
            return Some(format!("/{}", url.trim_start_matches("./")));
        }
        own
    }

    /// The URL of the document's own server, without a slash at its end.
    fn default_server(&self) -> String {
        let servers = self.document.servers.iter().map(super::server::lower);
        let mut usable: Vec<_> = servers
            .filter(|server| super::base_url::obstacle(&server.url).is_none())
            .collect();
        usable.sort_by_key(crate::ir::Server::is_relative);
        let first = usable.first().map_or("", |server| server.url.as_str());
        first.trim_end_matches('/').to_owned()
    }
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
