//! From the address of a file to its tree.
//!
//! ```toml
//! [references]                                        # kiln.toml
//! "https://schemas.example.com/" = "vendor/schemas/"  # https://schemas.example.com/pet.json is vendor/schemas/pet.json
//! ```
//!
//! A relative address is a file beside the main document, below its folder or, by `../`, outside of it; a URL is read only
//! where a folder stands in for what it begins with, or where the caller handed its text in. There is no network.
//!
//! What a document can make kiln read is bounded: only regular files, outside of the document's folder only those named
//! `.json`, `.yaml` or `.yml`, nothing by an absolute path, and all files together within the limits for one.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::address;
use crate::diag::{Code, Diagnostic, Sink, Sources};
use crate::source::{self, Input, Limits, NodeId, Tree};

/// The extensions of files that are read from outside of the document's folder.
const READABLE: [&str; 3] = ["json", "yaml", "yml"];

/// Why an address leads to no file that kiln reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beyond {
    /// A URL that no folder stands in for.
    Network,
    /// A path from the root of the file system.
    Absolute,
    /// A file outside of the document's folder whose name is not that of a document.
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
    /// The files that were read, by their one true path.
    known: HashMap<PathBuf, usize>,
    /// What is left of the limits.
    left: Limits,
    /// The beginnings of URLs that a folder was taken for.
    pub(super) stood_in: BTreeSet<String>,
}

impl<'a> Files<'a> {
    /// Those that an input can refer to.
    pub(super) fn beside(input: &'a Input, folders: &'a [(String, PathBuf)], limits: &Limits) -> Self {
        let mut files = Self {
            folder: None,
            texts: None,
            folders,
            known: HashMap::new(),
            left: *limits,
            stood_in: BTreeSet::new(),
        };
        match input {
            Input::File(path) => {
                files.folder = Some(path.parent().map(Path::to_owned).unwrap_or_default());
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
        let Some(path) = path else {
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

    /// The path of an address; none if the texts at hand are all that there is.
    fn path(&mut self, wanted: &str) -> Result<Option<PathBuf>, Beyond> {
        if address::scheme(wanted).is_some() {
            let fits = |prefix: &&(String, PathBuf)| wanted.starts_with(&prefix.0);
            let longest = self.folders.iter().filter(fits).max_by_key(|(prefix, _)| prefix.len());
            let (prefix, folder) = longest.ok_or(Beyond::Network)?;
            self.stood_in.insert(prefix.clone());
            let (rest, _) = wanted[prefix.len()..]
                .split_once('?')
                .unwrap_or((&wanted[prefix.len()..], ""));
            let path = existing(folder, rest);
            return if leads_out(rest) || leads_out(&decoded(rest)) {
                Err(Beyond::Outside)
            } else {
                Ok(Some(path))
            };
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
        let path = existing(folder, wanted);
        let extension = path
            .extension()
            .and_then(|extension| extension.to_str())
            .map(str::to_ascii_lowercase);
        let document = extension.is_some_and(|extension| READABLE.contains(&&*extension));
        if !document && (leads_out(wanted) || leads_out(&decoded(wanted))) {
            return Err(Beyond::Outside);
        }
        Ok(Some(path))
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

/// Whether a relative path has a step upwards, or begins elsewhere.
fn leads_out(relative: &str) -> bool {
    let inside = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    !Path::new(relative.trim_start_matches('/')).components().all(inside)
}

fn is_drive(path: &str) -> bool {
    let mut characters = path.chars();
    characters.next().is_some_and(|c| c.is_ascii_alphabetic()) && characters.next() == Some(':')
}
