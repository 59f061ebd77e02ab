//! The client: where the API is, what must be presented, which resources there are.

use std::collections::BTreeSet;

use crate::ir::CredentialKind;

use super::Crate;
use super::build::Context;
use super::doc_line::{WIDTH, link, listed, span, wrap};
use super::example::Example;

/// The width of prose at the top level: 89 columns less the comment's slashes.
pub(super) const OUTER_WIDTH: usize = 85;

/// What `client.rs` says.
#[derive(Debug, Clone)]
pub struct Client {
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// Finished doc lines of `from_env`.
    pub from_env_docs: Vec<String>,
    /// A first call, as a block of code for the docs of the crate.
    pub quick_start: Vec<String>,
    /// A client that needs no server, as a block of code for the docs of the crate.
    pub testing: Vec<String>,
    /// The default base URL, empty where the document has none.
    pub base_url: String,
    /// The servers that operations have for themselves.
    pub servers: Vec<String>,
    /// The prefix of the environment variables, such as `KERNEL`.
    pub env: String,
    /// The header in which every call that is not idempotent gets a key, if the server honours them.
    pub idempotency_header: Option<String>,
    /// What a caller may have to present.
    pub schemes: Vec<Scheme>,
}

/// A security scheme.
#[derive(Debug, Clone)]
pub struct Scheme {
    /// Its name in the document.
    pub name: String,
    /// How it is presented.
    pub kind: SchemeKind,
}

/// How a credential is presented.
#[derive(Debug, Clone)]
pub enum SchemeKind {
    /// `Authorization: Bearer …`
    Bearer,
    /// The same with tokens of OAuth 2; the URLs are empty where the document has none.
    OAuth {
        /// Where a program gets one with credentials of its own.
        token_url: String,
        /// Where one is renewed.
        refresh_url: String,
    },
    /// `Authorization: Basic …`
    Basic,
    /// `Authorization` with this scheme before the credential.
    Http(String),
    /// A header of this name.
    Header(String),
    /// A query parameter of this name.
    Query(String),
    /// A cookie of this name.
    Cookie(String),
}

impl Client {
    /// Whether tokens of OAuth 2 can be got.
    #[must_use]
    pub fn gets_tokens(&self) -> bool {
        self.schemes
            .iter()
            .any(|scheme| matches!(scheme.kind, SchemeKind::OAuth { .. }))
    }

    /// Whether one secret is all that is needed, so that the client has `new(token)`.
    #[must_use]
    pub fn takes_token(&self) -> bool {
        self.schemes
            .iter()
            .any(|scheme| !matches!(scheme.kind, SchemeKind::Basic))
    }
}

/// Builds the client; `None` where there is nothing to call.
pub(super) fn build(krate: &Crate, context: &Context<'_>) -> Option<Client> {
    let api = context.api;
    if api.operations.is_empty() {
        return None;
    }
    let env = &context.settings.env;
    let schemes: Vec<Scheme> = api
        .credentials
        .iter()
        .filter_map(|credential| {
            Some(Scheme {
                name: credential.name.clone(),
                kind: kind(&credential.kind)?,
            })
        })
        .collect();
    let base_url = api
        .servers
        .first()
        .map_or_else(String::new, |server| server.url.clone());
    let own: BTreeSet<&String> = api
        .operations
        .iter()
        .filter_map(|operation| Some(&operation.server.as_ref()?.url))
        .collect();
    Some(Client {
        docs: [docs(krate, &base_url, &own), credentials(&schemes, context)].concat(),
        from_env_docs: from_env_docs(env, &schemes),
        quick_start: quick_start(krate, env, &schemes, context),
        testing: testing(&context.crate_ident()),
        base_url,
        servers: own.into_iter().cloned().collect(),
        env: env.clone(),
        idempotency_header: context.settings.idempotency_header.clone(),
        schemes,
    })
}

fn docs(krate: &Crate, base_url: &str, own: &BTreeSet<&String>) -> Vec<String> {
    let title = super::docs::title(&krate.title);
    let mut docs = wrap(
        &format!("A client of {title}, cheap to clone: clones share connections and settings."),
        OUTER_WIDTH,
    );
    let mut paragraph = |text: &str| {
        docs.push(String::new());
        docs.extend(wrap(text, OUTER_WIDTH));
    };
    paragraph("Calls do nothing until they are awaited.");
    if base_url.contains("://") {
        paragraph(&format!("The default base URL is {}.", link(base_url)));
    } else if krate.servers.is_some() {
        paragraph("The document has no default base URL: it is set by `server`, or by `base_url`.");
    } else if !base_url.is_empty() {
        paragraph(&format!(
            "The document's server is {}, relative to where the document is served: `base_url` has to be set.",
            span(base_url)
        ));
    }
    if base_url.contains("://") && krate.servers.is_some() {
        paragraph("[`Server`](crate::Server) has the others that the document names.");
    }
    if !own.is_empty() {
        let own: Vec<String> = own.iter().map(|url| span(url)).collect();
        paragraph(&format!(
            "Some operations have a server of their own, {}, which `base_url` does not replace but `server_url` does; a \
             path is one of the base URL's server, and moves with it.",
            listed(&own, "or")
        ));
    }
    docs
}

/// The variables that stand for the credentials of the schemes.
fn variables(env: &str, schemes: &[Scheme]) -> Vec<String> {
    let is_basic = |scheme: &Scheme| matches!(scheme.kind, SchemeKind::Basic);
    let mut names = Vec::new();
    if schemes.iter().any(|scheme| !is_basic(scheme)) {
        names.push(format!("{env}_API_KEY"));
    } else if schemes.iter().any(is_basic) {
        names.extend([format!("{env}_USERNAME"), format!("{env}_PASSWORD")]);
    }
    names
}

fn from_env_docs(env: &str, schemes: &[Scheme]) -> Vec<String> {
    let names: Vec<String> = variables(env, schemes).iter().map(|name| format!("`{name}`")).collect();
    let names = names.join(" and ");
    let (first, unset) = if names.is_empty() {
        ("A client that looks at the environment".to_owned(), String::new())
    } else {
        let verb = if names.contains(" and ") { "are" } else { "is" };
        (
            format!("A client with the credential in {names}"),
            format!("{names} {verb} not set, "),
        )
    };
    let mut docs = wrap(
        &format!("{first}; `{env}_BASE_URL`, if set, replaces the base URL."),
        WIDTH,
    );
    docs.extend(["", "# Errors", ""].map(str::to_owned));
    docs.extend(wrap(
        &format!("If {unset}the base URL is not a URL, or the transport cannot be set up."),
        WIDTH,
    ));
    docs
}

/// The call that leaves least to imagine, the first one of these.
fn quick_start(krate: &Crate, env: &str, schemes: &[Scheme], context: &Context<'_>) -> Vec<String> {
    let comment = match variables(env, schemes).as_slice() {
        [] => String::new(),
        names => format!(" // {}", names.join(", ")),
    };
    let resources = krate.resources.iter().zip(&context.names.resources);
    resources
        .flat_map(|(resource, names)| {
            resource
                .methods
                .iter()
                .map(|method| Example::of(method, names, context))
        })
        .min_by_key(Example::gaps)
        .map(|example| example.quick_start(&comment))
        .unwrap_or_default()
}

/// How programs are tested that use the crate.
fn testing(krate: &str) -> Vec<String> {
    [
        "```",
        &format!("use {krate}::testing::{{Answer, MemoryTransport}};"),
        "",
        "let memory = MemoryTransport::new().otherwise(Answer::json(r#\"{\"id\":\"a\"}\"#));",
        &format!("let client = {krate}::Client::builder()"),
        "    .base_url(\"https://test.invalid\")",
        "    .transport(memory.clone())",
        "    .build()?;",
        "// What the client is asked is answered by `memory`, which records it.",
        "assert!(memory.requests().is_empty());",
        "# drop(client);",
        &format!("# Ok::<(), {krate}::Error>(())"),
        "```",
    ]
    .map(str::to_owned)
    .to_vec()
}

/// What there is to say of credentials that are no secret to be handed in.
fn credentials(schemes: &[Scheme], context: &Context<'_>) -> Vec<String> {
    let mut docs = Vec::new();
    let mut paragraph = |text: &str| {
        docs.push(String::new());
        docs.extend(wrap(text, OUTER_WIDTH));
    };
    let tokens = |scheme: &&Scheme| matches!(scheme.kind, SchemeKind::OAuth { .. });
    let names: Vec<String> = schemes.iter().filter(tokens).map(|scheme| span(&scheme.name)).collect();
    if !names.is_empty() {
        paragraph(&format!(
            "The credential {} is an access token; [`OAuth`](crate::OAuth) gets it, given as `credential_provider`.",
            listed(&names, "or")
        ));
    }
    let certificates = context.api.credentials.iter();
    let certificates = certificates.filter(|credential| credential.kind == CredentialKind::MutualTls);
    let names: Vec<String> = certificates.map(|credential| span(&credential.name)).collect();
    if !names.is_empty() {
        paragraph(&format!(
            "The credential {} is a certificate of the connection (mutual TLS): make a client of `reqwest` with it, and \
             give that to `transport` as a [`ReqwestTransport`](crate::ReqwestTransport).",
            listed(&names, "or")
        ));
    }
    docs
}

/// How a credential is presented in a request; certificates are not.
fn kind(kind: &CredentialKind) -> Option<SchemeKind> {
    Some(match kind {
        CredentialKind::MutualTls => return None,
        CredentialKind::Http(name) => SchemeKind::Http(name.clone()),
        CredentialKind::OAuth { token_url, refresh_url } => SchemeKind::OAuth {
            token_url: token_url.clone().unwrap_or_default(),
            refresh_url: refresh_url.clone().unwrap_or_default(),
        },
        CredentialKind::Bearer => SchemeKind::Bearer,
        CredentialKind::Basic => SchemeKind::Basic,
        CredentialKind::Header(name) => SchemeKind::Header(name.clone()),
        CredentialKind::Query(name) => SchemeKind::Query(name.clone()),
        CredentialKind::Cookie(name) => SchemeKind::Cookie(name.clone()),
    })
}
