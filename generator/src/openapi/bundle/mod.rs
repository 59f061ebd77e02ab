//! All files of a document, and what every reference in them leads to.
//!
//! ```yaml
//! paths: { /pets: { $ref: paths/pets.yaml } }           # a whole file
//! components:
//!   schemas:
//!     Pet: { $ref: 'schemas.yaml#/$defs/Pet' }          # a place in a file
//!     Toy: { $ref: 'https://example.com/toy#material' } # a schema with `$id`, and an anchor in it
//! ```
//!
//! The trees of all files are one [`Tree`], so that a node is one thing wherever it is reached from. Files are read before
//! anything is looked at: the main document, then what it refers to, and so on. One that cannot be read is no problem until
//! something needs it. Every file has the version of OpenAPI that it says, else that of the file that referred to it first.
//!
//! Addresses, files that may be read, and base addresses by `$id` are explained in the modules of those names. What a
//! JSON pointer names is looked up in the resource of the reference; where that has an `$id` of its own and lacks the
//! place, but the file has it, the file's is taken, and said.

mod address;
mod dynamic;
mod files;
mod lost;
mod meant;
mod resolve;
mod scan;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::OnceLock;

pub use dynamic::Dynamic;
pub use files::{Beyond, Places};

use dynamic::Ways;
use files::{Fetched, Files};
use scan::{Dialect, Findings, Wanted};

use crate::diag::{Diagnostic, FileId, Pointer, Sink, Sources};
use crate::source::{self, Input, Limits, NodeId, NodeRef, Tree};

/// The files of one document.
#[derive(Debug, Default)]
pub struct Bundle {
    tree: Tree,
    files: Vec<File>,
    /// Their indices by what spans name them with.
    by_id: HashMap<FileId, usize>,
    /// Roots of files and of schemas with an `$id`, by address.
    resources: HashMap<String, NodeId>,
    /// The same the other way round; the address of a root is its own `$id` where it has one.
    bases: HashMap<NodeId, String>,
    /// Named schemas by the root of their resource.
    anchors: HashMap<NodeId, HashMap<String, NodeId>>,
    /// Addresses, and names in resources, that several schemas have.
    twice: HashSet<(Option<NodeId>, String)>,
    /// Schemas with a `$dynamicAnchor`.
    dynamic: HashMap<String, Vec<NodeId>>,
    /// Every mapping with a reference.
    references: Vec<NodeId>,
    ways: OnceLock<Ways>,
    /// Addresses that led to nothing.
    lost: HashMap<String, Lost>,
    /// How many references may lead to each other.
    hops: usize,
    /// The beginnings of URLs that a folder stood in for.
    stood_in: BTreeSet<String>,
}

/// One file.
#[derive(Debug)]
struct File {
    root: NodeId,
    /// Its path from the main document's folder, or its URL.
    address: String,
    /// The file that referred to it first, by index.
    referrer: usize,
}

/// Where a reference leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// The node.
    pub node: NodeId,
    /// What had to be overlooked to find it: half a sentence about the reference.
    pub repair: Option<&'static str>,
}

/// Why a reference leads nowhere.
#[derive(Debug, Clone, PartialEq)]
pub enum Lost {
    /// The file or resource with this root does not have the place.
    NoPlace(NodeId, Pointer),
    /// The resource with this root has no schema of this name.
    NoName(NodeId, String),
    /// The file cannot be read.
    Unreadable(Vec<Diagnostic>),
    /// It leads out of what kiln reads.
    Beyond(Beyond),
}

impl Bundle {
    /// Reads a document and everything that it refers to.
    ///
    /// `places` are where files may be. `None` means that the main document cannot
    /// be read, for a reason in `sink`.
    pub fn read(
        input: &Input,
        places: &Places,
        sources: &mut Sources,
        limits: &Limits,
        sink: &mut Sink,
    ) -> Option<Self> {
        let (tree, root) = source::read(input, sources, limits, sink)?;
        let name = match input {
            Input::File(path) => path.file_name().map(|name| name.to_string_lossy().into_owned()),
            Input::Text { name, .. } | Input::Set { name, .. } if address::scheme(name).is_some() => Some(name.clone()),
            Input::Text { name, .. } | Input::Set { name, .. } => Some(address::path("", name)),
            Input::Stdin => None,
        };
        let mut files = Files::beside(input, places, limits);
        let mut bundle = Self {
            hops: limits.hops,
            ..Self::default()
        };
        files.spend(sources.text(tree.node(root).span().file).len(), tree.len());
        let mut round = vec![bundle.include((tree, root), name.unwrap_or_default(), 0, Dialect::Modern)];
        while !round.is_empty() {
            round = bundle.fetch(round, sources, &mut files, sink);
        }
        bundle.stood_in = files.stood_in;
        Some(bundle)
    }

    /// The beginnings of URLs that references had and that a folder stood in for.
    #[must_use]
    pub fn stood_in(&self) -> &BTreeSet<String> {
        &self.stood_in
    }

    /// A document without other files.
    #[must_use]
    pub fn single(tree: Tree, root: NodeId) -> Self {
        let mut bundle = Self {
            hops: Limits::default().hops,
            ..Self::default()
        };
        bundle.include((tree, root), String::new(), 0, Dialect::Modern);
        bundle
    }

    /// Takes a file in; the result is its index and what it wants.
    fn include(
        &mut self,
        (tree, root): (Tree, NodeId),
        address: String,
        referrer: usize,
        dialect: Dialect,
    ) -> (usize, Vec<Wanted>) {
        let root = self.tree.absorb(tree, root);
        let node = self.tree.node(root);
        let index = self.files.len();
        self.by_id.insert(node.span().file, index);
        let Findings {
            resources,
            anchors,
            dynamic,
            references,
            wanted,
        } = scan::scan(node, &address, dialect);
        for (node, address) in resources {
            let first = *self.resources.entry(address.clone()).or_insert(node);
            if first != node {
                self.twice.insert((None, address.clone()));
            }
            self.bases.insert(node, address);
        }
        for (resource, name, node) in anchors {
            let names = self.anchors.entry(resource).or_default();
            let first = *names.entry(name.clone()).or_insert(node);
            if first != node {
                self.twice.insert((Some(resource), name));
            }
        }
        for (name, node) in dynamic {
            self.dynamic.entry(name).or_default().push(node);
        }
        self.references.extend(references);
        self.files.push(File {
            root,
            address,
            referrer,
        });
        (index, wanted)
    }

    /// Reads what the files of the last round want; the result are those that were read.
    ///
    /// The order is that of the addresses, so that it does not matter in which order a document refers to them.
    fn fetch(
        &mut self,
        round: Vec<(usize, Vec<Wanted>)>,
        sources: &mut Sources,
        files: &mut Files<'_>,
        sink: &mut Sink,
    ) -> Vec<(usize, Vec<Wanted>)> {
        let all: BTreeSet<(String, usize, Wanted)> = (round.into_iter())
            .flat_map(|(referrer, all)| all.into_iter().map(move |wanted| (referrer, wanted)))
            .map(|(referrer, wanted)| (wanted.address.clone(), referrer, wanted))
            .collect();
        let mut read = Vec::new();
        for (address, referrer, Wanted { beside, dialect, .. }) in all {
            for address in [Some(address), beside].into_iter().flatten() {
                if self.resources.contains_key(&address) {
                    break;
                }
                if self.lost.contains_key(&address) {
                    continue;
                }
                match files.fetch(&address, self.files.len(), sources) {
                    Fetched::New(tree, root, remarks) => {
                        for remark in remarks {
                            sink.push(remark);
                        }
                        files.spend(sources.text(tree.node(root).span().file).len(), tree.len());
                        read.push(self.include((tree, root), address, referrer, dialect));
                        break;
                    }
                    Fetched::Known(index) => {
                        self.resources.insert(address, self.files[index].root);
                        break;
                    }
                    Fetched::Unreadable(why) => self.lost.insert(address, Lost::Unreadable(why)),
                    Fetched::Beyond(why) => self.lost.insert(address, Lost::Beyond(why)),
                };
            }
        }
        read
    }

    /// How many references may lead to each other before something stands there.
    #[must_use]
    pub fn hops(&self) -> usize {
        self.hops
    }

    /// A view of one node of any file.
    #[must_use]
    pub fn node(&self, node: NodeId) -> NodeRef<'_> {
        self.tree.node(node)
    }

    /// The root of the main document.
    pub(super) fn root(&self) -> NodeId {
        self.files[0].root
    }

    /// The roots of all files with the index of the file that referred to each first.
    pub(super) fn roots(&self) -> impl Iterator<Item = (NodeId, usize)> + '_ {
        self.files.iter().map(|file| (file.root, file.referrer))
    }

    /// The file that a node is in, by its index.
    pub(super) fn file_of(&self, node: NodeId) -> usize {
        let file = self.tree.node(node).span().file;
        self.by_id.get(&file).copied().unwrap_or_default()
    }

    /// The root and the address of the file that a node is in.
    pub(super) fn file(&self, node: NodeId) -> (NodeId, &str) {
        let file = &self.files[self.file_of(node)];
        (file.root, &file.address)
    }

    /// Where a place is that a pointer with its file names.
    pub(super) fn find(&self, pointer: &Pointer) -> Option<NodeId> {
        let root = match pointer.file() {
            Some(address) => self.files.iter().find(|file| file.address == address)?.root,
            None => self.root(),
        };
        self.tree.node(root).at(pointer).map(NodeRef::id)
    }

    /// What is said in all files, for a digest of it: that of the main document, then the other files by their addresses.
    #[must_use]
    pub fn canonical_json(&self) -> String {
        let mut text = self.tree.node(self.root()).canonical_json();
        let mut others: Vec<&File> = self.files.iter().skip(1).collect();
        others.sort_by(|one, other| one.address.cmp(&other.address));
        for file in others {
            let said = self.tree.node(file.root).canonical_json();
            text.extend(["\n", &file.address, "\n", &said]);
        }
        text
    }
}

#[cfg(test)]
mod tests;
