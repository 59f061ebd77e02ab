//! Operations: parameters, body and outcomes.

use super::{Deprecation, Docs, Form, HeaderField, OwnServer, Pagination, Provenance, Security, TypeUse, XmlRootId};

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
    /// What comes back when all goes well: the statuses that count as success, exact codes first; never empty.
    pub outcomes: Vec<Outcome>,
    /// The data of events that says that they are the last of their stream.
    pub end: Vec<String>,
    /// What else the document says can come back: status → index into `Api::failures`, exact codes first.
    pub failures: Vec<(StatusMatch, FailureId)>,
    /// What the caller must present.
    pub security: Security,
    /// The server of its own.
    pub server: Option<OwnServer>,
    /// Set where answers are pages of a list.
    pub pagination: Option<Pagination>,
    /// Where it stands.
    pub provenance: Provenance,
}

/// An HTTP method.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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
    /// Another one, in the case that is sent.
    Other(String),
}

impl Method {
    /// The method as it is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
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
            Self::Other(name) => name,
        }
    }

    /// Whether doing it twice is doing it once (RFC 9110, section 9.2.2); of other methods nobody knows.
    #[must_use]
    pub fn is_idempotent(&self) -> bool {
        !matches!(self, Self::Post | Self::Patch | Self::Other(_))
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

/// A body in one media type.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// The media type: what is sent, or what the answer says.
    pub media_type: String,
    /// How it is written.
    pub kind: PayloadKind,
    /// Its type.
    pub value: TypeUse,
    /// How the fields of a form or of a multipart body are written; absent for any other.
    pub form: Option<Form>,
    /// How a body in XML looks; absent for any other.
    pub xml: Option<XmlRootId>,
}

/// A request body.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// Whether a call must give it.
    pub required: bool,
    /// What can be sent: the preferred media type first; never empty.
    pub contents: Vec<Content>,
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
    /// A record as `application/x-www-form-urlencoded`.
    Form,
    /// A record as `multipart/form-data`.
    Multipart,
    /// XML, as the element that the content names.
    Xml,
    /// One value after the other; the type is that of one value. A request has no events, and all values at once.
    Stream(Framing),
}

/// How the values of a stream are told from each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Framing {
    /// As the events of an event stream.
    Events(EventForm),
    /// As lines of JSON.
    Lines,
    /// As a JSON text sequence.
    Sequence,
}

/// What the type of an event describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventForm {
    /// Nothing: any event.
    Any,
    /// The data, which is text.
    Text,
    /// The data, which is JSON.
    Json,
    /// The event as an object, whose data is text.
    Object,
    /// The event as an object, whose data is JSON.
    ObjectOfJson,
}

/// What a status brings that counts as success.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The status.
    pub status: StatusMatch,
    /// What its body can be: the preferred media type first; empty where there is no body.
    pub contents: Vec<Content>,
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
    /// What its body can be: the preferred media type first; empty where none is documented.
    pub contents: Vec<Content>,
    /// The documented headers.
    pub headers: Vec<HeaderField>,
    /// Where it stands.
    pub provenance: Provenance,
}

impl Operation {
    /// Whether this is what the configuration calls the operation: by its id, or as in `GET /things`.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        let is_call = || name.split_once(' ') == Some((self.method.as_str(), &self.path));
        self.id.as_deref() == Some(name) || is_call()
    }

    /// The body that all outcomes have in common; absent where there is none.
    #[must_use]
    pub fn answer(&self) -> Option<&Content> {
        self.outcomes.first()?.contents.first()
    }

    /// The types of what comes back when all goes well: of bodies and of headers.
    pub fn answers(&self) -> impl Iterator<Item = &TypeUse> {
        self.outcomes.iter().flat_map(|outcome| {
            let headers = outcome.headers.iter().map(|header| &header.value);
            values(&outcome.contents).chain(headers)
        })
    }
}

impl Content {
    /// Whether it is a merge patch (RFC 7396).
    #[must_use]
    pub fn is_merge_patch(&self) -> bool {
        let essence = self.media_type.split(';').next().unwrap_or_default();
        essence.trim().eq_ignore_ascii_case("application/merge-patch+json")
    }
}

impl Body {
    /// The types of what can be sent.
    pub fn values(&self) -> impl Iterator<Item = &TypeUse> {
        values(&self.contents)
    }
}

impl Failure {
    /// Whether the status and the body are all that there is to it: it has neither a name nor headers.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.component.is_none() && self.headers.is_empty()
    }

    /// The types of its bodies and of its headers.
    pub fn values(&self) -> impl Iterator<Item = &TypeUse> {
        values(&self.contents).chain(self.headers.iter().map(|header| &header.value))
    }
}

fn values(contents: &[Content]) -> impl Iterator<Item = &TypeUse> {
    contents.iter().map(|content| &content.value)
}
