//! The clients of many documents as modules of one crate.
//!
//! A generated crate says `crate::` of its support code, which all share here, and of its own parts, which becomes
//! `crate::MODULE::`. Its root becomes the root of the module, with the lints that it sets for itself.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;
use std::path::Path;

use kiln::diag::Diagnostic;
use kiln::pipeline::{self, Layout, Request};
use kiln::source::Input;

use crate::unit::in_module;

/// The files of a generated crate by path.
pub(crate) type Files = BTreeMap<String, String>;

/// Generates the client of a document: its files, unless the document is refused, and what was noticed.
pub(crate) fn generate(spec: &Path, config: Option<&Path>) -> (Option<Files>, Vec<Diagnostic>) {
    let run = pipeline::run(&Request {
        spec: Input::File(spec.to_owned()),
        config: config.map(Path::to_owned),
        name: Some("probe".to_owned()),
        layout: Layout::Standalone,
        strict: false,
    });
    let files = run.output.map(|output| {
        let files = output.files.iter();
        files.map(|file| (file.path.clone(), file.text.clone())).collect()
    });
    (files, run.diagnostics)
}

/// The files of the modules and of the support code, below `src`; the root has to declare the modules and `runtime`.
pub(crate) fn sources<'a>(clients: impl Iterator<Item = (String, &'a Files)>) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut put = |path: String, text: String| files.insert(path, text.into_bytes());
    let mut runtime = BTreeSet::new();
    for (module, client) in clients {
        for (path, text) in client {
            if path == "src/lib.rs" {
                put(format!("src/{module}/mod.rs"), module_root(text, &module));
            } else if let Some(path) = path.strip_prefix("src/runtime/") {
                runtime.extend(path.split(['/', '.']).next());
                put(format!("src/runtime/{path}"), text.clone());
            } else if let Some(path) = path.strip_prefix("src/") {
                put(format!("src/{module}/{path}"), in_module(text, &module));
            }
        }
    }
    runtime.remove("mod");
    let modules = runtime.iter().map(|module| format!("pub mod {module};\n"));
    put("src/runtime/mod.rs".to_owned(), modules.collect());
    files
}

/// The manifest of a crate of this name, with what any of the clients depends on and what is added at the end.
pub(crate) fn manifest<'a>(name: &str, clients: impl Iterator<Item = &'a Files>, tail: &str) -> String {
    let mut sections: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for text in clients.filter_map(|client| client.get("Cargo.toml")) {
        let mut section = "";
        for line in text.lines().filter(|line| !line.is_empty()) {
            if line.starts_with('[') {
                section = line;
            } else {
                sections.entry(section).or_default().insert(line);
            }
        }
    }
    let head = format!("[workspace]\n\n[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
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
