//! The JSON-Schema-Test-Suite: every group is a type, its valid instances pass through it unchanged, and its invalid ones
//! are refused while decoding or by `validate()`.
//!
//! The schema of a group stands in a file of its own, to which the one component of a document refers, so that `#` means
//! what it means in the suite.

mod group;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use kiln_runtime::json::{self, Value};

use crate::driver::{self, Answer, Case};
use crate::exceptions::Exceptions;
use crate::parallel;
use crate::report;
use crate::support;
use crate::unit::{self, Unit};
use crate::workshop;
use group::{Group, Test};

/// Everything is kept and taken exactly, and the suite's other files are where its references say.
const CONFIG: &str = "[types]\nuntyped = \"exact\"\nundeclared = \"keep\"\nnumbers = \"exact\"\n\n[references]\n";
/// The least share of the invalid instances that have to be refused, in percent.
const REFUSED: usize = 90;

#[test]
fn the_json_schema_test_suite() {
    let Some(folder) = support::shared("conformance/json-schema") else {
        return;
    };
    let groups = group::all(&folder);
    let input = workshop::folder("suite-input");
    let remotes = folder.canonicalize().expect("the folder is there").join("remotes");
    let config = unit::configuration(
        "suite",
        &format!("{CONFIG}{:?} = {remotes:?}\n", "http://localhost:1234/"),
    );
    let generated = parallel::map(&groups, |index, group| {
        group.generate(&input.join(index.to_string()), &config)
    });
    let units: Vec<&Unit> = generated.iter().filter_map(|unit| unit.as_ref().ok()).collect();
    let mut cases = Vec::new();
    for (unit, (group, _)) in groups
        .iter()
        .zip(&generated)
        .filter(|(_, unit)| unit.is_ok())
        .enumerate()
    {
        cases.extend(group.tests.iter().map(|test| Case {
            unit,
            ty: group::TYPE.to_owned(),
            json: test.wrapped(),
        }));
    }
    let mut answers = driver::run("kiln-json-schema-suite", &units, &cases).into_iter();
    let mut tally = Tally::default();
    let mut list = Exceptions::read("suite/exceptions.txt", include_str!("exceptions.txt"));
    let (mut failures, mut surprises) = (String::new(), String::new());
    for (group, unit) in groups.iter().zip(&generated) {
        for test in &group.tests {
            let failure = match unit {
                Ok(_) => failure(group, test, &answers.next().expect("an answer for each case")),
                Err(refusal) => Some(format!("refused: {refusal}")),
            };
            let passes = failure.is_none();
            tally.count(group, test, passes);
            let line = format!("{} | {} | {}\n", group.name(), test.name, failure.unwrap_or_default());
            if !passes {
                failures.push_str(&line);
            }
            if !list.expects(&group.name(), &test.name, passes) {
                surprises.push_str(&line);
            }
        }
    }
    report::write("suite", &format!("{tally}\n{failures}"));
    let stale = list.stale(|_| true).join("\n");
    assert!(surprises.is_empty() && stale.is_empty(), "{surprises}{stale}");
    assert!(tally.refused() >= REFUSED, "{tally}");
}

/// What is wrong about an answer.
fn failure(group: &Group, test: &Test, answer: &Answer) -> Option<String> {
    match (answer, test.valid) {
        (Answer::NotCompiled(error), _) => Some(format!("does not compile: {error}")),
        (Answer::Crashed, _) => Some("crashes".to_owned()),
        (Answer::NotEncoded(error), _) => Some(format!("does not encode: {error}")),
        (
            Answer::NotDecoded(_)
            | Answer::Done {
                violations: Some(_), ..
            },
            false,
        ) => None,
        (Answer::NotDecoded(error), true) => Some(format!("valid, not decoded: {error}")),
        (Answer::Done { .. }, false) => Some("invalid, accepted".to_owned()),
        (Answer::Done { violations, json }, true) => {
            let back: Option<Value> = json::from_slice(json.as_bytes()).ok();
            let sent: Option<Value> = json::from_slice(test.wrapped().as_bytes()).ok();
            if back.is_none() || back != sent {
                return Some(format!("valid, altered: {} became {json}", test.wrapped()));
            }
            let violations = violations.as_ref().filter(|_| group.asserts_formats())?;
            Some(format!("valid, violates: {violations}"))
        }
    }
}

/// How many pass, by file.
#[derive(Default)]
struct Tally(BTreeMap<String, [usize; 4]>);

impl Tally {
    fn count(&mut self, group: &Group, test: &Test, passes: bool) {
        let counts = self.0.entry(group.file.clone()).or_default();
        let at = if test.valid { 0 } else { 2 };
        counts[at] += usize::from(passes);
        counts[at + 1] += 1;
    }

    fn totals(&self) -> [usize; 4] {
        let add = |sum: [usize; 4], counts: &[usize; 4]| std::array::from_fn(|at| sum[at] + counts[at]);
        self.0.values().fold([0; 4], add)
    }

    /// The share of the invalid instances that are refused, in percent.
    fn refused(&self) -> usize {
        let [.., refused, invalid] = self.totals();
        100 * refused / invalid.max(1)
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut text = String::new();
        let all = self.0.iter().map(|(file, counts)| (file.as_str(), *counts));
        for (file, [accepted, valid, refused, invalid]) in all.chain([("all", self.totals())]) {
            let _ = writeln!(
                text,
                "{file}: {accepted} of {valid} valid accepted, {refused} of {invalid} invalid refused"
            );
        }
        f.write_str(&text)
    }
}
