//! Forms of strings: what the runtime calls them, and what the docs do.

use crate::ir::Format;

/// The runtime's constant for a form, and what a string of it is.
fn names(format: Format) -> (&'static str, &'static str) {
    match format {
        Format::Date => ("DATE", "date"),
        Format::DateTime => ("DATE_TIME", "date and time"),
        Format::Time => ("TIME", "time with its offset"),
        Format::Duration => ("DURATION", "duration such as `P1DT12H`"),
        Format::Email => ("EMAIL", "email address"),
        Format::IdnEmail => ("IDN_EMAIL", "email address"),
        Format::Hostname => ("HOSTNAME", "host name"),
        Format::IdnHostname => ("IDN_HOSTNAME", "host name"),
        Format::Ipv4 => ("IPV4", "IPv4 address"),
        Format::Ipv6 => ("IPV6", "IPv6 address"),
        Format::Uri => ("URI", "URI"),
        Format::UriReference => ("URI_REFERENCE", "URI or relative reference"),
        Format::Iri => ("IRI", "IRI"),
        Format::IriReference => ("IRI_REFERENCE", "IRI or relative reference"),
        Format::UriTemplate => ("URI_TEMPLATE", "URI template"),
        Format::Uuid => ("UUID", "UUID"),
        Format::JsonPointer => ("JSON_POINTER", "JSON pointer"),
        Format::RelativeJsonPointer => ("RELATIVE_JSON_POINTER", "relative JSON pointer"),
        Format::Regex => ("REGEX", "regular expression"),
        Format::Decimal => ("DECIMAL", "decimal number"),
        Format::Base64 => ("BASE64", "text in base64"),
        Format::Base64Url => ("BASE64_URL", "text in base64 for URLs"),
    }
}

/// The constant of the runtime's `format` that has the check.
pub(super) fn constant(format: Format) -> &'static str {
    names(format).0
}

/// A sentence for the docs: `A UUID.`
pub(super) fn sentence(format: Format) -> String {
    let article = match format {
        Format::Email | Format::IdnEmail | Format::Ipv4 | Format::Ipv6 | Format::Iri | Format::IriReference => "An",
        _ => "A",
    };
    format!("{article} {}.", names(format).1)
}
