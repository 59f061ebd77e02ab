//! Documents that are made to do harm: each is answered within seconds, by a crate or by a diagnostic with a code.
//!
//! What a document could cost is time, memory, files that are none of its business, or a panic.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use kiln::diag::Code;
use kiln::pipeline::{self, Layout, Request, Run};
use kiln::source::Input;

/// What no document may need, in a build without optimisation on a machine that does other things too.
const LONGEST: Duration = Duration::from_secs(10);

const HEAD: &str = "openapi: 3.1.0\ninfo: { title: Harm, version: '1' }\nservers: [{ url: 'https://a.test' }]\n";

fn run(spec: Input) -> Run {
    let begun = Instant::now();
    let run = pipeline::run(&Request {
        spec,
        config: None,
        name: None,
        layout: Layout::Package,
        strict: false,
    });
    assert!(begun.elapsed() < LONGEST, "it took {:?}", begun.elapsed());
    run
}

/// The codes of what is said about a text, each once, and whether there is a crate.
fn told(name: &str, text: &str) -> (Vec<Code>, bool) {
    let run = run(Input::Text {
        name: name.to_owned(),
        text: text.to_owned(),
    });
    let mut codes: Vec<Code> = run.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    codes.sort_unstable();
    codes.dedup();
    (codes, run.output.is_some())
}

fn refused(name: &str, text: &str, code: Code) {
    assert_eq!(
        told(name, text),
        (vec![code], false),
        "{}",
        &text[..text.len().min(200)]
    );
}

/// What is said about a document of which there is a crate.
fn generated(rest: &str) -> Vec<Code> {
    let (codes, output) = told("openapi.yaml", &format!("{HEAD}{rest}"));
    let begin: String = rest.chars().take(200).collect();
    assert!(output, "{codes:?}: {begin}");
    codes
}

fn schemas(all: &str) -> Vec<Code> {
    generated(&format!("paths: {{}}\ncomponents:\n  schemas:\n{all}"))
}

/// Some lines, one for each number.
fn lines(number: usize, line: impl Fn(usize) -> String) -> String {
    (0..number).fold(String::new(), |mut text, index| {
        let _ = writeln!(text, "{}", line(index));
        text
    })
}

#[test]
fn aliases_and_merges_do_not_multiply() {
    let bomb = |value: &str, again: &str| {
        let levels = lines(12, |level| {
            let before = format!("{again}{level}");
            format!("x-{}: &a{} {}", level + 1, level + 1, value.replace('@', &before))
        });
        format!("{HEAD}x-0: &a0 {{ k: v }}\n{levels}")
    };
    let lists = bomb("[@, @, @, @, @, @, @, @, @, @]", "*a");
    refused("a.yaml", &lists, Code::LimitExceeded);
    let mappings = bomb("{ a: @, b: @, c: @, d: @, e: @, f: @, g: @, h: @, i: @, j: @ }", "*a");
    refused("a.yaml", &mappings, Code::LimitExceeded);
    let long = format!("{HEAD}x: &a {}\ny: [{}]\n", "v".repeat(100_000), "*a, ".repeat(10_000));
    refused("a.yaml", &long, Code::LimitExceeded);
}

#[test]
fn depth_is_limited_in_every_notation() {
    for (name, text) in [
        ("a.json", "[".repeat(1_000_000)),
        ("a.json", "{\"a\":".repeat(500_000)),
        ("a.yaml", "[".repeat(1_000_000)),
        ("a.yaml", format!("a: {}", "{ a: ".repeat(200_000))),
        ("a.yaml", "- ".repeat(100_000)),
        ("a.yaml", lines(1000, |level| format!("{}a:", " ".repeat(level)))),
    ] {
        refused(name, &text, Code::LimitExceeded);
    }
    let deep = |open: &str, close: &str| format!("    A: {}{{}}{}\n", open.repeat(90), close.repeat(90));
    // A type of so many lists is one that the compiler gives up on.
    let lists = deep("{ type: array, items: ", " }");
    let document = format!("{HEAD}paths: {{}}\ncomponents:\n  schemas:\n{lists}");
    refused("openapi.yaml", &document, Code::LimitExceeded);
    for (open, close) in [
        ("{ allOf: [", "] }"),
        ("{ properties: { a: ", " } }"),
        ("{ oneOf: [{ type: string }, ", "] }"),
        ("{ not: ", " }"),
    ] {
        schemas(&deep(open, close));
    }
}

#[test]
fn circles_of_every_kind_end() {
    let codes = generated(
        "paths:\n  /a: { $ref: '#/paths/~1b' }\n  /b: { $ref: '#/paths/~1a' }\n  /c:\n    get:\n      parameters: [{ $ref: '#/components/parameters/A' }]\n      \
         requestBody: { $ref: '#/components/requestBodies/A' }\n      responses: { '200': { $ref: '#/components/responses/A' }, default: { $ref: '#/paths/~1c/get/responses/default' } }\n      \
         callbacks: { x: { $ref: '#/components/callbacks/A' } }\n  /d: { get: { $ref: '#/paths/~1d/get' } }\n  /e: { parameters: { $ref: '#/paths/~1e/parameters' }, get: { responses: { $ref: '#/paths/~1e/get/responses' } } }\n\
         components:\n  parameters: { A: { $ref: '#/components/parameters/A' } }\n  requestBodies: { A: { $ref: '#/components/requestBodies/B' }, B: { $ref: '#/components/requestBodies/A' } }\n  \
         responses: { A: { $ref: '#/components/responses/A' } }\n  callbacks: { A: { $ref: '#/components/callbacks/A' } }\n  headers: { A: { $ref: '#/components/headers/A' } }\n  \
         examples: { A: { $ref: '#/components/examples/A' } }\n  links: { A: { $ref: '#/components/links/A' } }\n  securitySchemes: { A: { $ref: '#/components/securitySchemes/A' } }\n  \
         schemas:\n    A: { $ref: '#/components/schemas/A' }\n    B: { allOf: [{ $ref: '#/components/schemas/B' }] }\n    C: { anyOf: [{ $ref: '#/components/schemas/C' }, { $ref: '#/components/schemas/D' }] }\n    \
         D: { oneOf: [{ $ref: '#/components/schemas/C' }] }\n    E: { not: { $ref: '#/components/schemas/E' } }\n    F: { items: { $ref: '#/components/schemas/F' }, additionalProperties: { $ref: '#/components/schemas/F' } }\n    \
         G: { required: [g], properties: { g: { $ref: '#/components/schemas/G' } } }\n    H: { if: { $ref: '#/components/schemas/H' }, then: { $ref: '#/components/schemas/H' } }\n    I: { $ref: '#/components' }\n    J: { $ref: '#' }\n",
    );
    assert!(codes.contains(&Code::ReferenceCycle), "{codes:?}");
    assert!(codes.contains(&Code::OperationLeftOut), "{codes:?}");
}

#[test]
fn chains_of_references_are_followed_so_far() {
    let chain = |section: &str, length: usize, end: &str| {
        let link = |index: usize| format!("    A{index}: {{ $ref: '#/components/{section}/A{}' }}", index + 1);
        format!("  {section}:\n{}    A{length}: {end}\n", lines(length, link))
    };
    let operation = "paths: { /a: { get: { parameters: [{ $ref: '#/components/parameters/A0' }], responses: { '204': { description: D } } } } }\ncomponents:\n";
    let parameter = "{ name: a, in: query, schema: { type: string } }";
    let short = generated(&format!("{operation}{}", chain("parameters", 90, parameter)));
    assert_eq!(short, []);
    let long = generated(&format!("{operation}{}", chain("parameters", 800, parameter)));
    assert_eq!(
        long,
        [Code::UnresolvedReference, Code::OperationLeftOut, Code::NothingLeft]
    );
    let schemas = generated(&format!(
        "paths: {{}}\ncomponents:\n{}",
        chain("schemas", 800, "{ type: string }")
    ));
    assert_eq!(schemas, []);
}

#[test]
fn combinations_do_not_explode() {
    let twice = |keyword: &str| {
        lines(40, |level| {
            let next = format!("{{ $ref: '#/components/schemas/A{}' }}", level + 1);
            format!("    A{level}: {{ {keyword}: [{next}, {next}] }}")
        }) + "    A40: { type: object, properties: { a: { type: string } } }\n"
    };
    for keyword in ["allOf", "anyOf", "oneOf"] {
        schemas(&twice(keyword));
    }
    let crossed = lines(12, |part| {
        let members = (0..8).map(|member| format!("{{ required: [a{part}x{member}] }}"));
        format!("        - {{ oneOf: [{}] }}", members.collect::<Vec<_>>().join(", "))
    });
    schemas(&format!("    A:\n      allOf:\n{crossed}"));
}

#[test]
fn long_names_are_cut_where_files_and_compilers_need_it() {
    for length in [300, 20_000] {
        let name = "n".repeat(length);
        let reference = format!("#/components/schemas/{name}");
        let document = serde_json::json!({
            "openapi": "3.1.0", "info": { "title": name, "version": name }, "tags": [{ "name": name }],
            "paths": { format!("/{name}/{{{name}}}"): { "get": { "operationId": name, "tags": [name], "parameters":
                [{ "name": name, "in": "query", "schema": { "$ref": reference } }], "responses": { "204": { "description": name } } } } },
            "components": { "schemas": { &name: { "type": "object", "properties": { &name:
                { "type": "string", "enum": [name, format!("{name}x")] } } } } }
        });
        let run = run(Input::Text {
            name: "a.json".to_owned(),
            text: document.to_string(),
        });
        let output = run.output.expect("there is a crate");
        for file in output.files.iter() {
            let longest = file.path.split('/').map(str::len).max();
            assert!(longest < Some(200), "{}", file.path);
        }
        assert!(output.name.len() < 100, "{}", output.name);
    }
}

#[test]
fn numbers_and_patterns_of_any_size_are_read() {
    schemas(&format!(
        "    A: {{ type: number, maximum: 1e999999999, minimum: -1e-999999999, multipleOf: 1e-400, default: {} }}\n    \
         B: {{ type: integer, maximum: {}, minimum: -9223372036854776000, multipleOf: 0 }}\n    \
         C: {{ type: string, minLength: 1e400, maxLength: 99999999999999999999, pattern: '((a{{1000}}){{1000}}){{1000}}' }}\n    \
         D: {{ type: string, pattern: '(a+)+$' }}\n    E: {{ type: string, pattern: '{}' }}\n    F: {{ type: array, minItems: 99999999999, items: {{ type: string }} }}\n",
        "9".repeat(5000),
        "9".repeat(5000),
        "(".repeat(5000)
    ));
}

#[test]
fn much_of_everything_takes_no_long_time() {
    schemas(&lines(150, |index| {
        format!(
            "    a{}: {{ type: object, properties: {{ a: {{ type: object, properties: {{ b: {{ type: string }} }} }} }} }}",
            "-".repeat(index)
        )
    }));
    let values: Vec<String> = (0..800).map(|index| format!("a{}", "-".repeat(index % 200))).collect();
    schemas(&format!("    A: {{ type: string, enum: [{}] }}\n", values.join(", ")));
    generated(&format!(
        "paths:\n{}",
        lines(150, |index| {
            format!("  /a/{index}: {{ get: {{ operationId: same, responses: {{ '204': {{ description: D }} }} }} }}")
        })
    ));
    generated(&format!(
        "paths:\n  {}: {{ get: {{ responses: {{ '204': {{ description: D }} }} }} }}\n",
        lines(100, |index| format!("/{{p{index}}}")).replace('\n', "")
    ));
}

#[test]
fn prose_of_any_form_is_read_in_time() {
    for text in [
        "[", "![", "*", "_", "`", "<", "<a ", "&", "\\\\", "> ", "- ", "# ", "| ", "[a](", "``` ", "a\\n", "<!--",
        "\\t", "~~~\\n", "](",
    ] {
        let text = text.repeat(50_000);
        generated(&format!(
            "paths: {{}}\ncomponents: {{ schemas: {{ A: {{ type: string, description: \"{text}\" }} }} }}\n"
        ));
    }
}

#[test]
fn what_is_no_document_is_refused_with_a_code() {
    for (name, text, code) in [
        ("a.yaml", "", Code::EmptyInput),
        ("a.yaml", "# nothing\n", Code::EmptyInput),
        ("a.yaml", "a: [", Code::YamlSyntax),
        ("a.yaml", "\u{0}", Code::YamlSyntax),
        ("a.json", "{\"a\": \"\\ud800\"}", Code::JsonSyntax),
        ("a.json", "{} {}", Code::JsonSyntax),
        ("a.yaml", "[]", Code::UnknownVersion),
        ("a.yaml", "openapi: 5.0.0", Code::UnknownVersion),
        ("a.yaml", "openapi: []", Code::UnknownVersion),
        ("a.yaml", "swagger: { a: 1 }", Code::UnknownVersion),
        ("a.yaml", "info: {}", Code::UnknownVersion),
        ("a.yaml", "a: *b", Code::YamlSyntax),
        ("a.yaml", "a: &a [*a]", Code::NotJsonData),
        ("a.md", "# A page\n", Code::PageWithoutDocument),
    ] {
        refused(name, text, code);
    }
}

/// What is said about references in a file of a folder, by their texts.
fn referred(folder: &Path, references: &[&str]) -> Run {
    let schema = |(index, text): (usize, &&str)| format!("    A{index}: {{ $ref: '{text}' }}\n");
    let schemas: String = references.iter().enumerate().map(schema).collect();
    let spec = folder.join("spec.yaml");
    fs::write(&spec, format!("{HEAD}paths: {{}}\ncomponents:\n  schemas:\n{schemas}")).expect("the folder is writable");
    run(Input::File(spec))
}

#[test]
fn nothing_outside_of_the_folder_is_read() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (inside, outside) = (folder.path().join("a/inside"), folder.path().join("outside"));
    for folder in [&inside, &outside] {
        fs::create_dir_all(folder).expect("the folder is writable");
    }
    fs::write(outside.join("secret.yaml"), "type: string\ndescription: KEY").expect("the folder is writable");
    let absolute = outside.join("secret.yaml").display().to_string();
    let by_file = format!("file://{absolute}");
    let mut references = vec![
        "../../outside/secret.yaml",
        "x/../../../outside/secret.yaml",
        "%2e%2e/%2e%2e/outside/secret.yaml",
        "..\\outside\\secret.yaml",
        &absolute,
        &by_file,
        "http://localhost:9/a.yaml",
        "https://a.test/a.yaml#/A",
        "//a.test/a.yaml",
        "/dev/zero",
        "C:/secret.yaml",
    ];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(outside.join("secret.yaml"), inside.join("link.yaml")).expect("links can be made");
        std::os::unix::fs::symlink(&outside, inside.join("linked")).expect("links can be made");
        std::os::unix::fs::symlink("/dev/zero", inside.join("zero.yaml")).expect("links can be made");
        references.extend(["link.yaml", "linked/secret.yaml", "zero.yaml"]);
    }
    let run = referred(&inside, &references);
    assert_eq!(run.read.len(), 1, "{:?}", run.read);
    assert_eq!(run.diagnostics.len(), references.len());
    for diagnostic in &run.diagnostics {
        assert_eq!(diagnostic.code, Code::ExternalReference, "{}", diagnostic.message);
    }
    let output = run.output.expect("there is a crate");
    assert!(output.files.iter().all(|file| !file.text.contains("KEY")));
}

#[test]
fn files_that_cannot_be_read_cost_what_needs_them() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in [
        ("broken.yaml", "a: ["),
        ("bytes.yaml", "type: string"),
        ("old.yaml", "openapi: 1.0\ntype: string"),
        ("round.yaml", "$ref: spec.yaml#/components/schemas/A3"),
    ] {
        fs::write(folder.path().join(name), text).expect("the folder is writable");
    }
    fs::write(folder.path().join("bytes.yaml"), [0xff, 0xfe]).expect("the folder is writable");
    fs::create_dir(folder.path().join("folder.yaml")).expect("the folder is writable");
    let run = referred(
        folder.path(),
        &[
            "broken.yaml",
            "bytes.yaml",
            "old.yaml",
            "round.yaml",
            "folder.yaml",
            "none.yaml",
        ],
    );
    let codes: Vec<Code> = run.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    for code in [Code::UnresolvedReference, Code::ReferenceCycle, Code::RepairedValue] {
        assert!(codes.contains(&code), "{codes:?}");
    }
    assert!(run.output.is_some(), "{codes:?}");
}
