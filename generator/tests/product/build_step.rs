//! kiln in build scripts: this repository's own, in a copy of the repository, and one that writes to `OUT_DIR`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use crate::cases;
use crate::workshop::{cargo, fails, files, folder, lay_out, lock_file, succeeds};

/// A user's program that compiles only if the request has the property that the edited document adds.
const PROGRAM: &str = "//! Sets the new property.

fn main() {
    let request = kernel_api::types::BrowserRequest { colour_scheme: Some(\"dark\".to_owned()), ..Default::default() };
    println!(\"{request:?}\");
}
";

/// The repository without what Cargo and git put there.
fn repository() -> BTreeMap<String, Vec<u8>> {
    let root = cases::repository();
    let mut all = BTreeMap::new();
    for name in ["Cargo.toml", "Cargo.lock", "build.rs"] {
        all.insert(name.to_owned(), fs::read(root.join(name)).expect("the file is there"));
    }
    for below in ["generated", "generator", "spec", "tests"] {
        let found = files(&root.join(below)).into_iter();
        all.extend(found.map(|(name, bytes)| (format!("{below}/{name}"), bytes)));
    }
    all
}

/// When each generated file was written.
fn times(generated: &Path) -> BTreeMap<String, SystemTime> {
    let time = |name: &String| {
        fs::metadata(generated.join(name))
            .and_then(|file| file.modified())
            .expect("the file is there")
    };
    files(generated)
        .into_keys()
        .map(|name| (name.clone(), time(&name)))
        .collect()
}

fn add_property(spec: &Path, name: &str) {
    let text = fs::read_to_string(spec).expect("the document is there");
    let anchor = "        invocation_id:\n";
    assert!(text.contains(anchor), "the document changed: this test edits it here");
    let property = format!("        {name}:\n          type: string\n{anchor}");
    fs::write(spec, text.replacen(anchor, &property, 1)).expect("the copy is writable");
}

/// Cargo in the copy, with a target folder of its own: Cargo takes packages at the same place of two workspaces for the
/// same, and would pass the copy's edited client off as the repository's.
fn cargo_there(copy: &Path, arguments: &[&str]) -> Command {
    let mut command = cargo(copy, arguments);
    command.env("CARGO_TARGET_DIR", folder("repository-target"));
    command
}

#[test]
fn the_build_follows_the_document() {
    let copy = folder("repository");
    let mut wanted = repository();
    wanted.insert(
        "generated/examples/new_property.rs".to_owned(),
        PROGRAM.as_bytes().to_owned(),
    );
    lay_out(&copy, &wanted);
    let (spec, generated) = (copy.join("spec/kernel.yaml"), copy.join("generated"));
    let build = ["build", "-p", "kernel-api"];
    let program = ["run", "--quiet", "-p", "kernel-api", "--example", "new_property"];

    // The committed files are what the document gives: nothing is written.
    let committed = times(&generated);
    succeeds(&mut cargo_there(&copy, &build));
    assert_eq!(times(&generated), committed);

    // One build after an edit, and a program can use what is new.
    add_property(&spec, "colour_scheme");
    let output = succeeds(&mut cargo_there(&copy, &program));
    assert!(output.contains("colour_scheme: Some(\"dark\")"), "{output}");
    let written = times(&generated);
    let changed: Vec<&String> = written
        .iter()
        .filter(|(name, time)| committed.get(*name) != Some(time))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(changed, ["README.md", "src/types/browser_request.rs"]);
    succeeds(&mut cargo_there(&copy, &program));
    assert_eq!(times(&generated), written, "the second run writes");

    // What somebody deletes or changes comes back.
    let error = generated.join("src/types/error.rs");
    let text = fs::read(&error).expect("the file is there");
    fs::remove_file(&error).expect("the copy is writable");
    succeeds(&mut cargo_there(&copy, &build));
    assert_eq!(fs::read(&error).expect("the file is there again"), text);
    let written = times(&generated);

    // With CI set nothing is written, and the build fails with the files.
    add_property(&spec, "colour_depth");
    let message = fails(cargo_there(&copy, &build).env("CI", "true"));
    assert!(message.contains("src/types/browser_request.rs"), "{message}");
    assert!(message.contains("differ"), "{message}");
    assert_eq!(times(&generated), written);

    // A document that is refused fails the build, with the place, and leaves the files as they are.
    let text = fs::read_to_string(&spec).expect("the document is there");
    let broken = text.replacen("openapi: 3.", "openapi: 9.", 1);
    fs::write(&spec, broken).expect("the copy is writable");
    let message = fails(&mut cargo_there(&copy, &build));
    assert!(
        message.contains("K0101") && message.contains("spec/kernel.yaml:"),
        "{message}"
    );
    assert_eq!(times(&generated), written);
}

/// The dependencies and features of this repository's client, and the versions that its workspace gives them.
fn dependencies() -> String {
    let read = |name| fs::read_to_string(cases::repository().join(name)).expect("the file is there");
    let (client, workspace) = (read("generated/Cargo.toml"), read("Cargo.toml"));
    let between = |text: &str, start, end| -> String {
        let rest = text.split_once(start).map(|(_, rest)| rest.split_once(end));
        rest.flatten().expect("both marks are there").0.to_owned()
    };
    format!(
        "[features]{}[workspace]\n[workspace.dependencies]{}",
        between(&client, "[features]", "[build-dependencies]"),
        between(&workspace, "[workspace.dependencies]", "kiln =")
    )
}

/// A package whose whole code comes from its build script.
fn included() -> BTreeMap<String, Vec<u8>> {
    let shown = |path: &Path| toml::Value::String(path.to_string_lossy().into_owned()).to_string();
    let kiln = shown(Path::new(env!("CARGO_MANIFEST_DIR")));
    let spec = shown(&cases::repository().join("spec/kernel.yaml"));
    let manifest = format!(
        "[package]\nname = \"included-client\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [build-dependencies]\nkiln = {{ path = {kiln}, default-features = false }}\n\n\
         [dev-dependencies]\nserde_json.workspace = true\n\n\
         [profile.dev]\ndebug = \"line-tables-only\"\n\n{}",
        dependencies()
    );
    let build = format!("fn main() -> std::process::ExitCode {{\n    kiln::Builder::new({spec}).run()\n}}\n");
    let library = "//! A client that every build makes anew.\n#![deny(warnings, missing_docs)]\n\n\
                   include!(concat!(env!(\"OUT_DIR\"), \"/src/lib.rs\"));\n";
    let test = "//! The included types.\n\nuse included_client::types::BrowserProfile;\n\n#[test]\nfn a_profile_is_read() {\n    \
                let profile: BrowserProfile = serde_json::from_str(r#\"{\"name\":\"shopping\"}\"#).expect(\"it is one\");\n    \
                assert_eq!(profile, BrowserProfile::by_name(\"shopping\"));\n}\n";
    let lock = lock_file();
    let files = [
        ("Cargo.toml", manifest),
        ("Cargo.lock", lock),
        ("build.rs", build),
        ("src/lib.rs", library.to_owned()),
        ("tests/types.rs", test.to_owned()),
    ];
    files.map(|(name, text)| (name.to_owned(), text.into_bytes())).into()
}

#[test]
fn a_package_can_include_what_is_in_out_dir() {
    let package = folder("included");
    lay_out(&package, &included());
    // CI decides about committed files; these are not.
    let output = succeeds(cargo(&package, &["test"]).env("CI", "true"));
    assert!(output.contains("a_profile_is_read ... ok"), "{output}");
}
