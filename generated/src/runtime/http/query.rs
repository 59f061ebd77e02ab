// kiln-runtime: support code, copied unchanged into generated crates.
//! Query strings: `limit=5&tag=a&tag=b`.
//!
//! Names and values are escaped, so that none of them can become another pair; a space is
//! `%20`. The exceptions are what the document asks for: reserved characters that are to
//! stay, and queries that are written as forms are, with `+` for a space. Bodies that are
//! forms are such texts too.

use super::escape::Escape;
use super::pairs::Pair;
use percent_encoding::percent_decode_str;

/// A query string that grows.
#[derive(Clone, Default)]
pub(crate) struct Query(String);

impl Query {
    /// Adds pairs.
    pub(super) fn add(&mut self, pairs: &[Pair], escape: Escape) {
        for pair in pairs {
            self.push(&escape.name(&pair.name));
            self.0.push('=');
            self.0.push_str(&pair.value(escape));
        }
    }

    /// Adds pairs, each with its escape.
    pub(crate) fn extend(&mut self, pairs: &[(Pair, Escape)]) {
        for (pair, escape) in pairs {
            self.add(std::slice::from_ref(pair), *escape);
        }
    }

    /// Adds one pair.
    pub(super) fn pair(&mut self, name: &str, value: &str) {
        self.add(&[Pair::new(name, value)], Escape::Url);
    }

    /// The first value of this name, unescaped; nothing where there is none.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let (_, value) = self.0.split('&').find_map(|pair| {
            let (own, value) = pair.split_once('=')?;
            is_named(own, name).then_some((own, value))
        })?;
        Some(percent_decode_str(value).decode_utf8_lossy().into_owned())
    }

    /// Puts one pair in the place of all others of this name.
    pub(super) fn set(&mut self, name: &str, value: &str) {
        self.0 = without(&self.0, name);
        self.pair(name, value);
    }

    /// Adds a piece that is escaped already.
    pub(super) fn push(&mut self, piece: &str) {
        if !self.0.is_empty() {
            self.0.push('&');
        }
        self.0.push_str(piece);
    }

    /// The text so far, with no question mark.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// The pairs of a query but for those of this name.
pub(super) fn without(query: &str, name: &str) -> String {
    let kept = query.split('&').filter(|pair| {
        !pair.is_empty() && !is_named(pair.split('=').next().unwrap_or_default(), name)
    });
    kept.collect::<Vec<_>>().join("&")
}

/// Whether the name of a pair, escaped in some way, is this one.
fn is_named(escaped: &str, name: &str) -> bool {
    percent_decode_str(escaped).decode_utf8_lossy() == name
}

/// Adds pairs to a URL that may have a query already.
pub(super) fn extend(url: &mut String, pairs: &str) {
    if !pairs.is_empty() {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(pairs);
    }
}
