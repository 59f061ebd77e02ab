//! The probes: one construct of a document each. Every one generates, compiles without a warning, and has the shape that
//! its assertions in `assertions/` demand.

mod files;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::blame;
use crate::clients::{self, Files};
use crate::exceptions::Exceptions;
use crate::report;
use crate::support;
use crate::unit;
use crate::workshop::{self, cargo};

/// A document with one construct.
#[derive(Debug)]
pub(super) struct Probe {
    name: String,
    /// What was generated, by path.
    files: Files,
    /// Rust that has to compile and run with it.
    assertions: Option<String>,
}

impl Probe {
    /// The name of its module, which no keyword is.
    fn module(&self) -> String {
        format!("probe_{}", self.name)
    }
}

#[test]
fn every_probe_has_its_shape() {
    let Some(folder) = support::shared("probes") else {
        return;
    };
    let mut faults: BTreeMap<String, String> = BTreeMap::new();
    let mut probes = Vec::new();
    for path in documents(&folder) {
        let name = path
            .file_stem()
            .expect("a listed file has a name")
            .to_string_lossy()
            .into_owned();
        match generate(&path) {
            Ok(files) => {
                let assertions = assertions(&name);
                if assertions.is_none() {
                    faults.insert(name.clone(), "there is no assertion about it".to_owned());
                }
                probes.push(Probe {
                    name,
                    files,
                    assertions,
                });
            }
            Err(refusal) => {
                faults.insert(name, format!("refused: {refusal}"));
            }
        }
    }
    loop {
        let kept: Vec<&Probe> = probes
            .iter()
            .filter(|probe| !faults.contains_key(&probe.name))
            .collect();
        workshop::lay_out(&workshop::folder(files::NAME), &files::of(&kept));
        let found = test(&kept);
        let finished = found.values().all(|fault| fault.starts_with("fails"));
        faults.extend(found);
        if finished {
            break;
        }
    }
    let names: BTreeSet<&String> = probes.iter().map(|probe| &probe.name).chain(faults.keys()).collect();
    let mut list = Exceptions::read("probes/exceptions.txt", include_str!("exceptions.txt"));
    let (mut table, mut surprises) = (String::new(), String::new());
    for name in names {
        let fault = faults.get(name);
        let line = format!("{name} | {}", fault.map_or("as it shall be", String::as_str));
        let _ = writeln!(table, "{line}");
        if !list.expects(name, "*", fault.is_none()) {
            let _ = writeln!(surprises, "{line}");
        }
    }
    report::write("probes", &table);
    let stale = list.stale(|_| true).join("\n");
    assert!(surprises.is_empty() && stale.is_empty(), "{surprises}{stale}");
}

/// The probes, sorted; a file that only another refers to is none.
fn documents(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be listed");
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    paths
}

fn generate(path: &Path) -> Result<Files, String> {
    let (files, diagnostics) = clients::generate(path, None);
    files.ok_or_else(|| unit::errors(&diagnostics))
}

fn assertions(name: &str) -> Option<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/probes/assertions");
    fs::read_to_string(folder.join(format!("{name}.rs"))).ok()
}

/// Builds the crate and runs its assertions; what is wrong with which probe.
fn test(probes: &[&Probe]) -> BTreeMap<String, String> {
    let folder = workshop::folder(files::NAME);
    let arguments = ["test", "--test", "shapes", "--no-fail-fast", "--message-format=short"];
    let output = cargo(&folder, &arguments)
        .env("RUST_BACKTRACE", "0")
        .output()
        .expect("Cargo runs");
    let said = String::from_utf8_lossy(&output.stderr);
    let named = |rest: &str| {
        let rest = rest.strip_prefix("probe_")?;
        let probe = |probe: &&&Probe| {
            rest.strip_prefix(&probe.name)
                .is_some_and(|rest| rest.starts_with(['/', '.', ':']))
        };
        Some(probes.iter().find(probe)?.name.clone())
    };
    let mut found = blame::first(&said, true, |line| {
        named(
            line.strip_prefix("src/")
                .or_else(|| line.strip_prefix("tests/shapes/"))?,
        )
    });
    let ran = String::from_utf8_lossy(&output.stdout);
    for line in ran.lines().filter(|line| line.ends_with("... FAILED")) {
        let test = line.strip_prefix("test ").unwrap_or(line);
        if let Some(name) = named(test) {
            let at = ran
                .find(&format!("---- {}", test.trim_end_matches(" ... FAILED")))
                .unwrap_or_default();
            let why: String = ran[at..].lines().skip(3).take(4).collect::<Vec<_>>().join(" ");
            found.entry(name).or_insert_with(|| format!("fails: {test} {why}"));
        }
    }
    assert!(output.status.success() || !found.is_empty(), "{said}\n{ran}");
    found
}
