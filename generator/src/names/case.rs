//! Words → text in one of Rust's cases.
//!
//! The casing itself is heck's, word by word; numbers that would run together are kept apart: the words `v1 0` are
//! `V1_0` and not `V10`.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

use super::Words;

/// How an identifier is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Case {
    /// `snake_case`: fields, methods, arguments, modules.
    Snake,
    /// `PascalCase`: types and variants.
    Pascal,
    /// `SCREAMING_CASE`: constants and statics.
    Screaming,
    /// `kebab-case`: cargo features.
    Kebab,
}

impl Case {
    /// Writes words in this case.
    #[must_use]
    pub fn write(self, words: &Words) -> String {
        match self {
            Self::Snake => words.as_slice().join("_").to_snake_case(),
            Self::Screaming => words.as_slice().join("_").to_shouty_snake_case(),
            Self::Kebab => words.as_slice().join("-"),
            Self::Pascal => words.iter().fold(String::new(), |mut name, word| {
                self.append(&mut name, &word.to_upper_camel_case());
                name
            }),
        }
    }

    /// Adds a word that is cased already, such as a number.
    pub(super) fn append(self, name: &mut String, word: &str) {
        let numbers_meet = name.ends_with(char::is_numeric) && word.starts_with(char::is_numeric);
        match self {
            Self::Pascal if !numbers_meet => {}
            Self::Kebab => name.push('-'),
            _ => name.push('_'),
        }
        name.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_four_cases_of_one_name() {
        let words = Words::split("IPv4AddressRange");
        assert_eq!(Case::Snake.write(&words), "ipv4_address_range");
        assert_eq!(Case::Pascal.write(&words), "Ipv4AddressRange");
        assert_eq!(Case::Screaming.write(&words), "IPV4_ADDRESS_RANGE");
        assert_eq!(Case::Kebab.write(&words), "ipv4-address-range");
    }

    #[test]
    fn numbers_do_not_run_together() {
        assert_eq!(Case::Pascal.write(&Words::split("v1.0")), "V1_0");
        assert_eq!(Case::Pascal.write(&Words::split("2024-01-02")), "2024_01_02");
        assert_eq!(Case::Snake.write(&Words::split("v1.0")), "v1_0");
    }
}
