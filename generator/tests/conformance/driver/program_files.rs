//! The files of the crate: its manifest, its program, the support code, and the types of each document.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::unit::Unit;

const PROGRAM: &str = include_str!("program.rs");
/// The part of the support code that is about calls and not about values, with what it depends on.
const CALLS: &str = "http/";
const OF_CALLS: [&str; 9] = [
    "bytes",
    "fastrand",
    "http",
    "httpdate",
    "percent-encoding",
    "reqwest",
    "secrecy",
    "tokio",
    "tracing",
];

/// The files by path, for these documents and this table of their types.
pub(super) fn of(name: &str, units: &[(usize, &Unit)], table: &[(usize, &str)]) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut put = |path: String, text: String| files.insert(path, text.into_bytes());
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    put(
        "Cargo.lock".to_owned(),
        fs::read_to_string(lock).expect("the lock file is there"),
    );
    put("Cargo.toml".to_owned(), manifest(name, units));
    put("src/main.rs".to_owned(), main(units, table));
    put("src/program.rs".to_owned(), PROGRAM.to_owned());
    let mut modules = BTreeSet::from(["json", "validate"]);
    for (index, unit) in units {
        for (path, text) in &unit.types {
            let own = format!("crate::unit_{index}::checks");
            put(
                format!("src/unit_{index}/types/{path}"),
                text.replace("crate::checks", &own),
            );
        }
        if let Some(text) = &unit.checks {
            put(format!("src/unit_{index}/checks.rs"), text.clone());
        }
        for (path, text) in &unit.runtime {
            if path != "mod.rs" && !path.starts_with(CALLS) {
                put(format!("src/runtime/{path}"), text.clone());
                modules.insert(path.split(['/', '.']).next().unwrap_or_default());
            }
        }
    }
    let modules: String = modules.iter().fold(String::new(), |mut text, module| {
        let _ = writeln!(text, "pub(crate) mod {module};");
        text
    });
    put("src/runtime/mod.rs".to_owned(), modules);
    files
}

fn manifest(name: &str, units: &[(usize, &Unit)]) -> String {
    let lines: BTreeSet<&String> = units.iter().flat_map(|(_, unit)| &unit.dependencies).collect();
    let mut text = format!(
        "[workspace]\n\n[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [profile.dev]\ndebug = \"line-tables-only\"\n\n[profile.dev.package.{name}]\ndebug = false\n\n[dependencies]\n"
    );
    for line in lines {
        let dependency = line.split([' ', '.', '=']).next().unwrap_or_default();
        if !OF_CALLS.contains(&dependency) {
            let _ = writeln!(text, "{line}");
        }
    }
    text
}

/// The root of the crate: a module for each document, and what is called for each of their types.
fn main(units: &[(usize, &Unit)], table: &[(usize, &str)]) -> String {
    let mut text = "#![allow(warnings)]\n\nmod program;\nmod runtime;\n".to_owned();
    for (index, unit) in units {
        let checks = if unit.checks.is_some() { "mod checks; " } else { "" };
        let _ = writeln!(text, "mod unit_{index} {{ {checks}pub mod types; }}");
    }
    text.push_str("\nuse program::Unchecked as _;\n\nstatic TABLE: &[fn(&str) -> String] = &[\n");
    for (unit, ty) in table {
        let _ = writeln!(
            text,
            "    |text| program::case::<unit_{unit}::types::{ty}>(text, |value| value.validate()),"
        );
    }
    text.push_str(
        "];\n\nfn main() {\n    \
         let thread = std::thread::Builder::new().stack_size(256 << 20).spawn(|| program::answer_all(TABLE));\n    \
         thread.expect(\"a thread\").join().expect(\"no panic\");\n}\n",
    );
    text
}
