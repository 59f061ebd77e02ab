//! Documented error responses: a struct for each, with its typed body and headers.
//!
//! ```yaml
//! responses: { TooManyRequests: { headers: { Retry-After: { schema: { type: integer } } }, content: { … } } }
//! ```

use crate::ir::{self, FailureId, ForeignForm, Type};
use crate::names::Ident;

use super::build::Context;
use super::{Decode, Head, RustType, answer, docs};

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
    pub headers: Vec<FailureHeader>,
    /// Whether it names something deprecated, so that the lint must be silenced.
    pub uses_deprecated: bool,
}

/// A typed header.
#[derive(Debug, Clone)]
pub struct FailureHeader {
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// The field.
    pub ident: Ident,
    /// The name on the wire.
    pub wire_name: String,
    /// The type inside the `Option`: a header that is missing or of another form is `None`.
    pub ty: RustType,
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
        .map(|(header, ident)| FailureHeader {
            docs: docs::of_header(header),
            ident: ident.clone(),
            wire_name: header.wire_name.clone(),
            ty: header_type(&header.value.ty, context),
        })
        .collect();
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
        uses_deprecated: body.as_ref().is_some_and(|(_, ty, _)| context.is_deprecated(ty)),
        body,
        headers,
    }
}

/// What a header is parsed into: what is not a plain scalar stays text.
pub(super) fn header_type(ty: &Type, context: &Context<'_>) -> RustType {
    if let Type::Foreign(foreign) = ty
        && foreign.form != ForeignForm::Json
    {
        return RustType::of(ty, context);
    }
    match RustType::of(ty, context) {
        ty @ (RustType::Primitive(_) | RustType::Json(_)) => ty,
        _ => RustType::String,
    }
}
