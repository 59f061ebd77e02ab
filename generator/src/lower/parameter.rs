//! Parameters.
//!
//! ```yaml
//! - { name: limit, in: query, schema: { type: integer, maximum: 100 } }
//! - { name: tag, in: query, explode: true, schema: { type: array, items: { type: string } } }
//! ```
//!
//! Supported: scalars in the path (style simple), scalars and lists of scalars in the query (style form) and in headers
//! (style simple), scalars in cookies (style form). Objects, other styles and parameters with `content` are refused. A
//! parameter of any type is sent as text, which is said. `Accept`, `Content-Type` and `Authorization` are no parameters,
//! as the specification has it, and neither are the headers that belong to the connection.

use super::context::Context;
use super::graph::Seat;
use super::nullable::without_null;
use super::refs::Found;
use crate::diag::Code;
use crate::ir::{self, Docs, Hint, JsonKind, ParameterIn, Role, Scalar, Shape, Style, Type, TypeUse};
use crate::openapi::{self, Location, Parameter, RefOr, Reference, Schema, is_token};
use crate::source::NodeId;

/// Headers that the specification takes out of the parameters.
const RESERVED_HEADERS: [&str; 3] = ["accept", "content-type", "authorization"];

/// Headers about the connection and the framing of a message, which are the transport's.
const MANAGED_HEADERS: [&str; 9] = [
    "host",
    "content-length",
    "transfer-encoding",
    "connection",
    "keep-alive",
    "te",
    "trailer",
    "upgrade",
    "proxy-connection",
];

/// How deep named types are followed to see whether they are scalars.
const DEEPEST: usize = 16;

impl<'d> Context<'d> {
    /// One parameter; absent where it is refused or reserved.
    pub(super) fn parameter(&mut self, operation: usize, found: &Found<'d, Parameter>) -> Option<ir::Parameter> {
        let parameter = found.item;
        let name = &parameter.name;
        if self.is_not_the_callers(parameter) {
            return None;
        }
        if parameter.location == Location::QueryString {
            let message = format!("the parameter `{name}` is the whole query, which is not supported");
            self.report_key(
                Code::UnsupportedOperation,
                parameter.node,
                "in",
                message,
                "use parameters in the query",
            );
            return None;
        }
        if !parameter.content.is_empty() {
            let message = format!("the parameter `{name}` has a media type, which is not supported");
            self.report_key(
                Code::UnsupportedOperation,
                parameter.node,
                "content",
                message,
                "use `schema`",
            );
            return None;
        }
        if parameter.schema.is_none() {
            let message = format!("the parameter `{name}` has neither `schema` nor `content`; it is sent as text");
            self.report(Code::AbsentField, parameter.node, message, "of no type");
        }
        let value = self.parameter_value(operation, found);
        if let Some(obstacle) = self.obstacle(parameter, &value.ty) {
            let message = format!("the parameter `{name}` cannot be sent yet: {obstacle}");
            self.report(Code::UnsupportedOperation, parameter.node, message, obstacle);
            return None;
        }
        self.report_unheeded(parameter);
        let description = found
            .description
            .map(str::to_owned)
            .or_else(|| parameter.description.clone());
        let reason = parameter.deprecated_reason.as_deref();
        let schema = parameter.schema.as_ref();
        let said = schema.and_then(Schema::object);
        let mut docs = self.use_docs(said.as_slice(), &[]);
        docs.description = description.or(docs.description);
        let given = self.document.node(parameter.node).get(super::docs::RUST_NAME);
        docs.name = given.map(super::docs::name_in).or(docs.name);
        let examples = self.examples(parameter.example, &parameter.examples, &parameter.example_references);
        if !examples.is_empty() {
            docs.examples = examples;
        }
        Some(ir::Parameter {
            wire_name: name.clone(),
            location: location(parameter.location),
            style: style(parameter.style),
            explode: parameter.explode,
            required: parameter.required || parameter.location == Location::Path,
            value,
            deprecated: super::docs::deprecation(parameter.deprecated, reason, docs.description.as_deref())
                .or_else(|| said.and_then(super::docs::deprecation_of)),
            docs,
            provenance: self.provenance(parameter.node),
        })
    }

    /// Says which fields of a parameter have no effect.
    fn report_unheeded(&mut self, parameter: &Parameter) {
        for (key, present, message) in [
            (
                "allowReserved",
                parameter.allow_reserved,
                "reserved characters are escaped all the same",
            ),
            (
                "allowEmptyValue",
                parameter.allow_empty_value,
                "a name without a value cannot be sent; an empty string can",
            ),
        ] {
            if present {
                self.report_key(Code::NotRepresented, parameter.node, key, message, "has no effect");
            }
        }
    }

    /// Whether this is a header or cookie that callers cannot set, which is said.
    fn is_not_the_callers(&mut self, parameter: &Parameter) -> bool {
        let name = parameter.name.to_ascii_lowercase();
        if matches!(parameter.location, Location::Header | Location::Cookie) && !is_token(&name) {
            let message = format!(
                "{:?} cannot be the name of a header or of a cookie; the parameter is left out",
                parameter.name
            );
            self.report_key(
                Code::NotRepresented,
                parameter.node,
                "name",
                message,
                "cannot stand on the wire",
            );
            return true;
        }
        let (setter, label) = match parameter.location {
            Location::Header if RESERVED_HEADERS.contains(&name.as_str()) => {
                ("the client itself", "ignored, as the specification says")
            }
            Location::Header if MANAGED_HEADERS.contains(&name.as_str()) => ("the transport", "ignored"),
            _ => return false,
        };
        let message = format!("the header `{}` is set by {setter}, not by a parameter", parameter.name);
        self.report(Code::NotRepresented, parameter.node, message, label);
        true
    }

    fn parameter_value(&mut self, operation: usize, found: &Found<'d, Parameter>) -> TypeUse {
        let parameter = found.item;
        let role = Role::Parameter(parameter.name.clone());
        let hint = match &found.component {
            Some(component) => Hint::Part(component.clone(), role),
            None => Hint::Operation(operation, role),
        };
        match &parameter.schema {
            Some(schema) => {
                let value = self.schema(schema, &Seat::Own(hint));
                if parameter.required {
                    self.report_unchecked(&value, schema);
                }
                let (ty, nullable) = without_null(value.ty);
                if nullable {
                    let message = "null has no form in a parameter; a parameter that is not required can be left out";
                    self.report(Code::NotRepresented, schema.node, message, "null cannot be sent");
                }
                let ty = self.without_null_items(ty, schema);
                let rules = value.rules;
                self.as_text(TypeUse { ty, rules }, parameter.node)
            }
            None => TypeUse::from(Type::Scalar(Scalar::String)),
        }
    }

    /// Items that may be null have no form for it either.
    fn without_null_items(&mut self, ty: Type, schema: &Schema) -> Type {
        let Type::List(mut item) = ty else { return ty };
        let (inner, nullable) = without_null(item.ty);
        item.ty = inner;
        if nullable {
            let message = "null has no form among the items of a parameter";
            self.report(Code::NotRepresented, schema.node, message, "null cannot be sent");
        }
        Type::List(item)
    }

    /// Any value becomes text where only text can be sent.
    fn as_text(&mut self, value: TypeUse, node: NodeId) -> TypeUse {
        let text = match self.behind_aliases(&value.ty) {
            Type::Any => Type::Scalar(Scalar::String),
            Type::List(item) if item.ty == Type::Any => {
                Type::List(Box::new(TypeUse::from(Type::Scalar(Scalar::String))))
            }
            _ => return value,
        };
        let message = "a parameter without a type is sent as text";
        self.report(Code::NotRepresented, node, message, "give it a type");
        TypeUse {
            ty: text,
            rules: value.rules,
        }
    }

    /// Why a value cannot be sent in this place.
    fn obstacle(&self, parameter: &Parameter, ty: &Type) -> Option<&'static str> {
        let expected = match parameter.location {
            Location::Path | Location::Header => openapi::Style::Simple,
            Location::Query | Location::QueryString | Location::Cookie => openapi::Style::Form,
        };
        let lists = matches!(parameter.location, Location::Query | Location::Header);
        if self.is_scalar(ty, 0) || (lists && self.is_list_of_scalars(ty)) {
            (parameter.style != expected).then_some("its style is not supported")
        } else if lists {
            Some("only scalars and lists of scalars are supported here")
        } else {
            Some("only scalars are supported here")
        }
    }

    /// The type that a chain of aliases ends at, without null.
    pub(super) fn behind_aliases(&self, ty: &Type) -> Type {
        let mut current = ty.clone();
        for _ in 0..DEEPEST {
            current = match current {
                Type::Nullable(inner) => *inner,
                Type::Named(id) => match &self.graph.get(id).shape {
                    Shape::Alias(value) => value.ty.clone(),
                    _ => return Type::Named(id),
                },
                other => return other,
            };
        }
        current
    }

    /// Whether values are written without brackets or braces.
    pub(super) fn is_scalar(&self, ty: &Type, depth: usize) -> bool {
        match self.behind_aliases(ty) {
            Type::Scalar(_) => true,
            Type::Foreign(foreign) => {
                matches!(foreign.kind, Some(JsonKind::Bool | JsonKind::Number | JsonKind::String))
            }
            Type::Named(id) => match &self.graph.get(id).shape {
                Shape::Enumeration(list) => list.is_scalar(),
                Shape::Union(union) if depth < 4 => union
                    .variants
                    .iter()
                    .all(|variant| self.is_scalar(&variant.value.ty, depth + 1)),
                _ => false,
            },
            Type::Any | Type::Never | Type::List(_) | Type::Tuple(_) | Type::Map(_) | Type::Nullable(_) => false,
        }
    }

    /// Whether values are lists whose items are written without brackets or braces.
    pub(super) fn is_list_of_scalars(&self, ty: &Type) -> bool {
        matches!(self.behind_aliases(ty), Type::List(item) if self.is_scalar(&item.ty, 0))
    }

    /// Example values as JSON text, those of components included.
    pub(super) fn examples(
        &mut self,
        example: Option<NodeId>,
        examples: &[NodeId],
        references: &'d [Reference],
    ) -> Vec<String> {
        let mut nodes: Vec<NodeId> = example.into_iter().chain(examples.iter().copied()).collect();
        let arenas: &'d super::context::Arenas = self.arenas;
        for reference in references {
            let start = arenas.examples.add(RefOr::Reference(reference.clone()));
            nodes.extend(self.follow(start).and_then(|found| found.item.shown()));
        }
        self.json_texts(&nodes)
    }

    /// The prose of something that has a description and examples of its own.
    pub(super) fn described(description: Option<String>, examples: Vec<String>) -> Docs {
        Docs {
            description,
            examples,
            ..Docs::default()
        }
    }
}

fn location(location: Location) -> ParameterIn {
    match location {
        Location::Path => ParameterIn::Path,
        Location::Query | Location::QueryString => ParameterIn::Query,
        Location::Header => ParameterIn::Header,
        Location::Cookie => ParameterIn::Cookie,
    }
}

fn style(style: openapi::Style) -> Style {
    match style {
        openapi::Style::Simple => Style::Simple,
        openapi::Style::Label => Style::Label,
        openapi::Style::Matrix => Style::Matrix,
        openapi::Style::Form => Style::Form,
        openapi::Style::SpaceDelimited => Style::SpaceDelimited,
        openapi::Style::PipeDelimited => Style::PipeDelimited,
        openapi::Style::DeepObject => Style::DeepObject,
        openapi::Style::TabDelimited => Style::TabDelimited,
        openapi::Style::Cookie => Style::Cookie,
    }
}
