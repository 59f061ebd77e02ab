//! What 2.0 writes beside other fields, in documents of later versions.
//!
//! ```yaml
//! parameters: [{ name: id, in: query, type: string }]        # schema: { type: string }
//! responses: { '200': { schema: { type: string } } }         # content: { application/json: { schema: { type: string } } }
//! ```
//!
//! It is read where the form of its own version is not there, and said. Bodies among the parameters are no matter of this.

use indexmap::IndexMap;

use super::reader::Fields;
use super::schema::beside;
use super::{MediaType, Schema, SchemaValue, Version};
use crate::diag::{Code, Diagnostic};

/// The media type that is meant where none is named.
const JSON: &str = "application/json";

/// The `schema` of a parameter or a header, or the type that stands beside its other fields.
pub(super) fn schema(fields: &mut Fields<'_>) -> Option<Schema> {
    let schema = fields.optional("schema");
    let node = fields.node();
    let newer = node.get("schema").or(node.get("content")).is_some();
    if newer || node.get("type").is_none() {
        return schema;
    }
    report(
        fields,
        "type",
        "the type stands in `schema` since OpenAPI 3.0; it is honoured",
    );
    Some(Schema {
        node: node.id(),
        value: SchemaValue::Object(beside(fields)),
    })
}

/// The `content` of a body, or the `schema` that stands in place of it.
pub(super) fn content(fields: &mut Fields<'_>) -> IndexMap<String, MediaType> {
    fields.check_media_types("content");
    let mut content: IndexMap<String, MediaType> = fields.or_default("content");
    let node = fields.node();
    if node.get("content").is_none() && node.get("schema").is_some() && fields.cx.version != Version::V2_0 {
        report(
            fields,
            "schema",
            "the schema of a body belongs to a media type since OpenAPI 3.0; it is read as that of JSON",
        );
        let schema = fields.optional("schema");
        let media = MediaType {
            schema,
            ..MediaType::new(node.id())
        };
        content.insert(JSON.to_owned(), media);
    }
    content
}

fn report(fields: &mut Fields<'_>, field: &str, message: &str) {
    let place = fields.node().key_place(field);
    let diagnostic = Diagnostic::new(Code::RepairedValue, message).at(&place, "of Swagger 2.0");
    fields.cx.report(diagnostic);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openapi::testing::{clean, read, reports};
    use crate::openapi::{Header, Parameter, RequestBody, Response, SchemaType};

    #[test]
    fn a_type_beside_the_name_is_honoured() {
        let (parameter, sink) =
            read::<Parameter>("{ name: n, in: query, type: array, items: { type: string }, enum: [a] }");
        let schema = parameter.and_then(|parameter| parameter.schema);
        let types = schema
            .as_ref()
            .and_then(Schema::object)
            .and_then(|object| object.types.clone());
        assert_eq!(types.as_deref(), Some(&[SchemaType::Array][..]));
        assert_eq!(reports(&sink), [(Code::RepairedValue, "#/type".to_owned())]);
        let (header, sink) = read::<Header>("{ type: integer }");
        assert!(header.is_some_and(|header| header.schema.is_some()));
        assert_eq!(reports(&sink), [(Code::RepairedValue, "#/type".to_owned())]);
        let parameter: Parameter = clean("{ name: n, in: query, schema: { type: string } }");
        assert!(parameter.schema.is_some());
    }

    #[test]
    fn a_schema_in_place_of_content_is_that_of_json() {
        let (response, sink) = read::<Response>("{ description: D, schema: { type: string } }");
        assert!(response.is_some_and(|response| response.content[JSON].schema.is_some()));
        assert_eq!(reports(&sink), [(Code::RepairedValue, "#/schema".to_owned())]);
        let (body, _) = read::<RequestBody>("{ schema: { type: string } }");
        assert!(body.is_some_and(|body| body.content[JSON].schema.is_some()));
    }
}
