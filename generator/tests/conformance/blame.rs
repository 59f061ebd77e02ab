//! Whom an error or a warning of the compiler is about, when one crate has the code of many documents.

use std::collections::BTreeMap;

/// Of Cargo's output in its short format, the first message for each of the places that `of` knows from a path.
pub(crate) fn first<K: Ord>(output: &str, warnings: bool, of: impl Fn(&str) -> Option<K>) -> BTreeMap<K, String> {
    let mut found = BTreeMap::new();
    for line in output.lines() {
        let counts = line.contains(": error") || (warnings && line.contains(": warning"));
        if counts && let Some(key) = of(line) {
            found.entry(key).or_insert_with(|| line.to_owned());
        }
    }
    found
}
