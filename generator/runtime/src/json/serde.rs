// kiln-runtime: support code, copied unchanged into generated crates.
//! `serde::Serialize` and `serde::Deserialize` for every type, as thin shells over the JSON code.
//!
//! Whoever puts a generated type into a type of their own, or into another format, needs these
//! traits; the client itself does not. So they go through JSON text, and what is compiled per type is a
//! call: serializing writes the JSON and hands it on, item by item, to the serializer; deserializing
//! writes what the deserializer finds as JSON and reads that. No tree is built, and the text is read
//! once, however deep it is.
//!
//! Numbers are handed on exactly as `i64`, `u64`, `i128` or `u128`, and otherwise as `f64`, like
//! everything in serde. The other way, a format may hand out an integer beyond 64 bits as a float,
//! as `serde_json` does, so an integer that comes as a float is refused where that may have cost
//! digits. Null is `None`, which formats without null (TOML) know to leave out. It works for formats
//! that describe themselves (JSON, YAML, TOML, CBOR, `MessagePack`), not for those that must be told
//! what comes next, such as bincode.

use std::cell::{Cell, RefCell};
use std::fmt;

use serde_core::de::{
    Deserialize, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess,
    Visitor,
};
use serde_core::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::{
    DecodeError, FromJson, Kind, MAX_DEPTH, Mark, Number, Reader, ToJson, Writer,
};

/// Implements `Serialize` and `Deserialize` for a type that has `ToJson` and `FromJson`; the module
/// `json` must be in scope.
macro_rules! serde_impls {
    ($name:ty) => {
        impl ::serde_core::Serialize for $name {
            fn serialize<S: ::serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                json::serde::serialize(self, serializer)
            }
        }

        impl<'de> ::serde_core::Deserialize<'de> for $name {
            fn deserialize<D: ::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                json::serde::deserialize(deserializer)
            }
        }
    };
}
pub(crate) use serde_impls;

/// Hands a value to a serializer.
///
/// # Errors
/// When the value has no JSON form, and the serializer's own.
pub fn serialize<S: Serializer>(
    value: &dyn ToJson,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let text = super::to_string(value).map_err(S::Error::custom)?;
    let reader = RefCell::new(Reader::new(&text));
    Next::of(&reader).serialize(serializer)
}

/// Takes a value from a deserializer.
///
/// # Errors
/// When what is there is not of type `T`, and the deserializer's own.
pub fn deserialize<'de, T: FromJson, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let text = transcribe(deserializer)?;
    let mut reader = Reader::new(&text);
    reader.rounded = true;
    T::read(&mut reader).map_err(D::Error::custom)
}

/// Writes what a deserializer finds as JSON; not generic over the type, so compiled once per format.
fn transcribe<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let mut w = Writer::new();
    Scribe { w: &mut w, lead: "", depth: 0 }.deserialize(deserializer)?;
    w.finish().map_err(D::Error::custom)
}

/// The value that a reader stands before; serializes as what it says.
///
/// All values of a text share one reader, so that none of them is read twice. A cell, since serializing
/// takes a value by reference.
struct Next<'r, 'a> {
    reader: &'r RefCell<Reader<'a>>,
    start: Mark,
    /// Whether the reader is behind the value.
    done: Cell<bool>,
}

impl<'r, 'a> Next<'r, 'a> {
    fn of(reader: &'r RefCell<Reader<'a>>) -> Self {
        let start = reader.borrow().mark();
        Self { reader, start, done: Cell::new(false) }
    }

    /// Makes sure that the reader is behind the value: a serializer may leave one out.
    fn finish(&self) -> Result<(), DecodeError> {
        if self.done.get() {
            return Ok(());
        }
        let mut reader = self.reader.borrow_mut();
        reader.return_to(self.start);
        reader.skip()
    }

    /// Reads on; the reader is borrowed no longer than that, for the values inside need it too.
    fn read<V, E: serde_core::ser::Error>(
        &self,
        read: impl FnOnce(&mut Reader<'a>) -> Result<V, DecodeError>,
    ) -> Result<V, E> {
        read(&mut self.reader.borrow_mut()).map_err(E::custom)
    }

    fn list<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut items = serializer.serialize_seq(None)?;
        self.read(|r| r.open(b'[', "a list"))?;
        let mut first = true;
        while self.read(|r| r.more(first, b']'))? {
            first = false;
            let item = Next::of(self.reader);
            items.serialize_element(&item)?;
            item.finish().map_err(S::Error::custom)?;
        }
        items.end()
    }

    fn object<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_map(None)?;
        self.read(|r| r.open(b'{', "an object"))?;
        let mut first = true;
        while self.read(|r| r.more(first, b'}'))? {
            first = false;
            let key = self.read(Reader::key)?;
            let value = Next::of(self.reader);
            members.serialize_entry(&*key, &value)?;
            value.finish().map_err(S::Error::custom)?;
        }
        members.end()
    }
}

impl Serialize for Next<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Some serializers come twice, such as those that find out a length first.
        self.done.set(false);
        self.reader.borrow_mut().return_to(self.start);
        let value = match self.read(Reader::peek_kind)? {
            Kind::Null => {
                self.read(Reader::null)?;
                serializer.serialize_none()
            }
            Kind::Bool => serializer.serialize_bool(self.read(Reader::boolean)?),
            Kind::Number => number(self.read(Reader::number)?, serializer),
            Kind::String => serializer.serialize_str(&self.read(Reader::string)?),
            Kind::Array => self.list(serializer),
            Kind::Object => self.object(serializer),
        }?;
        self.done.set(true);
        Ok(value)
    }
}

fn number<S: Serializer>(lexeme: &str, serializer: S) -> Result<S::Ok, S::Error> {
    // No integer has this sign.
    if lexeme == "-0" {
        return serializer.serialize_f64(-0.0);
    }
    if let Ok(value) = lexeme.parse() {
        return serializer.serialize_i64(value);
    }
    if let Ok(value) = lexeme.parse() {
        return serializer.serialize_u64(value);
    }
    if let Ok(value) = lexeme.parse() {
        return serializer.serialize_i128(value);
    }
    if let Ok(value) = lexeme.parse() {
        return serializer.serialize_u128(value);
    }
    match lexeme.parse::<f64>() {
        Ok(value) if value.is_finite() => serializer.serialize_f64(value),
        _ => Err(S::Error::custom("the number is out of the range of a 64-bit float")),
    }
}

/// Writes what it is shown as JSON.
struct Scribe<'w> {
    w: &'w mut Writer,
    /// What stands between the value before and this one.
    lead: &'static str,
    depth: u8,
}

/// The key under which `serde_json` hands out numbers as text, when some crate in the build has switched
/// on its feature `arbitrary_precision`.
const SERDE_JSON_NUMBER: &str = "$serde_json::private::Number";

/// The key under which `toml` hands out its dates and times as text.
const TOML_DATETIME: &str = "$__toml_private_datetime";

impl Scribe<'_> {
    /// A scribe for an item or a member.
    fn inner(&mut self, lead: &'static str) -> Scribe<'_> {
        Scribe { w: self.w, lead, depth: self.depth + 1 }
    }

    fn enter<E: serde_core::de::Error>(&self) -> Result<(), E> {
        let is_allowed = self.depth < MAX_DEPTH;
        if is_allowed {
            Ok(())
        } else {
            Err(E::custom("the value is nested too deeply"))
        }
    }

    fn float<E: serde_core::de::Error>(
        self,
        value: impl zmij::Float + Into<f64>,
    ) -> Result<(), E> {
        if !value.into().is_finite() {
            return Err(E::custom("JSON has no infinity and no NaN"));
        }
        self.w.float(value);
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Scribe<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.w.raw(self.lead);
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Scribe<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON can express")
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.w.boolean(value);
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.w.integer(value);
        Ok(())
    }

    fn visit_i128<E>(self, value: i128) -> Result<(), E> {
        self.w.integer(value);
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.w.integer(value);
        Ok(())
    }

    fn visit_u128<E>(self, value: u128) -> Result<(), E> {
        self.w.integer(value);
        Ok(())
    }

    fn visit_f32<E: serde_core::de::Error>(self, value: f32) -> Result<(), E> {
        self.float(value)
    }

    fn visit_f64<E: serde_core::de::Error>(self, value: f64) -> Result<(), E> {
        self.float(value)
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        self.w.string(value);
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.w.null();
        Ok(())
    }

    fn visit_none<E>(self) -> Result<(), E> {
        self.w.null();
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        self.enter()?;
        self.w.raw("[");
        let mut lead = "";
        while items.next_element_seed(self.inner(lead))?.is_some() {
            lead = ",";
        }
        self.w.raw("]");
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        self.enter()?;
        let mut next = members.next_key()?;
        if let Some(Key(key)) = &next
            && key == SERDE_JSON_NUMBER
        {
            let lexeme: String = members.next_value()?;
            let number: Number =
                super::from_slice(lexeme.as_bytes()).map_err(A::Error::custom)?;
            number.write(self.w);
            return Ok(());
        }
        if let Some(Key(key)) = &next
            && key == TOML_DATETIME
        {
            self.w.string(&members.next_value::<String>()?);
            return Ok(());
        }
        self.w.raw("{");
        let mut lead = "";
        while let Some(Key(key)) = next {
            self.w.raw(lead);
            self.w.string(&key);
            members.next_value_seed(self.inner(":"))?;
            lead = ",";
            next = members.next_key()?;
        }
        self.w.raw("}");
        Ok(())
    }
}

/// A key of a map: JSON has only strings, other formats also write `1: x` or `true: x`.
struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(KeyVisitor)
    }
}

struct KeyVisitor;

impl Visitor<'_> for KeyVisitor {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is a string, an integer or a boolean")
    }

    fn visit_str<E>(self, value: &str) -> Result<Key, E> {
        Ok(Key(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Key, E> {
        Ok(Key(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Key, E> {
        Ok(Key(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Key, E> {
        Ok(Key(value.to_string()))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Key, E> {
        Ok(Key(value.to_string()))
    }
}
