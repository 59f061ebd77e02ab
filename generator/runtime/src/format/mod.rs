// kiln-runtime: support code, copied unchanged into generated crates.
//! Forms of texts: what `format` of JSON Schema names, for crates whose document has any.
//!
//! ```text
//! c.field("id", &self.id, &Rules::new().format(&format::UUID));
//! ```
//!
//! A format says nothing about which values a type holds: a text of another form is read and sent all
//! the same, and `validate()` reports it. Each form is checked as its RFC has it, by its grammar alone;
//! whether a host exists or a date has passed is nobody's business here. Of internationalized host
//! names only what needs no tables of Unicode is checked.

mod duration;
mod net;
mod pointer;
mod regex;
mod token;
mod uri;

use super::json::{Base64, Date, DateTime};
use super::validate::Form;

/// `date`, of RFC 3339.
pub static DATE: Form =
    Form::new("a date such as 2026-11-24", |text| text.parse::<Date>().is_ok());
/// `date-time`, of RFC 3339.
pub static DATE_TIME: Form =
    Form::new("a date and time such as 2026-11-24T10:00:00Z", |text| {
        text.parse::<DateTime>().is_ok()
    });
/// `time`, of RFC 3339.
pub static TIME: Form = Form::new("a time such as 10:00:00Z", |text| {
    // On this day there was a leap second.
    format!("1998-12-31T{text}").parse::<DateTime>().is_ok()
});
/// `duration`, of RFC 3339.
pub static DURATION: Form =
    Form::new("a duration such as P1DT12H", duration::is_duration);
/// `email`, of RFC 5321.
pub static EMAIL: Form = Form::new("an email address", net::is_email);
/// `idn-email`, of RFC 6531.
pub static IDN_EMAIL: Form = Form::new("an email address", net::is_idn_email);
/// `hostname`, of RFC 1123.
pub static HOSTNAME: Form = Form::new("a host name", net::is_hostname);
/// `idn-hostname`, of RFC 5890.
pub static IDN_HOSTNAME: Form = Form::new("a host name", net::is_idn_hostname);
/// `ipv4`, in four decimal numbers.
pub static IPV4: Form = Form::new("an IPv4 address", net::is_ipv4);
/// `ipv6`, of RFC 4291.
pub static IPV6: Form = Form::new("an IPv6 address", net::is_ipv6);
/// `uri`, of RFC 3986.
pub static URI: Form = Form::new("a URI", uri::is_uri);
/// `uri-reference`, of RFC 3986.
pub static URI_REFERENCE: Form =
    Form::new("a URI or a relative reference", uri::is_uri_reference);
/// `iri`, of RFC 3987.
pub static IRI: Form = Form::new("an IRI", uri::is_iri);
/// `iri-reference`, of RFC 3987.
pub static IRI_REFERENCE: Form =
    Form::new("an IRI or a relative reference", uri::is_iri_reference);
/// `uri-template`, of RFC 6570.
pub static URI_TEMPLATE: Form = Form::new("a URI template", uri::is_uri_template);
/// `uuid`, of RFC 4122.
pub static UUID: Form = Form::new("a UUID", token::is_uuid);
/// `json-pointer`, of RFC 6901.
pub static JSON_POINTER: Form = Form::new("a JSON pointer", pointer::is_json_pointer);
/// `relative-json-pointer`.
pub static RELATIVE_JSON_POINTER: Form =
    Form::new("a relative JSON pointer", pointer::is_relative_json_pointer);
/// `regex`, of ECMA-262.
pub static REGEX: Form = Form::new("a regular expression", regex::is_regex);
/// `decimal`: a number in a string.
pub static DECIMAL: Form = Form::new("a decimal number", token::is_decimal);
/// `byte`, and `base64` as an encoding, of RFC 4648.
pub static BASE64: Form = Form::new("base64", |text| text.parse::<Base64>().is_ok());
/// `base64url`, of RFC 4648.
pub static BASE64_URL: Form = Form::new("base64 for URLs", token::is_base64_url);
