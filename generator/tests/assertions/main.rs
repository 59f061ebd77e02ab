//! Assertions against the JSON-Schema-Test-Suite: every schema of the suite is lowered in full, beneath a `not`, and the
//! runtime evaluates it in this process.
//!
//! What the suite asks for and kiln does not do stands in `exceptions.txt`, with the reason; an entry that is no longer
//! true fails too.

mod suite;
#[path = "../support/mod.rs"]
mod support;
mod tables;

use std::collections::{BTreeMap, BTreeSet};

use suite::Group;

/// The groups that are not evaluated as the suite wants it: file, description of the group, reason.
fn exceptions() -> BTreeMap<(String, String), String> {
    let text = include_str!("exceptions.txt");
    let lines = text.lines().filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let mut fields = line.split(" | ").map(str::to_owned);
            let mut field = || fields.next().expect("an exception has a file, a group and a reason");
            ((field(), field()), field())
        })
        .collect()
}

#[test]
fn verdicts_are_those_of_the_suite() {
    let Some(folder) = support::shared("conformance/json-schema") else {
        return;
    };
    let mut known = exceptions();
    let mut wrong = Vec::new();
    let (mut groups, mut verdicts) = (0, 0);
    for Group {
        file,
        name,
        schema,
        cases,
    } in suite::groups(&folder)
    {
        groups += 1;
        let table = tables::lowered(&schema);
        let mut failed = BTreeSet::new();
        for case in &cases {
            verdicts += 1;
            let verdict = table.as_ref().ok().map(|table| tables::fits(table, &case.data));
            if verdict != Some(case.valid) {
                failed.insert(case.name.clone());
            }
        }
        match (known.remove(&(file.clone(), name.clone())), failed.is_empty()) {
            (Some(reason), true) => wrong.push(format!("{file} | {name}: passes after all, although: {reason}")),
            (None, false) => {
                let codes = table.err().unwrap_or_default();
                wrong.push(format!("{file} | {name}: {failed:?} {codes}"));
            }
            _ => {}
        }
    }
    wrong.extend(
        known
            .into_keys()
            .map(|(file, name)| format!("{file} | {name}: is not in the suite")),
    );
    println!("{verdicts} verdicts of {groups} groups");
    assert!(wrong.is_empty(), "{} of {groups}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(groups > 300, "only {groups} groups were found");
}
