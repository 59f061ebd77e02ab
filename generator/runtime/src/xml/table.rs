// kiln-runtime: support code, copied unchanged into generated crates.
//! Tables: how values look as elements. Plain data, so that generated code can be
//! `static`; they refer to each other where schemas do.

/// The name of an element or an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name {
    /// The name itself.
    pub local: &'static str,
    /// What stands before the colon; empty for nothing.
    pub prefix: &'static str,
    /// The namespace, which the element declares; empty for none.
    pub namespace: &'static str,
}

impl Name {
    /// A name without prefix and namespace.
    #[must_use]
    pub const fn local(local: &'static str) -> Self {
        Self { local, prefix: "", namespace: "" }
    }
}

/// The element that a document consists of.
#[derive(Debug, Clone, Copy)]
pub struct Element {
    /// Its name.
    pub name: Name,
    /// What it holds.
    pub shape: &'static Shape,
}

/// What an element or an attribute holds.
#[derive(Debug)]
pub enum Shape {
    /// Text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Bool,
    /// Members, and, where given, what members are whose names are not among them.
    Record(&'static [Member], Option<&'static Shape>),
    /// Elements of this name, one for each item.
    List(Name, &'static Shape),
    /// Whatever there is: elements become members, and what occurs several times a list.
    Any,
}

/// A member of a record.
#[derive(Debug)]
pub struct Member {
    /// Its name in JSON.
    pub key: &'static str,
    /// Its name here.
    pub name: Name,
    /// Where it stands.
    pub place: Place,
    /// What it holds; of a repeated one, what each item holds.
    pub shape: &'static Shape,
}

/// Where a member of a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In an element of its own.
    Element,
    /// In an attribute.
    Attribute,
    /// It is the text of the record's element.
    Content,
    /// In an element for each item of a list.
    Items {
        /// Whether no element at all means the empty list, not an absent one.
        required: bool,
    },
}
