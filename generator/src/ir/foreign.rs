//! Types that stand for schemas because the configuration or the document says so.
//!
//! ```toml
//! [types.formats]
//! uuid = "uuid::Uuid"
//! ```
//!
//! What such a type is nothing here knows; its name is passed through, and only its form is checked.

use std::fmt;

use super::{JsonKind, Scalar};
use crate::diag::Place;

/// A type that is defined elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Foreign {
    /// Its name.
    pub name: TypeName,
    /// How its values are read and written.
    pub form: ForeignForm,
    /// What the values are in JSON, where that is one thing.
    pub kind: Option<JsonKind>,
    /// What it is a part of, by name and version, where the document says so.
    pub package: Option<(String, String)>,
}

/// How the values of a [`Foreign`] type are read and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ForeignForm {
    /// As the text of a string.
    Text,
    /// As the digits of a number.
    Number,
    /// As JSON of any kind, by the type's own means.
    Json,
}

/// The name of a type elsewhere: a path such as `chrono::DateTime<chrono::Utc>`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeName(String);

/// How many arguments may be inside of each other.
const DEEPEST: usize = 8;

/// Types that are read and written in a way of their own wherever they stand.
const KNOWN: [&str; 5] = ["BTreeMap", "Box", "Option", "String", "Vec"];

impl TypeName {
    /// A name from its text: at least two words with `::` between them, each with arguments or without.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = text.chars().filter(|c| *c != ' ').collect();
        let text = text.strip_prefix("::").unwrap_or(&text);
        let (name, rest) = path(text, 2, 0)?;
        let library = ["std::", "core::", "alloc::"]
            .iter()
            .any(|library| name.starts_with(library));
        let last = name.split('<').next().and_then(|path| path.rsplit("::").next());
        let known = library && last.is_some_and(|last| KNOWN.contains(&last));
        (rest.is_empty() && !known).then_some(Self(name))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first word: the package that the type is of.
    #[must_use]
    pub fn root(&self) -> &str {
        self.0.split("::").next().unwrap_or_default()
    }
}

impl fmt::Display for TypeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads a path of at least so many words, and returns it with what follows.
fn path(text: &str, least: usize, depth: usize) -> Option<(String, &str)> {
    let mut name = String::new();
    let mut rest = text;
    let mut words = 0;
    loop {
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        let reserved = matches!(word, "" | "_" | "Self" | "self" | "super") || (word == "crate" && words > 0);
        if reserved || word.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        name.push_str(word);
        words += 1;
        rest = behind;
        if let Some(inside) = rest.strip_prefix('<') {
            let (list, behind) = arguments(inside, depth)?;
            name.push('<');
            name.push_str(&list);
            name.push('>');
            rest = behind;
        }
        match rest.strip_prefix("::") {
            Some(behind) => rest = behind,
            None => break,
        }
        name.push_str("::");
    }
    (words >= least).then_some((name, rest))
}

/// Reads arguments up to the closing bracket.
fn arguments(text: &str, depth: usize) -> Option<(String, &str)> {
    if depth >= DEEPEST {
        return None;
    }
    let mut list = Vec::new();
    let mut rest = text;
    loop {
        let (name, behind) = path(rest, 1, depth + 1)?;
        list.push(name);
        if let Some(behind) = behind.strip_prefix('>') {
            return Some((list.join(", "), behind));
        }
        rest = behind.strip_prefix(',')?;
    }
}

/// What takes the place of a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replacement {
    /// A type that needs no one else.
    Scalar(Scalar),
    /// A type that is defined elsewhere.
    Foreign {
        /// Its name.
        name: TypeName,
        /// How it is read and written; by what it is in JSON unless this says so.
        form: Option<ForeignForm>,
    },
}

/// An entry of the configuration that puts something in the place of schemas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// Which schemas.
    pub key: String,
    /// What stands for them.
    pub replacement: Replacement,
    /// Where the configuration says so.
    pub place: Place,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_paths_with_arguments() {
        for (text, name) in [
            ("uuid::Uuid", Some("uuid::Uuid")),
            ("::uuid::Uuid", Some("uuid::Uuid")),
            ("crate::money::Money", Some("crate::money::Money")),
            ("chrono::DateTime< chrono::Utc >", Some("chrono::DateTime<chrono::Utc>")),
            ("a::B<String,c::D<f64,i8>>::E", Some("a::B<String, c::D<f64, i8>>::E")),
            ("std::net::IpAddr", Some("std::net::IpAddr")),
            ("std::string::String", None),
            ("std::vec::Vec<u8>", None),
            ("Uuid", None),
            ("", None),
            ("a::", None),
            ("a::1b", None),
            ("a::B<", None),
            ("a::B<>", None),
            ("a::B>", None),
            ("a::B;", None),
            ("self::B", None),
            ("a::crate::B", None),
            ("a::é", None),
        ] {
            let parsed = TypeName::parse(text);
            assert_eq!(parsed.as_ref().map(TypeName::as_str), name, "{text}");
        }
        let deep = format!("a::B{}{}", "<a".repeat(20), ">".repeat(20));
        assert_eq!(TypeName::parse(&deep), None);
        let root = TypeName::parse("a_b::C").map(|name| name.root().to_owned());
        assert_eq!(root.as_deref(), Some("a_b"));
    }
}
