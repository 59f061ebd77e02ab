//! `[types]`: which types schemas become.
//!
//! ```toml
//! [types]
//! undeclared = "keep"
//! untyped = "exact"
//! unsigned = true
//! defaults = "decode"
//! ```

use super::enums::Enums;
use super::table::{Misfit, Setting, Table, Value, parsed};

/// `[types]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Types {
    /// What happens to properties that a schema does not mention.
    pub undeclared: Undeclared,
    /// What a schema without `type` is taken for.
    pub untyped: Untyped,
    /// Which enums accept values that are not listed.
    pub enums: Enums,
    /// Whether integers that cannot be negative are unsigned.
    pub unsigned: bool,
    /// What becomes of defaults.
    pub defaults: Defaults,
}

impl Types {
    pub(super) fn read(table: &mut Table<'_>) -> Self {
        Self {
            undeclared: table.or_default("undeclared"),
            untyped: table.or_default("untyped"),
            enums: Enums::read(table),
            unsigned: table.or_default("unsigned"),
            defaults: table.or_default("defaults"),
        }
    }
}

/// What happens to properties that a schema neither declares nor mentions by `additionalProperties`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Undeclared {
    /// `"ignore"`: they are accepted and forgotten.
    #[default]
    Ignore,
    /// `"keep"`: each struct keeps them in a map, and writes them again.
    Keep,
}

/// What a schema without `type` is taken for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Untyped {
    /// `"infer"`: one with `properties` is an object, one with `items` an array, as nearly everybody means it.
    #[default]
    Infer,
    /// `"exact"`: what JSON Schema says. `properties` speak of objects only, and values of all other types fit too.
    Exact,
}

/// What becomes of defaults, besides docs and constants.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Defaults {
    /// `"document"`: an absent property reads as absent, whatever the server takes in its place.
    #[default]
    Document,
    /// `"decode"`: an absent property that has a default reads as the default. Nothing is filled into what is sent, and a
    /// required property is still required.
    Decode,
}

impl Setting for Defaults {
    fn expected() -> String {
        "`document` or `decode`".to_owned()
    }

    fn read(value: &Value<'_>) -> Result<Self, Misfit> {
        parsed(value, |text| match text {
            "document" => Some(Self::Document),
            "decode" => Some(Self::Decode),
            _ => None,
        })
    }
}

impl Setting for Undeclared {
    fn expected() -> String {
        "`ignore` or `keep`".to_owned()
    }

    fn read(value: &Value<'_>) -> Result<Self, Misfit> {
        parsed(value, |text| match text {
            "ignore" => Some(Self::Ignore),
            "keep" => Some(Self::Keep),
            _ => None,
        })
    }
}

impl Setting for Untyped {
    fn expected() -> String {
        "`infer` or `exact`".to_owned()
    }

    fn read(value: &Value<'_>) -> Result<Self, Misfit> {
        parsed(value, |text| match text {
            "infer" => Some(Self::Infer),
            "exact" => Some(Self::Exact),
            _ => None,
        })
    }
}
