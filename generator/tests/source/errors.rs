//! Every way to refuse an input, as it is printed.

use std::fs;

use insta::assert_snapshot;
use kiln::source::{Input, Limits};

use crate::{read_input, read_text};

/// What is printed about a text that must be refused.
fn refused(name: &str, text: &str) -> String {
    refused_input(
        &Input::Text {
            name: name.to_owned(),
            text: text.to_owned(),
        },
        &Limits::default(),
    )
}

fn refused_input(input: &Input, limits: &Limits) -> String {
    let outcome = read_input(input, limits);
    assert!(outcome.tree.is_none(), "it was accepted");
    outcome.printed
}

/// What is printed about the bytes of a file, with its folder's name left out.
fn refused_bytes(bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    let path = folder.path().join("input.yaml");
    fs::write(&path, bytes).expect("the folder can be written");
    let printed = refused_input(&Input::File(path), &Limits::default());
    printed.replace(&format!("{}/", folder.path().display()), "")
}

#[test]
fn a_file_that_does_not_exist() {
    let input = Input::File("no/such/file.yaml".into());
    assert_snapshot!(refused_input(&input, &Limits::default()), @"
    error[K0001]: no/such/file.yaml does not exist
     |
     = help: check the path and the permissions
    ");
}

#[test]
fn a_directory() {
    assert_snapshot!(refused_input(&Input::File("src".into()), &Limits::default()), @"
    error[K0001]: src is a directory
     |
     = help: check the path and the permissions
    ");
}

#[test]
fn a_file_that_is_not_utf8() {
    assert_snapshot!(refused_bytes(b"a: 1\nb: caf\xe9 noir\n"), @"
    error[K0002]: the input is not UTF-8 text
     --> input.yaml:2:7
      |
    2 | b: caf� noir
      |       ^ these bytes are no character
      |
      = help: save the file as UTF-8
    ");
}

#[test]
fn an_empty_file() {
    assert_snapshot!(refused_bytes(b""), @"
    error[K0009]: there is no document in the input
     --> input.yaml:1:1
      |
    1 |
      | ^ it is expected here
      |
      = help: write an OpenAPI document into it
    ");
}

#[test]
fn a_file_of_comments() {
    assert_snapshot!(refused("a.yaml", "# nothing\n"), @"
    error[K0009]: there is no document in the input
     --> a.yaml:1:1
      |
    1 | # nothing
      | ^ it is expected here
      |
      = help: write an OpenAPI document into it
    ");
}

#[test]
fn a_file_above_the_limit() {
    let input = Input::Text {
        name: "a.json".to_owned(),
        text: "[1, 2, 3]".to_owned(),
    };
    let limits = Limits {
        bytes: 8,
        ..Limits::default()
    };
    assert_snapshot!(refused_input(&input, &limits), @"
    error[K0006]: a.json has more than 8 bytes
     |
     = help: make the document smaller
    ");
}

#[test]
fn values_nested_too_deeply() {
    let limits = Limits {
        depth: 3,
        ..Limits::default()
    };
    for (name, text) in [
        ("a.json", "{\"a\": [[[1]]]}"),
        ("a.yaml", "a: [[[1]]]\n"),
        ("a.yaml", "a:\n  - - - 1\n"),
    ] {
        let input = Input::Text {
            name: name.to_owned(),
            text: text.to_owned(),
        };
        let printed = refused_input(&input, &limits);
        assert!(printed.contains("error[K0006]"), "{printed}");
    }
    let aliases = "a: &a [[1]]\nb:\n  c: *a\n".to_owned();
    let input = Input::Text {
        name: "a.yaml".to_owned(),
        text: aliases,
    };
    assert_snapshot!(refused_input(&input, &limits), @"
    error[K0006]: values are nested more than 3 levels deep
     --> a.yaml:3:6
      |
    3 |   c: *a
      |      ^^ this goes one level too deep
      |
      = pointer: #/b/c
      = help: make the document smaller
    ");
}

#[test]
fn brackets_without_end() {
    assert_snapshot!(refused("a.json", &"[".repeat(1_000_000)), @"
    error[K0006]: values are nested more than 200 levels deep
     --> a.json:1:201
      |
    1 | …[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[…
      |                                          ^ this goes one level too deep
      |
      = pointer: #/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0
      = help: make the document smaller
    ");
    assert!(refused("a.yaml", &"[".repeat(1_000_000)).contains("error[K0006]"));
    assert!(refused("a.yaml", &"- ".repeat(1_000_000)).contains("error[K0006]"));
}

#[test]
fn an_alias_bomb() {
    let levels = (1..20).map(|level| {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        format!("a{level}: &a{level} [{aliases}]\n")
    });
    let bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned() + &levels.collect::<String>();
    assert_snapshot!(refused("a.yaml", &bomb), @"
    error[K0006]: the document has more than 10000000 values, aliases expanded
     --> a.yaml:8:10
      |
    8 | a7: &a7 [*a6, *a6, *a6, *a6, *a6, *a6, *a6, *a6, *a6]
      |          ^^^ the limit is passed here
      |
      = pointer: #/a7/0
      = help: make the document smaller
    ");
}

#[test]
fn a_long_text_with_many_aliases() {
    let bomb = format!("a: &a '{}'\nb: [{}]\n", "x".repeat(100_000), "*a, ".repeat(1_000));
    assert_snapshot!(refused("a.yaml", &bomb), @"
    error[K0006]: aliases and merges repeat more than 67108864 bytes of text
     --> a.yaml:2:2689
      |
    2 | …*a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, …
      |                                          ^^ the limit is passed here
      |
      = pointer: #/b/671
      = help: make the document smaller
    ");
}

#[test]
fn long_keys_merged_many_times() {
    let bomb = format!(
        "a: &a {{? {} : 1}}\nb: [{}]\n",
        "x".repeat(100_000),
        "{<<: *a}, ".repeat(1_000)
    );
    assert_snapshot!(refused("a.yaml", &bomb), @"
    error[K0006]: aliases and merges repeat more than 67108864 bytes of text
     --> a.yaml:1:10
      |
    1 | a: &a {? xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the limit is passed here
      |
      = pointer: #/b/335
      = help: make the document smaller
    ");
}

#[test]
fn an_alias_inside_of_its_anchor() {
    assert_snapshot!(refused("a.yaml", "a: &a\n  b: *a\n"), @"
    error[K0010]: an alias names a value that contains the alias
     --> a.yaml:2:6
      |
    2 |   b: *a
      |      ^^ this would go on forever
      |
      = pointer: #/a/b
      = help: write the value in a form that JSON has
    ");
}

#[test]
fn an_alias_without_an_anchor() {
    assert_snapshot!(refused("a.yaml", "a: *b\n"), @"
    error[K0003]: an alias without an anchor
     --> a.yaml:1:4
      |
    1 | a: *b
      |    ^^ nothing before this has the anchor
      |
      = pointer: #/a
      = help: define the anchor before the alias, or quote the text
    ");
}

#[test]
fn duplicate_keys_in_yaml() {
    let text = "paths:\n  /x:\n    get: {}\n  /y: {}\n  /x:\n    post: {}\n";
    assert_snapshot!(refused("a.yaml", text), @"
    error[K0005]: the key `/x` stands twice
     --> a.yaml:5:3
      |
    2 |   /x:
      |   -- first here
    ...
    5 |   /x:
      |   ^^ here again
      |
      = pointer: #/paths/~1x
      = help: remove or rename one of the two
    ");
}

#[test]
fn duplicate_keys_in_json() {
    assert_snapshot!(refused("a.json", "{\"a\": {\"b\": 1, \"\\u0062\": 2}, \"a\": 3}"), @r#"
    error[K0005]: the key `b` stands twice
     --> a.json:1:16
      |
    1 | {"a": {"b": 1, "\u0062": 2}, "a": 3}
      |        ---     ^^^^^^^^ here again
      |        |
      |        first here
      |
      = pointer: #/a/b
      = help: remove or rename one of the two

    error[K0005]: the key `a` stands twice
     --> a.json:1:30
      |
    1 | {"a": {"b": 1, "\u0062": 2}, "a": 3}
      |  --- first here              ^^^ here again
      |
      = pointer: #/a
      = help: remove or rename one of the two
    "#);
}

#[test]
fn many_duplicate_keys_are_counted() {
    let text = format!("{{{}\"k\": 0}}", "\"k\": 0, ".repeat(100_000));
    let printed = refused("a.json", &text);
    assert_eq!(printed.matches("error[K0005]").count(), 21, "{printed}");
    assert!(printed.contains("99980 more keys stand twice"), "{printed}");
}

#[test]
fn several_documents_in_one_file() {
    assert_snapshot!(refused("a.yaml", "a: 1\n---\nb: 2\n"), @"
    error[K0010]: the file holds several YAML documents
     --> a.yaml:2:1
      |
    2 | ---
      | ^^^ the second one begins here
      |
      = help: keep one document per file
    ");
}

#[test]
fn keys_that_are_no_scalars() {
    assert_snapshot!(refused("a.yaml", "a:\n  ? [b, c]\n  : 1\n"), @"
    error[K0008]: a mapping or a sequence as a key
     --> a.yaml:2:5
      |
    2 |   ? [b, c]
      |     ^ keys are scalars
      |
      = pointer: #/a
      = help: write the key as a string
    ");
    assert!(refused("a.yaml", "a: &a [1]\n*a : 2\n").contains("error[K0008]"));
}

#[test]
fn keys_that_are_missing() {
    assert_snapshot!(refused("a.yaml", "a:\n  : 1\n"), @"
    error[K0003]: a key is missing
     --> a.yaml:2:3
      |
    2 |   : 1
      |   ^ nothing stands before this
      |
      = pointer: #/a
      = help: correct the marked place
    ");
}

#[test]
fn a_number_that_json_does_not_have() {
    assert_snapshot!(refused("a.yaml", "maximum: .inf\n"), @"
    error[K0010]: JSON has no number `.inf`
     --> a.yaml:1:10
      |
    1 | maximum: .inf
      |          ^^^^ this value
      |
      = pointer: #/maximum
      = help: quote it if it is a string
    ");
}

#[test]
fn a_tag_that_json_does_not_have() {
    assert_snapshot!(refused("a.yaml", "a: !!binary aGk=\n"), @"
    error[K0010]: JSON data has no type `!!binary`
     --> a.yaml:1:13
      |
    1 | a: !!binary aGk=
      |             ^^^^ this value
      |
      = pointer: #/a
      = help: remove the tag
    ");
    assert!(refused("a.yaml", "a: !point {x: 1}\n").contains("JSON data has no type `!point`"));
    assert!(refused("a.yaml", "a: !!int many\n").contains("not of the type of its tag `!!int`"));
}

#[test]
fn a_merge_of_something_else() {
    assert_snapshot!(refused("a.yaml", "a: 1\nb:\n  <<: [{c: 1}, 2]\n"), @"
    error[K0010]: `<<` can only merge a mapping or a sequence of mappings
     --> a.yaml:3:16
      |
    3 |   <<: [{c: 1}, 2]
      |                ^ this is no mapping
      |
      = pointer: #/b
      = help: write the value in a form that JSON has
    ");
}

#[test]
fn yaml_with_a_tab_in_the_indentation() {
    assert_snapshot!(refused("a.yaml", "a:\n\tb: 1\n"), @"
    error[K0003]: a tab in the indentation
     --> a.yaml:2:1
      |
    2 |     b: 1
      | ^^^^ YAML wants spaces here
      |
      = pointer: #/a
      = help: indent with spaces
    ");
}

#[test]
fn invalid_yaml() {
    assert_snapshot!(refused("a.yaml", "info:\n  title: a: b\n"), @"
    error[K0003]: a mapping cannot begin here
     --> a.yaml:2:11
      |
    2 |   title: a: b
      |           ^ the parser stopped here
      |
      = pointer: #/info
      = help: quote text that contains `: `, or correct the indentation
    ");
    assert_snapshot!(refused("b.yaml", "a: [1, 2\nb: 3\n"), @"
    error[K0003]: illegal placement of ':' indicator
     --> b.yaml:2:2
      |
    2 | b: 3
      |  ^ the parser stopped here
      |
      = pointer: #/a/1
      = help: correct the marked place
    ");
    assert_snapshot!(refused("c.yaml", "a: \"open\nb: 3\n"), @r#"
    error[K0003]: unclosed quote
     --> c.yaml:1:4
      |
    1 | a: "open
      |    ^^^^^ the parser stopped here
      |
      = pointer: #/a
      = help: correct the marked place
    "#);
    assert_snapshot!(refused("d.yaml", "a:\n    b: 1\n  c: 2\n"), @"
    error[K0003]: while parsing a block mapping, did not find expected key
     --> d.yaml:3:3
      |
    3 |   c: 2
      |   ^^ the parser stopped here
      |
      = help: correct the marked place
    ");
    assert_snapshot!(refused("e.yaml", "a: @b\n"), @"
    error[K0003]: unexpected character: `@'
     --> e.yaml:1:4
      |
    1 | a: @b
      |    ^^ the parser stopped here
      |
      = pointer: #/a
      = help: correct the marked place
    ");
}

#[test]
fn invalid_json() {
    assert_snapshot!(refused("a.json", "{\n  \"a\": [1, 2,]\n}"), @r#"
    error[K0004]: expected a value, found `]`
     --> a.json:2:14
      |
    2 |   "a": [1, 2,]
      |              ^ not expected here
      |
      = pointer: #/a/2
      = help: correct the marked place
    "#);
    assert_snapshot!(refused("b.json", "{\n  \"a\": {\n    \"b\": [1, 2\n"), @r#"
    error[K0004]: the text ends inside a value
     --> b.json:3:16
      |
    3 |     "b": [1, 2
      |          -    ^ `,` or `]` is expected here
      |          |
      |          this is not closed
      |
      = pointer: #/a/b/2
      = help: correct the marked place
    "#);
    assert_snapshot!(refused("c.json", "// no\n{}"), @"
    error[K0004]: JSON has no comments
     --> c.json:1:1
      |
    1 | // no
      | ^ a comment begins here
      |
      = help: correct the marked place
    ");
    assert_snapshot!(refused("d.json", "{\"a\": 'x'}"), @r#"
    error[K0004]: JSON quotes strings with `"`
     --> d.json:1:7
      |
    1 | {"a": 'x'}
      |       ^ not with `'`
      |
      = pointer: #/a
      = help: correct the marked place
    "#);
    assert_snapshot!(refused("e.json", "{\"a\": 01}"), @r#"
    error[K0004]: `01` is not a number of JSON
     --> e.json:1:7
      |
    1 | {"a": 01}
      |       ^^ no such number
      |
      = pointer: #/a
      = help: correct the marked place
    "#);
    assert_snapshot!(refused("f.json", "{\"a\": \"x\ny\"}"), @r#"
    error[K0004]: a string is not closed on its line
     --> f.json:1:7
      |
    1 | {"a": "x
      |       ^^ write `\n` for a line break
      |
      = pointer: #/a
      = help: correct the marked place
    "#);
    assert_snapshot!(refused("g.json", "{\"a\": \"\\ud83d\"}"), @r#"
    error[K0004]: half of a surrogate pair
     --> g.json:1:8
      |
    1 | {"a": "\ud83d"}
      |        ^^^^^^ no character by itself
      |
      = pointer: #/a
      = help: correct the marked place
    "#);
    assert_snapshot!(refused("h.json", "{} {}"), @"
    error[K0004]: expected the end of the document, found `{`
     --> h.json:1:4
      |
    1 | {} {}
      |    ^ not expected here
      |
      = help: correct the marked place
    ");
    assert_snapshot!(refused("i.json", "{\"a\" 1}"), @r#"
    error[K0004]: expected `:` after the key, found `1`
     --> i.json:1:6
      |
    1 | {"a" 1}
      |      ^ not expected here
      |
      = pointer: #/a
      = help: correct the marked place
    "#);
    assert_snapshot!(refused("j.json", "openapi: 3.1.0"), @"
    error[K0004]: expected a value, found `openapi`
     --> j.json:1:1
      |
    1 | openapi: 3.1.0
      | ^^^^^^^ not expected here
      |
      = help: correct the marked place
    ");
}

#[test]
fn json_that_is_nearly_json() {
    for text in [
        "[1,]",
        "[,1]",
        "{\"a\":1,}",
        "{a:1}",
        "[1 2]",
        "nul",
        "nulll",
        "True",
        "+1",
        "-",
        "1.",
        ".5",
        "1e",
        "1e+",
        "00",
        "0x1",
        "-01",
        "NaN",
        "Infinity",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\",
        "\"\\ud800\\u0041\"",
        "\"\\udc00\"",
        "\"\t\"",
        "\"",
        "[",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "]",
        "}",
        "[1}",
        "{\"a\":1]",
        "1 1",
        "[1]//",
        "\u{a0}1",
        "\"\\é\"",
    ] {
        let printed = refused("a.json", text);
        assert!(printed.contains("error[K0004]"), "{text}: {printed}");
    }
}

#[test]
fn a_page_without_a_document() {
    let text = "# Title\n\n```yaml\npaths: {}\n```\n\n~~~json\n{\"a\": \"openapi\"}\n~~~\n";
    assert_snapshot!(refused("page.md", text), @"
    error[K0007]: the page holds no OpenAPI document
     --> page.md:3:1
      |
    3 | ```yaml
      | ^^^^^^^ this block has no `openapi` key
    ...
    7 | ~~~json
      | ------- nor has this one
      |
      = help: pass the document itself, or a page with one block
    ");
    assert_snapshot!(refused("page.mdx", "---\nopenapi: post /browsers\n---\n"), @"
    error[K0007]: the page holds no OpenAPI document
     --> page.mdx:1:1
      |
    1 | ---
      | ^^^ no fenced block follows
      |
      = help: pass the document itself, or a page with one block
    ");
}

#[test]
fn a_page_with_two_documents() {
    let text = "```yaml\nopenapi: 3.1.0\n```\n\n```json\n{\"swagger\": \"2.0\"}\n```\n";
    assert_snapshot!(refused("page.md", text), @"
    error[K0007]: the page holds 2 OpenAPI documents
     --> page.md:5:1
      |
    1 | ```yaml
      | ------- the first one
    ...
    5 | ```json
      | ^^^^^^^ the second one
      |
      = help: pass the document itself, or a page with one block
    ");
}

#[test]
fn a_page_whose_document_is_invalid() {
    let text = "# Title\n\n````yaml info\nopenapi: 3.1.0\ninfo: [\n````\n\n# End\n";
    assert_snapshot!(refused("page.md", text), @"
    error[K0003]: unclosed bracket '['
     --> page.md:5:7
      |
    5 | info: [
      |       ^ the parser stopped here
      |
      = pointer: #/info/0
      = help: correct the marked place
    ");
}

#[test]
fn an_older_yaml_version_is_only_a_warning() {
    let outcome = read_text("a.yaml", "%YAML 1.1\n---\na: yes\n");
    assert!(outcome.tree.is_some());
    assert_snapshot!(outcome.printed, @"
    warning[K0011]: the document asks for YAML 1.1 and is read as YAML 1.2
     --> a.yaml:1:1
      |
    1 | %YAML 1.1
      | ^^^^^^^^^ asked for here
      |
      = help: quote what older YAML reads differently, and remove the %YAML line
    ");
}
