// kiln-runtime: support code, copied unchanged into generated crates.
//! Lists that come in pages, as streams of items and of pages.
//!
//! ```text
//! let mut things = client.things().list_all(params);
//! while let Some(thing) = things.next().await {
//!     println!("{}", thing?.name);
//! }
//! ```
//!
//! ```text
//! Items<P, T> ─► Pages<P> ─► Walk ─► Repeat ─► one call for each page
//!  (items)       (decoding)  (where next?)
//! ```
//!
//! Guarantees:
//!
//! * Nothing is requested before it is asked for, and no page before the last one is used
//!   up. Dropping the future of `next` loses nothing.
//! * A list ends where the server says so: by its word that there is no more, by the
//!   absence of a next position, by the offset 0, or, where pages or items are counted and
//!   nothing else says it, by a page without items. A short page is no end.
//! * What contradicts itself is an error, after the items of its page: more to come
//!   without a position, a position that was there before, an offset that does not
//!   advance.
//! * After an error there are no items, until one asks to go on where it was.
//! * All that was chosen for the call holds for each page. Limits of time are those of a
//!   page. A URL that the server gave is followed by `http` and `https` alone; where it
//!   leads to another origin, neither credentials nor headers of the caller go along.
//!
//! Only the items themselves are read into a type here; where the next page is, is read
//! from the answer as it came.

mod find;
mod items;
mod link;
mod paging;
mod walk;

pub use self::items::{Items, Pages};
pub use self::paging::{Input, Next, Paging, Source};
