// kiln-runtime: support code, copied unchanged into generated crates.
//! The two streams: of items, and of pages.

use super::super::http::{Call, Decode, Error, Repeat, Response};
use super::Paging;
use super::walk::{ToJson, Walk};
use futures_core::Stream;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

/// The pages of a list, each as a `P` with status and headers.
///
/// A page is requested when it is asked for. An error is the last item, unless one goes on
/// with [`resume`](Self::resume).
///
/// It is a [`Stream`], and [`next`](Self::next) is there without any trait.
#[must_use = "pages are not requested until they are asked for"]
pub struct Pages<P> {
    walk: Walk,
    decode: Decode<P>,
}

/// The items of a list, page after page, each as a `T`; a page is a `P`.
///
/// A page is requested when the items of the last one are used up. An error is the last
/// item, unless one goes on with [`resume`](Self::resume).
///
/// It is a [`Stream`], and [`next`](Self::next) is there without any trait.
#[must_use = "items are not requested until they are asked for"]
pub struct Items<P, T> {
    pages: Pages<P>,
    take: fn(P) -> Vec<T>,
    /// What is left of the last page.
    page: vec::IntoIter<T>,
}

impl<P> Pages<P> {
    /// The next page; nothing at the end. Dropping the future loses nothing.
    pub async fn next(&mut self) -> Option<Result<Response<P>, Error>> {
        poll_fn(|cx| self.poll(cx)).await
    }

    /// Chooses options, such as headers and limits, for all pages that are still to be
    /// requested; limits are those of a page.
    pub fn with(mut self, options: impl FnOnce(Call<P>) -> Call<P>) -> Self {
        self.walk.call.with(self.decode, options);
        self
    }

    /// Goes on after a page did not come, with that page. After other errors there is
    /// nothing to go on with.
    pub fn resume(&mut self) {
        self.walk.resume();
    }

    fn poll(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Response<P>, Error>>> {
        let outcome = match ready!(self.walk.poll(cx)) {
            Some(Ok(outcome)) => outcome,
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            None => return Poll::Ready(None),
        };
        let reply = outcome.reply();
        let page = outcome.decoded(self.decode);
        match page {
            Ok(_) => self.walk.advance(reply),
            Err(_) => self.walk.fail(),
        }
        Poll::Ready(Some(page))
    }
}

impl<P, T> Items<P, T> {
    /// The items of all pages, of which a call brings the first; hidden, since callers
    /// have no use for it.
    #[doc(hidden)]
    pub fn new(call: Call<P>, paging: &'static Paging, take: fn(P) -> Vec<T>) -> Self {
        let (call, decode) = Repeat::new(call);
        let pages = Pages { walk: Walk::new(call, paging), decode };
        Self { pages, take, page: Vec::new().into_iter() }
    }

    /// Says how the body of a page becomes JSON, where it is none.
    #[doc(hidden)]
    pub fn read_as(mut self, json: ToJson) -> Self {
        self.pages.walk.json = Some(json);
        self
    }

    /// The next item; nothing at the end. Dropping the future loses nothing.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|cx| self.poll(cx)).await
    }

    /// Chooses options, such as headers and limits, for all pages that are still to be
    /// requested; limits are those of a page.
    pub fn with(mut self, options: impl FnOnce(Call<P>) -> Call<P>) -> Self {
        self.pages = self.pages.with(options);
        self
    }

    /// The pages as they are, from the next one that is to be requested.
    pub fn pages(self) -> Pages<P> {
        self.pages
    }

    /// Goes on after a page did not come, with that page. After other errors there is
    /// nothing to go on with.
    pub fn resume(&mut self) {
        self.pages.resume();
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll(cx)) {
                Some(Ok(page)) => self.page = (self.take)(page.into_body()).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

// No item is pinned: those that are left of a page are on the heap, and move out.
impl<P, T> Unpin for Items<P, T> {}

impl<P> Stream for Pages<P> {
    type Item = Result<Response<P>, Error>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Self::Item>> {
        self.poll(cx)
    }
}

impl<P, T> Stream for Items<P, T> {
    type Item = Result<T, Error>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Self::Item>> {
        self.poll(cx)
    }
}

impl<P> fmt::Debug for Pages<P> {
    /// Shows nothing of the pages: they may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("call", &self.walk.call).finish_non_exhaustive()
    }
}

impl<P, T> fmt::Debug for Items<P, T> {
    /// Shows nothing of the items: they may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("call", &self.pages.walk.call)
            .finish_non_exhaustive()
    }
}
