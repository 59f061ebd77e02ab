//! The Security Scheme Object and the Security Requirement Object.
//!
//! ```yaml
//! components:
//!   securitySchemes:
//!     bearerAuth: { type: http, scheme: bearer, bearerFormat: JWT }
//!     apiKey: { type: apiKey, in: header, name: X-Api-Key }
//! security:
//!   - bearerAuth: []      # one of these …
//!   - apiKey: []          # … is enough
//!   - {}                  # and so is none at all
//! ```
//!
//! Whether a requirement names a scheme that exists is not checked here.

use indexmap::IndexMap;

use super::oauth::OAuthFlows;
use super::reader::{Context, Fields, Read};
use super::{OAuthFlow, Version, swagger};
use crate::diag::Code;
use crate::source::{Kind, NodeId, NodeRef};

/// Schemes that are needed together; none of them means that the call may be anonymous.
#[derive(Debug, Clone, PartialEq)]
pub struct SecurityRequirement {
    /// The scopes or roles by the name of the scheme.
    pub schemes: IndexMap<String, Vec<String>>,
    /// Where it stands.
    pub node: NodeId,
}

/// A way of proving who calls.
#[derive(Debug, Clone, PartialEq)]
pub struct SecurityScheme {
    /// Which way.
    pub kind: SecuritySchemeKind,
    /// A description in Markdown.
    pub description: Option<String>,
    /// Whether callers should stop using it.
    pub deprecated: bool,
    /// Where it stands.
    pub node: NodeId,
}

/// The ways of proving who calls.
#[derive(Debug, Clone, PartialEq)]
pub enum SecuritySchemeKind {
    /// A scheme of HTTP's `Authorization` header.
    Http {
        /// The scheme as it is written, such as `bearer`; its case does not matter.
        scheme: String,
        /// How the token is formed, for readers.
        bearer_format: Option<String>,
    },
    /// A key with a name.
    ApiKey {
        /// The name of the parameter, the header or the cookie.
        name: String,
        /// Where it is sent.
        location: ApiKeyLocation,
    },
    /// OAuth 2.
    OAuth2 {
        /// How a token is got.
        flows: Vec<OAuthFlow>,
        /// Where the server describes itself.
        metadata_url: Option<String>,
    },
    /// OpenID Connect.
    OpenIdConnect {
        /// Where the configuration stands.
        url: String,
    },
    /// A certificate of the client.
    MutualTls,
}

/// Where a key is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ApiKeyLocation {
    /// After the question mark.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

impl ApiKeyLocation {
    const NAMES: &[(&'static str, Self)] = &[
        ("query", Self::Query),
        ("header", Self::Header),
        ("cookie", Self::Cookie),
    ];
}

#[derive(Clone, Copy, PartialEq)]
enum SchemeType {
    Http,
    ApiKey,
    OAuth2,
    OpenIdConnect,
    MutualTls,
}

impl SchemeType {
    const NAMES: &[(&'static str, Self)] = &[
        ("http", Self::Http),
        ("apiKey", Self::ApiKey),
        ("oauth2", Self::OAuth2),
        ("openIdConnect", Self::OpenIdConnect),
        ("mutualTLS", Self::MutualTls),
    ];
}

/// Schemes of HTTP that are written as if they were types.
const HTTP: [&str; 2] = ["basic", "bearer"];

impl Read for SecurityRequirement {
    fn stands_alone(_: &Context<'_>, node: NodeRef<'_>) -> bool {
        matches!(node.kind(), Kind::Object | Kind::String)
    }

    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        if let Some(name) = node.as_str() {
            let message = format!("a text in place of a requirement is read as the security scheme `{name}`");
            cx.repaired(Code::RepairedValue, node, message, "not a mapping");
            return Some(Self {
                schemes: IndexMap::from([(name.to_owned(), Vec::new())]),
                node: node.id(),
            });
        }
        if node.kind() != Kind::Object {
            cx.wrong_type(node, "a mapping (Security Requirement Object)");
            return None;
        }
        let mut schemes = IndexMap::new();
        for (name, scopes) in node.entries() {
            let scopes = if scopes.kind() == Kind::Null {
                let message = format!("the scopes of `{name}` are null and count as none");
                cx.repaired(Code::NullField, scopes, message, "write `[]`");
                Vec::new()
            } else if scopes.kind() == Kind::Object && scopes.entries().len() == 0 {
                let message = format!("the scopes of `{name}` are an empty mapping and count as none");
                cx.repaired(Code::RepairedValue, scopes, message, "write `[]`");
                Vec::new()
            } else {
                Vec::read(cx, scopes)?
            };
            schemes.insert(name.to_owned(), scopes);
        }
        Some(Self {
            schemes,
            node: node.id(),
        })
    }
}

impl Read for SecurityScheme {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        if cx.version == Version::V2_0 {
            return swagger::security_scheme(cx, node);
        }
        Self::of_3(cx, node)
    }
}

impl SecurityScheme {
    /// Reads a scheme in the form that all versions from 3.0 on have.
    pub(super) fn of_3(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        cx.object(node, "Security Scheme Object", |fields| {
            let node = fields.required_node("type")?;
            let http = node
                .as_str()
                .and_then(|word| HTTP.iter().find(|known| known.eq_ignore_ascii_case(word)));
            let kind = if let Some(scheme) = http {
                let message = format!("`{scheme}` is no type but a scheme of the type `http`, and is read as that");
                fields.cx.repaired(Code::RepairedValue, node, message, "not a type");
                fields.known(["scheme"]);
                SecuritySchemeKind::Http {
                    scheme: (*scheme).to_owned(),
                    bearer_format: fields.optional("bearerFormat"),
                }
            } else {
                let scheme_type = fields.cx.choice(node, SchemeType::NAMES)?;
                kind(fields, scheme_type)?
            };
            Some(Self {
                kind,
                description: fields.optional("description"),
                deprecated: fields.or_default("deprecated"),
                node: fields.id(),
            })
        })
    }
}

fn kind(fields: &mut Fields<'_>, scheme_type: SchemeType) -> Option<SecuritySchemeKind> {
    Some(match scheme_type {
        SchemeType::Http => SecuritySchemeKind::Http {
            scheme: fields.required("scheme")?,
            bearer_format: fields.optional("bearerFormat"),
        },
        SchemeType::ApiKey => {
            let name: Option<String> = fields.required("name");
            let location = fields.required_node("in")?;
            let location = fields.cx.choice(location, ApiKeyLocation::NAMES)?;
            if location != ApiKeyLocation::Query
                && let (Some(node), Some(name)) = (fields.node().get("name"), &name)
            {
                fields.cx.check_token(node, name, "header or cookie").then_some(())?;
            }
            SecuritySchemeKind::ApiKey { name: name?, location }
        }
        SchemeType::OAuth2 => SecuritySchemeKind::OAuth2 {
            flows: fields.or_default::<OAuthFlows>("flows").0,
            metadata_url: fields.optional("oauth2MetadataUrl"),
        },
        SchemeType::OpenIdConnect => SecuritySchemeKind::OpenIdConnect {
            url: fields.required("openIdConnectUrl")?,
        },
        SchemeType::MutualTls => SecuritySchemeKind::MutualTls,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openapi::testing::{clean, codes, read, reports};

    fn kind_of(yaml: &str) -> SecuritySchemeKind {
        clean::<SecurityScheme>(yaml).kind
    }

    #[test]
    fn every_kind_of_scheme_is_read() {
        let bearer = SecuritySchemeKind::Http {
            scheme: "Bearer".to_owned(),
            bearer_format: Some("JWT".to_owned()),
        };
        assert_eq!(kind_of("{ type: http, scheme: Bearer, bearerFormat: JWT }"), bearer);
        let key = SecuritySchemeKind::ApiKey {
            name: "X-Key".to_owned(),
            location: ApiKeyLocation::Header,
        };
        assert_eq!(kind_of("{ type: apiKey, in: header, name: X-Key }"), key);
        let url = "https://id".to_owned();
        let connect = SecuritySchemeKind::OpenIdConnect { url };
        assert_eq!(
            kind_of("{ type: openIdConnect, openIdConnectUrl: 'https://id' }"),
            connect
        );
        assert_eq!(kind_of("{ type: mutualTLS }"), SecuritySchemeKind::MutualTls);
        assert!(matches!(
            kind_of("{ type: oauth2, flows: { password: {} }, oauth2MetadataUrl: U }"),
            SecuritySchemeKind::OAuth2 { flows, metadata_url: Some(url) } if flows.len() == 1 && url == "U"
        ));
    }

    #[test]
    fn the_other_fields_are_read() {
        let scheme: SecurityScheme = clean("{ type: mutualTLS, description: D, deprecated: true, x-s: 1 }");
        assert_eq!((scheme.description.as_deref(), scheme.deprecated), (Some("D"), true));
    }

    #[test]
    fn a_scheme_needs_a_known_type_and_what_belongs_to_it() {
        let (scheme, sink) = read::<SecurityScheme>("{ type: secret }");
        assert_eq!((scheme, codes(&sink)), (None, vec![Code::InvalidValue]));
        let (scheme, sink) = read::<SecurityScheme>("{ type: apiKey }");
        assert_eq!(
            (scheme, codes(&sink)),
            (None, vec![Code::MissingField, Code::MissingField])
        );
    }

    #[test]
    fn a_scheme_of_http_in_place_of_a_type_is_one() {
        let (scheme, sink) = read::<SecurityScheme>("{ type: Bearer }");
        let http = |scheme: SecurityScheme| matches!(scheme.kind, SecuritySchemeKind::Http { scheme, .. } if scheme == "bearer");
        assert!(scheme.is_some_and(http));
        assert_eq!(codes(&sink), [Code::RepairedValue]);
    }

    #[test]
    fn requirements_may_lack_their_list_and_their_mapping() {
        for yaml in ["a", "[a]", "{ a: [] }", "[{ a: {} }]"] {
            let (requirements, sink) = read::<Vec<SecurityRequirement>>(yaml);
            let requirements = requirements.unwrap_or_default();
            assert!(requirements[0].schemes["a"].is_empty(), "{yaml}");
            assert!(codes(&sink).iter().all(|code| *code == Code::RepairedValue), "{yaml}");
        }
    }

    #[test]
    fn requirements_keep_their_schemes_and_scopes() {
        let requirements: Vec<SecurityRequirement> = clean("[{ b: [x, y], a: [] }, {}]");
        assert!(requirements[0].schemes.keys().eq(["b", "a"]));
        assert_eq!(requirements[0].schemes["b"], ["x", "y"]);
        assert!(requirements[1].schemes.is_empty());
    }

    #[test]
    fn a_requirement_that_cannot_be_read_never_becomes_an_anonymous_one() {
        let (requirements, sink) = read::<Vec<SecurityRequirement>>("[{ a: 7 }, { b: }]");
        let requirements = requirements.unwrap_or_default();
        assert_eq!(requirements.len(), 1);
        assert!(requirements[0].schemes["b"].is_empty());
        assert_eq!(
            reports(&sink),
            [
                (Code::WrongType, "#/0/a".to_owned()),
                (Code::NullField, "#/1/b".to_owned())
            ]
        );
    }
}
