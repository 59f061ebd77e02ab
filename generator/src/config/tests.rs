//! What configuration files mean, and every way to refuse one, as it is printed.

use insta::assert_snapshot;

use std::path::{Path, PathBuf};

use super::*;
use crate::diag::Sources;
use crate::diag::render::{Format, render};
use crate::ir::PageKind;

mod signatures;

/// The configuration, if the text is one, and what is printed about it.
fn read(text: &str) -> (Option<Config>, String) {
    let mut sources = Sources::default();
    let file = sources.add("kiln.toml", text);
    let mut sink = Sink::default();
    let config = Config::read(text, file, &mut sink);
    assert_eq!(config.is_none(), sink.has_errors(), "an error or a configuration");
    (config, render(sink.diagnostics(), &sources, Format::PLAIN))
}

fn refused(text: &str) -> String {
    let (config, printed) = read(text);
    assert_eq!(config, None);
    printed
}

fn accepted(text: &str) -> Config {
    let (config, printed) = read(text);
    config.unwrap_or_else(|| panic!("{printed}"))
}

#[test]
fn an_empty_file_means_the_defaults() {
    assert_eq!(accepted(""), Config::default());
    assert_eq!(accepted("# nothing\n[client]\n"), Config::default());
}

#[test]
fn limits_are_numbers_within_what_kiln_can_do() {
    let limits = accepted("[limits]\nbytes = 1_000\ndepth = 0x10\nnodes = 5\nroot = '..'\n").limits;
    let numbers = (
        limits.bytes.map(Most::get),
        limits.depth.map(Most::get),
        limits.nodes.map(Most::get),
    );
    assert_eq!(numbers, (Some(1000), Some(16), Some(5)));
    assert_eq!(
        (limits.hops, limits.root(Path::new("a"))),
        (None, Some(PathBuf::from("a/..")))
    );
    for text in [
        "depth = 0",
        "depth = 1001",
        "bytes = -1",
        "hops = '5'",
        "nodes = 1.5",
        "bytes = 99999999999999999999",
        "root = ''",
    ] {
        assert!(
            refused(&format!("[limits]\n{text}\n")).contains("error[K0401]"),
            "{text}"
        );
    }
}

#[test]
fn pages_are_read_by_operation() {
    let config = accepted(
        "[pagination]\na = { kind = 'link' }\n[pagination.'GET /b']\nkind = 'page'\nparameter = 'p'\nmore = 'X-More'\n\
         next = '/n'\nitems = ''\nstart = 0\n",
    );
    let found: Vec<(&str, &PageRule)> = (config.pagination.iter())
        .map(|named| (named.name.as_str(), &named.setting))
        .collect();
    let page = PageRule {
        parameter: Some("p".to_owned()),
        next: Some("/n".to_owned()),
        more: Some("X-More".to_owned()),
        items: Some(String::new()),
        start: Some(0),
        ..PageRule::new(PageKind::Page)
    };
    assert_eq!(found, [("GET /b", &page), ("a", &PageRule::new(PageKind::Link))]);
}

#[test]
fn pages_of_no_kind_are_refused() {
    for text in [
        "'link'",
        "{}",
        "{ kind = 'token' }",
        "{ kind = 'link', limit = 1 }",
        "{ kind = 'page', start = -1 }",
        "{ kind = 'page', start = '1' }",
        "{ kind = 'page', parameter = '' }",
        "{ kind = 'url', next = 'X Next' }",
        "{ kind = 'url', next = '' }",
        "{ kind = 'url', next = '/next', items = 'data' }",
    ] {
        let printed = refused(&format!("[pagination]\na = {text}\n"));
        assert!(
            printed.contains("K0401") && printed.contains("a table with `kind`"),
            "{text}: {printed}"
        );
    }
}

#[test]
fn what_can_be_no_header_is_refused() {
    for text in ["''", "'X Once'", "'X:Once'", "true"] {
        let printed = refused(&format!("[retries]\nidempotency_header = {text}\n"));
        assert!(
            printed.contains("K0401") && printed.contains("`retries.idempotency_header`"),
            "{text}: {printed}"
        );
    }
}

#[test]
fn every_key_is_read() {
    let config = accepted(
        "[package]\nname = 'kernel-api'\nversion = '1.0.0-rc.1'\nlicense = 'MIT OR Apache-2.0'\n\
         [client]\nenv = 'KERNEL'\nsecrets = ['*_ws_url', 'token']\n\
         [types]\nundeclared = 'keep'\nuntyped = 'exact'\nunsigned = true\nnumbers = 'exact'\nenums = 'closed'\nenum = { 'Job.kind' = 'open' }\n\
         [forms]\nnested = 'dots'\n[retries]\nidempotency_header = 'X-Once'\n",
    );
    let header = config.retries.idempotency_header.as_ref().map(HeaderName::as_str);
    assert_eq!(header, Some("X-Once"));
    assert_eq!(config.forms.nested, Some(crate::ir::Nested::Dots));
    assert_eq!(config.types.undeclared, Undeclared::Keep);
    assert_eq!(config.types.enums.default, Openness::Closed);
    let named = config.types.enums.named.iter().map(|it| (it.name.as_str(), it.setting));
    assert_eq!(named.collect::<Vec<_>>(), [("Job.kind", Openness::Open)]);
    assert_eq!(config.types.untyped, Untyped::Exact);
    assert!(config.types.unsigned);
    assert_eq!(config.types.numbers, Numbers::Exact);
    assert_eq!(config.package.name.as_ref().map(CrateName::as_str), Some("kernel-api"));
    assert_eq!(config.package.version.as_ref().map(Version::as_str), Some("1.0.0-rc.1"));
    assert_eq!(config.package.license.as_deref(), Some("MIT OR Apache-2.0"));
    assert_eq!(config.client.env.as_ref().map(EnvPrefix::as_str), Some("KERNEL"));
    let secrets: Vec<&str> = config.client.secrets.iter().map(|it| it.setting.as_str()).collect();
    assert_eq!(secrets, ["*_ws_url", "token"]);
}

#[test]
fn dotted_keys_and_inline_tables_are_the_same_tables() {
    assert_eq!(accepted("client.env = 'A'"), accepted("client = { env = 'A' }"));
    assert_eq!(accepted("client.env = 'A'"), accepted("[client]\nenv = 'A'"));
}

#[test]
fn unknown_keys_are_errors_with_a_suggestion() {
    assert_snapshot!(refused("[pakage]\nname = 'x'\n\n[client]\nsecret = []\ntimeout = 3\n"), @"
    error[K0402]: `pakage` is not a key of kiln.toml
     --> kiln.toml:1:2
      |
    1 | [pakage]
      |  ^^^^^^ unknown key
      |
      = pointer: #/pakage
      = help: did you mean `package`?

    error[K0402]: `client.secret` is not a key of kiln.toml
     --> kiln.toml:5:1
      |
    5 | secret = []
      | ^^^^^^ unknown key
      |
      = pointer: #/client/secret
      = help: did you mean `secrets`?

    error[K0402]: `client.timeout` is not a key of kiln.toml
     --> kiln.toml:6:1
      |
    6 | timeout = 3
      | ^^^^^^^ unknown key
      |
      = pointer: #/client/timeout
      = help: the keys here are `env`, `secrets`
    ");
}

#[test]
fn values_of_the_wrong_type_are_errors() {
    assert_snapshot!(refused("package = 'x'\n\n[client]\nenv = 3\nsecrets = ['a', 1]\n"), @"
    error[K0401]: `package` must be a table
     --> kiln.toml:1:11
      |
    1 | package = 'x'
      |           ^^^ this is something else
      |
      = pointer: #/package
      = help: correct the marked place

    error[K0401]: `client.env` must be the beginning of names of environment variables, such as `KERNEL`: upper-case letters, digits and `_`
     --> kiln.toml:4:7
      |
    4 | env = 3
      |       ^ this is something else
      |
      = pointer: #/client/env
      = help: correct the marked place

    error[K0401]: `client.secrets` must be a list, and each item a pattern for names, such as `*_ws_url`
     --> kiln.toml:5:17
      |
    5 | secrets = ['a', 1]
      |                 ^ this is something else
      |
      = pointer: #/client/secrets
      = help: correct the marked place
    ");
    assert_snapshot!(refused("[client]\nsecrets = 'a'\n"), @"
    error[K0401]: `client.secrets` must be a list, and each item a pattern for names, such as `*_ws_url`
     --> kiln.toml:2:11
      |
    2 | secrets = 'a'
      |           ^^^ this is something else
      |
      = pointer: #/client/secrets
      = help: correct the marked place
    ");
}

#[test]
fn values_of_the_wrong_form_are_errors() {
    assert_snapshot!(refused("[package]\nname = '3d'\nversion = '1.0'\n\n[client]\nenv = 'kernel'\n"), @"
    error[K0401]: `package.name` must be a crate's name: a letter, then letters, digits, `-` and `_`; and no name that Rust has already, as `core`
     --> kiln.toml:2:8
      |
    2 | name = '3d'
      |        ^^^^ this is something else
      |
      = pointer: #/package/name
      = help: correct the marked place

    error[K0401]: `package.version` must be a version such as `1.2.0`
     --> kiln.toml:3:11
      |
    3 | version = '1.0'
      |           ^^^^^ this is something else
      |
      = pointer: #/package/version
      = help: correct the marked place

    error[K0401]: `client.env` must be the beginning of names of environment variables, such as `KERNEL`: upper-case letters, digits and `_`
     --> kiln.toml:6:7
      |
    6 | env = 'kernel'
      |       ^^^^^^^^ this is something else
      |
      = pointer: #/client/env
      = help: correct the marked place
    ");
}

#[test]
fn invalid_toml_is_an_error_at_its_place() {
    assert_snapshot!(refused("[client]\nenv = KERNEL\n"), @"
    error[K0401]: string values must be quoted, expected literal string
     --> kiln.toml:2:7
      |
    2 | env = KERNEL
      |       ^^^^^^ the parser stopped here
      |
      = help: correct the marked place
    ");
    assert_snapshot!(refused("[client]\nenv = 'A'\nenv = 'B'\n"), @"
    error[K0401]: duplicate key
     --> kiln.toml:3:1
      |
    3 | env = 'B'
      | ^^^ the parser stopped here
      |
      = help: correct the marked place
    ");
    assert_snapshot!(refused("[client"), @"
    error[K0401]: unclosed table, expected `]`
     --> kiln.toml:1:8
      |
    1 | [client
      |        ^ the parser stopped here
      |
      = help: correct the marked place
    ");
}

#[test]
fn versions_have_three_numbers() {
    for (text, valid) in [
        ("0.1.0", true),
        ("1.2.3-rc.1+build", true),
        ("1.2", false),
        ("1.2.3.4", false),
        ("01.2.3", false),
        ("1.2.x", false),
        ("1.2.3-", false),
        ("1.2.3-é", false),
        ("", false),
    ] {
        let (config, _) = read(&format!("package.version = '{text}'"));
        assert_eq!(config.is_some(), valid, "{text}");
    }
}

#[test]
fn references_are_beginnings_of_urls_with_folders() {
    let config = accepted("[references]\n'http://localhost:1234/' = 'remotes'\n'urn:example:' = '/abs'\n");
    let folders = config.references.folders(std::path::Path::new("spec"));
    let folder = |path: &str| std::path::PathBuf::from(path);
    assert_eq!(
        folders,
        [
            ("http://localhost:1234/".to_owned(), folder("spec/remotes")),
            ("urn:example:".to_owned(), folder("/abs"))
        ]
    );
}

#[test]
fn enums_are_open_or_closed() {
    let printed = refused("[types]\nenums = 'shut'\nenum = { A = 'closed', B = true }\n");
    for expected in [
        "`types.enums` must be `open` or `closed`",
        "`types.enum.B` must be `open` or `closed`",
    ] {
        assert!(printed.contains(expected), "{printed}");
    }
    assert!(!printed.contains("types.enum.A"), "{printed}");
}

#[test]
fn mappings_and_dependencies_are_read() {
    let config = accepted(
        "[types.formats]\nuuid = 'uuid::Uuid'\ndate-time = 'string'\n\
         [types.properties]\n'A.b' = { path = 'a::B<c::D>', json = 'number' }\n\
         [dependencies]\nuuid = '1'\n[dependencies.a]\nversion = '2'\nfeatures = ['x', 'y']\n",
    );
    let shown: Vec<String> = (config.types.formats.iter())
        .chain(&config.types.properties)
        .map(|mapping| format!("{} {:?}", mapping.key, mapping.replacement))
        .collect();
    assert_eq!(
        shown,
        [
            "date-time Scalar(String)",
            "uuid Foreign { name: TypeName(\"uuid::Uuid\"), form: None }",
            "A.b Foreign { name: TypeName(\"a::B<c::D>\"), form: Some(Number) }",
        ]
    );
    let lines: Vec<String> = (config.dependencies.iter())
        .map(|dependency| format!("{} = {}", dependency.name, dependency.value))
        .collect();
    assert_eq!(
        lines,
        ["a = { features = [\"x\", \"y\"], version = \"2\" }", "uuid = \"1\""]
    );
}

#[test]
fn mappings_that_are_none_are_errors() {
    for text in [
        "types.formats.uuid = 'Uuid'",
        "types.formats.uuid = 'std::string::String'",
        "types.formats.uuid = 3",
        "types.formats.uuid = { json = 'serde' }",
        "types.formats.uuid = { path = 'a::B', json = 'xml' }",
        "types.formats.uuid = { path = 'a::B', jsn = 'serde' }",
        "types.formats = 'a::B'",
        "types.unsigned = 'yes'",
        "dependencies.uuid = 1",
        "dependencies.uuid = 'latest'",
        "dependencies.uuid = { version = '1.2.3.4' }",
        "dependencies.uuid = { version = '1', package = 'a b' }",
        "dependencies.uuid = { features = ['v4'] }",
        "dependencies.'a b' = '1'",
        "dependencies.2a = '1'",
        "package.name = 'core'",
        "references.'https://a.test' = 'folder'",
        "references.'https://a.test/' = ''",
    ] {
        assert!(refused(text).contains("K0401"), "{text}");
    }
}
