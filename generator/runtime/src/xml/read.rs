// kiln-runtime: support code, copied unchanged into generated crates.
//! From a document to the JSON of its value.

use super::super::json::{self, Number, Object, Value};
use super::error::XmlError;
use super::node::{self, Node};
use super::table::{Element, Member, Name, Place, Shape};

/// The JSON of the value that a document holds.
pub(super) fn json(text: &[u8], element: &Element) -> Result<Vec<u8>, XmlError> {
    let root = node::parse(text)?;
    if root.name != element.name.local {
        return Err(XmlError::syntax(format!(
            "the element is `{}` and not `{}`",
            root.name, element.name.local
        )));
    }
    json::to_vec(&value(&root, element.shape)).map_err(XmlError::unwritable)
}

fn value(node: &Node, shape: &Shape) -> Value {
    if node.nil {
        return Value::Null;
    }
    match shape {
        Shape::Text | Shape::Number | Shape::Bool => scalar(&node.text, shape),
        Shape::Record(members, rest) => Value::Object(record(node, members, *rest)),
        Shape::List(item, shape) => Value::Array(items(node, *item, shape)),
        Shape::Any => anything(node),
    }
}

fn record(node: &Node, members: &[Member], rest: Option<&Shape>) -> Object {
    let mut object = Object::new();
    for member in members {
        if let Some(value) = self::member(node, member) {
            object.insert(member.key.to_owned(), value);
        }
    }
    let Some(rest) = rest else { return object };
    let declared = |name: &str| members.iter().any(|member| member.name.local == name);
    for child in node.children.iter().filter(|child| !declared(&child.name)) {
        object.insert(child.name.clone(), value(child, rest));
    }
    object
}

/// The member of a record; nothing where it is absent.
fn member(node: &Node, member: &Member) -> Option<Value> {
    let name = member.name.local;
    match member.place {
        Place::Element => {
            let child = node.children.iter().find(|child| child.name == name)?;
            Some(value(child, member.shape))
        }
        Place::Attribute => {
            let (_, text) = node.attributes.iter().find(|(found, _)| found == name)?;
            Some(scalar(text, member.shape))
        }
        Place::Content => Some(scalar(&node.text, member.shape)),
        Place::Items { required } => {
            let items = items(node, member.name, member.shape);
            (required || !items.is_empty()).then_some(Value::Array(items))
        }
    }
}

fn items(node: &Node, item: Name, shape: &Shape) -> Vec<Value> {
    let named = node.children.iter().filter(|child| child.name == item.local);
    named.map(|child| value(child, shape)).collect()
}

/// A scalar; what is not of its form stays text, and the type says what is wrong.
fn scalar(text: &str, shape: &Shape) -> Value {
    let trimmed = text.trim();
    match shape {
        Shape::Number => json::from_slice::<Number>(trimmed.as_bytes())
            .map_or_else(|_| Value::String(text.to_owned()), Value::Number),
        Shape::Bool => match trimmed {
            "true" | "1" => Value::Bool(true),
            "false" | "0" => Value::Bool(false),
            _ => Value::String(text.to_owned()),
        },
        _ => Value::String(text.to_owned()),
    }
}

fn anything(node: &Node) -> Value {
    if node.children.is_empty() && node.attributes.is_empty() {
        return Value::String(node.text.clone());
    }
    let mut object = Object::new();
    for (name, text) in &node.attributes {
        object.insert(name.clone(), Value::String(text.clone()));
    }
    for (index, child) in node.children.iter().enumerate() {
        let same = |other: &&Node| other.name == child.name;
        if node.children.iter().take(index).any(|other| same(&other)) {
            continue;
        }
        let mut found: Vec<Value> =
            node.children.iter().filter(same).map(anything).collect();
        let value = match found.len() {
            1 => found.remove(0),
            _ => Value::Array(found),
        };
        object.insert(child.name.clone(), value);
    }
    Value::Object(object)
}
