//! Pagination: how the pages of a list follow each other, as the configuration or the document says it.

use crate::diag::Place;

/// How the pages of an operation follow each other, as somebody wrote it.
///
/// A text that begins with a slash is the JSON pointer of a property of the body. Any other is the name of a parameter
/// or, in an answer, of a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRule {
    /// Where the next page is.
    pub kind: PageKind,
    /// Where the position goes in a request.
    pub parameter: Option<String>,
    /// Where an answer has the position of the next page.
    pub next: Option<String>,
    /// Where an answer says whether there is another page.
    pub more: Option<String>,
    /// The JSON pointer of the list; empty where the body is the list, absent where there is only one.
    pub items: Option<String>,
    /// The number of the first page or item, unless it is the usual one.
    pub start: Option<u64>,
}

/// Where the next page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PageKind {
    /// At the next number.
    Page,
    /// Behind as many items as there were, or where the answer says it.
    Offset,
    /// At a cursor that the answer has.
    Cursor,
    /// At a URL that the answer has.
    Url,
    /// At the URL of a `Link` header.
    Link,
}

impl PageRule {
    /// A rule of which nothing but its kind is said.
    #[must_use]
    pub fn new(kind: PageKind) -> Self {
        Self {
            kind,
            parameter: None,
            next: None,
            more: None,
            items: None,
            start: None,
        }
    }
}

/// That an operation is one page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pagination {
    /// How the pages follow each other.
    pub rule: PageRule,
    /// Where that is said.
    pub place: Place,
    /// Whether the configuration says it, rather than the document.
    pub configured: bool,
}

/// The JSON pointer through these names.
#[must_use]
pub fn pointer<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let escaped = |name: &str| name.replace('~', "~0").replace('/', "~1");
    names
        .into_iter()
        .flat_map(|name| ["/".to_owned(), escaped(name)])
        .collect()
}
