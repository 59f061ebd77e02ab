//! Paths that stay inside the output folder.

use std::fmt;
use std::path::{Path, PathBuf};

/// A path below the output folder, with `/` on every system: `src/types/browser.rs`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RelativePath(String);

/// A path that could leave the output folder, or that two files would share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathError(pub String);

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a path of its own inside the output folder", self.0)
    }
}

impl std::error::Error for PathError {}

impl RelativePath {
    /// Checks a path: names joined by single slashes, none of them `.` or `..`.
    ///
    /// # Errors
    ///
    /// Fails for all else, such as absolute paths.
    pub fn new(text: &str) -> Result<Self, PathError> {
        let name = |name: &str| !matches!(name, "" | "." | "..") && !name.contains(['\\', ':', '\0']);
        if text.split('/').all(name) {
            Ok(Self(text.to_owned()))
        } else {
            Err(PathError(text.to_owned()))
        }
    }

    /// The path's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where it is below a folder.
    pub(super) fn below(&self, folder: &Path) -> PathBuf {
        let mut path = folder.to_owned();
        path.extend(self.0.split('/'));
        path
    }

    /// A name inside this folder.
    pub(super) fn join(&self, name: &str) -> Result<Self, PathError> {
        Self::new(&format!("{}/{name}", self.0))
    }

    /// The folders that lead to the path, from the outermost to the innermost.
    pub(super) fn folders(&self) -> impl Iterator<Item = Self> + '_ {
        self.0.match_indices('/').map(|(at, _)| Self(self.0[..at].to_owned()))
    }
}

impl fmt::Display for RelativePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_could_leave_the_folder_are_refused() {
        for path in [
            "",
            "/etc/passwd",
            "../a",
            "a/../b",
            "a//b",
            "a/",
            "./a",
            "C:/a",
            "a\\b",
            "a\0",
        ] {
            assert_eq!(RelativePath::new(path), Err(PathError(path.to_owned())));
        }
        assert!(RelativePath::new("src/types/browser.rs").is_ok());
    }
}
