// kiln-runtime: support code, copied unchanged into generated crates.
//! Where a redirect leads: a reference, resolved as RFC 3986 has it, and whether that is
//! the same origin.
//!
//! ```text
//! https://api.example.com/v1/things?page=1      the request
//! Location: ../v2/things                        https://api.example.com/v2/things
//! Location: https://cdn.example.com/things      another origin
//! ```
//!
//! Only `http` and `https` are followed. A URL with a user is refused: that would be a
//! credential that the server chose.

use super::escape::RESERVED;
use super::reference;
use http::Uri;
use http::header::HeaderValue;
use percent_encoding::{AsciiSet, percent_encode};

/// What servers write into URLs although it has to be escaped there.
const UNSAFE: &AsciiSet = &RESERVED.remove(b'#').remove(b'%');

/// The absolute URL that a `Location` means in an answer to a request for `base`, without
/// its fragment; nothing where it means none that can be called.
pub(super) fn resolve(location: &HeaderValue, base: &Uri) -> Option<Uri> {
    let text = percent_encode(location.as_bytes(), UNSAFE).to_string();
    let absolute = reference::resolve(&text, &base.to_string())?;
    let uri: Uri = absolute.parse().ok()?;
    let is_callable = matches!(uri.scheme_str(), Some("http" | "https"))
        && uri.authority().is_some_and(|authority| {
            !authority.host().is_empty() && !authority.as_str().contains('@')
        });
    is_callable.then_some(uri)
}

/// Whether two URLs have the scheme, the host and the port in common.
pub(super) fn same_origin(one: &Uri, other: &Uri) -> bool {
    let host = |uri: &Uri| uri.host().map(str::to_ascii_lowercase);
    one.scheme() == other.scheme()
        && host(one) == host(other)
        && port(one) == port(other)
}

/// The port, the scheme's own where none is given.
fn port(uri: &Uri) -> Option<u16> {
    uri.port_u16().or(match uri.scheme_str() {
        Some("https") => Some(443),
        Some("http") => Some(80),
        _ => None,
    })
}
