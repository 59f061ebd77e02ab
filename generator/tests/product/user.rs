//! A crate of somebody who uses generated ones: what its tests print when they pass.

use std::fmt::Write as _;
use std::path::Path;

use kiln::pipeline::{self, Layout, Request};
use kiln::source::Input;

use crate::cases;
use crate::workshop::{cargo, folder, lay_out, lock_file, succeeds};

/// What a user of calls depends on.
pub(crate) const TOKIO: &str = "tokio = { version = \"1\", features = [\"macros\", \"rt\", \"time\"] }\n";

/// Runs the tests of a crate that depends on those of golden cases, in a folder that stays from run to run.
pub(crate) fn of_cases(place: &str, cases: &[&str], dependencies: &str, name: &str, test: &str) -> String {
    let place = folder(place);
    let mut lines = dependencies.to_owned();
    for case in cases {
        let package = case.replace('_', "-");
        generate(case, &place.join(&package));
        let _ = writeln!(lines, "{package} = {{ path = \"../{package}\" }}");
    }
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{lines}\n\
         [profile.dev]\ndebug = \"line-tables-only\"\n\n[workspace]\n"
    );
    run(&place.join(name), &manifest, name, test)
}

/// Runs the tests of a crate that has a manifest and one file of tests; there must be no warning.
pub(crate) fn run(into: &Path, manifest: &str, name: &str, test: &str) -> String {
    let files = [
        ("Cargo.toml".to_owned(), manifest.to_owned()),
        ("Cargo.lock".to_owned(), lock_file()),
        ("src/lib.rs".to_owned(), "//! Nothing but tests.\n".to_owned()),
        (format!("tests/{name}.rs"), test.to_owned()),
    ];
    lay_out(into, &files.map(|(path, text)| (path, text.into_bytes())).into());
    let output = succeeds(&mut cargo(into, &["test"]));
    // Cargo repeats the warnings of path dependencies in every build.
    assert!(!output.contains("warning"), "{output}");
    output
}

/// Generates the crate of a golden case into a folder.
fn generate(case: &str, into: &Path) {
    let place = cases::repository().join("generator/tests/cases").join(case);
    let config = Some(place.join("kiln.toml")).filter(|file| file.exists());
    let run = pipeline::run(&Request {
        spec: Input::File(place.join("openapi.yaml")),
        config,
        name: Some(case.replace('_', "-")),
        layout: Layout::Package,
        strict: false,
    });
    let output = run.output.unwrap_or_else(|| panic!("{case}: {:?}", run.diagnostics));
    let files = output.files.iter();
    let wanted = files.map(|file| (file.path.clone(), file.text.clone().into_bytes()));
    lay_out(into, &wanted.collect());
}
