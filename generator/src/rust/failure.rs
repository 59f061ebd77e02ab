//! Documented error responses: a struct for each, with its typed body and headers.
//!
//! ```yaml
//! responses: { TooManyRequests: { headers: { Retry-After: { schema: { type: integer } } }, content: { … } } }
//! ```

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

/// Builds the struct of one response.
pub(super) fn build(id: FailureId, failure: &ir::Failure, context: &Context<'_>) -> Failure {
    let names = context.names.failure(id);
    let body = failure.contents.first().map(|content| {
        let ty = RustType::of_content(content, context);
        (names.body.clone(), ty, answer::decode(content, context))
    });
    let headers = failure
        .headers
        .iter()
        .zip(&names.headers)
        .map(|(header, ident)| header::build(header, ident, context))
        .collect::<Vec<_>>();
    Failure {
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
    }
}

impl Failure {
    /// The types that it names.
    pub fn types(&self) -> impl Iterator<Item = &RustType> {
        let body = self.body.iter().map(|(_, ty, _)| ty);
        body.chain(self.headers.iter().map(|header| &header.ty))
    }
}
