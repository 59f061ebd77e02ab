//! What texts become: values, keys and the places of both.

use kiln::source::{Input, Limits, NodeRef, Value};

use crate::{Outcome, read_input, read_text};

/// The value as JSON, keys in order, numbers as they are kept.
fn json(node: NodeRef<'_>) -> String {
    match node.value() {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(lexeme) => lexeme.to_string(),
        Value::String(text) => format!("{text:?}"),
        Value::Array(_) => format!("[{}]", node.items().map(json).collect::<Vec<_>>().join(",")),
        Value::Object(_) => {
            let entries = node.entries().map(|(key, value)| format!("{key:?}:{}", json(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
        }
    }
}

fn root(outcome: &Outcome) -> NodeRef<'_> {
    let (tree, root) = outcome.tree.as_ref().unwrap_or_else(|| panic!("{}", outcome.printed));
    tree.node(*root)
}

fn value(name: &str, text: &str) -> String {
    let outcome = read_text(name, text);
    assert_eq!(outcome.printed, "", "nothing is to be said about it");
    json(root(&outcome))
}

fn yaml(text: &str) -> String {
    value("a.yaml", text)
}

/// The text that a node's span covers.
fn covered<'a>(outcome: &'a Outcome, node: NodeRef<'_>) -> &'a str {
    let span = node.span();
    &outcome.sources.text(span.file)[span.start as usize..span.end as usize]
}

#[test]
fn the_same_data_in_json_and_yaml_gives_the_same_value() {
    let in_json = r#"{"a": [1, 2.50, -1e9, true, null, "x\ny \ud83d\ude00"], "200": {}, "b": {"c": []}}"#;
    let in_yaml = "a:\n  - 1\n  - 2.50\n  - -1e9\n  - true\n  - ~\n  - |-\n    x\n    y 😀\n200: {}\nb:\n  c: []\n";
    let expected = r#"{"a":[1,2.50,-1e9,true,null,"x\ny 😀"],"200":{},"b":{"c":[]}}"#;
    assert_eq!(value("a.json", in_json), expected);
    assert_eq!(yaml(in_yaml), expected);
    assert_eq!(yaml(in_json), expected, "JSON is YAML");
    assert_eq!(value("<stdin>", in_json), expected);
    assert_eq!(value("<stdin>", in_yaml), expected);
}

#[test]
fn a_scalar_is_a_document_too() {
    assert_eq!(value("a.json", " 1 "), "1");
    assert_eq!(yaml("null"), "null");
    assert_eq!(yaml("--- |\n text\n"), "\"text\\n\"");
}

#[test]
fn byte_order_marks_line_ends_comments_and_tabs_change_nothing() {
    let expected = r#"{"a":1,"b":["x","y"]}"#;
    assert_eq!(yaml("\u{feff}a: 1\r\nb:\r\n  - x\r\n  - y\r\n"), expected);
    assert_eq!(yaml("# c\na:\t1 # d\nb: [x,\ty] # e\n"), expected);
    assert_eq!(
        value("a.json", "\u{feff}{\"a\":\t1,\r\n\"b\": [\"x\",\"y\"]}\n"),
        expected
    );
}

#[test]
fn the_byte_order_mark_does_not_count_in_columns() {
    let outcome = read_text("a.yaml", "\u{feff}a: 1\n");
    let span = root(&outcome).span();
    assert_eq!(outcome.sources.line_column(span.file, span.start), (1, 1));
}

#[test]
fn keys_are_their_text() {
    assert_eq!(
        yaml("200: a\ntrue: b\nnull: c\n1.0: d\n0x10: e\n'': f\non: g\n"),
        r#"{"200":"a","true":"b","null":"c","1.0":"d","0x10":"e","":"f","on":"g"}"#
    );
    assert_eq!(yaml("a: &a k\n*a : 1\n&b c: *b\n"), r#"{"a":"k","k":1,"c":"c"}"#);
}

#[test]
fn tags_of_the_core_schema_are_honoured() {
    assert_eq!(
        yaml("a: !!str 1\nb: !!int '2'\nc: !!map {}\nd: !!seq []\ne: ! 3\nf: !!str\n!!str 4: 5\n"),
        r#"{"a":"1","b":2,"c":{},"d":[],"e":"3","f":"","4":5}"#
    );
}

#[test]
fn aliases_repeat_values() {
    assert_eq!(
        yaml("a: &x {b: [1]}\nc: *x\nd: [*x, *x]\n"),
        r#"{"a":{"b":[1]},"c":{"b":[1]},"d":[{"b":[1]},{"b":[1]}]}"#
    );
}

#[test]
fn an_aliased_value_has_the_place_of_its_anchor() {
    let outcome = read_text("a.yaml", "a: &x {b: 1}\nc: *x\n");
    let shared = root(&outcome)
        .get("c")
        .and_then(|node| node.get("b"))
        .expect("it is there");
    assert_eq!(shared.pointer().to_string(), "#/a/b");
    assert_eq!(root(&outcome).key_place("c").pointer.to_string(), "#/c");
}

#[test]
fn merge_keys_add_what_is_missing() {
    assert_eq!(
        yaml("a: &a {x: 1, y: 2}\nb: {x: 0, <<: *a, z: 3}\n"),
        r#"{"a":{"x":1,"y":2},"b":{"x":0,"y":2,"z":3}}"#
    );
    assert_eq!(
        yaml("a: &a {x: 1}\nb: &b {x: 2, y: 3}\nc:\n  <<: [*a, *b, {z: 4}]\n  y: 5\n"),
        r#"{"a":{"x":1},"b":{"x":2,"y":3},"c":{"x":1,"z":4,"y":5}}"#
    );
    assert_eq!(yaml("a: {<<: {x: 1}}\n'<<': 2\n"), r#"{"a":{"x":1},"<<":2}"#);
    assert_eq!(value("a.json", r#"{"<<": {"x": 1}}"#), r#"{"<<":{"x":1}}"#);
}

#[test]
fn merged_values_keep_their_place_and_those_written_inline_get_the_new_one() {
    let outcome = read_text("a.yaml", "a: &a {x: 1}\nb:\n  <<: [*a, {y: 2}]\n");
    let merged = root(&outcome).get("b").expect("it is there");
    let pointers: Vec<String> = merged.entries().map(|(_, node)| node.pointer().to_string()).collect();
    assert_eq!(pointers, ["#/a/x", "#/b/y"]);
}

#[test]
fn spans_cover_the_values_in_both_forms() {
    let text = "a:\n  b: 'q'\n  c:\n    - 1\n\n    - |\n      text\n\n# end\nd: {e: [2, 3]}\nf:\n";
    let outcome = read_text("a.yaml", text);
    let root = root(&outcome);
    let at = |path: &str| {
        covered(
            &outcome,
            root.at(&kiln::diag::Pointer::from_text(path)).expect("it is there"),
        )
    };
    assert_eq!(at("/a"), "b: 'q'\n  c:\n    - 1\n\n    - |\n      text");
    assert_eq!(at("/a/b"), "'q'");
    assert_eq!(at("/a/c"), "- 1\n\n    - |\n      text");
    assert_eq!(at("/a/c/1"), "text");
    assert_eq!(at("/d"), "{e: [2, 3]}");
    assert_eq!(at("/d/e"), "[2, 3]");
    assert_eq!(at("/f"), "");

    let outcome = read_text("a.json", "{ \"a\": [ 1, \"\\u0041\" ] }");
    let root = self::root(&outcome);
    let at = |path: &str| {
        covered(
            &outcome,
            root.at(&kiln::diag::Pointer::from_text(path)).expect("it is there"),
        )
    };
    assert_eq!(at(""), "{ \"a\": [ 1, \"\\u0041\" ] }");
    assert_eq!(at("/a"), "[ 1, \"\\u0041\" ]");
    assert_eq!(at("/a/1"), "\"\\u0041\"");
    let key = root.key_place("a").span;
    assert_eq!((key.start, key.end), (2, 5));
}

#[test]
fn a_page_gives_its_document_with_the_places_of_the_page() {
    let page = "# Title\n\n```sh\ncurl openapi:\n```\n\n  ~~~~yaml post /x\n  openapi: 3.1.0\n  x: |\n    ```yaml\n    openapi: no\n    ```\n  ~~~~\n";
    for name in ["page.md", "<stdin>"] {
        let outcome = read_text(name, page);
        let root = root(&outcome);
        assert_eq!(
            json(root),
            "{\"openapi\":\"3.1.0\",\"x\":\"```yaml\\nopenapi: no\\n```\\n\"}"
        );
        let version = root.get("openapi").expect("it is there");
        assert_eq!(covered(&outcome, version), "3.1.0");
        let span = version.span();
        assert_eq!(outcome.sources.line_column(span.file, span.start), (8, 12));
    }
}

#[test]
fn a_block_of_json_and_one_without_end_are_documents_too() {
    assert_eq!(
        value("page.md", "text\n```\n{\"info\": {}, \"openapi\": \"3.0.0\"}\n```"),
        r#"{"info":{},"openapi":"3.0.0"}"#
    );
    assert_eq!(
        value("page.md", "````\nswagger: '2.0'\n```\n".trim_end_matches("```\n")),
        r#"{"swagger":"2.0"}"#
    );
}

#[test]
fn yaml_with_a_fenced_example_is_not_a_page() {
    let text = "openapi: 3.1.0\ninfo:\n  description: |\n    ```yaml\n    openapi: 3.1.0\n    ```\n";
    assert!(value("<stdin>", text).starts_with("{\"openapi\":\"3.1.0\",\"info\""));
}

#[test]
fn flow_style_yaml_without_an_extension_is_read_as_yaml() {
    assert_eq!(value("<stdin>", "{a: [b, c]} # not JSON"), r#"{"a":["b","c"]}"#);
}

#[test]
fn the_files_that_were_read_are_known() {
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    let path = folder.path().join("a.yaml");
    std::fs::write(&path, "a: 1\n").expect("the folder can be written");
    let outcome = read_input(&Input::File(path.clone()), &Limits::default());
    assert_eq!(json(root(&outcome)), "{\"a\":1}");
    assert_eq!(outcome.sources.paths().collect::<Vec<_>>(), [path.as_path()]);
}
