//! Swagger 2.0, read into the model of the versions after it: one file per object that differs.
//!
//! ```yaml
//! swagger: "2.0"
//! host: api.onkernel.com
//! consumes: [application/json]
//! paths:
//!   /browsers:
//!     post:
//!       parameters: [{ in: body, name: body, required: true, schema: { $ref: '#/definitions/Browser' } }]
//!       responses: { 201: { description: Created, schema: { $ref: '#/definitions/Browser' } } }
//! definitions: { Browser: { type: object } }
//! ```
//!
//! Nothing is rewritten: every object of the model remembers the node that it was read from, so diagnostics and docs
//! name the places of the document as it is, and references are kept as they stand. A body is the parameter that it is in
//! the document, a form the list of its parameters.
//!
//! What 2.0 can say and the model cannot is reported where it stands. What later versions say and 2.0 does not (a
//! `schema` beside `in: query`, `nullable`) is honoured with a warning.
//!
//! It deliberately decides nothing that the document leaves open, apart from the scheme of a host: https.

mod body;
mod collection;
mod document;
mod form;
mod header;
mod media;
mod operation;
mod parameter;
mod path_item;
mod response;
mod schema;
mod security;
mod sent;
mod server;
#[cfg(test)]
mod tests;

pub(super) use body::request_body;
pub(super) use document::document;
pub(super) use header::header;
pub(super) use operation::operation_around;
pub(super) use parameter::parameter;
pub(super) use path_item::path_item;
pub(super) use response::response;
pub(super) use schema::{discriminator, kind_of_value};
pub(super) use security::security_scheme;
