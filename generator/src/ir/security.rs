//! Credentials and which of them an operation needs.

/// An index into [`Api::credentials`](super::Api::credentials).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CredentialId(pub usize);

/// One security scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// The scheme's name in the document.
    pub name: String,
    /// How it is presented.
    pub kind: CredentialKind,
    /// The description, Markdown.
    pub description: Option<String>,
}

/// How a credential is presented.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CredentialKind {
    /// `Authorization: Bearer …`; OAuth 2 and OpenID Connect tokens too.
    Bearer,
    /// The same with tokens that a program can get by itself.
    OAuth {
        /// Where it gets one with credentials of its own.
        token_url: Option<String>,
        /// Where one is renewed.
        refresh_url: Option<String>,
    },
    /// `Authorization: Basic …`
    Basic,
    /// `Authorization` with this scheme before the credential.
    Http(String),
    /// A certificate, which is a matter of the connection.
    MutualTls,
    /// A header of this name.
    Header(String),
    /// A query parameter of this name.
    Query(String),
    /// A cookie of this name.
    Cookie(String),
}

/// What a call has to present: one of the alternatives, of which each may need several credentials at once.
///
/// No alternative at all, as well as an empty one, means that nothing is needed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Security {
    /// The alternatives in the document's order.
    pub alternatives: Vec<Vec<CredentialId>>,
    /// The scopes that a credential needs; of several alternatives with it, the first one's.
    pub scopes: Vec<(CredentialId, Vec<String>)>,
}
