//! The set of files, and the comparison with a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::Path;
use std::{fs, io};

use super::header::{file_is_ours, is_ours};
use super::stage::Stage;
use super::{Change, OutputError, PathError, RelativePath, Report};

/// Files by their path below the output folder.
#[derive(Debug, Clone, Default)]
pub struct FileSet {
    files: BTreeMap<RelativePath, File>,
    folded: BTreeSet<String>,
    managed: BTreeSet<RelativePath>,
}

#[derive(Debug, Clone)]
struct File {
    bytes: Vec<u8>,
    /// Whether an existing file belongs to the crate's author and stays.
    seed: bool,
}

impl FileSet {
    /// An empty set that manages folders: files there that carry kiln's header and are not in the set are stale.
    ///
    /// # Errors
    ///
    /// Fails if a folder is not below the output folder.
    pub fn new(managed: &[&str]) -> Result<Self, PathError> {
        let managed = managed
            .iter()
            .map(|folder| RelativePath::new(folder))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            managed,
            ..Self::default()
        })
    }

    /// Adds a file, which is to begin with kiln's header.
    ///
    /// # Errors
    ///
    /// Fails if the path leaves the folder, or is that of another file to a file system that ignores case.
    pub fn insert(&mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Result<(), PathError> {
        self.add(
            path,
            File {
                bytes: bytes.into(),
                seed: false,
            },
        )
    }

    /// Adds a file that is written where none exists, and belongs to the crate's author from then on.
    ///
    /// # Errors
    ///
    /// Fails if the path leaves the folder, or is that of another file to a file system that ignores case.
    pub fn insert_seed(&mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Result<(), PathError> {
        self.add(
            path,
            File {
                bytes: bytes.into(),
                seed: true,
            },
        )
    }

    fn add(&mut self, path: &str, file: File) -> Result<(), PathError> {
        let key = RelativePath::new(path)?;
        if !self.folded.insert(path.to_lowercase()) {
            return Err(PathError(path.to_owned()));
        }
        self.files.insert(key, file);
        Ok(())
    }

    /// The files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&RelativePath, &[u8])> {
        self.files.iter().map(|(path, file)| (path, file.bytes.as_slice()))
    }

    /// Compares the set with a folder, which may be missing. Nothing is written.
    ///
    /// # Errors
    ///
    /// Fails where [`write`](Self::write) would: a foreign file is in the way, a path leads out of the folder, or
    /// something cannot be read.
    pub fn compare(&self, folder: &Path) -> Result<Report, OutputError> {
        let mut report = Report::default();
        for (path, file) in &self.files {
            check_links(folder, path)?;
            let full = path.below(folder);
            match fs::read(&full) {
                Ok(before) if file.seed || before == file.bytes => report.unchanged.push(path.clone()),
                Ok(before) if is_ours(&before) => {
                    let (path, after) = (path.clone(), file.bytes.clone());
                    report.changed.push(Change { path, before, after });
                }
                Ok(_) => return Err(OutputError::Foreign(full)),
                Err(cause) if cause.kind() == ErrorKind::NotFound => report.created.push(path.clone()),
                Err(cause) => return Err(OutputError::Unwritable { path: full, cause }),
            }
        }
        for managed in &self.managed {
            check_links(folder, managed)?;
            self.find_stale(folder, managed, &mut report.stale)?;
        }
        report.stale.sort();
        report.stale.dedup();
        Ok(report)
    }

    /// Makes a folder hold the set: writes what is missing or differs, deletes what is stale, and removes folders that
    /// become empty. The report says what was done.
    ///
    /// # Errors
    ///
    /// Fails before anything is changed if a foreign file is in the way, a path leads out of the folder, or a file
    /// cannot be created.
    pub fn write(&self, folder: &Path) -> Result<Report, OutputError> {
        let report = self.compare(folder)?;
        let written = report
            .created
            .iter()
            .chain(report.changed.iter().map(|change| &change.path));
        let mut stage = Stage::new(folder);
        for path in written {
            if let Some(file) = self.files.get(path) {
                stage.add(path, &file.bytes)?;
            }
        }
        stage.publish()?;
        for path in &report.stale {
            let full = path.below(folder);
            fs::remove_file(&full).map_err(OutputError::at(full))?;
            let mut folders: Vec<RelativePath> = path.folders().collect();
            while let Some(inner) = folders.pop() {
                // It fails for a folder that still holds something, which is how the search ends.
                if fs::remove_dir(inner.below(folder)).is_err() {
                    break;
                }
            }
        }
        Ok(report)
    }

    /// Looks for files of kiln that the set does not have; symbolic links are left alone.
    fn find_stale(&self, root: &Path, folder: &RelativePath, stale: &mut Vec<RelativePath>) -> Result<(), OutputError> {
        let full = folder.below(root);
        let entries = match fs::read_dir(&full) {
            Ok(entries) => entries.collect::<Result<Vec<_>, _>>().map_err(OutputError::at(full))?,
            Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(()),
            Err(cause) => return Err(OutputError::Unwritable { path: full, cause }),
        };
        for entry in entries {
            // A name that is no UTF-8, or that no path of ours has, is not of our making.
            let name = entry.file_name();
            let Some(path) = name.to_str().and_then(|name| folder.join(name).ok()) else {
                continue;
            };
            let kind = entry.file_type().map_err(OutputError::at(entry.path()))?;
            if kind.is_dir() {
                self.find_stale(root, &path, stale)?;
            } else if kind.is_file() && !self.files.contains_key(&path) {
                let ours = file_is_ours(&entry.path()).map_err(OutputError::at(entry.path()))?;
                if ours {
                    stale.push(path);
                }
            }
        }
        Ok(())
    }
}

/// Refuses a path that leads out of the folder through a symbolic link.
fn check_links(root: &Path, path: &RelativePath) -> Result<(), OutputError> {
    for step in path.folders().chain([path.clone()]) {
        let full = step.below(root);
        match fs::symlink_metadata(&full) {
            Ok(metadata) if metadata.is_symlink() => {
                if !stays_inside(root, &full).map_err(OutputError::at(&full))? {
                    return Err(OutputError::Outside(full));
                }
            }
            Ok(_) => {}
            Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(()),
            Err(cause) => return Err(OutputError::Unwritable { path: full, cause }),
        }
    }
    Ok(())
}

fn stays_inside(root: &Path, link: &Path) -> io::Result<bool> {
    Ok(fs::canonicalize(link)?.starts_with(fs::canonicalize(root)?))
}
