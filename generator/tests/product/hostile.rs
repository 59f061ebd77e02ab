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
    "*/",
    "//! x",
    "[Foo] [`crate::Foo`] [a]: b",
    "<script>",
    "\u{2066}\u{2069}\u{200e}",
    "../../x",
    "C:\\x",
    "{",
    "}",
    "\"\n[dependencies]\nx = \"1\"\n#",
    "$(x) `x` ${x}",
    "",
];

/// A document with the marker in every place where text may stand, and in names that become wire names.
const DOCUMENT: &str = r##"{
"openapi": "3.1.0",
"info": { "title": "MARK", "version": "MARK", "description": "MARK", "x-other": "MARK" },
"servers": [{ "url": "https://a.test", "description": "MARK", "name": "MARK" },
  { "url": "https://{v}.test/{wMARK}", "description": "MARK", "variables": {
    "v": { "default": "a", "enum": ["a", "MARK"], "description": "MARK" }, "wMARK": { "default": "MARK", "description": "MARK" } } },
  { "url": "MARK" }, { "url": "https://MARK.test" }],
"tags": [{ "name": "N", "description": "MARK", "externalDocs": { "url": "https://a.test", "description": "MARK" } },
  { "name": "tMARK", "summary": "MARK", "externalDocs": { "url": "MARK" } }],
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
  "security": [{ "sMARK": ["MARK"] }, { "kMARK": [] }, { "oMARK": ["MARK"] }],
  "callbacks": { "cMARK": { "https://a.test/MARK": { "post": { "summary": "MARK", "responses": {} } } } } } },
  "/b/MARK/{iMARK}": { "put": { "tags": ["tMARK"], "operationId": "putMARK",
    "parameters": [{ "name": "iMARK", "in": "path", "required": true, "schema": { "type": "string" } },
      { "name": "X-MARK", "in": "header", "schema": { "$ref": "#/components/schemas/sMARK" } },
      { "name": "cMARK", "in": "cookie", "schema": { "type": "string" } },
      { "name": "deepMARK", "in": "query", "style": "deepObject", "schema": { "type": "object", "properties": { "dMARK": { "type": "string" } } } },
      { "$ref": "#/components/parameters/pMARK" }],
    "requestBody": { "description": "MARK", "content": { "multipart/form-data": {
      "schema": { "type": "object", "properties": { "fMARK": { "type": "string", "format": "binary" }, "gMARK": { "type": "integer" } } },
      "encoding": { "fMARK": { "contentType": "MARK", "headers": { "X-MARK": { "schema": { "type": "string" } } } },
        "gMARK": { "contentType": "text/plain; a=MARK" } } } } },
    "responses": { "200": { "description": "MARK", "headers": { "X-MARK": { "description": "MARK", "schema": { "type": "string" } } },
      "content": { "application/json; v=MARK": { "schema": { "$ref": "#/components/schemas/sMARK" } }, "xMARK/yMARK": {} } },
      "4XX": { "$ref": "#/components/responses/rMARK" } } } },
  "/c": { "servers": [{ "url": "https://b.test/MARK", "description": "MARK" }], "post": { "operationId": "post",
    "requestBody": { "content": { "application/x-www-form-urlencoded": { "schema": { "type": "object", "required": ["hMARK"], "properties": {
      "hMARK": { "type": "array", "items": { "type": "string" } } } } } } }, "responses": { "204": { "description": "MARK" } } } },
  "/d": { "get": { "operationId": "xml", "responses": { "200": { "description": "D", "content": { "application/xml": {
    "schema": { "$ref": "#/components/schemas/X" } } } } } } } },
"webhooks": { "wMARK": { "post": { "summary": "MARK", "description": "MARK", "deprecated": true,
  "x-deprecated-reason": "MARK", "operationId": "oMARK",
  "parameters": [{ "name": "X-MARK", "in": "header", "description": "MARK", "schema": { "type": "string" } }],
  "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/A" } } } },
  "responses": { "200": { "description": "MARK" } } } },
  "oMARK": { "put": { "requestBody": { "content": { "text/csv": {} } } } } },
"components": {
"securitySchemes": {
  "sMARK": { "type": "http", "scheme": "bearer", "bearerFormat": "MARK", "description": "MARK" },
  "hMARK": { "type": "http", "scheme": "MARK" },
  "kMARK": { "type": "apiKey", "in": "header", "name": "X-MARK", "description": "MARK" },
  "qMARK": { "type": "apiKey", "in": "query", "name": "MARK" },
  "oMARK": { "type": "oauth2", "flows": { "clientCredentials": { "tokenUrl": "https://a.test/MARK", "refreshUrl": "MARK", "scopes": { "MARK": "MARK" } } } },
  "iMARK": { "type": "openIdConnect", "openIdConnectUrl": "MARK" } },
"parameters": { "pMARK": { "name": "zMARK", "in": "query", "content": { "application/json": { "schema": { "type": "object" } } } } },
"responses": { "rMARK": { "description": "MARK", "content": { "application/json": { "schema": { "type": "object", "properties": { "MARK": { "type": "string" } } } } } } },
"schemas": {
  "sMARK": { "type": "string", "enum": ["MARK", "a"] },
  "X": { "type": "object", "xml": { "name": "xMARK", "namespace": "https://a.test/MARK", "prefix": "pMARK" }, "properties": {
    "MARK": { "type": "string", "xml": { "attribute": true, "name": "aMARK" } },
    "list": { "type": "array", "xml": { "wrapped": true, "name": "lMARK" }, "items": { "type": "string", "xml": { "name": "MARK" } } } } },
  "D": { "oneOf": [{ "$ref": "#/components/schemas/D1" }, { "$ref": "#/components/schemas/D2" }],
    "discriminator": { "propertyName": "kMARK", "mapping": { "MARK": "#/components/schemas/D1", "mMARK": "#/components/schemas/D2" } } },
  "D1": { "type": "object", "required": ["kMARK"], "properties": { "kMARK": { "type": "string" } } },
  "D2": { "type": "object", "required": ["kMARK"], "properties": { "kMARK": { "type": "string" } } },
  "P": { "type": "object", "patternProperties": { "^MARK": { "type": "string" } }, "dependentRequired": { "MARK": ["MARK"] },
    "propertyNames": { "pattern": "MARK" }, "not": { "required": ["MARK"] }, "const": { "MARK": "MARK" } },
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
    assert!(output.operations >= 2, "{text:?}: {:?}", run.diagnostics);
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
fn values_of_the_configuration_stay_values() {
    for text in HOSTILE {
        let quoted = toml::Value::String((*text).to_owned()).to_string();
        for line in [
            "[package]\nlicense = @",
            "[package]\nname = @",
            "[package]\nversion = @",
            "[client]\nenv = @",
            "[client]\nsecrets = [@]",
            "[types.formats]\nuuid = @",
            "[types.schemas]\n@ = 'a::B'",
            "[retries]\nidempotency_header = @",
            "[webhooks]\nsignature = { header = @, algorithm = 'hmac-sha256', prefix = @ }",
            "[dependencies]\nuuid = @",
            "[dependencies]\n@ = '1'",
            "[references]\n@ = @",
            "[limits]\nroot = @",
        ] {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let config = folder.path().join("kiln.toml");
            std::fs::write(&config, line.replace('@', &quoted)).expect("the folder is writable");
            let run = pipeline::run(&Request {
                spec: Input::Text {
                    name: "openapi.yaml".to_owned(),
                    text:
                        "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\nwebhooks: { w: { post: {} } }\n\
                           components: { schemas: { A: { type: string, format: uuid } } }\n"
                            .to_owned(),
                },
                config: Some(config),
                name: None,
                layout: Layout::Package,
                strict: false,
            });
            for file in run.output.iter().flat_map(|output| output.files.iter()) {
                match extension(&file.path) {
                    Some("toml") => {
                        let table = file.text.parse::<toml::Table>();
                        let table = table.unwrap_or_else(|error| panic!("{text:?} {line}: {error}\n{}", file.text));
                        let planted = |section: &str, key: &str| {
                            table.get(section).and_then(|section| section.get(key)).is_some()
                        };
                        assert!(!planted("dependencies", "x"), "{text:?} {line}\n{}", file.text);
                    }
                    Some("rs") => {
                        let parsed = syn::parse_file(&file.text);
                        let parsed = parsed.unwrap_or_else(|error| panic!("{text:?} {line}: {error}\n{}", file.text));
                        assert!(!has_planted(&parsed), "{text:?} {line}\n{}", file.text);
                    }
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn texts_of_a_document_stay_texts() {
    let plain = output("plain");
    for text in HOSTILE {
        let mut sources = 0;
        for (path, source) in output(text) {
            assert!(
                !path.contains("..") && !path.starts_with('/') && !path.contains(['\\', ':', '\n']),
                "{text:?}: {path:?}"
            );
            assert!(!source.contains(is_invisible), "{text:?}: {path}");
            if path == "Cargo.toml" {
                assert_eq!(manifest(&source), manifest(&plain["Cargo.toml"]), "{text:?}");
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

/// What a manifest says, but for its prose and for the crates of patterns, which depend on those.
fn manifest(text: &str) -> toml::Table {
    let manifest: Result<toml::Table, _> = text.parse();
    let mut manifest = manifest.unwrap_or_else(|error| panic!("{error}\n{text}"));
    for (table, key) in [
        ("package", "description"),
        ("dependencies", "regex-lite"),
        ("dependencies", "regress"),
    ] {
        if let Some(table) = manifest.get_mut(table).and_then(toml::Value::as_table_mut) {
            table.remove(key);
        }
    }
    manifest
}

/// Whether a character changes how the text around it looks, and is not seen itself.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{2028}' | '\u{2029}' | '\r')
}

/// What stands behind the last point of a path.
fn extension(path: &str) -> Option<&str> {
    std::path::Path::new(path).extension()?.to_str()
}
