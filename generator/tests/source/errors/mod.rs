//! Every way to refuse an input, as it is printed.

mod input;
mod json;
mod limits;
mod page;
mod yaml;

use std::fs;

use kiln::source::{Input, Limits};

use crate::read_input;

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

/// What is printed about a text that is read all the same.
fn accepted(name: &str, text: &str) -> String {
    let input = Input::Text {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    let outcome = read_input(&input, &Limits::default());
    assert!(outcome.tree.is_some(), "it was refused");
    outcome.printed
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
