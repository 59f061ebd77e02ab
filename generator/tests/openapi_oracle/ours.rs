//! The facts that kiln's reader states.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use kiln::openapi::{
    Document, Header, Location, MediaType, Number, Operation, Parameter, RefOr, Reference, ReferenceKind, RequestBody,
    Response, Schema, SchemaObject, SchemaValue, Style,
};
use kiln::source::{NodeId, Value};

use crate::facts::{
    Additional, BodyFacts, Facts, Limit, OperationFacts, ParameterFacts, ReferenceFacts, ResponseFacts, SchemaFacts,
};

/// States everything about a document.
pub(crate) fn facts(document: &Document) -> Facts {
    let mut ours = Ours {
        document,
        facts: Facts::default(),
    };
    ours.paths();
    ours.components();
    ours.facts
}

struct Ours<'d> {
    document: &'d Document,
    facts: Facts,
}

impl<'d> Ours<'d> {
    fn paths(&mut self) {
        for (path, item) in &self.document.paths {
            if let Some(reference) = &item.reference {
                self.facts.say(path, &ReferenceFacts(&reference.target));
                continue;
            }
            self.parameters(path, &item.parameters);
            for operation in &item.operations {
                let place = format!("{path}/{}", operation.method.as_str().to_lowercase());
                self.operation(&place, operation);
            }
        }
    }

    fn components(&mut self) {
        let components = &self.document.components;
        for (name, schema) in &components.schemas {
            self.schema(&format!("schemas/{name}"), schema);
        }
        for (name, response) in &components.responses {
            self.response(&format!("responses/{name}"), response);
        }
        for (name, parameter) in &components.parameters {
            self.parameter(&format!("parameters/{name}"), parameter);
        }
        for (name, body) in &components.request_bodies {
            self.body(&format!("requestBodies/{name}"), body);
        }
        self.headers("headers", &components.headers);
    }

    fn operation(&mut self, place: &str, operation: &Operation) {
        let fact = OperationFacts {
            operation_id: operation.operation_id.as_deref(),
            tags: operation.tags.iter().map(String::as_str).collect(),
            deprecated: operation.deprecated,
            parameters: operation.parameters.len(),
            body: operation.request_body.is_some(),
            responses: operation
                .responses
                .iter()
                .map(|(status, _)| status.to_string())
                .collect(),
            security: operation.security.as_ref().map(Vec::len),
        };
        self.facts.say(place, &fact);
        self.parameters(place, &operation.parameters);
        if let Some(body) = &operation.request_body {
            self.body(&format!("{place}/body"), body);
        }
        for (status, response) in &operation.responses {
            self.response(&format!("{place}/responses/{status}"), response);
        }
    }

    /// The thing itself, or `None` after stating that it is a reference.
    fn item<'t, T>(&mut self, place: &str, thing: &'t RefOr<T>) -> Option<&'t T> {
        if let Some(reference) = thing.reference() {
            self.facts.say(place, &ReferenceFacts(&reference.target));
        }
        thing.item()
    }

    fn parameters(&mut self, place: &str, parameters: &[RefOr<Parameter>]) {
        for (index, parameter) in parameters.iter().enumerate() {
            self.parameter(&format!("{place}/parameters/{index}"), parameter);
        }
    }

    fn parameter(&mut self, place: &str, parameter: &RefOr<Parameter>) {
        let Some(parameter) = self.item(place, parameter) else {
            return;
        };
        let fact = ParameterFacts {
            name: &parameter.name,
            location: location(parameter.location),
            required: parameter.required,
            deprecated: parameter.deprecated,
            style: style(parameter.style),
            explode: parameter.explode,
        };
        self.facts.say(place, &fact);
        self.optional_schema(place, parameter.schema.as_ref());
        self.content(place, &parameter.content);
    }

    fn body(&mut self, place: &str, body: &RefOr<RequestBody>) {
        let Some(body) = self.item(place, body) else {
            return;
        };
        let fact = BodyFacts {
            required: body.required,
            media_types: body.content.keys().map(String::as_str).collect(),
        };
        self.facts.say(place, &fact);
        self.content(place, &body.content);
    }

    fn response(&mut self, place: &str, response: &RefOr<Response>) {
        let Some(response) = self.item(place, response) else {
            return;
        };
        let fact = ResponseFacts {
            description: &response.description,
            headers: response.headers.keys().map(String::as_str).collect(),
            media_types: response.content.keys().map(String::as_str).collect(),
        };
        self.facts.say(place, &fact);
        self.headers(&format!("{place}/headers"), &response.headers);
        self.content(place, &response.content);
    }

    fn headers(&mut self, place: &str, headers: &IndexMap<String, RefOr<Header>>) {
        for (name, header) in headers {
            let place = format!("{place}/{name}");
            if let Some(header) = self.item(&place, header) {
                self.facts
                    .say(&place, &(header.required, header.deprecated, style(header.style)));
                self.optional_schema(&place, header.schema.as_ref());
                self.content(&place, &header.content);
            }
        }
    }

    fn content(&mut self, place: &str, content: &IndexMap<String, MediaType>) {
        for (name, media) in content {
            let place = format!("{place}/content/{name}");
            let encoding: Vec<&str> = media.encoding.keys().map(String::as_str).collect();
            self.facts.say(&place, &encoding);
            self.optional_schema(&place, media.schema.as_ref());
        }
    }

    fn optional_schema(&mut self, place: &str, schema: Option<&Schema>) {
        if let Some(schema) = schema {
            self.schema(&format!("{place}/schema"), schema);
        }
    }

    fn schema(&mut self, place: &str, schema: &Schema) {
        let object = match &schema.value {
            SchemaValue::Boolean(value) => return self.facts.say(place, value),
            SchemaValue::Object(object) => object,
        };
        // The other reader knows `$ref` only.
        let of_3_0 = |reference: &&Reference| reference.kind == ReferenceKind::Static;
        if let Some(reference) = object.reference.as_ref().filter(of_3_0) {
            return self.facts.say(place, &ReferenceFacts(&reference.target));
        }
        self.facts.say(place, &self.schema_facts(object));
        for (name, schema) in &object.properties {
            self.schema(&format!("{place}/properties/{name}"), schema);
        }
        for (name, members) in [
            ("allOf", &object.all_of),
            ("anyOf", &object.any_of),
            ("oneOf", &object.one_of),
        ] {
            for (index, schema) in members.iter().enumerate() {
                self.schema(&format!("{place}/{name}/{index}"), schema);
            }
        }
        let additional = object
            .additional_properties
            .as_deref()
            .filter(|schema| schema.object().is_some());
        let single = [("items", object.items.as_deref()), ("not", object.not.as_deref())];
        for (name, schema) in single.into_iter().chain([("additionalProperties", additional)]) {
            if let Some(schema) = schema {
                self.schema(&format!("{place}/{name}"), schema);
            }
        }
    }

    fn schema_facts<'o>(&self, object: &'o SchemaObject) -> SchemaFacts<'o>
    where
        'd: 'o,
    {
        let required: BTreeSet<&str> = object.required.iter().flatten().map(String::as_str).collect();
        let mapping = |(value, target): (&'o String, &'o String)| (value.as_str(), target.as_str());
        SchemaFacts {
            types: object
                .types
                .as_deref()
                .and_then(|types| types.first())
                .map(|one| one.as_str()),
            format: object.format.as_deref(),
            nullable: object.nullable == Some(true),
            flags: [object.deprecated, object.read_only, object.write_only],
            title: object.title.as_deref(),
            pattern: object.pattern.as_deref(),
            properties: object.properties.keys().map(String::as_str).collect(),
            required,
            additional_properties: match object.additional_properties.as_ref().map(|schema| &schema.value) {
                None => Additional::Nothing,
                Some(SchemaValue::Boolean(value)) => Additional::Boolean(*value),
                Some(SchemaValue::Object(_)) => Additional::Schema,
            },
            enumeration: object
                .enumeration
                .iter()
                .flatten()
                .map(|node| self.value(*node))
                .collect(),
            minimum: limit(object.minimum.as_ref(), object.exclusive_minimum.as_ref()),
            maximum: limit(object.maximum.as_ref(), object.exclusive_maximum.as_ref()),
            multiple_of: object.multiple_of.as_ref().map(Number::as_f64),
            counts: [
                object.min_length,
                object.max_length,
                object.min_items,
                object.max_items,
                object.min_properties,
                object.max_properties,
            ],
            unique_items: object.unique_items,
            members: [object.all_of.len(), object.any_of.len(), object.one_of.len()],
            discriminator: object.discriminator.as_ref().map(|discriminator| {
                let mapping = discriminator.mapping.iter().map(mapping).collect();
                (discriminator.property_name.as_str(), mapping)
            }),
        }
    }

    fn value(&self, node: NodeId) -> String {
        match self.document.node(node).value() {
            Value::Null => "null".to_owned(),
            Value::Bool(value) => value.to_string(),
            Value::Number(lexeme) => format!("{:?}", Number::new(lexeme.clone()).as_f64()),
            Value::String(text) => format!("{text:?}"),
            Value::Array(_) => "a sequence".to_owned(),
            Value::Object(_) => "a mapping".to_owned(),
        }
    }
}

fn limit(inclusive: Option<&Number>, exclusive: Option<&Number>) -> Option<Limit> {
    let number = exclusive.or(inclusive)?;
    Some(Limit {
        value: number.as_f64(),
        exclusive: exclusive.is_some(),
    })
}

fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::QueryString => "querystring",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

fn style(style: Style) -> &'static str {
    match style {
        Style::Simple => "simple",
        Style::Label => "label",
        Style::Matrix => "matrix",
        Style::Form => "form",
        Style::SpaceDelimited => "spaceDelimited",
        Style::PipeDelimited => "pipeDelimited",
        Style::DeepObject => "deepObject",
        Style::TabDelimited => "tabDelimited",
        Style::Cookie => "cookie",
    }
}
