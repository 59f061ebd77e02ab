//! The recorded exchanges: what a client must send, and what it gets.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, iter};

use serde_json::{Map, Value};

/// Where the recorded server was, as its answers say it.
const ORIGIN: &str = "http://127.0.0.1:3344";

/// Exchanges about one thing.
#[derive(Debug)]
pub(super) struct Scenario {
    pub(super) name: String,
    /// The folder of its documents.
    pub(super) folder: String,
    pub(super) exchanges: Vec<Exchange>,
}

/// A request and its answer.
#[derive(Debug)]
pub(super) struct Exchange {
    /// In capitals.
    pub(super) method: String,
    pub(super) path: String,
    /// The pairs of the query in their order, decoded.
    pub(super) query: Vec<(String, String)>,
    /// The headers by their names in small letters.
    pub(super) headers: BTreeMap<String, String>,
    pub(super) body: Option<Body>,
    pub(super) answer: Answer,
}

/// What the server answers.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: BTreeMap<String, String>,
    pub(super) body: Option<Body>,
}

/// A body with what it is said to be.
#[derive(Debug, Clone)]
pub(super) struct Body {
    pub(super) media_type: String,
    pub(super) content: Content,
}

/// What a body consists of.
#[derive(Debug, Clone)]
pub(super) enum Content {
    Bytes(Vec<u8>),
    Parts(Vec<Part>),
}

/// A part of a form with several.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) value: PartValue,
}

/// What a part has: a value, or a file of which not the bytes are recorded but what it is called and what it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum PartValue {
    Json(Value),
    File { name: String, media_type: String },
}

impl Body {
    /// The bytes; none where the parts are recorded.
    pub(super) fn bytes(&self) -> &[u8] {
        match &self.content {
            Content::Bytes(bytes) => bytes,
            Content::Parts(_) => &[],
        }
    }

    /// The bytes as they are with this origin in place of the recorded one.
    pub(super) fn bytes_at(&self, origin: &str) -> Vec<u8> {
        match std::str::from_utf8(self.bytes()) {
            Ok(text) => text.replace(ORIGIN, origin).into_bytes(),
            Err(_) => self.bytes().to_owned(),
        }
    }
}

impl Exchange {
    /// A request without anything, which is answered by nothing.
    pub(super) fn of(method: &str, path: &str) -> Self {
        exchange(&serde_json::json!({
            "method": method, "uri": path, "request": {}, "response": { "status": 204 },
        }))
    }
}

/// Reads all scenarios.
pub(super) fn read(file: &Path) -> Vec<Scenario> {
    let text = fs::read_to_string(file).expect("the recording is readable");
    let value: Value = serde_json::from_str(&text).expect("the recording is JSON");
    let scenarios = value.as_array().expect("the recording is a list");
    scenarios.iter().map(scenario).collect()
}

fn scenario(value: &Value) -> Scenario {
    let exchanges = value["apis"].as_array().expect("a scenario has exchanges");
    Scenario {
        name: text(&value["scenario"]),
        folder: text(&value["dir"]),
        exchanges: exchanges.iter().map(exchange).collect(),
    }
}

fn exchange(value: &Value) -> Exchange {
    let (request, response) = (&value["request"], &value["response"]);
    let uri = text(&value["uri"]).replace('\\', "");
    let (path, rest) = uri.split_once('?').unwrap_or((&uri, ""));
    assert!(rest.is_empty(), "queries are recorded apart: {uri}");
    Exchange {
        method: text(&value["method"]).to_uppercase(),
        path: path.to_owned(),
        query: request["query"].as_object().map(pairs).unwrap_or_default(),
        headers: headers(&request["headers"]),
        body: body(&request["body"]),
        answer: Answer {
            status: response["status"]
                .as_u64()
                .and_then(|status| status.try_into().ok())
                .expect("a status"),
            headers: headers(&response["headers"]),
            body: body(&response["body"]),
        },
    }
}

fn pairs(query: &Map<String, Value>) -> Vec<(String, String)> {
    let pairs = query.iter().flat_map(|(name, value)| {
        let values: Vec<&Value> = value
            .as_array()
            .map_or_else(|| vec![value], |values| values.iter().collect());
        values.into_iter().map(|value| (name.clone(), text(value)))
    });
    pairs.collect()
}

fn headers(value: &Value) -> BTreeMap<String, String> {
    let headers = value.as_object().into_iter().flatten();
    headers
        .map(|(name, value)| (name.to_lowercase(), text(value)))
        .collect()
}

fn body(value: &Value) -> Option<Body> {
    let media_type = text(value.get("contentType")?);
    let content = if let Some(parts) = value.get("multipart") {
        Content::Parts(parts_of(parts))
    } else if let Some(bytes) = value["raw"].get("base64") {
        Content::Bytes(base64(&text(bytes)))
    } else {
        Content::Bytes(text(&value["raw"]).into_bytes())
    };
    Some(Body { media_type, content })
}

/// The parts: those with several values of one name are recorded as a list.
fn parts_of(value: &Value) -> Vec<Part> {
    let values = value["parts"].as_object().into_iter().flatten();
    let values = values.map(|(name, value)| Part {
        name: name.clone(),
        value: PartValue::Json(value.clone()),
    });
    let files = value["files"].as_array().into_iter().flatten();
    let files = files.map(|file| Part {
        name: text(&file["fieldname"]),
        value: PartValue::File {
            name: text(&file["originalname"]),
            media_type: text(&file["mimetype"]),
        },
    });
    values.chain(files).collect()
}

/// A text or a number as it stands in a URL.
fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The bytes of a base64 text of the usual alphabet.
pub(super) fn base64(text: &str) -> Vec<u8> {
    let sextet = |byte: u8| match byte {
        b'A'..=b'Z' => u32::from(byte - b'A'),
        b'a'..=b'z' => u32::from(byte - b'a') + 26,
        b'0'..=b'9' => u32::from(byte - b'0') + 52,
        b'+' => 62,
        _ => 63,
    };
    let digits: Vec<u32> = text.trim_end_matches('=').bytes().map(sextet).collect();
    let bytes = digits.chunks(4).flat_map(|chunk| {
        let padded = chunk.iter().copied().chain(iter::repeat(0)).take(4);
        let bits = padded.fold(0, |bits, digit| bits << 6 | digit);
        bits.to_be_bytes().into_iter().skip(1).take(chunk.len() * 3 / 4)
    });
    bytes.collect()
}

#[test]
fn base64_is_read() {
    assert_eq!(base64("dGVzdA=="), b"test");
    assert_eq!(base64("aWQ6"), b"id:");
}
