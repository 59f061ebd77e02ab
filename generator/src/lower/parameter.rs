//! Parameters.
//!
//! ```yaml
//! - { name: limit, in: query, schema: { type: integer, maximum: 100 } }
//! - { name: tag, in: query, explode: true, schema: { type: array, items: { type: string } } }
//! ```
//!
//! Every style of every place is sent as the tables of the specification have it; `parameter_content` has the parameters
//! with a media type, `parameter_form` says which values have no form in a style. A parameter of any type is sent as text,
//! which is said. `Accept`, `Content-Type` and `Authorization` are no parameters, as the specification has it, and neither
//! are the headers that belong to the connection.

use super::context::Context;
use super::graph::Seat;
use super::nullable::without_null;
use super::refs::Found;
use super::schema::Member;
use crate::diag::Code;
use crate::ir::{self, Docs, Hint, JsonKind, ParameterIn, Role, Scalar, Shape, Style, Type, TypeUse, Written};
use crate::openapi::{self, Location, MediaType, Parameter, RefOr, Reference, Schema, Version, is_token};
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

/// What of a parameter depends on whether it has a style or a media type.
pub(super) struct Sent<'d> {
    pub(super) written: Written,
    /// How members are written that have a style of their own.
    pub(super) members: Vec<(String, Written)>,
    pub(super) value: TypeUse,
    pub(super) schema: Option<&'d Schema>,
    pub(super) media: Option<&'d MediaType>,
}

impl<'d> Context<'d> {
    /// One parameter; absent where it is refused or reserved.
    pub(super) fn parameter(&mut self, operation: usize, found: &Found<'d, Parameter>) -> Option<ir::Parameter> {
        let parameter = found.item;
        if self.is_not_the_callers(parameter) {
            return None;
        }
        let sent = if parameter.content.is_empty() && parameter.location != Location::QueryString {
            self.styled(operation, found)
        } else {
            self.with_media_type(operation, found)?
        };
        let description = found
            .description
            .map(str::to_owned)
            .or_else(|| parameter.description.clone());
        let reason = parameter.deprecated_reason.as_deref();
        let said = sent.schema.and_then(Schema::object);
        let member = sent.schema.map(|schema| Member { schema, own: true });
        let behind = self.behind(member.as_slice());
        let mut docs = self.use_docs(said.as_slice(), &[]);
        docs = self.with_default(docs, said.as_slice(), &behind);
        docs.description = description.or(docs.description);
        let given = self.document.node(parameter.node).get(super::docs::RUST_NAME);
        docs.name = given.map(super::docs::name_in).or(docs.name);
        let mut examples = self.examples(parameter.example, &parameter.examples, &parameter.example_references);
        if let Some(media) = sent.media {
            examples.extend(self.examples(media.example, &media.examples, &media.example_references));
        }
        if !examples.is_empty() {
            docs.examples = examples;
        }
        Some(ir::Parameter {
            wire_name: parameter.name.clone(),
            location: location(parameter.location),
            written: sent.written,
            members: sent.members,
            required: is_argument(parameter),
            value: sent.value,
            deprecated: super::docs::deprecation(parameter.deprecated, reason, docs.description.as_deref())
                .or_else(|| said.and_then(super::docs::deprecation_of)),
            docs,
            provenance: self.provenance(parameter.node),
        })
    }

    /// The value of a parameter that is written by its style.
    fn styled(&mut self, operation: usize, found: &Found<'d, Parameter>) -> Sent<'d> {
        let parameter = found.item;
        if parameter.schema.is_none() {
            let name = &parameter.name;
            let message = format!("the parameter `{name}` has neither `schema` nor `content`; it is sent as text");
            self.report(Code::AbsentField, parameter.node, message, "of no type");
        }
        let value = self.parameter_value(found, parameter.schema.as_ref(), operation);
        let scalar = self.is_scalar(&value.ty, 0);
        let style = style(parameter.style);
        let written = Written {
            style,
            // It speaks of lists and objects alone.
            explode: if scalar { style.explodes() } else { parameter.explode },
            reserved: self.stays_reserved(parameter),
            empty: self.may_be_empty(parameter, &value.ty, scalar),
        };
        self.report_formless(parameter, written, &value.ty);
        Sent {
            written,
            members: Vec::new(),
            value,
            schema: parameter.schema.as_ref(),
            media: None,
        }
    }

    /// Whether reserved characters stay; what `allowReserved` says where it does not count is reported.
    fn stays_reserved(&mut self, parameter: &Parameter) -> bool {
        let counts = match parameter.location {
            Location::Query => true,
            Location::Header | Location::QueryString => false,
            Location::Path => self.is_3_2(parameter),
            Location::Cookie => parameter.style == openapi::Style::Form && self.is_3_2(parameter),
        };
        if parameter.allow_reserved && !counts {
            let message = "reserved characters are treated as ever: `allowReserved` does not count here";
            let node = parameter.node;
            self.report_key(Code::NotRepresented, node, "allowReserved", message, "has no effect");
        }
        parameter.allow_reserved && counts
    }

    fn is_3_2(&self, parameter: &Parameter) -> bool {
        self.document.version_at(parameter.node) >= Version::V3_2
    }

    /// Whether an empty list is sent as a name without a value. A string can be empty anyway; where only a value of
    /// another type could be left out, that is reported.
    fn may_be_empty(&mut self, parameter: &Parameter, ty: &Type, scalar: bool) -> bool {
        let text = self.behind_aliases(ty) == Type::Scalar(Scalar::String);
        let counts = parameter.location == Location::Query;
        if parameter.allow_empty_value && (!counts || scalar && !text) {
            let message = "a name without a value cannot be sent; a value of the type, or nothing, can";
            let node = parameter.node;
            self.report_key(Code::NotRepresented, node, "allowEmptyValue", message, "has no effect");
        }
        parameter.allow_empty_value && counts && !scalar
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

    /// The type of a value that is written by a style, in which null has no form.
    pub(super) fn parameter_value(
        &mut self,
        found: &Found<'d, Parameter>,
        schema: Option<&'d Schema>,
        operation: usize,
    ) -> TypeUse {
        let Some(schema) = schema else {
            return TypeUse::from(Type::Scalar(Scalar::String));
        };
        let value = self.schema(schema, &Seat::Own(hint(found, operation)));
        let value = self.without_null(value, schema);
        let ty = self.without_null_items(value.ty, schema);
        let rules = value.rules;
        self.as_text(TypeUse { ty, rules }, found.item.node)
    }

    /// The type without null, which is reported.
    pub(super) fn without_null(&mut self, value: TypeUse, schema: &Schema) -> TypeUse {
        let (ty, nullable) = without_null(value.ty);
        if nullable {
            let message = "null has no form in a parameter; a parameter that is not required can be left out";
            self.report(Code::NotRepresented, schema.node, message, "null cannot be sent");
        }
        TypeUse { ty, rules: value.rules }
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

/// Whether a call must give the parameter.
fn is_argument(parameter: &Parameter) -> bool {
    parameter.required || parameter.location == Location::Path
}

fn location(location: Location) -> ParameterIn {
    match location {
        Location::Path => ParameterIn::Path,
        Location::Query => ParameterIn::Query,
        Location::QueryString => ParameterIn::QueryString,
        Location::Header => ParameterIn::Header,
        Location::Cookie => ParameterIn::Cookie,
    }
}

/// Who a type in a parameter is called after.
pub(super) fn hint(found: &Found<'_, Parameter>, operation: usize) -> Hint {
    let role = Role::Parameter(found.item.name.clone());
    match &found.component {
        Some(component) => Hint::Part(component.clone(), role),
        None => Hint::Operation(operation, role),
    }
}

/// The style by the specification's name.
pub(super) fn style(style: openapi::Style) -> Style {
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
