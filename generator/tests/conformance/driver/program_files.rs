//! The files of the crate: its manifest, its program, the support code, and the types of each document.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::unit::{Unit, in_module, modules};
use crate::workshop;

const PROGRAM: &str = include_str!("program.rs");
/// What only the support code for calls depends on.
const OF_CALLS: [&str; 10] = [
    "bytes",
    "fastrand",
    "http",
    "http-body",
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
    put("Cargo.lock".to_owned(), workshop::lock_file());
    put("Cargo.toml".to_owned(), manifest(name, units));
    put("src/main.rs".to_owned(), main(units, table));
    put("src/program.rs".to_owned(), PROGRAM.to_owned());
    let mut support = BTreeSet::from(["json", "validate"]);
    for (index, unit) in units {
        for (path, text) in &unit.types {
            let text = in_module(text, &format!("unit_{index}"));
            put(format!("src/unit_{index}/{path}"), text);
        }
        for (path, text) in &unit.runtime {
            put(format!("src/runtime/{path}"), text.clone());
        }
        support.extend(modules(unit.runtime.keys()));
    }
    put("src/runtime/mod.rs".to_owned(), declared(&support));
    files
}

/// The declarations of modules.
fn declared(modules: &BTreeSet<&str>) -> String {
    let lines = modules.iter().map(|module| format!("pub(crate) mod {module};\n"));
    lines.collect()
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
        let _ = write!(
            text,
            "mod unit_{index} {{\n{}}}\n",
            declared(&modules(unit.types.keys()))
        );
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
