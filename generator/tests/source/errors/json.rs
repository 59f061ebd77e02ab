//! JSON that is invalid.

use insta::assert_snapshot;

use super::{accepted, refused};

#[test]
fn duplicate_keys_in_json() {
    assert_snapshot!(accepted("a.json", "{\"a\": {\"b\": 1, \"\\u0062\": 2}, \"a\": 3}"), @r#"
    warning[K0005]: the key `b` stands twice
     --> a.json:1:16
      |
    1 | {"a": {"b": 1, "\u0062": 2}, "a": 3}
      |        ---     ^^^^^^^^ here again, which counts
      |        |
      |        first here
      |
      = pointer: #/a/b
      = help: remove or rename one of the two

    warning[K0005]: the key `a` stands twice
     --> a.json:1:30
      |
    1 | {"a": {"b": 1, "\u0062": 2}, "a": 3}
      |  --- first here              ^^^ here again, which counts
      |
      = pointer: #/a
      = help: remove or rename one of the two
    "#);
}

#[test]
fn many_duplicate_keys_are_counted() {
    let text = format!("{{{}\"k\": 0}}", "\"k\": 0, ".repeat(100_000));
    let printed = accepted("a.json", &text);
    assert_eq!(printed.matches("warning[K0005]").count(), 21, "{printed}");
    assert!(printed.contains("99980 more keys stand twice"), "{printed}");
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
