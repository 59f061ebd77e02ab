//! Real documents are lowered and decided upon without a panic, and what is said about them is counted; those of several
//! files have all of them.
//!
//! The documents are third-party data and not part of the project; where they are missing, the test says so.

#[path = "support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use kiln::diag::{Code, Pointer, Severity, Sink, Sources};
use kiln::openapi::{Bundle, Document, Places};
use kiln::source::{Input, Limits};
use kiln::{lower, passes};

/// What came of one document.
struct Outcome {
    codes: Vec<Code>,
    operations: usize,
    types: usize,
    /// How many files were read.
    files: usize,
}

/// Lowers one document; absent if it is none of a version that kiln reads.
fn run(path: &Path) -> Option<Outcome> {
    let mut sink = Sink::default();
    let mut sources = Sources::default();
    let input = Input::File(path.to_owned());
    let bundle = Bundle::read(&input, &Places::default(), &mut sources, &Limits::default(), &mut sink)?;
    let document = Document::of(bundle, &mut sink)?;
    let mut api = lower::lower(&document, &lower::Settings::default(), &sources, &mut sink);
    let again = lower::lower(&document, &lower::Settings::default(), &sources, &mut Sink::default());
    assert!(
        api.types.defs == again.types.defs && api.operations == again.operations,
        "lowering is deterministic"
    );
    let locate = |pointer: &Pointer| document.find(pointer).map(|node| document.place(node));
    passes::reshape(&mut api, &locate, &mut sink);
    let decisions = passes::decide(&api, &passes::Settings::default(), &locate, &mut sink);
    let resources = decisions.resources.resources.iter();
    let grouped: usize = resources.map(|resource| resource.operations.len()).sum();
    assert_eq!(grouped, api.operations.len(), "every operation belongs to one resource");
    if std::env::var_os("KILN_CORPUS_VERBOSE").is_some() {
        for diagnostic in sink.diagnostics() {
            let place = diagnostic
                .primary
                .as_ref()
                .map(|label| label.place.pointer.to_string())
                .unwrap_or_default();
            println!("  {} {place}: {}", diagnostic.code.id(), diagnostic.message);
        }
    }
    let codes = sink.diagnostics().iter().map(|diagnostic| diagnostic.code).collect();
    Some(Outcome {
        codes,
        operations: api.operations.len(),
        types: api.types.defs.len(),
        files: sources.paths().count(),
    })
}

/// Documents of several files, how many those are at least, and what is wrong with their references: the codes of
/// references that lead nowhere, to a file that is not there, or onto the network.
const SEVERAL_FILES: &[(&str, usize, &[Code])] = &[
    // One of its references leads to another kind of thing than is wanted.
    ("hey-api-full-31/full.yaml", 2, &[Code::UnresolvedReference]),
    ("lago-multi/src/openapi.yaml", 300, &[]),
    ("opensearch/namespaces/_core.yaml", 30, &[]),
    // Its operations name a security scheme that is declared nowhere.
    ("pb33f-nested/openapi.yaml", 5, &[Code::UnresolvedReference]),
    ("pb33f/test_specs/burgershop.openapi.yaml", 1, &[]),
    // It names one of its files by the URL that it once had.
    (
        "pb33f/test_specs/mixedref-burgershop.openapi.yaml",
        2,
        &[Code::ExternalReference],
    ),
    ("polaris-catalog/iceberg-rest-catalog-open-api.yaml", 1, &[]),
    ("polaris-catalog/polaris-catalog-service.yaml", 6, &[]),
];

#[test]
fn documents_of_several_files_are_read_whole() {
    const OF_REFERENCES: [Code; 4] = [
        Code::FileUnreadable,
        Code::UnresolvedReference,
        Code::ReferenceCycle,
        Code::ExternalReference,
    ];
    let Some(folder) = support::shared("corpus/documents") else {
        return;
    };
    for (name, files, expected) in SEVERAL_FILES {
        let outcome = run(&folder.join(name)).unwrap_or_else(|| panic!("{name} is readable"));
        let mut codes = outcome.codes;
        codes.retain(|code| OF_REFERENCES.contains(code));
        codes.dedup();
        assert_eq!(codes, *expected, "{name}");
        assert!(outcome.files >= *files, "{name}: {} files", outcome.files);
        println!(
            "{name}: {} files, {} operations, {} types",
            outcome.files, outcome.operations, outcome.types
        );
    }
}

#[test]
fn real_documents_are_lowered_without_a_panic() {
    let Some(folder) = support::shared("corpus/documents") else {
        return;
    };
    let entries = std::fs::read_dir(&folder).expect("the folder can be listed");
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.is_file());
    files.sort();
    let mut totals: BTreeMap<Code, (usize, usize)> = BTreeMap::new();
    let (mut read, mut clean) = (0, 0);
    for path in &files {
        let started = Instant::now();
        let Some(outcome) = run(path) else { continue };
        let errors = outcome
            .codes
            .iter()
            .filter(|code| code.severity() == Severity::Error)
            .count();
        println!(
            "{}: {} operations, {} types, {errors} errors of {} diagnostics, {:.1?}",
            path.file_name().unwrap_or_default().to_string_lossy(),
            outcome.operations,
            outcome.types,
            outcome.codes.len(),
            started.elapsed()
        );
        read += 1;
        clean += usize::from(errors == 0);
        let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
        for code in outcome.codes {
            *counts.entry(code).or_default() += 1;
        }
        for (code, count) in counts {
            let total = totals.entry(code).or_default();
            *total = (total.0 + count, total.1 + 1);
        }
    }
    println!(
        "{read} of {} files are documents of 2.0 to 3.2, {clean} of them without errors",
        files.len()
    );
    for (code, (count, documents)) in totals {
        println!("{} {code:?}: {count} in {documents} documents", code.id());
    }
    assert!(read > 50, "the corpus holds more documents than that");
}
