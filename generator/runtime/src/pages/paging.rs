// kiln-runtime: support code, copied unchanged into generated crates.
//! How the pages of one operation follow each other, as a static table.
//!
//! ```text
//! { "data": [ … ], "next": "b" }      next: Next::Cursor {
//!                                         from: Source::Body("/next"),
//!                                         to: Input::Query("cursor"),
//!                                     },
//!                                     items: "/data"
//! ```

/// How the pages of an operation follow each other.
#[derive(Debug)]
pub struct Paging {
    /// Where the next page is.
    pub next: Next,
    /// What says whether there is one, if anything besides does.
    pub more: Option<Source>,
    /// The JSON pointer of the list in the body; empty where the body is the list.
    pub items: &'static str,
}

/// Where the next page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// At the next number.
    Page {
        /// Where the number goes.
        to: Input,
        /// The number of the first page.
        start: u64,
    },
    /// Behind as many items as there were.
    Offset {
        /// Where the number goes.
        to: Input,
        /// The number of the first item.
        start: u64,
    },
    /// At an offset that the answer has; 0 is the end.
    OffsetFrom {
        /// Where the answer has it.
        from: Source,
        /// Where it goes.
        to: Input,
    },
    /// At a cursor that the answer has.
    Cursor {
        /// Where the answer has it.
        from: Source,
        /// Where it goes.
        to: Input,
    },
    /// At a URL that the answer has.
    Url(Source),
    /// At the URL of a `Link` header with the relation `next`.
    Link,
}

/// A place in an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The header of this name.
    Header(&'static str),
    /// The JSON pointer of a property of the body.
    Body(&'static str),
}

/// A place in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// The query parameter of this name.
    Query(&'static str),
    /// The header of this name.
    Header(&'static str),
    /// The JSON pointer of a property of the body.
    Body(&'static str),
}
