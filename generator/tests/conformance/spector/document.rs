//! A document, and which of its operations a recorded request is one of.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use regex_lite::{Captures, Regex, escape};
use serde_json::Value;

use super::recording::Exchange;

/// A document of a folder of scenarios.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) path: PathBuf,
    /// The path from the folder of all documents.
    pub(super) name: String,
    json: Value,
}

/// An operation that a request is one of.
#[derive(Debug)]
pub(super) struct Operation<'a> {
    pub(super) document: &'a Document,
    /// As the document has it.
    pub(super) path: &'a str,
    /// In small letters, as the document has it.
    pub(super) method: String,
    /// The part of the request's path that belongs to the server.
    pub(super) base: String,
    /// The texts at the places of parameters, as they were sent.
    pub(super) places: BTreeMap<String, String>,
    value: &'a Value,
    item: &'a Value,
    /// How well it fits: whether it is of the version that the server's URL names, then how much is literal.
    rank: (bool, usize),
}

impl Document {
    pub(super) fn read(path: &Path, root: &Path) -> Self {
        let text = fs::read_to_string(path).expect("a document is readable");
        let json = serde_json::from_str(&text).expect("a document is JSON");
        let name = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
        Self {
            path: path.to_owned(),
            ..Self::of(&name, json)
        }
    }

    /// The document of a value.
    pub(super) fn of(name: &str, json: Value) -> Self {
        Self {
            path: PathBuf::from(name),
            name: name.to_owned(),
            json,
        }
    }

    /// The value that a reference within the document leads to, or the value itself.
    pub(super) fn resolved<'a>(&'a self, value: &'a Value) -> &'a Value {
        let mut value = value;
        // Longer chains are circles.
        for _ in 0..16 {
            let target = value["$ref"].as_str().and_then(|target| target.strip_prefix('#'));
            match target.and_then(|pointer| self.json.pointer(pointer)) {
                Some(found) => value = found,
                None => break,
            }
        }
        value
    }

    /// The security schemes by name.
    pub(super) fn schemes(&self) -> impl Iterator<Item = (&String, &Value)> {
        let schemes = self.json["components"]["securitySchemes"].as_object();
        schemes.into_iter().flatten()
    }

    /// The operation that a request is one of.
    fn operation(&self, exchange: &Exchange) -> Option<Operation<'_>> {
        let server = &self.json["servers"][0];
        let base = base_pattern(server);
        let version = self.json["info"]["version"].as_str().unwrap_or_default();
        let found = self.json["paths"].as_object()?.iter().filter_map(|(path, item)| {
            let method = exchange.method.to_lowercase();
            let value = item.get(&method)?;
            let captures = path_pattern(&base, path).captures(&exchange.path)?;
            let base = captures.name("base").map_or("", |base| base.as_str());
            let places = places(path, &captures);
            let literal = exchange.path.len() - places.values().map(String::len).sum::<usize>();
            Some(Operation {
                document: self,
                path,
                method,
                base: base.to_owned(),
                places,
                value,
                item,
                rank: (base.ends_with(version), literal),
            })
        });
        found.max_by_key(|operation| operation.rank)
    }
}

impl<'a> Operation<'a> {
    /// The best among documents; of those that are equally good, of the last one.
    pub(super) fn find(documents: &'a [Document], exchange: &Exchange) -> Option<Self> {
        let found = documents.iter().filter_map(|document| document.operation(exchange));
        found.max_by_key(|operation| operation.rank)
    }

    /// The parameters: those of the path as far as the operation has none of that name and place.
    pub(super) fn parameters(&self) -> impl Iterator<Item = &'a Value> {
        let of = |value: &'a Value| {
            let list = value["parameters"].as_array().into_iter().flatten();
            list.map(|parameter| self.document.resolved(parameter))
        };
        let own: Vec<&Value> = of(self.value).collect();
        let same = |one: &Value, other: &Value| one["name"] == other["name"] && one["in"] == other["in"];
        let shared = of(self.item).filter(|shared| !own.iter().any(|own| same(own, shared)));
        let shared: Vec<&Value> = shared.collect();
        own.into_iter().chain(shared)
    }

    /// The media types of the request's body.
    pub(super) fn media_types(&self) -> Vec<&'a str> {
        let body = self.document.resolved(&self.value["requestBody"]);
        let types = body["content"].as_object().into_iter().flatten();
        types.map(|(media_type, _)| media_type.as_str()).collect()
    }

    /// The schema of the request's body of a media type, and of one of its properties.
    pub(super) fn property(&self, media_type: &str, name: &str) -> &'a Value {
        let body = self.document.resolved(&self.value["requestBody"]);
        let schema = self.document.resolved(&body["content"][media_type]["schema"]);
        self.document.resolved(&schema["properties"][name])
    }

    /// How a property of the request's body of a media type is written.
    pub(super) fn encoding(&self, media_type: &str, name: &str) -> &'a Value {
        let body = self.document.resolved(&self.value["requestBody"]);
        &body["content"][media_type]["encoding"][name]
    }

    /// The pointer to it, as diagnostics have it.
    pub(super) fn pointer(&self) -> String {
        let path = self.path.replace('~', "~0").replace('/', "~1");
        format!("#/paths/{path}/{}", self.method)
    }
}

/// The pattern of a server's path. A variable that is not one of some values stands for the origin.
fn base_pattern(server: &Value) -> String {
    let url = server["url"].as_str().unwrap_or_default();
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None => url,
    };
    let pattern = pieces(path).into_iter().map(|piece| match piece {
        Piece::Literal(text) => escape(text),
        Piece::Place(name) => match server["variables"][name]["enum"].as_array() {
            Some(values) => {
                let values = values.iter().filter_map(Value::as_str).map(escape);
                format!("(?:{})", values.collect::<Vec<_>>().join("|"))
            }
            None => String::new(),
        },
    });
    pattern.collect()
}

/// The pattern of the whole path of a request. The path `/` may be left out after that of a server.
fn path_pattern(base: &str, path: &str) -> Regex {
    let mut pattern = format!("^(?P<base>{base})");
    for (index, piece) in pieces(path).into_iter().enumerate() {
        match piece {
            Piece::Literal("/") if path == "/" => pattern.push_str("/?"),
            Piece::Literal(text) => pattern.push_str(&escape(text)),
            Piece::Place(_) => pattern.extend(["(?P<p", &index.to_string(), ">.*)"]),
        }
    }
    Regex::new(&(pattern + "$")).expect("everything is escaped")
}

fn places(path: &str, captures: &Captures<'_>) -> BTreeMap<String, String> {
    let pieces = pieces(path).into_iter().enumerate();
    let places = pieces.filter_map(|(index, piece)| match piece {
        Piece::Literal(_) => None,
        Piece::Place(name) => {
            let text = captures.name(&format!("p{index}"))?.as_str();
            Some((name.to_owned(), text.to_owned()))
        }
    });
    places.collect()
}

/// A part of a template.
enum Piece<'a> {
    Literal(&'a str),
    Place(&'a str),
}

fn pieces(template: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        pieces.push(Piece::Literal(before));
        pieces.push(Piece::Place(name));
        rest = after;
    }
    pieces.push(Piece::Literal(rest));
    pieces.retain(|piece| !matches!(piece, Piece::Literal("")));
    pieces
}

#[test]
fn operations_are_found_below_the_path_of_their_server() {
    let document = Document::of(
        "test",
        serde_json::json!({
            "servers": [{
                "url": "{endpoint}/base/{version}",
                "variables": { "endpoint": { "default": "" }, "version": { "enum": ["v1", "v2"] } },
            }],
            "paths": { "/a/{id}": { "get": {} }, "/a/b": { "get": {} } },
        }),
    );
    let documents = [document];
    let find = |path: &str| {
        let exchange = Exchange::of("GET", path);
        let found = Operation::find(&documents, &exchange)?;
        Some((found.base, found.path, found.places.get("id").cloned()))
    };
    let base = || "/base/v2".to_owned();
    assert_eq!(find("/base/v2/a/b"), Some((base(), "/a/b", None)));
    assert_eq!(find("/base/v2/a/c"), Some((base(), "/a/{id}", Some("c".to_owned()))));
    assert_eq!(find("/base/v3/a/c"), None);
}
