//! What differs between a set of files and a folder.

use std::fmt;

use similar::TextDiff;

use super::RelativePath;

/// The longest difference that is shown, in lines.
const LINES: usize = 40;

/// What differs between a set of files and a folder, each list in the order of the paths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Files that the folder lacks.
    pub created: Vec<RelativePath>,
    /// Files with other bytes.
    pub changed: Vec<Change>,
    /// Files of kiln in managed folders that the set no longer has.
    pub stale: Vec<RelativePath>,
    /// Files that are as they should be.
    pub unchanged: Vec<RelativePath>,
}

impl Report {
    /// Whether the folder is as it should be.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.created.is_empty() && self.changed.is_empty() && self.stale.is_empty()
    }
}

impl fmt::Display for Report {
    /// The files that differ, one a line: `A` for a missing one, `M` for a changed one, `D` for a stale one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for path in &self.created {
            writeln!(f, "A {path}")?;
        }
        for change in &self.changed {
            writeln!(f, "M {}", change.path)?;
        }
        for path in &self.stale {
            writeln!(f, "D {path}")?;
        }
        Ok(())
    }
}

/// A file with other bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The file.
    pub path: RelativePath,
    /// Its bytes in the folder.
    pub before: Vec<u8>,
    /// Its bytes in the set.
    pub after: Vec<u8>,
}

impl Change {
    /// The difference in unified form, cut where it gets long.
    #[must_use]
    pub fn diff(&self) -> String {
        let (before, after) = (
            String::from_utf8_lossy(&self.before),
            String::from_utf8_lossy(&self.after),
        );
        let diff = TextDiff::from_lines(before.as_ref(), after.as_ref());
        let (old, new) = (format!("a/{}", self.path), format!("b/{}", self.path));
        let text = diff.unified_diff().header(&old, &new).to_string();
        let total = text.lines().count();
        if total <= LINES {
            return text;
        }
        let start: Vec<&str> = text.lines().take(LINES).collect();
        format!("{}\n… and {} more lines\n", start.join("\n"), total - LINES)
    }
}
