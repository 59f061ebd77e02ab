// kiln-runtime: support code, copied unchanged into generated crates.
//! What the rules mean for each type of value.

use std::collections::{BTreeMap, HashSet};

use super::super::json::{
    self, Base64, Date, DateTime, Decimal, Nullable, Number, Object, ToJson, Value,
    WriteItem,
};
use super::rules::Bound;
use super::{Checks, Rules};

/// A record or a union that knows the rules of its parts.
///
/// Every named type implements it, if only with an empty body, so that lists and maps of it can be
/// checked.
pub trait Validate {
    /// Checks the parts.
    fn check(&self, _c: &mut Checks) {}
}

/// A value that rules can be applied to.
pub trait Subject {
    /// Checks the value against the rules, and what is inside it.
    fn inspect(&self, rules: &Rules<'_>, c: &mut Checks);
}

impl<T: Validate> Subject for T {
    fn inspect(&self, _rules: &Rules<'_>, c: &mut Checks) {
        self.check(c);
    }
}

// A box of anything could have its own `Validate` elsewhere, as far as the compiler knows: so boxes are
// subjects by way of the impl above. Only named types are ever boxed.
impl<T: Validate + ?Sized> Validate for Box<T> {
    fn check(&self, c: &mut Checks) {
        (**self).check(c);
    }
}

impl Subject for bool {
    fn inspect(&self, rules: &Rules<'_>, c: &mut Checks) {
        if let Some(only) = rules.only.filter(|only| only != self) {
            c.report(format!("must be {only}"));
        }
    }
}

macro_rules! numbers {
    ($($name:ident),*) => {
        $(impl Subject for $name {
            fn inspect(&self, rules: &Rules<'_>, c: &mut Checks) {
                number(self, rules, c);
            }
        })*
    };
}

numbers!(i8, i16, i32, i64, i128, u8, u16, u32, u64, f32, f64, Number);

impl Subject for String {
    fn inspect(&self, rules: &Rules<'_>, c: &mut Checks) {
        text(self, rules, c);
    }
}

impl Subject for &str {
    fn inspect(&self, rules: &Rules<'_>, c: &mut Checks) {
        text(self, rules, c);
    }
}

impl Subject for DateTime {
    fn inspect(&self, rules: &Rules<'_>, c: &mut Checks) {
        if self.as_str().parse::<Self>().is_err() {
            c.report(
                "must be a date and time of RFC 3339, such as 2026-11-24T10:00:00Z",
            );
        }
        text(self.as_str(), rules, c);
    }
}

impl Subject for Date {
    fn inspect(&self, rules: &Rules<'_>, c: &mut Checks) {
        if self.parts().is_none() {
            c.report("must be a date of RFC 3339, such as 2026-11-24");
        }
        text(self.as_str(), rules, c);
    }
}

impl Subject for Base64 {
    fn inspect(&self, rules: &Rules<'_>, c: &mut Checks) {
        if self.bytes().is_none() {
            c.report("must be base64");
        }
        text(self.as_str(), rules, c);
    }
}

impl<T: Subject> Subject for Option<T> {
    fn inspect(&self, rules: &Rules<'_>, c: &mut Checks) {
        if let Some(value) = self {
            value.inspect(rules, c);
        }
    }
}

impl<T: Subject> Subject for Nullable<T> {
    fn inspect(&self, rules: &Rules<'_>, c: &mut Checks) {
        if let Some(value) = self.as_option() {
            value.inspect(rules, c);
        }
    }
}

impl<T: Subject + ToJson> Subject for Vec<T> {
    fn inspect(&self, rules: &Rules<'_>, c: &mut Checks) {
        self.as_slice().inspect(rules, c);
    }
}

impl<T: Subject + ToJson> Subject for &[T] {
    fn inspect(&self, rules: &Rules<'_>, c: &mut Checks) {
        count(self.len(), (rules.min_items, rules.max_items), ("item", "items"), c);
        if rules.unique_items
            && let Some(index) = first_repeat(self)
        {
            c.report(format!(
                "must not have equal items, but item {index} equals an earlier one"
            ));
        }
        let rules = rules.items.copied().unwrap_or_default();
        for (index, item) in self.iter().enumerate() {
            c.field(&index.to_string(), item, &rules);
        }
    }
}

impl<T: Subject> Subject for BTreeMap<String, T> {
    fn inspect(&self, rules: &Rules<'_>, c: &mut Checks) {
        properties(self.len(), rules, c);
        let rules = rules.items.copied().unwrap_or_default();
        for (name, value) in self {
            c.field(name, value, &rules);
        }
    }
}

impl Subject for Object {
    fn inspect(&self, rules: &Rules<'_>, c: &mut Checks) {
        properties(self.len(), rules, c);
        let rules = rules.items.copied().unwrap_or_default();
        for (name, value) in self.iter() {
            c.field(name, value, &rules);
        }
    }
}

impl Subject for Value {
    fn inspect(&self, rules: &Rules<'_>, c: &mut Checks) {
        match self {
            Self::Null => {}
            Self::Bool(value) => value.inspect(rules, c),
            Self::Number(value) => number(value, rules, c),
            Self::String(value) => text(value, rules, c),
            Self::Array(items) => items.inspect(rules, c),
            Self::Object(object) => object.inspect(rules, c),
        }
    }
}

fn number(value: &dyn ToJson, rules: &Rules<'_>, c: &mut Checks) {
    if rules.minimum.is_none() && rules.maximum.is_none() && rules.multiple_of.is_none()
    {
        return;
    }
    let Ok(lexeme) = json::to_string(value) else {
        return c.report("must be a finite number");
    };
    let value = Decimal::parse(&lexeme);
    if let Some(Bound { value: least, exclusive }) = rules.minimum {
        let order = value.compare(&Decimal::parse(&least.to_string()));
        if order.is_lt() || (exclusive && order.is_eq()) {
            c.report(format!(
                "must be {} {least}",
                if exclusive { "more than" } else { "at least" }
            ));
        }
    }
    if let Some(Bound { value: greatest, exclusive }) = rules.maximum {
        let order = value.compare(&Decimal::parse(&greatest.to_string()));
        if order.is_gt() || (exclusive && order.is_eq()) {
            c.report(format!(
                "must be {} {greatest}",
                if exclusive { "less than" } else { "at most" }
            ));
        }
    }
    if let Some(unit) = rules.multiple_of
        && value.is_multiple_of(&Decimal::parse(&unit.to_string())) == Some(false)
    {
        c.report(format!("must be a multiple of {unit}"));
    }
}

fn text(value: &str, rules: &Rules<'_>, c: &mut Checks) {
    let length = value.chars().count();
    count(length, (rules.min_length, rules.max_length), ("character", "characters"), c);
    if let Some(form) = rules.format
        && !form.fits(value)
    {
        c.report(format!("must be {}", form.what()));
    }
    let Some(pattern) = rules.pattern else { return };
    match pattern.matches(value) {
        Some(true) => {}
        Some(false) => {
            c.report(format!("must match the pattern `{}`", pattern.source()));
        }
        None => {
            c.report(format!("cannot be checked: `{}` is no pattern", pattern.source()));
        }
    }
}

/// The first item that equals an earlier one. What is compared is what is sent, as values of JSON, by
/// their hashes: a long list does not take long. An item that has no JSON form equals no other.
fn first_repeat(items: &dyn WriteItem) -> Option<usize> {
    let mut seen = HashSet::new();
    let values = (0..).map_while(|index| items.item(index));
    let mut values = values.map(|item| Value::from_json(item).ok());
    values.position(|value| value.is_some_and(|value| !seen.insert(value)))
}

fn properties(length: usize, rules: &Rules<'_>, c: &mut Checks) {
    let limits = (rules.min_properties, rules.max_properties);
    count(length, limits, ("property", "properties"), c);
}

fn count(
    length: usize,
    (least, most): (Option<usize>, Option<usize>),
    (one, many): (&str, &str),
    c: &mut Checks,
) {
    let noun = |count| if count == 1 { one } else { many };
    if let Some(least) = least.filter(|least| length < *least) {
        c.report(format!("must have at least {least} {}", noun(least)));
    }
    if let Some(most) = most.filter(|most| length > *most) {
        c.report(format!("must have at most {most} {}", noun(most)));
    }
}
