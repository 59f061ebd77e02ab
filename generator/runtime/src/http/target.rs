// kiln-runtime: support code, copied unchanged into generated crates.
//! URLs that a server gives for the next page, resolved as RFC 3986 has it.
//!
//! ```text
//! https://api.example.com/v1/things?page=1      the request
//!   ?page=2                                     https://api.example.com/v1/things?page=2
//!   /v1/things?page=2                           the same
//!   https://cdn.example.com/things/2            another origin, which gets no credentials
//! ```
//!
//! Only `http` and `https` are followed; a URL with a user is refused, since that would be
//! a credential that the server chose.

use super::base_url::BaseUrl;
use super::path::NOT_IN_URLS;
use percent_encoding::utf8_percent_encode;

/// Where a request goes, in place of the operation's own URL.
#[derive(Debug, Clone)]
pub(super) struct Target {
    /// The URL, without a fragment.
    pub(super) url: String,
    /// Its scheme and host.
    pub(super) origin: BaseUrl,
    /// Whether that is not the origin of the client.
    pub(super) is_foreign: bool,
}

impl Target {
    /// What a reference in the answer to a request for `current` leads to; `home` is
    /// where the client's credentials belong. The error is the end of a sentence.
    pub(super) fn of(
        reference: &str,
        current: &str,
        home: &BaseUrl,
    ) -> Result<Self, &'static str> {
        const UNFIT: &str = "its URL is none of http or https with a host and no user";
        let url = resolve(reference.trim(), current).ok_or(UNFIT)?;
        let url = utf8_percent_encode(&url, NOT_IN_URLS).to_string();
        let host = url.find("://").ok_or(UNFIT)? + "://".len();
        let (_, rest) = url.split_at(host);
        let end = host + rest.find(['/', '?']).unwrap_or(rest.len());
        let origin =
            BaseUrl::parse(url.get(..end).unwrap_or_default()).map_err(|_| UNFIT)?;
        Ok(Self { is_foreign: !origin.is_same_origin(home), origin, url })
    }
}

/// Resolves a reference (RFC 3986, section 5.2); the fragment is dropped.
fn resolve(reference: &str, base: &str) -> Option<String> {
    let reference = reference.split('#').next().unwrap_or_default();
    if has_scheme(reference) {
        return Some(reference.to_owned());
    }
    let (scheme, rest) = base.split_once("://")?;
    if reference.starts_with("//") {
        return Some(format!("{scheme}:{reference}"));
    }
    let (authority, rest) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let path = rest.split('?').next().unwrap_or_default();
    let target = if reference.is_empty() {
        rest.to_owned()
    } else if reference.starts_with('?') {
        format!("{path}{reference}")
    } else {
        let (own, query) =
            reference.split_at(reference.find('?').unwrap_or(reference.len()));
        let folder = path.rfind('/').map_or("/", |end| path.get(..=end).unwrap_or("/"));
        let merged = if own.starts_with('/') {
            without_dots(own)
        } else {
            without_dots(&format!("{folder}{own}"))
        };
        format!("{merged}{query}")
    };
    Some(format!("{scheme}://{authority}{target}"))
}

/// Whether a reference begins with a scheme.
fn has_scheme(reference: &str) -> bool {
    let Some((scheme, _)) = reference.split_once(':') else { return false };
    let inside = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.bytes().all(inside)
}

/// A path, which begins with a slash, without `.` and `..`.
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        let is_dots = matches!(segment, "." | "..");
        if segment == ".." {
            kept.pop();
        }
        if !is_dots {
            kept.push(segment);
        } else if segments.peek().is_none() {
            kept.push("");
        }
    }
    format!("/{}", kept.join("/"))
}
