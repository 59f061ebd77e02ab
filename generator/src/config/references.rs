//! `[references]`: folders that stand in for URLs.
//!
//! ```toml
//! [references]
//! "https://schemas.example.com/v1/" = "vendor/schemas"
//! ```
//!
//! A reference to `https://schemas.example.com/v1/pet.json` then reads `vendor/schemas/pet.json`, from the folder of kiln.toml.
//! Of several beginnings that fit, the longest counts. Nothing is looked for here.

use std::path::{Path, PathBuf};

use super::table::{Misfit, Setting, Value};

/// The beginnings of URLs with the folders that stand in for them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct References(Vec<(String, PathBuf)>);

impl References {
    /// The beginnings with their folders, those that are relative being in `base`.
    #[must_use]
    pub fn folders(&self, base: &Path) -> Vec<(String, PathBuf)> {
        let joined = |(prefix, folder): &(String, PathBuf)| (prefix.clone(), base.join(folder));
        self.0.iter().map(joined).collect()
    }
}

impl Setting for References {
    fn expected() -> String {
        "a table from beginnings of URLs that end in `/`, such as `https://example.com/schemas/`, to folders".to_owned()
    }

    fn read(value: &Value<'_>) -> Result<Self, Misfit> {
        let table = value.get_ref().as_table().ok_or_else(|| Misfit(value.span()))?;
        let entries = table.iter().map(|(prefix, folder)| {
            let name = prefix.get_ref();
            if !(name.contains(':') && name.ends_with(['/', ':'])) {
                return Err(Misfit(prefix.span()));
            }
            let path = folder.get_ref().as_str().filter(|path| !path.is_empty());
            let path = path.ok_or_else(|| Misfit(folder.span()))?;
            Ok((name.to_string(), PathBuf::from(path)))
        });
        entries.collect::<Result<_, _>>().map(Self)
    }
}
