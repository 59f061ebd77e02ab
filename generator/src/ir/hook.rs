//! Requests that the service makes: webhooks, and callbacks of operations.

use super::{Deprecation, Docs, HeaderField, Provenance, StatusMatch, TypeUse};

/// A request that the service makes and the user's server receives.
#[derive(Debug, Clone, PartialEq)]
pub struct Hook {
    /// The name of the webhook or of the callback.
    pub name: String,
    /// `operationId`.
    pub id: Option<String>,
    /// What makes the service send it.
    pub cause: HookCause,
    /// The HTTP method as it is sent.
    pub method: String,
    /// The prose.
    pub docs: Docs,
    /// Set where it is deprecated.
    pub deprecated: Option<Deprecation>,
    /// What it carries.
    pub body: HookBody,
    /// The documented parameters.
    pub parameters: Vec<HookParameter>,
    /// Those of them that are headers with a type.
    pub headers: Vec<HeaderField>,
    /// What the receiver answers: status and description, exact codes first.
    pub answers: Vec<(StatusMatch, String)>,
    /// The header in which it brings a key that was agreed on.
    pub key: Option<String>,
    /// Where it stands.
    pub provenance: Provenance,
}

/// What makes the service send a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HookCause {
    /// An event, wherever the webhook was registered.
    Webhook,
    /// A call of an operation.
    Callback {
        /// `operationId` of the operation.
        of: Option<String>,
        /// Method and path of the operation.
        operation: String,
        /// The address that the request goes to, as an expression.
        address: String,
    },
}

/// The body of a request that the service makes.
#[derive(Debug, Clone, PartialEq)]
pub enum HookBody {
    /// There is none.
    None,
    /// JSON.
    Json(Box<TypeUse>),
    /// Something of this media type, which receivers read themselves.
    Other(String),
}

/// A parameter of a request that the service makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HookParameter {
    /// The name on the wire.
    pub wire_name: String,
    /// Whether it is a header, rather than a part of the address or a cookie.
    pub is_header: bool,
    /// Whether it is always there.
    pub required: bool,
    /// The description, Markdown.
    pub description: Option<String>,
}

impl Hook {
    /// The types of what it carries: of its body and of its headers.
    pub fn values(&self) -> impl Iterator<Item = &TypeUse> {
        let headers = self.headers.iter().map(|header| &header.value);
        self.body.value().into_iter().chain(headers)
    }
}

impl HookBody {
    /// The type of JSON.
    #[must_use]
    pub fn value(&self) -> Option<&TypeUse> {
        match self {
            Self::Json(value) => Some(value),
            Self::None | Self::Other(_) => None,
        }
    }
}
