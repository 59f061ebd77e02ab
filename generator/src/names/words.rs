//! Text → words, before any casing.
//!
//! ```yaml
//! enum: [IPv4Address, OAuth2Token, userIDs, HTTPServer, "+1", "-1", ">=10", sha256]
//! ```
//!
//! These become `ipv4 address`, `oauth2 token`, `user ids`, `http server`, `plus 1`, `minus 1`, `gte 10`, `sha256`.
//!
//! Guarantees: words are lower case, never empty, and consist of letters and digits that Rust allows in identifiers
//! (after normalisation to NFKC: the compiler compares identifiers in NFC and warns of those that NFKC would change);
//! digits stay with the word before them. It does not make identifiers: keywords, leading digits and collisions belong to [`Scope`](super::Scope).

use std::iter::Peekable;
use std::str::CharIndices;

use unicode_ident::is_xid_continue;
use unicode_normalization::UnicodeNormalization;

use super::symbols::{Symbols, spell};

/// Names of things that are written with irregular capitals; split by rule, they would fall to pieces.
const PROPER: &[(&str, &str)] = &[
    ("GitHub", "github"),
    ("GitLab", "gitlab"),
    ("GraphQL", "graphql"),
    ("JavaScript", "javascript"),
    ("LinkedIn", "linkedin"),
    ("MySQL", "mysql"),
    ("NoSQL", "nosql"),
    ("OAuth", "oauth"),
    ("OpenAI", "openai"),
    ("OpenAPI", "openapi"),
    ("PayPal", "paypal"),
    ("PostgreSQL", "postgresql"),
    ("TypeScript", "typescript"),
    ("WhatsApp", "whatsapp"),
    ("YouTube", "youtube"),
    ("eBay", "ebay"),
    ("iOS", "ios"),
    ("iPad", "ipad"),
    ("iPhone", "iphone"),
    ("mTLS", "mtls"),
    ("macOS", "macos"),
    ("oAuth", "oauth"),
];

/// The words of a name, in lower case.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Words(Vec<String>);

impl Words {
    /// Splits a text; symbols count where they carry the meaning, as in `+1`, `>=10` or `*`, and separate elsewhere.
    #[must_use]
    pub fn split(text: &str) -> Self {
        Self::with_symbols(text, Symbols::Meaningful)
    }

    /// Splits a text and spells out every symbol: `a-b` gives `a dash b`, which tells it from `a_b`.
    #[must_use]
    pub fn spelled(text: &str) -> Self {
        Self::with_symbols(text, Symbols::All)
    }

    /// Splits a text, or takes a neutral word such as `value` where the text has none.
    #[must_use]
    pub fn split_or(text: &str, neutral: &str) -> Self {
        let words = Self::split(text);
        if words.is_empty() {
            Self(vec![neutral.to_owned()])
        } else {
            words
        }
    }

    /// These words followed by others.
    #[must_use]
    pub fn then(&self, more: &Self) -> Self {
        Self(self.0.iter().chain(&more.0).cloned().collect())
    }

    /// These words without those that they share with the start of another name; all of them if none would be left.
    #[must_use]
    pub fn without_prefix(&self, prefix: &Self) -> Self {
        match self.0.strip_prefix(prefix.0.as_slice()) {
            Some(rest) if !rest.is_empty() => Self(rest.to_vec()),
            _ => self.clone(),
        }
    }

    /// These words without those that they share with the end of another name; all of them if none would be left.
    #[must_use]
    pub fn without_suffix(&self, suffix: &Self) -> Self {
        match self.0.strip_suffix(suffix.0.as_slice()) {
            Some(rest) if !rest.is_empty() => Self(rest.to_vec()),
            _ => self.clone(),
        }
    }

    /// Whether there is no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words one by one.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// The words as a slice.
    #[must_use]
    pub fn as_slice(&self) -> &[String] {
        &self.0
    }

    fn with_symbols(text: &str, symbols: Symbols) -> Self {
        let text: String = text.nfkc().collect();
        let text = match symbols {
            Symbols::Meaningful => without_apostrophes(&text),
            Symbols::All => text,
        };
        let text = spell(&text, symbols);
        let mut splitter = Splitter::default();
        for chunk in text.split(|c| !is_word_char(c)) {
            splitter.chunk(chunk);
        }
        Self(splitter.words)
    }
}

/// The text without the apostrophes inside of words, and without the `'s` of an owner: `GitHub's API` is `GitHub API`.
fn without_apostrophes(text: &str) -> String {
    let mut rest = text;
    let mut kept = String::with_capacity(text.len());
    while let Some(at) = rest.find(['\'', '\u{2019}']) {
        let (before, after) = rest.split_at(at);
        let mark = after.chars().next().map_or(0, char::len_utf8);
        let (mark, after) = after.split_at(mark);
        kept.push_str(before);
        let inside = before.ends_with(char::is_alphabetic) && after.starts_with(char::is_alphabetic);
        rest = match after.strip_prefix('s') {
            Some(others) if inside && !others.starts_with(is_word_char) => others,
            _ => after,
        };
        if !inside {
            kept.push_str(mark);
        }
    }
    kept + rest
}

impl FromIterator<String> for Words {
    /// Joins texts that may themselves consist of several words.
    fn from_iter<I: IntoIterator<Item = String>>(texts: I) -> Self {
        let words = texts.into_iter().flat_map(|text| Self::split(&text).0);
        Self(words.collect())
    }
}

/// Letters and digits that may stand in an identifier; marks and joiners separate.
pub(super) fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() && is_xid_continue(c)
}

/// Splits runs of letters and digits at changes of case.
#[derive(Default)]
struct Splitter {
    words: Vec<String>,
    word: String,
}

impl Splitter {
    fn chunk(&mut self, chunk: &str) {
        let mut chars = chunk.char_indices().peekable();
        while let Some(&(at, c)) = chars.peek() {
            if self.starts_word(chunk, at, c) {
                self.finish();
                if let Some(length) = self.proper_name(&chunk[at..]) {
                    skip(&mut chars, length);
                    continue;
                }
            }
            self.word.push(c);
            chars.next();
        }
        self.finish();
    }

    /// Whether the character at this place begins a word.
    fn starts_word(&self, chunk: &str, at: usize, c: char) -> bool {
        let Some(before) = self.word.chars().next_back() else {
            return true;
        };
        if !c.is_uppercase() {
            return false;
        }
        let rest = &chunk[at + c.len_utf8()..];
        if before.is_uppercase() {
            next_is_lower(rest) && !is_plural(rest) && !is_version(rest)
        } else if before.is_numeric() {
            // `P2P` and `3D` are one word; `v2API` and `OAuth2Token` are two.
            self.word.chars().any(|c| !c.is_uppercase() && !c.is_numeric()) || (next_is_lower(rest) && !is_plural(rest))
        } else {
            true
        }
    }

    /// Takes a name with irregular capitals; the length in bytes if there is one.
    fn proper_name(&mut self, rest: &str) -> Option<usize> {
        let (spelling, word) = PROPER
            .iter()
            .find(|(spelling, _)| rest.strip_prefix(spelling).is_some_and(|after| !next_is_lower(after)))?;
        self.word.push_str(word);
        Some(spelling.len())
    }

    fn finish(&mut self) {
        if !self.word.is_empty() {
            self.words.push(self.word.to_lowercase());
            self.word.clear();
        }
    }
}

fn skip(chars: &mut Peekable<CharIndices<'_>>, bytes: usize) {
    let end = chars.peek().map_or(0, |(at, _)| at + bytes);
    while chars.next_if(|(at, _)| *at < end).is_some() {}
}

fn next_is_lower(rest: &str) -> bool {
    rest.chars().next().is_some_and(char::is_lowercase)
}

/// `s` that ends an acronym: `IDs`, `URLsFound`.
fn is_plural(rest: &str) -> bool {
    rest.strip_prefix('s').is_some_and(|after| !next_is_lower(after))
}

/// `v` and a number that end an acronym: `IPv4`, `TLSv1`.
fn is_version(rest: &str) -> bool {
    rest.strip_prefix('v')
        .is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> String {
        Words::split(text).as_slice().join(" ")
    }

    #[test]
    fn words_end_where_the_case_changes() {
        for (text, words) in [
            ("snake_case", "snake case"),
            ("camelCase", "camel case"),
            ("PascalCase", "pascal case"),
            ("SHOUTY_CASE", "shouty case"),
            ("kebab-case", "kebab case"),
            ("dotted.name/path", "dotted name path"),
            ("HTTPServer", "http server"),
            ("cdpWSUrl", "cdp ws url"),
            ("XMLHttpRequest", "xml http request"),
            ("aB", "a b"),
            ("  spaced  out ", "spaced out"),
        ] {
            assert_eq!(split(text), words, "{text}");
        }
    }

    #[test]
    fn apostrophes_separate_nothing() {
        for (text, words) in [
            ("GitHub's official OpenAPI", "github official openapi"),
            ("Kunde\u{2019}s Daten", "kunde daten"),
            ("don't", "dont"),
            ("O'Reilly", "o reilly"),
            ("users'", "users"),
            ("'quoted'", "quoted"),
            ("'s", "s"),
        ] {
            assert_eq!(split(text), words, "{text}");
        }
        assert_eq!(Words::spelled("a'b").as_slice(), ["a", "quote", "b"]);
    }

    #[test]
    fn acronyms_keep_their_plural_and_their_version() {
        for (text, words) in [
            ("userIDs", "user ids"),
            ("URLsFound", "urls found"),
            ("IPv4Address", "ipv4 address"),
            ("allowIPv6", "allow ipv6"),
            ("TLSv1", "tlsv1"),
            ("GetVMs", "get vms"),
            ("IsString", "is string"),
        ] {
            assert_eq!(split(text), words, "{text}");
        }
    }

    #[test]
    fn digits_stay_with_their_word() {
        for (text, words) in [
            ("sha256", "sha256"),
            ("x1", "x1"),
            ("OAuth2Token", "oauth2 token"),
            ("S3Bucket", "s3 bucket"),
            ("v2API", "v2 api"),
            ("P2PNetwork", "p2p network"),
            ("3DModel", "3d model"),
            ("2faCode", "2fa code"),
            ("base64URL", "base64 url"),
            ("1.0", "1 0"),
        ] {
            assert_eq!(split(text), words, "{text}");
        }
    }

    #[test]
    fn names_with_irregular_capitals_stay_whole() {
        for (text, words) in [
            ("iOSVersion", "ios version"),
            ("postOAuthToken", "post oauth token"),
            ("OAuthorize", "o authorize"),
            ("useMTLS", "use mtls"),
            ("GraphQLQuery", "graphql query"),
        ] {
            assert_eq!(split(text), words, "{text}");
        }
    }

    #[test]
    fn letters_of_all_scripts_are_kept_in_normal_form() {
        assert_eq!(split("größeÄndern"), "größe ändern");
        assert_eq!(split("名前"), "名前");
        assert_eq!(split("e\u{301}tat"), "état");
        assert_eq!(split("a\u{200d}b\u{202e}c"), "a b c");
        assert_eq!(split("\u{1f600}"), "");
    }

    #[test]
    fn nothing_but_separators_gives_the_neutral_word() {
        assert_eq!(Words::split_or("", "value"), Words(vec!["value".into()]));
        assert_eq!(Words::split_or("__", "field"), Words(vec!["field".into()]));
    }

    #[test]
    fn a_shared_prefix_is_removed_unless_it_is_everything() {
        let pet = Words::split("Pet");
        assert_eq!(Words::split("PetCat").without_prefix(&pet), Words::split("Cat"));
        assert_eq!(Words::split("Pet").without_prefix(&pet), pet);
        assert_eq!(Words::split("Petty").without_prefix(&pet), Words::split("Petty"));
    }
}
