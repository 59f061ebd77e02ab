// kiln-runtime: support code, copied unchanged into generated crates.
//! Checks of the constraints that the document tells: lengths, ranges, patterns, counts.
//!
//! ```text
//! impl Validate for BrowserViewport {
//!     fn check(&self, c: &mut Checks) {
//!         c.field("width", &self.width, &Rules::new().minimum(320).maximum(7680));
//!     }
//! }
//! ```
//!
//! [`Checks::run`] walks a value and reports every violation with its JSON pointer. Numbers are compared
//! exactly, as decimals: `0.07` is a multiple of `0.01`, and no 64-bit bound is rounded. Lengths count
//! Unicode scalar values. Rules look only at values that they are about: a minimum says nothing about
//! a string. Rules about a record itself (`minProperties`) are not looked at: its fields are known.
//!
//! Patterns are behind the trait [`Matcher`], so that only crates with patterns need an engine for
//! regular expressions. Nothing is checked unless somebody asks: the server is the authority.

mod checks;
mod entry;
mod listed;
mod rules;
mod subject;
mod tuple;
mod violations;

pub use checks::{Checks, Fits, keeps};
pub(crate) use entry::entry;
pub(crate) use listed::open_enum;
pub use rules::{Form, Matcher, Rules};
pub use subject::{Subject, Validate};
pub use violations::{Violation, Violations};
