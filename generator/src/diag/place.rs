//! Where something stands: the bytes of a file and the JSON pointer of the value.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// One file that was read; an index into [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub(crate) u32);

/// A range of bytes in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

/// A JSON pointer (RFC 6901) such as `/components/schemas/Browser`; the empty one is the whole document.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Pointer {
    /// The file that it leads through, where that is not clear from elsewhere.
    file: Option<Box<str>>,
    text: String,
}

impl Pointer {
    /// The whole document.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// A pointer from its text, which starts with `/` or is empty.
    #[must_use]
    pub fn from_text(text: impl Into<String>) -> Self {
        Self {
            file: None,
            text: text.into(),
        }
    }

    /// This pointer in another file than the main document, named by its path from there.
    #[must_use]
    pub fn in_file(self, file: Option<&str>) -> Self {
        Self {
            file: file.map(Into::into),
            text: self.text,
        }
    }

    /// The file, unless it is the main document or clear from elsewhere.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// This pointer, one step further: `~` and `/` of the step are escaped.
    #[must_use]
    pub fn join(&self, step: &str) -> Self {
        let mut text = self.text.clone();
        text.push('/');
        text.push_str(&step.replace('~', "~0").replace('/', "~1"));
        Self {
            file: self.file.clone(),
            text,
        }
    }

    /// The pointer's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The unescaped steps from the root.
    pub fn steps(&self) -> impl Iterator<Item = String> + '_ {
        self.text
            .split('/')
            .skip(1)
            .map(|step| step.replace("~1", "/").replace("~0", "~"))
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.file.as_deref().unwrap_or_default(), self.text)
    }
}

/// A value of a document: its bytes and its pointer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// The bytes.
    pub span: Span,
    /// The JSON pointer.
    pub pointer: Pointer,
}

/// One text with what is needed to find lines in it.
#[derive(Debug)]
struct File {
    name: String,
    text: String,
    path: Option<PathBuf>,
    /// The first byte of every line.
    lines: Vec<u32>,
}

/// The name and the text of every file that was read.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<File>,
}

impl Sources {
    /// Adds a text under the name that diagnostics print.
    ///
    /// Spans count in `u32`: the caller keeps texts below 4 GiB.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        self.push(name.into(), text.into(), None)
    }

    /// Adds the text of a file of the file system; diagnostics print the path as it was given.
    pub fn add_file(&mut self, path: &Path, text: impl Into<String>) -> FileId {
        self.push(path.display().to_string(), text.into(), Some(path.to_path_buf()))
    }

    fn push(&mut self, name: String, text: String, path: Option<PathBuf>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        let after_breaks = text.match_indices('\n').map(|(byte, _)| offset(byte + 1));
        let lines = std::iter::once(0).chain(after_breaks).collect();
        self.files.push(File {
            name,
            text,
            path,
            lines,
        });
        id
    }

    /// The paths of the files that were read from the file system, for `cargo::rerun-if-changed`.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().filter_map(|file| file.path.as_deref())
    }

    fn file(&self, file: FileId) -> &File {
        &self.files[file.0 as usize]
    }

    /// The name of a file.
    #[must_use]
    pub fn name(&self, file: FileId) -> &str {
        &self.file(file).name
    }

    /// The text of a file.
    #[must_use]
    pub fn text(&self, file: FileId) -> &str {
        &self.file(file).text
    }

    /// The line and column, both from 1, of a byte; columns count characters.
    ///
    /// A byte inside a character counts as its first one, a byte after the end as the end.
    #[must_use]
    pub fn line_column(&self, file: FileId, byte: u32) -> (usize, usize) {
        let text = self.text(file);
        let (line, start) = self.line_start(file, byte);
        let end = floor_char_boundary(text, byte as usize);
        (line, text[start..end].chars().count() + 1)
    }

    /// The number, from 1, of the line that a byte is on, and the bytes of that line without its break.
    #[must_use]
    pub fn line(&self, file: FileId, byte: u32) -> (usize, Range<usize>) {
        let text = self.text(file);
        let (line, start) = self.line_start(file, byte);
        let end = text[start..].find('\n').map_or(text.len(), |length| start + length);
        let end = if text[start..end].ends_with('\r') { end - 1 } else { end };
        (line, start..end)
    }

    fn line_start(&self, file: FileId, byte: u32) -> (usize, usize) {
        let lines = &self.file(file).lines;
        let line = lines.partition_point(|start| *start <= byte);
        (line, lines[line - 1] as usize)
    }
}

/// A byte offset as spans hold it.
fn offset(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

/// The last place at or before a byte where a character begins, or the end of the text.
pub(crate) fn floor_char_boundary(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len()))
        .rev()
        .find(|byte| text.is_char_boundary(*byte))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_and_in_characters() {
        let mut sources = Sources::default();
        let file = sources.add("a.yaml", "é: 1\r\nb: 2\n");
        assert_eq!(sources.line_column(file, 0), (1, 1));
        assert_eq!(sources.line_column(file, 1), (1, 1), "inside a character");
        assert_eq!(sources.line_column(file, 2), (1, 2));
        assert_eq!(sources.line_column(file, 7), (2, 1));
        assert_eq!(sources.line_column(file, 12), (3, 1));
        assert_eq!(sources.line_column(file, 99), (3, 1), "after the end");
        assert_eq!(sources.line(file, 4), (1, 0..5));
        assert_eq!(sources.line(file, 8), (2, 7..11));
        assert_eq!(sources.line(file, 12), (3, 12..12));
    }

    #[test]
    fn pointers_escape_and_unescape_their_steps() {
        let pointer = Pointer::root().join("paths").join("/a~b");
        assert_eq!(pointer.to_string(), "#/paths/~1a~0b");
        assert_eq!(pointer.steps().collect::<Vec<_>>(), ["paths", "/a~b"]);
        let elsewhere = pointer.in_file(Some("paths.yaml"));
        assert_eq!(elsewhere.to_string(), "paths.yaml#/paths/~1a~0b");
        assert_eq!(elsewhere.file(), Some("paths.yaml"));
    }

    #[test]
    fn only_files_have_a_path() {
        let mut sources = Sources::default();
        sources.add("<stdin>", "");
        sources.add_file(Path::new("spec/kernel.yaml"), "");
        assert_eq!(sources.paths().collect::<Vec<_>>(), [Path::new("spec/kernel.yaml")]);
    }
}
