//! A manifest that belongs to its author: it must have what the code needs.

use std::path::Path;

use crate::diag::{Code, Diagnostic};

/// One diagnostic for each dependency and feature of ours that theirs lacks; one if theirs cannot be read.
pub(super) fn lacks(ours: &str, theirs: &[u8], path: &Path) -> Vec<Diagnostic> {
    let theirs: Option<toml::Table> = std::str::from_utf8(theirs).ok().and_then(|text| text.parse().ok());
    let Some(theirs) = theirs else {
        let message = format!("{} is not a manifest that can be read", path.display());
        return vec![Diagnostic::new(Code::ManifestLacks, message)];
    };
    let ours: toml::Table = ours.parse().unwrap_or_default();
    let mut diagnostics = Vec::new();
    for (table, what) in [("dependencies", "dependency"), ("features", "feature")] {
        let have = theirs.get(table).and_then(toml::Value::as_table);
        for (name, value) in ours.get(table).and_then(toml::Value::as_table).into_iter().flatten() {
            if have.is_none_or(|have| !have.contains_key(name)) {
                let message = format!("{} lacks the {what} `{name}`", path.display());
                let remedy = format!("add `{name} = {value}` to [{table}]");
                diagnostics.push(Diagnostic::new(Code::ManifestLacks, message).remedy(remedy));
            }
        }
    }
    diagnostics
}
