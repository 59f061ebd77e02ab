//! `[dependencies]`: lines for the manifest of the generated crate.
//!
//! ```toml
//! [dependencies]
//! uuid = { version = "1", features = ["serde"] }
//! ```
//!
//! They are passed on as they are, on one line each; what they mean is Cargo's business.

use toml::de::DeValue;

use super::settings::CrateName;
use super::table::{Misfit, Named, Setting, Table, Value};

/// A dependency as `Cargo.toml` has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// The name.
    pub name: String,
    /// What follows the equals sign.
    pub value: String,
}

/// A value of TOML on one line.
struct Inline(String);

impl Dependency {
    pub(super) fn read(root: &mut Table<'_>) -> Vec<Self> {
        let entries = root.named("dependencies").into_iter();
        let dependency = |entry: Named<Inline>| Self {
            name: entry.name,
            value: entry.setting.0,
        };
        entries.map(dependency).collect()
    }
}

impl Setting for Inline {
    fn expected() -> String {
        "what Cargo accepts for a dependency: a version, or a table".to_owned()
    }

    fn read(value: &Value<'_>) -> Result<Self, Misfit> {
        let fits = matches!(value.get_ref(), DeValue::String(_) | DeValue::Table(_));
        let text = if fits { inline(value.get_ref()) } else { None };
        text.map(Self).ok_or_else(|| Misfit(value.span()))
    }
}

/// A value on one line; numbers, dates and the like have no place in a dependency.
fn inline(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(quoted(text)),
        DeValue::Boolean(flag) => Some(flag.to_string()),
        DeValue::Array(items) => {
            let items: Option<Vec<String>> = items.iter().map(|item| inline(item.get_ref())).collect();
            Some(format!("[{}]", items?.join(", ")))
        }
        DeValue::Table(entries) => {
            let entries = entries.iter().map(|(key, value)| {
                let key =
                    CrateName::parse(key.get_ref()).map_or_else(|| quoted(key.get_ref()), |name| name.to_string());
                Some(format!("{key} = {}", inline(value.get_ref())?))
            });
            Some(format!("{{ {} }}", entries.collect::<Option<Vec<_>>>()?.join(", ")))
        }
        _ => None,
    }
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
