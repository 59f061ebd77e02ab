//! `type`: one JSON type or a list of them.
//!
//! ```yaml
//! type: string
//! type: [string, 'null']
//! type: [string, null]      # YAML's null where the word is meant: read as the word, with a warning
//! ```
//!
//! The list keeps its order and its repetitions. `integer` stays beside `number`.

use super::SchemaObject;
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

    /// Reads one type; `None` after reporting that there is none.
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
        let Some((word, meant, format)) = synonym(node) else {
            return cx.choice(node, Self::NAMES);
        };
        let message = match (meant, format) {
            (Some(meant), Some(format)) => {
                format!("`{word}` is read as `{}` with the format `{format}`", meant.as_str())
            }
            (Some(meant), None) => format!("`{word}` is read as `{}`", meant.as_str()),
            (None, _) => format!("`{word}` is no type; every value is possible"),
        };
        cx.repaired(Code::RepairedValue, node, message, "not a type of JSON Schema");
        meant
    }
}

/// Words of programming languages in place of types, with what they mean: a type, or any, and a format.
const SYNONYMS: &[(&str, Option<SchemaType>, Option<&str>)] = &[
    ("any", None, None),
    ("bool", Some(SchemaType::Boolean), None),
    ("date", Some(SchemaType::String), Some("date")),
    ("date-time", Some(SchemaType::String), Some("date-time")),
    ("datetime", Some(SchemaType::String), Some("date-time")),
    ("dict", Some(SchemaType::Object), None),
    ("double", Some(SchemaType::Number), Some("double")),
    ("file", Some(SchemaType::String), Some("binary")),
    ("float", Some(SchemaType::Number), Some("float")),
    ("int", Some(SchemaType::Integer), None),
    ("int32", Some(SchemaType::Integer), Some("int32")),
    ("int64", Some(SchemaType::Integer), Some("int64")),
    ("list", Some(SchemaType::Array), None),
    ("long", Some(SchemaType::Integer), Some("int64")),
    ("map", Some(SchemaType::Object), None),
    ("str", Some(SchemaType::String), None),
    ("text", Some(SchemaType::String), None),
    ("uuid", Some(SchemaType::String), Some("uuid")),
];

/// The word in place of a type that means one.
fn synonym(node: NodeRef<'_>) -> Option<(&'static str, Option<SchemaType>, Option<&'static str>)> {
    let text = node.as_str()?.trim();
    SYNONYMS
        .iter()
        .find(|(word, ..)| word.eq_ignore_ascii_case(text))
        .copied()
}

/// The format that the word in place of a type means.
pub(super) fn format(schema: NodeRef<'_>) -> Option<String> {
    let (_, _, format) = synonym(schema.get("type")?)?;
    format.map(str::to_owned)
}

/// The type and the format that a text in place of a whole schema names.
pub(super) fn word(node: NodeRef<'_>) -> Option<(SchemaType, Option<&'static str>)> {
    let text = node.as_str()?;
    let found = SchemaType::NAMES.iter().find(|(word, _)| *word == text);
    let synonym = || synonym(node).and_then(|(_, meant, format)| Some((meant?, format)));
    found.map(|(_, found)| (*found, None)).or_else(synonym)
}

/// A schema of which nothing is known but what such a text names.
pub(super) fn alone(node: NodeRef<'_>) -> Box<SchemaObject> {
    let word = word(node);
    Box::new(SchemaObject {
        types: word.map(|(one, _)| vec![one]),
        format: word.and_then(|(_, format)| format.map(str::to_owned)),
        ..SchemaObject::default()
    })
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
    fn words_of_programming_languages_are_read_as_what_they_mean() {
        use SchemaType::{Boolean, Integer, String};
        for (word, types, format) in [
            ("bool", Some(vec![Boolean]), None),
            ("Integer", Some(vec![Integer]), None),
            ("long", Some(vec![Integer]), Some("int64")),
            ("file", Some(vec![String]), Some("binary")),
            ("any", None, None),
        ] {
            let (schema, sink) = read_as::<Schema>(Version::V3_0, &format!("{{ type: {word} }}"));
            let object = schema.and_then(|schema| schema.object().cloned()).unwrap_or_default();
            assert_eq!((object.types, object.format.as_deref()), (types, format), "{word}");
            assert_eq!(codes(&sink), [Code::RepairedValue], "{word}");
        }
        let (schema, _) = read_as::<Schema>(Version::V3_0, "{ type: long, format: uint8 }");
        assert_eq!(
            schema.and_then(|schema| schema.object()?.format.clone()).as_deref(),
            Some("uint8")
        );
        let (schema, sink) = read_as::<Schema>(Version::V3_0, "string");
        assert_eq!(
            schema.and_then(|schema| schema.object()?.types.clone()),
            Some(vec![String])
        );
        assert_eq!(codes(&sink), [Code::RepairedValue]);
    }

    #[test]
    fn other_types_say_nothing() {
        for yaml in [
            "{ type: strng }",
            "{ type: [] }",
            "{ type: [string, fil] }",
            "{ type: {} }",
        ] {
            let nothing = (None, vec![Code::UnreadKeyword]);
            assert_eq!(types_of(Version::V3_1, yaml), nothing, "{yaml}");
        }
    }
}
