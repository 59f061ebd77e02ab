//! `[limits]`: what a document may cost.
//!
//! ```toml
//! [limits]
//! bytes = 67108864       # of all files of the document, and of the text that aliases repeat
//! depth = 200            # how deep values may be in each other
//! nodes = 10000000       # how many values there may be, aliases expanded
//! hops = 100             # how many references may lead to each other before something stands there
//! root = ".."            # the folder, from that of kiln.toml, that all files are in
//! ```
//!
//! Each number that is absent is the one above; without `root` it is the folder around that of the
//! document. What is over a limit is refused, except for references: those that lead too
//! far are lost like others that lead nowhere.

use std::path::{Path, PathBuf};

use super::references::Folder;
use super::table::{Misfit, Setting, Table, Value};

/// `[limits]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Limits {
    /// The size of all files.
    pub bytes: Option<Most<{ u32::MAX as usize - 1 }>>,
    /// The depth of values.
    pub depth: Option<Most<1000>>,
    /// The number of values.
    pub nodes: Option<Most<1_000_000_000>>,
    /// The length of a chain of references.
    pub hops: Option<Most<1000>>,
    root: Option<Folder>,
}

/// A limit that is not beyond what kiln itself can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Most<const GREATEST: usize>(usize);

impl<const GREATEST: usize> Most<GREATEST> {
    /// The number.
    #[must_use]
    pub fn get(self) -> usize {
        self.0
    }
}

impl Limits {
    /// The folder that all files are in, if it is relative in `base`.
    #[must_use]
    pub fn root(&self, base: &Path) -> Option<PathBuf> {
        self.root.as_ref().map(|Folder(path)| base.join(path))
    }

    pub(super) fn read(table: &mut Table<'_>) -> Self {
        Self {
            bytes: table.optional("bytes"),
            depth: table.optional("depth"),
            nodes: table.optional("nodes"),
            hops: table.optional("hops"),
            root: table.optional("root"),
        }
    }
}

impl<const GREATEST: usize> Setting for Most<GREATEST> {
    fn expected() -> String {
        format!("a number from 1 to {GREATEST}")
    }

    fn read(value: &Value<'_>) -> Result<Self, Misfit> {
        let integer = value.get_ref().as_integer();
        let number = integer.and_then(|integer| usize::from_str_radix(integer.as_str(), integer.radix()).ok());
        let within = number.filter(|number| (1..=GREATEST).contains(number));
        within.map(Self).ok_or_else(|| Misfit(value.span()))
    }
}
