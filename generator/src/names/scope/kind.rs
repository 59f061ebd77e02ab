//! What a scope holds, and what that demands of a name.

use sha2::{Digest, Sha256};
use unicode_ident::{is_xid_continue, is_xid_start};
use unicode_normalization::UnicodeNormalization;

use super::super::Case;
use super::super::keywords::{Keyword, keyword};

/// What a scope holds; it decides the case and what may stand in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Structs, enums and aliases.
    Type,
    /// Variants of an enum.
    Variant,
    /// Fields, methods and arguments.
    Value,
    /// Constants and statics.
    Constant,
    /// Modules that are files: ASCII only, never raw, and no name that a file system keeps for itself.
    Module,
}

impl Kind {
    pub(super) fn case(self) -> Case {
        match self {
            Self::Type | Self::Variant => Case::Pascal,
            Self::Value | Self::Module => Case::Snake,
            Self::Constant => Case::Screaming,
        }
    }

    /// The greatest length in bytes; longer names are shortened, with a hash of the whole name at the end.
    pub(super) fn limit(self) -> usize {
        match self {
            Self::Module => 100,
            _ => 300,
        }
    }

    /// Whether a text is an identifier as it is, in the case that compilers want of such things.
    pub(super) fn accepts(self, text: &str) -> bool {
        let case = match self.case() {
            Case::Pascal => !text.contains('_') && !text.starts_with(char::is_lowercase),
            Case::Snake => !text.contains(char::is_uppercase),
            Case::Screaming | Case::Kebab => !text.contains(char::is_lowercase),
        };
        let starts = text.starts_with(|c: char| is_xid_start(c) || c == '_') && text.chars().any(char::is_alphanumeric);
        case && starts && text.len() <= self.limit() && self.valid(text) == text && keyword(text) == Keyword::No
    }

    /// Leaves only what may stand in an identifier, and puts a letter before a digit.
    pub(super) fn valid(self, text: &str) -> String {
        let ascii = if self == Kind::Module {
            spell_codes(text)
        } else {
            text.to_owned()
        };
        let mut text: String = ascii.nfc().filter(|c| is_xid_continue(*c)).collect();
        if !text.starts_with(is_xid_start) {
            text.insert_str(0, self.letter(&text));
        }
        if self == Kind::Module && FILES.contains(&text.as_str()) {
            text.push('_');
        }
        self.shorten(&text, self.limit())
    }

    /// Cuts a name that is longer than the limit, and ends it with a hash of the whole.
    pub(super) fn shorten(self, text: &str, limit: usize) -> String {
        if text.len() <= limit {
            return text.to_owned();
        }
        let hash = Sha256::digest(text.as_bytes());
        let mut end = limit - 10;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let code = hash.iter().take(4).fold(0, |code, byte| code << 8 | u32::from(*byte));
        let start = text.get(..end).unwrap_or_default().trim_end_matches('_');
        let joint = if self.case() == Case::Pascal { "X" } else { "_" };
        let code = format!("{code:08x}");
        match self.case() {
            Case::Screaming => format!("{start}{joint}{}", code.to_uppercase()),
            _ => format!("{start}{joint}{code}"),
        }
    }

    /// What stands before a digit: `V2024_01_02` for what looks like a version or a date, `N1` for all else.
    fn letter(self, text: &str) -> &'static str {
        let mut parts = text.split('_').map(|part| part.chars().all(char::is_numeric));
        let version = parts.next() == Some(true) && parts.next() == Some(true);
        match (self.case(), version) {
            (Case::Pascal | Case::Screaming, true) => "V",
            (Case::Pascal | Case::Screaming, false) => "N",
            (_, true) => "v",
            (_, false) => "n",
        }
    }
}

/// Stems that Windows keeps for devices, and that Cargo or rustc give a meaning.
const FILES: &[&str] = &[
    "aux", "con", "nul", "prn", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt0",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "mod", "lib", "main",
];

/// Writes letters outside ASCII as their codes: rustc does not look for files of such modules.
fn spell_codes(text: &str) -> String {
    let spelled = |c: char| {
        if c.is_ascii() {
            c.to_string()
        } else {
            format!("u{:x}", u32::from(c))
        }
    };
    text.chars().map(spelled).collect()
}
