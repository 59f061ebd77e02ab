//! `[pagination]`: operations whose answers are pages of a list.
//!
//! ```toml
//! [pagination.listThings]          # by operationId, or "GET /things"
//! kind = "cursor"
//! parameter = "cursor"
//! next = "/meta/next"
//! items = "/data"
//! ```
//!
//! | `kind` | the next page is | needs |
//! | --- | --- | --- |
//! | `page` | at the next number; `start` is that of the first page, 1 unless it is said | `parameter` |
//! | `offset` | behind as many items as there were; `start` is 0 unless it is said | `parameter` |
//! | `offset` | at the offset `next` of the answer, where 0 is the end | `parameter`, `next` |
//! | `cursor` | at the cursor `next` of the answer | `parameter`, `next` |
//! | `url` | at the URL `next` of the answer | `next` |
//! | `link` | at the URL of the `Link` header with the relation `next` | |
//!
//! `parameter` is a query or header parameter, or with a slash before it a property of the request's body. `next`, and
//! `more`, which says true or false, are headers of the answer or, with a slash, properties of its body. `items` is the
//! list in the body, the only one unless it is said, and `""` where the body is the list. Whether the operation has all
//! that is decided where its types are known.

use super::table::{Misfit, Setting, Value, parsed};
use crate::ir::{PageKind, PageRule};

impl Setting for PageRule {
    fn expected() -> String {
        "a table with `kind` (`page`, `offset`, `cursor`, `url` or `link`) and, as that needs them, `parameter`, `next`, \
         `more`, `items` and `start`"
            .to_owned()
    }

    fn read(value: &Value<'_>) -> Result<Self, Misfit> {
        const KEYS: [&str; 6] = ["kind", "parameter", "next", "more", "items", "start"];
        let table = value.get_ref().as_table().ok_or_else(|| Misfit(value.span()))?;
        if let Some((key, _)) = table.iter().find(|(key, _)| !KEYS.contains(&&**key.get_ref())) {
            return Err(Misfit(key.span()));
        }
        let kind = table.get("kind").ok_or_else(|| Misfit(value.span()))?;
        let text = |key: &str, is_fit: fn(&str) -> bool| {
            let read = |value| parsed(value, |text| is_fit(text).then(|| text.to_owned()));
            table.get(key).map(read).transpose()
        };
        Ok(Self {
            kind: parsed(kind, page_kind)?,
            parameter: text("parameter", |text| !text.is_empty())?,
            next: text("next", is_source)?,
            more: text("more", is_source)?,
            items: text("items", |text| text.is_empty() || text.starts_with('/'))?,
            start: table.get("start").map(number).transpose()?,
        })
    }
}

fn page_kind(text: &str) -> Option<PageKind> {
    Some(match text {
        "page" => PageKind::Page,
        "offset" => PageKind::Offset,
        "cursor" => PageKind::Cursor,
        "url" => PageKind::Url,
        "link" => PageKind::Link,
        _ => return None,
    })
}

/// Whether a text is a JSON pointer or can be the name of a header.
fn is_source(text: &str) -> bool {
    let part = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    text.starts_with('/') || (!text.is_empty() && text.bytes().all(part))
}

fn number(value: &Value<'_>) -> Result<u64, Misfit> {
    let integer = value.get_ref().as_integer().filter(|integer| integer.radix() == 10);
    let digits = integer.and_then(|integer| integer.as_str().parse().ok());
    digits.ok_or_else(|| Misfit(value.span()))
}
