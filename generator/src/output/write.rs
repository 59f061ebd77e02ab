//! Writing: every new text into a temporary file first, then the renames.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::diag::Diagnostic;

use super::plan::{Drift, unwritable};
use super::{FileSet, compare};

/// What was done.
#[derive(Debug, Default)]
pub struct Written {
    /// Files that were created or replaced.
    pub written: usize,
    /// Files that were deleted.
    pub removed: usize,
    /// Files that were as they shall be.
    pub unchanged: usize,
    /// What is noteworthy and was not in the way.
    pub diagnostics: Vec<Diagnostic>,
}

/// Makes the folder what the set says.
///
/// # Errors
///
/// Whatever [`compare`] refuses, and what the operating system refuses; then what was changed has been put back.
pub fn write(files: &FileSet, folder: &Path) -> Result<Written, Vec<Diagnostic>> {
    let report = compare(files, folder)?;
    let mut folders = Folders::default();
    let mut journal = Journal::default();
    let changed = stage(files, &report, folder, &mut folders).and_then(|staged| {
        let stale = report.drifted().filter(|(_, drift)| *drift == Drift::Stale);
        change(staged, stale.map(|(path, _)| folder.join(path)), &mut journal)
    });
    let (written, removed) = changed.map_err(|problem| {
        journal.undo();
        folders.undo();
        vec![*problem]
    })?;
    for path in &removed {
        remove_empty(path.parent(), folder);
    }
    Ok(Written {
        written,
        removed: removed.len(),
        unchanged: report.unchanged,
        diagnostics: report.diagnostics,
    })
}

/// Renames the new files and deletes the stale ones; returns the number of the former and the paths of the latter.
fn change(
    staged: Vec<(NamedTempFile, PathBuf)>,
    stale: impl Iterator<Item = PathBuf>,
    journal: &mut Journal,
) -> Result<(usize, Vec<PathBuf>), Box<Diagnostic>> {
    let written = staged.len();
    for (temporary, path) in staged {
        journal.about_to_change(&path);
        let failed = |error: tempfile::PersistError| unwritable(&path, &error.error.to_string());
        temporary.persist(&path).map_err(failed)?;
    }
    let mut removed = Vec::new();
    for path in stale {
        journal.about_to_change(&path);
        fs::remove_file(&path).map_err(|error| unwritable(&path, &error.to_string()))?;
        removed.push(path);
    }
    Ok((written, removed))
}

/// What stood at each path before this run changed it.
#[derive(Default)]
struct Journal {
    before: Vec<(PathBuf, Option<Vec<u8>>)>,
}

impl Journal {
    fn about_to_change(&mut self, path: &Path) {
        self.before.push((path.to_owned(), fs::read(path).ok()));
    }

    /// Puts everything back, as far as the operating system lets it.
    fn undo(&self) {
        for (path, before) in self.before.iter().rev() {
            let _ = match before {
                Some(bytes) if fs::read(path).is_ok_and(|now| now == *bytes) => Ok(()),
                Some(bytes) => fs::write(path, bytes),
                None => fs::remove_file(path),
            };
        }
    }
}

/// Puts every new text into a temporary file beside its target.
fn stage(
    files: &FileSet,
    report: &super::Report,
    folder: &Path,
    folders: &mut Folders,
) -> Result<Vec<(NamedTempFile, PathBuf)>, Box<Diagnostic>> {
    let mut staged = Vec::new();
    for (path, drift) in report.drifted() {
        let Some(file) = files.iter().find(|file| drift != Drift::Stale && file.path == path) else {
            continue;
        };
        let target = folder.join(path);
        let parent = target.parent().unwrap_or(folder);
        folders.create(parent)?;
        let failed = |error: std::io::Error| unwritable(&target, &error.to_string());
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let mut temporary = builder.prefix(".kiln-").tempfile_in(parent).map_err(failed)?;
        temporary.write_all(file.text.as_bytes()).map_err(failed)?;
        staged.push((temporary, target));
    }
    Ok(staged)
}

/// Folders that this run made, so that a failed one can take them away again.
#[derive(Default)]
struct Folders {
    created: Vec<PathBuf>,
}

impl Folders {
    fn create(&mut self, folder: &Path) -> Result<(), Box<Diagnostic>> {
        let missing: Vec<&Path> = folder
            .ancestors()
            .take_while(|part| !part.as_os_str().is_empty() && !part.exists())
            .collect();
        for part in missing.into_iter().rev() {
            fs::create_dir(part).map_err(|error| unwritable(part, &error.to_string()))?;
            self.created.push(part.to_owned());
        }
        Ok(())
    }

    fn undo(&self) {
        for folder in self.created.iter().rev() {
            // A folder that something else has been put into in the meantime stays.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Removes the folders above a deleted file that have become empty, up to the crate's own.
fn remove_empty(from: Option<&Path>, until: &Path) {
    let mut at = from;
    while let Some(folder) = at.filter(|folder| *folder != until) {
        if fs::remove_dir(folder).is_err() {
            break;
        }
        at = folder.parent();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_failure_puts_everything_back() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let at = |name: &str| folder.path().join(name);
        fs::write(at("replaced"), "old").expect("the folder is writable");
        fs::write(at("stale"), "stale").expect("the folder is writable");
        let staged = |name: &str| {
            let temporary = NamedTempFile::new_in(folder.path()).expect("the folder is writable");
            fs::write(temporary.path(), "new").expect("the folder is writable");
            (temporary, at(name))
        };
        let mut journal = Journal::default();
        let stale = [at("stale"), at("absent")].into_iter();
        let outcome = change(vec![staged("replaced"), staged("created")], stale, &mut journal);
        assert!(outcome.is_err(), "what is not there cannot be deleted");
        assert!(at("created").exists() && !at("stale").exists(), "it failed late");
        journal.undo();
        let text = |name| fs::read_to_string(at(name)).expect("the file is there");
        assert_eq!((text("replaced").as_str(), text("stale").as_str()), ("old", "stale"));
        assert!(!at("created").exists());
    }
}
