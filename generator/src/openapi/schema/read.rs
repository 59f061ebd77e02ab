//! Reading a schema, one group of keywords after the other.
//!
//! ```yaml
//! true                    # a boolean schema
//! { type: string, … }     # keywords
//! ```
//!
//! A keyword of JSON Schema is known in both versions. An unknown one is a warning in 3.0, which has a closed list, and a
//! note in 3.1, whose schemas may have keywords of any name.
//!
//! The groups fill one boxed object in place: schemas nest deeply, and the stack holds little for each level.

use super::{Schema, SchemaObject, SchemaValue, older, sense, types};
use crate::diag::Code;
use crate::openapi::reader::{Context, Fields, Read};
use crate::openapi::{Reference, ReferenceKind, Version, swagger};
use crate::source::{Kind, NodeId, NodeRef};

impl Read for Schema {
    const NULL_COUNTS: bool = true;

    fn stands_alone(cx: &Context<'_>, node: NodeRef<'_>) -> bool {
        node.kind() == Kind::Object && cx.target(node).is_none_or(|target| target.kind() != Kind::Array)
    }

    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        let value = match node.kind() {
            Kind::Bool => SchemaValue::Boolean(node.as_bool()?),
            Kind::Null => {
                let message = "null in place of a schema counts as an empty one: every value is possible";
                cx.repaired(Code::NullField, node, message, "null");
                SchemaValue::Boolean(true)
            }
            Kind::String if boolean(node).is_some() => {
                let message = "a boolean schema in quotes is read as one";
                cx.repaired(Code::CoercedScalar, node, message, "write this without quotes");
                SchemaValue::Boolean(boolean(node)?)
            }
            Kind::String if types::word(node).is_some() => {
                let message = "a text in place of a schema is read as its type";
                cx.repaired(Code::RepairedValue, node, message, "not a mapping");
                SchemaValue::Object(types::alone(node))
            }
            Kind::Object => SchemaValue::Object(cx.object(node, "Schema Object", |fields| Some(keywords(fields)))?),
            _ => {
                cx.wrong_type(node, "a schema (a mapping or a boolean)");
                if !cx.in_schema {
                    return None;
                }
                // One of several: without it, the others would say something else.
                SchemaValue::Boolean(true)
            }
        };
        Some(Self { node: node.id(), value })
    }
}

/// The one schema of a keyword, which is absent without it.
impl Read for Box<Schema> {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        let readable =
            matches!(node.kind(), Kind::Bool | Kind::Object) || boolean(node).is_some() || types::word(node).is_some();
        Schema::read(cx, node).filter(|_| readable).map(Self::new)
    }
}

/// The boolean schema that a text spells.
fn boolean(node: NodeRef<'_>) -> Option<bool> {
    match node.as_str()? {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

fn keywords(fields: &mut Fields<'_>) -> Box<SchemaObject> {
    fields.cx.in_schema = true;
    if fields.cx.version.has_json_schema() {
        fields.unknown_is(Code::UnknownKeyword);
    }
    let mut object = Box::<SchemaObject>::default();
    identity(fields, &mut object);
    kind_of_value(fields, &mut object);
    annotations(fields, &mut object);
    of_objects(fields, &mut object);
    of_arrays(fields, &mut object);
    of_numbers(fields, &mut object);
    of_strings(fields, &mut object);
    composition(fields, &mut object);
    sense::check(fields, &mut object);
    object
}

fn identity(fields: &mut Fields<'_>, object: &mut SchemaObject) {
    object.reference = reference(fields);
    object.dynamic_reference = fields.optional("$dynamicRef");
    object.id = fields.optional("$id");
    object.anchor = fields.optional("$anchor");
    object.dynamic_anchor = fields.optional("$dynamicAnchor");
    object.dialect = fields.optional("$schema");
    object.definitions = fields.or_default("$defs");
    older::definitions(fields, object);
    // Remarks for the schema's authors, and a keyword that only dialects themselves have.
    fields.known(["$comment", "$vocabulary"]);
}

/// `$ref`, or one of the keywords that stand in for it.
fn reference(fields: &mut Fields<'_>) -> Option<Reference> {
    fields.known(["$recursiveAnchor"]);
    let keywords = [
        ("$ref", ReferenceKind::Static),
        ("$dynamicRef", ReferenceKind::Dynamic),
        ("$recursiveRef", ReferenceKind::Recursive),
    ];
    let present = keywords.map(|(key, kind)| fields.raw(key).map(|target| (target, kind)));
    let (target, kind) = present.into_iter().flatten().next()?;
    let node = fields.node();
    let reference = Reference::read_target(&mut fields.cx, node, target)?;
    Some(Reference { kind, ..reference })
}

/// Reads what can stand beside the fields of a parameter or a header, in 2.0: all but composition and objects.
pub(in crate::openapi) fn beside(fields: &mut Fields<'_>) -> Box<SchemaObject> {
    let mut object = Box::<SchemaObject>::default();
    fields.cx.in_schema = true;
    object.reference = reference(fields);
    kind_of_value(fields, &mut object);
    object.description = fields.optional("description");
    object.default = fields.raw_id("default");
    object.examples.extend(fields.raw_id("example"));
    object.extensions = fields.extensions();
    of_arrays(fields, &mut object);
    of_numbers(fields, &mut object);
    of_strings(fields, &mut object);
    sense::check(fields, &mut object);
    fields.cx.in_schema = false;
    object
}

fn kind_of_value(fields: &mut Fields<'_>, object: &mut SchemaObject) {
    object.types = types::types(fields);
    object.nullable = fields.optional("nullable");
    object.format = fields.optional("format").or_else(|| types::format(fields.node()));
    if fields.cx.version == Version::V2_0 {
        swagger::kind_of_value(fields, object);
    }
    object.enumeration = fields.optional("enum");
    object.constant = fields.raw_id("const");
}

/// The examples, which are named where authors take the keyword for that of a media type.
fn examples(fields: &mut Fields<'_>, object: &mut SchemaObject) {
    let named = fields
        .node()
        .get("examples")
        .filter(|examples| examples.kind() == Kind::Object);
    let Some(named) = named else {
        object.examples.extend(fields.or_default::<Vec<NodeId>>("examples"));
        return;
    };
    fields.known(["examples"]);
    let message = "the examples of a schema are a list; their values are read";
    fields
        .cx
        .repaired(Code::RepairedValue, named, message, "of a media type");
    let value = |(_, example): (&str, NodeRef<'_>)| example.get("value").map_or(example.id(), NodeRef::id);
    object.examples.extend(named.entries().map(value));
}

fn annotations(fields: &mut Fields<'_>, object: &mut SchemaObject) {
    object.title = fields.optional("title");
    object.description = fields.optional("description");
    object.default = fields.raw_id("default");
    object.examples.extend(fields.raw_id("example"));
    examples(fields, object);
    object.external_docs = fields.optional("externalDocs");
    object.deprecated = fields.or_default("deprecated");
    object.deprecated_reason = fields.optional("x-deprecated-reason");
    object.read_only = fields.or_default("readOnly");
    object.write_only = fields.or_default("writeOnly");
    object.xml = fields.optional("xml");
    object.extensions = fields.extensions();
}

fn of_objects(fields: &mut Fields<'_>, object: &mut SchemaObject) {
    object.properties = fields.or_default("properties");
    object.required = older::required(fields);
    object.additional_properties = fields.optional("additionalProperties");
    object.unevaluated_properties = fields.optional("unevaluatedProperties");
    object.property_names = fields.optional("propertyNames");
    object.pattern_properties = fields.or_default("patternProperties");
    object.dependent_required = fields.or_default("dependentRequired");
    object.dependent_schemas = fields.or_default("dependentSchemas");
    older::dependencies(fields, object);
    object.min_properties = fields.optional("minProperties");
    object.max_properties = fields.optional("maxProperties");
}

fn of_arrays(fields: &mut Fields<'_>, object: &mut SchemaObject) {
    object.prefix_items = fields.or_default("prefixItems");
    older::items(fields, object);
    object.unevaluated_items = fields.optional("unevaluatedItems");
    object.contains = fields.optional("contains");
    object.min_contains = fields.optional("minContains");
    object.max_contains = fields.optional("maxContains");
    object.min_items = fields.optional("minItems");
    object.max_items = fields.optional("maxItems");
    object.unique_items = fields.or_default("uniqueItems");
}

fn of_numbers(fields: &mut Fields<'_>, object: &mut SchemaObject) {
    object.minimum = fields.optional("minimum");
    object.maximum = fields.optional("maximum");
    object.exclusive_minimum = older::exclusive_bound(fields, "exclusiveMinimum", &mut object.minimum);
    object.exclusive_maximum = older::exclusive_bound(fields, "exclusiveMaximum", &mut object.maximum);
    object.multiple_of = fields.optional("multipleOf");
}

fn of_strings(fields: &mut Fields<'_>, object: &mut SchemaObject) {
    object.min_length = fields.optional("minLength");
    object.max_length = fields.optional("maxLength");
    object.pattern = fields.optional("pattern");
    object.content_encoding = fields.optional("contentEncoding");
    object.content_media_type = fields.optional("contentMediaType");
    object.content_schema = fields.optional("contentSchema");
}

fn composition(fields: &mut Fields<'_>, object: &mut SchemaObject) {
    object.all_of = fields.or_default("allOf");
    object.any_of = fields.or_default("anyOf");
    object.one_of = fields.or_default("oneOf");
    object.not = fields.optional("not");
    object.if_schema = fields.optional("if");
    object.then_schema = fields.optional("then");
    object.else_schema = fields.optional("else");
    object.discriminator = match fields.cx.version {
        Version::V2_0 => swagger::discriminator(fields),
        _ => fields.optional("discriminator"),
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openapi::testing::{clean, codes, nested, read, read_as, reports};
    use crate::openapi::{Number, SchemaType};

    fn keywords_of(yaml: &str) -> SchemaObject {
        let schema: Schema = clean(yaml);
        schema.object().expect("the schema is a mapping").clone()
    }

    #[test]
    fn identity_and_references_are_read() {
        let schema = keywords_of(
            "{ $ref: '#/x', $dynamicRef: R, $id: I, $anchor: A, $dynamicAnchor: B, $schema: 'https://json-schema.org/draft/2020-12/schema', $defs: { D: true }, \
             $comment: C, $vocabulary: {} }",
        );
        assert_eq!(
            schema.reference.map(|reference| reference.target).as_deref(),
            Some("#/x")
        );
        assert_eq!(schema.dynamic_reference.as_deref(), Some("R"));
        assert_eq!((schema.id.as_deref(), schema.anchor.as_deref()), (Some("I"), Some("A")));
        assert_eq!(
            (schema.dynamic_anchor.as_deref(), schema.dialect.as_deref()),
            (Some("B"), Some("https://json-schema.org/draft/2020-12/schema"))
        );
        assert!(schema.definitions.contains_key("D"));
    }

    #[test]
    fn siblings_of_a_reference_are_kept_in_both_versions() {
        for version in [Version::V3_0, Version::V3_1] {
            let yaml = "{ $ref: '#/x', deprecated: true, x-deprecated-reason: R, description: D }";
            let (schema, sink) = read_as::<Schema>(version, yaml);
            let schema = schema.and_then(|schema| schema.object().cloned()).unwrap_or_default();
            assert!(schema.reference.is_some() && schema.deprecated);
            assert_eq!(
                (schema.deprecated_reason.as_deref(), schema.description.as_deref()),
                (Some("R"), Some("D"))
            );
            assert_eq!(codes(&sink), []);
        }
    }

    #[test]
    fn kinds_of_values_are_read() {
        let schema = keywords_of("{ type: string, nullable: false, format: uuid, enum: [a, null, 1], const: null }");
        assert_eq!(schema.types, Some(vec![SchemaType::String]));
        assert_eq!((schema.nullable, schema.format.as_deref()), (Some(false), Some("uuid")));
        assert_eq!(schema.enumeration.map(|values| values.len()), Some(3));
        assert!(schema.constant.is_some(), "null is a constant like any other");
    }

    #[test]
    fn annotations_are_read() {
        let schema = keywords_of(
            "{ title: T, description: D, default: null, example: 1, examples: [2, null], externalDocs: { url: U }, \
             deprecated: true, x-deprecated-reason: R, readOnly: true, writeOnly: true, xml: { name: n }, x-a: 1 }",
        );
        assert_eq!(
            (schema.title.as_deref(), schema.description.as_deref()),
            (Some("T"), Some("D"))
        );
        assert!(schema.default.is_some() && schema.external_docs.is_some() && schema.xml.is_some());
        assert_eq!(schema.examples.len(), 3);
        assert!(schema.deprecated && schema.read_only && schema.write_only);
        assert_eq!(schema.deprecated_reason.as_deref(), Some("R"));
        assert!(schema.extensions.keys().eq(["x-deprecated-reason", "x-a"]));
    }

    #[test]
    fn keywords_of_objects_are_read() {
        let schema = keywords_of(
            "{ properties: { z: {}, x-a: true, $ref: {} }, required: [], additionalProperties: false, \
             unevaluatedProperties: {}, propertyNames: {}, patternProperties: { ^a: {} }, dependentRequired: { a: [b] }, \
             dependentSchemas: { a: {} }, minProperties: 1, maxProperties: 2 }",
        );
        assert!(schema.properties.keys().eq(["z", "x-a", "$ref"]));
        assert_eq!(schema.required, Some(vec![]));
        let additional = schema.additional_properties.map(|schema| schema.value);
        assert_eq!(additional, Some(SchemaValue::Boolean(false)));
        assert!(schema.unevaluated_properties.is_some() && schema.property_names.is_some());
        assert!(schema.pattern_properties.contains_key("^a") && schema.dependent_schemas.contains_key("a"));
        assert_eq!(schema.dependent_required["a"], ["b"]);
        assert_eq!((schema.min_properties, schema.max_properties), (Some(1), Some(2)));
    }

    #[test]
    fn keywords_of_arrays_are_read() {
        let schema = keywords_of(
            "{ items: false, prefixItems: [{}, true], unevaluatedItems: {}, contains: {}, minContains: 1, maxContains: 2, \
             minItems: 3, maxItems: 4, uniqueItems: true }",
        );
        assert_eq!(schema.items.map(|items| items.value), Some(SchemaValue::Boolean(false)));
        assert_eq!(schema.prefix_items.len(), 2);
        assert!(schema.unevaluated_items.is_some() && schema.contains.is_some() && schema.unique_items);
        assert_eq!((schema.min_contains, schema.max_contains), (Some(1), Some(2)));
        assert_eq!((schema.min_items, schema.max_items), (Some(3), Some(4)));
    }

    #[test]
    fn keywords_of_numbers_and_strings_are_read() {
        let schema = keywords_of(
            "{ minimum: -1, maximum: 10.5, multipleOf: 0.5, minLength: 1, maxLength: 2, pattern: ^a, contentEncoding: base64, \
             contentMediaType: text/plain, contentSchema: {} }",
        );
        assert_eq!(
            (schema.minimum, schema.maximum),
            (Some(Number::new("-1")), Some(Number::new("10.5")))
        );
        assert_eq!(schema.multiple_of, Some(Number::new("0.5")));
        assert_eq!((schema.min_length, schema.max_length), (Some(1), Some(2)));
        assert_eq!(schema.pattern.as_deref(), Some("^a"));
        assert_eq!(schema.content_encoding.as_deref(), Some("base64"));
        assert_eq!(schema.content_media_type.as_deref(), Some("text/plain"));
        assert!(schema.content_schema.is_some());
    }

    #[test]
    fn composition_is_read() {
        let schema = keywords_of(
            "{ allOf: [{}], anyOf: [{}, true], oneOf: [{}, {}, {}], not: {}, if: {}, then: {}, else: {}, \
             discriminator: { propertyName: p } }",
        );
        assert_eq!(
            (schema.all_of.len(), schema.any_of.len(), schema.one_of.len()),
            (1, 2, 3)
        );
        assert!(schema.not.is_some() && schema.discriminator.is_some());
        assert!(schema.if_schema.is_some() && schema.then_schema.is_some() && schema.else_schema.is_some());
    }

    #[test]
    fn an_unknown_keyword_is_a_note_in_3_1_and_a_warning_in_3_0() {
        for (version, code) in [
            (Version::V3_1, Code::UnknownKeyword),
            (Version::V3_0, Code::UnknownField),
        ] {
            let (_, sink) = read_as::<Schema>(version, "{ readonly: true, const: 1 }");
            assert_eq!(reports(&sink), [(code, "#/readonly".to_owned())]);
            assert_eq!(
                sink.diagnostics()[0].remedy.as_deref(),
                Some("did you mean `readOnly`?")
            );
        }
    }

    #[test]
    fn a_keyword_of_the_wrong_type_counts_as_absent() {
        let (schema, sink) = read::<Schema>("{ properties: [], required: {}, minLength: x, items: 1 }");
        let schema = schema.and_then(|schema| schema.object().cloned()).unwrap_or_default();
        assert_eq!(schema, SchemaObject::default());
        assert_eq!(
            reports(&sink),
            ["#/properties", "#/required", "#/items", "#/minLength"]
                .map(|pointer| (Code::UnreadKeyword, pointer.to_owned()))
        );
    }

    #[test]
    fn one_of_several_schemas_that_cannot_be_read_is_any_value() {
        let (schema, sink) = read::<Schema>("{ oneOf: [{ type: string }, 5], properties: { a: verse }, not: 1 }");
        let schema = schema.and_then(|schema| schema.object().cloned()).unwrap_or_default();
        let any =
            |schema: Option<&Schema>| schema.map(|schema| schema.value.clone()) == Some(SchemaValue::Boolean(true));
        assert!(any(schema.one_of.get(1)) && any(schema.properties.get("a")) && schema.not.is_none());
        assert_eq!(
            reports(&sink),
            ["#/properties/a", "#/oneOf/1", "#/not"].map(|pointer| (Code::UnreadKeyword, pointer.to_owned()))
        );
        // Outside of any schema there is nothing to keep.
        let (schema, sink) = read::<Schema>("5");
        assert_eq!(
            (schema, reports(&sink)),
            (None, vec![(Code::WrongType, "#".to_owned())])
        );
    }

    #[test]
    fn two_hundred_levels_fit_a_small_stack() {
        // Half of what the thread of a test has, in an unoptimised build.
        let reading = std::thread::Builder::new()
            .stack_size(1 << 20)
            .spawn(|| nested("not", 200).object().is_some());
        assert!(
            reading
                .expect("a thread can be started")
                .join()
                .expect("the stack is large enough")
        );
    }
}
