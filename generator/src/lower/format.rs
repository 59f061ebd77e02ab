//! `format` and `contentEncoding` of strings.
//!
//! ```yaml
//! { type: string, format: uuid }               # a string whose form `validate()` checks
//! { type: string, format: date-time }          # a type of its own, and so for `date` and `byte`
//! { type: string, contentEncoding: base64 }    # the same as `format: byte`
//! { type: string, format: binary }             # a file in a multipart body, elsewhere a string
//! { type: string, format: phone }              # a string: nobody defines what this is
//! ```
//!
//! A format is an annotation: it decides what a value is good for and not which values there are. So each of these types
//! holds any string, and what is wrong with its form only `validate()` says.

use super::context::Context;
use super::parts::Part;
use crate::ir::{Format, JsonKind, Rules, Scalar};
use crate::openapi::SchemaObject;

/// The form that a schema object gives to strings.
pub(super) fn of(object: &SchemaObject) -> Option<Format> {
    let format = object.format.as_deref().and_then(named);
    format.or_else(|| match object.content_encoding.as_deref()? {
        encoding if encoding.eq_ignore_ascii_case("base64") => Some(Format::Base64),
        encoding if encoding.eq_ignore_ascii_case("base64url") => Some(Format::Base64Url),
        _ => None,
    })
}

/// The form of a name that a specification defines.
fn named(name: &str) -> Option<Format> {
    Some(match name {
        "base64" | "byte" => Format::Base64,
        "base64url" => Format::Base64Url,
        "date" => Format::Date,
        "date-time" => Format::DateTime,
        "decimal" | "decimal128" => Format::Decimal,
        "duration" => Format::Duration,
        "email" => Format::Email,
        "hostname" => Format::Hostname,
        "idn-email" => Format::IdnEmail,
        "idn-hostname" => Format::IdnHostname,
        "ipv4" => Format::Ipv4,
        "ipv6" => Format::Ipv6,
        "iri" => Format::Iri,
        "iri-reference" => Format::IriReference,
        "json-pointer" => Format::JsonPointer,
        "regex" => Format::Regex,
        "relative-json-pointer" => Format::RelativeJsonPointer,
        "time" => Format::Time,
        "uri" => Format::Uri,
        "uri-reference" => Format::UriReference,
        "uri-template" => Format::UriTemplate,
        "uuid" => Format::Uuid,
        _ => return None,
    })
}

/// Whether a schema object says that strings are bytes as they are.
///
/// Where that is not said by `format`, it is by a media type of no text that has no encoding.
pub(super) fn is_binary(object: &SchemaObject) -> bool {
    if object.format.is_some() || object.content_encoding.is_some() {
        return object.format.as_deref() == Some("binary");
    }
    object.content_media_type.as_deref().is_some_and(is_bytes)
}

/// Whether what has a media type is no text.
pub(super) fn is_bytes(media_type: &str) -> bool {
    let essence = media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    let is_text = ["json", "xml", "yaml"].iter().any(|name| essence.ends_with(name));
    !is_text && !essence.starts_with("text/")
}

/// The type that has a form for itself, where there is one.
fn own_type(format: Format) -> Option<Scalar> {
    match format {
        Format::Base64 => Some(Scalar::Base64),
        Format::Date => Some(Scalar::Date),
        Format::DateTime => Some(Scalar::DateTime),
        _ => None,
    }
}

impl<'d> Context<'d> {
    /// The type of a string without listed values.
    pub(super) fn string_type(&self, parts: &[Part<'d>]) -> Scalar {
        if let Some(scalar) = self.scalar_for(parts, JsonKind::String) {
            return scalar;
        }
        if parts.iter().any(|part| is_binary(part.object)) {
            return Scalar::File;
        }
        let format = parts.iter().find_map(|part| of(part.object));
        format.and_then(own_type).unwrap_or(Scalar::String)
    }

    /// The form that has to be checked because the type does not.
    pub(super) fn format_rule(&self, parts: &[Part<'d>], rules: &mut Rules) {
        let ty = self.string_type(parts);
        for part in parts {
            // What a type of another crate has read has its form.
            let Some(format) = of(part.object).filter(|_| !self.is_foreign_format(part.object)) else {
                continue;
            };
            if ty != Scalar::String && own_type(format) == Some(ty) {
                continue;
            }
            // A further form is left over for `assertion`.
            rules.format.get_or_insert(format);
        }
    }
}
