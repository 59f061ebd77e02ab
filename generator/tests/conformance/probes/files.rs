//! The files of one crate that has the client of each probe as a module, and its assertions as a test.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Probe;
use crate::clients;
use crate::workshop;

/// The name of the crate.
pub(super) const NAME: &str = "kiln-probes";
const SHAPES: &str = include_str!("shapes.rs");
/// What a module of assertions begins with.
const PRELUDE: &str = "use crate::*;\n\n";
/// What the manifest ends with.
const TAIL: &str = "\n[dev-dependencies]\nserde_json = \"1.0\"\n\n[profile.dev]\ndebug = \"line-tables-only\"\n";

/// The files by path.
pub(super) fn of(probes: &[&Probe]) -> BTreeMap<String, Vec<u8>> {
    let mut files = clients::sources(probes.iter().map(|probe| (probe.module(), &probe.files)));
    let mut put = |path: String, text: String| files.insert(path, text.into_bytes());
    // Modules are called after the files of the probes.
    let mut root = "//! The probes.\n\n#![allow(non_snake_case)]\n\n".to_owned();
    let mut shapes = format!("#![allow(warnings)]\n\n{SHAPES}\n");
    for probe in probes {
        let module = probe.module();
        let _ = writeln!(root, "pub mod {module};");
        if let Some(text) = &probe.assertions {
            let _ = writeln!(shapes, "mod {module};");
            put(
                format!("tests/shapes/{module}.rs"),
                format!("use kiln_probes::{module} as api;\n{PRELUDE}{text}"),
            );
        }
    }
    root.push_str("#[allow(dead_code, unused_imports, unused_macros)]\nmod runtime;\n");
    put("Cargo.lock".to_owned(), workshop::lock_file());
    let manifest = clients::manifest(NAME, probes.iter().map(|probe| &probe.files), TAIL);
    put("Cargo.toml".to_owned(), manifest);
    put("src/lib.rs".to_owned(), root);
    put("tests/shapes/main.rs".to_owned(), shapes);
    files
}
