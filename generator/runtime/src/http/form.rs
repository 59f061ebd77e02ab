// kiln-runtime: support code, copied unchanged into generated crates.
//! Forms: a record as names with texts, and `application/x-www-form-urlencoded`.
//!
//! ```yaml
//! application/x-www-form-urlencoded:
//!   schema: { type: object, properties: { tags: { type: array }, metadata: { type: object } } }
//!   encoding: { metadata: { style: deepObject, explode: true } }
//! ```
//!
//! | field | value | written |
//! | --- | --- | --- |
//! | [`Each`](Writing::Each) | `["a", "b"]` | `k=a&k=b` |
//! | | `{"a": 1, "b": 2}` | `a=1&b=2` |
//! | [`Joined`](Writing::Joined) | `["a", "b"]` | `k=a,b` |
//! | | `{"a": 1, "b": 2}` | `k=a,1,b,2` |
//! | [`Deep`](Writing::Deep) | `{"a": {"b": [1]}}` | `k[a][b][0]=1` |
//! | [`Content`](Writing::Content) of JSON | `{"a": 1}` | `k={"a":1}` |
//! | not in the table | `5` | `k=5` |
//! | | `["a", "b"]` | `k=a&k=b` |
//! | | an object, or a list with one | as [`Form::nested`] says |
//!
//! No specification says how objects inside of forms are written; [`Nested`] has the usual
//! ways. Absent values, nulls and empty lists leave no trace. Characters are escaped as
//! browsers do it: a space is `+`.

use super::super::json::{self, Kind, ToJson, Value};
use super::error::Error;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// How the fields of a form are written.
#[derive(Debug)]
pub struct Form {
    /// The fields of which the document says how.
    pub fields: &'static [Field],
    /// How objects are written in the others.
    pub nested: Nested,
}

/// A field of which the document says how it is written.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// How its value is written.
    pub writing: Writing,
    /// Whether the reserved characters of URLs stay as they are.
    pub reserved: bool,
    /// The headers of its part, where it is one.
    pub headers: &'static [(&'static str, &'static str)],
}

impl Field {
    /// A field that is written this way.
    #[must_use]
    pub const fn new(name: &'static str, writing: Writing) -> Self {
        Self { name, writing, reserved: false, headers: &[] }
    }

    /// The same field, in which the reserved characters of URLs stay as they are.
    #[must_use]
    pub const fn reserved(self) -> Self {
        Self { reserved: true, ..self }
    }

    /// The same field, with headers of its part.
    #[must_use]
    pub const fn headers(
        self,
        headers: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self { headers, ..self }
    }
}

/// How a value becomes names with texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// Each item or property for itself.
    Each,
    /// All items or properties in one text with this between them.
    Joined(&'static str),
    /// Each item or property under a name with its path in brackets.
    Deep,
    /// As a text of this media type.
    Content(&'static str),
}

/// How objects inside of forms are written, where the document does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nested {
    /// `k[a][b]=1`, `k[0][a]=1`.
    Brackets,
    /// `k.a.b=1`, `k[0].a=1`.
    Dots,
    /// `k={"a":{"b":1}}`.
    Json,
}

/// A name with its text.
pub(super) struct Pair {
    pub(super) name: String,
    items: Vec<String>,
    separator: &'static str,
}

impl Pair {
    fn new(name: impl Into<String>, text: String) -> Self {
        Self { name: name.into(), items: vec![text], separator: "" }
    }

    /// The text as it is.
    pub(super) fn text(&self) -> String {
        self.items.join(self.separator)
    }
}

/// The characters that stay as they are, as browsers do it; a space is dealt with apart.
const ESCAPED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'*').remove(b'-').remove(b'.').remove(b'_').remove(b' ');

/// Reserved characters that mean nothing to forms stay too.
const UNRESERVED: &AsciiSet = &ESCAPED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'#')
    .remove(b'[')
    .remove(b']')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b',')
    .remove(b';');

impl Form {
    /// A form of which the document says nothing more, with brackets.
    pub const BRACKETS: Self = Self { fields: &[], nested: Nested::Brackets };
    /// The same, with dots.
    pub const DOTS: Self = Self { fields: &[], nested: Nested::Dots };
    /// The same, with JSON.
    pub const JSON: Self = Self { fields: &[], nested: Nested::Json };

    /// The entry of a field.
    pub(super) fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Writes a record as `application/x-www-form-urlencoded`.
    pub(super) fn urlencoded(&self, value: &dyn ToJson) -> Result<String, Error> {
        let text = json::to_string(value).map_err(unwritable)?;
        let mut written = String::new();
        for (name, value) in members(&text)?.iter() {
            let field = self.field(name);
            let set = match field {
                Some(field) if field.reserved => UNRESERVED,
                _ => ESCAPED,
            };
            for pair in self.pairs(name, value, field)? {
                if !written.is_empty() {
                    written.push('&');
                }
                push(&mut written, &pair.name, ESCAPED);
                written.push('=');
                for (index, item) in pair.items.iter().enumerate() {
                    if index > 0 {
                        written.push_str(match pair.separator {
                            "," => ",",
                            "|" => "%7C",
                            "\t" => "%09",
                            _ => "%20",
                        });
                    }
                    push(&mut written, item, set);
                }
            }
        }
        Ok(written)
    }

    /// The names and texts of one field.
    fn pairs(
        &self,
        name: &str,
        value: &Value,
        field: Option<&Field>,
    ) -> Result<Vec<Pair>, Error> {
        match field.map(|field| field.writing) {
            Some(Writing::Content(media_type)) => items(value)
                .map(|item| Ok(Pair::new(name, text_of(item, media_type)?)))
                .collect(),
            Some(writing) => styled(name, value, writing),
            None => {
                let mut pairs = Vec::new();
                for item in items(value).filter(|_| !has_objects(value)) {
                    pairs.push(Pair::new(name, plain(item)?));
                }
                if has_objects(value) {
                    self.nested.write(name, value, &mut |name, value| {
                        let text = text_of(value, "application/json")?;
                        pairs.push(Pair::new(name, text));
                        Ok(())
                    })?;
                }
                Ok(pairs)
            }
        }
    }
}

impl Nested {
    /// Shows every name with its value, which is a scalar unless objects are JSON.
    pub(super) fn write<'v>(
        self,
        name: &str,
        value: &'v Value,
        show: &mut dyn FnMut(String, &'v Value) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let inner = |index: &str, is_item: bool| match self {
            Self::Dots if !is_item => format!("{name}.{index}"),
            _ => format!("{name}[{index}]"),
        };
        match value {
            Value::Null => Ok(()),
            Value::Array(items) if self == Self::Json => {
                items.iter().try_for_each(|item| show(name.to_owned(), item))
            }
            Value::Array(items) => {
                let mut items = items.iter().enumerate();
                items.try_for_each(|(index, item)| {
                    self.write(&inner(&index.to_string(), true), item, show)
                })
            }
            Value::Object(members) if self != Self::Json => {
                let mut members = members.iter();
                members.try_for_each(|(key, value)| {
                    self.write(&inner(key, false), value, show)
                })
            }
            value => show(name.to_owned(), value),
        }
    }
}

/// The names and texts of a field with a style.
pub(super) fn styled(
    name: &str,
    value: &Value,
    writing: Writing,
) -> Result<Vec<Pair>, Error> {
    let mut pairs = Vec::new();
    match (writing, value) {
        (_, Value::Null) => {}
        (Writing::Deep, value) => {
            Nested::Brackets.write(name, value, &mut |name, value| {
                pairs.push(Pair::new(name, plain(value)?));
                Ok(())
            })?;
        }
        (Writing::Joined(separator), Value::Array(items)) if !items.is_empty() => {
            let items = items.iter().map(plain).collect::<Result<_, _>>()?;
            pairs.push(Pair { name: name.to_owned(), items, separator });
        }
        (Writing::Joined(separator), Value::Object(members)) if !members.is_empty() => {
            let mut items = Vec::new();
            for (key, value) in members.iter() {
                items.extend([key.to_owned(), plain(value)?]);
            }
            pairs.push(Pair { name: name.to_owned(), items, separator });
        }
        (_, Value::Object(members)) => {
            for (key, value) in members.iter().filter(|(_, value)| !value.is_null()) {
                pairs.push(Pair::new(key, plain(value)?));
            }
        }
        (_, value) => {
            for item in items(value) {
                pairs.push(Pair::new(name, plain(item)?));
            }
        }
    }
    Ok(pairs)
}

/// The items of a list, or the value itself; nulls are left out.
pub(super) fn items(value: &Value) -> impl Iterator<Item = &Value> {
    let items = match value {
        Value::Array(items) => items.as_slice(),
        one => std::slice::from_ref(one),
    };
    items.iter().filter(|item| !item.is_null())
}

/// Whether something in a value is no scalar, apart from a list of scalars itself.
pub(super) fn has_objects(value: &Value) -> bool {
    items(value).any(|item| matches!(item.kind(), Kind::Array | Kind::Object))
}

/// The members of the object that a record is.
pub(super) fn members(text: &str) -> Result<json::Object, Error> {
    json::from_slice(text.as_bytes())
        .map_err(|_| Error::request("the body is no object, so it has no form"))
}

/// The text of a value in a media type: JSON where that is one or the value is no scalar.
pub(super) fn text_of(value: &Value, media_type: &str) -> Result<String, Error> {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let scalar = !matches!(value.kind(), Kind::Array | Kind::Object);
    if scalar && essence != "application/json" && !essence.ends_with("+json") {
        return plain(value);
    }
    json::to_string(value).map_err(unwritable)
}

/// The text of a scalar.
pub(super) fn plain(value: &Value) -> Result<String, Error> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Array(_) | Value::Object(_) => {
            Err(Error::request("a field of the body is nested too deep for its style"))
        }
        other => json::to_string(other).map_err(unwritable),
    }
}

pub(super) fn unwritable(source: json::EncodeError) -> Error {
    Error::unsendable("the body cannot be written as a form", source)
}

fn push(written: &mut String, text: &str, set: &'static AsciiSet) {
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            written.push('+');
        }
        written.extend(utf8_percent_encode(word, set));
    }
}
