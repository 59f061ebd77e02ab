//! What is demanded of properties and items that nothing else looks at.
//!
//! ```yaml
//! allOf: [{ $ref: '#/components/schemas/Base' }]
//! properties: { name: { type: string } }
//! unevaluatedProperties: false       # neither of `Base` nor `name`
//! ```
//!
//! Where the same properties are looked at in every value, their names say it all. Where that depends on the value, the
//! whole schema is asserted with everything that looks at something.

use std::collections::HashSet;

use crate::ir::{Keyword, Pattern};
use crate::lower::context::Context;
use crate::openapi::{Schema, SchemaObject, SchemaValue};
use crate::source::NodeId;

/// The properties that a schema looks at.
#[derive(Debug, Default)]
struct Names {
    named: Vec<String>,
    patterns: Vec<Pattern>,
    all: bool,
}

impl<'d> Context<'d> {
    /// What is demanded of what nothing else looked at: by names where these are known, or else with all that looks at
    /// something.
    pub(super) fn unevaluated(&mut self, schema: &'d Schema, object: &'d SchemaObject) -> Option<Keyword> {
        let demands =
            |rest: &'d Option<Box<Schema>>| rest.as_deref().filter(|rest| rest.value != SchemaValue::Boolean(true));
        let properties = demands(&object.unevaluated_properties);
        if demands(&object.unevaluated_items).is_none() {
            let rest = properties?;
            let mut seen = Names::default();
            let fixed = self.names_of(schema, true, &mut seen, &mut HashSet::new());
            if fixed.is_some() {
                let anything = self.anything(schema.node);
                let named = seen.named.into_iter().map(|name| (name, anything));
                let patterns = seen.patterns.into_iter().map(|pattern| (pattern, anything));
                let (named, patterns) = (named.collect(), patterns.collect());
                let others = Some(self.inside(rest));
                let by_names = Keyword::Properties {
                    named,
                    patterns,
                    others,
                };
                return (!seen.all).then_some(by_names);
            }
        }
        Some(Keyword::All(vec![self.inside(schema)]))
    }

    /// The properties that a schema looks at in every value; absent where that depends on the value.
    fn names_of(
        &mut self,
        schema: &'d Schema,
        outermost: bool,
        names: &mut Names,
        met: &mut HashSet<NodeId>,
    ) -> Option<()> {
        let Some(object) = schema.object() else { return Some(()) };
        if !met.insert(schema.node) {
            return Some(());
        }
        let depends = !object.any_of.is_empty()
            || !object.one_of.is_empty()
            || object.if_schema.is_some()
            || !object.dependent_schemas.is_empty()
            || object.dynamic_reference.is_some();
        if depends || met.len() > crate::lower::reach::LOOKS {
            return None;
        }
        for name in object.properties.keys() {
            if !names.named.contains(name) {
                names.named.push(name.clone());
            }
        }
        for source in object.pattern_properties.keys() {
            let pattern = self.pattern(schema, "patternProperties", source)?;
            names.patterns.push(pattern);
        }
        names.all |= object.additional_properties.is_some();
        names.all |= !outermost && object.unevaluated_properties.is_some();
        if let Some(reference) = &object.reference {
            let target = self.schema_target(reference)?;
            self.names_of(target, false, names, met)?;
        }
        for member in &object.all_of {
            self.names_of(member, false, names, met)?;
        }
        Some(())
    }
}
