// kiln-runtime: support code, copied unchanged into generated crates.
//! From a value to a document.

use super::super::json::{Object, ToJson, Value};
use super::error::XmlError;
use super::table::{Element, Member, Name, Place, Shape};
use quick_xml::Writer;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

type Result<T> = std::result::Result<T, XmlError>;

/// The namespace of `xsi:nil`.
const INSTANCE: (&str, &str) =
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");

/// A value as a document with one element.
pub(super) fn document(value: &dyn ToJson, element: &Element) -> Result<Vec<u8>> {
    let value = Value::from_json(value).map_err(XmlError::unwritable)?;
    let mut out = Document(Writer::new(Vec::new()));
    out.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    out.element(element.name, &value, element.shape)?;
    Ok(out.0.into_inner())
}

struct Document(Writer<Vec<u8>>);

impl Document {
    fn event(&mut self, event: Event<'_>) -> Result<()> {
        self.0.write_event(event).map_err(|error| XmlError::formless(error.to_string()))
    }

    /// An element of a name in a table.
    fn element(&mut self, name: Name, value: &Value, shape: &Shape) -> Result<()> {
        self.named(&qualified(name)?, Some(name), value, shape)
    }

    /// An element; `declared` is the name whose namespace it declares.
    fn named(
        &mut self,
        full: &str,
        declared: Option<Name>,
        value: &Value,
        shape: &Shape,
    ) -> Result<()> {
        let mut tag = BytesStart::new(full);
        if let Some(name) = declared {
            declare(&mut tag, name);
        }
        if value.is_null() {
            tag.push_attribute(INSTANCE);
            tag.push_attribute(("xsi:nil", "true"));
            return self.event(Event::Empty(tag));
        }
        match (shape, value) {
            (Shape::Record(members, rest), Value::Object(object)) => {
                attributes(&mut tag, members, object)?;
                self.event(Event::Start(tag))?;
                self.record(object, members, *rest)?;
            }
            (Shape::List(item, shape), Value::Array(items)) => {
                self.event(Event::Start(tag))?;
                for value in items {
                    self.element(*item, value, shape)?;
                }
            }
            (_, Value::Object(object)) => {
                self.event(Event::Start(tag))?;
                self.record(object, &[], Some(&Shape::Any))?;
            }
            (_, Value::Array(_)) => {
                return Err(XmlError::formless("a list in a list has no names"));
            }
            (_, scalar) => {
                self.event(Event::Start(tag))?;
                self.text(&text(scalar)?)?;
            }
        }
        self.event(Event::End(BytesEnd::new(full)))
    }

    fn record(
        &mut self,
        object: &Object,
        members: &[Member],
        rest: Option<&Shape>,
    ) -> Result<()> {
        for member in members {
            let Some(value) = object.get(member.key) else { continue };
            match (member.place, value) {
                (Place::Attribute, _)
                | (Place::Content | Place::Items { .. }, Value::Null) => {}
                (Place::Content, value) => self.text(&text(value)?)?,
                (Place::Items { .. }, Value::Array(items)) => {
                    for item in items {
                        self.element(member.name, item, member.shape)?;
                    }
                }
                (Place::Element | Place::Items { .. }, value) => {
                    self.element(member.name, value, member.shape)?;
                }
            }
        }
        let Some(rest) = rest else { return Ok(()) };
        let declared = |key: &str| members.iter().any(|member| member.key == key);
        for (key, value) in object.iter().filter(|(key, _)| !declared(key)) {
            self.undeclared(key, value, rest)?;
        }
        Ok(())
    }

    /// A member that the table does not name; each item of a list is an element.
    fn undeclared(&mut self, key: &str, value: &Value, shape: &Shape) -> Result<()> {
        checked(key)?;
        match (shape, value) {
            (Shape::Any, Value::Array(items)) => {
                items.iter().try_for_each(|item| self.named(key, None, item, shape))
            }
            _ => self.named(key, None, value, shape),
        }
    }

    fn text(&mut self, text: &str) -> Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        self.event(Event::Text(BytesText::new(text)))
    }
}

/// Declares the namespace of a name, unless the element does already.
fn declare(tag: &mut BytesStart<'_>, name: Name) {
    if !name.namespace.is_empty() {
        let key = match name.prefix {
            "" => "xmlns".to_owned(),
            prefix => format!("xmlns:{prefix}"),
        };
        let declared = |attribute: &Attribute<'_>| attribute.key.as_ref() == key;
        if !tag.attributes().flatten().any(|attribute| declared(&attribute)) {
            tag.push_attribute((key.as_str(), name.namespace));
        }
    }
}

fn attributes(
    tag: &mut BytesStart<'_>,
    members: &[Member],
    object: &Object,
) -> Result<()> {
    for member in members.iter().filter(|member| member.place == Place::Attribute) {
        match object.get(member.key) {
            None | Some(Value::Null) => {}
            Some(value) => {
                declare(tag, member.name);
                tag.push_attribute((
                    qualified(member.name)?.as_str(),
                    text(value)?.as_str(),
                ));
            }
        }
    }
    Ok(())
}

/// The name with its prefix.
fn qualified(name: Name) -> Result<String> {
    checked(name.local)?;
    Ok(match name.prefix {
        "" => name.local.to_owned(),
        prefix => format!("{prefix}:{}", name.local),
    })
}

/// Refuses what cannot be the name of an element.
fn checked(name: &str) -> Result<()> {
    let first = name.chars().next();
    let starts = first.is_some_and(|first| first.is_alphabetic() || first == '_');
    let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':');
    if starts && name.chars().all(goes_on) {
        Ok(())
    } else {
        Err(XmlError::formless(format!("{name:?} cannot be the name of an element")))
    }
}

/// The text of a scalar.
fn text(value: &Value) -> Result<String> {
    let text = match value {
        Value::Null => String::new(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(_) | Value::Object(_) => {
            return Err(XmlError::formless(
                "a list or an object stands where only text can",
            ));
        }
    };
    let allowed = |c: char| c >= ' ' || matches!(c, '\t' | '\n' | '\r');
    if text.chars().all(|c| allowed(c) && !matches!(c, '\u{fffe}' | '\u{ffff}')) {
        Ok(text)
    } else {
        Err(XmlError::formless("a text has a character that XML does not allow"))
    }
}
