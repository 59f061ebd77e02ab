//! The types that settings have, each with the form in which it is written.

use std::fmt;

use super::retries::HeaderName;
use super::table::{Misfit, Setting, Value, parsed};
use crate::ir::Glob;

/// The name of a crate, such as `kernel-api`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CrateName(String);

impl Setting for CrateName {
    fn expected() -> String {
        "a crate's name: a letter, then letters, digits, `-` and `_`; and no name that Rust has already, as `core`"
            .to_owned()
    }

    fn read(value: &Value<'_>) -> Result<Self, Misfit> {
        parsed(value, |text| Self::parse(text).filter(|_| !TAKEN.contains(&text)))
    }
}

/// Names that Cargo refuses for a package, or that would hide crates of the toolchain.
const TAKEN: &[&str] = &["alloc", "core", "crate", "proc_macro", "self", "std", "super", "test"];

impl CrateName {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let valid = text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(part);
        valid.then(|| Self(text.to_owned()))
    }
}

/// The version of a crate, such as `1.2.0-beta.1`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Version(String);

impl Setting for Version {
    fn expected() -> String {
        "a version such as `1.2.0`".to_owned()
    }

    fn read(value: &Value<'_>) -> Result<Self, Misfit> {
        parsed(value, |text| {
            let (release, suffix) = match text.find(['-', '+']) {
                Some(at) => (&text[..at], Some(&text[at + 1..])),
                None => (text, None),
            };
            let number = |part: &str| {
                let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
                digits && (part.len() == 1 || !part.starts_with('0'))
            };
            let part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.');
            let valid = release.split('.').count() == 3
                && release.split('.').all(number)
                && suffix.is_none_or(|suffix| !suffix.is_empty() && suffix.bytes().all(part));
            valid.then(|| Self(text.to_owned()))
        })
    }
}

/// How the names of environment variables begin: `KERNEL` in `KERNEL_API_KEY`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct EnvPrefix(String);

impl Setting for EnvPrefix {
    fn expected() -> String {
        "the beginning of names of environment variables, such as `KERNEL`: upper-case letters, digits and `_`"
            .to_owned()
    }

    fn read(value: &Value<'_>) -> Result<Self, Misfit> {
        parsed(value, |text| {
            let part = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
            let valid = text.starts_with(|c: char| c.is_ascii_uppercase()) && text.bytes().all(part);
            valid.then(|| Self(text.to_owned()))
        })
    }
}

impl Setting for Glob {
    fn expected() -> String {
        "a pattern for names, such as `*_ws_url`".to_owned()
    }

    fn read(value: &Value<'_>) -> Result<Self, Misfit> {
        parsed(value, Self::new)
    }
}

/// Gives a setting that is a text by itself the ways to read that text.
macro_rules! as_text {
    ($($name:ident)*) => {$(
        impl $name {
            /// The text as it was written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

as_text!(CrateName Version EnvPrefix HeaderName);
