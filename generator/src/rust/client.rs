//! The client: where the API is, what must be presented, which resources there are.

use crate::ir::{Api, CredentialKind};

use super::build::Settings;
use super::doc_line::link;

/// What `client.rs` says.
#[derive(Debug, Clone)]
pub struct Client {
    /// The default base URL, empty where the document has none.
    pub base_url: String,
    /// The same for docs.
    pub base_link: String,
    /// The prefix of the environment variables, such as `KERNEL`.
    pub env: String,
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
    /// `Authorization: Basic …`
    Basic,
    /// A header of this name.
    Header(String),
    /// A query parameter of this name.
    Query(String),
    /// A cookie of this name.
    Cookie(String),
}

impl Client {
    /// Whether one secret is all that is needed, so that the client has `new(token)`.
    #[must_use]
    pub fn takes_token(&self) -> bool {
        self.schemes
            .iter()
            .any(|scheme| !matches!(scheme.kind, SchemeKind::Basic))
    }
}

/// Builds the client; `None` where there is nothing to call.
pub(super) fn build(api: &Api, settings: &Settings) -> Option<Client> {
    if api.operations.is_empty() {
        return None;
    }
    Some(Client {
        base_url: api
            .servers
            .first()
            .map_or_else(String::new, |server| server.url.clone()),
        base_link: api.servers.first().map_or_else(String::new, |server| link(&server.url)),
        env: settings.env.clone(),
        schemes: api
            .credentials
            .iter()
            .map(|credential| Scheme {
                name: credential.name.clone(),
                kind: kind(&credential.kind),
            })
            .collect(),
    })
}

fn kind(kind: &CredentialKind) -> SchemeKind {
    match kind {
        CredentialKind::Bearer => SchemeKind::Bearer,
        CredentialKind::Basic => SchemeKind::Basic,
        CredentialKind::Header(name) => SchemeKind::Header(name.clone()),
        CredentialKind::Query(name) => SchemeKind::Query(name.clone()),
        CredentialKind::Cookie(name) => SchemeKind::Cookie(name.clone()),
    }
}
