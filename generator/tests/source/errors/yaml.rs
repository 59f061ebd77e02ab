//! YAML that is invalid, or that is no JSON data.

use insta::assert_snapshot;

use super::{accepted, refused};
use crate::read_text;

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
    assert_snapshot!(accepted("a.yaml", text), @"
    warning[K0005]: the key `/x` stands twice
     --> a.yaml:5:3
      |
    2 |   /x:
      |   -- first here
    ...
    5 |   /x:
      |   ^^ here again, which counts
      |
      = pointer: #/paths/~1x
      = help: remove or rename one of the two
    ");
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
    assert_snapshot!(accepted("a.yaml", "maximum: .inf\n"), @"
    warning[K0112]: JSON has no number `.inf`; it is read as text
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
    assert_snapshot!(accepted("a.yaml", "a: !!binary aGk=\n"), @"
    warning[K0112]: JSON data has no type `!!binary`; the tag has no effect
     --> a.yaml:1:13
      |
    1 | a: !!binary aGk=
      |             ^^^^ this value
      |
      = pointer: #/a
      = help: remove the tag
    ");
    assert!(accepted("a.yaml", "a: !point {x: 1}\n").contains("JSON data has no type `!point`"));
    assert!(accepted("a.yaml", "a: !!int many\n").contains("not of the type of its tag `!!int`"));
    let many = format!("a: [{}]\n", ".nan, ".repeat(1000));
    assert_eq!(accepted("a.yaml", &many).matches("warning[K0112]").count(), 100);
}

#[test]
fn empty_documents_beside_the_one_count_for_nothing() {
    for text in [
        "---\na: 1\n...\n---\n",
        "---\n# nothing\n---\na: 1\n",
        "---\n---\na: 1\n---\n---\n# end\n",
    ] {
        assert_eq!(accepted("a.yaml", text), "", "{text}");
    }
    for text in ["---\n---\na: 1\n---\nb: 2\n", "a: 1\n---\n''\n", "a: 1\n---\n---\n[]\n"] {
        assert!(refused("a.yaml", text).contains("error[K0010]"), "{text}");
    }
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
      = pointer: #/b/<<
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
