//! The file set and the folder: compare, or write what differs.
//!
//! ```text
//! my-api/src/types/browser.rs   kiln's: first line has our mark; replaced when it differs, deleted when stale
//! my-api/src/extra.rs           its author's: left alone; refused when kiln has a file of that name
//! my-api/Cargo.toml             a seed: written where there is none, its author's from then on
//! ```
//!
//! Every check comes before the first change: all new texts stand in temporary files beside their targets, then they are
//! renamed; if one of the renames fails, those before it are taken back. A failed run leaves the folder as it was. Nothing
//! outside of the folder is touched: paths of the set cannot leave it, and a symbolic link inside it is refused.

mod depfile;
mod file_set;
mod manifest;
mod plan;
mod write;

pub use depfile::write_depfile;
pub use file_set::{File, FileSet, Ownership};
pub use plan::{Drift, Report, compare, compare_manifest, obstacles};
pub use write::{Written, write};
