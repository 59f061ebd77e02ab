//! `type`: one JSON type or a list of them.
//!
//! ```yaml
//! type: string
//! type: [string, 'null']
//! type: [string, null]      # YAML's null where the word is meant: read as the word, with a warning
//! ```
//!
//! The list keeps its order and its repetitions. `integer` stays beside `number`.

use crate::diag::Code;
use crate::openapi::Version;
use crate::openapi::reader::{Context, Fields};
use crate::source::{Kind, NodeRef};

/// A type that `type` can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SchemaType {
    /// `null`
    Null,
    /// `boolean`
    Boolean,
    /// `object`
    Object,
    /// `array`
    Array,
    /// `number`
    Number,
    /// `string`
    String,
    /// `integer`: a number without a fraction.
    Integer,
}

impl SchemaType {
    const NAMES: &[(&'static str, Self)] = &[
        ("null", Self::Null),
        ("boolean", Self::Boolean),
        ("object", Self::Object),
        ("array", Self::Array),
        ("number", Self::Number),
        ("string", Self::String),
        ("integer", Self::Integer),
    ];

    /// The type as a schema writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Object => "object",
            Self::Array => "array",
            Self::Number => "number",
            Self::String => "string",
            Self::Integer => "integer",
        }
    }

    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        if node.kind() == Kind::Null {
            let message = "null is read as the type \"null\"";
            cx.repaired(Code::CoercedScalar, node, message, "write this in quotes");
            return Some(Self::Null);
        }
        if cx.version == Version::V2_0 && node.as_str() == Some("file") {
            // Whatever is in the file: see `swagger::kind_of_value`.
            return Some(Self::String);
        }
        cx.choice(node, Self::NAMES)
    }
}

/// Reads `type`.
pub(super) fn types(fields: &mut Fields<'_>) -> Option<Vec<SchemaType>> {
    // Before 3.1 there is no type "null": there a null is the absence that generators write.
    let node = if fields.cx.version.has_json_schema() {
        fields.raw("type")?
    } else {
        fields.present("type")?
    };
    if node.kind() != Kind::Array {
        return SchemaType::read(&mut fields.cx, node).map(|one| vec![one]);
    }
    let items = node.items();
    if items.len() == 0 {
        fields
            .cx
            .invalid(node, "a list of no types", "remove `type` if every value is possible");
        return None;
    }
    let types: Vec<SchemaType> = items
        .filter_map(|item| SchemaType::read(&mut fields.cx, item))
        .collect();
    // Where a type could not be read, the others alone would say something else.
    (types.len() == node.items().len()).then_some(types)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openapi::Schema;
    use crate::openapi::testing::{codes, read_as};

    fn types_of(version: Version, yaml: &str) -> (Option<Vec<SchemaType>>, Vec<Code>) {
        let (schema, sink) = read_as::<Schema>(version, yaml);
        let types = schema.and_then(|schema| schema.object()?.types.clone());
        (types, codes(&sink))
    }

    #[test]
    fn every_type_is_read_and_written_alike() {
        for (name, expected) in SchemaType::NAMES {
            let (types, codes) = types_of(Version::V3_1, &format!("{{ type: '{name}' }}"));
            assert_eq!((types, codes), (Some(vec![*expected]), vec![]));
            assert_eq!(expected.as_str(), *name);
        }
    }

    #[test]
    fn a_list_keeps_its_order_in_both_versions() {
        for version in [Version::V3_0, Version::V3_1] {
            let (types, codes) = types_of(version, "{ type: [string, 'null', integer] }");
            let expected = vec![SchemaType::String, SchemaType::Null, SchemaType::Integer];
            assert_eq!((types, codes), (Some(expected), vec![]));
        }
    }

    #[test]
    fn null_without_quotes_is_the_type_null_where_the_version_has_it() {
        let expected = Some(vec![SchemaType::String, SchemaType::Null]);
        assert_eq!(
            types_of(Version::V3_1, "{ type: [string, null] }"),
            (expected, vec![Code::CoercedScalar])
        );
        let expected = Some(vec![SchemaType::Null]);
        assert_eq!(
            types_of(Version::V3_1, "{ type: null }"),
            (expected, vec![Code::CoercedScalar])
        );
        assert_eq!(types_of(Version::V3_0, "{ type: null }"), (None, vec![Code::NullField]));
    }

    #[test]
    fn other_types_say_nothing() {
        for yaml in [
            "{ type: strng }",
            "{ type: [] }",
            "{ type: [string, file] }",
            "{ type: {} }",
        ] {
            let nothing = (None, vec![Code::UnreadKeyword]);
            assert_eq!(types_of(Version::V3_1, yaml), nothing, "{yaml}");
        }
    }
}
