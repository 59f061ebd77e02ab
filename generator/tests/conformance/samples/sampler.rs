//! Values for schemas: what the keywords that shape a value ask for, chosen at random.
//!
//! What it makes is not always valid: keywords such as `not` and `uniqueItems` are left to chance and to the validator.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::random::Random;
use super::scalar;
use crate::corpus::Schemas;

/// From this depth on values are as small as they may be.
const SMALL: usize = 5;
/// At this depth there is null, whatever the schema says.
const DEEPEST: usize = 24;
/// The names of properties that no schema names.
const NAMES: [&str; 4] = ["k", "some-key", "Key 2", "ключ"];

/// Makes values.
pub(super) struct Sampler<'s> {
    schemas: &'s Schemas,
    pub(super) random: Random,
}

/// The keywords that hold together for one value.
#[derive(Default)]
struct Parts<'s> {
    parts: Vec<&'s Value>,
    /// The values that tags have, because of the alternatives that were chosen.
    tags: BTreeMap<&'s str, String>,
}

impl<'s> Sampler<'s> {
    pub(super) fn new(schemas: &'s Schemas, random: Random) -> Self {
        Self { schemas, random }
    }

    /// A value for a schema.
    pub(super) fn value(&mut self, schema: &Value) -> Value {
        self.at(&[schema], 0)
    }

    /// A value for schemas that hold together.
    fn at(&mut self, schemas: &[&Value], depth: usize) -> Value {
        if depth > DEEPEST {
            return Value::Null;
        }
        let mut holding = Parts::default();
        for schema in schemas {
            self.gather(schema, &mut holding, None, 0);
        }
        let listed = holding.parts.iter().filter_map(|part| part["enum"].as_array());
        if let Some(listed) = listed.min_by_key(|listed| listed.len())
            && let Some(value) = self.random.of(listed)
        {
            return value.clone();
        }
        if let Some(constant) = holding.parts.iter().find_map(|part| part.get("const")) {
            return constant.clone();
        }
        match self.kind(&holding.parts).as_str() {
            "null" => Value::Null,
            "boolean" => Value::Bool(self.random.once_in(2)),
            "integer" => scalar::integer(&mut self.random, &holding.parts),
            "number" => scalar::number(&mut self.random, &holding.parts),
            "string" => scalar::string(&mut self.random, &holding.parts),
            "array" => self.array(&holding.parts, depth),
            "object" => self.object(&holding, depth),
            _ => self.anything(),
        }
    }

    /// Adds what a schema comes to: itself, what it refers to, and one of each of its alternatives, or
    /// two of `anyOf`.
    ///
    /// `heir` is the name of the schema that this one is a part of by `allOf`.
    fn gather<'a>(&mut self, schema: &'a Value, holding: &mut Parts<'a>, heir: Option<&'a str>, depth: usize)
    where
        's: 'a,
    {
        if depth > DEEPEST {
            return;
        }
        let mut name = None;
        let mut base = None;
        for part in self.schemas.together(schema) {
            holding.parts.push(part);
            let alternatives = [&part["oneOf"], &part["anyOf"]].map(Value::as_array);
            if let Some(discriminator) = part.get("discriminator")
                && alternatives == [None, None]
            {
                self.inherited(discriminator, holding, (base, heir), depth);
            }
            for (index, members) in alternatives.into_iter().enumerate() {
                let Some(members) = members else { continue };
                // A value may be several members of `anyOf` at once; a discriminator tells which one it is.
                let several = index == 1 && part.get("discriminator").is_none() && self.random.once_in(3);
                for _ in 0..=usize::from(several) {
                    let Some(member) = self.random.of(members) else {
                        continue;
                    };
                    if let Some(discriminator) = part.get("discriminator")
                        && let Some(name) = member["$ref"].as_str().and_then(|target| target.rsplit('/').next())
                    {
                        holding.tags.extend(tag(discriminator, name));
                    }
                    self.gather(member, holding, None, depth + 1);
                }
            }
            base = part["$ref"].as_str().and_then(|target| target.rsplit('/').next());
            name = name.or(base);
            for member in part["allOf"].as_array().into_iter().flatten() {
                self.gather(member, holding, heir.or(name).or(Some("")), depth + 1);
            }
        }
    }

    /// A discriminator without alternatives: its mapping lists the schemas that inherit from its base, or else these are
    /// those that build on the base.
    ///
    /// To the independent validator the tag is any value; in `OpenAPI` it tells which of the heirs the value is.
    fn inherited<'a>(
        &mut self,
        discriminator: &'a Value,
        holding: &mut Parts<'a>,
        (base, heir): (Option<&'a str>, Option<&'a str>),
        depth: usize,
    ) where
        's: 'a,
    {
        if let Some(heir) = heir {
            let known = discriminator["propertyName"]
                .as_str()
                .is_some_and(|name| holding.tags.contains_key(name));
            if !known && !heir.is_empty() {
                holding.tags.extend(tag(discriminator, heir));
            }
            return;
        }
        let mapping = discriminator["mapping"].as_object().into_iter().flatten();
        let mut targets: Vec<&str> = mapping.filter_map(|(_, target)| target.as_str()).collect();
        if targets.is_empty()
            && let Some(base) = base
        {
            targets = self.schemas.heirs(base);
        }
        if let Some(target) = self.random.of(&targets)
            && let Some((name, schema)) = self.schemas.named(target)
        {
            holding.tags.extend(tag(discriminator, name));
            for part in self.schemas.together(schema) {
                holding.parts.push(part);
                for member in part["allOf"].as_array().into_iter().flatten() {
                    self.gather(member, holding, Some(name), depth + 1);
                }
            }
        }
    }

    /// The JSON type that a value is to have.
    fn kind(&mut self, parts: &[&Value]) -> String {
        let types = parts.iter().filter_map(|part| part.get("type"));
        let types = types.map(|types| match types {
            Value::String(name) => vec![name.as_str()],
            other => other
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect(),
        });
        let mut common: Option<Vec<&str>> = None;
        for names in types {
            common = Some(match common {
                None => names,
                Some(known) => {
                    let integer = |name: &&str| *name == "integer" && names.contains(&"number");
                    let narrowed = |name: &&str| *name == "number" && names.contains(&"integer");
                    let kept = known
                        .iter()
                        .filter(|name| names.contains(name) || integer(name) || narrowed(name));
                    kept.map(|name| {
                        if narrowed(name) && !names.contains(name) {
                            "integer"
                        } else {
                            *name
                        }
                    })
                    .collect()
                }
            });
        }
        if let Some(name) = common.and_then(|names| self.random.of(&names).map(|name| (*name).to_owned())) {
            return name;
        }
        let has = |keys: &[&str]| parts.iter().any(|part| keys.iter().any(|key| part.get(*key).is_some()));
        if has(&["properties", "additionalProperties", "required"]) {
            "object".to_owned()
        } else if has(&["items", "prefixItems"]) {
            "array".to_owned()
        } else {
            String::new()
        }
    }

    fn anything(&mut self) -> Value {
        let values = [
            json!(null),
            json!(true),
            json!(-7),
            json!(0.25),
            json!("text \"ü\""),
            json!([]),
            json!([1, [null]]),
            json!({ "a": { "b": [] } }),
        ];
        self.random.of(&values).cloned().unwrap_or_default()
    }

    fn array(&mut self, parts: &[&Value], depth: usize) -> Value {
        let prefix = parts.iter().find_map(|part| part["prefixItems"].as_array());
        let items: Vec<&Value> = parts.iter().filter_map(|part| part.get("items")).collect();
        let limit = |key: &str| parts.iter().filter_map(|part| part[key].as_u64()).max();
        let least = usize::try_from(limit("minItems").unwrap_or_default().min(64)).unwrap_or_default();
        let first = prefix.map_or(0, Vec::len);
        let more = if depth >= SMALL { 0 } else { self.random.below(3) };
        let most = usize::try_from(limit("maxItems").unwrap_or(64)).unwrap_or(64);
        let count = (least.max(first) + more).min(most);
        let item = |index: usize| match prefix.and_then(|prefix| prefix.get(index)) {
            Some(schema) => vec![schema],
            None => items.clone(),
        };
        (0..count).map(|index| self.at(&item(index), depth + 1)).collect()
    }

    fn object(&mut self, holding: &Parts<'_>, depth: usize) -> Value {
        let mut declared: BTreeMap<&String, Vec<&Value>> = BTreeMap::new();
        let mut required = BTreeSet::new();
        for part in &holding.parts {
            for (name, schema) in part["properties"].as_object().into_iter().flatten() {
                declared.entry(name).or_default().push(schema);
            }
            required.extend(
                part["required"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter_map(Value::as_str),
            );
        }
        let mut object = Map::new();
        for (name, schemas) in &declared {
            let wanted = depth < SMALL && self.random.once_in(2);
            if required.contains(name.as_str()) || wanted {
                object.insert((*name).clone(), self.at(schemas, depth + 1));
            }
        }
        let rest: Vec<&Value> = holding
            .parts
            .iter()
            .filter_map(|part| part.get("additionalProperties"))
            .collect();
        let rest: Vec<&Value> = rest
            .into_iter()
            .filter(|schema| **schema != Value::Bool(false))
            .collect();
        for name in required
            .iter()
            .filter(|name| !declared.contains_key(&(**name).to_owned()))
        {
            object.insert((*name).to_owned(), self.at(&rest, depth + 1));
        }
        let least = holding
            .parts
            .iter()
            .filter_map(|part| part["minProperties"].as_u64())
            .max()
            .unwrap_or_default();
        for name in NAMES {
            let wanted = depth < SMALL && !rest.is_empty() && self.random.once_in(3);
            if wanted || (object.len() as u64) < least {
                object.insert(name.to_owned(), self.at(&rest, depth + 1));
            }
        }
        for (name, tag) in &holding.tags {
            let sampled = object.get(*name).cloned().unwrap_or_default();
            let typed = serde_json::from_str(tag)
                .ok()
                .filter(|typed| same_kind(typed, &sampled));
            object.insert((*name).to_owned(), typed.unwrap_or_else(|| Value::String(tag.clone())));
        }
        Value::Object(object)
    }
}

/// The value of the discriminator for the schema of a name.
fn tag<'a>(discriminator: &'a Value, name: &str) -> Option<(&'a str, String)> {
    let property = discriminator["propertyName"].as_str()?;
    let mapping = discriminator["mapping"].as_object().into_iter().flatten();
    let mut mapping = mapping.filter_map(|(tag, to)| Some((tag, to.as_str()?)));
    let mapped = mapping
        .find(|(_, to)| to.rsplit('/').next() == Some(name))
        .map(|(tag, _)| tag.clone());
    Some((property, mapped.unwrap_or_else(|| name.to_owned())))
}

/// Whether both are numbers or both are booleans.
fn same_kind(one: &Value, other: &Value) -> bool {
    (one.is_number() && other.is_number()) || (one.is_boolean() && other.is_boolean())
}
