//! One small document per diagnostic code; what is printed about it is kept as a snapshot.
//!
//! Codes that no document can provoke (they are about files and folders) have tests of their own below.

use crate::cases;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use kiln::diag::{Code, Severity, render};
use kiln::output;
use kiln::pipeline::{self, Layout, Request, Run};
use kiln::source::Input;

/// Codes whose tests build a folder or a configuration instead of reading a fixture.
const WITHOUT_FIXTURE: &[&str] = &[
    "K0001", "K0301", "K0302", "K0303", "K0401", "K0402", "K0403", "K0404", "K0405", "K0406", "K0501",
];

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the fixtures are part of the package")
        .map(|entry| entry.expect("the folder is readable").path())
        .collect();
    files.sort();
    files
}

fn run(spec: &Path, config: Option<&Path>) -> Run {
    pipeline::run(&Request {
        spec: Input::File(spec.to_owned()),
        config: config.map(Path::to_owned),
        name: None,
        layout: Layout::Package,
        strict: false,
    })
}

/// What is printed, without this machine's path to the fixtures.
fn printed(run: &Run, folder: &Path) -> String {
    render::render(&run.diagnostics, &run.sources, render::Format::PLAIN).replace(&format!("{}/", folder.display()), "")
}

#[test]
fn every_code_is_shown_as_it_was() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for file in fixtures() {
            let run = run(&file, None);
            let name = file
                .file_name()
                .expect("a listed file has a name")
                .to_string_lossy()
                .into_owned();
            let (id, _) = name.split_once('_').expect("a fixture is named after its code");
            let code = Code::ALL
                .iter()
                .find(|code| code.id() == id)
                .expect("a fixture is named after a code");
            assert!(
                run.diagnostics.iter().any(|d| d.code == *code),
                "{name}: {:?}",
                run.diagnostics
            );
            assert_eq!(run.output.is_none(), code.severity() == Severity::Error, "{name}");
            insta::assert_snapshot!(name, printed(&run, file.parent().expect("a file is in a folder")));
        }
    });
}

#[test]
fn every_code_has_a_fixture_or_a_test_of_its_own() {
    let have: BTreeSet<String> = fixtures()
        .iter()
        .filter_map(|file| Some(file.file_name()?.to_string_lossy().split_once('_')?.0.to_owned()))
        .collect();
    for code in Code::ALL {
        let id = code.id();
        assert!(
            have.contains(id) != WITHOUT_FIXTURE.contains(&id),
            "{id}: one of the two, and not both"
        );
        for text in [code.title(), code.explanation(), code.remedy()] {
            assert!(!text.is_empty(), "{id} lacks a text");
        }
    }
}

#[test]
fn a_missing_file_is_one_diagnostic() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let run = run(&folder.path().join("absent.yaml"), None);
    assert_eq!(
        run.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(),
        [Code::FileUnreadable]
    );
    assert!(run.output.is_none());
}

#[test]
fn all_problems_of_a_run_are_reported_together() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let spec = folder.path().join("openapi.yaml");
    let text = "openapi: 3.1.0\ninfo: { title: Three, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n    A: { $ref: '#/x' }\n    \
                B: { $ref: '#/y' }\n    C: { type: object, properties: { never: { allOf: [{ type: string }, { type: integer }] } } }\n";
    fs::write(&spec, text).expect("the folder is writable");
    let codes: Vec<Code> = run(&spec, None).diagnostics.iter().map(|d| d.code).collect();
    let unresolved = codes.iter().filter(|code| **code == Code::UnresolvedReference).count();
    assert_eq!(
        (unresolved, codes.contains(&Code::ImpossibleSchema)),
        (2, true),
        "{codes:?}"
    );

    // A key that stands twice and a broken configuration hide nothing of what is behind them.
    let config = folder.path().join("kiln.toml");
    fs::write(&config, "[client]\nsecret = ['x']\n").expect("the folder is writable");
    fs::write(&spec, text.replace("paths: {}", "paths: {}\npaths: {}")).expect("the folder is writable");
    let run = run(&spec, Some(&config));
    let codes: Vec<Code> = run.diagnostics.iter().map(|d| d.code).collect();
    for code in [
        Code::UnknownConfigKey,
        Code::DuplicateKey,
        Code::UnresolvedReference,
        Code::ImpossibleSchema,
    ] {
        assert!(codes.contains(&code), "{code:?} is missing: {codes:?}");
    }
    assert!(run.output.is_none());
}

#[test]
fn broken_references_of_unused_components_are_found() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let spec = folder.path().join("openapi.yaml");
    let text = "openapi: 3.1.0\ninfo: { title: Unused, version: '1' }\npaths: {}\ncomponents:\n  responses:\n    \
                R: { $ref: '#/components/responses/R' }\n    S: { $ref: '#/components/responses/Gone' }\n  \
                parameters: { P: { $ref: '#/components/parameters/Gone' } }\n";
    fs::write(&spec, text).expect("the folder is writable");
    let mut codes: Vec<Code> = run(&spec, None).diagnostics.iter().map(|d| d.code).collect();
    codes.sort_unstable();
    assert_eq!(
        codes,
        [
            Code::UnresolvedReference,
            Code::UnresolvedReference,
            Code::ReferenceCycle
        ]
    );
}

#[test]
fn a_configuration_with_an_unknown_key_or_bad_syntax_is_refused() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let config = folder.path().join("kiln.toml");
    let spec = cases::repository().join("spec/kernel.yaml");
    for (text, code) in [
        ("[client]\nsecret = ['x']\n", Code::UnknownConfigKey),
        ("[client]\nenv = 7\n", Code::ConfigSyntax),
        ("[client\n", Code::ConfigSyntax),
    ] {
        fs::write(&config, text).expect("the folder is writable");
        let run = run(&spec, Some(&config));
        assert!(
            run.diagnostics.iter().any(|d| d.code == code && d.primary.is_some()),
            "{text}: {:?}",
            run.diagnostics
        );
        assert!(run.output.is_none(), "{text}");
    }
}

#[test]
fn mappings_that_match_nothing_or_contradict_each_other_are_told() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let config = folder.path().join("kiln.toml");
    let spec = folder.path().join("openapi.yaml");
    let text = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n    \
                Money: { type: string, format: decimal }\n    Price: { type: number }\n";
    fs::write(&spec, text).expect("the folder is writable");
    for (text, code, message) in [
        (
            "schemas = { Mony = 'std::net::IpAddr' }",
            Code::UnusedMapping,
            "did you mean `Money`?",
        ),
        (
            "formats = { decimals = 'std::net::IpAddr' }",
            Code::UnusedMapping,
            "did you mean `decimal`?",
        ),
        ("formats = { decimal = 'i64' }", Code::UnusedMapping, "remove the line"),
        (
            "properties = { 'Money.x' = 'std::net::IpAddr' }",
            Code::UnusedMapping,
            "no property `Money.x`",
        ),
        ("enum.Money = 'closed'", Code::UnusedMapping, "`Money` is no enum"),
        (
            "[client]\nsecrets = ['*_url']",
            Code::UnusedMapping,
            "no property or parameter of the document fits `*_url`",
        ),
        (
            "[references]\n'https://a.test/' = 'vendor'",
            Code::UnusedMapping,
            "no reference of the document begins with `https://a.test/`",
        ),
        (
            "[webhooks]\nsignature = 'standard-webhooks'",
            Code::UnusedMapping,
            "neither webhooks nor callbacks",
        ),
        (
            "[streams]\nends.chat = ['bye']",
            Code::UnusedMapping,
            "no operation is called `chat`",
        ),
        ("[dependencies]\nuuid = 'latest'", Code::ConfigSyntax, "kiln.toml:2:8"),
        (
            "schemas = { Money = 'a::B', Price = 'a::B' }",
            Code::MixedForms,
            "as a number here and as a string",
        ),
        (
            "schemas = { Money = 'a::B' }",
            Code::MissingDependency,
            "`a` is no dependency",
        ),
    ] {
        let table = if text.starts_with('[') { "" } else { "[types]\n" };
        fs::write(&config, format!("{table}{text}\n")).expect("the folder is writable");
        let run = run(&spec, Some(&config));
        let printed = printed(&run, folder.path());
        assert!(run.diagnostics.iter().any(|d| d.code == code), "{text}: {printed}");
        assert!(printed.contains(message), "{text}: {printed}");
        assert_eq!(run.output.is_none(), code.severity() == Severity::Error, "{text}");
    }
}

const PAGES: &str = "openapi: 3.1.0
info: { title: T, version: '1' }
servers: [{ url: 'https://a.test' }]
paths:
  /a:
    post:
      operationId: list
      parameters:
        - { name: at, in: query, schema: { type: string } }
        - { name: many, in: query, schema: { type: array, items: { type: string } } }
        - { name: id, in: cookie, schema: { type: string } }
      requestBody: { content: { application/json: { schema: { type: object, properties: { at: { type: string } } } } } }
      responses:
        '200':
          description: D
          content:
            application/json:
              schema:
                type: object
                properties:
                  one: { type: array, items: { type: string } }
                  two: { type: array, items: { type: string } }
                  meta: { type: object, properties: { next: { type: string } } }
  /text:
    get: { operationId: text, responses: { '200': { description: D, content: { text/plain: { schema: { type: string } } } } } }
";

#[test]
fn pages_that_an_operation_does_not_have_are_errors() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let config = folder.path().join("kiln.toml");
    let spec = folder.path().join("openapi.yaml");
    fs::write(&spec, PAGES).expect("the folder is writable");
    let cursor = "kind = 'cursor', items = '/one', parameter = 'at', next = '/meta/next'";
    let cases = [
        (cursor.to_owned(), ""),
        (cursor.replace("'at'", "'/at'"), ""),
        (cursor.replace("'/meta/next'", "'X-Next'"), ""),
        ("kind = 'link', items = '/one'".to_owned(), ""),
        (
            cursor.replace("'at'", "'att'"),
            "it has no query or header parameter `att`",
        ),
        (
            cursor.replace("'at'", "'id'"),
            "it has no query or header parameter `id`",
        ),
        (
            cursor.replace("'at'", "'many'"),
            "its parameter `many` takes more than one value",
        ),
        (cursor.replace("'at'", "'/att'"), "`/att` is no property of its body"),
        (cursor.replace("/one", "/meta"), "`/meta` of its answer is no list"),
        (
            cursor.replace("/one", "/three"),
            "`/three` is no property of its answer",
        ),
        (cursor.replace("/one", ""), "its answer is no list"),
        (
            cursor.replace("items = '/one', ", ""),
            "`items` does not say which it is",
        ),
        (
            cursor.replace("/meta/next", "/meta/after"),
            "`/meta/after` is no property of its answer",
        ),
        (
            format!("{cursor}, more = '/more'"),
            "`/more` is no property of its answer",
        ),
        (format!("{cursor}, start = 1"), "`start` has no use here"),
        (cursor.replace("'cursor'", "'link'"), "`parameter` has no use here"),
        (cursor.replace("'cursor'", "'page'"), "`next` has no use here"),
        ("kind = 'url', items = '/one'".to_owned(), "it lacks `next`"),
        ("kind = 'page', items = '/one'".to_owned(), "it lacks `parameter`"),
    ];
    for (rule, message) in cases {
        fs::write(&config, format!("[pagination]\nlist = {{ {rule} }}\n")).expect("the folder is writable");
        let run = run(&spec, Some(&config));
        let printed = printed(&run, folder.path());
        if message.is_empty() {
            assert_eq!((printed.as_str(), run.output.is_some()), ("", true), "{rule}");
            continue;
        }
        let codes: Vec<Code> = run.diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(codes, [Code::UnfitPagination], "{rule}: {printed}");
        assert!(
            printed.contains(message) && printed.contains("kiln.toml:2:1"),
            "{rule}: {printed}"
        );
        assert!(run.output.is_none(), "{rule}");
    }
    fs::write(&config, "pagination.text = { kind = 'link' }\n").expect("the folder is writable");
    assert!(printed(&run(&spec, Some(&config)), folder.path()).contains("its answer is not one type of JSON"));
}

/// The Kernel crate's files.
fn kernel() -> output::FileSet {
    let spec = cases::repository().join("spec/kernel.yaml");
    run(&spec, None).output.expect("the Kernel document is accepted").files
}

#[test]
fn a_foreign_file_is_neither_replaced_nor_deleted() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("src")).expect("the folder is writable");
    let library = folder.path().join("src/lib.rs");
    fs::write(&library, "// mine\n").expect("the folder is writable");
    let problems = output::write(&kernel(), folder.path()).expect_err("the file is not ours");
    assert_eq!(problems.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::ForeignFile]);
    assert_eq!(fs::read_to_string(&library).expect("the file is there"), "// mine\n");
    assert_eq!(
        fs::read_dir(folder.path()).expect("the folder is readable").count(),
        1,
        "nothing else was written"
    );
}

#[test]
fn a_folder_that_cannot_be_written_is_one_diagnostic() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("file");
    fs::write(&file, "in the way").expect("the folder is writable");
    let problems = output::write(&kernel(), &file.join("below")).expect_err("a file is in the way");
    assert_eq!(
        problems.iter().map(|d| d.code).collect::<Vec<_>>(),
        [Code::OutputUnwritable]
    );
    assert_eq!(fs::read_to_string(&file).expect("the file is there"), "in the way");
}

#[test]
fn a_manifest_that_lacks_a_dependency_is_its_authors_and_is_told_about() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let manifest = folder.path().join("Cargo.toml");
    let text = "[package]\nname = \"mine\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
    fs::write(&manifest, text).expect("the folder is writable");
    let written = output::write(&kernel(), folder.path()).expect("the folder is writable");
    assert!(
        written
            .diagnostics
            .iter()
            .any(|d| d.code == Code::ManifestLacks && d.message.contains("reqwest"))
    );
    assert_eq!(fs::read_to_string(&manifest).expect("the file is there"), text);
}
