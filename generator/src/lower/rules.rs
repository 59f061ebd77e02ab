//! Constraints, collected for every use of a schema.
//!
//! ```yaml
//! name: { type: string, minLength: 1, maxLength: 255, pattern: "^[a-z]+$" }
//! limit: { $ref: '#/components/schemas/Limit', maximum: 20 }     # those of `Limit` too
//! ```
//!
//! Constraints of an alias apply wherever it is used, so a use carries them along with its own; where two constrain the
//! same thing, the stricter counts. Constraints for another JSON type than the schema's have no effect, as in JSON
//! Schema. A bound that every value of the integer type satisfies is left out. Constraints on a schema of several types
//! are not represented, which is said.

use std::cmp::Ordering;

use super::context::Context;
use super::kinds::Kinds;
use super::parts::{Part, Weight, weight};
use super::scalar;
use crate::diag::Code;
use crate::ir::{Bound, JsonKind, Rules};
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
        if !parts.iter().any(|part| constrains(part.object)) {
            return Rules {
                only: self.only_boolean(parts),
                ..Rules::default()
            };
        }
        let kinds = self.kinds_of_parts(parts);
        // The members of a list of types have their own constraints each.
        let several = kinds.families().len();
        if several > 1 && (several == Kinds::ALL.families().len() || !super::union::alternatives(parts).is_empty()) {
            self.report_several_types(parts);
        }
        self.rules_of_kinds(parts, kinds)
    }

    /// The constraints for values of one JSON type; none for several.
    pub(super) fn rules_of_kinds(&mut self, parts: &[Part<'d>], kinds: Kinds) -> Rules {
        let mut rules = Rules::default();
        if matches!(kinds.family(), Some(JsonKind::Array | JsonKind::Object)) && self.has_choice(parts) {
            self.report_beside_choice(parts);
            return rules;
        }
        match kinds.family() {
            Some(JsonKind::Bool) => rules.only = self.only_boolean(parts),
            // Values that are listed are what they are.
            Some(JsonKind::Number | JsonKind::String) if super::enumeration::has_values(parts) => {}
            Some(JsonKind::Number) => self.number_rules(parts, kinds, &mut rules),
            Some(JsonKind::String) => self.string_rules(parts, &mut rules),
            Some(JsonKind::Array) => array_rules(parts, &mut rules),
            Some(JsonKind::Object) if super::object::is_map(parts) => map_rules(parts, &mut rules),
            Some(JsonKind::Object) => self.report_property_counts(parts),
            None => {}
        }
        rules
    }

    /// Whether the values of these parts are of one of several types, which have their own constraints.
    fn has_choice(&mut self, parts: &[Part<'d>]) -> bool {
        let lists = super::union::alternatives(parts);
        lists.iter().any(|list| {
            let members = list.members.iter().filter(|member| !self.only_null(member));
            members.count() > 1
        })
    }

    /// Reports constraints beside alternatives, unless there is more beside them, with which they are merged into each.
    fn report_beside_choice(&mut self, parts: &[Part<'d>]) {
        let merged = parts.iter().any(|part| weight(part.object, false) == Weight::Full);
        for part in parts.iter().filter(|part| !merged && constrains(part.object)) {
            let message = "constraints beside alternatives are not checked";
            let label = "write them into each of the alternatives";
            self.report(Code::NotRepresented, part.schema.node, message, label);
        }
    }

    fn number_rules(&mut self, parts: &[Part<'d>], kinds: Kinds, rules: &mut Rules) {
        let integer = (kinds == Kinds::INTEGER).then(|| scalar::integer_type(parts));
        for part in parts {
            let object = part.object;
            let bounds = [
                ("minimum", &object.minimum, false, true),
                ("exclusiveMinimum", &object.exclusive_minimum, true, true),
                ("maximum", &object.maximum, false, false),
                ("exclusiveMaximum", &object.exclusive_maximum, true, false),
            ];
            for (key, bound, exclusive, lower) in bounds {
                let Some(bound) = bound else { continue };
                let found = if integer.is_some() {
                    rounded(bound, exclusive, lower)
                } else {
                    written(bound).map(|bound| (bound, exclusive))
                };
                let Some((bound, exclusive)) = found else {
                    let message = "the bound is beyond the range of floats, so it is not checked";
                    self.report_key(Code::NotRepresented, part.schema.node, key, message, "not checked");
                    continue;
                };
                let demands = |ty| scalar::excludes(ty, &bound, exclusive, lower);
                if integer.is_none_or(demands) {
                    let (rule, winner) = if lower {
                        (&mut rules.minimum, Ordering::Greater)
                    } else {
                        (&mut rules.maximum, Ordering::Less)
                    };
                    stricter(rule, &bound, exclusive, winner);
                }
            }
            self.multiple_of(part, integer.is_some(), rules);
        }
    }

    fn multiple_of(&mut self, part: &Part<'d>, integer: bool, rules: &mut Rules) {
        let Some(multiple) = &part.object.multiple_of else {
            return;
        };
        if integer && multiple.as_i128() == Some(1) {
            return;
        }
        let step = written(multiple).filter(|step| step.as_i128().is_some() || exact(step));
        let message = match (&step, &rules.multiple_of) {
            (Some(step), None) => {
                rules.multiple_of = Some(step.as_str().to_owned());
                return;
            }
            (Some(step), Some(known)) if step.as_str() == known => return,
            (Some(_), Some(_)) => "a value can be checked against one `multipleOf`; this one is not checked",
            (None, _) => "only an integer or a number that a float holds can be checked; this one is not",
        };
        let node = part.schema.node;
        self.report_key(Code::NotRepresented, node, "multipleOf", message, "not checked");
    }

    fn string_rules(&mut self, parts: &[Part<'d>], rules: &mut Rules) {
        for part in parts {
            at_least(&mut rules.min_length, part.object.min_length);
            at_most(&mut rules.max_length, part.object.max_length);
            let Some(pattern) = &part.object.pattern else { continue };
            if !self.can_check(part.schema, pattern) || rules.pattern.as_ref() == Some(pattern) {
                continue;
            }
            if rules.pattern.is_none() {
                rules.pattern = Some(pattern.clone());
            } else {
                let message = "a value can be checked against one pattern; this one is not checked";
                self.report_key(
                    Code::NotRepresented,
                    part.schema.node,
                    "pattern",
                    message,
                    "a further pattern",
                );
            }
        }
    }

    /// Whether Rust's regular expressions accept a pattern.
    fn can_check(&mut self, schema: &Schema, pattern: &str) -> bool {
        let known = self.patterns.get(pattern).copied();
        let can = known.unwrap_or_else(|| regex_lite::Regex::new(pattern).is_ok());
        self.patterns.insert(pattern.to_owned(), can);
        if !can {
            let message = format!("the pattern `{pattern}` cannot be checked in Rust");
            self.report_key(Code::UnsupportedPattern, schema.node, "pattern", message, "not checked");
        }
        can
    }

    fn report_property_counts(&mut self, parts: &[Part<'d>]) {
        for part in parts {
            let counts = [
                ("minProperties", part.object.min_properties),
                ("maxProperties", part.object.max_properties),
            ];
            for (key, count) in counts {
                if count.is_some_and(|count| key == "maxProperties" || count > 0) {
                    let message = format!("`{key}` beside declared properties is not checked");
                    self.report_key(Code::NotRepresented, part.schema.node, key, message, "not checked");
                }
            }
        }
    }

    fn report_several_types(&mut self, parts: &[Part<'d>]) {
        for part in parts.iter().filter(|part| constrains(part.object)) {
            let message = "constraints on a schema without one single type are not checked";
            self.report(
                Code::NotRepresented,
                part.schema.node,
                message,
                "name one type for them to be checked",
            );
        }
    }
}

/// A number in the form of JSON, integers in plain digits; absent beyond the range of floats.
fn written(number: &Number) -> Option<Number> {
    if let Some(exact) = number.as_i128() {
        return Some(Number::new(exact.to_string()));
    }
    let value = number.as_f64();
    if !value.is_finite() {
        return None;
    }
    let json = is_json_number(number.as_str());
    Some(Number::new(if json {
        number.as_str().to_owned()
    } else {
        value.to_string()
    }))
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

/// Whether a number is still itself as a float, as far as that matters: integers have to be exact.
fn exact(number: &Number) -> bool {
    number
        .as_i128()
        .is_none_or(|integer| integer.unsigned_abs() <= 1 << f64::MANTISSA_DIGITS)
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
