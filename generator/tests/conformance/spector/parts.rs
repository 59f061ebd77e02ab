//! Forms of several parts: what is given for them, and whether what was sent has the recorded ones.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::compare::{equal, essence};
use super::document::Operation;
use super::recording::{Part, PartValue};

/// What a file has, since no content is recorded.
const CONTENT: &str = "content";

/// The form as an object. A number that the document calls a string is one, and a list where it has one.
pub(super) fn object(operation: &Operation<'_>, media_type: &str, parts: &[Part]) -> Value {
    let mut object = Map::new();
    for part in parts {
        let schema = operation.property(media_type, &part.name);
        let value = match &part.value {
            PartValue::Json(Value::Number(number)) if schema["type"] == "string" => number.to_string().into(),
            PartValue::Json(value) => value.clone(),
            PartValue::File { .. } => CONTENT.into(),
        };
        match object.get_mut(&part.name) {
            Some(Value::Array(list)) => list.push(value),
            _ if schema["type"] == "array" && !value.is_array() => {
                object.insert(part.name.clone(), vec![value].into());
            }
            _ => {
                object.insert(part.name.clone(), value);
            }
        }
    }
    object.into()
}

/// A part that was sent.
struct Sent<'a> {
    name: String,
    file: Option<String>,
    media_type: String,
    text: &'a str,
}

/// What differs between the parts of a body and the recorded ones.
pub(super) fn same(media_type: &str, body: &[u8], recorded: &[Part]) -> Result<(), String> {
    let text = std::str::from_utf8(body).map_err(|_| "the form is no text".to_owned())?;
    let boundary = media_type.split_once("boundary=").ok_or("there is no boundary")?;
    let sent = read(text, boundary.1.trim_matches('"'));
    let mut left: BTreeMap<&str, Vec<&Sent<'_>>> = BTreeMap::new();
    for part in &sent {
        left.entry(&part.name).or_default().push(part);
    }
    for part in recorded {
        let Some(found) = left.get_mut(&*part.name).filter(|found| !found.is_empty()) else {
            return Err(format!("part {} was not sent", part.name));
        };
        match &part.value {
            PartValue::File { name, media_type } => file(found.remove(0), name, media_type)?,
            PartValue::Json(recorded) => {
                let mut values: Vec<Value> = found.drain(..).map(value).collect();
                let sent = if recorded.is_array() {
                    values.into()
                } else {
                    values.remove(0)
                };
                if !equal(&sent, recorded) {
                    return Err(format!("part {}: {sent} and not {recorded}", part.name));
                }
            }
        }
    }
    match left.iter().find(|(_, parts)| !parts.is_empty()) {
        Some((name, _)) => Err(format!("part {name} is too many")),
        None => Ok(()),
    }
}

fn file(sent: &Sent<'_>, name: &str, media_type: &str) -> Result<(), String> {
    let found = sent.file.as_deref().unwrap_or("nothing");
    if found != name {
        return Err(format!("part {} is called {found} as a file and not {name}", sent.name));
    }
    if sent.media_type != media_type {
        return Err(format!(
            "part {} is {} and not {media_type}",
            sent.name, sent.media_type
        ));
    }
    if sent.text != CONTENT {
        return Err(format!("part {} has another content", sent.name));
    }
    Ok(())
}

/// A value as the recording has it: JSON where it is some.
fn value(sent: &Sent<'_>) -> Value {
    serde_json::from_str(sent.text).unwrap_or_else(|_| sent.text.into())
}

fn read<'a>(text: &'a str, boundary: &str) -> Vec<Sent<'a>> {
    let boundary = format!("--{boundary}");
    let parts = text.split(&*boundary).filter_map(|part| {
        let (head, text) = part.strip_prefix("\r\n")?.split_once("\r\n\r\n")?;
        let header = |name: &str| {
            let mut lines = head.lines().filter_map(|line| line.split_once(':'));
            lines
                .find(|(found, _)| found.eq_ignore_ascii_case(name))
                .map(|(_, value)| value.trim())
        };
        let disposition = header("content-disposition")?;
        let parameter = |name: &str| {
            let (_, rest) = disposition.split_once(&format!("; {name}=\""))?;
            Some(rest.split_once('"')?.0.to_owned())
        };
        Some(Sent {
            name: parameter("name")?,
            file: parameter("filename"),
            media_type: header("content-type").map_or("", essence).to_owned(),
            text: text.strip_suffix("\r\n").unwrap_or(text),
        })
    });
    parts.collect()
}

#[test]
fn parts_are_compared_by_name_value_and_file() {
    let body = "--b\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\n123\r\n\
                --b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.png\"\r\n\
                Content-Type: image/png\r\n\r\ncontent\r\n--b--\r\n";
    let value = |json: Value| Part {
        name: "id".to_owned(),
        value: PartValue::Json(json),
    };
    let file = |name: &str| Part {
        name: "photo".to_owned(),
        value: PartValue::File {
            name: name.to_owned(),
            media_type: "image/png".to_owned(),
        },
    };
    let differs = |recorded: &[Part]| same("multipart/form-data; boundary=b", body.as_bytes(), recorded).err();
    assert_eq!(differs(&[value(123.into()), file("a.png")]), None);
    assert!(differs(&[value(124.into()), file("a.png")]).is_some());
    assert!(differs(&[value(123.into()), file("b.png")]).is_some());
    assert!(differs(&[value(123.into())]).is_some());
}
