//! The whole crate and its files of types.

use crate::names::Ident;

use super::{Alias, Client, Enumeration, Failure, Hooks, Imports, Manifest, Newtype, Record, Resource, Servers, Union};

/// How the files become a crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// A package in a folder of its own; a manifest that stands there belongs to its author.
    #[default]
    Package,
    /// A package that is the root of a workspace of its own; the manifest belongs to kiln.
    Standalone,
    /// The body of a crate whose own `lib.rs` says `include!(concat!(env!("OUT_DIR"), "/src/lib.rs"))`; the manifest only
    /// shows the dependencies.
    Included,
}

/// A crate, ready to be printed.
#[derive(Debug, Clone)]
pub struct Crate {
    /// How its files become a crate.
    pub layout: Layout,
    /// The package's name, such as `kernel-api`.
    pub name: String,
    /// The API's title, on one line.
    pub title: String,
    /// What the crate is, in one line of prose.
    pub about: String,
    /// The API's version, on one line.
    pub version: String,
    /// SHA-256 of the document's canonical JSON, in hexadecimal digits.
    pub digest: String,
    /// The docs of the crate.
    pub docs: Vec<String>,
    /// The client; absent where the document has no operation.
    pub client: Option<Client>,
    /// The servers that callers choose from; absent where there is nothing to choose.
    pub servers: Option<Servers>,
    /// The groups of operations.
    pub resources: Vec<Resource>,
    /// The documented error responses, one file each.
    pub failures: Vec<Failure>,
    /// What the service sends by itself; absent where it is nothing.
    pub hooks: Option<Hooks>,
    /// The types, one file per named schema.
    pub types: Vec<TypeFile>,
    /// What no type can say, sorted by name.
    pub assertions: Vec<super::Assertion>,
    /// How values look in XML.
    pub elements: super::Elements,
    /// The types of other crates that stand for schemas.
    pub foreign: Vec<super::ForeignType>,
    /// The manifest.
    pub manifest: Manifest,
}

/// One file of `types`.
#[derive(Debug, Clone)]
pub struct TypeFile {
    /// The module's name, which is also the file's.
    pub module: Ident,
    /// What it brings into scope.
    pub imports: Imports,
    /// Whether it names something deprecated, so that the lint must be silenced.
    pub uses_deprecated: bool,
    /// The items; the named schema first, then its inline children.
    pub items: Vec<TypeItem>,
}

/// One item of a file of types.
#[derive(Debug, Clone)]
pub enum TypeItem {
    /// A struct.
    Record(Record),
    /// An enum of listed values.
    Enumeration(Enumeration),
    /// An enum of types.
    Union(Union),
    /// A `type` item.
    Alias(Alias),
    /// A struct around something that contains itself.
    Newtype(Newtype),
}

impl TypeItem {
    /// Docs, attributes and name.
    #[must_use]
    pub fn head(&self) -> &Head {
        match self {
            Self::Record(record) => &record.head,
            Self::Enumeration(enumeration) => &enumeration.head,
            Self::Union(union) => &union.head,
            Self::Alias(alias) => &alias.head,
            Self::Newtype(newtype) => &newtype.head,
        }
    }

    /// The same, to be changed.
    pub(super) fn head_mut(&mut self) -> &mut Head {
        match self {
            Self::Record(record) => &mut record.head,
            Self::Enumeration(enumeration) => &mut enumeration.head,
            Self::Union(union) => &mut union.head,
            Self::Alias(alias) => &mut alias.head,
            Self::Newtype(newtype) => &mut newtype.head,
        }
    }

    /// What is checked of its parts.
    #[must_use]
    pub fn checks(&self) -> Vec<&super::Checked> {
        match self {
            Self::Record(record) => {
                let checks = record.checks.iter().flatten();
                checks.filter_map(super::Check::checked).collect()
            }
            Self::Union(union) => union
                .variants
                .iter()
                .filter_map(|variant| variant.check.as_ref())
                .collect(),
            Self::Newtype(newtype) => newtype.check.iter().collect(),
            Self::Enumeration(_) | Self::Alias(_) => Vec::new(),
        }
    }

    /// What is demanded of its values, as a whole and of its parts.
    pub(super) fn demands(&self) -> Vec<&super::Table> {
        let whole = match self {
            Self::Record(record) => record.assertion.as_ref(),
            Self::Union(union) => union.assertion.as_ref(),
            _ => None,
        };
        let parts = self.checks().into_iter().filter_map(|check| check.demand.as_ref());
        parts.chain(whole).collect()
    }

    /// The patterns that are checked in its own file.
    pub(super) fn patterns(&self) -> Vec<&super::Pattern> {
        let mut patterns: Vec<&super::Pattern> = self.checks().into_iter().flat_map(super::Checked::patterns).collect();
        // Those of the parts were counted already; once more does no harm.
        self.demands()
            .into_iter()
            .for_each(|table| table.patterns(&mut patterns));
        patterns
    }

    /// Whether a default of it names something deprecated.
    pub(super) fn has_deprecated_default(&self) -> bool {
        let Self::Record(record) = self else { return false };
        let mut defaults = record.fields.iter().filter_map(|field| field.default.as_ref());
        defaults.any(|default| default.uses_deprecated)
    }

    /// Whether it has checks of its own.
    #[must_use]
    pub fn has_checks(&self) -> bool {
        match self {
            Self::Record(record) => record.checks.is_some(),
            Self::Union(union) => union.checked,
            Self::Newtype(newtype) => newtype.check.is_some(),
            Self::Enumeration(enumeration) => enumeration.is_checked(),
            Self::Alias(_) => false,
        }
    }

    /// Every public name that the item brings: its own and those of its groups.
    pub fn idents(&self) -> impl Iterator<Item = &Ident> {
        let groups: &[super::Group] = match self {
            Self::Record(record) => &record.groups,
            _ => &[],
        };
        std::iter::once(&self.head().ident).chain(groups.iter().map(|group| &group.ident))
    }
}

/// What stands above an item, and its name.
#[derive(Debug, Clone)]
pub struct Head {
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// The `#[deprecated]` attribute.
    pub deprecated: Option<Deprecated>,
    /// The derived traits.
    pub derives: Vec<&'static str>,
    /// Whether users must expect more fields or variants.
    pub non_exhaustive: bool,
    /// Whether constraints apply to values of the type, although it brings none.
    pub subject: bool,
    /// The name.
    pub ident: Ident,
}

/// The `#[deprecated]` attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deprecated {
    /// The `note`.
    pub note: Option<String>,
}
