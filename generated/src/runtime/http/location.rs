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

use http::Uri;
use http::header::HeaderValue;
use percent_encoding::{AsciiSet, CONTROLS, percent_encode};

/// What servers write into URLs although it has to be escaped there.
const UNSAFE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The absolute URL that a `Location` means in an answer to a request for `base`, without
/// its fragment; nothing where it means none that can be called.
pub(super) fn resolve(location: &HeaderValue, base: &Uri) -> Option<Uri> {
    let text = percent_encode(location.as_bytes(), UNSAFE).to_string();
    let reference = text.split('#').next()?;
    let scheme = base.scheme_str()?;
    let authority = base.authority()?;
    let absolute = if has_scheme(reference) {
        reference.to_owned()
    } else if reference.starts_with("//") {
        format!("{scheme}:{reference}")
    } else if reference.is_empty() {
        base.to_string()
    } else if reference.starts_with('?') {
        format!("{scheme}://{authority}{}{reference}", base.path())
    } else {
        let split = reference.find('?').unwrap_or(reference.len());
        let (path, query) = reference.split_at(split);
        let folder = match base.path().rfind('/') {
            Some(end) if !path.starts_with('/') => base.path().get(..=end)?,
            _ => "",
        };
        let path = without_dots(&format!("{folder}{path}"));
        format!("{scheme}://{authority}{path}{query}")
    };
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

/// Whether a reference begins with a scheme.
fn has_scheme(reference: &str) -> bool {
    let Some((scheme, _)) = reference.split_once(':') else { return false };
    let inside = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.bytes().all(inside)
}

/// A path that begins with a slash, without `.` and `..` (RFC 3986, section 5.2.4).
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
