//! Reference Objects.
//!
//! ```yaml
//! $ref: '#/components/responses/NotFound'
//! description: No such browser          # 3.1 allows `summary` and `description` beside `$ref`
//! ```
//!
//! A reference is kept as it stands: its target is not looked for here, and it may lead anywhere, or nowhere.
//! Both siblings are kept in 3.0 too, where the specification ignores them: authors who write them mean them.

use super::Version;
use super::reader::{Context, Read};
use crate::source::{NodeId, NodeRef};

/// A `$ref` with its siblings.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// The text of `$ref`.
    pub target: String,
    /// A summary that overrides the target's; none where the reference is a schema, which keeps its own annotations.
    pub summary: Option<String>,
    /// A description that overrides the target's; none where the reference is a schema.
    pub description: Option<String>,
    /// The mapping that has the `$ref`.
    pub node: NodeId,
    /// The text of `$ref`.
    pub target_node: NodeId,
    /// Which keyword it is.
    pub kind: ReferenceKind,
}

/// The keywords that refer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferenceKind {
    /// `$ref`
    Static,
    /// `$dynamicRef`
    Dynamic,
    /// `$recursiveRef` of 2019, which is always `#`.
    Recursive,
}

impl Reference {
    /// Reads the value of a `$ref` inside an object that has other fields of its own.
    pub(super) fn read_target(cx: &mut Context<'_>, node: NodeRef<'_>, target: NodeRef<'_>) -> Option<Self> {
        let Some(text) = target.as_str() else {
            cx.wrong_type(target, "a string");
            return None;
        };
        Some(Self {
            target: text.to_owned(),
            summary: None,
            description: None,
            node: node.id(),
            target_node: target.id(),
            kind: ReferenceKind::Static,
        })
    }
}

impl Read for Reference {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        cx.object(node, "Reference Object", |fields| {
            let target = fields.required_node("$ref")?;
            let reference = Self::read_target(&mut fields.cx, node, target)?;
            Some(Self {
                summary: fields.optional("summary"),
                description: fields.optional("description"),
                ..reference
            })
        })
    }
}

/// Either a reference or the thing itself; for everything but schemas.
#[derive(Debug, Clone, PartialEq)]
pub enum RefOr<T> {
    /// A reference.
    Reference(Reference),
    /// The thing itself.
    Item(T),
}

impl<T> RefOr<T> {
    /// The thing itself, unless it stands elsewhere.
    #[must_use]
    pub fn item(&self) -> Option<&T> {
        match self {
            Self::Reference(_) => None,
            Self::Item(item) => Some(item),
        }
    }

    /// The reference, if it is one.
    #[must_use]
    pub fn reference(&self) -> Option<&Reference> {
        match self {
            Self::Reference(reference) => Some(reference),
            Self::Item(_) => None,
        }
    }
}

impl<T: Read> Read for RefOr<T> {
    fn stands_alone(cx: &Context<'_>, node: NodeRef<'_>) -> bool {
        T::stands_alone(cx, node)
    }

    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        // In 2.0 what says where it is sent is a parameter, even with a reference to its schema.
        let sent = cx.version == Version::V2_0 && node.get("in").is_some();
        if T::is_reference(node) && !sent {
            Reference::read(cx, node).map(Self::Reference)
        } else {
            T::read(cx, node).map(Self::Item)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;
    use crate::openapi::Response;
    use crate::openapi::testing::{clean, read, reports};

    #[test]
    fn the_siblings_of_a_reference_are_kept() {
        let response: RefOr<Response> = clean("{ $ref: '#/x', description: Gone, summary: S }");
        let reference = response.reference().expect("it is a reference");
        assert_eq!(reference.target, "#/x");
        assert_eq!(reference.description.as_deref(), Some("Gone"));
        assert_eq!(reference.summary.as_deref(), Some("S"));
        assert_ne!(reference.node, reference.target_node);
    }

    #[test]
    fn other_siblings_are_reported() {
        let (response, sink) = read::<RefOr<Response>>("{ $ref: '#/x', content: {} }");
        assert!(response.is_some_and(|response| response.item().is_none()));
        assert_eq!(reports(&sink), [(Code::UnknownField, "#/content".to_owned())]);
    }

    #[test]
    fn a_target_that_is_no_text_is_reported() {
        let (response, sink) = read::<RefOr<Response>>("{ $ref: 1 }");
        assert_eq!(response, None);
        assert_eq!(reports(&sink), [(Code::WrongType, "#/$ref".to_owned())]);
    }
}
