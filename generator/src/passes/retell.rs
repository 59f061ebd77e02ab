//! Members of unions that have lost the property by which they were told apart.
//!
//! ```yaml
//! oneOf:
//!   - { required: [cvc, number], properties: { cvc: { type: string, writeOnly: true }, number: { type: string } } }
//!   - { required: [iban], properties: { iban: { type: string } } }
//! ```
//!
//! A request with `cvc` is a card. Responses do not have it, so there it is `number` that tells. Where no other property
//! is left that one member requires and no other one declares, the members are tried one after the other, which is said.

use std::collections::BTreeSet;

use super::forms::{properties, records};
use crate::diag::{Code, Diagnostic, Place, Pointer, Sink};
use crate::ir::{Api, Presence, Shape, Strategy, TypeId, Union};

/// Finds other properties for unions that need them.
pub(super) fn retell(api: &mut Api, locate: &dyn Fn(&Pointer) -> Option<Place>, sink: &mut Sink) {
    let mut changes: Vec<(TypeId, Strategy)> = Vec::new();
    for (id, def) in api.types.iter() {
        if let Shape::Union(union) = &def.shape
            && let Some(strategy) = other_keys(api, union)
        {
            changes.push((id, strategy));
        }
    }
    let mut untold: BTreeSet<Pointer> = BTreeSet::new();
    for (id, strategy) in changes {
        let def = &mut api.types.defs[id.0];
        if let Shape::Union(union) = &mut def.shape {
            if strategy == Strategy::Trial {
                untold.insert(def.provenance.pointer.clone());
            }
            union.strategy = strategy;
        }
    }
    for pointer in untold {
        let message = "without what `readOnly` or `writeOnly` leaves out, the alternatives can only be told apart by trying \
                       one after the other";
        let diagnostic = Diagnostic::new(Code::UntaggedUnion, message);
        sink.push(match locate(&pointer) {
            Some(place) => diagnostic.at(&place, "not told apart in one direction"),
            None => diagnostic,
        });
    }
}

/// What a member of a union declares and requires.
struct Member {
    declared: BTreeSet<String>,
    required: BTreeSet<String>,
}

/// Another strategy, if one of the members has lost its key.
fn other_keys(api: &Api, union: &Union) -> Option<Strategy> {
    let Strategy::Key(keys) = &union.strategy else {
        return None;
    };
    let members: Vec<Member> = union
        .members()
        .iter()
        .map(|variant| member(api, variant.value.ty.contained()))
        .collect();
    let lost = |(key, index): &(String, usize)| !members[*index].declared.contains(key);
    if !keys.iter().any(lost) {
        return None;
    }
    let mut found = Vec::new();
    for (key, index) in keys {
        let others = || members.iter().enumerate().filter(|(other, _)| other != index);
        let tells = |name: &&String| others().all(|(_, other)| !other.declared.contains(*name));
        let required = &members[*index].required;
        // One that still tells is kept; of others the first by name, whatever their order.
        let name = required.get(key).filter(tells).or_else(|| required.iter().find(tells));
        let Some(name) = name else {
            return Some(Strategy::Trial);
        };
        found.push((name.clone(), *index));
    }
    Some(Strategy::Key(found))
}

/// What the records at the end of aliases and unions declare, and what all of them require.
fn member(api: &Api, types: Vec<TypeId>) -> Member {
    let mut declared = BTreeSet::new();
    let mut required: Option<BTreeSet<String>> = None;
    for record in records(api, types) {
        let fields = properties(&api.types.get(record).shape);
        declared.extend(fields.iter().map(|(_, field)| field.wire_name.clone()));
        let Shape::Record(plain) = &api.types.get(record).shape else {
            continue;
        };
        let certain = plain
            .fields
            .iter()
            .filter(|field| matches!(field.presence, Presence::Required | Presence::RequiredNullable));
        let own: BTreeSet<String> = certain.map(|field| field.wire_name.clone()).collect();
        required = Some(match required {
            Some(required) => required.intersection(&own).cloned().collect(),
            None => own,
        });
    }
    Member {
        declared,
        required: required.unwrap_or_default(),
    }
}
