//! The Security Scheme Object of 2.0: basic, a key, or one flow of OAuth 2.
//!
//! ```yaml
//! securityDefinitions:
//!   password: { type: basic }
//!   key: { type: apiKey, in: header, name: X-Api-Key }
//!   login: { type: oauth2, flow: accessCode, authorizationUrl: https://id/auth, tokenUrl: https://id/token, scopes: { read: Read } }
//! ```
//!
//! The kinds of later versions are honoured with a warning.

use crate::diag::Code;
use crate::openapi::oauth::{self, OAuthFlow, OAuthGrant};
use crate::openapi::reader::{Context, Fields};
use crate::openapi::{SecurityScheme, SecuritySchemeKind};
use crate::source::NodeRef;

const FLOWS: &[(&str, OAuthGrant)] = &[
    ("implicit", OAuthGrant::Implicit),
    ("password", OAuthGrant::Password),
    ("application", OAuthGrant::ClientCredentials),
    ("accessCode", OAuthGrant::AuthorizationCode),
];

/// Reads a security scheme.
pub(in crate::openapi) fn security_scheme(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<SecurityScheme> {
    let kind = node.get("type").and_then(NodeRef::as_str);
    let flows = node.get("flows").is_some();
    match kind {
        Some("basic") => cx.object(node, "Security Scheme Object", |fields| {
            fields.known(["type"]);
            let scheme = "basic".to_owned();
            let kind = SecuritySchemeKind::Http {
                scheme,
                bearer_format: None,
            };
            Some(of_kind(fields, kind))
        }),
        Some("oauth2") if !flows => cx.object(node, "Security Scheme Object", |fields| {
            fields.known(["type"]);
            let flow = flow(fields);
            let kind = SecuritySchemeKind::OAuth2 {
                flows: flow.into_iter().collect(),
                metadata_url: None,
            };
            Some(of_kind(fields, kind))
        }),
        Some("http" | "openIdConnect" | "mutualTLS" | "oauth2") => {
            let message = "a security scheme in the form of OpenAPI 3; it is honoured";
            cx.repaired(Code::RepairedValue, node, message, "not of Swagger 2.0");
            SecurityScheme::of_3(cx, node)
        }
        _ => SecurityScheme::of_3(cx, node),
    }
}

fn of_kind(fields: &mut Fields<'_>, kind: SecuritySchemeKind) -> SecurityScheme {
    SecurityScheme {
        kind,
        description: fields.optional("description"),
        deprecated: false,
        node: fields.id(),
    }
}

/// The one flow; absent where the scheme does not say which, which is reported.
fn flow(fields: &mut Fields<'_>) -> Option<OAuthFlow> {
    fields.report_absence("flow", Code::AbsentField);
    let grant = fields.choice("flow", FLOWS);
    let flow = OAuthFlow {
        grant: OAuthGrant::Implicit,
        authorization_url: fields.optional("authorizationUrl"),
        device_authorization_url: None,
        token_url: fields.optional("tokenUrl"),
        refresh_url: None,
        scopes: oauth::scopes(fields),
        node: fields.id(),
    };
    grant.map(|grant| OAuthFlow { grant, ..flow })
}
