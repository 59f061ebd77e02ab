//! Statics that say how values look in XML, in `elements.rs`.
//!
//! ```text
//! pub(crate) static PET_ELEMENT: Element = Element { name: Name::local("pet"), shape: &PET };
//! pub(crate) static PET: Shape = Shape::Record(&[Member { key: "id", … }], None);
//! ```
//!
//! Records, and what documents consist of, have a name; other shapes stand where they are needed. Only what bodies of the
//! crate's operations lead to is there.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Content, XmlId, XmlName, XmlPlace, XmlRootId, XmlShape};
use crate::names::Ident;

use super::build::Context;

/// The statics about XML.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Elements {
    /// The elements that documents consist of, sorted by name: the static, the element's name and the static of its shape.
    pub roots: Vec<(Ident, XmlName, Ident)>,
    /// The shapes that have a name, sorted by it.
    pub shapes: Vec<(Ident, ElementShape)>,
}

/// A shape as something refers to it.
#[derive(Debug, Clone, PartialEq)]
pub enum ElementShape {
    /// The static of this name.
    Named(Ident),
    /// Text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Bool,
    /// Whatever there is.
    Any,
    /// Elements of this name, one for each item.
    List(XmlName, Box<ElementShape>),
    /// Members, and what the others are.
    Record(Vec<ElementMember>, Option<Box<ElementShape>>),
}

/// A member of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct ElementMember {
    /// The name of the property.
    pub key: String,
    /// The name in XML.
    pub name: XmlName,
    /// Where it stands.
    pub place: XmlPlace,
    /// What it holds.
    pub shape: ElementShape,
}

impl Elements {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.roots.is_empty()
    }
}

impl Context<'_> {
    /// The static of the element that a body in XML consists of.
    pub(super) fn element(&self, content: &Content) -> Option<Ident> {
        self.names.xml.roots.get(&content.xml?).cloned()
    }

    /// The statics that the crate needs.
    pub(super) fn elements(&self) -> Elements {
        let mut roots = BTreeMap::new();
        let mut open: Vec<XmlId> = Vec::new();
        for id in self.xml_roots() {
            let root = &self.api.xml.roots[id.0];
            if let (Some(ident), Some(shape)) = (self.names.xml.roots.get(&id), self.names.xml.shapes.get(&root.shape))
            {
                roots.insert(ident.clone(), (root.name.clone(), shape.clone()));
                open.push(root.shape);
            }
        }
        let mut shapes = BTreeMap::new();
        while let Some(id) = open.pop() {
            let Some(ident) = self.names.xml.shapes.get(&id) else {
                continue;
            };
            if !shapes.contains_key(ident) {
                let shape = self.element_shape(id, &mut open);
                shapes.insert(ident.clone(), shape);
            }
        }
        Elements {
            roots: roots
                .into_iter()
                .map(|(ident, (name, shape))| (ident, name, shape))
                .collect(),
            shapes: shapes.into_iter().collect(),
        }
    }

    /// The elements that bodies of operations consist of.
    fn xml_roots(&self) -> BTreeSet<XmlRootId> {
        let operations = self.api.operations.iter();
        let sent = operations.clone().filter_map(|operation| operation.body.as_ref());
        let sent = sent.flat_map(|body| &body.contents);
        let received = operations.flat_map(|operation| &operation.outcomes);
        let received = received.flat_map(|outcome| &outcome.contents);
        let failed = self.api.failures.iter().flat_map(|failure| &failure.contents);
        let all = sent.chain(received).chain(failed);
        all.filter_map(|content| content.xml).collect()
    }

    /// A shape written out; the named ones that it refers to are added.
    fn element_shape(&self, id: XmlId, open: &mut Vec<XmlId>) -> ElementShape {
        match self.api.xml.get(id) {
            XmlShape::Text => ElementShape::Text,
            XmlShape::Number => ElementShape::Number,
            XmlShape::Bool => ElementShape::Bool,
            XmlShape::Any => ElementShape::Any,
            XmlShape::List(name, item) => ElementShape::List(name.clone(), Box::new(self.element_of(*item, open))),
            XmlShape::Record(members, rest) => {
                let members = members.iter().map(|member| ElementMember {
                    key: member.key.clone(),
                    name: member.name.clone(),
                    place: member.place,
                    shape: self.element_of(member.shape, open),
                });
                let members = members.collect();
                ElementShape::Record(members, rest.map(|rest| Box::new(self.element_of(rest, open))))
            }
        }
    }

    fn element_of(&self, id: XmlId, open: &mut Vec<XmlId>) -> ElementShape {
        match self.names.xml.shapes.get(&id) {
            Some(ident) => {
                open.push(id);
                ElementShape::Named(ident.clone())
            }
            None => self.element_shape(id, open),
        }
    }
}
