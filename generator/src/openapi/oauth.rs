//! The OAuth Flows Object: how a token is got.
//!
//! ```yaml
//! flows:
//!   authorizationCode: { authorizationUrl: https://id/auth, tokenUrl: https://id/token, scopes: { read: Read }, refreshUrl: https://id/new }
//!   deviceAuthorization: { deviceAuthorizationUrl: https://id/device, tokenUrl: https://id/token, scopes: {} }
//! ```
//!
//! Addresses are kept as text and not checked. An address that a flow needs may be missing, which is left to whoever
//! uses the flow.

use indexmap::IndexMap;

use super::reader::{Context, Fields, Read, is_extension};
use crate::diag::Code;
use crate::source::{Kind, NodeId, NodeRef};

/// One way of getting a token.
#[derive(Debug, Clone, PartialEq)]
pub struct OAuthFlow {
    /// Which way.
    pub grant: OAuthGrant,
    /// Where the user agrees.
    pub authorization_url: Option<String>,
    /// Where a device asks for its code.
    pub device_authorization_url: Option<String>,
    /// Where the token comes from.
    pub token_url: Option<String>,
    /// Where the token is renewed.
    pub refresh_url: Option<String>,
    /// The scopes with what they are for.
    pub scopes: IndexMap<String, String>,
    /// Where it stands.
    pub node: NodeId,
}

/// The grants of OAuth 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OAuthGrant {
    /// The token comes back with the redirection.
    Implicit,
    /// The user's own password is sent.
    Password,
    /// The program has credentials of its own (`application` in 2.0).
    ClientCredentials,
    /// A code comes back with the redirection (`accessCode` in 2.0).
    AuthorizationCode,
    /// The user enters a code on another device.
    DeviceAuthorization,
}

/// The flows of a scheme in the order of the grants.
#[derive(Debug, Default)]
pub(super) struct OAuthFlows(pub(super) Vec<OAuthFlow>);

impl Read for OAuthFlows {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        cx.object(node, "OAuth Flows Object", |fields| {
            let mut flows = Vec::new();
            flows.extend(fields.optional("implicit").map(Flow::of(OAuthGrant::Implicit)));
            flows.extend(fields.optional("password").map(Flow::of(OAuthGrant::Password)));
            flows.extend(
                fields
                    .optional("clientCredentials")
                    .map(Flow::of(OAuthGrant::ClientCredentials)),
            );
            flows.extend(
                fields
                    .optional("authorizationCode")
                    .map(Flow::of(OAuthGrant::AuthorizationCode)),
            );
            flows.extend(
                fields
                    .optional("deviceAuthorization")
                    .map(Flow::of(OAuthGrant::DeviceAuthorization)),
            );
            Some(Self(flows))
        })
    }
}

/// A flow whose grant its key says.
struct Flow(OAuthFlow);

impl Flow {
    fn of(grant: OAuthGrant) -> impl FnOnce(Self) -> OAuthFlow {
        move |flow| OAuthFlow { grant, ..flow.0 }
    }
}

impl Read for Flow {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        cx.object(node, "OAuth Flow Object", |fields| {
            Some(Self(OAuthFlow {
                grant: OAuthGrant::Implicit,
                authorization_url: fields.optional("authorizationUrl"),
                device_authorization_url: fields.optional("deviceAuthorizationUrl"),
                token_url: fields.optional("tokenUrl"),
                refresh_url: fields.optional("refreshUrl"),
                scopes: scopes(fields),
                node: fields.id(),
            }))
        })
    }
}

/// The scopes with what they are for. Nothing is lost where they are written as something else: servers check them.
pub(super) fn scopes(fields: &mut Fields<'_>) -> IndexMap<String, String> {
    let Some(node) = fields.present("scopes") else {
        return IndexMap::new();
    };
    if node.kind() != Kind::Object {
        let message = "the scopes are no mapping from names to descriptions, and count as none";
        fields.cx.repaired(Code::RepairedValue, node, message, "not a mapping");
    }
    let text = |value: NodeRef<'_>| value.as_str().unwrap_or_default().to_owned();
    node.entries()
        .filter(|(name, _)| !is_extension(name))
        .map(|(name, value)| (name.to_owned(), text(value)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openapi::testing::{clean, read, reports};

    #[test]
    fn every_field_is_read() {
        let flows: OAuthFlows = clean(
            "{ deviceAuthorization: { deviceAuthorizationUrl: D, tokenUrl: T, scopes: {} }, implicit: { authorizationUrl: A, \
             refreshUrl: R, scopes: { s: S }, x-f: 1 }, password: {}, clientCredentials: {}, authorizationCode: {}, x-o: 1 }",
        );
        let grants: Vec<OAuthGrant> = flows.0.iter().map(|flow| flow.grant).collect();
        assert!(grants.is_sorted() && grants.len() == 5);
        let (first, last) = (&flows.0[0], &flows.0[4]);
        assert_eq!(
            (first.authorization_url.as_deref(), first.refresh_url.as_deref()),
            (Some("A"), Some("R"))
        );
        assert_eq!(first.scopes["s"], "S");
        assert_eq!(
            (last.device_authorization_url.as_deref(), last.token_url.as_deref()),
            (Some("D"), Some("T"))
        );
    }

    #[test]
    fn scopes_in_another_form_are_said_and_count_as_none() {
        let (flows, sink) = read::<OAuthFlows>("{ password: { tokenUrl: T, scopes: [a] } }");
        assert!(flows.is_some_and(|flows| flows.0[0].scopes.is_empty()));
        assert_eq!(reports(&sink), [(Code::RepairedValue, "#/password/scopes".to_owned())]);
    }
}
