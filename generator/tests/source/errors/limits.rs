//! Inputs that would cost too much.

use insta::assert_snapshot;
use kiln::source::{Input, Limits};

use super::{refused, refused_input};

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
     = help: make the document smaller, or raise the limit in `[limits]` of kiln.toml
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
      = help: make the document smaller, or raise the limit in `[limits]` of kiln.toml
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
      = help: make the document smaller, or raise the limit in `[limits]` of kiln.toml
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
      = help: make the document smaller, or raise the limit in `[limits]` of kiln.toml
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
      = help: make the document smaller, or raise the limit in `[limits]` of kiln.toml
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
      = help: make the document smaller, or raise the limit in `[limits]` of kiln.toml
    ");
}
