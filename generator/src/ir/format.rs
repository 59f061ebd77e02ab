//! Forms of strings that can be checked.

/// A form that strings have, such as that of a UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// A date of RFC 3339.
    Date,
    /// A date and time of RFC 3339.
    DateTime,
    /// A time with its offset, of RFC 3339.
    Time,
    /// A duration of RFC 3339.
    Duration,
    /// An email address.
    Email,
    /// An email address in any script.
    IdnEmail,
    /// A host name.
    Hostname,
    /// A host name in any script.
    IdnHostname,
    /// An IPv4 address.
    Ipv4,
    /// An IPv6 address.
    Ipv6,
    /// A URI.
    Uri,
    /// A URI or a relative reference.
    UriReference,
    /// An IRI.
    Iri,
    /// An IRI or a relative reference.
    IriReference,
    /// A URI with variables.
    UriTemplate,
    /// A UUID.
    Uuid,
    /// A JSON pointer.
    JsonPointer,
    /// A JSON pointer that starts somewhere inside of a document.
    RelativeJsonPointer,
    /// A regular expression.
    Regex,
    /// A decimal number.
    Decimal,
    /// Bytes in base64.
    Base64,
    /// Bytes in base64 for URLs.
    Base64Url,
}
