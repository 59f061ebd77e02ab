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
//! | [`Styled`](Writing::Styled) | any | as a parameter of a query with this [`Style`] |
//! | [`Content`](Writing::Content) of JSON | `{"a": 1}` | `k={"a":1}` |
//! | not in the table | `5` | `k=5` |
//! | | `["a", "b"]` | `k=a&k=b` |
//! | | an object, or a list with one | as [`Form::nested`] says |
//!
//! No specification says how objects inside of forms are written; [`Nested`] has the usual
//! ways. Absent values, nulls and empty lists leave no trace. What has a style is escaped as
//! in a query, and what has none as browsers do it, where a space is `+`; who reads forms
//! reads both.

use super::http::escape::Escape;
use super::http::pairs::{self, Misfit, Pair, Step};
use super::http::query::Query;
use super::http::{Body, Call, Error, Style};
use super::json::{self, Kind, Object, ToJson, Value};

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
    /// The headers of its part, where it is one.
    pub headers: &'static [(&'static str, &'static str)],
}

impl Field {
    /// A field that is written as a parameter of a query is.
    #[must_use]
    pub const fn styled(name: &'static str, style: Style) -> Self {
        Self { name, writing: Writing::Styled(style), headers: &[] }
    }

    /// A field that is written in a media type.
    #[must_use]
    pub const fn content(name: &'static str, media_type: &'static str) -> Self {
        Self { name, writing: Writing::Content(media_type), headers: &[] }
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
    /// As in a query.
    Styled(Style),
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

impl Nested {
    /// How names go on, where objects are taken apart.
    pub(super) fn step(self) -> Option<Step> {
        match self {
            Self::Brackets => Some(Step::Bracket),
            Self::Dots => Some(Step::Dot),
            Self::Json => None,
        }
    }
}

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
}

/// The pairs of a record, each with its escape; the record stands in `place`.
fn written(
    record: &dyn ToJson,
    place: &str,
    nested: Nested,
    writing: &dyn Fn(&str) -> Option<Writing>,
) -> Result<Vec<(Pair, Escape)>, Error> {
    let mut written = Vec::new();
    for (name, value) in members(record, place)?.iter() {
        let (pairs, escape) = match writing(name) {
            Some(Writing::Styled(style)) => {
                (pairs::pairs(name, value, style), style.escape())
            }
            Some(Writing::Content(media_type)) => {
                (texts(name, value, media_type), Escape::Form)
            }
            None => (usual(name, value, nested), Escape::Form),
        };
        let pairs = pairs.map_err(|misfit| misfits(name, place, misfit))?;
        written.extend(pairs.into_iter().map(|pair| (pair, escape)));
    }
    Ok(written)
}

/// The pairs of a field of which nothing is said.
fn usual(name: &str, value: &Value, nested: Nested) -> Result<Vec<Pair>, Misfit> {
    if !has_objects(value) {
        return pairs::pairs(name, value, Style::FORM);
    }
    match nested.step() {
        Some(step) => pairs::nested(name, value, step),
        None => texts(name, value, "application/json"),
    }
}

/// A pair for a value, or for each item of a list, in a media type.
fn texts(name: &str, value: &Value, media_type: &str) -> Result<Vec<Pair>, Misfit> {
    items(value).map(|item| Ok(Pair::new(name, text_of(item, media_type)?))).collect()
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
fn members(record: &dyn ToJson, place: &str) -> Result<Object, Error> {
    match Value::from_json(record) {
        Ok(Value::Object(members)) => Ok(members),
        Ok(_) => Err(no_object(place)),
        Err(source) => Err(unwritable(place, source)),
    }
}

/// The text of a value in a media type: JSON where that is one or the value is no scalar.
pub(super) fn text_of(value: &Value, media_type: &str) -> Result<String, Misfit> {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let scalar = !matches!(value.kind(), Kind::Array | Kind::Object);
    if scalar && essence != "application/json" && !essence.ends_with("+json") {
        return Ok(pairs::text(value)?.unwrap_or_default());
    }
    Ok(value.to_string())
}

pub(super) fn misfits(name: &str, place: &str, misfit: Misfit) -> Error {
    Error::request(format!("`{name}` in the {place} {misfit}"))
}

pub(super) fn no_object(place: &str) -> Error {
    Error::request(format!("the {place} is no object, and so no form"))
}

pub(super) fn unwritable(place: &str, source: json::EncodeError) -> Error {
    Error::unsendable(format!("the {place} cannot be written as a form"), source)
}

/// What generated code puts into a call; hidden, since callers have no use for it.
impl<T> Call<T> {
    /// A record as a form; nothing if the value is absent, as `None` is.
    #[doc(hidden)]
    pub fn form(mut self, value: &dyn ToJson, form: &Form) -> Self {
        if !value.is_absent() {
            Body(&mut self.draft).form(value, form);
        }
        self
    }

    /// The whole query as a form, with the styles of those members that have one. Another
    /// member that is an object is JSON.
    #[doc(hidden)]
    pub fn query_form(mut self, value: &dyn ToJson, members: &[(&str, Style)]) -> Self {
        if value.is_absent() {
            return self;
        }
        let pairs = written(value, "query", Nested::Json, &|name| {
            let member = members.iter().find(|(member, _)| *member == name);
            member.map(|(_, style)| Writing::Styled(*style))
        });
        if let Some(pairs) = self.draft.keep(pairs) {
            self.draft.query.extend(&pairs);
        }
        self
    }
}

impl Body<'_> {
    /// A record as a form.
    pub fn form(&mut self, value: &dyn ToJson, form: &Form) {
        let pairs = written(value, "body", form.nested, &|name| {
            form.field(name).map(|field| field.writing)
        });
        if let Some(pairs) = self.0.keep(pairs) {
            let mut text = Query::default();
            text.extend(&pairs);
            self.0.body(
                text.as_str().to_owned().into(),
                "application/x-www-form-urlencoded",
            );
        }
    }
}
