//! The constraints of a value in words: `Between 1 and 20.`
//!
//! ```yaml
//! limit: { type: integer, minimum: 1, maximum: 20 }
//! ```

use crate::ir::{Bound, Rules};

use super::doc_line::span;
use super::format;

/// The constraints in words.
pub(super) fn constraints(rules: &Rules) -> Vec<String> {
    let mut words = Vec::new();
    let bound = |bound: &Bound, inside: &str, outside: &str| {
        format!("{} {}", if bound.exclusive { outside } else { inside }, bound.value)
    };
    match (&rules.minimum, &rules.maximum) {
        (Some(least), Some(most)) if !least.exclusive && !most.exclusive => {
            words.push(format!("Between {} and {}.", least.value, most.value));
        }
        (least, most) => {
            words.extend(
                least
                    .iter()
                    .map(|least| format!("{}.", bound(least, "At least", "More than"))),
            );
            words.extend(
                most.iter()
                    .map(|most| format!("{}.", bound(most, "At most", "Less than"))),
            );
        }
    }
    words.extend(rules.format.map(format::sentence));
    words.extend(rules.multiple_of.iter().map(|step| match step.as_str() {
        "1" => "An integer.".to_owned(),
        step => format!("A multiple of {step}."),
    }));
    words.extend(range(rules.min_length, rules.max_length, "character"));
    words.extend(range(rules.min_items, rules.max_items, "item"));
    words.extend(range(rules.min_properties, rules.max_properties, "property"));
    if rules.unique_items {
        words.push("No two items are equal.".to_owned());
    }
    words.extend(rules.only.map(|only| format!("Always `{only}`.")));
    words.extend(
        rules
            .pattern
            .iter()
            .map(|pattern| format!("Matches {}.", span(&pattern.source))),
    );
    words
}

fn range(least: Option<u64>, most: Option<u64>, unit: &str) -> Option<String> {
    let plural = |count: u64| match unit.strip_suffix('y') {
        _ if count == 1 => unit.to_owned(),
        Some(stem) => format!("{stem}ies"),
        None => format!("{unit}s"),
    };
    match (least.filter(|least| *least > 0), most) {
        (Some(least), Some(most)) => Some(format!("{least} to {most} {}.", plural(most))),
        (Some(least), None) => Some(format!("At least {least} {}.", plural(least))),
        (None, Some(most)) => Some(format!("At most {most} {}.", plural(most))),
        (None, None) => None,
    }
}
