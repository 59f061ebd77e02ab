//! `[dependencies]`: lines for the manifest of the generated crate.
//!
//! ```toml
//! [dependencies]
//! uuid = { version = "1", features = ["serde"] }
//! ```
//!
//! They are passed on as they are, on one line each. Names of crates and versions are what Cargo accepts, else they are
//! refused here, where their place is known; what the other keys mean is Cargo's business.

use toml::de::DeValue;

use super::requirement;
use super::settings::CrateName;
use super::table::{Misfit, Named, Setting, Table, Value, parsed};

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
        let entries: Vec<Named<Inline>> = root.named("dependencies");
        for entry in entries.iter().filter(|entry| CrateName::parse(&entry.name).is_none()) {
            root.refuse(&entry.name, &entry.place, &CrateName::expected());
        }
        let dependency = |entry: Named<Inline>| Self {
            name: entry.name,
            value: entry.setting.0,
        };
        entries.into_iter().map(dependency).collect()
    }
}

impl Setting for Inline {
    fn expected() -> String {
        "what Cargo accepts for a dependency: a version such as `1.2`, or a table with `version`, `path` or `git`"
            .to_owned()
    }

    fn read(value: &Value<'_>) -> Result<Self, Misfit> {
        match value.get_ref() {
            DeValue::String(_) => must(value, requirement::is_valid)?,
            DeValue::Table(entries) => {
                let origins = ["version", "path", "git", "workspace"];
                if !origins.iter().any(|key| entries.get(*key).is_some()) {
                    return Err(Misfit(value.span()));
                }
                if let Some(version) = entries.get("version") {
                    must(version, requirement::is_valid)?;
                }
                if let Some(package) = entries.get("package") {
                    must(package, |name| CrateName::parse(name).is_some())?;
                }
            }
            _ => return Err(Misfit(value.span())),
        }
        let text = inline(value.get_ref());
        text.map(Self).ok_or_else(|| Misfit(value.span()))
    }
}

/// Refuses a value that is no string of a certain form.
fn must(value: &Value<'_>, fits: impl FnOnce(&str) -> bool) -> Result<(), Misfit> {
    parsed(value, |text| fits(text).then_some(()))
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
