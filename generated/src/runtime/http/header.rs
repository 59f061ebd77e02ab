// kiln-runtime: support code, copied unchanged into generated crates.
//! Names and values of headers: checked on the way out, parsed on the way in.
//!
//! A value with a line break would let its author write headers of their own; it is
//! refused like every other character that a header cannot carry. `Content-Length` and
//! `Transfer-Encoding` say where a request ends, so only the transport writes them. Headers
//! that carry credentials by their nature are marked as sensitive, whoever sets them.

use super::super::json::{FromJson, Simple};
use http::header::{
    AUTHORIZATION, CONTENT_LENGTH, COOKIE, HeaderMap, HeaderName, HeaderValue,
    PROXY_AUTHORIZATION, TRANSFER_ENCODING,
};
use std::str::FromStr;

/// Checks a header; the error is a sentence that names the header and not its value.
pub(super) fn checked(
    name: &str,
    value: &str,
) -> Result<(HeaderName, HeaderValue), String> {
    let Ok(header) = HeaderName::from_bytes(name.as_bytes()) else {
        return Err(format!("{name:?} is not the name of a header"));
    };
    if header == CONTENT_LENGTH || header == TRANSFER_ENCODING {
        return Err(format!("the header `{header}` is written by the transport only"));
    }
    match HeaderValue::from_str(value) {
        Ok(mut value) => {
            value.set_sensitive(
                [AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION].contains(&header),
            );
            Ok((header, value))
        }
        Err(_) => Err(format!(
            "the header `{header}` contains a character that headers cannot carry"
        )),
    }
}

/// The header of this name, parsed; nothing where it is absent or not of that form.
pub(super) fn parsed<V: FromStr>(headers: &HeaderMap, name: &str) -> Option<V> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}

/// The header of this name, read as it is written; nothing where it is absent or not of that
/// form.
pub(super) fn read<V: FromJson>(
    headers: &HeaderMap,
    name: &str,
    form: &Simple,
) -> Option<V> {
    let lines = headers.get_all(name).iter().map(|line| line.to_str().ok());
    form.read(&lines.collect::<Option<Vec<&str>>>()?)
}

/// The names alone, for `Debug`.
pub(super) fn names(headers: &HeaderMap) -> Vec<&str> {
    headers.keys().map(HeaderName::as_str).collect()
}
