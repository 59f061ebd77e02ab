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
mod scan;

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::OnceLock;

pub use dynamic::Dynamic;
pub use files::Beyond;

use dynamic::Ways;
use files::{Fetched, Files};
use scan::{Findings, Wanted};

use crate::diag::{Diagnostic, FileId, Pointer, Sink, Sources};
use crate::source::{self, Input, Limits, NodeId, NodeRef, Tree};

/// How many references the way of a pointer may lead through.
const HOPS: usize = 64;
const FROM_FILE: &str = "is looked up from the root of the file, although the schema around it has an `$id`";
const THROUGH: &str = "leads through another reference, which a JSON pointer does not follow";

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
    /// Schemas with a `$dynamicAnchor`.
    dynamic: HashMap<String, Vec<NodeId>>,
    /// Every mapping with a reference.
    references: Vec<NodeId>,
    ways: OnceLock<Ways>,
    /// Addresses that led to nothing.
    lost: HashMap<String, Lost>,
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
    /// `folders` are what URLs begin with and the folders that stand in for it. `None` means that the main document cannot
    /// be read, for a reason in `sink`.
    pub fn read(
        input: &Input,
        folders: &[(String, PathBuf)],
        sources: &mut Sources,
        limits: &Limits,
        sink: &mut Sink,
    ) -> Option<Self> {
        let (tree, root) = source::read(input, sources, limits, sink)?;
        let name = match input {
            Input::File(path) => path.file_name().map(|name| name.to_string_lossy().into_owned()),
            Input::Text { name, .. } | Input::Set { name, .. } => Some(name.clone()),
            Input::Stdin => None,
        };
        let mut files = Files::beside(input, folders, limits);
        let mut bundle = Self::default();
        let mut round = vec![bundle.add(tree, root, name.unwrap_or_default(), 0, sources, &mut files)];
        while !round.is_empty() {
            round = bundle.fetch(round, sources, &mut files);
        }
        Some(bundle)
    }

    /// A document without other files.
    #[must_use]
    pub fn single(tree: Tree, root: NodeId) -> Self {
        let mut bundle = Self::default();
        bundle.include(tree, root, String::new(), 0);
        bundle
    }

    /// Takes a file in; the result is what it wants.
    fn add(
        &mut self,
        tree: Tree,
        root: NodeId,
        address: String,
        referrer: usize,
        sources: &Sources,
        files: &mut Files<'_>,
    ) -> (usize, Vec<Wanted>) {
        let bytes = sources.text(tree.node(root).span().file).len();
        files.spend(bytes, tree.len());
        self.include(tree, root, address, referrer)
    }

    fn include(&mut self, tree: Tree, root: NodeId, address: String, referrer: usize) -> (usize, Vec<Wanted>) {
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
        } = scan::scan(node, &address);
        for (node, address) in resources {
            self.resources.entry(address.clone()).or_insert(node);
            self.bases.insert(node, address);
        }
        for (resource, name, node) in anchors {
            self.anchors.entry(resource).or_default().entry(name).or_insert(node);
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
    ) -> Vec<(usize, Vec<Wanted>)> {
        let mut all: BTreeMap<String, (usize, Option<String>)> = BTreeMap::new();
        for (referrer, wanted) in round {
            for Wanted { address, beside } in wanted {
                all.entry(address).or_insert((referrer, beside));
            }
        }
        let mut read = Vec::new();
        for (address, (referrer, beside)) in all {
            for address in [Some(address), beside].into_iter().flatten() {
                if self.resources.contains_key(&address) {
                    break;
                }
                if self.lost.contains_key(&address) {
                    continue;
                }
                match files.fetch(&address, self.files.len(), sources) {
                    Fetched::New(tree, root) => {
                        read.push(self.add(tree, root, address, referrer, sources, files));
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
            text.push_str(&format!(
                "\n{}\n{}",
                file.address,
                self.tree.node(file.root).canonical_json()
            ));
        }
        text
    }

    /// The root of the schema resource that a node is in: the innermost with an `$id`, else the file.
    fn resource_of(&self, node: NodeId) -> NodeId {
        let mut node = self.tree.node(node);
        while !self.bases.contains_key(&node.id()) {
            match node.parent() {
                Some(parent) => node = parent,
                None => break,
            }
        }
        node.id()
    }

    /// What a reference in a node names.
    ///
    /// # Errors
    ///
    /// Why it leads nowhere.
    pub fn resolve(&self, from: NodeId, reference: &str) -> Result<Target, Lost> {
        let (relative, fragment) = address::split(reference);
        let resource = self.resource(from, reference)?;
        self.within(resource, fragment, relative.is_empty())
    }

    /// The resource that a reference in a node names, without regard to its fragment.
    fn resource(&self, from: NodeId, reference: &str) -> Result<NodeId, Lost> {
        let (relative, _) = address::split(reference);
        let own = self.resource_of(from);
        if relative.is_empty() {
            return Ok(own);
        }
        let (_, file) = self.file(from);
        let base = self.bases.get(&own).map_or(file, String::as_str);
        let wanted = Wanted::of(relative, base, file);
        let addresses = [Some(&wanted.address), wanted.beside.as_ref()];
        let known = addresses
            .iter()
            .flatten()
            .find_map(|address| self.resources.get(*address));
        let why = || {
            addresses
                .iter()
                .flatten()
                .filter_map(|address| self.lost.get(*address))
                .next_back()
        };
        (known.copied()).ok_or_else(|| why().cloned().unwrap_or(Lost::Beyond(Beyond::alone(&wanted.address))))
    }

    /// What a `$recursiveRef` in a node names: the schema around it that says `$recursiveAnchor`, else the whole resource.
    #[must_use]
    pub fn resolve_recursive(&self, from: NodeId) -> Target {
        let says = |node: NodeRef<'_>| node.get("$recursiveAnchor").and_then(NodeRef::as_bool) == Some(true);
        let around = std::iter::successors(Some(self.tree.node(from)), |node| node.parent()).find(|node| says(*node));
        Target {
            node: around.map_or_else(|| self.resource_of(from), NodeRef::id),
            repair: None,
        }
    }

    /// What a fragment names in a resource; `here` if the reference has nothing but that fragment.
    fn within(&self, resource: NodeId, fragment: &str, here: bool) -> Result<Target, Lost> {
        let exact = |node| Target { node, repair: None };
        let text = percent_decoded(fragment);
        if !text.is_empty() && !text.starts_with('/') {
            let named = self.anchors.get(&resource).and_then(|names| names.get(&text));
            return named.copied().map(exact).ok_or(Lost::NoName(resource, text));
        }
        let pointer = Pointer::from_text(text);
        let at = |root: NodeId, pointer: &Pointer| self.tree.node(root).at(pointer).map(NodeRef::id);
        let undecoded = || at(resource, &Pointer::from_text(fragment));
        if let Some(node) = at(resource, &pointer).or_else(undecoded) {
            return Ok(exact(node));
        }
        let (root, _) = self.file(resource);
        let from_file = at(root, &pointer).filter(|_| here).map(|node| (node, FROM_FILE));
        let through = || self.at_through(resource, &pointer).map(|node| (node, THROUGH));
        match from_file.or_else(through) {
            Some((node, repair)) => Ok(Target {
                node,
                repair: Some(repair),
            }),
            None => Err(Lost::NoPlace(resource, pointer)),
        }
    }

    /// What a pointer names whose way leads through other references.
    fn at_through(&self, root: NodeId, pointer: &Pointer) -> Option<NodeId> {
        let mut node = self.tree.node(root);
        let mut hops = 0;
        for step in pointer.steps() {
            let pointer = Pointer::root().join(&step);
            while node.at(&pointer).is_none() {
                let reference = node.get("$ref").and_then(NodeRef::as_str)?;
                hops += 1;
                if hops > HOPS {
                    return None;
                }
                let (_, fragment) = address::split(reference);
                let way = Pointer::from_text(percent_decoded(fragment));
                let resource = self.resource(node.id(), reference).ok()?;
                node = self.tree.node(resource).at(&way)?;
            }
            node = node.at(&pointer)?;
        }
        Some(node.id())
    }
}

/// The text of a URI fragment; what is no valid escape stays as it is.
fn percent_decoded(fragment: &str) -> String {
    percent_encoding::percent_decode_str(fragment)
        .decode_utf8_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests;
