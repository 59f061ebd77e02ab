// kiln-runtime: support code, copied unchanged into generated crates.
//! What is in the body of a call: bytes and files in a row.
//!
//! Nothing is opened or read before the call is made. Then [`Payload::open`] opens every
//! file, so that one that is not there is an error before anything is sent, and the
//! length of the whole is known where that of each piece is. A body of nothing but bytes
//! stays in memory; any other is read while it is sent, at most [`CHUNK`] bytes at a
//! time.

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
use super::disk;
use super::error::Error;
use super::file::{File, Once, Reader, Source};
use super::request_body::Outgoing;
use super::transport::ChunkFuture;
use super::{Chunks, TransportError};
use bytes::{Bytes, BytesMut};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::io;
use std::sync::PoisonError;
use tokio::io::ReadBuf;

/// How much is read at a time.
const CHUNK: usize = 64 << 10;

/// A body before it is opened.
#[derive(Clone, Default)]
pub(crate) struct Payload(Vec<Piece>);

#[derive(Clone)]
enum Piece {
    Bytes(Bytes),
    File(File),
}

impl Payload {
    /// Adds bytes.
    pub(crate) fn bytes(&mut self, bytes: impl Into<Bytes>) {
        self.0.push(Piece::Bytes(bytes.into()));
    }

    /// Adds the content of a file.
    pub(crate) fn file(&mut self, file: File) {
        self.0.push(match file.source {
            Source::Bytes(bytes) => Piece::Bytes(bytes),
            _ => Piece::File(file),
        });
    }

    /// The whole body, where it is one piece in memory.
    pub(super) fn whole(&self) -> Option<&Bytes> {
        match self.0.as_slice() {
            [Piece::Bytes(bytes)] => Some(bytes),
            _ => None,
        }
    }

    /// The whole body, where it is at most one piece in memory; else all of them again.
    pub(super) fn into_whole(mut self) -> Result<Bytes, Self> {
        match self.0.pop() {
            None => Ok(Bytes::new()),
            Some(Piece::Bytes(only)) if self.0.is_empty() => Ok(only),
            Some(last) => {
                self.0.push(last);
                Err(self)
            }
        }
    }

    /// How many bytes are in memory.
    pub(super) fn in_memory(&self) -> usize {
        let lengths = self.0.iter().map(|piece| match piece {
            Piece::Bytes(bytes) => bytes.len(),
            Piece::File(_) => 0,
        });
        lengths.sum()
    }

    /// Opens the files.
    ///
    /// # Errors
    ///
    /// When one cannot be opened, or comes from a reader that was sent before.
    pub(super) async fn open(self) -> Result<Outgoing, Error> {
        let mut pieces = VecDeque::new();
        for piece in self.0 {
            pieces.push_back(match piece {
                Piece::Bytes(bytes) => Open::Bytes(bytes),
                Piece::File(file) => match file.source {
                    Source::Bytes(bytes) => Open::Bytes(bytes),
                    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
                    Source::Path(path) => {
                        let (file, left) = disk::open(path).await?;
                        Open::File { file: Some(file), left }
                    }
                    Source::Reader(reader, length) => take(&reader, length)?,
                },
            });
        }
        if !pieces.iter().all(|piece| matches!(piece, Open::Bytes(_))) {
            let lengths = pieces.iter().map(Open::length);
            let length = lengths.sum::<Option<u64>>();
            return Ok(Outgoing::from_chunks(Box::new(Row(pieces)), length));
        }
        let mut whole = BytesMut::new();
        for piece in pieces {
            if let Open::Bytes(bytes) = piece {
                whole.extend_from_slice(&bytes);
            }
        }
        Ok(Outgoing::Whole(whole.freeze()))
    }
}

/// Takes a reader for good.
fn take(reader: &Once, left: Option<u64>) -> Result<Open, Error> {
    let mut reader = reader.lock().unwrap_or_else(PoisonError::into_inner);
    match reader.take() {
        Some(reader) => Ok(Open::Reader { reader, left }),
        None => Err(Error::request("a file from a reader can be sent once")),
    }
}

/// A piece that is being sent.
enum Open {
    Bytes(Bytes),
    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
    File {
        /// Away while it is read.
        file: Option<std::fs::File>,
        left: Option<u64>,
    },
    Reader {
        reader: Reader,
        left: Option<u64>,
    },
}

impl Open {
    fn length(&self) -> Option<u64> {
        match self {
            Self::Bytes(bytes) => Some(bytes.len() as u64),
            #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
            Self::File { left, .. } => *left,
            Self::Reader { left, .. } => *left,
        }
    }

    /// The next chunk, never an empty one; nothing at the end.
    async fn next(&mut self) -> io::Result<Option<Bytes>> {
        match self {
            Self::Bytes(bytes) => {
                let bytes = std::mem::take(bytes);
                Ok((!bytes.is_empty()).then_some(bytes))
            }
            #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
            Self::File { file, left } => {
                let room = room(*left);
                let chunk = match file.take() {
                    Some(open) if room > 0 => {
                        let (open, chunk) = disk::read(open, room).await?;
                        *file = Some(open);
                        chunk
                    }
                    _ => Bytes::new(),
                };
                count(chunk, left)
            }
            Self::Reader { reader, left } => {
                let mut buffer = vec![0; room(*left)];
                let mut filled = ReadBuf::new(&mut buffer);
                poll_fn(|cx| reader.as_mut().poll_read(cx, &mut filled)).await?;
                let length = filled.filled().len();
                buffer.truncate(length);
                count(buffer.into(), left)
            }
        }
    }
}

/// How much may be read at once, where so much is left.
fn room(left: Option<u64>) -> usize {
    left.and_then(|left| usize::try_from(left).ok())
        .map_or(CHUNK, |left| left.min(CHUNK))
}

/// Takes a chunk off what is left; the end must not come before.
fn count(chunk: Bytes, left: &mut Option<u64>) -> io::Result<Option<Bytes>> {
    if let Some(left) = left {
        if chunk.is_empty() && *left > 0 {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof));
        }
        *left = left.saturating_sub(chunk.len() as u64);
    }
    Ok((!chunk.is_empty()).then_some(chunk))
}

/// Pieces that are sent one after the other.
struct Row(VecDeque<Open>);

impl Chunks for Row {
    fn next(&mut self) -> ChunkFuture<'_> {
        Box::pin(async move {
            while let Some(piece) = self.0.front_mut() {
                let chunk = piece.next().await.map_err(TransportError::interrupted)?;
                if chunk.is_some() {
                    return Ok(chunk);
                }
                self.0.pop_front();
            }
            Ok(None)
        })
    }
}
