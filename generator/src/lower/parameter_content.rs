//! Parameters with a media type, and the query as a whole.
//!
//! ```yaml
//! - { name: filter, in: query, content: { application/json: { schema: { $ref: '#/components/schemas/Filter' } } } }
//! - { name: all, in: querystring, content: { application/x-www-form-urlencoded: { schema: { type: object } } } }
//! ```
//!
//! JSON is sent as JSON text. Any other media type is text as it stands, so the schema has to be a string or another
//! scalar. The whole query may be a form besides: an object whose members are pairs, in the styles of the Encoding Objects.
//! Anything else is refused, as are further parameters in a query that is one parameter.

use super::context::Context;
use super::encoding::styled;
use super::graph::Seat;
use super::parameter::{Sent, hint};
use super::refs::Found;
use crate::diag::Code;
use crate::ir::{Style, Type, TypeUse, Written};
use crate::openapi::{Encoding, Location, MediaType, Parameter};

/// What a media type makes of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Json,
    Form,
    Text,
}

impl<'d> Context<'d> {
    /// The value of a parameter with a media type; absent where it is refused.
    pub(super) fn with_media_type(&mut self, operation: usize, found: &Found<'d, Parameter>) -> Option<Sent<'d>> {
        let parameter = found.item;
        let whole = parameter.location == Location::QueryString;
        let Some((name, media)) = self.one_media_type(parameter) else {
            if whole && parameter.content.is_empty() {
                let message = "the whole query needs a media type, which says how it is written";
                self.report(
                    Code::UnsupportedOperation,
                    parameter.node,
                    message,
                    "`content` is missing",
                );
            }
            return None;
        };
        let schema = media.schema.as_ref();
        let kind = kind(name, whole);
        let value = match (kind, schema) {
            (Kind::Json | Kind::Form, Some(schema)) => {
                let value = self.schema(schema, &Seat::Own(hint(found, operation)));
                self.without_null(value, schema)
            }
            (Kind::Json | Kind::Form, None) => TypeUse::from(Type::Any),
            (Kind::Text, schema) => self.parameter_value(found, schema, operation),
        };
        let obstacle = match kind {
            Kind::Text if !self.is_scalar(&value.ty, 0) => "only a scalar can be sent as text",
            Kind::Form if !self.may_be_object(&value.ty) => "only an object can be sent as a form",
            Kind::Json | Kind::Form | Kind::Text => "",
        };
        if !obstacle.is_empty() {
            let message = format!("the parameter `{}` cannot be sent as `{name}`", parameter.name);
            let place = self.media_place(parameter.node, name, media);
            self.report_at(Code::UnsupportedOperation, &place, message, obstacle);
            return None;
        }
        let style = match kind {
            Kind::Json => Style::Json,
            Kind::Form => Style::Form,
            Kind::Text if matches!(parameter.location, Location::Query | Location::Cookie) => Style::Form,
            Kind::Text => Style::Simple,
        };
        let members = if kind == Kind::Form {
            self.styled_members(media)
        } else {
            Vec::new()
        };
        Some(Sent {
            written: Written::plain(style),
            members,
            value,
            schema,
            media: Some(media),
        })
    }

    /// The media type that is used: the only one, or the first one that is JSON, or the first one.
    fn one_media_type(&mut self, parameter: &'d Parameter) -> Option<(&'d str, &'d MediaType)> {
        let media_types = self.media_types(&parameter.content);
        let json = media_types.iter().find(|(name, _)| is_json(name));
        let Some(chosen) = json.or(media_types.first()).copied() else {
            // A reference to the only media type is lost, which was reported.
            self.refusals += usize::from(!parameter.content.is_empty());
            return None;
        };
        for (name, media) in media_types {
            if name != chosen.0 {
                let place = self.media_place(parameter.node, name, media);
                let message = format!("`{name}` is not offered, because `{}` is used", chosen.0);
                self.report_at(Code::NotRepresented, &place, message, "a parameter has one media type");
            }
        }
        if parameter.schema.is_some() {
            let message = "a parameter has a media type or a schema; the media type is used";
            let node = parameter.node;
            self.report_key(Code::RepairedValue, node, "schema", message, "beside `content`");
        }
        Some(chosen)
    }

    /// The members of a form that have a style of their own.
    fn styled_members(&mut self, media: &'d MediaType) -> Vec<(String, Written)> {
        let mut members = Vec::new();
        for (name, encoding) in &media.encoding {
            if let Some(written) = self.member(encoding) {
                members.push((name.clone(), written));
            }
        }
        members
    }

    /// How one member is written; absent where it is as any other.
    fn member(&mut self, encoding: &Encoding) -> Option<Written> {
        let styled = styled(encoding);
        match encoding.content_type.as_deref() {
            Some(name) if styled.is_none() && is_json(name) => return Some(Written::plain(Style::Json)),
            Some(name) if styled.is_none() && !name.starts_with("text/plain") => {
                let message = format!("`{name}` within a query is sent as text, or as JSON where it is an object");
                let node = encoding.node;
                self.report_key(Code::NotRepresented, node, "contentType", message, "has no effect");
            }
            _ => {}
        }
        styled
    }

    /// Refuses parameters in a query that is one parameter as a whole.
    pub(super) fn refuse_two_queries(&mut self, found: &[Found<'d, Parameter>]) {
        let in_query = |location: Location| matches!(location, Location::Query | Location::QueryString);
        let Some(whole) = found.iter().find(|one| one.item.location == Location::QueryString) else {
            return;
        };
        let whole = whole.item;
        for other in found.iter().filter(|other| in_query(other.item.location)) {
            if !std::ptr::eq(other.item, whole) {
                let message = format!(
                    "the parameter `{}` is in a query that is one parameter, `{}`",
                    other.item.name, whole.name
                );
                let label = "there is no place left for it";
                self.report(Code::UnsupportedOperation, other.item.node, message, label);
            }
        }
    }
}

fn kind(name: &str, whole: bool) -> Kind {
    if is_json(name) {
        Kind::Json
    } else if whole && essence(name) == "application/x-www-form-urlencoded" {
        Kind::Form
    } else {
        Kind::Text
    }
}

fn is_json(name: &str) -> bool {
    let essence = essence(name);
    essence.ends_with("/json") || essence.ends_with("+json") || essence == "*/*"
}

fn essence(name: &str) -> String {
    name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}
