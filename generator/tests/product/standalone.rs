//! A crate outside of this workspace that depends on the standalone output, as a user of a published client does.

use crate::workshop::folder;
use crate::{cases, program, user};

const MANIFEST: &str = r#"[package]
name = "outside"
version = "0.1.0"
edition = "2024"

[dependencies]
kernel-api = { path = "../kernel-api" }
serde_json = "1.0"

[profile.dev]
debug = "line-tables-only"

[workspace]
"#;

const TEST: &str = include_str!("standalone/outside.rs");

#[test]
fn a_crate_outside_of_the_workspace_uses_the_standalone_output() {
    let place = folder("standalone");
    let (api, outside) = (place.join("kernel-api"), place.join("outside"));
    let root = cases::repository();
    let (spec, config) = (root.join("spec/kernel.yaml"), root.join("spec/kiln.toml"));
    let arguments = [&spec, &config, &api].map(|path| path.to_string_lossy().into_owned());
    let [spec, config, out] = arguments.each_ref().map(String::as_str);
    let ended = program::run(
        &["generate", spec, "--config", config, "--out", out, "--standalone"],
        "",
    );
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let output = user::run(&outside, MANIFEST, "types", TEST);
    assert!(output.contains("4 passed"), "{output}");
}
