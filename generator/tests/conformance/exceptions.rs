//! Lists of the cases that are known to fail, with a reason each.
//!
//! ```text
//! # a comment
//! draft4/allOf.json | a group | a test | why it cannot pass
//! draft4/allOf.json | a group | * | why none of the group's tests can pass
//! ```
//!
//! A case that fails and is not listed is a failure of the test, and so is a listed one that passes: its entry is stale.

use std::collections::BTreeMap;

/// How the parts of an entry are separated.
const SEPARATOR: &str = " | ";
/// In place of a test's name: all tests of the group.
const ALL: &str = "*";

/// A list of exceptions.
#[derive(Debug)]
pub(crate) struct Exceptions {
    /// The file that it stands in, for messages.
    file: &'static str,
    /// The entries by everything but the reason.
    entries: BTreeMap<String, Entry>,
}

#[derive(Debug, Default)]
struct Entry {
    failing: usize,
    passing: usize,
}

impl Exceptions {
    /// Reads a list from the text of its file.
    pub(crate) fn read(file: &'static str, text: &str) -> Self {
        let mut entries = BTreeMap::new();
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (case, reason) = line.rsplit_once(SEPARATOR).unwrap_or((line, ""));
            assert!(!reason.is_empty(), "{file}: no reason: {line}");
            let double = entries.insert(case.to_owned(), Entry::default());
            assert!(double.is_none(), "{file}: twice: {case}");
        }
        Self { file, entries }
    }

    /// Takes the result of a case, and tells whether it is as it shall be.
    pub(crate) fn expects(&mut self, group: &str, test: &str, passes: bool) -> bool {
        let name = [group, test].join(SEPARATOR);
        let name = if self.entries.contains_key(&name) {
            name
        } else {
            [group, ALL].join(SEPARATOR)
        };
        let Some(entry) = self.entries.get_mut(&name) else {
            return passes;
        };
        if passes {
            entry.passing += 1;
        } else {
            entry.failing += 1;
        }
        true
    }

    /// The entries that are none any more, among those whose first part this run was about.
    pub(crate) fn stale(&self, covered: impl Fn(&str) -> bool) -> Vec<String> {
        let covered = |case: &str| covered(case.split(SEPARATOR).next().unwrap_or_default());
        let stale = self.entries.iter();
        let stale = stale.filter(|(case, entry)| covered(case) && (entry.failing == 0 || entry.passing > 0));
        stale
            .map(|(case, entry)| {
                let file = self.file;
                format!(
                    "{file}: {} of it fail and {} pass: {case}",
                    entry.failing, entry.passing
                )
            })
            .collect()
    }
}

#[test]
fn an_entry_is_stale_when_what_it_is_about_passes() {
    let mut list = Exceptions::read("list", "# why\n\na | b | c | reason\na | d | * | reason\n");
    assert!(!list.expects("a | b", "other", false));
    assert!(list.expects("a | b", "c", false) && list.expects("a | d", "x", false));
    assert!(list.stale(|_| true).is_empty());
    assert!(list.expects("a | d", "y", true));
    assert_eq!(list.stale(|_| true), ["list: 1 of it fail and 1 pass: a | d | *"]);
}
