//! The parameters of a path, in its order.
//!
//! ```yaml
//! /v1/{name=shelves/*}/books/{book}:
//!   get: { parameters: [{ name: name, in: path, required: true, schema: { type: string } }] }     # `book` is a text
//! ```
//!
//! A parameter that stands in the path and is declared nowhere is a text; one that is declared and does not stand there has
//! no effect. What the template says of a parameter beside its name is in its docs, and whether its slashes stay is
//! how it is sent.

use super::context::Context;
use super::path::Variable;
use super::refs::Found;
use crate::diag::{Code, Diagnostic};
use crate::ir::{self, Docs, ParameterIn, Scalar, Type, TypeUse};
use crate::openapi::{self, Location, Parameter};

impl<'d> Context<'d> {
    /// The parameters of the path in its order.
    pub(super) fn in_path_order(
        &mut self,
        path: &str,
        mut of_path: Vec<ir::Parameter>,
        found: &[Found<'d, Parameter>],
        operation: &openapi::Operation,
    ) -> Vec<ir::Parameter> {
        let mut ordered: Vec<ir::Parameter> = Vec::new();
        for variable in super::path::variables(path) {
            // One that stands in the path twice is one argument.
            if ordered.iter().any(|known| known.wire_name == variable.name) {
                continue;
            }
            let names = [variable.name, variable.text];
            if let Some(position) = of_path.iter().position(|one| names.contains(&one.wire_name.as_str())) {
                let declared = of_path.remove(position);
                ordered.push(self.in_braces(declared, &variable, operation));
                continue;
            }
            let declared = |other: &Found<'d, Parameter>| {
                other.item.location == Location::Path && names.contains(&other.item.name.as_str())
            };
            if !found.iter().any(declared) {
                let undeclared = self.undeclared_parameter(variable.name, operation);
                ordered.push(self.in_braces(undeclared, &variable, operation));
            }
        }
        // A template that was refused has its parameters in its text.
        if super::path::segments(path).is_ok() {
            self.report_unused(&of_path, found, operation);
        }
        ordered
    }

    /// Says which parameters of the path do not stand in it.
    fn report_unused(
        &mut self,
        of_path: &[ir::Parameter],
        found: &[Found<'d, Parameter>],
        operation: &openapi::Operation,
    ) {
        for unused in of_path {
            let declared = found.iter().find(|other| other.item.name == unused.wire_name);
            let node = declared.map_or(operation.node, |declared| declared.item.node);
            let message = format!(
                "the path has no `{{{}}}`, so this parameter has no effect",
                unused.wire_name
            );
            self.report(Code::NotRepresented, node, message, "not in the path");
        }
    }

    /// A parameter as its place in the template has it.
    fn in_braces(
        &mut self,
        mut parameter: ir::Parameter,
        variable: &Variable<'_>,
        operation: &openapi::Operation,
    ) -> ir::Parameter {
        variable.name.clone_into(&mut parameter.wire_name);
        if variable.name == variable.text {
            return parameter;
        }
        let sent = if variable.has_slashes {
            "with its slashes"
        } else {
            "as ever"
        };
        let message = format!(
            "`{{{}}}` is more than the name of a parameter, which is all that OpenAPI has; `{}` is sent {sent}",
            variable.text, variable.name
        );
        let place = self.document.place(operation.node);
        let diagnostic = Diagnostic::new(Code::RepairedValue, message).at(&place, "this operation is sent to it");
        self.push(diagnostic.remedy("say with `pattern` what values the parameter has"));
        parameter.written.reserved |= variable.has_slashes;
        if let Some(form) = variable.form.filter(|form| !form.contains('`')) {
            let form = format!("Of the form `{form}`.");
            parameter.docs.description = Some(match parameter.docs.description {
                Some(description) => format!("{}\n\n{form}", description.trim_end()),
                None => form,
            });
        }
        parameter
    }

    /// The parameter of a path that is declared nowhere: a text.
    fn undeclared_parameter(&mut self, name: &str, operation: &openapi::Operation) -> ir::Parameter {
        let place = self.document.place(operation.node);
        let message = format!("the path parameter `{name}` is declared nowhere, and is a text");
        let diagnostic = Diagnostic::new(Code::RepairedValue, message)
            .at(&place, "this operation needs it")
            .remedy(format!("declare `{name}` among the parameters, with `in: path`"));
        self.push(diagnostic);
        ir::Parameter {
            wire_name: name.to_owned(),
            location: ParameterIn::Path,
            written: ir::Written::plain(ir::Style::Simple),
            members: Vec::new(),
            required: true,
            value: TypeUse::from(Type::Scalar(Scalar::String)),
            docs: Docs::default(),
            deprecated: None,
            provenance: self.provenance(operation.node),
        }
    }
}
