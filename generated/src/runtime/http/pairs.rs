// kiln-runtime: support code, copied unchanged into generated crates.
//! Values as pairs of name and value: queries, forms, parts and cookies.
//!
//! See [`Style`] for the forms. The pairs are plain text; who puts them somewhere
//! escapes them for that place.

use super::super::json::Value;
use super::escape::Escape;
use super::style::{Kind, Style};

/// Why a value has no form in a style: the rest of a sentence.
pub(crate) type Misfit = &'static str;

const NESTED: Misfit = "holds a list or an object where its style has no form for one";
const AMBIGUOUS: Misfit = "holds the character that its style puts between items";

/// A name and a value.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) name: String,
    /// The pieces of the value, which the delimiter joins; one, if it is no list.
    items: Vec<String>,
    /// Nothing where the value is no list.
    delimiter: Option<char>,
}

impl Pair {
    pub(crate) fn new(name: &str, value: impl Into<String>) -> Self {
        Self { name: name.to_owned(), items: vec![value.into()], delimiter: None }
    }

    /// The value with its pieces escaped. A comma between them stays: it can be told from
    /// those within, which do not.
    pub(super) fn value(&self, escape: Escape) -> String {
        let items: Vec<_> = self.items.iter().map(|item| escape.text(item)).collect();
        match self.delimiter {
            None | Some(',') => items.join(","),
            Some(other) => items.join(&escape.text(other.encode_utf8(&mut [0; 4]))),
        }
    }

    /// The value for a place that knows no escapes.
    ///
    /// # Errors
    ///
    /// Where a piece has the delimiter in it, so that nobody could tell the pieces.
    pub(crate) fn unescaped(&self) -> Result<String, Misfit> {
        let Some(delimiter) = self.delimiter else { return Ok(self.items.concat()) };
        if self.items.iter().any(|item| item.contains(delimiter)) {
            return Err(AMBIGUOUS);
        }
        Ok(self.items.join(delimiter.encode_utf8(&mut [0; 4])))
    }
}

/// The pairs that a value becomes.
///
/// # Errors
///
/// Where the style has no form for the value.
pub(crate) fn pairs(
    name: &str,
    value: &Value,
    style: Style,
) -> Result<Vec<Pair>, Misfit> {
    let mut pairs = Vec::new();
    match (style.kind, value) {
        (Kind::Json, value) => pairs.push(Pair::new(name, value.to_string())),
        (Kind::DeepObject, value) => pairs = nested(name, value, Step::Bracket)?,
        (_, Value::Object(members)) if style.explode => {
            for (name, value) in members.iter() {
                repeated(name, value, &mut pairs)?;
            }
        }
        (_, Value::Array(_)) if style.explode => repeated(name, value, &mut pairs)?,
        (_, Value::Array(_) | Value::Object(_)) => {
            let (items, delimiter) = (items(value)?, style.delimiter());
            // A comma can be told from those within, which are escaped.
            if delimiter != ',' && items.iter().any(|item| item.contains(delimiter)) {
                return Err(AMBIGUOUS);
            }
            if !items.is_empty() {
                let delimiter = Some(delimiter);
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

/// How the name of a member follows that of its object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// `a[b]`
    Bracket,
    /// `a.b`
    Dot,
}

/// The pairs of a value that is taken apart.
pub(crate) fn nested(
    name: &str,
    value: &Value,
    step: Step,
) -> Result<Vec<Pair>, Misfit> {
    let (mut found, mut pairs) = (Vec::new(), Vec::new());
    leaves(name.to_owned(), value, step, &mut found);
    for (name, leaf) in found {
        pairs.extend(text(leaf)?.map(|text| Pair::new(&name, text)));
    }
    Ok(pairs)
}

/// Every scalar inside of a value but nulls, with the name that leads to it. Nulls among
/// the items of a list are not counted.
pub(crate) fn leaves<'v>(
    name: String,
    value: &'v Value,
    step: Step,
    found: &mut Vec<(String, &'v Value)>,
) {
    match value {
        Value::Null => {}
        Value::Array(items) => {
            let items = items.iter().filter(|item| !item.is_null());
            for (index, item) in items.enumerate() {
                leaves(format!("{name}[{index}]"), item, step, found);
            }
        }
        Value::Object(members) => {
            for (key, value) in members.iter() {
                let name = match step {
                    Step::Bracket => format!("{name}[{key}]"),
                    Step::Dot => format!("{name}.{key}"),
                };
                leaves(name, value, step, found);
            }
        }
        leaf => found.push((name, leaf)),
    }
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
pub(crate) fn text(value: &Value) -> Result<Option<String>, Misfit> {
    match value {
        Value::Null => Ok(None),
        Value::Bool(value) => Ok(Some(value.to_string())),
        Value::Number(number) => Ok(Some(number.to_string())),
        Value::String(text) => Ok(Some(text.clone())),
        Value::Array(_) | Value::Object(_) => Err(NESTED),
    }
}
