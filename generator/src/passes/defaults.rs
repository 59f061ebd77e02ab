//! Defaults of properties and parameters, as values of their types.
//!
//! ```yaml
//! stealth: { type: boolean, default: false }
//! order: { type: string, enum: [asc, desc], default: asc }
//! ```
//!
//! The document has JSON; code wants `false` and the variant `Asc`. A default that the type cannot hold is reported and
//! only stays in the docs. One of a type that code has no short way to write (a union, a date, any value) is left to the
//! docs without a word.
//!
//! What this does not do: a property of an exclusive group has no default, because leaving it out is another choice.

use std::collections::{BTreeMap, HashSet};

use kiln_runtime::json::{self, Value};

use super::walk::Position;
use crate::diag::{Code, Diagnostic, Place, Pointer, Sink};
use crate::ir::{Api, Docs, EnumKind, Enumeration, Others, Record, Scalar, Shape, Type, TypeId};

/// How deep defaults are looked into.
const DEPTH: usize = 16;

/// A value in code.
#[derive(Debug, Clone, PartialEq)]
pub enum DefaultValue {
    /// `true` or `false`
    Bool(bool),
    /// An integer that fits its type.
    Integer(i128),
    /// A finite number.
    Float(f64),
    /// A string.
    Text(String),
    /// A value of an enumeration, by its index.
    Variant(TypeId, usize),
    /// A list.
    List(Vec<DefaultValue>),
    /// A map with nothing in it.
    EmptyMap,
    /// A map with entries.
    Map(Vec<(String, DefaultValue)>),
    /// A tuple of at least two items.
    Tuple(Vec<DefaultValue>),
    /// A record with some of its fields, by their indices.
    Record(TypeId, Vec<(usize, DefaultValue)>),
}

/// The defaults that code can have.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Defaults {
    fields: BTreeMap<(TypeId, Position), DefaultValue>,
    parameters: BTreeMap<(usize, usize), DefaultValue>,
}

impl Defaults {
    /// Reads all defaults, and reports those that do not fit.
    #[must_use]
    pub fn of(api: &Api, locate: &dyn Fn(&Pointer) -> Option<Place>, sink: &mut Sink) -> Self {
        let mut defaults = Self::default();
        let mut misfits = Misfits {
            locate,
            sink,
            said: HashSet::new(),
        };
        for (id, def) in api.types.iter() {
            let Shape::Record(record) = &def.shape else { continue };
            for (index, field) in record.fields.iter().enumerate() {
                match fit_docs(api, &field.value.ty, &field.docs) {
                    Fit::Value(value) => {
                        defaults.fields.insert((id, Position::Field(index)), value);
                    }
                    Fit::Misfit => misfits.report(&field.wire_name, &field.docs, &field.provenance.pointer),
                    Fit::DocsOnly => {}
                }
            }
        }
        for (operation, found) in api.operations.iter().enumerate() {
            for (index, parameter) in found.parameters.iter().enumerate() {
                match fit_docs(api, &parameter.value.ty, &parameter.docs) {
                    Fit::Value(value) => {
                        defaults.parameters.insert((operation, index), value);
                    }
                    Fit::Misfit => misfits.report(&parameter.wire_name, &parameter.docs, &parameter.provenance.pointer),
                    Fit::DocsOnly => {}
                }
            }
        }
        defaults
    }

    /// The default of a field of a record.
    #[must_use]
    pub fn field(&self, id: TypeId, position: Position) -> Option<&DefaultValue> {
        self.fields.get(&(id, position))
    }

    /// The default of a parameter of an operation; both by index.
    #[must_use]
    pub fn parameter(&self, operation: usize, index: usize) -> Option<&DefaultValue> {
        self.parameters.get(&(operation, index))
    }
}

/// Says which defaults do not fit; of those in two forms of a type only once.
struct Misfits<'a> {
    locate: &'a dyn Fn(&Pointer) -> Option<Place>,
    sink: &'a mut Sink,
    said: HashSet<Pointer>,
}

impl Misfits<'_> {
    fn report(&mut self, name: &str, docs: &Docs, pointer: &Pointer) {
        if !self.said.insert(pointer.clone()) || self.is_known(pointer) {
            return;
        }
        let text = docs.default.as_deref().unwrap_or_default();
        let text: String = text.chars().take(60).collect();
        let message = format!("the default of `{name}`, {text}, is no value of its type");
        let diagnostic = Diagnostic::new(Code::DefaultMisfit, message);
        self.sink.push(match (self.locate)(pointer) {
            Some(place) => diagnostic.at(&place, "has this default"),
            None => diagnostic,
        });
    }
}

impl Misfits<'_> {
    /// Whether reading the schema has said it, of the default itself.
    fn is_known(&self, pointer: &Pointer) -> bool {
        let places = [pointer.join("default"), pointer.join("schema").join("default")];
        self.sink.diagnostics().iter().any(|known| {
            let place = known.primary.as_ref().map(|label| &label.place.pointer);
            known.code == Code::DefaultMisfit && place.is_some_and(|place| places.contains(place))
        })
    }
}

/// How a value goes with a type.
enum Fit {
    /// It is this value.
    Value(DefaultValue),
    /// The type may hold it, and code has no short way to write it.
    DocsOnly,
    /// The type does not hold it.
    Misfit,
}

fn fit_docs(api: &Api, ty: &Type, docs: &Docs) -> Fit {
    let value = docs
        .default
        .as_deref()
        .map(|text| json::from_slice::<Value>(text.as_bytes()));
    match value {
        Some(Ok(value)) => fit(api, ty, &value, DEPTH),
        // What YAML has and JSON has not stays in the docs, as it is.
        Some(Err(_)) | None => Fit::DocsOnly,
    }
}

fn fit(api: &Api, ty: &Type, value: &Value, depth: usize) -> Fit {
    let inner = |ty: &Type, value: &Value| match depth.checked_sub(1) {
        Some(depth) => fit(api, ty, value, depth),
        None => Fit::DocsOnly,
    };
    match (ty, value) {
        // Null is the absence of a default, as many documents spell it.
        (_, Value::Null) | (Type::Any | Type::Foreign(_), _) => Fit::DocsOnly,
        (Type::Scalar(scalar), value) => fit_scalar(*scalar, value),
        (Type::Nullable(ty), value) => inner(ty, value),
        (Type::List(item), Value::Array(values)) => {
            let mut list = Vec::new();
            for value in values {
                match inner(&item.ty, value) {
                    Fit::Value(value) => list.push(value),
                    other => return other,
                }
            }
            // Null among the items is a value that code writes in another way.
            match item.ty {
                Type::Nullable(_) if !list.is_empty() => Fit::DocsOnly,
                _ => Fit::Value(DefaultValue::List(list)),
            }
        }
        (Type::Map(_), Value::Object(members)) if members.is_empty() => Fit::Value(DefaultValue::EmptyMap),
        (Type::Map(values), Value::Object(members)) => {
            let mut map = Vec::new();
            for (name, value) in members.iter() {
                match (inner(&values.ty, value), &values.ty) {
                    (Fit::Value(value), Type::Scalar(_) | Type::Named(_)) => map.push((name.to_owned(), value)),
                    // Null, and values in values, are written in another way.
                    (Fit::Value(_), _) => return Fit::DocsOnly,
                    (other, _) => return other,
                }
            }
            Fit::Value(DefaultValue::Map(map))
        }
        (Type::Tuple(types), Value::Array(values)) if types.len() == values.len() && types.len() > 1 => {
            let mut items = Vec::new();
            for (ty, value) in types.iter().zip(values) {
                match (inner(&ty.ty, value), &ty.ty) {
                    (Fit::Value(value), Type::Scalar(_) | Type::Named(_)) => items.push(value),
                    (Fit::Value(_), _) => return Fit::DocsOnly,
                    (other, _) => return other,
                }
            }
            Fit::Value(DefaultValue::Tuple(items))
        }
        (Type::List(_) | Type::Map(_) | Type::Tuple(_) | Type::Never, _) => Fit::Misfit,
        (Type::Named(id), value) => match (&api.types.get(*id).shape, value) {
            (Shape::Enumeration(list), value) => fit_listed(*id, list, value),
            (Shape::Alias(target), value) => inner(&target.ty, value),
            (Shape::Record(record), Value::Object(members)) => {
                let mut fields = Vec::new();
                for (name, value) in members.iter() {
                    let found = record.fields.iter().position(|field| field.wire_name == name);
                    let Some(index) = found else { return Fit::DocsOnly };
                    match inner(&record.fields[index].value.ty, value) {
                        Fit::Value(value) => fields.push((index, value)),
                        other => return other,
                    }
                }
                fields.sort_by_key(|(index, _)| *index);
                fit_record(*id, record, fields)
            }
            (Shape::Record(_), _) => Fit::Misfit,
            (Shape::Union(_) | Shape::Newtype(_), _) => Fit::DocsOnly,
        },
    }
}

/// A record without choices.
fn fit_record(id: TypeId, record: &Record, fields: Vec<(usize, DefaultValue)>) -> Fit {
    if record.groups.is_empty() {
        Fit::Value(DefaultValue::Record(id, fields))
    } else {
        Fit::DocsOnly
    }
}

fn fit_listed(id: TypeId, list: &Enumeration, value: &Value) -> Fit {
    let Ok(text) = json::to_string(value) else {
        return Fit::DocsOnly;
    };
    match list.values.iter().position(|listed| listed.literal.json() == text) {
        Some(index) => Fit::Value(DefaultValue::Variant(id, index)),
        // Other spellings of numbers and objects are not looked into.
        None if list.others == Others::Allowed || list.kind() == EnumKind::Json => Fit::DocsOnly,
        None => Fit::Misfit,
    }
}

fn fit_scalar(scalar: Scalar, value: &Value) -> Fit {
    let integer = |least: i128, most: i128| {
        let number = value
            .as_number()
            .and_then(|number| number.as_str().parse::<i128>().ok());
        match number {
            Some(number) if (least..=most).contains(&number) => Fit::Value(DefaultValue::Integer(number)),
            _ if whole(value) => Fit::DocsOnly,
            _ => Fit::Misfit,
        }
    };
    match scalar {
        Scalar::Bool => value
            .as_bool()
            .map_or(Fit::Misfit, |value| Fit::Value(DefaultValue::Bool(value))),
        Scalar::I8 => integer(i8::MIN.into(), i8::MAX.into()),
        Scalar::I16 => integer(i16::MIN.into(), i16::MAX.into()),
        Scalar::I32 => integer(i32::MIN.into(), i32::MAX.into()),
        Scalar::I64 => integer(i64::MIN.into(), i64::MAX.into()),
        Scalar::I128 => integer(i128::MIN, i128::MAX),
        Scalar::U8 => integer(0, u8::MAX.into()),
        Scalar::U16 => integer(0, u16::MAX.into()),
        Scalar::U32 => integer(0, u32::MAX.into()),
        Scalar::U64 => integer(0, u64::MAX.into()),
        Scalar::Number => value.as_number().map_or(Fit::Misfit, |_| Fit::DocsOnly),
        Scalar::F32 | Scalar::F64 => match value.as_f64() {
            Some(number) if number.is_finite() => Fit::Value(DefaultValue::Float(number)),
            _ => Fit::Misfit,
        },
        Scalar::String => match value.as_str() {
            Some(text) => Fit::Value(DefaultValue::Text(text.to_owned())),
            None => Fit::Misfit,
        },
        Scalar::DateTime | Scalar::Date | Scalar::Base64 | Scalar::File => {
            value.as_str().map_or(Fit::Misfit, |_| Fit::DocsOnly)
        }
    }
}

/// Whether a value is a whole number in another spelling, such as `1.0`.
fn whole(value: &Value) -> bool {
    value
        .as_f64()
        .is_some_and(|number| number.fract() == 0.0 && number.abs() < 1e15)
        && value
            .as_number()
            .is_some_and(|number| number.as_str().parse::<i128>().is_err())
}

#[cfg(test)]
mod tests;
