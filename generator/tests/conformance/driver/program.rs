//! Decodes, checks and encodes values, each by the type that it is said to have.
//!
//! Standard input has one value in a line, after the index of its type in `TABLE` and a blank. Each line is answered by
//! one: `decode` or `encode` with the error, or `done` with the violations and the JSON text, between tabs.

use std::io::{BufRead, Write};

use crate::runtime::{json, validate};

/// What `validate()` comes to for a type that has none: a method of the type itself wins over it.
pub trait Unchecked {
    fn validate(&self) -> Result<(), validate::Violations> {
        Ok(())
    }
}

impl<T> Unchecked for T {}

pub type Check<T> = fn(&T) -> Result<(), validate::Violations>;

pub fn case<T: json::FromJson + json::ToJson>(text: &str, check: Check<T>) -> String {
    match json::from_slice::<T>(text.as_bytes()) {
        Ok(value) => encoded(&value, check(&value)),
        Err(error) => format!("decode\t{}", line(&error.to_string())),
    }
}

fn encoded(value: &dyn json::ToJson, checked: Result<(), validate::Violations>) -> String {
    let violations = checked.err().map(|violations| line(&violations.to_string()));
    match json::to_string(value) {
        Ok(text) => format!("done\t{}\t{text}", violations.unwrap_or_default()),
        Err(error) => format!("encode\t{}", line(&error.to_string())),
    }
}

fn line(text: &str) -> String {
    text.replace(['\n', '\t', '\r'], " ")
}

pub fn answer_all(table: &'static [fn(&str) -> String]) {
    let lines = std::io::stdin().lock().lines();
    let mut out = std::io::stdout().lock();
    for text in lines.map_while(Result::ok) {
        let answer = text.split_once(' ').and_then(|(index, value)| {
            let case = table.get(index.parse::<usize>().ok()?)?;
            Some(case(value))
        });
        let answer = answer.unwrap_or_else(|| "encode\tno such type".to_owned());
        // Each by itself: what was answered before a crash is not lost.
        if writeln!(out, "{answer}").and_then(|()| out.flush()).is_err() {
            return;
        }
    }
}
