//! Whether what was sent and what came out is what is recorded.

use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use super::document::Operation;
use super::parts;
use super::recording::{Body, Content, Exchange};
use super::server::Request;
use super::xml;

/// Headers of which a client sends none that is not recorded.
const TELLING: [&str; 2] = ["authorization", "cookie"];

/// What a body is sent as, and its bytes.
///
/// Where the header and the label of the body disagree, the document decides. A text that is labelled JSON is recorded as
/// JSON.
pub(super) fn sent_body(operation: &Operation<'_>, exchange: &Exchange) -> Option<Body> {
    let body = exchange.body.as_ref()?;
    let types = operation.media_types();
    let known = |media_type: &&String| types.contains(&essence(media_type));
    let header = exchange.headers.get("content-type").filter(known);
    let media_type = header.cloned().unwrap_or_else(|| match types[..] {
        // A kind of JSON that the recording calls JSON.
        [only] if is_json(only) && is_json(&body.media_type) => only.to_owned(),
        _ => body.media_type.clone(),
    });
    let content = match serde_json::from_slice(body.bytes()) {
        Ok(Value::String(text)) if !is_json(&media_type) && is_json(&body.media_type) => {
            Content::Bytes(text.into_bytes())
        }
        _ => body.content.clone(),
    };
    Some(Body { media_type, content })
}

/// What differs between the requests that came and the recorded one.
pub(super) fn requests(seen: &[Request], exchange: &Exchange, body: Option<&Body>) -> Result<(), String> {
    let [request] = seen else {
        return Err(format!("{} requests were sent", seen.len()));
    };
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    same("method", &request.method, &exchange.method)?;
    same("path", path, &exchange.path)?;
    let mut sent: Vec<(String, String)> = query.split('&').filter(|pair| !pair.is_empty()).map(pair).collect();
    let mut recorded = exchange.query.clone();
    sent.sort();
    recorded.sort();
    same("query", &format!("{sent:?}"), &format!("{recorded:?}"))?;
    for (name, recorded) in exchange.headers.iter().filter(|(name, _)| *name != "content-type") {
        let sent = request.headers.get(name).map_or("", String::as_str);
        same(&format!("header {name}"), sent, recorded)?;
    }
    // Where the credential is refused, the recording may leave it out.
    let refused = matches!(exchange.answer.status, 401 | 403);
    for name in TELLING.into_iter().filter(|_| !refused) {
        if request.headers.contains_key(name) && !exchange.headers.contains_key(name) {
            return Err(format!("header {name} was sent"));
        }
    }
    let Some(body) = body else {
        if request.body.is_empty() {
            return Ok(());
        }
        return Err("a body was sent".to_owned());
    };
    let media_type = request.headers.get("content-type").map_or("", String::as_str);
    same("media type", essence(media_type), essence(&body.media_type))?;
    match &body.content {
        Content::Bytes(recorded) => bytes("body", &body.media_type, &request.body, recorded),
        Content::Parts(recorded) => parts::same(media_type, &request.body, recorded),
    }
}

/// What differs between what a call brought and the recorded answer.
pub(super) fn answer(came: &Value, exchange: &Exchange, origin: &str) -> Result<(), String> {
    if let Some(fault) = came["fault"].as_str() {
        return Err(fault.to_owned());
    }
    let answer = &exchange.answer;
    let fails = answer.status >= 400;
    let error = came["error"].as_str();
    let kind = came["kind"].as_str().unwrap_or_default();
    if fails != error.is_some() || (fails && kind != "Api") {
        return Err(format!("{kind} {}", error.unwrap_or("no error")));
    }
    if came["status"] != answer.status {
        return Err(format!("the status is {}", came["status"]));
    }
    for (name, found) in came["headers"].as_object().into_iter().flatten() {
        let recorded = answer.headers.get(name).map_or("", String::as_str);
        same(&format!("header {name}"), found.as_str().unwrap_or_default(), recorded)?;
    }
    let expected = answer
        .body
        .as_ref()
        .map(|body| (essence(&body.media_type), body.bytes_at(origin)));
    let Some((media_type, expected)) = expected else {
        let brought = ["json", "bytes", "events"]
            .into_iter()
            .find(|kind| !came[kind].is_null());
        return brought.map_or(Ok(()), |kind| Err(format!("brought {}", came[kind])));
    };
    if let Some(events) = came["events"].as_array() {
        let events: Vec<Value> = events.iter().map(parsed).collect();
        let (recorded, last_id) = recorded_events(&expected);
        same("last id", came["last_id"].as_str().unwrap_or_default(), &last_id)?;
        return values("events", &events.into(), &recorded);
    }
    if let Some(text) = came["json"].as_str() {
        if media_type.ends_with("/xml") || media_type.ends_with("+xml") {
            return xml::same_texts(text.as_bytes(), &expected);
        }
        return bytes("answer", media_type, text.as_bytes(), &expected);
    }
    let Some(brought) = came["bytes"].as_array() else {
        return Err("the answer's body was not decoded".to_owned());
    };
    let brought: Vec<u8> = brought
        .iter()
        .filter_map(|byte| byte.as_u64()?.try_into().ok())
        .collect();
    bytes("answer", media_type, &brought, &expected)
}

fn parsed(text: &Value) -> Value {
    serde_json::from_str(text.as_str().unwrap_or_default()).unwrap_or_default()
}

/// The events of a stream as objects with what the documents describe of them, and the last id.
fn recorded_events(stream: &[u8]) -> (Value, String) {
    let text = String::from_utf8_lossy(stream);
    let (mut events, mut last_id) = (Vec::new(), String::new());
    for block in text.split("\n\n").filter(|block| !block.is_empty()) {
        let mut event = json!({});
        for line in block.lines() {
            let (name, value) = line.split_once(':').unwrap_or((line, ""));
            let value = value.strip_prefix(' ').unwrap_or(value);
            match name {
                // An id with a NUL in it is none.
                "id" if !value.contains('\0') => value.clone_into(&mut last_id),
                "event" | "data" => event[name] = value.into(),
                _ => {}
            }
        }
        events.push(event);
    }
    (events.into(), last_id)
}

fn same(what: &str, found: &str, recorded: &str) -> Result<(), String> {
    if found == recorded {
        return Ok(());
    }
    Err(format!("{what}: {found} and not {recorded}"))
}

/// Bodies of a media type: JSON by its value, all else by its bytes.
fn bytes(what: &str, media_type: &str, found: &[u8], recorded: &[u8]) -> Result<(), String> {
    let json = |bytes| serde_json::from_slice::<Value>(bytes).ok();
    if is_json(media_type)
        && let (Some(found), Some(recorded)) = (json(found), json(recorded))
    {
        return values(what, &found, &recorded);
    }
    if found == recorded {
        return Ok(());
    }
    let shown = |bytes| String::from_utf8_lossy(bytes).chars().take(200).collect::<String>();
    Err(format!("{what}: {} and not {}", shown(found), shown(recorded)))
}

fn values(what: &str, found: &Value, recorded: &Value) -> Result<(), String> {
    if equal(found, recorded) {
        return Ok(());
    }
    Err(format!("{what}: {found} and not {recorded}"))
}

/// Whether values are the same, numbers by what they come to.
pub(super) fn equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(name, a)| b.get(name).is_some_and(|b| equal(a, b)))
        }
        _ => one == other,
    }
}

fn pair(text: &str) -> (String, String) {
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    let decode = |text| percent_decode_str(text).decode_utf8_lossy().into_owned();
    (decode(name), decode(value))
}

/// A media type without its parameters.
pub(super) fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.ends_with("/json") || essence.ends_with("+json")
}

#[test]
fn what_differs_is_found() {
    let exchange = Exchange::of("GET", "/a");
    let request = |target: &str, headers: &[(&str, &str)], body: &[u8]| Request {
        method: "GET".to_owned(),
        target: target.to_owned(),
        headers: headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        body: body.to_owned(),
    };
    let same = |request: Request| requests(&[request], &exchange, None).is_ok();
    assert!(same(request("/a", &[("accept", "*/*")], b"")));
    assert!(!same(request("/a?x=1", &[], b"")));
    assert!(!same(request("/a", &[("authorization", "Bearer x")], b"")));
    assert!(!same(request("/a", &[], b"{}")));
    assert!(requests(&[], &exchange, None).is_err());
    assert!(answer(&json!({ "status": 204 }), &exchange, "").is_ok());
    assert!(answer(&json!({ "status": 200 }), &exchange, "").is_err());
    assert!(answer(&json!({ "status": 204, "json": "1" }), &exchange, "").is_err());
}
