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
/// Whatever [`compare`] refuses, and what the operating system refuses while the temporary files are made; then nothing
/// has changed.
pub fn write(files: &FileSet, folder: &Path) -> Result<Written, Vec<Diagnostic>> {
    let report = compare(files, folder)?;
    let mut folders = Folders::default();
    let staged = stage(files, &report, folder, &mut folders).map_err(|problem| {
        folders.undo();
        vec![*problem]
    })?;
    let mut written = Written {
        unchanged: report.unchanged,
        ..Written::default()
    };
    for (temporary, path) in staged {
        temporary
            .persist(&path)
            .map_err(|error| vec![*unwritable(&path, &error.error.to_string())])?;
        written.written += 1;
    }
    for (path, _) in report.drifted().filter(|(_, drift)| *drift == Drift::Stale) {
        let path = folder.join(path);
        fs::remove_file(&path).map_err(|error| vec![*unwritable(&path, &error.to_string())])?;
        remove_empty(path.parent(), folder);
        written.removed += 1;
    }
    written.diagnostics = report.diagnostics;
    Ok(written)
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
