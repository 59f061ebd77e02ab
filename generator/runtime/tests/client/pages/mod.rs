//! Lists that come in pages: each way to the next one, each end, and what is refused.

mod calls;
mod positions;
mod urls;

use crate::support::{OPERATION, Script, Step, answer, client};
use kiln_runtime::http::{Call, Error, ErrorKind, Method, Operation, decode};
use kiln_runtime::json::{DecodeError, FromJson, Reader, Slot};
use kiln_runtime::pages::{Input, Items, Next, Paging, Source};
use std::sync::Arc;

/// A page as kiln would generate it.
struct Page {
    data: Option<Vec<i64>>,
}

impl FromJson for Page {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut data = None;
        r.record(&mut [Slot::optional("data", &mut data)])?;
        Ok(Self { data })
    }
}

static LIST: Operation = Operation { id: "listThings", ..OPERATION };
static SECURED: Operation = Operation {
    id: "listThings",
    security: &[&["bearerAuth", "queryKey", "cookieKey"]],
    ..OPERATION
};
static SEARCH: Operation = Operation { method: Method::POST, ..OPERATION };

const PAGING: Paging = Paging { next: Next::Link, more: None, items: "/data" };
const CURSOR: Next =
    Next::Cursor { from: Source::Body("/next"), to: Input::Query("cursor") };
static BY_LINK: Paging = PAGING;
static BY_CURSOR: Paging = Paging { next: CURSOR, ..PAGING };
static BY_URL: Paging =
    Paging { next: Next::Url(Source::Body("/links/next")), ..PAGING };
static BY_PAGE: Paging =
    Paging { next: Next::Page { to: Input::Query("page"), start: 1 }, ..PAGING };
static BY_OFFSET: Paging =
    Paging { next: Next::Offset { to: Input::Query("offset"), start: 0 }, ..PAGING };
static BY_HEADERS: Paging = Paging {
    next: Next::OffsetFrom {
        from: Source::Header("X-Next-Offset"),
        to: Input::Query("offset"),
    },
    more: Some(Source::Header("X-Has-More")),
    items: "",
};

fn list(call: Call<Page>, paging: &'static Paging) -> Items<Page, i64> {
    Items::new(call, paging, |page| page.data.unwrap_or_default())
}

fn things(script: &Arc<Script>, paging: &'static Paging) -> Items<Page, i64> {
    list(client(script).call(&LIST, decode::json), paging)
}

fn bare(script: &Arc<Script>) -> Items<Vec<i64>, i64> {
    let call = client(script).call(&LIST, decode::json);
    Items::new(call, &BY_HEADERS, |page| page)
}

/// All items, and the error if there is one, after which nothing may follow.
async fn all<P, T>(mut items: Items<P, T>) -> (Vec<T>, Option<Error>) {
    let mut found = Vec::new();
    while let Some(item) = items.next().await {
        match item {
            Ok(item) => found.push(item),
            Err(error) => {
                assert!(items.next().await.is_none(), "the stream is over");
                assert!(items.next().await.is_none(), "the stream stays over");
                return (found, Some(error));
            }
        }
    }
    assert!(items.next().await.is_none(), "the stream stays over");
    (found, None)
}

/// All items of a list that has no error.
async fn fine<P, T>(items: Items<P, T>) -> Vec<T> {
    let (found, error) = all(items).await;
    assert!(error.is_none(), "{error:?}");
    found
}

/// The error of a list that has one, with the number of items before it.
async fn wrong<P, T>(items: Items<P, T>) -> (usize, String) {
    let (found, error) = all(items).await;
    let error = error.expect("an error");
    assert_eq!(error.kind(), ErrorKind::Pagination);
    assert_eq!(error.operation_id(), Some("listThings"));
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    assert!(!error.is_retryable());
    (found.len(), error.to_string())
}

fn targets(script: &Script) -> Vec<String> {
    script.seen().iter().map(|seen| seen.target().to_owned()).collect()
}

fn body(text: &'static str) -> Step {
    answer(200, &[], text)
}

fn headed(headers: &[(&'static str, &str)], text: &'static str) -> Step {
    answer(200, headers, text)
}
