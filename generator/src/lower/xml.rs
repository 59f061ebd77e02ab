//! XML: how the values of a schema look as elements.
//!
//! ```yaml
//! Pet:
//!   xml: { name: pet }
//!   properties:
//!     id: { type: integer, xml: { attribute: true } }
//!     photoUrls: { type: array, xml: { wrapped: true }, items: { type: string, xml: { name: photoUrl } } }
//! ```
//!
//! An element is called after `xml.name`, else after the property; the root after its component. A list has no element of
//! its own unless it is wrapped; its items are called after themselves, else after the list. Alternatives have no form in
//! XML that a schema could describe: their members become elements by their names, which is said.

use std::collections::HashMap;

use super::context::Context;
use super::kinds::Kinds;
use super::object::properties;
use super::parts::{Essence, Part};
use super::schema::Member;
use crate::diag::Code;
use crate::ir::{JsonKind, XmlId, XmlMember, XmlName, XmlNode, XmlPlace, XmlRoot, XmlRootId, XmlShape, XmlShapes};
use crate::openapi::{Schema, SchemaValue, Xml, XmlNodeType};
use crate::source::NodeId;

/// The shapes found so far.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    table: XmlShapes,
    /// By the node of the schema.
    known: HashMap<NodeId, XmlId>,
}

impl<'d> Context<'d> {
    /// The root element of a body.
    pub(super) fn xml_root(&mut self, schema: &'d Schema) -> XmlRootId {
        let component = self.component_name(schema);
        let name = match (self.xml_of(schema), component) {
            (Some(Xml { name: None, .. }) | None, None) => {
                let message = "the root element has no name in the document; `root` is taken";
                let label = "give the schema `xml: { name: … }`";
                self.report(Code::NotRepresented, schema.node, message, label);
                "root".to_owned()
            }
            (_, component) => component.unwrap_or_default(),
        };
        let root = XmlRoot {
            name: self.xml_name(schema, &name),
            shape: self.xml_shape(schema),
            pointer: self.document.pointer(schema.node),
        };
        let roots = &mut self.xml.table.roots;
        let known = roots
            .iter()
            .position(|other| (&other.name, other.shape) == (&root.name, root.shape));
        XmlRootId(known.unwrap_or_else(|| {
            roots.push(root);
            roots.len() - 1
        }))
    }

    /// All shapes, once everything was lowered.
    pub(super) fn xml_shapes(&mut self) -> XmlShapes {
        std::mem::take(&mut self.xml.table)
    }

    /// The name of the component that a schema refers to.
    fn component_name(&mut self, schema: &'d Schema) -> Option<String> {
        let Essence::Reference(reference) = self.essence(schema) else {
            return None;
        };
        let target = self.schema_target(reference)?;
        self.document.pointer(target.node).steps().last()
    }

    /// What a schema or the one that it refers to says about XML.
    fn xml_of(&mut self, schema: &'d Schema) -> Option<&'d Xml> {
        let mut schema = schema;
        for _ in 0..super::reach::LOOKS {
            if let Some(xml) = schema.object().and_then(|object| object.xml.as_ref()) {
                return Some(xml);
            }
            let Essence::Reference(reference) = self.essence(schema) else {
                break;
            };
            schema = self.schema_target(reference)?;
        }
        None
    }

    fn xml_name(&mut self, schema: &'d Schema, otherwise: &str) -> XmlName {
        let xml = self.xml_of(schema);
        let text = |found: Option<&String>| found.cloned().unwrap_or_default();
        XmlName {
            local: xml
                .and_then(|xml| xml.name.clone())
                .unwrap_or_else(|| otherwise.to_owned()),
            prefix: text(xml.and_then(|xml| xml.prefix.as_ref())),
            namespace: text(xml.and_then(|xml| xml.namespace.as_ref())),
        }
    }

    /// The shape of a schema; the same one wherever it is used.
    fn xml_shape(&mut self, schema: &'d Schema) -> XmlId {
        let mut schema = schema;
        for _ in 0..super::reach::LOOKS {
            let Essence::Reference(reference) = self.essence(schema) else {
                break;
            };
            let Some(target) = self.schema_target(reference) else {
                break;
            };
            schema = target;
        }
        if let Some(known) = self.xml.known.get(&schema.node) {
            return *known;
        }
        let id = XmlId(self.xml.table.nodes.len());
        self.xml.known.insert(schema.node, id);
        let pointer = self.document.pointer(schema.node);
        self.xml.table.nodes.push(XmlNode {
            shape: XmlShape::Any,
            pointer,
        });
        let parts = self.parts(schema);
        let shape = self.shape_of(schema, &parts);
        self.xml.table.nodes[id.0].shape = shape;
        id
    }

    fn shape_of(&mut self, schema: &'d Schema, parts: &[Part<'d>]) -> XmlShape {
        let kinds = self.kinds_of_parts(parts);
        let alternatives = parts
            .iter()
            .any(|part| !(part.object.one_of.is_empty() && part.object.any_of.is_empty()));
        let nested = kinds & (Kinds::ARRAY | Kinds::OBJECT) != Kinds::NONE;
        if alternatives && nested {
            let message = "XML has no form for alternatives; their members become elements by their names";
            self.report(Code::NotRepresented, schema.node, message, "one of several in XML");
            return XmlShape::Any;
        }
        match kinds.family() {
            Some(JsonKind::Object) => self.xml_record(parts),
            Some(JsonKind::Array) => self.xml_list(parts, "item"),
            Some(JsonKind::Bool) => XmlShape::Bool,
            Some(JsonKind::Number) => XmlShape::Number,
            None if kinds == Kinds::ALL => XmlShape::Any,
            None if nested => {
                let message = "XML cannot tell these types apart; what there is becomes elements and text";
                self.report(Code::NotRepresented, schema.node, message, "of several types");
                XmlShape::Any
            }
            Some(_) | None => XmlShape::Text,
        }
    }

    fn xml_record(&mut self, parts: &[Part<'d>]) -> XmlShape {
        let properties = properties(parts);
        let mut members = Vec::new();
        for (key, declared) in &properties.declared {
            let required = properties.required.contains(key);
            // Of several declarations the one nearest to the schema says most.
            if let Some(Member { schema, .. }) = declared.last() {
                members.push(self.xml_member(key, schema, required));
            }
        }
        let others = parts
            .iter()
            .find_map(|part| part.object.additional_properties.as_deref());
        let rest = match others.map(|others| &others.value) {
            Some(SchemaValue::Boolean(false)) => None,
            None if !members.is_empty() => None,
            _ => Some(match others {
                Some(others) => self.xml_shape(others),
                None => self.xml_any(parts),
            }),
        };
        XmlShape::Record(members, rest)
    }

    /// The node for anything, which belongs to no schema of its own.
    fn xml_any(&mut self, parts: &[Part<'d>]) -> XmlId {
        let id = XmlId(self.xml.table.nodes.len());
        let node = parts.first().map_or(self.document.node, |part| part.schema.node);
        let pointer = self.document.pointer(node);
        self.xml.table.nodes.push(XmlNode {
            shape: XmlShape::Any,
            pointer,
        });
        id
    }

    fn xml_member(&mut self, key: &str, schema: &'d Schema, required: bool) -> XmlMember {
        let node_type = self.xml_of(schema).and_then(|xml| xml.node_type);
        let is_list = self.kinds(schema).family() == Some(JsonKind::Array);
        let name = self.xml_name(schema, key);
        let (place, name, shape) = match node_type {
            Some(XmlNodeType::Attribute) => (XmlPlace::Attribute, name, self.xml_shape(schema)),
            Some(XmlNodeType::Text) => (XmlPlace::Content, name, self.xml_shape(schema)),
            Some(XmlNodeType::Element) if is_list => {
                // Without a name of their own, items are called as what is around them.
                let shape = self.xml_wrapped(schema, &name.local);
                (XmlPlace::Element, name, shape)
            }
            _ if is_list => {
                let parts = self.parts(schema);
                // The name of a list that is not wrapped has no effect.
                match self.xml_list(&parts, key) {
                    XmlShape::List(item, shape) => (XmlPlace::Items { required }, item, shape),
                    _ => (XmlPlace::Element, name, self.xml_shape(schema)),
                }
            }
            _ => (XmlPlace::Element, name, self.xml_shape(schema)),
        };
        XmlMember {
            key: key.to_owned(),
            name,
            place,
            shape,
        }
    }

    /// A list in an element of this name.
    fn xml_wrapped(&mut self, schema: &'d Schema, name: &str) -> XmlId {
        let parts = self.parts(schema);
        let shape = self.xml_list(&parts, name);
        let id = XmlId(self.xml.table.nodes.len());
        let pointer = self.document.pointer(schema.node);
        self.xml.table.nodes.push(XmlNode { shape, pointer });
        id
    }

    fn xml_list(&mut self, parts: &[Part<'d>], name: &str) -> XmlShape {
        if let Some(items) = parts.iter().find_map(|part| part.object.items.as_deref()) {
            let name = self.xml_name(items, name);
            return XmlShape::List(name, self.xml_shape(items));
        }
        let name = XmlName {
            local: name.to_owned(),
            ..XmlName::default()
        };
        XmlShape::List(name, self.xml_any(parts))
    }
}
