//! The files of one crate that has the client of each probe as a module.
//!
//! A generated crate says `crate::` of its support code, which all share here, and of its own parts, which becomes
//! `crate::probe_NAME::`. Its root becomes the root of the module, with the lints that it sets for itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::iter;

use super::Probe;
use crate::unit::in_module;
use crate::workshop;

/// The name of the crate.
pub(super) const NAME: &str = "kiln-probes";
const SHAPES: &str = include_str!("shapes.rs");
/// What a module of assertions begins with.
const PRELUDE: &str = "use crate::*;\n\n";

/// The files by path.
pub(super) fn of(probes: &[&Probe]) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut put = |path: String, text: String| files.insert(path, text.into_bytes());
    put("Cargo.lock".to_owned(), workshop::lock_file());
    put("Cargo.toml".to_owned(), manifest(probes));
    // Modules are called after the files of the probes.
    let mut root = "//! The probes.\n\n#![allow(non_snake_case)]\n\n".to_owned();
    let mut shapes = format!("#![allow(warnings)]\n\n{SHAPES}\n");
    let mut runtime = BTreeSet::new();
    for probe in probes {
        let module = probe.module();
        let _ = writeln!(root, "pub mod {module};");
        for (path, text) in &probe.files {
            if path == "src/lib.rs" {
                put(format!("src/{module}/mod.rs"), module_root(text, &module));
            } else if let Some(path) = path.strip_prefix("src/runtime/") {
                runtime.extend(path.split(['/', '.']).next());
                put(format!("src/runtime/{path}"), text.clone());
            } else if let Some(path) = path.strip_prefix("src/") {
                put(format!("src/{module}/{path}"), in_module(text, &module));
            }
        }
        if let Some(text) = &probe.assertions {
            let _ = writeln!(shapes, "mod {module};");
            put(
                format!("tests/shapes/{module}.rs"),
                format!("use kiln_probes::{module} as api;\n{PRELUDE}{text}"),
            );
        }
    }
    runtime.remove("mod");
    root.push_str("#[allow(dead_code, unused_imports, unused_macros)]\nmod runtime;\n");
    let modules = runtime.iter().map(|module| format!("pub(crate) mod {module};\n"));
    put("src/runtime/mod.rs".to_owned(), modules.collect());
    put("src/lib.rs".to_owned(), root);
    put("tests/shapes/main.rs".to_owned(), shapes);
    files
}

/// The manifest with what any of the probes depends on.
fn manifest(probes: &[&Probe]) -> String {
    let mut sections: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (_, text) in probes
        .iter()
        .filter_map(|probe| probe.files.get_key_value("Cargo.toml"))
    {
        let mut section = "";
        for line in text.lines().filter(|line| !line.is_empty()) {
            if line.starts_with('[') {
                section = line;
            } else {
                sections.entry(section).or_default().insert(line);
            }
        }
    }
    let head = format!("[workspace]\n\n[package]\nname = \"{NAME}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
    let tail = "\n[dev-dependencies]\nserde_json = \"1.0\"\n\n[profile.dev]\ndebug = \"line-tables-only\"\n";
    let shared = ["[features]", "[dependencies]"].map(|section| {
        let lines = sections.get(section).into_iter().flatten();
        let lines = iter::once(section).chain(lines.copied());
        lines.fold("\n".to_owned(), |text, line| text + line + "\n")
    });
    [&head, &shared[0], &shared[1], tail].concat()
}

/// The root of a crate as that of a module.
fn module_root(text: &str, module: &str) -> String {
    let end = "mod runtime;\n";
    let (before, after) = text.split_once(end).expect("every crate has support code");
    let (before, _) = before
        .rsplit_once("#[allow(")
        .expect("the support code has its lints off");
    let text = format!("{before}{after}").replace("pub use runtime::", "pub use crate::runtime::");
    in_module(&text, module)
}
