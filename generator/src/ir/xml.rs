//! How values look in XML: tables beside the types, because types know of JSON only.
//!
//! ```yaml
//! tags: { type: array, xml: { name: tags, wrapped: true }, items: { type: string, xml: { name: tag } } }
//! ```
//!
//! The shapes stand in one table, [`Api::xml`](super::Api::xml), and name each other by [`XmlId`], because schemas refer
//! to each other in circles. Members are named by their names in JSON.

use crate::diag::Pointer;

/// An index into [`XmlShapes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct XmlId(pub usize);

/// All shapes of an API.
#[derive(Debug, Clone, Default)]
pub struct XmlShapes {
    /// The nodes; an [`XmlId`] is an index.
    pub nodes: Vec<XmlNode>,
    /// The elements that documents consist of; an [`XmlRootId`] is an index.
    pub roots: Vec<XmlRoot>,
}

/// An index into [`XmlShapes::roots`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct XmlRootId(pub usize);

/// The element that a document consists of.
#[derive(Debug, Clone, PartialEq)]
pub struct XmlRoot {
    /// Its name.
    pub name: XmlName,
    /// What it holds.
    pub shape: XmlId,
    /// Where its schema stands.
    pub pointer: Pointer,
}

/// A node of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct XmlNode {
    /// What an element holds.
    pub shape: XmlShape,
    /// Where its schema stands, which names it.
    pub pointer: Pointer,
}

/// The name of an element or an attribute.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct XmlName {
    /// The name itself.
    pub local: String,
    /// What stands before the colon; empty for nothing.
    pub prefix: String,
    /// The namespace; empty for none.
    pub namespace: String,
}

/// What an element or an attribute holds.
#[derive(Debug, Clone, PartialEq)]
pub enum XmlShape {
    /// Text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Bool,
    /// Whatever there is.
    Any,
    /// Elements of this name, one for each item.
    List(XmlName, XmlId),
    /// Members, and what the others are, if there may be others.
    Record(Vec<XmlMember>, Option<XmlId>),
}

/// A member of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct XmlMember {
    /// The name of the property.
    pub key: String,
    /// The name of its element, of its attribute, or of the element of each item.
    pub name: XmlName,
    /// Where it stands.
    pub place: XmlPlace,
    /// What it holds; of a list without an element around it, what each item holds.
    pub shape: XmlId,
}

/// Where a member stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum XmlPlace {
    /// In an element of its own.
    Element,
    /// In an attribute.
    Attribute,
    /// It is the text of the record's element.
    Content,
    /// In an element for each item of a list.
    Items {
        /// Whether the list has to be there, so that no element at all means an empty one.
        required: bool,
    },
}

impl XmlShapes {
    /// What a node holds.
    #[must_use]
    pub fn get(&self, id: XmlId) -> &XmlShape {
        &self.nodes[id.0].shape
    }
}
