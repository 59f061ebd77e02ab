//! Checks of single values: a token, a content type, a body, a header.
//!
//! Each names what is wrong in words; none of them knows which operation it works for.

use http::{HeaderMap, header};
use jsonschema::Validator;
use serde_json::Value;

use crate::schema;

/// The one media type of the document's bodies.
pub(crate) const JSON: &str = "application/json";

/// `Bearer` and a token in the alphabet of RFC 6750.
pub(crate) fn is_bearer(value: &str) -> bool {
    let token = value.strip_prefix("Bearer ").unwrap_or_default();
    !token.is_empty()
        && token
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-._~+/=".contains(&b))
}

/// Why the content type is not JSON; parameters such as `charset` are left aside.
pub(crate) fn content_type(headers: &HeaderMap) -> Option<String> {
    let value = headers
        .get(header::CONTENT_TYPE)
        .map(|value| String::from_utf8_lossy(value.as_bytes()));
    let essence = value
        .as_deref()
        .map(|text| text.split(';').next().unwrap_or_default().trim().to_lowercase());
    match essence.as_deref() {
        Some(JSON) => None,
        Some(other) => Some(format!("the content type must be {JSON}, not {other}")),
        None => Some(format!("the content type must be {JSON}; there is none")),
    }
}

/// Why a text is not JSON of a schema; empty if it is.
pub(crate) fn check_json(schema: &Validator, text: &[u8]) -> Vec<String> {
    match serde_json::from_slice(text) {
        Ok(value) => schema::violations(schema, &value)
            .into_iter()
            .map(|reason| format!("body: {reason}"))
            .collect(),
        Err(error) => vec![format!("body: not JSON: {error}")],
    }
}

/// Why a header's text is not of a schema; a text that reads as a number may be either.
pub(crate) fn check_header(schema: &Validator, text: &str) -> Vec<String> {
    let as_text = Value::String(text.to_owned());
    match text.parse().map(Value::Number) {
        Ok(number) if !schema.is_valid(&as_text) => schema::violations(schema, &number),
        _ => schema::violations(schema, &as_text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bearer_token_is_not_just_any_text() {
        assert!(is_bearer("Bearer sk_abc.def-1=="));
        for wrong in ["Bearer", "Bearer ", "bearer", "Basic abc", "Bearer a b", "Bearer  a"] {
            assert!(!is_bearer(wrong), "{wrong:?}");
        }
    }
}
