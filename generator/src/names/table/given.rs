//! Names that the document asks for, and that nothing got.
//!
//! ```yaml
//! Pet: { type: object, properties: { kind: { type: string, x-rust-name: not a name } } }
//! ```
//!
//! A name in the form of a type is for the type that a schema becomes, one in the form of a field for the property or
//! parameter that has the schema, and for an operation's method.

use std::collections::{BTreeMap, BTreeSet};

use super::{Ident, Members, Names};
use crate::diag::{Code, Diagnostic, Place, Pointer, Sink};
use crate::ir::{Api, Docs, Hint, Shape, Type};

/// What was asked for, with whether anything got it.
#[derive(Default)]
struct Asked(BTreeMap<(Pointer, String), bool>);

impl Asked {
    fn add(&mut self, pointer: &Pointer, docs: &Docs, ident: &Ident) {
        if let Some(name) = &docs.name {
            let got = self.0.entry((pointer.clone(), name.clone())).or_default();
            *got |= ident.bare() == name;
        }
    }
}

impl Names {
    /// Says which names of the document are not used.
    pub fn report_unused(&self, api: &Api, locate: &dyn Fn(&Pointer) -> Option<Place>, sink: &mut Sink) {
        let mut asked = Asked::default();
        for (id, def) in api
            .types
            .iter()
            .filter(|(_, def)| !matches!(def.hint, Hint::Form(_) | Hint::Upload(_) | Hint::Patch(_)))
        {
            asked.add(&def.provenance.pointer, &def.docs, &self.ty(id).name);
            if let (Shape::Record(record), Members::Record(names)) = (&def.shape, &self.ty(id).members) {
                let choices = record.groups.iter().zip(&names.groups).flat_map(|(group, names)| {
                    let alternatives = group.alternatives.iter().zip(&names.alternatives);
                    alternatives.flat_map(|(alternative, names)| alternative.fields.iter().zip(&names.fields))
                });
                for (field, names) in record.fields.iter().zip(&names.fields).chain(choices) {
                    self.ask(
                        &mut asked,
                        api,
                        (&field.provenance.pointer, &field.docs, &field.value.ty),
                        &names.name,
                    );
                }
            }
        }
        for (operation, names) in api.operations.iter().zip(&self.operations) {
            if let Some(names) = names {
                asked.add(&operation.provenance.pointer, &operation.docs, &names.method);
            }
            let idents = names.iter().flat_map(|names| &names.parameters);
            for (parameter, ident) in operation.parameters.iter().zip(idents) {
                let value = (&parameter.provenance.pointer, &parameter.docs, &parameter.value.ty);
                self.ask(&mut asked, api, value, ident);
            }
        }
        let unused: BTreeSet<(Pointer, String)> = asked
            .0
            .into_iter()
            .filter(|(_, got)| !got)
            .map(|(asked, _)| asked)
            .collect();
        for (pointer, name) in unused {
            let name: String = name.chars().take(80).collect();
            let message = format!("nothing is called `{name}`: it is no such identifier, or another thing has it");
            let diagnostic = Diagnostic::new(Code::UnusedName, message);
            sink.push(match locate(&pointer) {
                Some(place) => diagnostic.at(&place, "asks for this name"),
                None => diagnostic,
            });
        }
    }

    /// A property or parameter, whose schema may have named the type of its values.
    fn ask(&self, asked: &mut Asked, api: &Api, (pointer, docs, ty): (&Pointer, &Docs, &Type), ident: &Ident) {
        let types_name = |id| &self.ty(id).name;
        let of_type = ty.names().into_iter().find(|id| {
            let named = &api.types.get(*id).docs.name;
            named.is_some() && *named == docs.name && Some(types_name(*id).bare()) == named.as_deref()
        });
        asked.add(pointer, docs, of_type.map_or(ident, types_name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::testing;
    use crate::names::{Reserved, ResourcePlan};

    #[test]
    fn a_schema_names_its_property_or_its_type_and_what_names_neither_is_said() {
        let lowered = testing::schemas(
            "A:\n  x-rust-name: Animal\n  type: object\n  properties:\n    a: { type: string, x-rust-name: first }\n    \
             b: { type: object, x-rust-name: Second, properties: { x: { type: string } } }\n    \
             c: { type: object, x-rust-name: third, properties: { x: { type: string } } }\n    \
             d: { type: string, x-rust-name: Fourth }\n    e: { type: string, x-rust-name: 5 }\n    \
             f: { type: string, x-rust-name: first }\n",
        );
        let names = Names::mint(&lowered.api, &ResourcePlan::default(), &Reserved::default());
        let types: Vec<&str> = names.types.iter().map(|names| names.name.bare()).collect();
        assert_eq!(types, ["Animal", "Second", "AnimalC"]);
        let fields: Vec<String> = (names.record(lowered.id("A")).fields.iter())
            .map(|names| names.name.bare().to_owned())
            .collect();
        assert_eq!(fields, ["a", "b", "third", "d", "e", "f"]);
        let mut sink = Sink::default();
        names.report_unused(&lowered.api, &|_| None, &mut sink);
        let mut said: Vec<String> = Vec::new();
        for diagnostic in sink.diagnostics() {
            said.extend(diagnostic.message.split('`').nth(1).map(str::to_owned));
        }
        // Two things ask for `first`, so neither gets it; without places, that is one message.
        assert_eq!(said, ["first", "Fourth", "5"]);
    }
}
