//! What becomes of binary strings.

use super::super::reshape;
use crate::diag::{Code, Pointer};
use crate::lower::testing::{self, Lowered};

/// Operations that send `Upload` as parts and `Sent` as JSON, with these components.
fn reshaped(schemas: &str) -> Lowered {
    let lines: Vec<&str> = schemas.lines().map(str::trim_start).collect();
    let schemas = format!("  {}\n", lines.join("\n  "));
    let body = |media_type: &str, name: &str| {
        format!(
            "requestBody: {{ content: {{ {media_type}: {{ schema: {{ $ref: '#/components/schemas/{name}' }} }} }} }}"
        )
    };
    let answer = "responses: { '204': { description: D } }";
    let mut lowered = testing::paths(&format!(
        "/a:\n  post: {{ {}, {answer} }}\n  put: {{ {}, {answer} }}\n---\nschemas:\n{schemas}",
        body("multipart/form-data", "Upload"),
        body("application/json", "Sent"),
    ));
    let document = &lowered.document;
    let locate = |pointer: &Pointer| document.find(pointer).map(|node| document.place(node));
    reshape(&mut lowered.api, &locate, &mut lowered.sink);
    lowered
}

const BINARY: &str = "{ type: string, format: binary }";

#[test]
fn a_binary_string_is_a_file_in_parts_and_a_string_in_json() {
    let lowered = reshaped(&format!(
        "Upload: {{ type: object, properties: {{ file: {BINARY}, more: {{ type: array, items: {BINARY} }} }} }}\n\
         Sent: {{ type: object, properties: {{ file: {BINARY} }} }}\n\
         Unused: {{ type: object, properties: {{ file: {BINARY} }} }}"
    ));
    assert_eq!(lowered.show("Upload"), "{ file?: file, more?: [file] }");
    assert_eq!(lowered.show("Sent"), "{ file?: string }");
    assert_eq!(lowered.show("Unused"), "{ file?: string }");
    assert_eq!(lowered.codes(), []);
}

#[test]
fn a_type_that_is_json_too_has_a_form_with_files() {
    let lowered = reshaped(&format!(
        "Upload: {{ type: object, properties: {{ photo: {{ $ref: '#/components/schemas/Photo' }}, plain: {{ $ref: '#/components/schemas/Plain' }} }} }}\n\
         Sent: {{ type: object, properties: {{ photo: {{ $ref: '#/components/schemas/Photo' }}, plain: {{ $ref: '#/components/schemas/Plain' }} }} }}\n\
         Photo: {{ type: object, properties: {{ data: {BINARY} }} }}\n\
         Plain: {{ type: object, properties: {{ a: {{ type: string }} }} }}"
    ));
    assert_eq!(lowered.show("Photo"), "{ data?: string }");
    assert_eq!(lowered.show("Photo uploaded"), "{ data?: file }");
    assert_eq!(lowered.show("Upload"), "{ photo?: Photo uploaded, plain?: Plain }");
    assert_eq!(lowered.show("Sent"), "{ photo?: Photo, plain?: Plain }");
}

#[test]
fn what_is_demanded_of_a_file_is_reported() {
    let lowered = reshaped(
        "Upload: { type: object, properties: { file: { type: string, format: binary, maxLength: 3 } } }\nSent: {}",
    );
    assert_eq!(lowered.codes(), [Code::NotRepresented]);
}

#[test]
fn what_has_no_type_is_a_file_in_parts_and_any_value_in_json() {
    let lowered = reshaped(
        "Upload: { type: object, properties: { raw: {}, more: { type: array, items: {} }, text: { type: string } } }\n\
         Sent: { type: object, properties: { upload: { $ref: '#/components/schemas/Upload' } } }",
    );
    assert_eq!(lowered.show("Upload"), "{ raw?: any, more?: [any], text?: string }");
    assert_eq!(
        lowered.show("Upload uploaded"),
        "{ raw?: file, more?: [file], text?: string }"
    );
    assert_eq!(lowered.show("Sent"), "{ upload?: Upload }");
    assert_eq!(lowered.codes(), []);
}

#[test]
fn what_is_called_by_another_name_is_a_file_too() {
    let lowered = reshaped(
        "Upload: { $ref: '#/components/schemas/Record' }\nRecord: { type: object, properties: { raw: {} } }\nSent: {}",
    );
    assert_eq!(lowered.show("Record"), "{ raw?: file }");
}

#[test]
fn what_has_a_type_of_its_own_is_no_file() {
    let lowered = reshaped(
        "Upload: { type: object, properties: { n: { type: integer }, o: { type: object }, e: { enum: [a, b] }, \
         l: { type: array, items: { type: array, items: {} } }, u: { oneOf: [{ type: string }, { type: object }] } } }\nSent: {}",
    );
    assert!(!lowered.show("Upload").contains("file"), "{}", lowered.show("Upload"));
}
