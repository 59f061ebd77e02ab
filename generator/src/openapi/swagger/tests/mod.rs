//! Documents of 2.0 and what they come to in the model.

mod objects;
mod sent;

use crate::diag::Code;
use crate::openapi::testing::{document, reports};
use crate::openapi::{Document, Operation, Parameter, RequestBody, Response, Schema, SchemaObject};

const HEAD: &str = "swagger: '2.0'\ninfo: { title: T, version: '1' }\n";

/// Reads a document, and what there is to say about it.
fn read(rest: &str) -> (Document, Vec<(Code, String)>) {
    let (document, sink) = document(&format!("{HEAD}{rest}"));
    (document.expect("the document is readable"), reports(&sink))
}

/// Reads a document of which there is nothing to say.
fn clean(rest: &str) -> Document {
    let (document, found) = read(rest);
    assert_eq!(found, []);
    document
}

/// Reads an operation, and what there is to say about it.
fn operation(rest: &str, operation: &str) -> (Operation, Vec<(Code, String)>) {
    let (document, found) = read(&format!(
        "{rest}\npaths: {{ /a: {{ post: {{ {operation}, responses: {{}} }} }} }}"
    ));
    (document.paths["/a"].operations[0].clone(), found)
}

/// Reads a parameter, and what there is to say about it.
fn parameter(text: &str) -> (Parameter, Vec<(Code, String)>) {
    let (operation, found) = operation("", &format!("parameters: [{{ name: p, {text} }}]"));
    (
        operation.parameters[0].item().expect("it is no reference").clone(),
        found,
    )
}

fn body(rest: &str, parameters: &str) -> (RequestBody, Vec<(Code, String)>) {
    let (operation, found) = operation(rest, parameters);
    let body = operation.request_body.expect("there is a body");
    (body.item().expect("it is no reference").clone(), found)
}

fn response(rest: &str, response: &str) -> (Response, Vec<(Code, String)>) {
    let (document, found) = read(&format!(
        "{rest}\npaths: {{ /a: {{ get: {{ responses: {{ '200': {{ description: D, {response} }} }} }} }} }}"
    ));
    let response = &document.paths["/a"].operations[0].responses[0].1;
    (response.item().expect("it is no reference").clone(), found)
}

fn object(schema: &Schema) -> &SchemaObject {
    schema.object().expect("the schema has keywords")
}

fn keys<T>(map: &indexmap::IndexMap<String, T>) -> Vec<&str> {
    map.keys().map(String::as_str).collect()
}
