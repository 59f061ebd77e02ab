//! Bytes → text: where an input comes from, and what is checked before anything is parsed.
//!
//! A byte order mark is dropped, so that spans and columns count from the first character that an editor shows.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::{Part, Stop};
use crate::diag::{Code, Diagnostic, FileId, Sources};

/// The name of standard input in diagnostics.
const STDIN: &str = "<stdin>";
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Where a document comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file of the file system.
    File(PathBuf),
    /// Standard input, named `<stdin>`.
    Stdin,
    /// A text that is at hand; its name is treated like that of a file.
    Text {
        /// The name for diagnostics; the extension tells the format.
        name: String,
        /// The text.
        text: String,
    },
    /// Several texts that are at hand and refer to each other.
    Set {
        /// The key of the main document in `files`.
        name: String,
        /// The texts by path, or by URL for those that are referred to by one.
        files: BTreeMap<String, String>,
    },
}

/// What one input may cost at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The size of the input, and of the text that aliases and merges repeat, in bytes; never more than 4 GiB.
    pub bytes: u64,
    /// How deep mappings and sequences may be nested, aliases expanded.
    pub depth: usize,
    /// How many values there may be, aliases expanded.
    pub nodes: usize,
    /// How many references may lead to each other before something stands there.
    pub hops: usize,
}

impl Default for Limits {
    /// 64 MiB, 200 levels, ten million values, 100 references in a row: five times the largest public document known, or more.
    fn default() -> Self {
        Self {
            bytes: 64 * 1024 * 1024,
            depth: 200,
            nodes: 10_000_000,
            hops: 100,
        }
    }
}

impl Limits {
    /// The limit on bytes, such that every span fits its 32 bits.
    pub(super) fn max_bytes(&self) -> u64 {
        self.bytes.min(u64::from(u32::MAX) - 1)
    }
}

/// Reads the text of an input and adds it to the sources.
pub(super) fn load(input: &Input, sources: &mut Sources, limits: &Limits) -> Result<FileId, Stop> {
    let name = match input {
        Input::File(path) => path.display().to_string(),
        Input::Stdin => STDIN.to_owned(),
        Input::Text { name, .. } | Input::Set { name, .. } => name.clone(),
    };
    let bytes = match input {
        Input::File(path) => open(path).and_then(|file| bounded(file, limits)),
        Input::Stdin => bounded(io::stdin().lock(), limits),
        Input::Text { text, .. } => bounded(text.as_bytes(), limits),
        Input::Set { name, files } => match files.get(name) {
            Some(text) => bounded(text.as_bytes(), limits),
            None => Err(io::ErrorKind::NotFound.into()),
        },
    };
    let bytes = bytes.map_err(|error| stop(Code::FileUnreadable, unreadable(&name, &error)))?;
    if bytes.len() as u64 > limits.max_bytes() {
        return Err(stop(
            Code::LimitExceeded,
            format!("{name} has more than {} bytes", limits.max_bytes()),
        ));
    }
    let (text, invalid) = match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(at))
        }
    };
    let (text, cut) = match text.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) => (rest.to_owned(), BYTE_ORDER_MARK.len()),
        None => (text, 0),
    };
    let file = match input {
        Input::File(path) => sources.add_file(path, text),
        _ => sources.add(name, text),
    };
    let text = sources.text(file);
    let part = Part { file, text, start: 0 };
    match invalid {
        Some(at) => Err(not_utf8(part, at.saturating_sub(cut))),
        None if text.trim().is_empty() => Err(part.empty()),
        None => Ok(file),
    }
}

fn open(path: &Path) -> io::Result<File> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    Ok(file)
}

/// All bytes, but at most one more than the limit: enough to see that it is exceeded.
fn bounded(reader: impl Read, limits: &Limits) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(limits.max_bytes() + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(name: &str, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => format!("{name} does not exist"),
        io::ErrorKind::IsADirectory => format!("{name} is a directory"),
        io::ErrorKind::PermissionDenied => format!("{name} may not be read"),
        _ => format!("{name} cannot be read: {error}"),
    }
}

fn not_utf8(part: Part<'_>, at: usize) -> Stop {
    let place = part.place(at..at + char::REPLACEMENT_CHARACTER.len_utf8());
    let diagnostic = Diagnostic::new(Code::NotUtf8, "the input is not UTF-8 text");
    Box::new(diagnostic.at(&place, "these bytes are no character"))
}

fn stop(code: Code, message: String) -> Stop {
    Box::new(Diagnostic::new(code, message))
}
