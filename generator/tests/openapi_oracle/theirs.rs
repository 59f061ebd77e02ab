//! The facts that `openapiv3` states: its typed document, written out by itself and read field by field.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};

use crate::facts::{
    Additional, BodyFacts, Facts, Limit, OperationFacts, ParameterFacts, ReferenceFacts, ResponseFacts, SchemaFacts,
};

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// States everything about a document; the error says why `openapiv3` does not read it.
pub(crate) fn facts(json: &Json) -> Result<Facts, String> {
    let typed: openapiv3::OpenAPI = serde_json::from_value(json.clone()).map_err(|error| error.to_string())?;
    let written = serde_json::to_value(typed).map_err(|error| error.to_string())?;
    let mut theirs = Theirs::default();
    theirs.paths(&written);
    theirs.components(&written["components"]);
    Ok(theirs.facts)
}

#[derive(Default)]
struct Theirs {
    facts: Facts,
}

impl Theirs {
    fn paths(&mut self, document: &Json) {
        for (path, item) in entries(&document["paths"]).filter(|(path, _)| path.starts_with('/')) {
            if self.is_reference(path, item) {
                continue;
            }
            self.parameters(path, item);
            for (method, operation) in entries(item).filter(|(key, _)| METHODS.contains(key)) {
                self.operation(&format!("{path}/{method}"), operation);
            }
        }
    }

    fn components(&mut self, components: &Json) {
        for (name, schema) in entries(&components["schemas"]) {
            self.schema(&format!("schemas/{name}"), schema);
        }
        for (name, response) in entries(&components["responses"]) {
            self.response(&format!("responses/{name}"), response);
        }
        for (name, parameter) in entries(&components["parameters"]) {
            self.parameter(&format!("parameters/{name}"), parameter);
        }
        for (name, body) in entries(&components["requestBodies"]) {
            self.body(&format!("requestBodies/{name}"), body);
        }
        self.headers("headers", &components["headers"]);
    }

    fn operation(&mut self, place: &str, operation: &Json) {
        let responses = || entries(&operation["responses"]).filter(|(key, _)| !key.starts_with("x-"));
        let fact = OperationFacts {
            operation_id: operation["operationId"].as_str(),
            tags: texts(&operation["tags"]).collect(),
            deprecated: flag(&operation["deprecated"]),
            parameters: items(&operation["parameters"]).len(),
            body: !operation["requestBody"].is_null(),
            responses: responses().map(|(key, _)| key.to_owned()).collect(),
            security: operation["security"].as_array().map(Vec::len),
        };
        self.facts.say(place, &fact);
        self.parameters(place, operation);
        if !operation["requestBody"].is_null() {
            self.body(&format!("{place}/body"), &operation["requestBody"]);
        }
        for (status, response) in responses() {
            self.response(&format!("{place}/responses/{status}"), response);
        }
    }

    fn is_reference(&mut self, place: &str, json: &Json) -> bool {
        let target = json.get("$ref").and_then(Json::as_str);
        if let Some(target) = target {
            self.facts.say(place, &ReferenceFacts(target));
        }
        target.is_some()
    }

    fn parameters(&mut self, place: &str, owner: &Json) {
        for (index, parameter) in items(&owner["parameters"]).iter().enumerate() {
            self.parameter(&format!("{place}/parameters/{index}"), parameter);
        }
    }

    fn parameter(&mut self, place: &str, parameter: &Json) {
        if self.is_reference(place, parameter) {
            return;
        }
        let location = text(&parameter["in"]);
        let style = text(&parameter["style"]);
        let fact = ParameterFacts {
            name: text(&parameter["name"]),
            location,
            // A path parameter is required in any valid document; `openapiv3` repeats what invalid ones say.
            required: flag(&parameter["required"]) || location == "path",
            deprecated: flag(&parameter["deprecated"]),
            style,
            // `openapiv3` applies the default of the style, and leaves the default of `explode` to its users.
            explode: parameter["explode"].as_bool().unwrap_or(style == "form"),
        };
        self.facts.say(place, &fact);
        self.optional_schema(place, parameter);
        self.content(place, parameter);
    }

    fn body(&mut self, place: &str, body: &Json) {
        if self.is_reference(place, body) {
            return;
        }
        let fact = BodyFacts {
            required: flag(&body["required"]),
            media_types: keys(&body["content"]),
        };
        self.facts.say(place, &fact);
        self.content(place, body);
    }

    fn response(&mut self, place: &str, response: &Json) {
        if self.is_reference(place, response) {
            return;
        }
        let fact = ResponseFacts {
            description: text(&response["description"]),
            headers: keys(&response["headers"]),
            media_types: keys(&response["content"]),
        };
        self.facts.say(place, &fact);
        self.headers(&format!("{place}/headers"), &response["headers"]);
        self.content(place, response);
    }

    fn headers(&mut self, place: &str, headers: &Json) {
        for (name, header) in entries(headers) {
            let place = format!("{place}/{name}");
            if !self.is_reference(&place, header) {
                let fact = (
                    flag(&header["required"]),
                    flag(&header["deprecated"]),
                    text(&header["style"]),
                );
                self.facts.say(&place, &fact);
                self.optional_schema(&place, header);
                self.content(&place, header);
            }
        }
    }

    fn content(&mut self, place: &str, owner: &Json) {
        for (name, media) in entries(&owner["content"]) {
            let place = format!("{place}/content/{name}");
            self.facts.say(&place, &keys(&media["encoding"]));
            self.optional_schema(&place, media);
        }
    }

    fn optional_schema(&mut self, place: &str, owner: &Json) {
        if let Some(schema) = owner.get("schema") {
            self.schema(&format!("{place}/schema"), schema);
        }
    }

    fn schema(&mut self, place: &str, schema: &Json) {
        if self.is_reference(place, schema) {
            return;
        }
        self.facts.say(place, &schema_facts(schema));
        for (name, schema) in entries(&schema["properties"]) {
            self.schema(&format!("{place}/properties/{name}"), schema);
        }
        for name in ["allOf", "anyOf", "oneOf"] {
            for (index, schema) in items(&schema[name]).iter().enumerate() {
                self.schema(&format!("{place}/{name}/{index}"), schema);
            }
        }
        for name in ["items", "not", "additionalProperties"] {
            if schema[name].is_object() {
                self.schema(&format!("{place}/{name}"), &schema[name]);
            }
        }
    }
}

fn schema_facts(schema: &Json) -> SchemaFacts<'_> {
    let count = |name: &str| schema[name].as_u64();
    SchemaFacts {
        types: schema["type"].as_str(),
        format: schema["format"].as_str(),
        nullable: flag(&schema["nullable"]),
        flags: ["deprecated", "readOnly", "writeOnly"].map(|name| flag(&schema[name])),
        title: schema["title"].as_str(),
        pattern: schema["pattern"].as_str(),
        properties: keys(&schema["properties"]),
        required: texts(&schema["required"]).collect::<BTreeSet<&str>>(),
        additional_properties: match &schema["additionalProperties"] {
            Json::Bool(value) => Additional::Boolean(*value),
            Json::Object(_) => Additional::Schema,
            _ => Additional::Nothing,
        },
        enumeration: items(&schema["enum"]).iter().map(value).collect(),
        minimum: limit(schema, "minimum", "exclusiveMinimum"),
        maximum: limit(schema, "maximum", "exclusiveMaximum"),
        multiple_of: schema["multipleOf"].as_f64(),
        counts: [
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "minProperties",
            "maxProperties",
        ]
        .map(count),
        unique_items: flag(&schema["uniqueItems"]),
        members: ["allOf", "anyOf", "oneOf"].map(|name| items(&schema[name]).len()),
        discriminator: schema.get("discriminator").map(|discriminator| {
            let mapping = entries(&discriminator["mapping"]);
            let mapping = mapping.map(|(value, target)| (value, text(target)));
            (text(&discriminator["propertyName"]), mapping.collect())
        }),
    }
}

fn limit(schema: &Json, bound: &str, exclusive: &str) -> Option<Limit> {
    Some(Limit {
        value: schema[bound].as_f64()?,
        exclusive: flag(&schema[exclusive]),
    })
}

fn value(json: &Json) -> String {
    match json {
        Json::Null => "null".to_owned(),
        Json::Bool(value) => value.to_string(),
        Json::Number(number) => format!("{:?}", number.as_f64().unwrap_or(f64::NAN)),
        Json::String(text) => format!("{text:?}"),
        Json::Array(_) => "a sequence".to_owned(),
        Json::Object(_) => "a mapping".to_owned(),
    }
}

fn entries(json: &Json) -> impl Iterator<Item = (&str, &Json)> {
    let entries = json.as_object().into_iter().flat_map(Map::iter);
    entries.map(|(key, value)| (key.as_str(), value))
}

fn keys(json: &Json) -> Vec<&str> {
    entries(json).map(|(key, _)| key).collect()
}

fn items(json: &Json) -> &[Json] {
    json.as_array().map_or(&[], Vec::as_slice)
}

fn texts(json: &Json) -> impl Iterator<Item = &str> {
    items(json).iter().filter_map(Json::as_str)
}

fn text(json: &Json) -> &str {
    json.as_str().unwrap_or_default()
}

fn flag(json: &Json) -> bool {
    json.as_bool().unwrap_or_default()
}
