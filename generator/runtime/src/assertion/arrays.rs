// kiln-runtime: support code, copied unchanged into generated crates.
//! The keywords that are about arrays.

use super::super::json::Value;
use super::super::validate::Checks;
use super::keyword::{Keyword, Schema};
use super::seen::Seen;
use super::walk::Walk;

impl<'v> Walk<'v> {
    /// One keyword that is about arrays.
    pub(super) fn array(
        &mut self,
        items: &'v [Value],
        keyword: &'static Keyword,
        seen: &mut Seen,
        c: &mut Checks,
    ) {
        match keyword {
            Keyword::Items { first, others } => {
                for (index, item) in items.iter().enumerate() {
                    let schema = first.get(index).copied().or(*others);
                    if let Some(schema) = schema {
                        seen.mark(index);
                        c.within(&index.to_string(), |c| self.schema(item, schema, c));
                    }
                }
            }
            Keyword::Contains { schema, least, most } => {
                let mut count = 0;
                for (index, item) in items.iter().enumerate() {
                    if self.fits(item, schema).is_some() {
                        seen.mark(index);
                        count += 1;
                    }
                }
                contained(count, *least, *most, c);
            }
            Keyword::UnevaluatedItems(schema) => {
                self.other_items(items, schema, seen, c);
            }
            _ => {}
        }
    }

    fn other_items(
        &mut self,
        items: &'v [Value],
        schema: &'static Schema,
        seen: &mut Seen,
        c: &mut Checks,
    ) {
        for (index, item) in items.iter().enumerate() {
            if !seen.has(index) {
                seen.mark(index);
                c.within(&index.to_string(), |c| self.schema(item, schema, c));
            }
        }
    }
}

fn contained(count: usize, least: usize, most: Option<usize>, c: &mut Checks) {
    let noun = |count| if count == 1 { "item" } else { "items" };
    if count < least {
        c.report(format!(
            "must contain at least {least} {} of the kind that the schema asks for",
            noun(least)
        ));
    }
    if let Some(most) = most.filter(|most| count > *most) {
        c.report(format!(
            "must contain at most {most} {} of the kind that the schema limits",
            noun(most)
        ));
    }
}
