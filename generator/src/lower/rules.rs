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

use super::context::Context;
use super::kinds::Kinds;
use super::parts::Part;
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
            return Rules::default();
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
        match kinds.family() {
            Some(JsonKind::Number) => number_rules(parts, kinds, &mut rules),
            Some(JsonKind::String) if !super::enumeration::has_values(parts) => self.string_rules(parts, &mut rules),
            Some(JsonKind::Array) => array_rules(parts, &mut rules),
            Some(JsonKind::Object) if super::object::is_map(parts) => map_rules(parts, &mut rules),
            Some(JsonKind::Object) => self.report_property_counts(parts),
            Some(JsonKind::Bool | JsonKind::String) | None => {}
        }
        rules
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

fn number_rules(parts: &[Part<'_>], kinds: Kinds, rules: &mut Rules) {
    let integer = (kinds == Kinds::INTEGER).then(|| scalar::integer_type(parts));
    for part in parts {
        let object = part.object;
        for (bound, exclusive) in [(&object.minimum, false), (&object.exclusive_minimum, true)] {
            let Some(bound) = bound
                .as_ref()
                .and_then(|bound| written(bound, integer.is_some(), f64::ceil))
            else {
                continue;
            };
            if integer.as_ref().is_none_or(|ty| scalar::can_be_below(ty, &bound)) {
                stricter(&mut rules.minimum, &bound, exclusive, |new, old| new > old);
            }
        }
        for (bound, exclusive) in [(&object.maximum, false), (&object.exclusive_maximum, true)] {
            let Some(bound) = bound
                .as_ref()
                .and_then(|bound| written(bound, integer.is_some(), f64::floor))
            else {
                continue;
            };
            if integer.as_ref().is_none_or(|ty| scalar::can_be_above(ty, &bound)) {
                stricter(&mut rules.maximum, &bound, exclusive, |new, old| new < old);
            }
        }
        if let Some(multiple) = object.multiple_of.as_ref().filter(|multiple| multiple.as_f64() > 0.0) {
            let one = integer.is_some() && multiple.as_i128() == Some(1);
            if !one && rules.multiple_of.is_none() {
                rules.multiple_of = written(multiple, false, f64::ceil).map(|number| number.as_str().to_owned());
            }
        }
    }
}

/// A number in the form of JSON; integers in plain digits, and rounded inwards where only integers can occur.
fn written(number: &Number, integer: bool, inwards: fn(f64) -> f64) -> Option<Number> {
    if let Some(exact) = number.as_i128() {
        return Some(Number::new(exact.to_string()));
    }
    let value = number.as_f64();
    if !value.is_finite() {
        return None;
    }
    if integer {
        return Some(Number::new(format!("{:.0}", inwards(value))));
    }
    let json = is_json_number(number.as_str());
    Some(Number::new(if json {
        number.as_str().to_owned()
    } else {
        value.to_string()
    }))
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

fn stricter(rule: &mut Option<Bound>, new: &Number, exclusive: bool, wins: fn(f64, f64) -> bool) {
    let tighter = rule.as_ref().is_none_or(|old| {
        let value = Number::new(old.value.as_str()).as_f64();
        wins(new.as_f64(), value) || (new.as_str() == old.value && exclusive)
    });
    if tighter {
        *rule = Some(Bound {
            value: new.as_str().to_owned(),
            exclusive,
        });
    }
}

fn array_rules(parts: &[Part<'_>], rules: &mut Rules) {
    for part in parts {
        at_least(&mut rules.min_items, part.object.min_items);
        at_most(&mut rules.max_items, part.object.max_items);
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
