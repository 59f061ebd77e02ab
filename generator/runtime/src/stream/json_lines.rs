// kiln-runtime: support code, copied unchanged into generated crates.
//! Streams of JSON values: one a line (`application/x-ndjson`), or each after a record
//! separator (`application/json-seq`, RFC 7464).

use super::super::http::{Error, OpenBody};
use super::super::json::{self, DecodeError, FromJson};
use super::feed::Feed;
use super::pieces::{Pieces, Separator};
use bytes::Bytes;
use futures_core::Stream;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The JSON values of an answer, each as a `T`.
///
/// Nothing is read ahead. A value that is not of the documented form is an `Err`, with
/// its text as [`Error::raw_body`], and the next one follows; an error of the connection
/// is the last item. Empty lines are no values. Dropping the stream closes the
/// connection.
///
/// It is a [`Stream`], and [`next`](Self::next) is there without any trait.
#[must_use = "a stream does nothing unless it is read"]
pub struct JsonLines<T> {
    texts: Texts,
    read: fn(&[u8]) -> Result<T, DecodeError>,
}

impl<T: FromJson> JsonLines<T> {
    pub(super) fn new(body: OpenBody, separator: Separator) -> Self {
        Self { texts: Texts::new(body, separator), read: json::from_slice }
    }
}

impl<T> JsonLines<T> {
    /// The next value; nothing at the end.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|cx| self.poll(cx)).await
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        let text = match ready!(self.texts.poll(cx)) {
            Some(Ok(text)) => text,
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            None => return Poll::Ready(None),
        };
        let value = (self.read)(&text);
        let body = self.texts.feed.body();
        Poll::Ready(Some(value.map_err(|source| Error::of_item(body, source, text))))
    }
}

impl<T> Stream for JsonLines<T> {
    type Item = Result<T, Error>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Self::Item>> {
        self.poll(cx)
    }
}

impl<T> fmt::Debug for JsonLines<T> {
    /// Shows nothing of the values: they may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonLines").finish_non_exhaustive()
    }
}

/// The JSON texts of a body.
struct Texts {
    feed: Feed,
    pieces: Pieces,
    separator: Separator,
}

impl Texts {
    fn new(body: OpenBody, separator: Separator) -> Self {
        let pieces = Pieces::new(separator, body.max_size());
        Self { feed: Feed::new(body), pieces, separator }
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            match self.pieces.next() {
                Some(Ok(text)) if is_blank(&text) => continue,
                Some(Ok(text)) => return Poll::Ready(Some(Ok(self.checked(text)))),
                Some(Err(_)) => {
                    let error = self.feed.body().map(OpenBody::too_large);
                    return Poll::Ready(error.map(Err));
                }
                None => {}
            }
            match ready!(self.feed.poll_chunk(cx)) {
                Ok(Some(chunk)) => self.pieces.push(chunk),
                Ok(None) => {
                    let rest = self.pieces.rest().filter(|text| !is_blank(text));
                    return Poll::Ready(rest.map(|text| Ok(self.checked(text))));
                }
                Err(error) => {
                    self.feed.close();
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }

    /// The text; nothing of it where it may have been cut short: a number or a word in a
    /// sequence is whole only if white space follows (RFC 7464, section 2.4).
    fn checked(&self, text: Bytes) -> Bytes {
        let whole = text.last().is_some_and(|last| b" \t\r\n}]\"".contains(last));
        if self.separator == Separator::Record && !whole { Bytes::new() } else { text }
    }
}

fn is_blank(text: &[u8]) -> bool {
    text.iter().all(u8::is_ascii_whitespace)
}
