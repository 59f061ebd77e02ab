//! The module graph is a test: only the edges of [`EDGES`](crate::EDGES) exist, every file says what it is about, and neither
//! files nor functions are too long to be read at once.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::EDGES;

/// Every Rust file below a folder.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is part of the package") {
        let path = entry.expect("the folder is readable").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// A file's code without its tests: they may build their input with the stages before, whatever their own stage may use.
fn code_of(path: &Path) -> String {
    if path.file_name().is_some_and(|name| name == "tests.rs")
        || path.components().any(|part| part.as_os_str() == "tests")
    {
        return String::new();
    }
    let text = fs::read_to_string(path).expect("the file is readable");
    text.split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or_default()
        .to_owned()
}

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The top-level module that a file belongs to.
fn module_of(path: &Path) -> String {
    let relative = path
        .strip_prefix(source_folder())
        .expect("the file was found below the folder");
    let first = relative.iter().next().expect("a file's path is not empty");
    first.to_string_lossy().trim_end_matches(".rs").to_owned()
}

/// The modules after `crate::` in code; a `use crate::{a, b::c}` names several.
fn used_modules(text: &str) -> BTreeSet<String> {
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect();
    let mut modules = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 1;
            let mut name = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 1 => modules.extend(first_segment(&std::mem::take(&mut name))),
                    _ if depth == 1 => name.push(c),
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
            }
            modules.extend(first_segment(&name));
        } else {
            modules.extend(first_segment(rest));
        }
    }
    modules
}

fn first_segment(path: &str) -> Option<String> {
    let name: String = path
        .trim_start()
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    (!name.is_empty()).then_some(name)
}

#[test]
fn modules_use_only_what_the_table_of_edges_allows() {
    let known: BTreeSet<&str> = EDGES.iter().map(|(module, _)| *module).collect();
    let mut wrong = Vec::new();
    for path in rust_files(&source_folder()) {
        let module = module_of(&path);
        if matches!(module.as_str(), "lib" | "main" | "layers") {
            continue;
        }
        let Some((_, allowed)) = EDGES.iter().find(|(name, _)| *name == module) else {
            wrong.push(format!("{} belongs to no module of the table", path.display()));
            continue;
        };
        for used in used_modules(&code_of(&path)) {
            let is_module = known.contains(used.as_str());
            if is_module && used != module && used != "diag" && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{}: {module} must not use {used}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn syn_is_used_only_where_text_is_made() {
    for path in rust_files(&source_folder()) {
        let module = module_of(&path);
        let code = code_of(&path);
        let prints = ["quote!(", "quote! {", "syn::", "prettyplease::"]
            .iter()
            .any(|name| code.contains(name));
        assert!(
            !prints || matches!(module.as_str(), "emit" | "format" | "layers"),
            "{} is neither emit nor format, and makes tokens",
            path.display()
        );
    }
}

#[test]
fn every_file_begins_with_what_it_is_about() {
    for path in rust_files(&source_folder()) {
        let text = fs::read_to_string(&path).expect("the file is readable");
        assert!(text.starts_with("//!"), "{} has no module docs", path.display());
    }
}

/// The most lines of a file.
const LONGEST_FILE: usize = 450;
/// The most lines of a function.
const LONGEST_FUNCTION: usize = 100;
/// What is longer all the same: `path` or `path function`.
const LONG: &[&str] = &[
    "runtime/tests/json_suite.rs",
    "tests/source/errors/json.rs invalid_json",
];

/// The functions of a file with the numbers of their lines, as rustfmt lays them out.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let code = line.trim_start();
        let indent = &line[..line.len() - code.len()];
        let words: Vec<&str> = code.split([' ', '(', '<']).collect();
        let Some(at) = words.iter().position(|word| *word == "fn") else {
            continue;
        };
        let qualifiers = ["pub", "crate)", "super)", "const", "async", "in"];
        if !words[..at].iter().all(|word| qualifiers.contains(word)) {
            continue;
        }
        let end = format!("{indent}}}");
        let height = lines[start..].iter().position(|line| *line == end);
        let name = words.get(at + 1).copied().unwrap_or_default();
        found.extend(height.map(|height| (name.to_owned(), height + 1)));
    }
    found
}

#[test]
fn neither_files_nor_functions_are_too_long() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut long = BTreeSet::new();
    let mut seen = 0;
    for folder in ["src", "tests", "runtime/src", "runtime/tests"] {
        for path in rust_files(&root.join(folder)) {
            let text = fs::read_to_string(&path).expect("the file is readable");
            let name = path.strip_prefix(root).expect("it was found below the folder");
            let name = name.to_string_lossy().replace('\\', "/");
            if text.lines().count() > LONGEST_FILE {
                long.insert(name.clone());
            }
            for (function, height) in functions(&text) {
                seen += 1;
                if height > LONGEST_FUNCTION {
                    long.insert(format!("{name} {function}"));
                }
            }
        }
    }
    assert!(seen > 1000, "only {seen} functions were found");
    let expected: BTreeSet<String> = LONG.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(
        long, expected,
        "split what is new here, and take what is gone from the list"
    );
}
