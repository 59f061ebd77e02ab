//! The Request Body Object.
//!
//! ```yaml
//! requestBody:
//!   required: true
//!   content: { application/json: { schema: { $ref: '#/components/schemas/BrowserRequest' } } }
//! ```
//!
//! A body without `content` is read as one without media types, which the lowering stage judges.

use indexmap::IndexMap;

use super::reader::{Context, Read};
use super::{MediaType, Version, swagger};
use crate::source::{NodeId, NodeRef};

/// The body of a request.
#[derive(Debug, Clone, PartialEq)]
pub struct RequestBody {
    /// A description in Markdown.
    pub description: Option<String>,
    /// Whether callers have to send one.
    pub required: bool,
    /// Its forms by media type.
    pub content: IndexMap<String, MediaType>,
    /// Where it stands.
    pub node: NodeId,
}

impl Read for RequestBody {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        if cx.version == Version::V2_0 {
            return swagger::request_body(cx, node);
        }
        cx.object(node, "Request Body Object", |fields| {
            Some(Self {
                description: fields.optional("description"),
                required: fields.or_default("required"),
                content: super::older_form::content(fields),
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
        let body: RequestBody = clean("{ description: D, required: true, content: { b/c: {}, A/B: {} }, x-b: 1 }");
        assert_eq!((body.description.as_deref(), body.required), (Some("D"), true));
        assert!(body.content.keys().eq(["b/c", "A/B"]));
    }

    #[test]
    fn a_body_is_optional_unless_it_says_otherwise() {
        assert!(!clean::<RequestBody>("{ content: {} }").required);
    }
}
