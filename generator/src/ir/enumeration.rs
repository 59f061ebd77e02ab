//! Lists of values: what they are, and what becomes of values that are not listed.
//!
//! Knows values of JSON and how to tell whether two of them are equal: `1` and `1.0` are, `1` and `"1"` are not. What
//! variants are called is decided by `names`.

use std::fmt::Write;

use super::Deprecation;

/// A list of values.
#[derive(Debug, Clone, PartialEq)]
pub struct Enumeration {
    /// The values in the document's order, at least one, without duplicates.
    pub values: Vec<EnumValue>,
    /// What becomes of other values.
    pub others: Others,
}

impl Enumeration {
    /// What the values have in common.
    #[must_use]
    pub fn kind(&self) -> EnumKind {
        let all = |fits: fn(&Literal) -> bool| self.values.iter().all(|value| fits(&value.literal));
        if all(|literal| matches!(literal, Literal::String(_))) {
            EnumKind::Text
        } else if all(|literal| matches!(literal, Literal::Integer(value) if i64::try_from(*value).is_ok())) {
            EnumKind::Signed
        } else if all(|literal| matches!(literal, Literal::Integer(value) if u64::try_from(*value).is_ok())) {
            EnumKind::Unsigned
        } else {
            EnumKind::Json
        }
    }

    /// Whether all values are written without brackets or braces.
    #[must_use]
    pub fn is_scalar(&self) -> bool {
        let compound = |literal: &Literal| matches!(literal, Literal::Array(_) | Literal::Object(_));
        !self.values.iter().any(|value| compound(&value.literal))
    }
}

/// What the values of an [`Enumeration`] have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EnumKind {
    /// Strings.
    Text,
    /// Integers of 64 bits.
    Signed,
    /// Integers of 64 bits without a sign, some of which a signed one would not hold.
    Unsigned,
    /// That they are values of JSON.
    Json,
}

/// What becomes of a value that an [`Enumeration`] does not list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Others {
    /// It is kept, for the list may grow, and is no valid value.
    Kept,
    /// It is kept, and is as valid as the listed ones: the document allows any value of that type.
    Allowed,
    /// It is refused.
    Refused,
}

/// One value of an [`Enumeration`].
#[derive(Debug, Clone, PartialEq)]
pub struct EnumValue {
    /// The value.
    pub literal: Literal,
    /// What the document would like the variant to be called.
    pub name: Option<String>,
    /// What it means.
    pub description: Option<String>,
    /// Set where the value is deprecated.
    pub deprecated: Option<Deprecation>,
}

impl From<Literal> for EnumValue {
    /// A value of which nothing else is said.
    fn from(literal: Literal) -> Self {
        Self {
            literal,
            name: None,
            description: None,
            deprecated: None,
        }
    }
}

/// A value of JSON other than null, in the one form that all equal values have.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Literal {
    /// `true` or `false`
    Bool(bool),
    /// An integer, however it was written: `1`, `1.0`, `10e-1`.
    Integer(i128),
    /// Any other number: its shortest JSON text.
    Number(String),
    /// A string.
    String(String),
    /// A list: its JSON text without white space, in which all values have this one form too.
    Array(String),
    /// An object: as for lists, with its names sorted.
    Object(String),
}

impl Literal {
    /// The JSON text, without white space.
    #[must_use]
    pub fn json(&self) -> String {
        match self {
            Self::Bool(value) => value.to_string(),
            Self::Integer(value) => value.to_string(),
            Self::Number(text) | Self::Array(text) | Self::Object(text) => text.clone(),
            Self::String(text) => quoted(text),
        }
    }
}

/// A string as JSON writes it.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    json.push('"');
    for c in text.chars() {
        match c {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '\r' => json.push_str("\\r"),
            '\t' => json.push_str("\\t"),
            c if u32::from(c) < 0x20 => {
                // Writing to a string cannot fail.
                let _ = write!(json, "\\u{:04x}", u32::from(c));
            }
            c => json.push(c),
        }
    }
    json.push('"');
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(literals: &[Literal]) -> EnumKind {
        let values = literals.iter().cloned().map(EnumValue::from).collect();
        let others = Others::Kept;
        Enumeration { values, others }.kind()
    }

    #[test]
    fn the_kind_holds_all_values() {
        let (text, small, large) = (
            Literal::String("a".to_owned()),
            Literal::Integer(-1),
            Literal::Integer(u64::MAX.into()),
        );
        assert_eq!(kind(std::slice::from_ref(&text)), EnumKind::Text);
        assert_eq!(
            kind(&[small.clone(), Literal::Integer(i64::MIN.into())]),
            EnumKind::Signed
        );
        assert_eq!(kind(&[Literal::Integer(0), large.clone()]), EnumKind::Unsigned);
        assert_eq!(kind(&[small.clone(), large]), EnumKind::Json);
        assert_eq!(kind(&[text, small]), EnumKind::Json);
        assert_eq!(kind(&[Literal::Number("0.5".to_owned())]), EnumKind::Json);
    }

    #[test]
    fn texts_are_quoted_as_json_wants_it() {
        assert_eq!(
            Literal::String("a\"\\\n\u{1}é".to_owned()).json(),
            "\"a\\\"\\\\\\n\\u0001é\""
        );
    }
}
