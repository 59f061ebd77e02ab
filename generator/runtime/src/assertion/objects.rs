// kiln-runtime: support code, copied unchanged into generated crates.
//! The keywords that are about objects.

use super::super::json::{Object, Value};
use super::super::validate::{Checks, Matcher};
use super::keyword::{Keyword, Schema};
use super::seen::Seen;
use super::walk::Walk;

/// `properties`, `patternProperties` and `additionalProperties` of one schema.
struct Table {
    named: &'static [(&'static str, &'static Schema)],
    patterns: &'static [(&'static dyn Matcher, &'static Schema)],
    others: Option<&'static Schema>,
}

impl<'v> Walk<'v> {
    /// One keyword that is about objects.
    pub(super) fn object(
        &mut self,
        value: &'v Value,
        object: &'v Object,
        keyword: &'static Keyword,
        seen: &mut Seen,
        c: &mut Checks,
    ) {
        match keyword {
            Keyword::Required(names) => {
                for name in names.iter().filter(|name| object.get(name).is_none()) {
                    c.report(format!("must have the property `{name}`"));
                }
            }
            Keyword::DependentRequired(lists) => {
                for (given, names) in present(object, lists) {
                    for name in names.iter().filter(|name| object.get(name).is_none()) {
                        c.report(format!(
                            "must have the property `{name}`, because it has `{given}`"
                        ));
                    }
                }
            }
            Keyword::DependentSchemas(schemas) => {
                for (_, schema) in present(object, schemas) {
                    let more = self.schema(value, schema, c);
                    seen.merge(&more);
                }
            }
            Keyword::PropertyNames(schema) => names(object, schema, c),
            Keyword::Properties { named, patterns, others } => {
                let table = Table { named, patterns, others: *others };
                self.properties(object, &table, seen, c);
            }
            Keyword::UnevaluatedProperties(schema) => {
                for (index, (name, member)) in object.iter().enumerate() {
                    if !seen.has(index) {
                        seen.mark(index);
                        c.within(name, |c| self.schema(member, schema, c));
                    }
                }
            }
            _ => {}
        }
    }

    fn properties(
        &mut self,
        object: &'v Object,
        table: &Table,
        seen: &mut Seen,
        c: &mut Checks,
    ) {
        for (index, (name, member)) in object.iter().enumerate() {
            let own = table.named.iter().filter(|(known, _)| *known == name);
            let mut schemas: Vec<&'static Schema> =
                own.map(|(_, schema)| *schema).collect();
            for (pattern, schema) in table.patterns {
                if pattern.matches(name) == Some(true) {
                    schemas.push(schema);
                }
            }
            if schemas.is_empty() {
                schemas.extend(table.others);
            }
            for schema in schemas {
                seen.mark(index);
                c.within(name, |c| self.schema(member, schema, c));
            }
        }
    }
}

/// The entries about properties that are there.
fn present<'a, T>(
    object: &'a Object,
    entries: &'static [(&'static str, T)],
) -> impl Iterator<Item = &'static (&'static str, T)> + use<'a, T> {
    entries.iter().filter(|(name, _)| object.get(name).is_some())
}

/// Checks names, each as the string that it is; what is wrong is told at the property.
fn names(object: &Object, schema: &'static Schema, c: &mut Checks) {
    for (name, _) in object.iter() {
        let mut found = Checks::default();
        Walk::run(&Value::from(name), schema, &mut found);
        c.within(name, |c| {
            for message in found.messages() {
                c.report(format!("the name of this property {message}"));
            }
        });
    }
}
