//! Parts of multipart bodies that are files without saying so.

use crate::lower::testing::document;

/// The properties of a multipart body that are files without saying so.
fn untold(version: &str, schema: &str, encoding: &str) -> Vec<String> {
    let lowered = document(&format!(
        "openapi: {version}\ninfo: {{ title: T, version: '1' }}\nservers: [{{ url: 'https://a.test' }}]\n\
         paths: {{ /a: {{ post: {{ requestBody: {{ content: {{ multipart/form-data: {{ schema: {{ properties: {{ p: {schema} }} }}, \
         encoding: {encoding} }} }} }}, responses: {{ '204': {{ description: D }} }} }} }} }}\n"
    ));
    let body = lowered.api.operations[0].body.as_ref().expect("there is a body");
    let form = body.contents[0].form.as_ref().expect("it is a form");
    form.files.clone()
}

#[test]
fn parts_of_no_type_are_files_unless_their_media_type_is_json_or_text() {
    let list = "{ type: array, items: {} }";
    for (version, schema, encoding, is_file) in [
        ("3.1.0", "{}", "{}", true),
        ("3.1.0", "{ description: D }", "{}", true),
        ("3.1.0", list, "{}", true),
        ("3.1.0", "{}", "{ p: { contentType: '*/*' } }", true),
        (
            "3.1.0",
            "{}",
            "{ p: { contentType: 'application/json, image/png' } }",
            true,
        ),
        ("3.1.0", "{}", "{ p: { contentType: application/json } }", false),
        ("3.1.0", "{}", "{ p: { contentType: text/csv } }", false),
        ("3.1.0", "{}", "{ p: { style: form } }", false),
        (
            "3.1.0",
            "{ type: [string, integer, object, array, boolean, number] }",
            "{}",
            false,
        ),
        ("3.1.0", "{ const: a }", "{}", false),
        ("3.0.3", "{}", "{}", false),
        ("3.0.3", "{}", "{ p: { contentType: image/png } }", true),
        ("3.0.3", list, "{ p: { contentType: image/png } }", true),
    ] {
        let expected: &[&str] = if is_file { &["p"] } else { &[] };
        assert_eq!(
            untold(version, schema, encoding),
            expected,
            "{version} {schema} {encoding}"
        );
    }
}

#[test]
fn strings_are_files_where_their_media_type_is_no_text() {
    for (schema, media_type, is_file) in [
        ("{ type: string }", "image/png", true),
        ("{ type: string }", "'image/png, image/jpeg'", true),
        ("{ type: array, items: { type: string } }", "image/*", true),
        ("{ type: string }", "'*/*'", false),
        ("{ type: string }", "'image/png, text/plain'", false),
        ("{ type: string }", "application/xml", false),
        ("{ type: string, contentEncoding: base64 }", "image/png", false),
        ("{ type: string, enum: [a, b] }", "image/png", false),
        ("{ type: integer }", "image/png", false),
    ] {
        let expected: &[&str] = if is_file { &["p"] } else { &[] };
        let encoding = format!("{{ p: {{ contentType: {media_type} }} }}");
        assert_eq!(untold("3.1.0", schema, &encoding), expected, "{schema} {media_type}");
    }
}
