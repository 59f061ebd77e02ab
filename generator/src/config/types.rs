//! `[types]`: which types schemas become.
//!
//! ```toml
//! [types]
//! undeclared = "keep"
//! untyped = "exact"
//! unsigned = true
//! numbers = "exact"
//! defaults = "decode"
//!
//! [types.formats]
//! date-time = "string"                        # a type of kiln's
//! uuid = "uuid::Uuid"                         # a type of another crate
//!
//! [types.schemas]
//! Money = { path = "money::Money", json = "serde" }
//! "#/components/schemas/Order/properties/total" = "money::Money"
//!
//! [types.properties]
//! "Order.currency" = "money::Currency"
//! ```
//!
//! A type of another crate is read and written as the text of a string (`FromStr` and `Display`), as the digits of a number
//! (the same traits), or by its serde traits; which of them follows from the schema unless `json` says it.

use crate::ir::{ForeignForm, Mapping, Replacement, Scalar, TypeName};

use super::enums::Enums;
use super::table::{Misfit, Named, Setting, Table, Value, parsed};

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
    /// What numbers are without a format.
    pub numbers: Numbers,
    /// What becomes of defaults.
    pub defaults: Defaults,
    /// What stands for the schemas of a format.
    pub formats: Vec<Mapping>,
    /// What stands for a component schema, or for the schema at a JSON pointer.
    pub schemas: Vec<Mapping>,
    /// What stands for the schema of a property, such as `Order.total`.
    pub properties: Vec<Mapping>,
}

impl Types {
    pub(super) fn read(table: &mut Table<'_>) -> Self {
        Self {
            undeclared: table.or_default("undeclared"),
            untyped: table.or_default("untyped"),
            enums: Enums::read(table),
            unsigned: table.or_default("unsigned"),
            numbers: table.or_default("numbers"),
            defaults: table.or_default("defaults"),
            formats: mappings(table, "formats"),
            schemas: mappings(table, "schemas"),
            properties: mappings(table, "properties"),
        }
    }
}

fn mappings(table: &mut Table<'_>, key: &'static str) -> Vec<Mapping> {
    let entries = table.named(key).into_iter();
    let mapping = |entry: Named<Replacement>| Mapping {
        key: entry.name,
        replacement: entry.setting,
        place: entry.place,
    };
    entries.map(mapping).collect()
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

/// What numbers are without a format.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Numbers {
    /// `"native"`: integers of 64 bits, or more where bounds demand it, and floats of 64 bits.
    #[default]
    Native,
    /// `"exact"`: numbers of any size that keep all digits, as JSON Schema has them.
    Exact,
}

impl Setting for Numbers {
    fn expected() -> String {
        "`native` or `exact`".to_owned()
    }

    fn read(value: &Value<'_>) -> Result<Self, Misfit> {
        parsed(value, |text| match text {
            "native" => Some(Self::Native),
            "exact" => Some(Self::Exact),
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

impl Setting for Replacement {
    fn expected() -> String {
        let names: Vec<String> = Scalar::names().map(|name| format!("`{name}`")).collect();
        format!(
            "the path of a type such as `uuid::Uuid`, that path in a table with `json` (`string`, `number` or `serde`), or \
             one of {}",
            names.join(", ")
        )
    }

    fn read(value: &Value<'_>) -> Result<Self, Misfit> {
        let name = |value: &Value<'_>| parsed(value, TypeName::parse);
        let Some(table) = value.get_ref().as_table() else {
            let scalar = value.get_ref().as_str().and_then(Scalar::named);
            return match scalar {
                Some(scalar) => Ok(Self::Scalar(scalar)),
                None => name(value).map(|name| Self::Foreign { name, form: None }),
            };
        };
        if let Some((key, _)) = table
            .iter()
            .find(|(key, _)| !["path", "json"].contains(&&**key.get_ref()))
        {
            return Err(Misfit(key.span()));
        }
        let path = table.get("path").ok_or_else(|| Misfit(value.span()))?;
        Ok(Self::Foreign {
            name: name(path)?,
            form: table.get("json").map(form).transpose()?,
        })
    }
}

fn form(value: &Value<'_>) -> Result<ForeignForm, Misfit> {
    parsed(value, |text| match text {
        "string" => Some(ForeignForm::Text),
        "number" => Some(ForeignForm::Number),
        "serde" => Some(ForeignForm::Json),
        _ => None,
    })
}
