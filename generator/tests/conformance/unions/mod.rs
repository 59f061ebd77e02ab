//! Unions of every kind: values that are valid pass through the types unchanged, and values that are not are refused.
//!
//! ```yaml
//! components: { schemas: { ByInteger: { oneOf: [{ … version: { const: 1 } … }, { … version: { const: 2 } … }] } } }
//! x-values: { ByInteger: { valid: [{ version: 1 }], invalid: [{ version: 3 }] } }
//! ```
//!
//! The documents are the project's own; `subject` has what is done with their values. Undeclared properties are left out
//! first. Then they are kept: nothing at all may be lost, and what is invalid has to be refused, which cannot be told of
//! what is left out.

mod subject;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::corpus::{Schemas, loss, wrapped};
use crate::driver::{self, Answer, Case};
use crate::exceptions::Exceptions;
use crate::parallel;
use crate::report;
use crate::unit::{self, EXACT, Unit};
use subject::{Subject, Trial};

/// How many failures of one type are shown.
const SHOWN: usize = 8;

#[test]
fn unions_of_every_kind() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/unions/documents");
    let entries = fs::read_dir(&folder).expect("the documents are there");
    let names = entries.map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.collect();
    names.sort();
    let mut wrong = String::new();
    let subjects: Vec<Subject> = names
        .iter()
        .map(|name| Subject::read(&folder, name, &mut wrong))
        .collect();
    let left_out = Exceptions::read("unions/exceptions.txt", include_str!("exceptions.txt"));
    let kept = Exceptions::read("unions/kept.txt", include_str!("kept.txt"));
    run("unions", &subjects, left_out, false, &mut wrong);
    run("unions-kept", &subjects, kept, true, &mut wrong);
    report::write("unions", &wrong);
    assert!(wrong.is_empty(), "{wrong}");
}

/// Gives the types of all documents their values.
fn run(name: &str, subjects: &[Subject], mut list: Exceptions, kept: bool, wrong: &mut String) {
    let undeclared = if kept { "undeclared = \"keep\"\n" } else { "" };
    let config = unit::configuration(name, &format!("{EXACT}numbers = \"exact\"\n{undeclared}"));
    let generated = parallel::map(subjects, |_, subject| {
        let types: Vec<Value> = subject.types.iter().map(|(_, schema)| schema.clone()).collect();
        subject.document.unit(&types, &config)
    });
    let units: Vec<&Unit> = generated.iter().filter_map(|unit| unit.as_ref().ok()).collect();
    let accepted = subjects.iter().zip(&generated).filter(|(_, unit)| unit.is_ok());
    let cases: Vec<Case> = accepted
        .enumerate()
        .flat_map(|(unit, (subject, _))| subject.trials.iter().map(move |trial| case(unit, trial)))
        .collect();
    let mut answers = driver::run(&format!("kiln-{name}"), &units, &cases).into_iter();
    for (subject, unit) in subjects.iter().zip(&generated) {
        let label = &subject.document.listed().name;
        if let Err(refusal) = unit {
            let _ = writeln!(wrong, "{name} | {label} | refused: {refusal}");
            continue;
        }
        let mut problems: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for trial in &subject.trials {
            let answer = answers.next().expect("an answer for each");
            let of = problems.entry(&subject.types[trial.ty].0).or_default();
            of.extend(problem(subject, trial, &answer, kept));
        }
        for (of, problems) in problems {
            if !list.expects(label, of, problems.is_empty()) {
                for problem in problems.iter().take(SHOWN) {
                    let _ = writeln!(wrong, "{name} | {label} | {of} | {problem}");
                }
            }
        }
    }
    println!("{name}: {} values of {} documents", cases.len(), units.len());
    wrong.extend(list.stale(|_| true).into_iter().map(|line| line + "\n"));
}

fn case(unit: usize, trial: &Trial) -> Case {
    Case {
        unit,
        ty: wrapped(trial.ty),
        json: format!("{{\"v\":{}}}", trial.value),
    }
}

/// What is wrong about an answer.
fn problem(subject: &Subject, trial: &Trial, answer: &Answer, kept: bool) -> Option<String> {
    let value = &trial.value;
    let (violations, json) = match answer {
        Answer::NotCompiled(error) => return Some(format!("does not compile: {error}")),
        Answer::Crashed => return Some(format!("{value} crashes")),
        Answer::NotEncoded(error) => return Some(format!("{value} is not encoded: {error}")),
        Answer::NotDecoded(error) => return trial.valid.then(|| format!("{value} is valid, not decoded: {error}")),
        Answer::Done { violations, json } => (violations, json),
    };
    match (trial.valid, violations) {
        (false, None) if kept => return Some(format!("{value} is invalid, accepted as {json}")),
        (false, _) => return None,
        (true, Some(violations)) => return Some(format!("{value} is valid, violates: {violations}")),
        (true, None) => {}
    }
    let Ok(back) = serde_json::from_str::<Value>(json) else {
        return Some(format!("{value} became no JSON: {json}"));
    };
    // What is kept may not be lost anywhere, whatever the schema declares.
    let schema = if kept {
        json!({ "additionalProperties": true })
    } else {
        Schemas::adapt(&subject.types[trial.ty].1, &subject.document)
    };
    let lost = loss(&subject.schemas, &schema, value, &back["v"])?;
    Some(format!("{value} became {json}: {lost}"))
}
