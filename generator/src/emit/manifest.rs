//! `Cargo.toml` of a generated crate.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::rust::{Dependency, Layout, Manifest};

/// The manifest's text, without the header line.
///
/// A standalone manifest is the root of a workspace of its own, so that the crate builds wherever its folder is.
#[must_use]
pub fn manifest(manifest: &Manifest, layout: Layout) -> String {
    let mut text = String::from("[package]\n");
    line(&mut text, "name", &manifest.name);
    line(&mut text, "version", &manifest.version);
    text.push_str("edition = \"2024\"\nrust-version = \"1.88\"\n");
    line(&mut text, "description", &manifest.description);
    if let Some(license) = &manifest.license {
        line(&mut text, "license", license);
    }
    features(&mut text, manifest);
    text.push_str("\n[dependencies]\n");
    let ours = manifest
        .dependencies
        .iter()
        .map(|dependency| (dependency.name, self::dependency(dependency)));
    let theirs = manifest
        .extra
        .iter()
        .map(|(name, value)| (name.as_str(), format!("{name} = {value}")));
    let lines: BTreeMap<&str, String> = ours.chain(theirs).collect();
    for line in lines.values() {
        let _ = writeln!(text, "{line}");
    }
    if !manifest.browser.is_empty() {
        text.push_str("\n[target.'cfg(all(target_family = \"wasm\", target_os = \"unknown\"))'.dependencies]\n");
        for added in manifest.browser {
            let _ = writeln!(text, "{}", dependency(added));
        }
    }
    if layout == Layout::Standalone {
        text.push_str("\n[workspace]\n");
    }
    text
}

/// The features, if there are any, sorted by name.
fn features(text: &mut String, manifest: &Manifest) {
    let optional = manifest.dependencies.iter().filter(|dependency| dependency.optional);
    let switches = optional.map(|dependency| (dependency.name, vec![format!("dep:{}", dependency.name)]));
    let others = manifest.features.iter().map(|feature| {
        let enables = feature.enables.iter().map(|&enabled| enabled.to_owned());
        (feature.name, enables.collect())
    });
    let features: BTreeMap<&str, Vec<String>> = switches.chain(others).collect();
    if features.is_empty() {
        return;
    }
    text.push_str("\n[features]\n");
    for (name, enables) in features {
        let _ = writeln!(text, "{name} = {enables:?}");
    }
}

/// The line of one dependency.
#[must_use]
pub(super) fn dependency(dependency: &Dependency) -> String {
    let Dependency {
        name,
        version,
        features,
        optional,
    } = dependency;
    let mut parts = vec![format!("version = \"{version}\"")];
    if let Some(features) = features {
        let features: Vec<String> = features.iter().map(|feature| format!("\"{feature}\"")).collect();
        parts.push("default-features = false".to_owned());
        if !features.is_empty() {
            parts.push(format!("features = [{}]", features.join(", ")));
        }
    }
    if *optional {
        parts.push("optional = true".to_owned());
    }
    match parts.as_slice() {
        [_] => format!("{name} = \"{version}\""),
        parts => format!("{name} = {{ {} }}", parts.join(", ")),
    }
}

/// A key with a string; TOML's basic strings escape what JSON's do.
fn line(text: &mut String, key: &str, value: &str) {
    let value = toml::Value::String(value.to_owned());
    let _ = writeln!(text, "{key} = {value}");
}
