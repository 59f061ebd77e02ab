//! From the address of a file to its tree.
//!
//! ```toml
//! [references]                                        # kiln.toml
//! "https://schemas.example.com/" = "vendor/schemas/"  # https://schemas.example.com/pet.json is vendor/schemas/pet.json
//! ```
//!
//! A relative address is a file beside the main document or below its folder; a URL is read only
//! where a folder stands in for what it begins with, or where the caller handed its text in. There is no network.
//!
//! What a document can make kiln read is bounded: only regular files, nothing outside of one folder, be it by `../`, by an
//! absolute path or by a link, and all files together within the limits for one. That folder is the one that kiln.toml
//! names, or stands in for a URL; else it is the one around the document's own, because documents that are split refer to
//! `../common/Error.json`. Outside of the document's own folder only files are read that are named like documents.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::address;
use crate::diag::{Code, Diagnostic, Sink, Sources};
use crate::source::{self, Input, Limits, NodeId, Tree};

/// The extensions of files that are read from outside of the document's folder.
const READABLE: [&str; 3] = ["json", "yaml", "yml"];

/// Where files may be read from, besides the folder of the document.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// What URLs begin with, and the folders that stand in for it.
    pub folders: Vec<(String, PathBuf)>,
    /// The folder that everything else is in; the one around the document's if none is given.
    pub root: Option<PathBuf>,
}

/// Why an address leads to no file that kiln reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beyond {
    /// A URL that no folder stands in for.
    Network,
    /// A path from the root of the file system.
    Absolute,
    /// A file outside of the folder that files are read from.
    Outside,
    /// The main document is no file, so that nothing stands beside it.
    Alone,
}

impl Beyond {
    /// Why nothing is known of an address in a document without other files.
    pub(super) fn alone(address: &str) -> Self {
        match address::scheme(address) {
            Some(_) => Self::Network,
            None => Self::Alone,
        }
    }
}

/// What came of an address.
#[derive(Debug)]
pub(super) enum Fetched {
    /// A file that was not read before, and what there is to say about it.
    New(Tree, NodeId, Vec<Diagnostic>),
    /// One that was, under another address: its index.
    Known(usize),
    /// It is there and cannot be read, or is not there.
    Unreadable(Vec<Diagnostic>),
    /// It is not looked for.
    Beyond(Beyond),
}

/// Where files come from.
#[derive(Debug)]
pub(super) struct Files<'a> {
    /// The folder of the main document.
    folder: Option<PathBuf>,
    /// Texts that are at hand.
    texts: Option<&'a BTreeMap<String, String>>,
    /// What URLs begin with, and the folders that stand in for it.
    folders: &'a [(String, PathBuf)],
    /// The folder that files have to be in.
    root: PathBuf,
    /// The files that were read, by their one true path.
    known: HashMap<PathBuf, usize>,
    /// What is left of the limits.
    left: Limits,
    /// The beginnings of URLs that a folder was taken for.
    pub(super) stood_in: BTreeSet<String>,
}

impl<'a> Files<'a> {
    /// Those that an input can refer to.
    pub(super) fn beside(input: &'a Input, places: &'a Places, limits: &Limits) -> Self {
        let mut files = Self {
            folder: None,
            texts: None,
            folders: &places.folders,
            root: PathBuf::new(),
            known: HashMap::new(),
            left: *limits,
            stood_in: BTreeSet::new(),
        };
        match input {
            Input::File(path) => {
                let folder = path.parent().map(Path::to_owned).unwrap_or_default();
                files.root = places.root.clone().unwrap_or_else(|| around(&folder));
                files.folder = Some(folder);
                files.known.extend(fs::canonicalize(path).map(|path| (path, 0)));
            }
            Input::Set { files: texts, .. } => files.texts = Some(texts),
            Input::Text { .. } | Input::Stdin => {}
        }
        files
    }

    /// Counts what was read.
    pub(super) fn spend(&mut self, bytes: usize, nodes: usize) {
        self.left.bytes = self.left.bytes.saturating_sub(bytes as u64);
        self.left.nodes = self.left.nodes.saturating_sub(nodes);
    }

    /// Reads the file of an address; it will be number `index`.
    pub(super) fn fetch(&mut self, wanted: &str, index: usize, sources: &mut Sources) -> Fetched {
        if let Some(text) = self.texts.and_then(|texts| at_hand(texts, wanted)) {
            let input = Input::Text {
                name: wanted.to_owned(),
                text: text.clone(),
            };
            return self.read(&input, sources);
        }
        let path = match self.path(wanted) {
            Ok(path) => path,
            Err(beyond) => return Fetched::Beyond(beyond),
        };
        let allowed = |path: &Path, folder: &Path| {
            let own = self.folder.as_deref().unwrap_or(folder);
            is_within(path, folder) && (folder != self.root || is_within(path, own) || is_document(path))
        };
        let path = path.map(|(path, folder)| (allowed(&path, &folder), path));
        if let Some((false, _)) = path {
            return Fetched::Beyond(Beyond::Outside);
        }
        let Some((_, path)) = path else {
            let message = format!("{wanted} is not among the files of the document");
            return Fetched::Unreadable(vec![Diagnostic::new(Code::FileUnreadable, message)]);
        };
        if let Ok(canonical) = fs::canonicalize(&path)
            && let Some(known) = self.known.insert(canonical.clone(), index)
        {
            self.known.insert(canonical, known);
            return Fetched::Known(known);
        }
        if fs::metadata(&path).is_ok_and(|found| !found.is_file()) {
            let message = format!("{} is no regular file", path.display());
            return Fetched::Unreadable(vec![Diagnostic::new(Code::FileUnreadable, message)]);
        }
        self.read(&Input::File(path), sources)
    }

    fn read(&self, input: &Input, sources: &mut Sources) -> Fetched {
        let mut sink = Sink::default();
        match source::read(input, sources, &self.left, &mut sink) {
            Some((tree, root)) => Fetched::New(tree, root, sink.into_diagnostics()),
            None => Fetched::Unreadable(sink.into_diagnostics()),
        }
    }

    /// The path of an address with the folder that it has to be in; none if the texts at hand are all that there is.
    fn path(&mut self, wanted: &str) -> Result<Option<(PathBuf, PathBuf)>, Beyond> {
        if address::scheme(wanted).is_some() {
            let fits = |prefix: &&(String, PathBuf)| wanted.starts_with(&prefix.0);
            let longest = self.folders.iter().filter(fits).max_by_key(|(prefix, _)| prefix.len());
            let (prefix, folder) = longest.ok_or(Beyond::Network)?;
            self.stood_in.insert(prefix.clone());
            let (rest, _) = wanted[prefix.len()..]
                .split_once('?')
                .unwrap_or((&wanted[prefix.len()..], ""));
            return Ok(Some((existing(folder, rest), folder.clone())));
        }
        if wanted.starts_with('/') || Path::new(wanted).is_absolute() || wanted.contains('\\') || is_drive(wanted) {
            return Err(Beyond::Absolute);
        }
        let Some(folder) = &self.folder else {
            return if self.texts.is_some() {
                Ok(None)
            } else {
                Err(Beyond::Alone)
            };
        };
        Ok(Some((existing(folder, wanted), self.root.clone())))
    }
}

/// The text of an address, however its path is written.
fn at_hand<'t>(texts: &'t BTreeMap<String, String>, wanted: &str) -> Option<&'t String> {
    let same = |name: &str| address::scheme(name).is_none() && address::path("", name) == wanted;
    let found = || texts.iter().find(|(name, _)| same(name));
    texts.get(wanted).or_else(|| found().map(|(_, text)| text))
}

/// The file of a relative address: with escapes decoded, unless there is one of exactly that name.
fn existing(folder: &Path, relative: &str) -> PathBuf {
    let exact = folder.join(relative);
    if relative.contains('%') && !exact.exists() {
        return folder.join(decoded(relative));
    }
    exact
}

fn decoded(relative: &str) -> String {
    percent_encoding::percent_decode_str(relative)
        .decode_utf8_lossy()
        .into_owned()
}

/// The folder around a folder, unless everything is in that.
fn around(folder: &Path) -> PathBuf {
    let parent = folder.join("..");
    let top = fs::canonicalize(&parent).is_ok_and(|parent| parent.parent().is_none());
    if top { folder.to_owned() } else { parent }
}

/// Whether a file is named like a document, links followed.
fn is_document(path: &Path) -> bool {
    let followed = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let extension = followed.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| READABLE.contains(&&*extension.to_ascii_lowercase()))
}

/// Whether a file is in a folder or below it, links followed. What is not there is judged by the nearest that is.
fn is_within(path: &Path, folder: &Path) -> bool {
    let here = |path: &Path| {
        if path.as_os_str().is_empty() {
            PathBuf::from(".")
        } else {
            path.to_owned()
        }
    };
    let Ok(folder) = fs::canonicalize(here(folder)) else {
        return false;
    };
    let there = path.ancestors().find_map(|path| fs::canonicalize(here(path)).ok());
    // What is not there cannot be followed, so that a step upwards in it may lead anywhere.
    let upwards = || path.components().any(|part| part == Component::ParentDir);
    there.is_some_and(|there| there.starts_with(folder)) && (path.exists() || !upwards())
}

fn is_drive(path: &str) -> bool {
    let mut characters = path.chars();
    characters.next().is_some_and(|c| c.is_ascii_alphabetic()) && characters.next() == Some(':')
}
