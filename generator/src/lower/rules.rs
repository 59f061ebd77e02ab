//! Constraints, collected for every use of a schema.
//!
//! ```yaml
//! name: { type: string, minLength: 1, maxLength: 255, pattern: "^[a-z]+$" }
//! limit: { $ref: '#/components/schemas/Limit', maximum: 20 }     # those of `Limit` too
//! ```
//!
//! Constraints of an alias apply wherever it is used, so a use carries them along with its own; where two constrain the
//! same thing, the stricter counts. Constraints for another JSON type than the schema's have no effect, as in JSON
//! Schema. A bound that every value of the integer type satisfies is left out. What has no place here (a further pattern,
//! constraints on a schema of several types or beside alternatives) is left over for `assertion`.

use std::cmp::Ordering;
use std::collections::HashSet;

use super::context::Context;
use super::format;
use super::integer;
use super::kinds::Kinds;
use super::parts::Part;
use crate::ir::{Bound, JsonKind, Rules, Scalar};
use crate::openapi::{Number, Schema, SchemaObject};

/// Whether a schema object has any constraint that [`Rules`] can hold.
pub(super) fn constrains(object: &SchemaObject) -> bool {
    let number = [
        &object.minimum,
        &object.maximum,
        &object.exclusive_minimum,
        &object.exclusive_maximum,
    ];
    let counts = [
        object.min_length,
        object.max_length,
        object.min_items,
        object.max_items,
        object.min_properties,
        object.max_properties,
    ];
    number.iter().any(|bound| bound.is_some())
        || counts.iter().any(Option::is_some)
        || object.multiple_of.is_some()
        || object.pattern.is_some()
        || object.unique_items
        || super::array::closed_length(object).is_some()
}

impl<'d> Context<'d> {
    /// The constraints of one use of a schema.
    pub(super) fn rules(&mut self, schema: &'d Schema) -> Rules {
        let parts = self.parts(schema);
        self.rules_of_parts(&parts)
    }

    /// The constraints that several parts make together.
    pub(super) fn rules_of_parts(&mut self, parts: &[Part<'d>]) -> Rules {
        let parts = &self.with_only_alternatives(parts, &HashSet::new());
        let said = |part: &Part<'d>| constrains(part.object) || format::of(part.object).is_some();
        // Exact integers have a type that holds fractions too.
        if !self.settings.exact_numbers && !parts.iter().any(said) {
            return Rules {
                only: self.only_boolean(parts),
                ..Rules::default()
            };
        }
        let kinds = self.kinds_of_parts(parts);
        self.rules_of_kinds(parts, kinds)
    }

    /// The constraints for values of one JSON type; none for several.
    pub(super) fn rules_of_kinds(&mut self, parts: &[Part<'d>], kinds: Kinds) -> Rules {
        let mut rules = Rules::default();
        match self.carried(parts, kinds) {
            Some(JsonKind::Bool) => rules.only = self.only_boolean(parts),
            Some(JsonKind::Number) => self.number_rules(parts, kinds, &mut rules),
            Some(JsonKind::String) => self.string_rules(parts, &mut rules),
            Some(JsonKind::Array) => array_rules(parts, &mut rules),
            Some(JsonKind::Object) => map_rules(parts, &mut rules),
            // Of any value, the form is that of those that are strings.
            None if kinds == Kinds::ALL && super::union::alternatives(parts).is_empty() => {
                rules.format = parts.iter().find_map(|part| format::of(part.object));
            }
            None => {}
        }
        rules
    }

    /// The JSON type whose constraints rules hold for these parts: that of all their values, unless those are listed, have
    /// known properties, or are of one of several types.
    pub(super) fn carried(&mut self, parts: &[Part<'d>], kinds: Kinds) -> Option<JsonKind> {
        let family = kinds.family()?;
        let carries = match family {
            JsonKind::Bool => true,
            // Values that are listed are what they are.
            JsonKind::Number | JsonKind::String => !super::enumeration::has_values(parts),
            JsonKind::Array => !self.has_choice(parts),
            JsonKind::Object => super::object::is_map(parts) && !self.has_choice(parts),
        };
        carries.then_some(family)
    }

    /// Whether the values of these parts are of one of several types, which have their own constraints.
    fn has_choice(&mut self, parts: &[Part<'d>]) -> bool {
        let lists = super::union::alternatives(parts);
        lists.iter().any(|list| {
            let members = list.members.iter().filter(|member| !self.only_null(member));
            members.count() > 1
        })
    }

    fn number_rules(&mut self, parts: &[Part<'d>], kinds: Kinds, rules: &mut Rules) {
        let integer = (kinds == Kinds::INTEGER).then(|| self.integer_type(parts));
        for part in parts {
            let object = part.object;
            let bounds = [
                (&object.minimum, false, true),
                (&object.exclusive_minimum, true, true),
                (&object.maximum, false, false),
                (&object.exclusive_maximum, true, false),
            ];
            for (bound, exclusive, lower) in bounds {
                let Some(bound) = bound else { continue };
                let found = if integer.is_some() {
                    rounded(bound, exclusive, lower)
                } else {
                    written(bound).map(|bound| (bound, exclusive))
                };
                let Some((bound, exclusive)) = found else { continue };
                let demands = |ty| integer::excludes(ty, &bound, exclusive, lower);
                if integer.is_none_or(demands) {
                    let (rule, winner) = if lower {
                        (&mut rules.minimum, Ordering::Greater)
                    } else {
                        (&mut rules.maximum, Ordering::Less)
                    };
                    stricter(rule, &bound, exclusive, winner);
                }
            }
            multiple_of(part, integer.is_some(), rules);
        }
        // The type holds fractions too.
        if integer == Some(Scalar::Number) && rules.multiple_of.is_none() {
            rules.multiple_of = Some("1".to_owned());
        }
    }

    fn string_rules(&mut self, parts: &[Part<'d>], rules: &mut Rules) {
        self.format_rule(parts, rules);
        for part in parts {
            at_least(&mut rules.min_length, part.object.min_length);
            at_most(&mut rules.max_length, part.object.max_length);
            if rules.pattern.is_none()
                && let Some(source) = &part.object.pattern
            {
                rules.pattern = self.pattern(part.schema, "pattern", source);
            }
        }
    }
}

/// Takes over the first `multipleOf` that demands anything.
fn multiple_of(part: &Part<'_>, integer: bool, rules: &mut Rules) {
    let unit = part.object.multiple_of.as_ref().and_then(json_number);
    if rules.multiple_of.is_none() {
        rules.multiple_of = unit.filter(|unit| !integer || unit != "1");
    }
}

/// A number in the form of JSON, integers in plain digits; absent for what JSON does not have.
pub(super) fn json_number(number: &Number) -> Option<String> {
    if let Some(exact) = number.as_i128() {
        return Some(exact.to_string());
    }
    if is_json_number(number.as_str()) {
        return Some(number.as_str().to_owned());
    }
    let value = number.as_f64();
    value.is_finite().then(|| value.to_string())
}

fn written(number: &Number) -> Option<Number> {
    json_number(number).map(Number::new)
}

/// A bound for integers: one between two of them is the nearer that is inside, which then belongs to the range.
fn rounded(number: &Number, exclusive: bool, lower: bool) -> Option<(Number, bool)> {
    if let Some((below, above)) = number.neighbours() {
        let value = if lower { above } else { below };
        return Some((Number::new(value.to_string()), exclusive && below == above));
    }
    written(number).map(|number| (number, exclusive))
}

/// Whether a lexeme is a number of JSON: `.5`, `+1`, `0755` and `0x10` are YAML's.
pub(super) fn is_json_number(lexeme: &str) -> bool {
    let unsigned = lexeme.strip_prefix('-').unwrap_or(lexeme);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.strip_prefix(['+', '-']).unwrap_or(exponent)),
        None => (unsigned, "0"),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(fraction) && digits(exponent) && (whole == "0" || !whole.starts_with('0'))
}

fn stricter(rule: &mut Option<Bound>, new: &Number, exclusive: bool, winner: Ordering) {
    let tighter = rule.as_ref().is_none_or(|old| {
        let order = compared(new, &Number::new(old.value.as_str()));
        order == Some(winner) || (order == Some(Ordering::Equal) && exclusive)
    });
    if tighter {
        *rule = Some(Bound {
            value: new.as_str().to_owned(),
            exclusive,
        });
    }
}

/// The order of two numbers, exact for integers.
fn compared(one: &Number, other: &Number) -> Option<Ordering> {
    match (one.as_i128(), other.as_i128()) {
        (Some(one), Some(other)) => Some(one.cmp(&other)),
        _ => one.as_f64().partial_cmp(&other.as_f64()),
    }
}

fn array_rules(parts: &[Part<'_>], rules: &mut Rules) {
    for part in parts {
        at_least(&mut rules.min_items, part.object.min_items);
        at_most(&mut rules.max_items, part.object.max_items);
        at_most(&mut rules.max_items, super::array::closed_length(part.object));
        rules.unique_items |= part.object.unique_items;
    }
}

fn map_rules(parts: &[Part<'_>], rules: &mut Rules) {
    for part in parts {
        at_least(&mut rules.min_properties, part.object.min_properties);
        at_most(&mut rules.max_properties, part.object.max_properties);
    }
}

/// Takes over a lower limit; zero demands nothing.
fn at_least(rule: &mut Option<u64>, limit: Option<u64>) {
    *rule = (*rule).max(limit.filter(|limit| *limit > 0));
}

/// Takes over an upper limit.
fn at_most(rule: &mut Option<u64>, limit: Option<u64>) {
    *rule = match (*rule, limit) {
        (Some(old), Some(new)) => Some(old.min(new)),
        (old, new) => old.or(new),
    };
}
