//! The XML Object: how a schema's values look as elements.
//!
//! ```yaml
//! xml: { name: animal, namespace: 'https://a.test/animals', prefix: an, attribute: true }
//! xml: { wrapped: true }          # a list in an element of its own
//! xml: { nodeType: attribute }    # the spelling of 3.2 for both
//! ```
//!
//! What an element is called where the object says nothing is not decided here.

use crate::openapi::reader::{Context, Read};
use crate::source::{NodeId, NodeRef};

/// How the values of a schema look as elements.
#[derive(Debug, Clone, PartialEq)]
pub struct Xml {
    /// The name in place of the property's or the component's.
    pub name: Option<String>,
    /// The namespace.
    pub namespace: Option<String>,
    /// The prefix of the name.
    pub prefix: Option<String>,
    /// What values become, where the object says it.
    pub node_type: Option<XmlNodeType>,
    /// Where it stands.
    pub node: NodeId,
}

/// What values become; the words of 3.2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum XmlNodeType {
    /// An element; for a list, one around those of its items.
    Element,
    /// An attribute.
    Attribute,
    /// Text, whether or not it is marked as character data.
    Text,
    /// Nothing of their own: the items of a list stand where the list does.
    None,
}

/// The words in a document.
const NODE_TYPES: &[(&str, XmlNodeType)] = &[
    ("element", XmlNodeType::Element),
    ("attribute", XmlNodeType::Attribute),
    ("text", XmlNodeType::Text),
    ("cdata", XmlNodeType::Text),
    ("none", XmlNodeType::None),
];

impl Read for Xml {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        cx.object(node, "XML Object", |fields| {
            let attribute: bool = fields.or_default("attribute");
            let wrapped: bool = fields.or_default("wrapped");
            let older = match (attribute, wrapped) {
                (true, _) => Some(XmlNodeType::Attribute),
                (false, true) => Some(XmlNodeType::Element),
                (false, false) => None,
            };
            Some(Self {
                name: fields.optional("name"),
                namespace: fields.optional("namespace"),
                prefix: fields.optional("prefix"),
                node_type: fields.choice("nodeType", NODE_TYPES).or(older),
                node: fields.id(),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openapi::testing::clean;

    #[test]
    fn every_field_is_read() {
        let xml: Xml =
            clean("{ name: n, namespace: 'https://a.test', prefix: p, attribute: true, wrapped: false, x-a: 1 }");
        assert_eq!(
            (xml.name.as_deref(), xml.namespace.as_deref(), xml.prefix.as_deref()),
            (Some("n"), Some("https://a.test"), Some("p"))
        );
        assert_eq!(xml.node_type, Some(XmlNodeType::Attribute));
    }

    #[test]
    fn both_spellings_say_the_same() {
        for (text, expected) in [
            ("{ wrapped: true }", Some(XmlNodeType::Element)),
            ("{ nodeType: element }", Some(XmlNodeType::Element)),
            ("{ nodeType: cdata }", Some(XmlNodeType::Text)),
            ("{ nodeType: none }", Some(XmlNodeType::None)),
            ("{ wrapped: false }", None),
        ] {
            assert_eq!(clean::<Xml>(text).node_type, expected, "{text}");
        }
    }
}
