//! Documented error responses: the struct of a named one or one with headers, and how a method reads any.
//!
//! ```yaml
//! responses:
//!   '401': { $ref: '#/components/responses/Unauthorized' }                                      # a struct
//!   '429': { headers: { Retry-After: { schema: { type: integer } } }, content: { … } }         # a struct
//!   '404': { content: { application/json: { schema: { $ref: '#/components/schemas/Error' } } } } # the body's type
//!   '410': { description: No longer here }                                                      # the status
//! ```
//!
//! Of the last two a struct would be one more name for each status of each operation, and say nothing.

use crate::ir::{self, FailureId};
use crate::names::Ident;

use super::build::Context;
use super::{Decode, Head, ReceivedHeader, RustType, answer, docs, header};

/// The struct of one error response, in a file of its own.
#[derive(Debug, Clone)]
pub struct Failure {
    /// The module's name, which is also the file's.
    pub module: Ident,
    /// Docs, attributes and name.
    pub head: Head,
    /// The field of the body, its type and how it is read; `None` where no body is documented.
    pub body: Option<(Ident, RustType, Decode)>,
    /// The documented headers.
    pub headers: Vec<ReceivedHeader>,
    /// Whether it names something deprecated, so that the lint must be silenced.
    pub uses_deprecated: bool,
}

/// What a method makes of a documented error response.
#[derive(Debug, Clone)]
pub enum FailureReading {
    /// The struct of body and headers.
    Struct(Ident),
    /// The body alone.
    Body(RustType, Decode),
    /// Nothing: the status says all.
    Empty,
}

impl FailureReading {
    /// What a method makes of this response.
    pub(super) fn of(id: FailureId, context: &Context<'_>) -> Self {
        if let Some(names) = context.names.failure(id) {
            return Self::Struct(names.name.clone());
        }
        match body(&context.api.failures[id.0], context) {
            Some((ty, decode)) => Self::Body(ty, decode),
            None => Self::Empty,
        }
    }

    /// The type of the body that is read without a struct.
    #[must_use]
    pub fn body(&self) -> Option<&RustType> {
        match self {
            Self::Body(ty, _) => Some(ty),
            Self::Struct(_) | Self::Empty => None,
        }
    }

    /// What docs call it, as a link where there is something to link to.
    pub(super) fn in_docs(&self) -> Option<String> {
        let named = |ident: &Ident| format!("[`{ident}`](crate::types::{ident})");
        match self {
            Self::Struct(ident) => Some(format!("[`{ident}`](crate::responses::{ident})")),
            Self::Body(RustType::Named(ident), _) => Some(named(ident)),
            Self::Body(RustType::Vec(item), _) => match &**item {
                RustType::Named(ident) => Some(format!("a list of {}", named(ident))),
                _ => None,
            },
            Self::Body(RustType::String, _) => Some("a text".to_owned()),
            Self::Body(..) | Self::Empty => None,
        }
    }
}

/// The type of a response's body and how it is read; what would be a stream is bytes, since an error is complete.
fn body(failure: &ir::Failure, context: &Context<'_>) -> Option<(RustType, Decode)> {
    let first = failure.contents.first()?;
    Some(match answer::decode(first, context) {
        Decode::Stream(_) => (RustType::Bytes, Decode::Bytes),
        decode => (RustType::of_content(first, context), decode),
    })
}

/// Builds the struct of one response; none where it needs none.
pub(super) fn build(id: FailureId, failure: &ir::Failure, context: &Context<'_>) -> Option<Failure> {
    let names = context.names.failure(id)?;
    let body = body(failure, context).map(|(ty, decode)| (names.body.clone(), ty, decode));
    let headers = failure
        .headers
        .iter()
        .zip(&names.headers)
        .map(|(header, ident)| header::build(header, ident, context))
        .collect::<Vec<_>>();
    Some(Failure {
        module: names.module.clone(),
        head: Head {
            docs: docs::of_failure(id, failure, context),
            deprecated: None,
            derives: vec!["Debug", "Clone", "PartialEq"],
            non_exhaustive: true,
            subject: false,
            ident: names.name.clone(),
        },
        uses_deprecated: (body.iter().map(|(_, ty, _)| ty))
            .chain(headers.iter().map(|header| &header.ty))
            .any(|ty| context.is_deprecated(ty)),
        body,
        headers,
    })
}

impl Failure {
    /// The types that it names.
    pub fn types(&self) -> impl Iterator<Item = &RustType> {
        let body = self.body.iter().map(|(_, ty, _)| ty);
        body.chain(self.headers.iter().map(|header| &header.ty))
    }
}
