//! Base URLs.
//!
//! ```yaml
//! servers: [{ url: "https://{region}.example.com", variables: { region: { default: eu } } }]
//! ```
//!
//! Variables are replaced by their defaults. A URL that no call can be made to is left out
//! with a warning. A document without an absolute URL leaves it to the caller to set one.

use super::context::Context;
use crate::diag::Code;
use crate::ir::Server;

impl Context<'_> {
    /// The document's servers, the default first.
    pub(super) fn servers(&mut self) -> Vec<Server> {
        let document = self.document;
        let mut servers = Vec::new();
        let mut unusable = false;
        for server in &document.servers {
            let mut url = server.url.clone();
            for (name, variable) in &server.variables {
                url = url.replace(&format!("{{{name}}}"), &variable.default);
            }
            if let Some(obstacle) = super::base_url::obstacle(&url) {
                unusable = true;
                let message = format!("`{url}` cannot be the base URL of calls and is left out: {obstacle}");
                self.report_key(Code::NotRepresented, server.node, "url", message, obstacle);
                continue;
            }
            servers.push(Server {
                url,
                description: server.description.clone(),
            });
        }
        let absolute = servers.first().is_some_and(|server| server.url.contains("://"));
        let called = !document.paths.is_empty();
        if called && !absolute && !unusable {
            let message = "the document names no absolute base URL; callers have to set one";
            let node = document.servers.first().map_or(document.node, |server| server.node);
            self.report(
                Code::NotRepresented,
                node,
                message,
                "relative to where the document is served",
            );
        }
        servers
    }
}
