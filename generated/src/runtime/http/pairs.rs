// kiln-runtime: support code, copied unchanged into generated crates.
//! Values as pairs of name and value: queries, forms and cookies.
//!
//! See [`Style`] for the forms. The pairs are plain text; who puts them somewhere
//! escapes them for that place.

use super::super::json::Value;
use super::escape::Escape;
use super::style::{Kind, Style};

/// Why a value has no form in a style: the rest of a sentence.
pub(super) type Misfit = &'static str;

pub(super) const NESTED: Misfit =
    "holds a list or an object where its style has no form for one";
const AMBIGUOUS: Misfit = "holds the character that its style puts between items";

/// A name and a value.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) name: String,
    /// The pieces of the value, which the delimiter joins; one, if it is no list.
    items: Vec<String>,
    delimiter: char,
}

impl Pair {
    pub(super) fn new(name: &str, value: impl Into<String>) -> Self {
        Self { name: name.to_owned(), items: vec![value.into()], delimiter: ',' }
    }

    /// The value with its pieces escaped. A comma between them stays: it can be told from
    /// those within, which do not.
    pub(super) fn value(&self, escape: Escape) -> String {
        let items: Vec<_> = self.items.iter().map(|item| escape.text(item)).collect();
        match self.delimiter {
            ',' => items.join(","),
            other => items.join(&escape.text(other.encode_utf8(&mut [0; 4]))),
        }
    }
}

/// The pairs that a value becomes.
///
/// # Errors
///
/// Where the style has no form for the value.
pub(super) fn pairs(
    name: &str,
    value: &Value,
    style: Style,
) -> Result<Vec<Pair>, Misfit> {
    let mut pairs = Vec::new();
    match (style.kind, value) {
        (Kind::Json, value) => pairs.push(Pair::new(name, value.to_string())),
        (Kind::DeepObject, value) => deep(name, value, &mut pairs)?,
        (_, Value::Object(members)) if style.explode => {
            for (name, value) in members.iter() {
                repeated(name, value, &mut pairs)?;
            }
        }
        (_, Value::Array(_)) if style.explode => repeated(name, value, &mut pairs)?,
        (_, Value::Array(_) | Value::Object(_)) => {
            let (items, delimiter) = (items(value)?, style.delimiter());
            if delimiter != ',' && items.iter().any(|item| item.contains(delimiter)) {
                return Err(AMBIGUOUS);
            }
            if !items.is_empty() {
                pairs.push(Pair { name: name.to_owned(), items, delimiter });
            }
        }
        (_, value) => pairs.extend(text(value)?.map(|text| Pair::new(name, text))),
    }
    if pairs.is_empty() && style.empty && !value.is_null() {
        pairs.push(Pair::new(name, ""));
    }
    Ok(pairs)
}

/// A pair for a scalar, and one for each item of a list.
fn repeated(name: &str, value: &Value, pairs: &mut Vec<Pair>) -> Result<(), Misfit> {
    let items = value.as_array().unwrap_or(std::slice::from_ref(value));
    for item in items {
        pairs.extend(text(item)?.map(|text| Pair::new(name, text)));
    }
    Ok(())
}

/// Pairs whose names lead to their values by brackets.
fn deep(name: &str, value: &Value, pairs: &mut Vec<Pair>) -> Result<(), Misfit> {
    let Value::Object(members) = value else {
        return repeated(name, value, pairs);
    };
    for (key, value) in members.iter() {
        deep(&format!("{name}[{key}]"), value, pairs)?;
    }
    Ok(())
}

/// The items of a list, or the names and values of an object in turn.
pub(super) fn items(value: &Value) -> Result<Vec<String>, Misfit> {
    let mut items = Vec::new();
    match value {
        Value::Array(list) => {
            for item in list {
                items.extend(text(item)?);
            }
        }
        Value::Object(members) => {
            for (name, value) in members.iter() {
                items.extend(
                    text(value)?.into_iter().flat_map(|text| [name.to_owned(), text]),
                );
            }
        }
        scalar => items.extend(text(scalar)?),
    }
    Ok(items)
}

/// The text of a scalar, or nothing for null.
pub(super) fn text(value: &Value) -> Result<Option<String>, Misfit> {
    match value {
        Value::Null => Ok(None),
        Value::Bool(value) => Ok(Some(value.to_string())),
        Value::Number(number) => Ok(Some(number.to_string())),
        Value::String(text) => Ok(Some(text.clone())),
        Value::Array(_) | Value::Object(_) => Err(NESTED),
    }
}
