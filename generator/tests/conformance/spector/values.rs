//! The values of parameters, read from how they were sent: by the parameter's style to JSON of its schema's type.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use super::document::{Document, Operation};
use super::recording::Exchange;

/// The arguments that an exchange has values for, by `PLACE:NAME`.
pub(super) fn arguments(operation: &Operation<'_>, exchange: &Exchange) -> Map<String, Value> {
    let document = operation.document;
    let mut arguments = Map::new();
    for parameter in operation.parameters() {
        let name = parameter["name"].as_str().unwrap_or_default();
        let place = parameter["in"].as_str().unwrap_or_default();
        let reader = Reader::of(document, parameter);
        let value = match place {
            "path" => operation.places.get(name).map(|text| reader.read(text, true)),
            "header" => exchange
                .headers
                .get(&name.to_lowercase())
                .map(|text| reader.read(text, false)),
            "query" => reader.query(name, &exchange.query),
            _ => None,
        };
        if let Some(value) = value {
            arguments.insert(format!("{place}:{}", name.to_lowercase()), value);
        }
    }
    arguments
}

/// What a parameter's text is read by.
struct Reader<'a> {
    document: &'a Document,
    name: &'a str,
    schema: &'a Value,
    style: &'a str,
    explode: bool,
}

impl<'a> Reader<'a> {
    fn of(document: &'a Document, parameter: &'a Value) -> Self {
        let place = parameter["in"].as_str().unwrap_or_default();
        let usual = if matches!(place, "query" | "cookie") {
            "form"
        } else {
            "simple"
        };
        let style = parameter["style"].as_str().unwrap_or(usual);
        Self {
            document,
            name: parameter["name"].as_str().unwrap_or_default(),
            schema: document.resolved(&parameter["schema"]),
            style,
            explode: parameter["explode"].as_bool().unwrap_or(style == "form"),
        }
    }

    /// Reads a text in which the value is, percent-encoded or not.
    fn read(&self, text: &str, encoded: bool) -> Value {
        let decode = |text: &str| {
            let decoded = encoded.then(|| percent_decode_str(text).decode_utf8_lossy().into_owned());
            decoded.unwrap_or_else(|| text.to_owned())
        };
        let named = format!(";{}=", self.name);
        let (text, separator) = match self.style {
            "label" => (
                text.strip_prefix('.').unwrap_or(text),
                if self.explode { "." } else { "," },
            ),
            "matrix" if self.explode && self.kind() == Some("object") => (text.strip_prefix(';').unwrap_or(text), ";"),
            "matrix" => (
                text.strip_prefix(&named).unwrap_or(text),
                if self.explode { &*named } else { "," },
            ),
            "spaceDelimited" => (text, " "),
            "pipeDelimited" => (text, "|"),
            _ => (text, ","),
        };
        let pieces: Vec<String> = text.split(separator).map(decode).collect();
        match self.kind() {
            Some("array") => pieces.iter().map(|piece| scalar(self.items(), piece)).collect(),
            Some("object") if self.explode => {
                let pairs = pieces.iter().filter_map(|piece| piece.split_once('='));
                self.object(pairs)
            }
            Some("object") => {
                let pairs = pieces.chunks_exact(2).map(|pair| (&*pair[0], &*pair[1]));
                self.object(pairs)
            }
            _ => scalar(self.schema, &decode(text)),
        }
    }

    /// Reads the pairs of a query that the parameter has there.
    fn query(&self, name: &str, query: &[(String, String)]) -> Option<Value> {
        let own: Vec<&String> = query
            .iter()
            .filter(|(key, _)| key == name)
            .map(|(_, value)| value)
            .collect();
        match self.kind() {
            Some("array") if self.explode && !own.is_empty() => {
                Some(own.iter().map(|piece| scalar(self.items(), piece)).collect())
            }
            Some("object") if self.explode => {
                let pairs = query.iter().map(|(name, value)| (&**name, &**value));
                Some(self.object(pairs))
            }
            _ => Some(self.read(own.first()?, false)),
        }
    }

    fn kind(&self) -> Option<&'a str> {
        self.schema["type"].as_str()
    }

    fn items(&self) -> &'a Value {
        self.document.resolved(&self.schema["items"])
    }

    fn object<'t>(&self, pairs: impl Iterator<Item = (&'t str, &'t str)>) -> Value {
        let others = ["additionalProperties", "unevaluatedProperties"].map(|keyword| &self.schema[keyword]);
        let others = others
            .into_iter()
            .find(|schema| schema.is_object())
            .unwrap_or(&Value::Null);
        let member = |(name, text): (&str, &str)| {
            let schema = self.schema["properties"].get(name).unwrap_or(others);
            (name.to_owned(), scalar(self.document.resolved(schema), text))
        };
        Value::Object(pairs.map(member).collect())
    }
}

/// A value that is no array and no object.
fn scalar(schema: &Value, text: &str) -> Value {
    let json = || serde_json::from_str(text).ok();
    let value = match schema["type"].as_str() {
        Some("integer" | "number" | "boolean") => json(),
        _ => None,
    };
    value.unwrap_or_else(|| text.into())
}

#[test]
fn texts_are_read_by_style() {
    let document = Document::of("test", serde_json::json!({}));
    let cases = [
        ("path", "simple", false, "array", "a,b%2Cc", r#"["a","b,c"]"#),
        ("path", "simple", true, "object", "x=1,y=2", r#"{"x":1,"y":2}"#),
        ("path", "label", true, "array", ".a.b", r#"["a","b"]"#),
        ("path", "label", false, "object", ".x,1,y,2", r#"{"x":1,"y":2}"#),
        ("path", "matrix", false, "string", ";p=a", r#""a""#),
        ("path", "matrix", true, "array", ";p=a;p=b", r#"["a","b"]"#),
        ("path", "matrix", true, "object", ";x=1;y=2", r#"{"x":1,"y":2}"#),
        ("query", "pipeDelimited", false, "array", "a|b", r#"["a","b"]"#),
        ("query", "form", false, "integer", "17", "17"),
    ];
    for (place, style, explode, kind, text, expected) in cases {
        let parameter = serde_json::json!({
            "name": "p", "in": place, "style": style, "explode": explode,
            "schema": { "type": kind, "additionalProperties": { "type": "integer" } },
        });
        let value = Reader::of(&document, &parameter).read(text, place == "path");
        assert_eq!(value.to_string(), expected, "{style} {explode} {text}");
    }
}
