// kiln-runtime: support code, copied unchanged into generated crates.
//! References, resolved as RFC 3986 has it (section 5.2): those of redirects and those of
//! next pages.
//!
//! ```text
//! https://api.example.com/v1/things?page=1      the request
//!   ?page=2                                     https://api.example.com/v1/things?page=2
//!   ../v2/things                                https://api.example.com/v2/things
//! ```
//!
//! Whether the URL may be called is not decided here.

/// The URL that a reference means in an answer to a request for `base`, which is absolute; the
/// fragment is dropped.
pub(super) fn resolve(reference: &str, base: &str) -> Option<String> {
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
