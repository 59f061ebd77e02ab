//! Whether an answer in XML was read as it is recorded: what comes out is JSON, so the texts are compared, without their
//! names and their order, which documents and types are free to differ in.

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

/// What differs between the texts in a value and those in a document.
pub(super) fn same_texts(found: &[u8], recorded: &[u8]) -> Result<(), String> {
    let value = serde_json::from_slice(found).map_err(|error| error.to_string())?;
    let mut found = Vec::new();
    scalars(&value, &mut found);
    let mut recorded = texts(recorded)?;
    found.sort();
    recorded.sort();
    if found == recorded {
        return Ok(());
    }
    Err(format!("answer: the texts {found:?} and not {recorded:?}"))
}

fn scalars(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Null => {}
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| scalars(item, found)),
        Value::Object(members) => members.values().for_each(|member| scalars(member, found)),
        scalar => found.push(scalar.to_string()),
    }
}

fn texts(document: &[u8]) -> Result<Vec<String>, String> {
    let mut reader = Reader::from_reader(document);
    let mut found = Vec::new();
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Eof => return Ok(found),
            Event::Text(text) => {
                let text = text.trim().to_owned();
                found.extend(Some(text).filter(|text| !text.is_empty()));
            }
            Event::Start(element) | Event::Empty(element) => {
                for attribute in element.attributes() {
                    let attribute = attribute.map_err(|error| error.to_string())?;
                    found.push(attribute.value.into_owned());
                }
            }
            _ => {}
        }
    }
}

#[test]
fn texts_are_compared_without_their_order() {
    let document = b"<?xml version='1.0'?><a x=\"1\"><b>two</b> <b>three</b></a>";
    assert_eq!(same_texts(br#"{"b":["three","two"],"x":1}"#, document), Ok(()));
    assert!(same_texts(br#"{"b":["three"],"x":1}"#, document).is_err());
    assert!(same_texts(b"no JSON", document).is_err());
}
