//! Every form on small sources, as it is printed.

use std::ops::Range;

use insta::assert_snapshot;

use super::super::{Code, FileId, Place, Pointer, Sink, Span};
use super::*;

const HUMAN: Format = Format::PLAIN;

fn place(file: FileId, bytes: Range<u32>, pointer: &str) -> Place {
    Place {
        span: Span {
            file,
            start: bytes.start,
            end: bytes.end,
        },
        pointer: Pointer::from_text(pointer),
    }
}

/// The place of the first occurrence of some text.
fn find(sources: &Sources, file: FileId, text: &str) -> Place {
    let start = u32::try_from(sources.text(file).find(text).expect("the test's text has it")).expect("it is short");
    let length = u32::try_from(text.len()).expect("it is short");
    place(file, start..start + length, "/x")
}

/// One file with one marked text, rendered.
fn marked(source: &str, text: &str) -> String {
    let mut sources = Sources::default();
    let file = sources.add("a.yaml", source);
    let place = find(&sources, file, text);
    render(
        &[Diagnostic::new(Code::InvalidValue, "wrong").at(&place, "here")],
        &sources,
        HUMAN,
    )
}

#[test]
fn a_line_a_pointer_and_a_remedy_are_shown() {
    let mut sources = Sources::default();
    let file = sources.add("spec/kernel.yaml", "paths:\n  /x:\n    $ref: '#/nope'\n");
    let bad = place(file, 23..31, "/paths/~1x/$ref");
    let diagnostic = Diagnostic::new(Code::UnresolvedReference, "`#/nope` does not exist").at(&bad, "no such place");
    assert_snapshot!(render(&[diagnostic], &sources, HUMAN), @"
    warning[K0104]: `#/nope` does not exist
     --> spec/kernel.yaml:3:11
      |
    3 |     $ref: '#/nope'
      |           ^^^^^^^^ no such place
      |
      = pointer: #/paths/~1x/$ref
      = help: correct the reference, or add what it names
    ");
}

#[test]
fn near_labels_share_an_excerpt_and_far_ones_and_other_files_do_not() {
    let mut sources = Sources::default();
    let file = sources.add(
        "a.yaml",
        format!("one: 1\ntwo: 2\n{}three: 3\n", "# filler\n".repeat(20)),
    );
    let other = sources.add("b.json", "{\"four\": 4}");
    let diagnostic = Diagnostic::new(Code::DuplicateKey, "many places")
        .at(&find(&sources, file, "two"), "main")
        .and(&find(&sources, file, "one"), "near")
        .and(&find(&sources, file, "three"), "far")
        .and(&find(&sources, other, "\"four\""), "elsewhere")
        .remedy("choose one");
    assert_snapshot!(render(&[diagnostic], &sources, HUMAN), @r#"
    warning[K0005]: many places
      --> a.yaml:2:1
       |
     1 | one: 1
       | --- near
     2 | two: 2
       | ^^^ main
       |
      ::: a.yaml:23:1
       |
    23 | three: 3
       | ----- far
       |
      ::: b.json:1:2
       |
     1 | {"four": 4}
       |  ------ elsewhere
       |
       = pointer: #/x
       = help: choose one
    "#);
}

#[test]
fn a_diagnostic_without_a_place_is_a_title_and_a_remedy() {
    let diagnostic = Diagnostic::new(Code::FileUnreadable, "spec/kernel.yaml does not exist");
    assert_snapshot!(render(&[diagnostic], &Sources::default(), HUMAN), @"
    error[K0001]: spec/kernel.yaml does not exist
     |
     = help: check the path and the permissions
    ");
}

#[test]
fn empty_spans_and_the_end_of_the_file_get_a_caret() {
    let mut sources = Sources::default();
    let empty = sources.add("empty.yaml", "");
    let unfinished = sources.add("unfinished.json", "{\n  \"a\": [1,\n");
    let diagnostics = [
        Diagnostic::new(Code::EmptyInput, "empty").at(&place(empty, 0..0, ""), "here"),
        Diagnostic::new(Code::JsonSyntax, "unfinished").at(&place(unfinished, 13..13, ""), "the text ends"),
        Diagnostic::new(Code::JsonSyntax, "beyond").at(&place(unfinished, 90..99, ""), "clipped"),
    ];
    assert_snapshot!(render(&diagnostics, &sources, HUMAN), @"
    error[K0009]: empty
     --> empty.yaml:1:1
      |
    1 |
      | ^ here
      |
      = help: write an OpenAPI document into it

    error[K0004]: unfinished
     --> unfinished.json:3:1
      |
    3 |
      | ^ the text ends
      |
      = help: correct the marked place

    error[K0004]: beyond
     --> unfinished.json:3:1
      |
    3 |
      | ^ clipped
      |
      = help: correct the marked place
    ");
}

#[test]
fn tabs_wide_characters_and_crlf_keep_the_underline_in_place() {
    assert_snapshot!(marked("a: 1\r\n\tk: 漢字 boom\r\nb: 2\r\n", "boom"), @"
    warning[K0107]: wrong
     --> a.yaml:2:8
      |
    2 |     k: 漢字 boom
      |             ^^^^ here
      |
      = pointer: #/x
      = help: use one of the values that the specification lists
    ");
}

#[test]
fn a_span_over_several_lines_shows_its_first_line() {
    assert_snapshot!(marked("a:\n  b: 1\n  c: 2\n", "b: 1\n  c: 2"), @"
    warning[K0107]: wrong
     --> a.yaml:2:3
      |
    2 |   b: 1
      |   ^^^^ here
      |
      = pointer: #/x
      = help: use one of the values that the specification lists
    ");
}

#[test]
fn a_long_line_is_cut_around_the_mark_and_keeps_its_column() {
    let source = format!(
        "{{{}\"boom\": 1, {}}}",
        "\"é\": 0, ".repeat(5_000),
        "\"z\": 0, ".repeat(5_000)
    );
    assert_snapshot!(marked(&source, "\"boom\""), @r#"
    warning[K0107]: wrong
     --> a.yaml:1:40002
      |
    1 | …"é": 0, "é": 0, "é": 0, "é": 0, "é": 0, "boom": 1, "z": 0, "z": 0, "z": 0, "z": 0, "z": 0, "z": 0, "z": 0, "z": 0, "z": …
      |                                          ^^^^^^ here
      |
      = pointer: #/x
      = help: use one of the values that the specification lists
    "#);
}

#[test]
fn colours_are_used_only_when_asked_for() {
    let diagnostics = [Diagnostic::new(Code::OutputUnwritable, "no")];
    let colored = render(
        &diagnostics,
        &Sources::default(),
        Format::Human {
            color: true,
            width: 140,
            most: 10,
        },
    );
    assert!(colored.contains('\u{1b}'), "{colored}");
    let plain = render(&diagnostics, &Sources::default(), HUMAN);
    assert!(!plain.contains('\u{1b}'), "{plain}");
}

#[test]
fn diagnostics_are_sorted_by_file_position_and_code() {
    let mut sources = Sources::default();
    let first = sources.add("a.yaml", "a: 1\nb: 2\n");
    let second = sources.add("b.yaml", "c: 3\n");
    let mut sink = Sink::default();
    sink.push(Diagnostic::new(Code::MissingField, "third file").at(&place(second, 0..1, ""), ""));
    sink.push(Diagnostic::new(Code::WrongType, "later").at(&place(first, 5..6, ""), ""));
    sink.push(Diagnostic::new(Code::WrongType, "same place, higher code").at(&place(first, 0..1, ""), ""));
    sink.push(Diagnostic::new(Code::UnknownVersion, "same place, lower code").at(&place(first, 0..1, ""), ""));
    sink.push(Diagnostic::new(Code::OutputUnwritable, "no place"));
    assert_snapshot!(render(sink.diagnostics(), &sources, Format::Cargo), @"
    cargo::error=K0301: no place (help: check the path and the permissions)
    cargo::error=a.yaml:1:1: K0101: same place, lower code (help: set `openapi` to the version that the document follows, such as 3.1.0)
    cargo::warning=a.yaml:1:1: K0103: same place, higher code (help: write the value in the form that the specification gives)
    cargo::warning=a.yaml:2:1: K0103: later (help: write the value in the form that the specification gives)
    cargo::warning=b.yaml:1:1: K0102: third file (help: add the field)
    ");
}

#[test]
fn cargo_lines_are_single_lines_without_notes() {
    let mut sources = Sources::default();
    let file = sources.add("a.yaml", "a: 1\nb: 2\n");
    let diagnostics = [
        Diagnostic::new(Code::UnknownField, "two\nlines\u{7}").at(&place(file, 5..6, "/b"), "x"),
        Diagnostic::new(Code::DuplicateKey, "twice")
            .at(&place(file, 5..6, "/b"), "second")
            .and(&place(file, 0..1, "/a"), "first"),
        Diagnostic::new(Code::NullableIn31, "a note").at(&place(file, 0..1, "/a"), "x"),
    ];
    assert_snapshot!(render(&diagnostics, &sources, Format::Cargo), @"
    cargo::warning=a.yaml:2:1: K0005: twice (a.yaml:1:1: first) (help: remove or rename one of the two)
    cargo::warning=a.yaml:2:1: K0108: two lines (help: correct the spelling, or start the name with `x-`)
    ");
}

#[test]
fn the_summary_counts_by_severity() {
    let error = Diagnostic::new(Code::JsonSyntax, "");
    let warning = Diagnostic::new(Code::UnknownField, "");
    assert_eq!(summary(&[]), "");
    assert_eq!(
        summary(&[error.clone(), warning.clone(), error.clone()]),
        "2 errors, 1 warning"
    );
    assert_eq!(
        summary(&[warning, Diagnostic::new(Code::NullableIn31, "")]),
        "1 warning, 1 note"
    );
}
