//! Inputs that cannot be read at all.

use insta::assert_snapshot;
use kiln::source::{Input, Limits};

use super::{refused, refused_bytes, refused_input};

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
