//! Names that go on the wire as they stand, and what HTTP lets them be.
//!
//! ```yaml
//! headers: { X-Rate-Limit: {} }        # a token of RFC 9110
//! content: { application/json: {} }    # type/subtype, with parameters after `;`
//! ```
//!
//! A header of another name cannot be sent, and one with a line break in it would be two.

use super::reader::{Context, Fields};
use crate::diag::{Code, Diagnostic};
use crate::source::NodeRef;

/// Whether a text is a token of RFC 9110: the name of a header or of a cookie.
#[must_use]
pub fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// Whether a text is a media type, or a range of them such as `image/*`.
pub(super) fn is_media_type(text: &str) -> bool {
    let (essence, parameters) = text.split_once(';').unwrap_or((text, ""));
    let named = essence
        .trim()
        .split_once('/')
        .is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype));
    named && is_printable(parameters)
}

/// Whether a text can be a part of a header's value: visible characters of ASCII and spaces.
#[must_use]
pub fn is_printable(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

impl Context<'_> {
    /// Reports a name that cannot stand on the wire; true if it can.
    pub(super) fn check_token(&mut self, node: NodeRef<'_>, name: &str, what: &str) -> bool {
        let fits = is_token(name);
        if !fits {
            self.invalid(
                node,
                format!("{name:?} cannot be the name of a {what}"),
                "use letters, digits and any of !#$%&'*+-.^_`|~",
            );
        }
        fits
    }
}

impl Fields<'_> {
    /// Reports the keys of a field that cannot be names of headers.
    pub(super) fn check_header_names(&mut self, field: &'static str) {
        let message = |key: &str| format!("{key:?} cannot be the name of a header");
        self.check_keys(
            Code::InvalidValue,
            field,
            is_token,
            message,
            "use letters, digits and any of !#$%&'*+-.^_`|~",
        );
    }

    /// Reports the keys of a field that are no media types.
    pub(super) fn check_media_types(&mut self, field: &'static str) {
        const REMEDY: &str = "write a type and a subtype, such as application/json";
        let message = |key: &str| format!("{key:?} cannot stand in a header");
        self.check_keys(Code::InvalidValue, field, is_printable, message, REMEDY);
        let fits = |key: &str| !is_printable(key) || is_media_type(key);
        let message = |key: &str| format!("{key:?} is no media type; such a body is taken for bytes");
        self.check_keys(Code::RepairedValue, field, fits, message, REMEDY);
    }

    fn check_keys(
        &mut self,
        code: Code,
        field: &'static str,
        fits: fn(&str) -> bool,
        message: impl Fn(&str) -> String,
        remedy: &str,
    ) {
        let Some(mapping) = self.node().get(field) else { return };
        for (key, _) in mapping.entries().filter(|(key, _)| !fits(key)) {
            let diagnostic = Diagnostic::new(code, message(key))
                .at(&mapping.key_place(key), "not allowed here")
                .remedy(remedy);
            self.cx.report(diagnostic);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openapi::Response;
    use crate::openapi::testing::{read, reports};

    #[test]
    fn media_types_have_a_type_and_a_subtype() {
        for good in [
            "application/json",
            "*/*",
            "image/*",
            "text/plain; charset=utf-8",
            "a/b+c;x=\"y\"",
        ] {
            assert!(is_media_type(good), "{good}");
        }
        for bad in [
            "",
            "json",
            "a/",
            "/b",
            "a/b/c",
            "a b/c",
            "text/plain\r\nX: y",
            "a/b;x=\u{e9}",
        ] {
            assert!(!is_media_type(bad), "{bad}");
        }
    }

    #[test]
    fn names_of_headers_and_cookies_are_tokens() {
        for good in ["X-Rate-Limit", "a", "!#$%&'*+-.^_`|~9"] {
            assert!(is_token(good), "{good}");
        }
        for bad in ["a b", "x:y", "x\n", "", "\u{fc}"] {
            assert!(!is_token(bad), "{bad}");
        }
    }

    #[test]
    fn keys_of_responses_are_checked_at_the_key() {
        let (_, sink) = read::<Response>("{ description: D, headers: { 'X Y': {} }, content: { \"a/b\\r\\n\": {} } }");
        let found: Vec<Code> = reports(&sink).into_iter().map(|(code, _)| code).collect();
        assert_eq!(found, [Code::InvalidValue, Code::InvalidValue]);
        assert_eq!(reports(&sink)[0].1, "#/headers/X Y");
    }
}
