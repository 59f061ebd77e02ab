//! The generated files: an ordered set of path → bytes, compared with a folder or written to it.
//!
//! Guarantees: a file is written only if its bytes differ, by a temporary file beside it and a rename; all checks and
//! all temporary files come before the first rename, so a run that fails leaves the folder as it was. A file that does
//! not carry kiln's header is never replaced or deleted; nothing outside the folder is touched, not even through
//! symbolic links; stale files are looked for in the managed folders only.
//!
//! It does not merge: a generated file that someone edited is ours and is replaced.

mod error;
mod header;
mod path;
mod report;
mod set;
mod stage;

pub use error::OutputError;
pub use path::{PathError, RelativePath};
pub use report::{Change, Report};
pub use set::FileSet;

#[cfg(test)]
mod tests;
