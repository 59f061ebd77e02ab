//! The output of every golden case is kept as a snapshot: all files but the support code, and the diagnostics.

use crate::cases;

use std::fmt::Write as _;

use kiln::diag::render;
use kiln::pipeline::Run;

/// Everything that a run gave, as one text.
fn shown(run: &Run) -> String {
    let mut text = String::new();
    let diagnostics = render::render(&run.diagnostics, &run.sources, render::Format::PLAIN);
    if !diagnostics.is_empty() {
        let _ = write!(
            text,
            "=== diagnostics\n{}\n",
            diagnostics.replace(&*format!("{}/", cases::repository().display()), "")
        );
    }
    for file in run.output.iter().flat_map(|output| output.files.iter()) {
        if file.path.starts_with("src/runtime/") && file.path != "src/runtime/mod.rs" {
            continue;
        }
        let _ = write!(text, "=== {}\n{}\n", file.path, file.text);
    }
    text
}

#[test]
fn the_output_of_every_case_is_as_it_was() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for case in cases::all() {
            insta::assert_snapshot!(case.name.clone(), shown(&case.run()));
        }
    });
}

#[test]
fn two_runs_give_the_same_bytes() {
    for case in cases::all() {
        assert_eq!(shown(&case.run()), shown(&case.run()), "{}", case.name);
    }
}

#[test]
fn the_support_code_is_copied_byte_for_byte() {
    let kernel = cases::all()
        .into_iter()
        .find(|case| case.name == "kernel")
        .expect("the Kernel document is a case");
    let run = kernel.run();
    let output = run.output.expect("the Kernel document is accepted");
    let folder = cases::repository().join("generator/runtime/src");
    let mut copied = 0;
    for file in output.files.iter() {
        if let Some(path) = file.path.strip_prefix("src/runtime/")
            && path != "mod.rs"
        {
            let original = std::fs::read_to_string(folder.join(path)).expect("the file is part of the runtime");
            assert_eq!(file.text, original, "{path}");
            copied += 1;
        }
    }
    assert!(copied > 10, "only {copied} files of support code");
}
