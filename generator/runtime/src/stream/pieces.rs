// kiln-runtime: support code, copied unchanged into generated crates.
//! Bytes in, what stands between separators out: the lowest layer of every stream.
//!
//! A piece that lies within one chunk is a slice of it and copied nowhere; one that is
//! split is put together. A byte order mark at the very beginning is no part of a piece.

use bytes::{Buf, Bytes};

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// What ends a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    /// CR, LF or both, as in event streams.
    LineEnd,
    /// LF, as between lines of JSON.
    LineFeed,
    /// The record separator of RFC 7464.
    Record,
}

/// A piece is larger than it may be; it is skipped.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooLarge;

/// Takes bytes apart.
#[derive(Debug)]
pub(super) struct Pieces {
    separator: Separator,
    limit: usize,
    chunk: Bytes,
    /// The beginning of a piece whose end has not come.
    begun: Vec<u8>,
    /// Whether the piece that has begun is too large and skipped.
    skips: bool,
    /// Whether an LF now would belong to the CR before.
    after_return: bool,
    /// Whether no piece has come yet.
    first: bool,
}

impl Pieces {
    pub(super) fn new(separator: Separator, limit: usize) -> Self {
        Self {
            separator,
            limit,
            chunk: Bytes::new(),
            begun: Vec::new(),
            skips: false,
            after_return: false,
            first: true,
        }
    }

    /// Takes the next chunk in; all pieces of the one before have been taken out.
    pub(super) fn push(&mut self, chunk: Bytes) {
        self.chunk = chunk;
    }

    /// The next piece whose end has come, without its end.
    pub(super) fn next(&mut self) -> Option<Result<Bytes, TooLarge>> {
        loop {
            if self.after_return && !self.chunk.is_empty() {
                self.after_return = false;
                if self.chunk[0] == b'\n' {
                    self.chunk.advance(1);
                }
            }
            let Some(end) = self.find() else {
                return self.begin().err().map(Err);
            };
            let last = self.chunk.split_to(end);
            let found = self.chunk.get_u8();
            self.after_return = self.separator == Separator::LineEnd && found == b'\r';
            if std::mem::take(&mut self.skips) {
                continue;
            }
            return Some(self.complete(last));
        }
    }

    /// The piece that has begun and has no end, at the end of everything.
    pub(super) fn rest(&mut self) -> Option<Bytes> {
        let begun = Bytes::from(std::mem::take(&mut self.begun));
        let rest = self.without_mark(begun);
        (!rest.is_empty()).then_some(rest)
    }

    fn find(&self) -> Option<usize> {
        match self.separator {
            Separator::LineEnd => memchr::memchr2(b'\r', b'\n', &self.chunk),
            Separator::LineFeed => memchr::memchr(b'\n', &self.chunk),
            Separator::Record => memchr::memchr(0x1E, &self.chunk),
        }
    }

    /// Keeps the rest of the chunk, unless the piece gets too large by it.
    fn begin(&mut self) -> Result<(), TooLarge> {
        let chunk = std::mem::take(&mut self.chunk);
        if self.skips {
            return Ok(());
        }
        if self.begun.len() + chunk.len() > self.limit {
            self.begun = Vec::new();
            self.skips = true;
            return Err(TooLarge);
        }
        self.begun.extend_from_slice(&chunk);
        Ok(())
    }

    /// The piece that ends with these bytes.
    fn complete(&mut self, last: Bytes) -> Result<Bytes, TooLarge> {
        if self.begun.len() + last.len() > self.limit {
            self.begun = Vec::new();
            return Err(TooLarge);
        }
        let piece = if self.begun.is_empty() {
            last
        } else {
            self.begun.extend_from_slice(&last);
            Bytes::from(std::mem::take(&mut self.begun))
        };
        Ok(self.without_mark(piece))
    }

    fn without_mark(&mut self, mut piece: Bytes) -> Bytes {
        if std::mem::take(&mut self.first) && piece.starts_with(BYTE_ORDER_MARK) {
            piece.advance(BYTE_ORDER_MARK.len());
        }
        piece
    }
}
