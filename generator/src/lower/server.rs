//! Base URLs.
//!
//! ```yaml
//! servers: [{ url: "https://{region}.example.com", variables: { region: { default: eu } } }]
//! ```
//!
//! Variables are replaced by their defaults. A URL that no call can be made to is left out with a warning. A document
//! without an absolute URL leaves it to the caller to set one, and so do all servers but the first, which is said.

use super::context::Context;
use crate::diag::{Code, Diagnostic};
use crate::ir::Server;
use crate::openapi;

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
            self.report_variables(server);
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
            let place = document.place(node);
            let diagnostic = Diagnostic::new(Code::NotRepresented, message)
                .at(&place, "relative to where the document is served")
                .remedy("add an absolute URL to `servers`");
            self.sink.push(diagnostic);
        }
        if let Some(further) = document.servers.get(1) {
            let message = "the first server is the one that is called; callers can set another base URL";
            self.report(Code::NotRepresented, further.node, message, "not called by default");
        }
        servers
    }

    /// Reports variables without effect, and those of which the default is all that is offered.
    fn report_variables(&mut self, server: &openapi::Server) {
        for (name, variable) in &server.variables {
            let listed = variable.values.is_empty() || variable.values.contains(&variable.default);
            if !server.url.contains(&format!("{{{name}}}")) {
                let message = format!("the URL has no `{{{name}}}`, so this variable has no effect");
                self.report(Code::NotRepresented, variable.node, message, "not in the URL");
            } else if listed {
                let message = format!(
                    "`{name}` is always `{}`; callers can set another base URL",
                    variable.default
                );
                self.report(Code::NotRepresented, variable.node, message, "only the default is used");
            } else {
                let message = format!("the default `{}` is not among the listed values", variable.default);
                self.report_key(
                    Code::RepairedValue,
                    variable.node,
                    "default",
                    message,
                    "used all the same",
                );
            }
        }
    }
}
