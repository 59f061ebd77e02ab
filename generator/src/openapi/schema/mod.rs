//! The Schema Object: what JSON values of a type look like.
//!
//! ```yaml
//! Browser:
//!   type: object
//!   description: A browser session
//!   required: [session_id]
//!   properties:
//!     session_id: { type: string }
//!     profile: { $ref: '#/components/schemas/Profile', deprecated: true }
//!     timeout: { type: [integer, 'null'], minimum: 1, x-unit: seconds }
//! ```
//!
//! One shape serves the dialect of OpenAPI 3.0 and JSON Schema 2020-12. Everything is kept as it stands: `nullable` beside a
//! list of types, siblings of `$ref`, a keyword of one version in a document of the other.
//!
//! Only spellings with one and the same meaning are brought together: 3.0's boolean `exclusiveMinimum` becomes the bound
//! itself, `example` joins `examples`, and keywords of older drafts are read as what replaced them (see [`older`]).
//!
//! Bounds that leave nothing and lists of nothing are reported ([`sense`]). Beyond that, this module decides nothing about
//! the meaning of a schema.

mod discriminator;
mod older;
mod read;
mod sense;
mod types;
mod xml;

pub use discriminator::Discriminator;
pub(super) use read::beside;
pub use types::SchemaType;
pub use xml::{Xml, XmlNodeType};

use indexmap::IndexMap;

use super::{Bound, ExternalDocs, Number, Reference};
use crate::source::NodeId;

/// A schema and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    /// Where it stands.
    pub node: NodeId,
    /// What it says.
    pub value: SchemaValue,
}

/// What a schema says.
#[derive(Debug, Clone, PartialEq)]
pub enum SchemaValue {
    /// `true` allows every value, `false` none.
    Boolean(bool),
    /// Keywords.
    Object(Box<SchemaObject>),
}

impl Schema {
    /// The keywords, unless it is `true` or `false`.
    #[must_use]
    pub fn object(&self) -> Option<&SchemaObject> {
        match &self.value {
            SchemaValue::Object(object) => Some(object),
            SchemaValue::Boolean(_) => None,
        }
    }
}

/// Every keyword of JSON Schema 2020-12 and of OpenAPI 3.0. `None`, false or empty means that it was not given.
#[derive(Debug, Clone, PartialEq, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the specification's own independent flags, not states of one thing"
)]
pub struct SchemaObject {
    // Identity and references
    /// `$ref`; its siblings are the other fields.
    pub reference: Option<Reference>,
    /// `$dynamicRef`
    pub dynamic_reference: Option<String>,
    /// `$id`
    pub id: Option<String>,
    /// `$anchor`
    pub anchor: Option<String>,
    /// `$dynamicAnchor`
    pub dynamic_anchor: Option<String>,
    /// `$schema`
    pub dialect: Option<String>,
    /// `$defs`, then those of the older `definitions`.
    pub definitions: IndexMap<String, Schema>,

    // What kind of value
    /// `type`: one or several, `"null"` included.
    pub types: Option<Vec<SchemaType>>,
    /// `nullable`
    pub nullable: Option<bool>,
    /// `format`
    pub format: Option<String>,
    /// `enum`: the values.
    pub enumeration: Option<Vec<NodeId>>,
    /// `const`: the value.
    pub constant: Option<NodeId>,

    // Annotations
    /// `title`
    pub title: Option<String>,
    /// `description`, in Markdown.
    pub description: Option<String>,
    /// `default`: the value.
    pub default: Option<NodeId>,
    /// `example`, then the values of `examples`.
    pub examples: Vec<NodeId>,
    /// `externalDocs`
    pub external_docs: Option<ExternalDocs>,
    /// `deprecated`
    pub deprecated: bool,
    /// `x-deprecated-reason`
    pub deprecated_reason: Option<String>,
    /// `readOnly`
    pub read_only: bool,
    /// `writeOnly`
    pub write_only: bool,
    /// `xml`
    pub xml: Option<Xml>,
    /// Everything that starts with `x-`.
    pub extensions: IndexMap<String, NodeId>,

    // Objects
    /// `properties`
    pub properties: IndexMap<String, Schema>,
    /// `required`: the empty list differs from none.
    pub required: Option<Vec<String>>,
    /// `additionalProperties`
    pub additional_properties: Option<Box<Schema>>,
    /// `unevaluatedProperties`
    pub unevaluated_properties: Option<Box<Schema>>,
    /// `propertyNames`
    pub property_names: Option<Box<Schema>>,
    /// `patternProperties`
    pub pattern_properties: IndexMap<String, Schema>,
    /// `dependentRequired`
    pub dependent_required: IndexMap<String, Vec<String>>,
    /// `dependentSchemas`
    pub dependent_schemas: IndexMap<String, Schema>,
    /// `minProperties`
    pub min_properties: Option<u64>,
    /// `maxProperties`
    pub max_properties: Option<u64>,

    // Arrays
    /// `items`
    pub items: Option<Box<Schema>>,
    /// `prefixItems`
    pub prefix_items: Vec<Schema>,
    /// `unevaluatedItems`
    pub unevaluated_items: Option<Box<Schema>>,
    /// `contains`
    pub contains: Option<Box<Schema>>,
    /// `minContains`
    pub min_contains: Option<u64>,
    /// `maxContains`
    pub max_contains: Option<u64>,
    /// `minItems`
    pub min_items: Option<u64>,
    /// `maxItems`
    pub max_items: Option<u64>,
    /// `uniqueItems`
    pub unique_items: bool,

    // Numbers
    /// `minimum`
    pub minimum: Option<Bound>,
    /// `maximum`
    pub maximum: Option<Bound>,
    /// `exclusiveMinimum`, a bound in either version.
    pub exclusive_minimum: Option<Bound>,
    /// `exclusiveMaximum`, a bound in either version.
    pub exclusive_maximum: Option<Bound>,
    /// `multipleOf`
    pub multiple_of: Option<Number>,

    // Strings
    /// `minLength`, in characters.
    pub min_length: Option<u64>,
    /// `maxLength`, in characters.
    pub max_length: Option<u64>,
    /// `pattern`: an ECMA-262 regular expression.
    pub pattern: Option<String>,
    /// `contentEncoding`
    pub content_encoding: Option<String>,
    /// `contentMediaType`
    pub content_media_type: Option<String>,
    /// `contentSchema`
    pub content_schema: Option<Box<Schema>>,

    // Composition
    /// `allOf`
    pub all_of: Vec<Schema>,
    /// `anyOf`
    pub any_of: Vec<Schema>,
    /// `oneOf`
    pub one_of: Vec<Schema>,
    /// `not`
    pub not: Option<Box<Schema>>,
    /// `if`
    pub if_schema: Option<Box<Schema>>,
    /// `then`
    pub then_schema: Option<Box<Schema>>,
    /// `else`
    pub else_schema: Option<Box<Schema>>,
    /// `discriminator`
    pub discriminator: Option<Discriminator>,
}
