//! Listed values as literals: what a node of the document is a value of, and which values schemas have in common.
//!
//! ```yaml
//! { type: string, enum: [auto, 1.0, null] }      # the strings `auto` and `1.0`; null is up to `nullable`
//! { type: integer, enum: ["1", "2"] }            # the integers 1 and 2
//! ```
//!
//! A value that the type of its schema leaves out can mean only one thing where YAML, or whoever wrote the document,
//! gave it another type by mistake: then it counts as the value that was meant. Nothing here reports; `enumeration` does.

use std::collections::BTreeMap;

use indexmap::IndexSet;

use super::context::Context;
use super::docs::json_number;
use super::kinds::Kinds;
use super::parts::Part;
use super::union::alternatives;
use crate::ir::{Literal, quoted};
use crate::openapi::{Document, Number, Schema, SchemaObject};
use crate::source::{NodeId, NodeRef, Value};

/// How deep unions within unions are searched for listed values.
const DEEPEST: usize = 4;

/// A listed value other than null.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    /// Where it stands.
    pub(super) node: NodeId,
    /// The value that it counts as; absent if the type leaves it out.
    pub(super) literal: Option<Literal>,
    /// Whether it was written as a value of another type.
    pub(super) repaired: bool,
}

/// Whether one of the parts lists values.
pub(super) fn has_values(parts: &[Part<'_>]) -> bool {
    parts.iter().any(|part| nodes(part.object).is_some())
}

/// The values that an object lists, null among them.
pub(super) fn nodes(object: &SchemaObject) -> Option<Vec<NodeId>> {
    match (&object.constant, &object.enumeration) {
        (Some(value), _) => Some(vec![*value]),
        (None, Some(values)) => Some(values.clone()),
        (None, None) => None,
    }
}

/// A node as a value; none for null.
pub(super) fn literal(node: NodeRef<'_>) -> Option<Literal> {
    Some(match node.value() {
        Value::Null => return None,
        Value::Bool(value) => Literal::Bool(*value),
        Value::Number(lexeme) => number(lexeme),
        Value::String(text) => Literal::String(text.to_string()),
        Value::Array(_) => Literal::Array(json(node)),
        Value::Object(_) => Literal::Object(json(node)),
    })
}

/// The JSON text of a node in the one form that all equal values have.
fn json(node: NodeRef<'_>) -> String {
    match node.value() {
        Value::Array(_) => {
            let items: Vec<String> = node.items().map(json).collect();
            format!("[{}]", items.join(","))
        }
        Value::Object(_) => {
            let members: BTreeMap<&str, String> = node.entries().map(|(key, value)| (key, json(value))).collect();
            let members = members.iter().map(|(key, value)| format!("{}:{value}", quoted(key)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        _ => literal(node).map_or_else(|| "null".to_owned(), |literal| literal.json()),
    }
}

/// The name of a tag that is no text: that of a number by its value.
pub(super) fn by_value(name: &str) -> String {
    let sign = |byte: u8| byte.is_ascii_digit() || b"-+.eE".contains(&byte);
    if name.bytes().all(sign) && name.bytes().any(|byte| byte.is_ascii_digit()) {
        number(name).json()
    } else {
        name.to_owned()
    }
}

/// A number by its value: `1.0` is 1, `1.50` is `1.5`.
fn number(lexeme: &str) -> Literal {
    match Number::new(lexeme).as_i128() {
        Some(integer) => Literal::Integer(integer),
        None => Literal::Number(shortest(&json_number(lexeme))),
    }
}

/// A number of JSON without the zeros that say nothing.
fn shortest(lexeme: &str) -> String {
    let (sign, unsigned) = match lexeme.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", lexeme),
    };
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let (all, Ok(exponent)) = (format!("{whole}{fraction}"), exponent.parse::<i64>()) else {
        return lexeme.to_owned();
    };
    let digits = all.trim_start_matches('0').trim_end_matches('0');
    // Where the point is, counted from the first of the digits that say something.
    let leading = all.len() - all.trim_start_matches('0').len();
    let point = i64::try_from(whole.len())
        .unwrap_or(i64::MAX)
        .saturating_sub(i64::try_from(leading).unwrap_or(i64::MAX))
        .saturating_add(exponent);
    match usize::try_from(point) {
        Ok(point) if point > 0 && point < digits.len() => format!("{sign}{}.{}", &digits[..point], &digits[point..]),
        _ if (-20..=0).contains(&point) => {
            let zeros = usize::try_from(-point).unwrap_or_default();
            format!("{sign}0.{}{digits}", "0".repeat(zeros))
        }
        _ => {
            let power = point.saturating_sub(i64::try_from(digits.len()).unwrap_or(i64::MAX));
            format!("{sign}{digits}e{power}")
        }
    }
}

/// The JSON types of a value.
pub(super) fn kinds_of(literal: &Literal) -> Kinds {
    match literal {
        Literal::Bool(_) => Kinds::BOOL,
        Literal::Integer(_) => Kinds::INTEGER,
        Literal::Number(_) => Kinds::NUMBER,
        Literal::String(_) => Kinds::STRING,
        Literal::Array(_) => Kinds::ARRAY,
        Literal::Object(_) => Kinds::OBJECT,
    }
}

/// Whether values of these JSON types can be this one.
fn fits(literal: &Literal, kinds: Kinds) -> bool {
    let own = kinds_of(literal);
    own & kinds == own
}

/// The value that was meant by one that the type leaves out.
fn meant(node: NodeRef<'_>, kinds: Kinds) -> Option<Literal> {
    let found = match node.value() {
        Value::Number(lexeme) if kinds == Kinds::STRING => Literal::String(lexeme.to_string()),
        Value::Bool(value) if kinds == Kinds::STRING => Literal::String(value.to_string()),
        Value::String(text) if kinds == Kinds::BOOL => Literal::Bool(text.parse().ok()?),
        Value::String(text) if super::rules::is_json_number(text) => number(text),
        _ => return None,
    };
    fits(&found, kinds).then_some(found)
}

/// The values that an object lists, those among them that `kinds` leaves out without a literal.
pub(super) fn listed(document: &Document, object: &SchemaObject, kinds: Kinds) -> Option<Vec<Listed>> {
    let nodes = nodes(object)?.into_iter();
    let values = nodes.filter_map(|id| {
        let node = document.node(id);
        let literal = literal(node)?;
        let fitting = fits(&literal, kinds);
        Some(Listed {
            node: id,
            literal: if fitting { Some(literal) } else { meant(node, kinds) },
            repaired: !fitting,
        })
    });
    Some(values.collect())
}

impl<'d> Context<'d> {
    /// The values that all listing parts have in common, as the first of them orders them; absent if none lists any.
    pub(super) fn common_values(&mut self, parts: &[Part<'d>], kinds: Kinds) -> Option<Vec<Literal>> {
        let mut common: Option<IndexSet<Literal>> = None;
        for part in parts {
            let Some(values) = listed(self.document, part.object, kinds) else {
                continue;
            };
            let own: IndexSet<Literal> = values.into_iter().filter_map(|value| value.literal).collect();
            common = Some(match common {
                None => own,
                Some(before) => before.into_iter().filter(|literal| own.contains(literal)).collect(),
            });
        }
        common.map(|values| values.into_iter().collect())
    }

    /// The values to which a schema limits its values, those of a union by all its members; without null.
    pub(super) fn literals_of(&mut self, schema: &'d Schema) -> Option<Vec<Literal>> {
        self.literals_within(schema, 0)
    }

    fn literals_within(&mut self, schema: &'d Schema, depth: usize) -> Option<Vec<Literal>> {
        let parts = self.parts(schema);
        if has_values(&parts) {
            let kinds = self.kinds_of_parts(&parts);
            return self.common_values(&parts, kinds);
        }
        let lists = alternatives(&parts);
        let [list] = lists.as_slice() else { return None };
        if depth >= DEEPEST {
            return None;
        }
        let mut all: Vec<Literal> = Vec::new();
        for member in list.members {
            if !self.only_null(member) {
                let values = self.literals_within(member, depth + 1)?;
                all.extend(
                    values
                        .into_iter()
                        .filter(|value| !all.contains(value))
                        .collect::<Vec<_>>(),
                );
            }
        }
        Some(all)
    }

    /// The scalars to which a schema limits its values, strings as they are and others as JSON writes them.
    pub(super) fn limited_to(&mut self, schema: &'d Schema) -> Option<Vec<String>> {
        let literals = self.literals_of(schema)?.into_iter();
        let texts = literals.map(|literal| match literal {
            Literal::String(text) => Some(text),
            Literal::Array(_) | Literal::Object(_) => None,
            scalar => Some(scalar.json()),
        });
        texts.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_numbers_have_one_form() {
        for (written, form) in [
            ("1.50", "1.5"),
            ("15e-1", "1.5"),
            ("0.15E1", "1.5"),
            ("-0.050", "-0.05"),
            ("5e-2", "0.05"),
            ("1e400", "1e400"),
            ("10.0e399", "1e400"),
            ("1e-400", "1e-400"),
            ("0.1e-399", "1e-400"),
        ] {
            assert_eq!(number(written), Literal::Number(form.to_owned()), "{written}");
        }
        for (written, value) in [("1.0", 1), ("10e-1", 1), ("-0", 0), ("1e3", 1000), ("0x10", 16)] {
            assert_eq!(number(written), Literal::Integer(value), "{written}");
        }
    }
}
