// kiln-runtime: support code, copied unchanged into generated crates.
//! The entries of the table by which an object is read: a property, its rule, and the
//! variable that its value goes into.
//!
//! ```text
//! Slot::optional("save_changes", &mut save_changes)
//! ```
//!
//! What the rules mean stands with [`Reader::record`](super::Reader::record), which walks
//! the table.

use std::collections::BTreeMap;

use super::{DecodeError, FromJson, Nullable, Reader};

/// A variable that a property's value can be put into.
pub trait Fill {
    /// Reads the value of the property `key` into the variable.
    ///
    /// # Errors
    /// When the value is not of the variable's type.
    fn fill(&mut self, key: &str, r: &mut Reader<'_>) -> Result<(), DecodeError>;
}

impl<T: FromJson> Fill for Option<T> {
    fn fill(&mut self, _key: &str, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = Some(T::read(r)?);
        Ok(())
    }
}

impl<T: FromJson> Fill for Nullable<T> {
    fn fill(&mut self, _key: &str, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = Self::read(r)?;
        Ok(())
    }
}

impl<T: FromJson> Fill for BTreeMap<String, T> {
    fn fill(&mut self, key: &str, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.insert(key.to_owned(), T::read(r)?);
        Ok(())
    }
}

/// A property with the variable that it goes into.
// Not generic: a coercion to `dyn Fill` at the call costs less to compile than a function per type.
pub struct Slot<'a> {
    pub(super) name: &'a str,
    pub(super) rule: Rule,
    pub(super) variable: &'a mut dyn Fill,
    /// Whether the property was there.
    pub(super) seen: bool,
    /// Whether it was there and counts as absent.
    pub(super) void: bool,
    /// Whether a value of another type counts as one that nobody declares.
    pub(super) loose: bool,
}

/// What holds of a property.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    Required,
    Optional,
    Nullable,
    /// The number of the group, and of the choice in it where a choice has several properties.
    Choice(u8, Option<u8>),
    /// The number of the group.
    Some(u8),
    Rest,
}

impl<'a> Slot<'a> {
    fn new(name: &'a str, rule: Rule, variable: &'a mut dyn Fill) -> Self {
        Self { name, rule, variable, seen: false, void: false, loose: false }
    }

    /// A property that must be there; the variable is an `Option`.
    pub fn required(name: &'a str, variable: &'a mut dyn Fill) -> Self {
        Self::new(name, Rule::Required, variable)
    }

    /// A property that may be absent, and null means the same; the variable is an `Option`.
    pub fn optional(name: &'a str, variable: &'a mut dyn Fill) -> Self {
        Self::new(name, Rule::Optional, variable)
    }

    /// A property that may be absent, and null is a value like any other; the variable is an `Option` of a
    /// type that takes null.
    pub fn anything(name: &'a str, variable: &'a mut dyn Fill) -> Self {
        Self::new(name, Rule::Nullable, variable)
    }

    /// A property that may be absent, and null means something else; the variable is a [`Nullable`].
    pub fn nullable(name: &'a str, variable: &'a mut dyn Fill) -> Self {
        Self::new(name, Rule::Nullable, variable)
    }

    /// A property that is a choice of its own in this group, of which exactly one choice must be there;
    /// the variable is an `Option`.
    pub fn choice(group: u8, name: &'a str, variable: &'a mut dyn Fill) -> Self {
        Self::new(name, Rule::Choice(group, None), variable)
    }

    /// One of several properties that together are one choice in this group.
    pub fn choice_part(
        group: u8,
        choice: u8,
        name: &'a str,
        variable: &'a mut dyn Fill,
    ) -> Self {
        Self::new(name, Rule::Choice(group, Some(choice)), variable)
    }

    /// A property of this group, of which at least one must be there; the variable is an `Option`.
    pub fn some(group: u8, name: &'a str, variable: &'a mut dyn Fill) -> Self {
        Self::new(name, Rule::Some(group), variable)
    }

    /// All properties that no other slot declares; the variable is a map. The last of equal keys counts.
    pub fn rest(variable: &'a mut dyn Fill) -> Self {
        Self::new("", Rule::Rest, variable)
    }

    /// The same, but a value that is not of the variable's type counts as one that nobody declares.
    #[must_use]
    pub fn loose(self) -> Self {
        Self { loose: true, ..self }
    }

    pub(super) fn is(&self, key: &str) -> bool {
        self.name == key && self.rule != Rule::Rest
    }

    /// Whether this is a property that was not there yet.
    pub(super) fn is_open(&self) -> bool {
        !self.seen && self.rule != Rule::Rest
    }
}

impl Slot<'_> {
    pub(super) fn is_chosen(&self) -> bool {
        self.seen && !self.void
    }

    pub(super) fn is_in(&self, group: u8) -> bool {
        matches!(self.rule, Rule::Choice(number, _) if number == group)
    }

    /// Whether this property and the other one are parts of the same choice.
    pub(super) fn shares_choice(&self, other: &Slot<'_>) -> bool {
        self.name == other.name
            || (self.rule == other.rule && matches!(self.rule, Rule::Choice(_, Some(_))))
    }
}
