//! What would have to change, found out without changing anything.

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use crate::diag::{Code, Diagnostic};

use super::file_set::is_ours;
use super::{File, FileSet, Ownership, manifest};

/// The folder in which files without a counterpart in the set are stale.
const MANAGED: &str = "src";

/// How a file of the folder differs from the set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Drift {
    /// The set has it, the folder has not.
    Missing,
    /// Both have it, with different texts.
    Changed,
    /// Only the folder has it, and kiln wrote it.
    Stale,
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "missing",
            Self::Changed => "changed",
            Self::Stale => "stale",
        })
    }
}

/// How the folder differs from the set.
#[derive(Debug, Default)]
pub struct Report {
    drifted: Vec<(String, Drift)>,
    /// Files that are as they shall be.
    pub unchanged: usize,
    /// What is noteworthy and not in the way.
    pub diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.drifted.is_empty()
    }

    /// The files that differ, sorted by path.
    pub fn drifted(&self) -> impl Iterator<Item = (&str, Drift)> {
        self.drifted.iter().map(|(path, drift)| (path.as_str(), *drift))
    }
}

/// Compares the folder with the set.
///
/// # Errors
///
/// Everything that would make writing impossible: a foreign file in a place that the set needs
/// ([`Code::ForeignFile`]), a file or a link where a folder is needed, an unreadable file ([`Code::OutputUnwritable`]).
pub fn compare(files: &FileSet, folder: &Path) -> Result<Report, Vec<Diagnostic>> {
    let mut report = Report::default();
    let mut problems: Vec<Diagnostic> = blocked(folder).into_iter().map(|problem| *problem).collect();
    if problems.is_empty() {
        for file in files.iter() {
            if let Err(problem) = look_at(file, folder, &mut report) {
                problems.push(*problem);
            }
        }
        match stale(files, folder) {
            Ok(stale) => report
                .drifted
                .extend(stale.into_iter().map(|path| (path, Drift::Stale))),
            Err(problem) => problems.push(*problem),
        }
        report.drifted.sort();
    }
    if problems.is_empty() { Ok(report) } else { Err(problems) }
}

/// What stands in the way of a folder, whatever is to be written there; for a run that has nothing to write.
#[must_use]
pub fn obstacles(folder: &Path) -> Vec<Diagnostic> {
    compare(&FileSet::default(), folder).err().unwrap_or_default()
}

/// What the manifest of the package that includes the files lacks of the one in the set.
#[must_use]
pub fn compare_manifest(files: &FileSet, manifest: &Path) -> Vec<Diagnostic> {
    let ours = files.iter().find(|file| file.path == "Cargo.toml");
    let theirs = fs::read(manifest).unwrap_or_default();
    ours.map(|ours| manifest::lacks(&ours.text, &theirs, manifest))
        .unwrap_or_default()
}

/// What stands in the way of the folder itself: the nearest part of its path that exists must be a folder.
fn blocked(folder: &Path) -> Option<Box<Diagnostic>> {
    let nearest = folder.ancestors().find(|part| part.symlink_metadata().is_ok())?;
    (!nearest.is_dir()).then(|| unwritable(nearest, "it is not a folder"))
}

fn look_at(file: &File, folder: &Path, report: &mut Report) -> Result<(), Box<Diagnostic>> {
    let path = folder.join(&file.path);
    refuse_links(folder, &file.path)?;
    let present = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            report.drifted.push((file.path.clone(), Drift::Missing));
            return Ok(());
        }
        Err(error) => return Err(unwritable(&path, &error.to_string())),
    };
    if present == file.text.as_bytes() {
        report.unchanged += 1;
    } else if file.ownership == Ownership::Author {
        report.unchanged += 1;
        if file.path == "Cargo.toml" {
            report.diagnostics.extend(manifest::lacks(&file.text, &present, &path));
        }
    } else if is_ours(&present) || present.trim_ascii().is_empty() {
        // An empty file says nothing of its author: a new package has to have a `src/lib.rs` before Cargo runs its script.
        report.drifted.push((file.path.clone(), Drift::Changed));
    } else {
        let message = format!("{} was not written by kiln", path.display());
        return Err(Box::new(Diagnostic::new(Code::ForeignFile, message)));
    }
    Ok(())
}

/// A link below the folder could lead anywhere; so could a folder that is one.
fn refuse_links(folder: &Path, path: &str) -> Result<(), Box<Diagnostic>> {
    let mut at = folder.to_owned();
    for part in path.split('/') {
        at.push(part);
        match at.symlink_metadata() {
            Ok(metadata) if metadata.is_symlink() => {
                return Err(unwritable(
                    &at,
                    "it is a symbolic link, which could lead out of the folder",
                ));
            }
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(unwritable(&at, &error.to_string())),
        }
    }
    Ok(())
}

/// The files below `src` that kiln wrote and the set does not have.
fn stale(files: &FileSet, folder: &Path) -> Result<Vec<String>, Box<Diagnostic>> {
    let mut stale = Vec::new();
    let mut folders = vec![(folder.join(MANAGED), MANAGED.to_owned())];
    while let Some((at, name)) = folders.pop() {
        let entries = match fs::read_dir(&at) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(unwritable(&at, &error.to_string())),
        };
        for entry in entries {
            let entry = entry.map_err(|error| unwritable(&at, &error.to_string()))?;
            let kind = entry
                .file_type()
                .map_err(|error| unwritable(&entry.path(), &error.to_string()))?;
            let name = format!("{name}/{}", entry.file_name().to_string_lossy());
            if kind.is_dir() {
                folders.push((entry.path(), name));
            } else if kind.is_file() && !files.contains(&name) {
                let text = fs::read(entry.path()).map_err(|error| unwritable(&entry.path(), &error.to_string()))?;
                if is_ours(&text) {
                    stale.push(name);
                }
            }
        }
    }
    Ok(stale)
}

/// The diagnostic for something that the operating system, or our caution, does not allow.
pub(super) fn unwritable(path: &Path, why: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(
        Code::OutputUnwritable,
        format!("{}: {why}", path.display()),
    ))
}
