//! The same document in another order.
//!
//! ```yaml
//! required: [a, b]          # and [b, a]
//! oneOf: [{…}, {…}]         # and the other way round
//! ```
//!
//! Mappings have no order anywhere. Of lists, those are shuffled whose order means nothing: `required`, `enum`, `type`,
//! `oneOf`, `anyOf`, `allOf` and `parameters`. Left alone are the tags of an operation, of which the first one groups it,
//! `servers`, of which the first one is the default, `prefixItems`, `security`; `anyOf` that is tried in its order gets
//! the same names in any order; lists of values beside which another list says something of each; and all lists of a
//! document that refers to something by its position in a list.

use serde_json::{Map, Value};

/// A source of orders.
pub(crate) struct Shuffle {
    state: u64,
    lists: bool,
}

const LISTS: &[&str] = &["required", "enum", "type", "oneOf", "anyOf", "allOf", "parameters"];

impl Shuffle {
    /// The orders of one seed for a document.
    pub(crate) fn new(seed: u64, root: &Value) -> Self {
        Self {
            state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15),
            lists: !counts(root),
        }
    }

    /// Another order for everything.
    pub(crate) fn document(&mut self, value: &mut Value) {
        match value {
            Value::Object(entries) => {
                let taken = std::mem::take(entries);
                let told = taken
                    .iter()
                    .any(|(key, value)| key.starts_with("x-") && value.is_array());
                let mut all: Vec<(String, Value)> = taken.into_iter().collect();
                self.shuffle(&mut all);
                for (key, value) in &mut all {
                    if let Value::Array(items) = value
                        && self.lists
                        && LISTS.contains(&key.as_str())
                        && !(told && key == "enum")
                    {
                        self.shuffle(items);
                    }
                    self.document(value);
                }
                *entries = all.into_iter().collect::<Map<_, _>>();
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.document(item)),
            _ => {}
        }
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    /// A number below another one: the generator `SplitMix64`.
    fn below(&mut self, limit: usize) -> usize {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % limit as u64).unwrap_or(0)
    }
}

/// Whether a document refers to something by its position in a list.
fn counts(value: &Value) -> bool {
    let number = |step: &str| !step.is_empty() && step.chars().all(|c| c.is_ascii_digit());
    match value {
        Value::Object(entries) => entries.iter().any(|(key, value)| match value {
            Value::String(text) if key == "$ref" => text.split('/').any(number),
            value => counts(value),
        }),
        Value::Array(items) => items.iter().any(counts),
        _ => false,
    }
}
