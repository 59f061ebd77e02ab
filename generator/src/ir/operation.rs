//! Operations: parameters, body and outcomes.

use super::{Deprecation, Docs, Provenance, Security, TypeUse};

/// One call: a method on a path.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// `operationId`.
    pub id: Option<String>,
    /// The HTTP method.
    pub method: Method,
    /// The path as the document writes it, for docs: `/browsers/{id}`.
    pub path: String,
    /// The path taken apart.
    pub segments: Vec<PathSegment>,
    /// The tags in the document's order.
    pub tags: Vec<String>,
    /// The prose.
    pub docs: Docs,
    /// Set where the operation is deprecated.
    pub deprecated: Option<Deprecation>,
    /// The parameters: those of the path first and in the path's order, then the document's order.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// What comes back when all goes well.
    pub success: Success,
    /// What else the document says can come back: status → index into `Api::failures`, exact codes first.
    pub failures: Vec<(StatusMatch, FailureId)>,
    /// What the caller must present.
    pub security: Security,
    /// Where it stands.
    pub provenance: Provenance,
}

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the variants are the methods' own names")]
pub enum Method {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
    Trace,
    Query,
}

impl Method {
    /// The method as it is sent.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
            Self::Query => "QUERY",
        }
    }
}

/// A piece of a path; literal pieces contain their slashes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PathSegment {
    /// Text that is sent as it is.
    Literal(String),
    /// The path parameter of this name.
    Parameter(String),
}

/// A parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// The name on the wire.
    pub wire_name: String,
    /// Where it is sent.
    pub location: ParameterIn,
    /// How it is written.
    pub written: Written,
    /// How members are written that have a style of their own: where the whole query is a form.
    pub members: Vec<(String, Written)>,
    /// Whether a call must give it.
    pub required: bool,
    /// Its type.
    pub value: TypeUse,
    /// The prose.
    pub docs: Docs,
    /// Set where the parameter is deprecated.
    pub deprecated: Option<Deprecation>,
    /// Where it stands.
    pub provenance: Provenance,
}

/// How the value of a parameter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Written {
    /// The style.
    pub style: Style,
    /// Whether lists and objects get one pair per item.
    pub explode: bool,
    /// Whether the reserved characters of URLs stay as they are.
    pub reserved: bool,
    /// Whether a list or an object without members is sent as a name without a value.
    pub empty: bool,
}

impl Written {
    /// A style with nothing said beyond.
    #[must_use]
    pub fn plain(style: Style) -> Self {
        Self {
            style,
            explode: style.explodes(),
            reserved: false,
            empty: false,
        }
    }
}

/// Where a parameter is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the variants are the specification's own words")]
pub enum ParameterIn {
    Path,
    Query,
    /// The whole query: a form where the style is form, else JSON, or text where it is simple.
    QueryString,
    Header,
    Cookie,
}

/// How a parameter's value is written; the words of the specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the variants are the specification's own words")]
pub enum Style {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    TabDelimited,
    Cookie,
    /// As JSON text: a parameter with a media type.
    Json,
}

impl Style {
    /// Whether items and members stand on their own where the document does not say.
    #[must_use]
    pub fn explodes(self) -> bool {
        matches!(self, Self::Form | Self::Cookie)
    }
}

/// A request body.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// Whether a call must give it.
    pub required: bool,
    /// The media type that is sent.
    pub media_type: String,
    /// How it is written.
    pub kind: PayloadKind,
    /// Its type.
    pub value: TypeUse,
    /// The prose.
    pub docs: Docs,
    /// Where it stands.
    pub provenance: Provenance,
}

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PayloadKind {
    /// JSON.
    Json,
    /// Text in UTF-8.
    Text,
    /// Bytes as they are.
    Bytes,
}

/// What comes back when all goes well.
#[derive(Debug, Clone, PartialEq)]
pub struct Success {
    /// The statuses that count as success.
    pub statuses: Vec<StatusMatch>,
    /// The body; absent where none is documented.
    pub body: Option<(PayloadKind, TypeUse)>,
    /// The description.
    pub description: String,
    /// The documented headers.
    pub headers: Vec<HeaderField>,
}

/// Which statuses an outcome covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StatusMatch {
    /// One code.
    Code(u16),
    /// A hundred, such as 4 for `4XX`.
    Range(u8),
    /// All that nothing else covers.
    Default,
}

/// An index into [`Api::failures`](super::Api::failures).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FailureId(pub usize);

/// A documented error response.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    /// The name in `components/responses`, which names the type; inline ones have none.
    pub component: Option<String>,
    /// For an inline one: the operation's index and the status, which name the type.
    pub inline: Option<(usize, StatusMatch)>,
    /// The description.
    pub description: String,
    /// The body; absent where none is documented.
    pub body: Option<(PayloadKind, TypeUse)>,
    /// The documented headers.
    pub headers: Vec<HeaderField>,
    /// Where it stands.
    pub provenance: Provenance,
}

/// A documented response header.
#[derive(Debug, Clone, PartialEq)]
pub struct HeaderField {
    /// The name on the wire.
    pub wire_name: String,
    /// Whether it is always there.
    pub required: bool,
    /// Its type.
    pub value: TypeUse,
    /// The prose.
    pub docs: Docs,
}
