//! Defaults of properties and parameters, as values of their types.
//!
//! ```yaml
//! stealth: { type: boolean, default: false }
//! order: { type: string, enum: [asc, desc], default: asc }
//! since: { type: string, format: date, default: "2024-01-01" }
//! ```
//!
//! The document has JSON; code wants `false`, the variant `Asc` and a date. A default that the type does not hold is
//! reported, and so is one that code has no way to write; both only stay in the docs. One that several uses share is
//! reported once, where it stands.
//!
//! What this does not do: constraints beyond the type are not looked at, since the server decides about them; a property
//! of an exclusive group has no default, because leaving it out is another choice; and null is no default but says that
//! there is none, as many documents spell it.

mod fit;
mod scalar;
mod union;
mod value;

use std::collections::{BTreeMap, HashSet};

use kiln_runtime::json::{self, Value};

use super::walk::Position;
use crate::diag::{Code, Diagnostic, Place, Pointer, Sink};
use crate::ir::{Api, Docs, Shape, Type, TypeId};

pub use value::{Anything, DefaultValue, Digits, Members};

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
        let mut reports = Reports {
            locate,
            sink,
            said: HashSet::new(),
        };
        for (id, def) in api.types.iter() {
            let Shape::Record(record) = &def.shape else { continue };
            for (index, field) in record.fields.iter().enumerate() {
                let found = reports.value(api, (&field.wire_name, &field.value.ty), &field.docs);
                let place = (id, Position::Field(index));
                defaults.fields.extend(found.map(|value| (place, value)));
            }
        }
        for (operation, found) in api.operations.iter().enumerate() {
            for (index, parameter) in found.parameters.iter().enumerate() {
                let found = reports.value(api, (&parameter.wire_name, &parameter.value.ty), &parameter.docs);
                let place = (operation, index);
                defaults.parameters.extend(found.map(|value| (place, value)));
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

/// How a value goes with a type.
enum Fit<T = DefaultValue> {
    /// It is this value.
    Value(T),
    /// The type may hold it, and code cannot write it, for this reason.
    Unwritten(&'static str),
    /// The type does not hold it.
    Misfit,
}

impl<T> Fit<T> {
    fn map<U>(self, of: impl FnOnce(T) -> U) -> Fit<U> {
        match self {
            Self::Value(value) => Fit::Value(of(value)),
            Self::Unwritten(why) => Fit::Unwritten(why),
            Self::Misfit => Fit::Misfit,
        }
    }
}

/// Says which defaults have no value; of those that several uses share only once.
struct Reports<'a> {
    locate: &'a dyn Fn(&Pointer) -> Option<Place>,
    sink: &'a mut Sink,
    said: HashSet<Pointer>,
}

impl Reports<'_> {
    /// The default of something of this name and type, if it has one that code can have.
    fn value(&mut self, api: &Api, (name, ty): (&str, &Type), docs: &Docs) -> Option<DefaultValue> {
        let default = docs.default.as_ref()?;
        let value = json::from_slice::<Value>(default.json.as_bytes()).ok()?;
        if value.is_null() {
            return None;
        }
        // That a default is not null goes without saying.
        let ty = if let Type::Nullable(inner) = ty { inner } else { ty };
        let text: String = default.json.chars().take(60).collect();
        match fit::fit(api, ty, &value, fit::DEPTH) {
            Fit::Value(value) => return Some(value),
            Fit::Misfit => {
                let message = format!("the default of `{name}`, {text}, is no value of its type");
                self.report(Code::DefaultMisfit, message, &default.pointer);
            }
            Fit::Unwritten(why) => {
                let message = format!("the default of `{name}` is only told in the docs: {why}");
                self.report(Code::NotRepresented, message, &default.pointer);
            }
        }
        None
    }

    fn report(&mut self, code: Code, message: String, pointer: &Pointer) {
        if !self.said.insert(pointer.clone()) || self.is_known(code, pointer) {
            return;
        }
        let diagnostic = Diagnostic::new(code, message);
        self.sink.push(match (self.locate)(pointer) {
            Some(place) => diagnostic.at(&place, "this default"),
            None => diagnostic,
        });
    }

    /// Whether reading the schema has said it.
    fn is_known(&self, code: Code, pointer: &Pointer) -> bool {
        self.sink.diagnostics().iter().any(|known| {
            let place = known.primary.as_ref().map(|label| &label.place.pointer);
            known.code == code && place == Some(pointer)
        })
    }
}

#[cfg(test)]
mod tests;
