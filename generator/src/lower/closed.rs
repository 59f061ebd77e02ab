//! Enumerations that refuse what they do not list, where `kiln.toml` asks for it.
//!
//! ```toml
//! [types]
//! enums = "closed"
//! enum = { Status = "open", "Job.kind" = "open", "listJobs.sort" = "open" }
//! ```
//!
//! An enumeration is named by its component, by the properties that lead to it from there, or by operation and parameter;
//! what is inside a list or a map has the name of that. One of which the document allows all other values stays open. A
//! name that fits no enumeration has no effect, which is said.

use super::settings::Enums;
use crate::diag::{Code, Diagnostic, Sink};
use crate::ir::{Api, Hint, Others, Role, Shape};

/// Closes what the settings close.
pub(super) fn apply(api: &mut Api, enums: &Enums, sink: &mut Sink) {
    let named = &enums.named;
    let mut used = vec![false; named.len()];
    for index in 0..api.types.defs.len() {
        let own = if named.is_empty() {
            None
        } else {
            let path = path(api, &api.types.defs[index].hint);
            named.iter().position(|choice| choice.path == path)
        };
        let Shape::Enumeration(list) = &mut api.types.defs[index].shape else {
            continue;
        };
        let closed = own.map_or(enums.closed, |own| named[own].closed);
        if list.others == Others::Kept && closed {
            list.others = Others::Refused;
        }
        if let Some(own) = own {
            used[own] |= !closed || list.others == Others::Refused;
        }
    }
    for (choice, _) in named.iter().zip(used).filter(|(_, used)| !used) {
        let message = format!("`{}` is no enum of the document that could be closed", choice.path);
        let diagnostic = Diagnostic::new(Code::UnusedMapping, message).at(&choice.place, "has no effect");
        sink.push(
            diagnostic.remedy("name a component, its property as in `Job.kind`, or a parameter as in `listJobs.sort`"),
        );
    }
}

/// What an enumeration is called in the configuration.
fn path(api: &Api, hint: &Hint) -> String {
    let inside = |owner: String, role: &Role| match role {
        Role::Property(name) | Role::Parameter(name) | Role::Header(name) | Role::OwnHeader(name) => {
            format!("{owner}.{name}")
        }
        _ => owner,
    };
    match hint {
        Hint::Component(name) | Hint::Part(name, _) => name.clone(),
        Hint::Within(owner, role) => inside(path(api, &api.types.get(*owner).hint), role),
        Hint::Operation(index, role) => inside(api.operations[*index].id.clone().unwrap_or_default(), role),
        Hint::Form(base) | Hint::Upload(base) | Hint::Patch(base) => path(api, &api.types.get(*base).hint),
        Hint::Shared(places) => places.first().map(|first| path(api, first)).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{FileId, Place, Pointer, Span};
    use crate::lower::testing::{configured, name};
    use crate::lower::{Openness, Settings};

    const DOCUMENT: &str = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\nservers: [{ url: 'https://a.test' }]\n\
        paths: { /a: { get: { operationId: list, parameters: [{ name: sort, in: query, schema: { enum: [up] } }], \
        responses: { '204': { description: D } } } } }\n\
        components:\n  schemas:\n    A: { enum: [a] }\n    B: { type: object, properties: { c: { type: array, items: { enum: [1] } } } }\n    \
        D: { anyOf: [{ type: string }, { enum: [d] }] }\n";

    /// Which enumerations are closed, and where a name is refused.
    fn closed(all: bool, choices: &[(&str, bool)]) -> (Vec<String>, Vec<String>) {
        let choice = |(path, closed): &(&str, bool)| Openness {
            path: (*path).to_owned(),
            closed: *closed,
            place: Place {
                span: Span {
                    file: FileId(0),
                    start: 0,
                    end: 0,
                },
                pointer: Pointer::root().join(path),
            },
        };
        let settings = Settings {
            enums: Enums {
                closed: all,
                named: choices.iter().map(choice).collect(),
            },
            ..Settings::default()
        };
        let lowered = configured(&settings, DOCUMENT);
        let refused = |shape: &Shape| matches!(shape, Shape::Enumeration(list) if list.others == Others::Refused);
        let types = lowered.api.types.iter().filter(|(_, def)| refused(&def.shape));
        let names = types.map(|(id, _)| name(&lowered.api, id)).collect();
        let places = lowered.reports().into_iter().map(|(code, place)| {
            assert_eq!(code, Code::UnusedMapping);
            place
        });
        (names, places.collect())
    }

    #[test]
    fn enumerations_are_closed_all_at_once_or_by_name() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(closed(false, &[]), (vec![], vec![]));
        assert_eq!(closed(true, &[]), (names(&["A", "B.c", "0 parameter sort"]), vec![]));
        assert_eq!(
            closed(false, &[("A", true), ("B.c", true), ("list.sort", true)]),
            (names(&["A", "B.c", "0 parameter sort"]), vec![])
        );
        assert_eq!(
            closed(true, &[("A", false), ("B.c", false), ("D", false)]),
            (names(&["0 parameter sort"]), vec![])
        );
        assert_eq!(
            closed(false, &[("B", true), ("D", true), ("c", false)]),
            (vec![], names(&["#/B", "#/D", "#/c"]))
        );
    }
}
