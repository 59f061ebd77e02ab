//! Keywords of a schema as assertions, in full.
//!
//! ```yaml
//! not: { type: object, required: [lives], properties: { lives: { const: 9 } } }
//! ```
//!
//! This is JSON Schema 2020-12 as it stands: a schema without `type` says nothing of other types. Beyond it, `nullable`
//! allows null whatever stands beside it, which is how documents mean it. A `format` that is known is the form of the text,
//! as it is everywhere in `validate()`. Forms overlap (an IPv4 address is a host name too), so of alternatives that have
//! any it is enough to fit one. So it is where one of them is lost; what does not hold of a lost schema is not asked.

use std::fmt::Write as _;

use crate::ir::{self, Assertion, AssertionId, Count, Keyword, ValueType};
use crate::lower::context::Context;
use crate::lower::format;
use crate::lower::parts::{Weight, weight};
use crate::lower::rules;
use crate::openapi::{Number, Schema, SchemaObject, SchemaType, SchemaValue, Version};
use crate::source::{Kind, NodeId, NodeRef};

/// Every keyword that asserts something, the others that go with it left out; those about the rest come last.
const ALL: &[&str] = &[
    "type",
    "enum",
    "const",
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "format",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "required",
    "dependentRequired",
    "propertyNames",
    "properties",
    "items",
    "contains",
    "dependentSchemas",
    "$ref",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "unevaluatedProperties",
    "unevaluatedItems",
];

impl<'d> Context<'d> {
    /// Everything that a schema demands.
    pub(super) fn in_full(&mut self, schema: &'d Schema) -> Assertion {
        let object = match &schema.value {
            SchemaValue::Boolean(true) => return Assertion::default(),
            SchemaValue::Boolean(false) => return Assertion::never(),
            SchemaValue::Object(object) => object,
        };
        // OpenAPI 3.0 ignores what stands beside `$ref`.
        let alone = object.reference.is_some()
            && self.document.version_at(schema.node) == Version::V3_0
            && weight(object, true) == Weight::Full;
        let keys = if alone { &["$ref"] } else { ALL };
        Assertion {
            or_null: object.nullable == Some(true) && !alone,
            keywords: keys
                .iter()
                .filter_map(|key| self.keyword(key, schema, object))
                .collect(),
        }
    }

    /// The node of a schema inside of another one.
    pub(super) fn inside(&mut self, schema: &'d Schema) -> AssertionId {
        let assertion = self.in_full(schema);
        self.node_of(assertion, schema.node)
    }

    /// What one keyword demands, if it is there.
    pub(super) fn keyword(&mut self, key: &str, schema: &'d Schema, object: &'d SchemaObject) -> Option<Keyword> {
        match key {
            "type" => {
                let types = object.types.as_ref()?;
                Some(Keyword::Type(types.iter().map(|ty| value_type(*ty)).collect()))
            }
            "enum" => {
                let values = object.enumeration.as_ref()?;
                Some(Keyword::Values(values.iter().map(|value| self.json(*value)).collect()))
            }
            "const" => object.constant.map(|value| Keyword::Values(vec![self.json(value)])),
            "minimum" | "exclusiveMinimum" | "maximum" | "exclusiveMaximum" | "multipleOf" => of_number(key, object),
            "pattern" => {
                let source = object.pattern.as_ref()?;
                self.pattern(schema, "pattern", source).map(Keyword::Pattern)
            }
            "format" => format::of(object).map(Keyword::Format),
            "uniqueItems" => object.unique_items.then_some(Keyword::UniqueItems),
            "items" | "contains" | "unevaluatedItems" => self.of_array(key, object),
            "$ref" | "allOf" | "anyOf" | "oneOf" | "not" | "if" => self.of_composition(key, object),
            _ => counted(key, object).or_else(|| self.of_object(key, schema, object)),
        }
    }

    fn of_array(&mut self, key: &str, object: &'d SchemaObject) -> Option<Keyword> {
        match key {
            "items" => {
                let there = object.items.is_some() || !object.prefix_items.is_empty();
                there.then(|| Keyword::Items {
                    first: object.prefix_items.iter().map(|item| self.inside(item)).collect(),
                    others: object.items.as_deref().map(|items| self.inside(items)),
                })
            }
            "contains" => Some(Keyword::Contains {
                item: self.inside(object.contains.as_deref()?),
                least: object.min_contains.unwrap_or(1),
                most: object.max_contains,
            }),
            _ => Some(Keyword::UnevaluatedItems(
                self.inside(object.unevaluated_items.as_deref()?),
            )),
        }
    }

    fn of_object(&mut self, key: &str, schema: &'d Schema, object: &'d SchemaObject) -> Option<Keyword> {
        match key {
            "required" => {
                let names = object.required.as_ref().filter(|names| !names.is_empty())?;
                Some(Keyword::Required(names.clone()))
            }
            "dependentRequired" => {
                let lists: Vec<_> = object.dependent_required.clone().into_iter().collect();
                (!lists.is_empty()).then_some(Keyword::DependentRequired(lists))
            }
            "dependentSchemas" => {
                let schemas = object.dependent_schemas.iter();
                let schemas: Vec<_> = schemas
                    .map(|(name, schema)| (name.clone(), self.inside(schema)))
                    .collect();
                (!schemas.is_empty()).then_some(Keyword::DependentSchemas(schemas))
            }
            "propertyNames" => Some(Keyword::PropertyNames(self.inside(object.property_names.as_deref()?))),
            "properties" => self.of_properties(schema, object, true),
            "additionalProperties" | "patternProperties" => self.of_properties(schema, object, false),
            "unevaluatedProperties" => Some(Keyword::UnevaluatedProperties(
                self.inside(object.unevaluated_properties.as_deref()?),
            )),
            _ => None,
        }
    }

    /// The three keywords about properties, with or without what those of a known name have to be.
    fn of_properties(&mut self, schema: &'d Schema, object: &'d SchemaObject, values: bool) -> Option<Keyword> {
        let mut named = Vec::new();
        for (name, property) in &object.properties {
            let value = if values {
                self.inside(property)
            } else {
                self.anything(property.node)
            };
            named.push((name.clone(), value));
        }
        let mut patterns = Vec::new();
        for (source, property) in &object.pattern_properties {
            // Without knowing what a pattern is about, nothing can be said of the others either.
            let pattern = self.pattern(schema, "patternProperties", source)?;
            patterns.push((pattern, self.inside(property)));
        }
        let others = object
            .additional_properties
            .as_deref()
            .map(|others| self.inside(others));
        let there = others.is_some() || !patterns.is_empty() || (values && !named.is_empty());
        there.then_some(Keyword::Properties {
            named,
            patterns,
            others,
        })
    }

    /// The node of no demand at all.
    pub(super) fn anything(&mut self, place: NodeId) -> AssertionId {
        self.node_of(Assertion::default(), place)
    }

    fn of_composition(&mut self, key: &str, object: &'d SchemaObject) -> Option<Keyword> {
        let list = |cx: &mut Self, members: &'d [Schema]| -> Option<Vec<AssertionId>> {
            let nodes = members.iter().map(|member| cx.inside(member)).collect();
            (!members.is_empty()).then_some(nodes)
        };
        match key {
            "$ref" => {
                let target = self.schema_target(object.reference.as_ref()?)?;
                let end = self.end_of(target);
                Some(Keyword::All(vec![self.target_node(end)]))
            }
            "allOf" => list(self, &object.all_of).map(Keyword::All),
            "anyOf" => list(self, &object.any_of).map(Keyword::Any),
            "oneOf" => {
                let any = object
                    .one_of
                    .iter()
                    .any(|member| self.has_format(member) || self.is_lost(member));
                let tables = list(self, &object.one_of)?;
                Some(if any {
                    Keyword::Any(tables)
                } else {
                    Keyword::One(tables)
                })
            }
            "not" => {
                let not = object.not.as_deref().filter(|not| !self.is_lost(not))?;
                Some(Keyword::Not(self.inside(not)))
            }
            _ => {
                let condition = object.if_schema.as_deref().filter(|schema| !self.is_lost(schema))?;
                let condition = self.inside(condition);
                let then = object.then_schema.as_deref().map(|schema| self.inside(schema));
                let otherwise = object.else_schema.as_deref().map(|schema| self.inside(schema));
                Some(Keyword::If {
                    condition,
                    then,
                    otherwise,
                })
            }
        }
    }

    /// Whether a schema refers to one that cannot be found, of which nothing is known.
    fn is_lost(&mut self, schema: &'d Schema) -> bool {
        let reference = schema.object().and_then(|object| object.reference.as_ref());
        reference.is_some_and(|reference| self.schema_target(reference).is_none())
    }

    /// Whether a schema gives texts or numbers a form, known or not, by which alone it may differ from another one.
    fn has_format(&mut self, schema: &'d Schema) -> bool {
        let parts = self.parts(schema);
        parts.iter().any(|part| part.object.format.is_some())
    }

    /// A value of the document as JSON, keys sorted; numbers in forms of YAML become those of JSON.
    fn json(&self, value: NodeId) -> String {
        written(self.document.node(value))
    }
}

fn written(node: NodeRef<'_>) -> String {
    match node.kind() {
        Kind::Array => {
            let items: Vec<String> = node.items().map(written).collect();
            format!("[{}]", items.join(","))
        }
        Kind::Object => {
            let mut entries: Vec<(String, String)> = node
                .entries()
                .map(|(key, value)| (quoted(key), written(value)))
                .collect();
            entries.sort();
            let entries: Vec<String> = entries
                .into_iter()
                .map(|(key, value)| format!("{key}:{value}"))
                .collect();
            format!("{{{}}}", entries.join(","))
        }
        Kind::Number => node
            .as_number()
            .and_then(|lexeme| rules::json_number(&Number::new(lexeme)))
            .unwrap_or_else(|| "null".to_owned()),
        Kind::Null | Kind::Bool | Kind::String => node.canonical_json(),
    }
}

/// A string of JSON.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c < ' ' => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

fn value_type(ty: SchemaType) -> ValueType {
    match ty {
        SchemaType::Null => ValueType::Null,
        SchemaType::Boolean => ValueType::Boolean,
        SchemaType::Object => ValueType::Object,
        SchemaType::Array => ValueType::Array,
        SchemaType::Number => ValueType::Number,
        SchemaType::String => ValueType::String,
        SchemaType::Integer => ValueType::Integer,
    }
}

fn of_number(key: &str, object: &SchemaObject) -> Option<Keyword> {
    let bound = |number: &Option<Number>, exclusive| {
        let value = rules::json_number(number.as_ref()?)?;
        Some(ir::Bound { value, exclusive })
    };
    match key {
        "minimum" => bound(&object.minimum, false).map(Keyword::Minimum),
        "exclusiveMinimum" => bound(&object.exclusive_minimum, true).map(Keyword::Minimum),
        "maximum" => bound(&object.maximum, false).map(Keyword::Maximum),
        "exclusiveMaximum" => bound(&object.exclusive_maximum, true).map(Keyword::Maximum),
        _ => rules::json_number(object.multiple_of.as_ref()?).map(Keyword::MultipleOf),
    }
}

/// A count, unless it demands nothing.
fn counted(key: &str, object: &SchemaObject) -> Option<Keyword> {
    let (what, count) = match key {
        "minLength" => (Count::MinLength, object.min_length),
        "maxLength" => (Count::MaxLength, object.max_length),
        "minItems" => (Count::MinItems, object.min_items),
        "maxItems" => (Count::MaxItems, object.max_items),
        "minProperties" => (Count::MinProperties, object.min_properties),
        "maxProperties" => (Count::MaxProperties, object.max_properties),
        _ => return None,
    };
    let least = matches!(what, Count::MinLength | Count::MinItems | Count::MinProperties);
    count
        .filter(|count| *count > 0 || !least)
        .map(|count| Keyword::Count(what, count))
}
