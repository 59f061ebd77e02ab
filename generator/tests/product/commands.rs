//! The commands beside `generate`, and the forms of what is told.

use std::fs;

use serde_json::Value;

use crate::program::{Ended, run};

/// A document with one warning, in line 8.
const DOCUMENT: &str = "openapi: 3.1.0
info: { title: T, version: '1' }
servers: [{ url: https://example.com }]
paths:
  /a:
    get:
      operationId: getA
      responses: { '200': { description: D, content: { application/json: { schema: { $ref: '#/components/schemas/Lost' } } } } }
";

fn check(arguments: &[&str]) -> Ended {
    run(&[&["check", "-"], arguments].concat(), DOCUMENT)
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn check_says_what_generate_would_say_and_writes_nothing() {
    let ended = check(&[]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert!(
        ended.stderr.contains("warning[K0104]") && ended.stderr.contains("<stdin>:8:"),
        "{}",
        ended.stderr
    );
    assert_eq!(ended.stdout, "t-api: 1 operation, 0 types; 1 warning\n");
    let ended = check(&["--strict"]);
    assert_eq!(ended.code, 1);
    assert!(ended.stderr.contains("K0501"), "{}", ended.stderr);
    assert_eq!(ended.stdout, "refused; 1 error, 1 warning\n");
}

#[test]
fn quiet_tells_of_errors_alone() {
    let ended = check(&["--quiet"]);
    assert_eq!((ended.code, ended.stdout.as_str(), ended.stderr.as_str()), (0, "", ""));
    let ended = check(&["-q", "--strict"]);
    assert!(
        ended.stderr.contains("K0501") && !ended.stderr.contains("K0104"),
        "{}",
        ended.stderr
    );
}

#[test]
fn a_screenful_is_shown_and_the_rest_is_counted() {
    let references = (0..30).map(|index| format!("  S{index}: {{ $ref: '#/components/schemas/Lost{index}' }}\n"));
    let references = references.collect::<Vec<_>>().concat();
    let document = format!(
        "openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\nservers: [{{ url: https://example.com }}]\ncomponents:\n schemas:\n{references}"
    );
    let shown = |text: &str| text.matches("warning[K0104]: the reference").count();
    let some = run(&["check", "-"], &document);
    assert_eq!(shown(&some.stderr), 10, "{}", some.stderr);
    assert!(
        some.stderr.contains("and 20 more:") && some.stderr.contains("20 × warning[K0104]"),
        "{}",
        some.stderr
    );
    let all = run(&["check", "-", "--verbose"], &document);
    assert_eq!(shown(&all.stderr), 30, "{}", all.stderr);
    assert!(!all.stderr.contains("more:"));
}

#[test]
fn short_is_one_line_each() {
    let ended = check(&["--format", "short"]);
    let lines: Vec<&str> = ended.stderr.lines().collect();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(
        lines[0].starts_with("<stdin>:8:") && lines[0].contains(": warning[K0104]: "),
        "{lines:?}"
    );
}

#[test]
fn github_commands_have_file_line_and_column() {
    let ended = check(&["--format", "github"]);
    let line = ended.stderr.trim_end();
    assert!(line.starts_with("::warning file=<stdin>,line=8,col="), "{line}");
    assert!(line.contains(",title=K0104::") && line.contains("%0Ahelp: "), "{line}");
    assert!(!line.contains('\n'));
}

#[test]
fn json_is_one_object_with_diagnostics_and_numbers() {
    let ended = check(&["--format", "json"]);
    assert_eq!(ended.stderr, "");
    let told = json(&ended.stdout);
    let first = &told["diagnostics"][0];
    assert_eq!(first["code"], "K0104");
    assert_eq!(first["severity"], "warning");
    assert_eq!(first["place"]["line"], 8);
    assert_eq!(
        first["place"]["pointer"],
        "#/paths/~1a/get/responses/200/content/application~1json/schema/$ref"
    );
    assert_eq!(told["result"]["operations"], 1);
    assert_eq!(told["result"]["left_out"], 0);
    let refused = json(&check(&["--format", "json", "--strict"]).stdout);
    assert_eq!(refused["result"]["refused"], true);
    assert_eq!(refused["diagnostics"].as_array().map(Vec::len), Some(2));
}

#[test]
fn sarif_has_a_rule_for_each_code_and_a_result_for_each_diagnostic() {
    let ended = check(&["--format", "sarif"]);
    let log = json(&ended.stdout);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "K0104");
    let result = &run["results"][0];
    assert_eq!((&result["ruleId"], &result["ruleIndex"]), (&"K0104".into(), &0.into()));
    assert_eq!(result["level"], "warning");
    let region = &result["locations"][0]["physicalLocation"]["region"];
    assert_eq!(region["startLine"], 8);
    assert!(region["endColumn"].as_u64() > region["startColumn"].as_u64());
}

#[test]
fn generate_tells_programs_what_it_wrote() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("api").to_string_lossy().into_owned();
    let arguments = ["generate", "-", "--out", &out, "--format", "json"];
    let first = json(&run(&arguments, DOCUMENT).stdout);
    assert_eq!(first["result"]["name"], "t-api");
    assert!(first["result"]["files"]["written"].as_u64() > Some(10), "{first}");
    let drift = run(
        &[&arguments[..], &["--check"]].concat(),
        &DOCUMENT.replace("getA", "getB"),
    );
    assert_eq!(drift.code, 3);
    let drifted = json(&drift.stdout)["result"]["drifted"].clone();
    assert!(
        drifted
            .as_array()
            .is_some_and(|files| files.contains(&"src/resources/a.rs".into())),
        "{drifted}"
    );
}

#[test]
fn a_depfile_names_what_was_read() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let place = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    fs::write(place("api.yaml"), DOCUMENT).expect("the folder is writable");
    let (out, depfile) = (place("out"), place("api.d"));
    let ended = run(
        &["generate", &place("api.yaml"), "--out", &out, "--depfile", &depfile],
        "",
    );
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let rule = fs::read_to_string(&depfile).expect("it was written");
    assert_eq!(rule, format!("{out}/src/lib.rs: {}\n", place("api.yaml")));
}

#[test]
fn explain_says_what_every_code_means() {
    let listed = run(&["explain"], "").stdout;
    let codes: Vec<&str> = listed.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(codes.len() > 40 && codes.contains(&"K0104"), "{listed}");
    for code in codes {
        let ended = run(&["explain", code], "");
        assert_eq!(ended.code, 0, "{code}");
        assert!(ended.stdout.contains(&format!("[{code}]: ")) && ended.stdout.contains("What to do: "));
    }
    assert!(run(&["explain", "k209"], "").stdout.starts_with("warning[K0209]"));
    let unknown = run(&["explain", "K9999"], "");
    assert_eq!(unknown.code, 2);
    assert!(
        unknown.stderr.contains("there is no code `K9999`"),
        "{}",
        unknown.stderr
    );
}

#[test]
fn init_writes_a_configuration_that_generate_takes_and_replaces_none() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let place = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let ended = run(&["init", &place("kiln.toml")], "");
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert!(ended.stdout.contains("kiln::Builder::new"), "{}", ended.stdout);
    let (config, out) = (place("kiln.toml"), place("out"));
    let ended = run(&["generate", "-", "--config", &config, "--out", &out], DOCUMENT);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let again = run(&["init", &config], "");
    assert_eq!(again.code, 1);
    assert!(
        again.stderr.contains("there is such a file already"),
        "{}",
        again.stderr
    );
}

#[test]
fn completions_and_manual_pages_name_the_commands() {
    let bash = run(&["completions", "bash"], "");
    assert!(bash.stdout.contains("explain") && bash.stdout.contains("--strict"));
    let page = run(&["man", "generate"], "");
    assert!(page.stdout.contains(".TH kiln-generate 1"), "{}", page.stdout);
    assert_eq!(run(&["man", "nothing"], "").code, 2);
}
