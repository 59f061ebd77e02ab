//! Parameters of one name in one place, declared twice in the same list.
//!
//! Names of headers do not differ in case, so `X-A` and `x-a` are the same one.

use super::context::Context;
use crate::diag::{Code, Diagnostic};
use crate::openapi::{Location, Parameter, RefOr};

/// Whether two parameters are the same one on the wire.
pub(super) fn same_parameter(one: &Parameter, other: &Parameter) -> bool {
    one.location == other.location
        && match one.location {
            Location::Header => one.name.eq_ignore_ascii_case(&other.name),
            Location::Path | Location::Query | Location::QueryString | Location::Cookie => one.name == other.name,
        }
}

impl<'d> Context<'d> {
    /// Reports the second of two declarations, which counts; one of the path item and one of the operation are no two.
    pub(super) fn report_twice(&mut self, list: &'d [RefOr<Parameter>]) {
        let mut known: Vec<&'d Parameter> = Vec::new();
        for parameter in list {
            let Some(found) = self.follow(parameter).map(|found| found.item) else {
                continue;
            };
            if let Some(first) = known.iter().find(|first| same_parameter(first, found)) {
                let at = parameter.reference().map_or(found.node, |reference| reference.node);
                let message = format!("the parameter `{}` stands twice in one list", found.name);
                let diagnostic = Diagnostic::new(Code::RepairedValue, message)
                    .at(&self.document.place(at), "the second one, which counts")
                    .and(&self.document.place(first.node), "the first one");
                self.sink.push(diagnostic.remedy("remove or rename one of the two"));
            }
            known.push(found);
        }
    }
}
