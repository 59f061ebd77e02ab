//! What the generated crate calls things does not depend on the order of anything in the document, and what is added to
//! a document changes none of the names that are there.
//!
//! Documents are the golden cases, and, where the shared folder is there, the probes and the small documents of the
//! corpus; `KILN_CORPUS=all` takes all of the corpus, `KILN_SEEDS=n` tries so many orders of each, `KILN_ONLY=text` takes
//! only documents with such a name.

#[path = "../product/cases.rs"]
#[expect(dead_code, reason = "the other test program has more uses for it")]
mod cases;
#[path = "../conformance/exceptions.rs"]
mod exceptions;
#[path = "../conformance/parallel.rs"]
mod parallel;
mod shuffle;
mod subject;
#[path = "../support/mod.rs"]
mod support;
mod surface;
mod unrelated;

use std::collections::BTreeSet;

use exceptions::Exceptions;
use shuffle::Shuffle;
use subject::Subject;

/// Documents with more bytes are left out unless all are asked for.
const MODERATE: u64 = 70_000;

/// How many orders are tried of a document.
fn seeds() -> u64 {
    let asked = std::env::var("KILN_SEEDS").ok();
    asked.and_then(|text| text.parse().ok()).unwrap_or(2)
}

/// What is in one set and not in the other, by a few examples.
fn difference(before: &BTreeSet<String>, after: &BTreeSet<String>) -> String {
    let few = |sign: &str, items: Vec<&String>| -> String {
        let more = items.len().saturating_sub(6);
        let shown = items.iter().take(6).map(|item| format!("\n    {sign} {item}"));
        let rest = (more > 0).then(|| format!("\n    {sign} … {more} more"));
        shown.chain(rest).collect()
    };
    few("-", before.difference(after).collect()) + &few("+", after.difference(before).collect())
}

/// Checks all documents, and fails with what is wrong and not listed.
fn check(file: &'static str, list: &str, problem: impl Fn(&Subject) -> Option<String> + Sync) {
    let subjects = subject::all(MODERATE);
    let problems = parallel::map(&subjects, |_, subject| problem(subject));
    let mut exceptions = Exceptions::read(file, list);
    let mut wrong = Vec::new();
    for (subject, problem) in subjects.iter().zip(problems) {
        let expected = exceptions.expects(subject.kind, &subject.name, problem.is_none());
        let text = problem.unwrap_or_default();
        if !expected {
            wrong.push(format!("{} {}: {text}", subject.kind, subject.name));
        }
    }
    let whole = std::env::var_os("KILN_ONLY").is_none();
    wrong.extend(exceptions.stale(|kind| whole && subjects.iter().any(|subject| subject.kind == kind)));
    println!("{} documents, {} wrong", subjects.len(), wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_do_not_depend_on_the_order_of_anything() {
    check("order.txt", include_str!("order.txt"), |subject| {
        let before = subject.surface(&subject.root)?;
        (1..=seeds()).find_map(|seed| {
            let mut root = subject.root.clone();
            Shuffle::new(seed, &root).document(&mut root);
            let Some(after) = subject.surface(&root) else {
                return Some(format!("refused with seed {seed}"));
            };
            (before != after).then(|| format!("seed {seed}{}", difference(&before, &after)))
        })
    });
}

#[test]
fn what_is_added_changes_no_name_that_is_there() {
    check("additions.txt", include_str!("additions.txt"), |subject| {
        // A type that has become larger may be boxed, and is called the same.
        let surface = |root: &_| subject.surface(root).map(surface::unboxed);
        let before = surface(&subject.root)?;
        unrelated::ADDITIONS.iter().find_map(|(what, add)| {
            let mut root = subject.root.clone();
            add(&mut root);
            let Some(after) = surface(&root) else {
                return Some(format!("refused with {what}"));
            };
            (!before.is_subset(&after)).then(|| format!("with {what}{}", difference(&before, &after)))
        })
    });
}
