// kiln-runtime: support code, copied unchanged into generated crates.
//! A tree for "anything": what a schema without a type allows, and unknown members of unions.
//!
//! Numbers are exact and members keep their order, so that a value is written as it came, apart from
//! white space and escapes. It deliberately does not compete with `serde_json::Value`: whoever wants to
//! compute with it converts it there, with `serde_json::to_value(&value)`.

use std::collections::BTreeMap;
use std::fmt;
use std::hash::{Hash, Hasher};

use super::super::json;
use super::{DecodeError, EncodeError, FromJson, Kind, Number, Reader, ToJson, Writer};

/// Any JSON value.
///
/// Equality is that of JSON Schema: by the value of numbers, without regard to the order of members.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub enum Value {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(String),
    /// A list.
    Array(Vec<Value>),
    /// An object.
    Object(Object),
}

impl Value {
    /// The value that another type has in JSON.
    ///
    /// # Errors
    /// When it has none.
    pub fn from_json(value: &dyn ToJson) -> Result<Self, EncodeError> {
        let text = json::to_string(value)?;
        Self::read(&mut Reader::new(&text))
            .map_err(|error| EncodeError::new(error.to_string()))
    }

    /// The type of JSON that this is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Null => Kind::Null,
            Self::Bool(_) => Kind::Bool,
            Self::Number(_) => Kind::Number,
            Self::String(_) => Kind::String,
            Self::Array(_) => Kind::Array,
            Self::Object(_) => Kind::Object,
        }
    }

    /// Whether this is null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The boolean, if it is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(value) = self { Some(*value) } else { None }
    }

    /// The number, if it is one.
    #[must_use]
    pub fn as_number(&self) -> Option<&Number> {
        if let Self::Number(value) = self { Some(value) } else { None }
    }

    /// The integer, if it is one and fits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.as_i64()
    }

    /// The nearest float, if it is a number.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        self.as_number()?.as_f64()
    }

    /// The string, if it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(value) = self { Some(value) } else { None }
    }

    /// The items, if it is a list.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Value]> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    /// The members, if it is an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&Object> {
        if let Self::Object(object) = self { Some(object) } else { None }
    }

    /// The value of a property, if this is an object that has it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.as_object()?.get(name)
    }
}

/// The members of a JSON object, in the order in which they came. Names are unique.
#[derive(Clone, Default)]
pub struct Object {
    members: Vec<(String, Value)>,
}

impl Object {
    /// An object without members.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The value of a property.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.members.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// Sets a property, and returns the value that it had before.
    pub fn insert(
        &mut self,
        name: impl Into<String>,
        value: impl Into<Value>,
    ) -> Option<Value> {
        let (name, value) = (name.into(), value.into());
        if let Some((_, old)) = self.members.iter_mut().find(|(key, _)| *key == name) {
            return Some(std::mem::replace(old, value));
        }
        self.members.push((name, value));
        None
    }

    /// How many members there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there are no members.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The members in their order.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Value)> {
        self.members.iter().map(|(name, value)| (name.as_str(), value))
    }
}

impl<K: Into<String>, V: Into<Value>> FromIterator<(K, V)> for Object {
    /// Of equal names, the last value counts, at the place of the first.
    fn from_iter<I: IntoIterator<Item = (K, V)>>(members: I) -> Self {
        let members =
            members.into_iter().map(|(name, value)| (name.into(), value.into()));
        Self::from_members(members.collect())
    }
}

impl<K: Into<String>, V: Into<Value>, const N: usize> From<[(K, V); N]> for Object {
    /// Of equal names, the last value counts, at the place of the first.
    fn from(members: [(K, V); N]) -> Self {
        members.into_iter().collect()
    }
}

impl Object {
    fn from_members(members: Vec<(String, Value)>) -> Self {
        let mut names: Vec<_> = members.iter().map(|(name, _)| name).collect();
        names.sort_unstable();
        if names.is_sorted_by(|one, next| one < next) {
            return Self { members };
        }
        let mut places = BTreeMap::new();
        let mut unique: Vec<(String, Value)> = Vec::with_capacity(members.len());
        for (name, value) in members {
            let place = *places.entry(name.clone()).or_insert(unique.len());
            match unique.get_mut(place) {
                Some((_, old)) => *old = value,
                None => unique.push((name, value)),
            }
        }
        Self { members: unique }
    }
}

impl PartialEq for Object {
    fn eq(&self, other: &Self) -> bool {
        let sorted: BTreeMap<_, _> = self.iter().collect();
        sorted == other.iter().collect()
    }
}

impl Eq for Object {}

impl Hash for Object {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.iter().collect::<BTreeMap<_, _>>().hash(state);
    }
}

impl FromJson for Value {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok(match r.peek_kind()? {
            Kind::Null => r.null().map(|()| Self::Null)?,
            Kind::Bool => Self::Bool(r.boolean()?),
            Kind::Number => Self::Number(FromJson::read(r)?),
            Kind::String => Self::String(FromJson::read(r)?),
            Kind::Array => Self::Array(FromJson::read(r)?),
            Kind::Object => Self::Object(FromJson::read(r)?),
        })
    }
}

impl FromJson for Object {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut members = Vec::new();
        r.object(&mut |r, name| {
            members.push((name.to_owned(), Value::read(r)?));
            Ok(())
        })?;
        Ok(Self::from_members(members))
    }
}

impl ToJson for Value {
    fn write(&self, w: &mut Writer) {
        match self {
            Self::Null => w.null(),
            Self::Bool(value) => w.boolean(*value),
            Self::Number(value) => value.write(w),
            Self::String(value) => w.string(value),
            Self::Array(items) => items.write(w),
            Self::Object(object) => object.write(w),
        }
    }
}

impl ToJson for Object {
    fn write(&self, w: &mut Writer) {
        w.map(self);
    }
}

impl json::Members for Object {
    fn each(&self, show: &mut dyn FnMut(&str, &dyn ToJson)) {
        for (name, value) in self.iter() {
            show(name, value);
        }
    }
}

json::serde_impls!(Value);
json::serde_impls!(Object);

impl fmt::Display for Value {
    /// Writes the JSON text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Value {
    /// Writes the JSON text, which is easier to read than the names of the variants.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Debug for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

macro_rules! from {
    ($($name:ty => |$value:ident| $result:expr),* $(,)?) => {
        $(impl From<$name> for Value {
            fn from($value: $name) -> Self {
                $result
            }
        })*
    };
}

from!(
    bool => |value| Self::Bool(value),
    i32 => |value| Self::Number(value.into()),
    u32 => |value| Self::Number(value.into()),
    i64 => |value| Self::Number(value.into()),
    u64 => |value| Self::Number(value.into()),
    Number => |value| Self::Number(value),
    &str => |value| Self::String(value.to_owned()),
    String => |value| Self::String(value),
    Object => |value| Self::Object(value),
);

impl TryFrom<f64> for Value {
    type Error = EncodeError;

    /// Fails for what JSON does not have: infinities and NaN.
    fn try_from(value: f64) -> Result<Self, Self::Error> {
        Number::try_from(value).map(Self::Number)
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(items: Vec<T>) -> Self {
        Self::Array(items.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Value>, const N: usize> From<[T; N]> for Value {
    fn from(items: [T; N]) -> Self {
        Self::Array(items.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<K: Into<String>, T: Into<Value>> From<BTreeMap<K, T>> for Value {
    fn from(map: BTreeMap<K, T>) -> Self {
        Self::Object(map.into_iter().collect())
    }
}
