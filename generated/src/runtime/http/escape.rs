// kiln-runtime: support code, copied unchanged into generated crates.
//! Escapes: what may stand unescaped where.
//!
//! No escape lets a value end the place that it is in: a `#` would cut off the rest of a
//! URL, a `?` would end its path.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

/// All but the unreserved characters of RFC 3986.
const UNRESERVED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// All but the unreserved and the reserved characters of RFC 3986, and `#`.
pub(super) const RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The same in a path.
const RESERVED_IN_PATH: &AsciiSet = &RESERVED.add(b'?');

/// What browsers escape in forms, and the space, which becomes `+`.
const FORM: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'*').remove(b'-').remove(b'.').remove(b'_');

/// How text is made fit for its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Escape {
    /// Not at all.
    Nothing,
    /// Only unreserved characters stay as they are.
    Url,
    /// Reserved characters and escapes that are there already stay as they are.
    Reserved,
    /// The same in a path.
    ReservedInPath,
    /// `application/x-www-form-urlencoded`: a space becomes `+`.
    Form,
}

impl Escape {
    /// A name, in which no reserved character stays as it is.
    pub(super) fn name(self, name: &str) -> String {
        match self {
            Self::Reserved | Self::ReservedInPath => Self::Url.text(name),
            other => other.text(name),
        }
    }

    /// The text, escaped.
    pub(crate) fn text(self, text: &str) -> String {
        match self {
            Self::Nothing => text.to_owned(),
            Self::Url => utf8_percent_encode(text, UNRESERVED).to_string(),
            Self::Reserved => keeping_escapes(text, RESERVED),
            Self::ReservedInPath => keeping_escapes(text, RESERVED_IN_PATH),
            Self::Form => {
                let text = utf8_percent_encode(text, FORM).to_string();
                text.replace("%20", "+")
            }
        }
    }
}

/// Escapes what is in the set, `%` where no two hexadecimal digits follow.
fn keeping_escapes(text: &str, set: &'static AsciiSet) -> String {
    let mut escaped = String::with_capacity(text.len());
    for piece in text.split_inclusive('%') {
        let is_escape = escaped.ends_with('%')
            && piece.len() >= 2
            && piece.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
        if escaped.ends_with('%') && !is_escape {
            escaped.push_str("25");
        }
        let (body, percent) = match piece.strip_suffix('%') {
            Some(body) => (body, "%"),
            None => (piece, ""),
        };
        escaped.extend(utf8_percent_encode(body, set));
        escaped.push_str(percent);
    }
    if escaped.ends_with('%') {
        escaped.push_str("25");
    }
    escaped
}
