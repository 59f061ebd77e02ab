//! Credentials, and which of them a call needs.
//!
//! ```yaml
//! security: [{ bearerAuth: [] }, { appKey: [], appId: [] }]    # the first, or the other two together
//! components: { securitySchemes: { bearerAuth: { type: http, scheme: bearer } } }
//! ```
//!
//! OAuth 2 and OpenID Connect end in a bearer token, which the caller brings, or the client gets where the document says
//! from whom, with the scopes that the operation needs; of two alternatives of one scheme the scopes of the first count. Mutual TLS is a matter of the connection. A scheme that cannot be applied is
//! reported; calls are sent without it where no other way is offered.

use indexmap::IndexMap;

use super::context::Context;
use crate::diag::{Code, Diagnostic};
use crate::ir::{Credential, CredentialId, CredentialKind, Security};
use crate::openapi::{ApiKeyLocation, OAuthFlow, OAuthGrant, SecurityRequirement, SecurityScheme, SecuritySchemeKind};

/// The security schemes by name; those that cannot be applied have no id.
#[derive(Debug, Default)]
pub(super) struct Credentials {
    listed: Vec<Credential>,
    ids: IndexMap<String, Option<CredentialId>>,
}

impl Credentials {
    /// The header that a credential is a key in.
    pub(super) fn header(&self, id: CredentialId) -> Option<&str> {
        match &self.listed.get(id.0)?.kind {
            CredentialKind::Header(name) => Some(name),
            _ => None,
        }
    }

    /// The credentials in the order of their ids.
    pub(super) fn into_listed(self) -> Vec<Credential> {
        self.listed
    }
}

impl Context<'_> {
    /// The document's security schemes.
    pub(super) fn credentials(&mut self) -> Credentials {
        let document = self.document;
        let mut credentials = Credentials::default();
        for (name, scheme) in &document.components.security_schemes {
            let Some(found) = self.follow(scheme) else {
                credentials.ids.insert(name.clone(), None);
                continue;
            };
            if found.item.deprecated {
                let message = format!("that the security scheme `{name}` is deprecated is not shown");
                self.report_key(
                    Code::NotRepresented,
                    found.item.node,
                    "deprecated",
                    message,
                    "has no effect",
                );
            }
            let id = self.kind(name, found.item).map(|kind| {
                let description = found
                    .description
                    .map(str::to_owned)
                    .or_else(|| found.item.description.clone());
                credentials.listed.push(Credential {
                    name: name.clone(),
                    kind,
                    description,
                });
                CredentialId(credentials.listed.len() - 1)
            });
            credentials.ids.insert(name.clone(), id);
        }
        credentials
    }

    fn kind(&mut self, name: &str, scheme: &SecurityScheme) -> Option<CredentialKind> {
        match &scheme.kind {
            SecuritySchemeKind::Http { scheme: http, .. } if http.eq_ignore_ascii_case("bearer") => {
                Some(CredentialKind::Bearer)
            }
            SecuritySchemeKind::Http { scheme: http, .. } if http.eq_ignore_ascii_case("basic") => {
                Some(CredentialKind::Basic)
            }
            SecuritySchemeKind::Http { scheme: http, .. } if is_token(http) => Some(CredentialKind::Http(http.clone())),
            SecuritySchemeKind::Http { scheme: http, .. } => {
                let message =
                    format!("the security scheme `{name}` is the HTTP scheme `{http}`, which no header can express");
                self.report(
                    Code::UnsupportedSecurity,
                    scheme.node,
                    message,
                    "calls are sent without it",
                );
                None
            }
            SecuritySchemeKind::OAuth2 { flows, .. } => Some(oauth(flows)),
            SecuritySchemeKind::OpenIdConnect { .. } => Some(CredentialKind::Bearer),
            SecuritySchemeKind::ApiKey { name, location } => Some(match location {
                ApiKeyLocation::Header => CredentialKind::Header(name.clone()),
                ApiKeyLocation::Query => CredentialKind::Query(name.clone()),
                ApiKeyLocation::Cookie => CredentialKind::Cookie(name.clone()),
            }),
            SecuritySchemeKind::MutualTls => Some(CredentialKind::MutualTls),
        }
    }

    /// What a list of requirements comes to.
    ///
    /// An alternative that cannot be presented in full would let calls through with less than another one demands, so it
    /// counts only where there is no other.
    pub(super) fn requirements(&mut self, list: &[SecurityRequirement], credentials: &Credentials) -> Security {
        let (mut whole, mut partial) = (Vec::new(), Vec::new());
        let mut scopes: Vec<(CredentialId, Vec<String>)> = Vec::new();
        for requirement in list {
            let mut needed = Vec::new();
            let mut lacking = None;
            for (name, wanted) in &requirement.schemes {
                match credentials.ids.get(name) {
                    Some(Some(id)) => {
                        needed.push(*id);
                        if !scopes.iter().any(|(known, _)| known == id) {
                            scopes.push((*id, wanted.clone()));
                        }
                    }
                    Some(None) => lacking = Some(name.as_str()),
                    None => {
                        self.unknown_scheme(requirement, name, credentials);
                        lacking = Some(name);
                    }
                }
            }
            match lacking {
                None => whole.push(needed),
                Some(name) => partial.push((requirement, name, needed)),
            }
        }
        if !whole.is_empty() {
            for (requirement, name, _) in partial.drain(..) {
                let message = format!("this alternative needs `{name}`, which cannot be applied; the others remain");
                let place = self.document.node(requirement.node).key_place(name);
                self.report_at(Code::UnsupportedSecurity, &place, message, "not offered");
            }
        }
        let mut alternatives = Vec::new();
        for needed in whole
            .into_iter()
            .chain(partial.into_iter().map(|(_, _, needed)| needed))
        {
            if !alternatives.contains(&needed) {
                alternatives.push(needed);
            }
        }
        scopes.retain(|(_, wanted)| !wanted.is_empty());
        Security { alternatives, scopes }
    }

    fn unknown_scheme(&mut self, requirement: &SecurityRequirement, name: &str, credentials: &Credentials) {
        let root = self.document.node(self.document.node);
        let schemes = root
            .get("components")
            .and_then(|components| components.get("securitySchemes"))
            .or(root.get("securityDefinitions"));
        if schemes.is_some_and(|schemes| schemes.get(name).is_some()) {
            // It is there and cannot be read, which was reported.
            let message = format!("the security scheme `{name}` cannot be read");
            self.report_at(
                Code::UnsupportedSecurity,
                &self.document.node(requirement.node).key_place(name),
                message,
                "calls are sent without it",
            );
            return;
        }
        let place = self.document.node(requirement.node).key_place(name);
        let message = format!("the security scheme `{name}` is not among the components");
        let mut diagnostic = Diagnostic::new(Code::UnresolvedReference, message).at(&place, "nothing has this name");
        let scored = credentials
            .ids
            .keys()
            .map(|known| (strsim::damerau_levenshtein(known, name), known));
        if let Some((distance, similar)) = scored.min_by_key(|(distance, _)| *distance)
            && name.chars().count() > 1
            && distance <= 1 + name.chars().count() / 3
        {
            diagnostic = diagnostic.remedy(format!("did you mean `{similar}`?"));
        }
        self.sink.push(diagnostic);
    }
}

/// Whether a text can be the name of a scheme in `Authorization` (RFC 9110, section 5.6.2).
fn is_token(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(allowed)
}

/// How far a program can get tokens by itself: with credentials of its own, and with a refresh token, of whatever flow.
fn oauth(flows: &[OAuthFlow]) -> CredentialKind {
    let own = |flow: &&OAuthFlow| flow.grant == OAuthGrant::ClientCredentials;
    let (mut users, mut programs): (Vec<&OAuthFlow>, Vec<&OAuthFlow>) = flows.iter().partition(|flow| !own(flow));
    let token_url = programs.first().and_then(|flow| flow.token_url.clone());
    users.append(&mut programs);
    let renewed = |flow: &&OAuthFlow| flow.refresh_url.clone().or_else(|| flow.token_url.clone());
    let refresh_url = users.iter().find_map(renewed);
    if token_url.is_none() && refresh_url.is_none() {
        return CredentialKind::Bearer;
    }
    CredentialKind::OAuth { token_url, refresh_url }
}
