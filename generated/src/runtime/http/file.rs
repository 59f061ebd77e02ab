// kiln-runtime: support code, copied unchanged into generated crates.
//! Files to send: from memory, from a path, or from a reader.
//!
//! ```text
//! File::from_path("cat.png").content_type("image/png")
//! File::from_bytes(png).named("cat.png")
//! File::from_reader(socket).length(4096)
//! ```
//!
//! A file is a value like others: nothing is opened or read before it is sent, and then
//! chunk by chunk. A clone is the same file. One from a reader can be sent once, since a
//! reader cannot be read again. Where a file is a part of a record that is written as
//! JSON, it is a string: its content, which must be text in memory.

use super::super::json::{self, DecodeError, FromJson, ToJson, Writer};
use super::MaybeSend;
use bytes::Bytes;
use std::fmt;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use tokio::io::AsyncRead;

/// What a file is read from.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub(super) type Reader = Pin<Box<dyn AsyncRead + Send>>;

/// What a file is read from.
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub(super) type Reader = Pin<Box<dyn AsyncRead>>;

/// The source of a file that can be read once.
pub(super) type Once = Arc<Mutex<Option<Reader>>>;

/// A file to send, with what the server is told about it.
#[derive(Clone)]
pub struct File {
    pub(super) source: Source,
    pub(crate) name: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) headers: Vec<(String, String)>,
}

#[derive(Clone)]
pub(super) enum Source {
    Bytes(Bytes),
    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
    Path(PathBuf),
    Reader(Once, Option<u64>),
}

impl File {
    fn new(source: Source) -> Self {
        Self { source, name: None, content_type: None, headers: Vec::new() }
    }

    /// A file with this content.
    #[must_use]
    pub fn from_bytes(bytes: impl Into<Bytes>) -> Self {
        Self::new(Source::Bytes(bytes.into()))
    }

    /// The file at a path, which also gives it its name. It is opened when it is sent,
    /// and read while it is. Not there in browsers, which have no paths.
    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
    #[must_use]
    pub fn from_path(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Self { name, ..Self::new(Source::Path(path)) }
    }

    /// What a reader brings. It is read while it is sent, so the call is not repeated
    /// once that has begun.
    #[must_use]
    pub fn from_reader(reader: impl AsyncRead + MaybeSend + 'static) -> Self {
        let reader: Reader = Box::pin(reader);
        Self::new(Source::Reader(Arc::new(Mutex::new(Some(reader))), None))
    }

    /// How many bytes a reader will bring, for servers that want to know the length of
    /// a body in advance. No more are read, and fewer are an error while the file is
    /// sent. Of other files the length is known.
    #[must_use]
    pub fn length(mut self, bytes: u64) -> Self {
        if let Source::Reader(_, length) = &mut self.source {
            *length = Some(bytes);
        }
        self
    }

    /// The name that the server is told.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The media type that the server is told, in place of the documented one.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// A header of the part, where the file is a part of a multipart body.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

impl<B: Into<Bytes>> From<B> for File {
    /// A file with this content.
    fn from(bytes: B) -> Self {
        Self::from_bytes(bytes)
    }
}

impl PartialEq for File {
    /// Paths are compared and not what they lead to; a reader is equal to itself alone.
    fn eq(&self, other: &Self) -> bool {
        let source = match (&self.source, &other.source) {
            (Source::Bytes(one), Source::Bytes(other)) => one == other,
            #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
            (Source::Path(one), Source::Path(other)) => one == other,
            (Source::Reader(one, _), Source::Reader(other, _)) => {
                Arc::ptr_eq(one, other)
            }
            _ => false,
        };
        source
            && self.name == other.name
            && self.content_type == other.content_type
            && self.headers == other.headers
    }
}

impl fmt::Debug for File {
    /// Shows nothing of the content and no value of a header.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("File");
        match &self.source {
            Source::Bytes(bytes) => shown.field("bytes", &bytes.len()),
            #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
            Source::Path(path) => shown.field("path", path),
            Source::Reader(_, length) => shown.field("length", length),
        };
        let headers: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        shown
            .field("name", &self.name)
            .field("content_type", &self.content_type)
            .field("headers", &headers)
            .finish_non_exhaustive()
    }
}

impl ToJson for File {
    fn write(&self, w: &mut Writer) {
        if w.attach(|| Box::new(self.clone())) {
            return;
        }
        match &self.source {
            Source::Bytes(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => w.string(text),
                Err(_) => w.refuse("a file that is not text has no form in JSON"),
            },
            _ => w.refuse("a file that is not in memory has no form in JSON"),
        }
    }
}

impl FromJson for File {
    fn read(r: &mut json::Reader<'_>) -> Result<Self, DecodeError> {
        String::read(r).map(Self::from_bytes)
    }
}
