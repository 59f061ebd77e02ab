//! One crate of many documents' types, and a program in it that is given values.
//!
//! The values are data of the program and not compiled into it, so that a new value costs no compilation.

mod program_files;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{ChildStdin, Command, Stdio};

use crate::blame;
use crate::unit::Unit;
use crate::workshop::{self, cargo};

/// A value that is given to a type.
#[derive(Debug)]
pub(crate) struct Case {
    /// The document, as an index.
    pub(crate) unit: usize,
    /// The type's name in Rust.
    pub(crate) ty: String,
    /// The value as JSON text without line breaks.
    pub(crate) json: String,
}

/// What came of it.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    /// The generated code is wrong.
    NotCompiled(String),
    /// The program ended.
    Crashed,
    /// The value does not fit the type.
    NotDecoded(String),
    /// The decoded value cannot be written.
    NotEncoded(String),
    /// All went well.
    Done {
        /// What `validate()` says.
        violations: Option<String>,
        /// The value after decoding and encoding.
        json: String,
    },
}

/// Compiles the types of these documents in a crate of this name and gives them their values.
///
/// Documents whose code does not compile are left out of the crate.
pub(crate) fn run(name: &str, units: &[&Unit], cases: &[Case]) -> Vec<Answer> {
    let mut faults: BTreeMap<usize, String> = BTreeMap::new();
    let types: BTreeSet<(usize, &str)> = cases.iter().map(|case| (case.unit, case.ty.as_str())).collect();
    for (unit, ty) in &types {
        if !units[*unit].has(ty) {
            faults.entry(*unit).or_insert_with(|| format!("there is no type {ty}"));
        }
    }
    loop {
        let kept: Vec<(usize, &Unit)> = units
            .iter()
            .enumerate()
            .filter(|(index, _)| !faults.contains_key(index))
            .map(|(index, unit)| (index, *unit))
            .collect();
        let table: Vec<(usize, &str)> = types
            .iter()
            .filter(|(unit, _)| !faults.contains_key(unit))
            .copied()
            .collect();
        let folder = workshop::folder(name);
        workshop::lay_out(&folder, &program_files::of(name, &kept, &table));
        match build(&folder) {
            Ok(()) => return answers(name, &table, &faults, cases),
            Err(found) => faults.extend(found),
        }
    }
}

/// Builds the program; which documents are to blame if that fails, with the first error of each.
fn build(folder: &Path) -> Result<(), BTreeMap<usize, String>> {
    let mut command = cargo(folder, &["build", "--quiet", "--message-format=short"]);
    let output = command.output().expect("Cargo runs");
    if output.status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let found = blame::first(&text, false, |line| {
        let digits = line.strip_prefix("src/unit_")?.split('/').next()?;
        digits.parse().ok()
    });
    assert!(!found.is_empty(), "the fault is in no document:\n{text}");
    Err(found)
}

/// Gives the program its values, again from the next one whenever it crashes.
fn answers(name: &str, table: &[(usize, &str)], faults: &BTreeMap<usize, String>, cases: &[Case]) -> Vec<Answer> {
    let lines: Vec<Result<String, Answer>> = cases
        .iter()
        .map(|case| {
            if let Some(fault) = faults.get(&case.unit) {
                return Err(Answer::NotCompiled(fault.clone()));
            }
            let ty = (case.unit, case.ty.as_str());
            let index = table
                .binary_search(&ty)
                .expect("every type that compiles is in the table");
            Ok(format!("{index} {}\n", case.json))
        })
        .collect();
    let given: Vec<&String> = lines.iter().filter_map(|line| line.as_ref().ok()).collect();
    let program = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../debug").join(name);
    let mut said = Vec::new();
    while said.len() < given.len() {
        said.extend(talk(&program, &given[said.len()..]));
        if said.len() < given.len() {
            said.push(Answer::Crashed);
        }
    }
    let mut said = said.into_iter();
    let next = |line: Result<String, Answer>| line.map_or_else(|answer| answer, |_| said.next().expect("one each"));
    lines.into_iter().map(next).collect()
}

/// The answers of one run of the program, which are fewer than the lines if it crashes.
fn talk(program: &Path, lines: &[&String]) -> Vec<Answer> {
    let mut command = Command::new(program);
    let command = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = command.spawn().expect("the program was built");
    let (input, output) = (child.stdin.take().expect("piped"), child.stdout.take().expect("piped"));
    let answers = std::thread::scope(|scope| {
        scope.spawn(move || write(input, lines));
        let answers = BufReader::new(output).lines().map_while(Result::ok);
        answers.map(|line| parsed(&line)).collect()
    });
    child.wait().expect("the program ends");
    answers
}

/// Writes until all is written or nobody reads any more, which its missing answers tell.
fn write(mut input: ChildStdin, lines: &[&String]) {
    for line in lines {
        if input.write_all(line.as_bytes()).is_err() {
            return;
        }
    }
}

fn parsed(line: &str) -> Answer {
    let (what, rest) = line.split_once('\t').unwrap_or((line, ""));
    match what {
        "decode" => Answer::NotDecoded(rest.to_owned()),
        "done" => {
            let (violations, json) = rest.split_once('\t').unwrap_or(("", rest));
            Answer::Done {
                violations: Some(violations.to_owned()).filter(|violations| !violations.is_empty()),
                json: json.to_owned(),
            }
        }
        _ => Answer::NotEncoded(rest.to_owned()),
    }
}
