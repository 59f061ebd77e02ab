//! Rust's keywords of all editions up to 2024.
//!
//! A property called `type` becomes `r#type`; `self`, `Self`, `super` and `crate` cannot be raw and get an underscore.

/// Strict, reserved and edition keywords. Weak ones (`union`, `auto`, `raw`, `safe`, `'static`, `macro_rules`) are
/// identifiers everywhere that generated names stand.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that cannot be written with `r#`.
const NEVER_RAW: &[&str] = &["self", "Self", "super", "crate", "_"];

/// What a keyword demands of an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keyword {
    /// It is no keyword.
    No,
    /// It can be written with `r#`.
    Raw,
    /// It cannot be used in any form.
    Never,
}

/// Looks a text up.
pub(super) fn keyword(text: &str) -> Keyword {
    if NEVER_RAW.contains(&text) {
        Keyword::Never
    } else if KEYWORDS.contains(&text) {
        Keyword::Raw
    } else {
        Keyword::No
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_keyword_is_refused_plain_and_accepted_raw() {
        for word in KEYWORDS {
            // `gen` is a keyword of the 2024 edition only, which syn leaves to the compiler.
            assert!(*word == "gen" || syn::parse_str::<syn::Ident>(word).is_err(), "{word}");
            assert!(syn::parse_str::<syn::Ident>(&format!("r#{word}")).is_ok(), "{word}");
        }
    }

    #[test]
    fn words_that_cannot_be_raw_are_told_apart() {
        assert_eq!(keyword("self"), Keyword::Never);
        assert_eq!(keyword("type"), Keyword::Raw);
        assert_eq!(keyword("union"), Keyword::No);
    }
}
