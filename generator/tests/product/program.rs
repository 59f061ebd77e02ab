//! The program as users run it: arguments, exit codes, what is printed, what is written.

use crate::cases;
use crate::workshop::files;

use std::fs;

use assert_cmd::Command;

/// The program, with the environment of a plain terminal.
fn kiln() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kiln"));
    command.env_remove("CI").env_remove("KILN");
    command
}

/// What `kiln` printed and how it ended.
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

pub(crate) fn run(arguments: &[&str], stdin: &str) -> Ended {
    let output = kiln()
        .args(arguments)
        .write_stdin(stdin)
        .output()
        .expect("the program runs");
    Ended {
        code: output.status.code().expect("the program was not killed"),
        stdout: String::from_utf8(output.stdout).expect("the output is UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("the output is UTF-8"),
    }
}

fn kernel_yaml() -> String {
    cases::repository()
        .join("spec/kernel.yaml")
        .to_string_lossy()
        .into_owned()
}

/// The Kernel document as JSON, keys in the document's order.
fn kernel_json() -> String {
    let text = fs::read_to_string(kernel_yaml()).expect("the document is there");
    let value: serde_yaml::Value = serde_yaml::from_str(&text).expect("the document is YAML");
    serde_json::to_string_pretty(&value).expect("the document is JSON data")
}

/// The Kernel document on a page.
fn kernel_page() -> String {
    let text = fs::read_to_string(kernel_yaml()).expect("the document is there");
    format!(
        "# Create a browser session\n\n> Text before.\n\n````yaml https://example.com/openapi.yml post /browsers\n{text}````\n"
    )
}

#[test]
fn two_runs_give_the_same_bytes_and_the_second_writes_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("api");
    let arguments = ["generate", &kernel_yaml(), "--out", &out.to_string_lossy()];
    let first = run(&arguments, "");
    assert_eq!(first.code, 0, "{}", first.stderr);
    let before = files(&out);
    assert!(
        before.contains_key("src/types/browser_profile.rs"),
        "{:?}",
        before.keys()
    );
    let second = run(&arguments, "");
    assert_eq!(second.code, 0, "{}", second.stderr);
    assert!(
        second.stdout.contains("0 files written, 0 removed"),
        "{}",
        second.stdout
    );
    assert_eq!(files(&out), before);
}

#[test]
fn yaml_json_and_page_give_the_same_files() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (json, page) = (folder.path().join("kernel.json"), folder.path().join("kernel.md"));
    fs::write(&json, kernel_json()).expect("the folder is writable");
    fs::write(&page, kernel_page()).expect("the folder is writable");
    let mut outputs = Vec::new();
    for (name, spec) in [
        ("yaml", kernel_yaml()),
        ("json", json.to_string_lossy().into()),
        ("page", page.to_string_lossy().into()),
    ] {
        let out = folder.path().join(name);
        let ended = run(&["generate", &spec, "--out", &out.to_string_lossy()], "");
        assert_eq!(ended.code, 0, "{name}: {}", ended.stderr);
        outputs.push(files(&out));
    }
    assert_eq!(outputs[0], outputs[1], "YAML and JSON");
    assert_eq!(outputs[0], outputs[2], "YAML and page");
}

#[test]
fn a_dash_reads_standard_input() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (a, b) = (folder.path().join("a"), folder.path().join("b"));
    let ended = run(&["generate", "-", "--out", &a.to_string_lossy()], &kernel_json());
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    run(&["generate", &kernel_yaml(), "--out", &b.to_string_lossy()], "");
    assert_eq!(files(&a), files(&b));
}

#[test]
fn a_refused_document_exits_with_1_and_writes_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("api");
    let document = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths:\n  /a: {\n";
    let ended = run(&["generate", "-", "--out", &out.to_string_lossy()], document);
    assert_eq!(ended.code, 1);
    assert!(ended.stdout.is_empty(), "{}", ended.stdout);
    for part in ["error[K0003]", "<stdin>:4:7", "#/paths/~1a", "help"] {
        assert!(ended.stderr.contains(part), "{part} is missing in:\n{}", ended.stderr);
    }
    assert!(!out.exists());
}

#[test]
fn a_refused_document_and_a_bad_folder_are_reported_together() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("file");
    fs::write(&file, "").expect("the folder is writable");
    let out = file.join("crate");
    let ended = run(
        &["generate", "-", "--out", &out.to_string_lossy()],
        "openapi: 9.1.0\ninfo: { title: A, version: '1' }\n",
    );
    assert_eq!(ended.code, 1);
    for code in ["K0101", "K0301"] {
        assert!(ended.stderr.contains(code), "{code} is missing: {}", ended.stderr);
    }
}

#[test]
fn a_strict_run_refuses_warnings_and_writes_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("api");
    let arguments = ["generate", "-", "--out", &out.to_string_lossy(), "--strict"];
    let document = |schemas: &str| {
        format!("openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\ncomponents: {{ schemas: {{ {schemas} }} }}\n")
    };
    let one = "A: { $ref: '#/x' }";
    for (schemas, message) in [
        (one.to_owned(), "error[K0501]: 1 warning, and `--strict` refuses it"),
        (
            format!("{one}, B: {{ $ref: '#/y' }}"),
            "error[K0501]: 2 warnings, and `--strict` refuses them",
        ),
    ] {
        let ended = run(&arguments, &document(&schemas));
        assert_eq!(ended.code, 1, "{}", ended.stderr);
        for part in ["warning[K0104]", message] {
            assert!(ended.stderr.contains(part), "{part} is missing: {}", ended.stderr);
        }
        assert!(!out.exists());
        assert_eq!(
            run(&[&arguments[..], &["--check"]].concat(), &document(&schemas)).code,
            1
        );
    }
    assert_eq!(run(&arguments[..4], &document(one)).code, 0);
    // What is only worth knowing is no warning, and neither is nothing.
    assert_eq!(
        run(&arguments, &document("A: { type: string, nullable: true }")).code,
        0
    );
}

#[test]
fn an_empty_file_is_nobodys() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let library = folder.path().join("src/lib.rs");
    fs::create_dir(folder.path().join("src")).expect("the folder is writable");
    fs::write(&library, "\n").expect("the folder is writable");
    let out = folder.path().to_string_lossy();
    let ended = run(&["generate", &kernel_yaml(), "--out", &out], "");
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert!(
        fs::read_to_string(&library)
            .expect("it is there")
            .starts_with("// @generated")
    );
}

#[test]
fn a_refused_document_leaves_an_existing_crate_as_it_was() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("api");
    assert_eq!(
        run(&["generate", &kernel_yaml(), "--out", &out.to_string_lossy()], "").code,
        0
    );
    let before = files(&out);
    assert_eq!(
        run(&["generate", "-", "--out", &out.to_string_lossy()], "openapi: 9.9.9\n").code,
        1
    );
    assert_eq!(files(&out), before);
}

#[test]
fn bad_usage_exits_with_2() {
    for arguments in [
        &["generate"][..],
        &["generate", "x.yaml"],
        &["generate", "x.yaml", "--out", "y", "--nonsense"],
        &["generate", "x.yaml", "--out", "y", "--name", "1 crate"],
        &["nonsense"],
    ] {
        let ended = run(arguments, "");
        assert_eq!(ended.code, 2, "{arguments:?}");
        assert!(!ended.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn check_exits_with_3_and_lists_the_files() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("api");
    let arguments = ["generate", &kernel_yaml(), "--out", &out.to_string_lossy()];
    let check = [&arguments[..], &["--check"]].concat();
    assert_eq!(run(&check, "").code, 3, "nothing is there yet");
    assert!(!out.exists(), "--check writes nothing");
    assert_eq!(run(&arguments, "").code, 0);
    assert_eq!(run(&check, "").code, 0);

    let (browser, stale) = (out.join("src/types/browser.rs"), out.join("src/types/stale.rs"));
    let text = fs::read_to_string(&browser).expect("the file is there");
    fs::write(&stale, &text).expect("the folder is writable");
    fs::write(&browser, format!("{text}\n")).expect("the folder is writable");
    fs::remove_file(out.join("src/lib.rs")).expect("the file is there");
    let ended = run(&check, "");
    assert_eq!(ended.code, 3);
    for line in [
        "changed: src/types/browser.rs",
        "stale: src/types/stale.rs",
        "missing: src/lib.rs",
    ] {
        assert!(
            ended.stdout.lines().any(|found| found == line),
            "{line} is missing in:\n{}",
            ended.stdout
        );
    }
    assert_eq!(ended.stdout.lines().count(), 3, "{}", ended.stdout);

    assert_eq!(run(&arguments, "").code, 0);
    assert!(!stale.exists(), "a stale file is deleted");
    assert_eq!(run(&check, "").code, 0);
}

#[test]
fn a_manifest_of_the_author_stays_and_a_standalone_one_is_kilns() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("api");
    let arguments = [
        "generate",
        &kernel_yaml(),
        "--out",
        &out.to_string_lossy(),
        "--name",
        "my-kernel",
    ];
    assert_eq!(run(&arguments, "").code, 0);
    let manifest = out.join("Cargo.toml");
    let seed = fs::read_to_string(&manifest).expect("the manifest is there");
    assert!(
        seed.contains("name = \"my-kernel\"") && !seed.contains("[workspace]"),
        "{seed}"
    );
    let mine = seed.replace("version = \"0.1.0\"", "version = \"7.0.0\"");
    fs::write(&manifest, &mine).expect("the folder is writable");
    assert_eq!(run(&arguments, "").code, 0);
    assert_eq!(fs::read_to_string(&manifest).expect("the manifest is there"), mine);
    assert_eq!(run(&[&arguments[..], &["--standalone"]].concat(), "").code, 0);
    let standalone = fs::read_to_string(&manifest).expect("the manifest is there");
    assert!(
        standalone.contains("[workspace]") && !standalone.contains("build-dependencies"),
        "{standalone}"
    );
}

#[test]
fn check_tells_of_a_manifest_that_lacks_dependencies() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("api");
    let arguments = ["generate", &kernel_yaml(), "--out", &out.to_string_lossy()];
    assert_eq!(run(&arguments, "").code, 0);
    let mine = "[package]\nname = \"mine\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
    fs::write(out.join("Cargo.toml"), mine).expect("the folder is writable");
    let ended = run(&[&arguments[..], &["--check"]].concat(), "");
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert!(
        ended.stderr.contains("K0303") && ended.stderr.contains("reqwest"),
        "{}",
        ended.stderr
    );
}

#[test]
fn help_says_what_the_exit_codes_are() {
    let ended = run(&["--help"], "");
    assert_eq!(ended.code, 0);
    assert!(
        ended.stdout.contains("3 `--check` found files that differ"),
        "{}",
        ended.stdout
    );
}
