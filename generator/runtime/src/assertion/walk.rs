// kiln-runtime: support code, copied unchanged into generated crates.
//! The evaluation of a value: every keyword of a schema, in their order.

use std::ptr;

use super::super::json::{self, Value};
use super::super::validate::{Checks, Subject};
use super::keyword::{Keyword, Schema, Type};
use super::seen::Seen;

/// How many schemas may be within each other, references followed.
///
/// A debug build needs about 1.5 KB of stack for each, and a thread has 2 MB as a rule.
const DEPTH: usize = 600;

/// How many schemas are evaluated in all. Alternatives of alternatives multiply; no value that
/// anybody sends needs as many.
const STEPS: usize = 1_000_000;

/// The state of one evaluation.
#[derive(Debug)]
pub(super) struct Walk<'v> {
    /// The schemas and values that are being evaluated: one that comes again says nothing new.
    active: Vec<(&'static Schema, &'v Value)>,
    steps: usize,
    gave_up: bool,
}

impl<'v> Walk<'v> {
    /// Evaluates a value, and reports what is wrong with it.
    pub(super) fn run(value: &'v Value, schema: &'static Schema, c: &mut Checks) {
        let mut walk = Self { active: Vec::new(), steps: 0, gave_up: false };
        let mut found = Checks::default();
        walk.schema(value, schema, &mut found);
        if walk.gave_up {
            return c
                .report("cannot be checked: the schemas refer to each other too often");
        }
        c.adopt(found);
    }

    /// All keywords of a schema.
    pub(super) fn schema(
        &mut self,
        value: &'v Value,
        schema: &'static Schema,
        c: &mut Checks,
    ) -> Seen {
        let mut seen = Seen::default();
        let or_null = matches!(schema.0.first(), Some(Keyword::OrNull));
        if schema.0.is_empty() || (or_null && value.is_null()) {
            return seen;
        }
        let again = self
            .active
            .iter()
            .any(|(known, at)| ptr::eq(*known, schema) && ptr::eq(*at, value));
        self.steps += 1;
        self.gave_up |= self.active.len() >= DEPTH || self.steps > STEPS;
        if again || self.gave_up {
            return seen;
        }
        self.active.push((schema, value));
        for keyword in schema.0 {
            self.keyword(value, keyword, &mut seen, c);
        }
        self.active.pop();
        seen
    }

    /// What a schema has looked at, if the value fits it.
    pub(super) fn fits(
        &mut self,
        value: &'v Value,
        schema: &'static Schema,
    ) -> Option<Seen> {
        let mut found = Checks::default();
        let seen = self.schema(value, schema, &mut found);
        found.is_clean().then_some(seen)
    }

    fn keyword(
        &mut self,
        value: &'v Value,
        keyword: &'static Keyword,
        seen: &mut Seen,
        c: &mut Checks,
    ) {
        match keyword {
            Keyword::OrNull => {}
            Keyword::Never => c.report("no value is allowed here"),
            Keyword::Type(types) => of_type(value, types, c),
            Keyword::Values(texts) => listed(value, texts, c),
            Keyword::Rules(rules) => value.inspect(rules, c),
            Keyword::All(schemas) => {
                for schema in *schemas {
                    let more = self.schema(value, schema, c);
                    seen.merge(&more);
                }
            }
            Keyword::Any(schemas) => self.any(value, schemas, seen, c),
            Keyword::One(schemas) => self.one(value, schemas, seen, c),
            Keyword::Not(schema) => {
                if self.fits(value, schema).is_some() {
                    c.report("must not be what the schema excludes by `not`");
                }
            }
            Keyword::If { condition, then, otherwise } => {
                let decided = self.fits(value, condition);
                let branch = if decided.is_some() { then } else { otherwise };
                seen.merge(&decided.unwrap_or_default());
                if let Some(schema) = branch {
                    let more = self.schema(value, schema, c);
                    seen.merge(&more);
                }
            }
            Keyword::Items { .. }
            | Keyword::Contains { .. }
            | Keyword::UnevaluatedItems(_) => {
                if let Value::Array(items) = value {
                    self.array(items, keyword, seen, c);
                }
            }
            _ => {
                if let Value::Object(object) = value {
                    self.object(value, object, keyword, seen, c);
                }
            }
        }
    }

    fn any(
        &mut self,
        value: &'v Value,
        schemas: &'static [&'static Schema],
        seen: &mut Seen,
        c: &mut Checks,
    ) {
        let mut fits = false;
        for schema in schemas {
            if let Some(more) = self.fits(value, schema) {
                fits = true;
                seen.merge(&more);
            }
        }
        if !fits {
            c.report("must fit at least one of the alternatives");
        }
    }

    fn one(
        &mut self,
        value: &'v Value,
        schemas: &'static [&'static Schema],
        seen: &mut Seen,
        c: &mut Checks,
    ) {
        let mut count = 0_usize;
        for schema in schemas {
            if let Some(more) = self.fits(value, schema) {
                count += 1;
                seen.merge(&more);
            }
        }
        match count {
            0 => c.report("must fit exactly one of the alternatives, but fits none"),
            1 => {}
            _ => c.report(format!(
                "must fit exactly one of the alternatives, but fits {count}"
            )),
        }
    }
}

fn of_type(value: &Value, types: &[Type], c: &mut Checks) {
    if !types.iter().any(|ty| ty.holds(value)) {
        let words: Vec<&str> = types.iter().map(|ty| ty.words()).collect();
        c.report(format!("must be {}", words.join(" or ")));
    }
}

fn listed(value: &Value, texts: &[&str], c: &mut Checks) {
    let is = |text: &&str| {
        json::from_slice::<Value>(text.as_bytes()).is_ok_and(|known| known == *value)
    };
    if texts.iter().any(is) {
        return;
    }
    let shown: usize = texts.iter().map(|text| text.len()).sum();
    match texts {
        [only] if shown <= 80 => c.report(format!("must be {only}")),
        _ if shown <= 80 => c.report(format!("must be one of {}", texts.join(", "))),
        _ => c.report("must be one of the listed values"),
    }
}
