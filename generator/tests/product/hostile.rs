//! Text of a document cannot become code: whatever stands where a document may say anything, the output is Rust, and has
//! no function that the text spells.

use std::collections::BTreeMap;

use kiln::pipeline::{self, Layout, Request};
use kiln::source::Input;

/// Texts that end, or begin, something in Rust, in Markdown, in TOML, or on a terminal.
const HOSTILE: &[&str] = &[
    "\"",
    "\\",
    "\"# ; fn x() {} r#\"",
    "*/ fn x() {} /*",
    "\n}\nfn x() {}\n",
    "\r\nfn x() {}",
    "\r",
    "\u{2028}fn x() {}",
    "\u{202e}}; fn x() {}",
    "\u{feff}",
    "]] #![feature(x)]",
    "```\nfn x() {}\n```\n#[x]",
    "~~~rust\npanic!()",
    "    indented()",
    "<script>alert(1)</script> <!--",
    "[x](javascript:x) [y]: <z>",
    "{x} {{}} {0:?}",
    "'\"'''\"\"\"",
    "__hole0;",
    "~blank~",
    "// @generated",
    "# \n## \n- \n| a | b |\n| --- | --- |",
    "self",
    "é\u{301}日本\u{1f600}",
];

/// A document with the marker in every place where text may stand, and in names that become wire names.
const DOCUMENT: &str = r##"{
"openapi": "3.1.0",
"info": { "title": "MARK", "version": "MARK", "description": "MARK", "x-other": "MARK" },
"servers": [{ "url": "https://a.test", "description": "MARK" }],
"tags": [{ "name": "N", "description": "MARK", "externalDocs": { "url": "https://a.test", "description": "MARK" } }],
"externalDocs": { "url": "https://a.test", "description": "MARK" },
"paths": { "/a": { "summary": "MARK", "get": { "tags": ["N"], "operationId": "go", "summary": "MARK", "description": "MARK",
  "deprecated": true, "x-deprecated-reason": "MARK", "x-rust-name": "MARK",
  "externalDocs": { "url": "https://a.test", "description": "MARK" },
  "parameters": [{ "name": "qMARK", "in": "query", "description": "MARK", "example": "MARK",
    "schema": { "type": "string", "default": "MARK", "title": "MARK" } }],
  "responses": { "200": { "description": "MARK", "content": { "application/json": {
    "schema": { "$ref": "#/components/schemas/A" }, "example": { "e": "MARK" } } } },
    "404": { "description": "MARK", "links": { "lMARK": { "operationId": "go", "description": "MARK",
      "parameters": { "qMARK": "MARK" }, "requestBody": "MARK" } } } },
  "callbacks": { "cMARK": { "https://a.test/MARK": { "post": { "summary": "MARK", "responses": {} } } } } } } },
"webhooks": { "wMARK": { "post": { "summary": "MARK", "description": "MARK", "deprecated": true,
  "x-deprecated-reason": "MARK", "operationId": "oMARK",
  "parameters": [{ "name": "X-MARK", "in": "header", "description": "MARK", "schema": { "type": "string" } }],
  "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/A" } } } },
  "responses": { "200": { "description": "MARK" } } } },
  "oMARK": { "put": { "requestBody": { "content": { "text/csv": {} } } } } },
"components": { "schemas": {
  "A": { "type": "object", "title": "MARK", "description": "MARK", "examples": [{ "e": "MARK" }], "x-any": "MARK",
    "required": ["pMARK"],
    "properties": {
      "pMARK": { "type": "string", "description": "MARK", "default": "MARK", "examples": ["MARK"], "format": "MARK" },
      "pattern": { "type": "string", "pattern": "MARK" },
      "e": { "type": "string", "enum": ["a", "vMARK"], "x-enum-varnames": ["MARK", "B"],
        "x-enum-descriptions": ["MARK", "MARK"], "description": "Deprecated: MARK", "deprecated": true },
      "c": { "const": "kMARK" },
      "n": { "type": "integer", "x-rust-name": "MARK", "description": "MARK" } } },
  "U": { "oneOf": [{ "$ref": "#/components/schemas/A" }, { "type": "string", "title": "MARK", "description": "MARK" }],
    "description": "MARK" } } }
}"##;

/// The output with a text in all of the places.
fn output(text: &str) -> BTreeMap<String, String> {
    let quoted = serde_json::to_string(text).expect("a string is JSON");
    let inside = &quoted[1..quoted.len() - 1];
    let run = pipeline::run(&Request {
        spec: Input::Text {
            name: "openapi.json".to_owned(),
            text: DOCUMENT.replace("MARK", inside),
        },
        config: None,
        name: Some("hostile".to_owned()),
        layout: Layout::Package,
        strict: false,
    });
    let output = run
        .output
        .unwrap_or_else(|| panic!("{text:?} is refused: {:?}", run.diagnostics));
    let files = output.files.iter();
    files.map(|file| (file.path.clone(), file.text.clone())).collect()
}

/// Whether some function of a file, in an impl or not, is called `x`.
fn has_planted(file: &syn::File) -> bool {
    let planted = |name: &syn::Ident| name == "x";
    file.items.iter().any(|item| match item {
        syn::Item::Fn(function) => planted(&function.sig.ident),
        syn::Item::Impl(block) => {
            let mut members = block.items.iter();
            members.any(|member| matches!(member, syn::ImplItem::Fn(function) if planted(&function.sig.ident)))
        }
        _ => false,
    })
}

#[test]
fn texts_of_a_document_stay_texts() {
    for text in HOSTILE {
        let mut sources = 0;
        for (path, source) in output(text) {
            if extension(&path) == Some("toml") {
                let manifest: Result<toml::Table, _> = source.parse();
                assert!(manifest.is_ok(), "{text:?}: {path}\n{source}");
            }
            if extension(&path) != Some("rs") || path.starts_with("src/runtime/") {
                continue;
            }
            sources += 1;
            let file = syn::parse_file(&source);
            let file = file.unwrap_or_else(|error| panic!("{text:?}: {path}: {error}\n{source}"));
            assert!(!has_planted(&file), "{text:?}: {path}\n{source}");
        }
        assert!(sources > 5, "{text:?}: only {sources} files");
    }
}

/// What stands behind the last point of a path.
fn extension(path: &str) -> Option<&str> {
    std::path::Path::new(path).extension()?.to_str()
}
