//! The names of documented error responses.

use std::collections::BTreeMap;

use super::super::phrases::status;
use super::super::{Ident, Kind, Reserved, Scope, Wanted, Words};
use super::phrase::Phrases;
use crate::ir::{Api, Failure, FailureId};

#[cfg(test)]
mod tests;

/// The names of one error response.
#[derive(Debug, Clone)]
pub struct FailureNames {
    /// The struct: `TooManyRequests`.
    pub name: Ident,
    /// The module in `responses`.
    pub module: Ident,
    /// The field of the body.
    pub body: Ident,
    /// The fields of the headers, in the response's order.
    pub headers: Vec<Ident>,
}

/// Mints the names of all error responses that need one: those with a name in the document or with headers.
pub(super) fn mint(api: &Api, phrases: &Phrases<'_>, reserved: &Reserved) -> BTreeMap<FailureId, FailureNames> {
    let failures = || {
        api.failures
            .iter()
            .enumerate()
            .filter(|(_, failure)| !failure.is_plain())
    };
    let keyed = failures().map(|(index, failure)| {
        let key = (failure.provenance.pointer.clone(), index);
        (key, wanted(failure, phrases))
    });
    let names = Scope::new(Kind::Type)
        .reserve(reserved.responses, "Response")
        .allocate(keyed.collect());
    let files = names.iter().map(|(key, name)| {
        let words = Words::split(name.bare());
        (key.clone(), Wanted::composed(vec![words]))
    });
    let modules = Scope::new(Kind::Module).allocate(files.collect());
    let pairs = failures().zip(names.into_values().zip(modules.into_values()));
    pairs
        .map(|((index, failure), (name, module))| {
            let (body, headers) = fields(failure);
            let names = FailureNames {
                name,
                module,
                body,
                headers,
            };
            (FailureId(index), names)
        })
        .collect()
}

/// `TooManyRequests`, or `CreateBrowserTooManyRequests` for one without a component.
fn wanted(failure: &Failure, phrases: &Phrases<'_>) -> Wanted {
    match (&failure.component, failure.inline) {
        (Some(component), _) => Wanted::text(component, "failure"),
        (None, Some((operation, code))) => {
            let code = match status(code).as_str() {
                "default" => Wanted::text("error", "error"),
                phrase => Wanted::text(phrase, "error"),
            };
            code.within(&phrases.operation(operation))
        }
        (None, None) => Wanted::text(&failure.description, "failure"),
    }
}

/// The body's field yields to a header that is called `body`.
fn fields(failure: &Failure) -> (Ident, Vec<Ident>) {
    let headers = failure.headers.iter().enumerate();
    let requests = headers.map(|(index, header)| {
        let name = header.wire_name.clone();
        ((name.clone(), index), Wanted::text(&name, "header"))
    });
    let mut scope = Scope::new(Kind::Value);
    let headers = scope.allocate(requests.collect()).into_values().collect();
    let body = Wanted::composed(["body", "response body"].map(Words::split).to_vec());
    (scope.mint(&body), headers)
}
