//! Writing in two steps: temporary files first, renames last.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::{OutputError, RelativePath};

/// Files that are written but not yet at their place. Dropped before it is published, it leaves nothing behind.
pub(super) struct Stage<'a> {
    root: &'a Path,
    files: Vec<(NamedTempFile, PathBuf)>,
    /// Folders that were created, the outermost first.
    folders: Vec<PathBuf>,
}

impl<'a> Stage<'a> {
    /// Nothing yet.
    pub(super) fn new(root: &'a Path) -> Self {
        Self {
            root,
            files: Vec::new(),
            folders: Vec::new(),
        }
    }

    /// Writes a temporary file beside the place where the file is to be.
    pub(super) fn add(&mut self, path: &RelativePath, bytes: &[u8]) -> Result<(), OutputError> {
        let full = path.below(self.root);
        let parent = full.parent().unwrap_or(self.root);
        self.create(parent)?;
        let mut builder = Builder::new();
        builder.prefix(".kiln-");
        set_permissions(&mut builder);
        let mut file = builder.tempfile_in(parent).map_err(OutputError::at(&full))?;
        file.write_all(bytes).map_err(OutputError::at(&full))?;
        self.files.push((file, full));
        Ok(())
    }

    /// Creates a folder and those that lead to it.
    fn create(&mut self, folder: &Path) -> Result<(), OutputError> {
        let missing: Vec<&Path> = folder
            .ancestors()
            .take_while(|folder| !folder.as_os_str().is_empty() && !folder.is_dir())
            .collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder).map_err(OutputError::at(folder))?;
            self.folders.push(folder.to_owned());
        }
        Ok(())
    }

    /// Moves all files to their places.
    pub(super) fn publish(mut self) -> Result<(), OutputError> {
        for (file, full) in self.files.drain(..) {
            file.persist(&full).map_err(|error| OutputError::Unwritable {
                path: full,
                cause: error.error,
            })?;
        }
        self.folders.clear();
        Ok(())
    }
}

impl Drop for Stage<'_> {
    fn drop(&mut self) {
        // Temporary files delete themselves, but only when they are dropped, and the folders have to be empty.
        self.files.clear();
        for folder in self.folders.iter().rev() {
            // A folder into which someone else put something stays.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Temporary files are private by default, generated ones are as public as any other.
#[cfg(unix)]
fn set_permissions(builder: &mut Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn set_permissions(_: &mut Builder<'_, '_>) {}
