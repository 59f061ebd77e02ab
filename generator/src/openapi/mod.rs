//! The typed document: what an OpenAPI 3 or Swagger 2.0 document says, one file per object of the specification.
//!
//! ```yaml
//! openapi: 3.1.0
//! info: { title: Kernel API, version: 0.1.0 }
//! paths: { /browsers: { post: { … } } }
//! components: { schemas: { Browser: { … } } }
//! ```
//!
//! All versions come out in one model; what only one of them has is optional here. What 2.0 says in other objects is read
//! into these by `swagger`. References are kept as they stand:
//! nothing is merged or named, and nothing knows about Rust. Every object remembers its node, so that a later
//! stage can say where it stands. A document may have several files, which a [`Bundle`] holds; [`Document::resolve`] finds
//! what a reference names, and [`Document::schema_at`] with its siblings read that.
//!
//! Guarantees: no field is dropped in silence. What the specification does not define and does not start with `x-` is
//! reported as [`Code::UnknownField`](crate::diag::Code::UnknownField), what has the wrong type as
//! [`Code::WrongType`](crate::diag::Code::WrongType).
//!
//! Where real documents break a rule and can mean only one thing, that is read and said:
//! [`CoercedScalar`](crate::diag::Code::CoercedScalar), [`NullField`](crate::diag::Code::NullField),
//! [`RepairedValue`](crate::diag::Code::RepairedValue).

mod bundle;
mod callback;
mod components;
mod document;
mod example;
mod header;
mod info;
mod link;
mod media_type;
mod oauth;
mod older_form;
mod operation;
mod parameter;
mod path_item;
mod paths;
mod reader;
mod reference;
mod request_body;
mod response;
mod scalar;
mod schema;
mod security;
mod server;
mod stray;
mod style;
mod swagger;
mod tag;
#[cfg(test)]
mod testing;
mod version;
mod wire_name;

pub use bundle::{Beyond, Bundle, Dynamic, Lost, Places, Target};
pub use callback::Callback;
pub use components::Components;
pub use document::Document;
pub use example::Example;
pub use header::Header;
pub use info::{Contact, Info, License};
pub use link::Link;
pub use media_type::{Encoding, MediaType};
pub use oauth::{OAuthFlow, OAuthGrant};
pub use operation::Operation;
pub use parameter::{Location, Parameter};
pub use path_item::{Method, PathItem};
pub use reference::{RefOr, Reference, ReferenceKind};
pub use request_body::RequestBody;
pub use response::{Response, StatusKey};
pub use scalar::{Bound, Number};
pub use schema::{Discriminator, Schema, SchemaObject, SchemaType, SchemaValue, Xml, XmlNodeType};
pub use security::{ApiKeyLocation, SecurityRequirement, SecurityScheme, SecuritySchemeKind};
pub use server::{Server, ServerVariable};
pub use style::Style;
pub use tag::{ExternalDocs, Tag};
pub use version::Version;
pub use wire_name::{is_printable, is_token};
