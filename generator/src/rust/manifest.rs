//! The manifest: exactly the dependencies that the document needs.

use kiln_runtime::sources::Parts;

use std::collections::BTreeMap;

use crate::ir::{Api, ForeignForm, SignatureHash};

use super::build::Settings;
use super::package::TypeItem;
use super::{Checked, Crate, Resource, doc_text};

/// What `Cargo.toml` says.
#[derive(Debug, Clone, Default)]
pub struct Manifest {
    /// The package's name.
    pub name: String,
    /// The package's version.
    pub version: String,
    /// One line about the crate.
    pub description: String,
    /// An SPDX expression, where the configuration gives one.
    pub license: Option<String>,
    /// The dependencies, sorted by name.
    pub dependencies: Vec<Dependency>,
    /// Those of browsers besides, sorted by name, and with the features that others have to have there.
    pub browser: &'static [Dependency],
    /// Those of the configuration and of the document: name and what follows the equals sign. They win.
    pub extra: BTreeMap<String, String>,
    /// The cargo features besides those that switch on a dependency, sorted by name.
    pub features: &'static [Feature],
    /// The parts of the runtime that the crate needs.
    pub parts: Parts,
}

/// A dependency of the generated crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dependency {
    /// The crate's name.
    pub name: &'static str,
    /// The least version.
    pub version: &'static str,
    /// Features, with the default ones off.
    pub features: Option<&'static [&'static str]>,
    /// Whether a cargo feature of the same name switches it on.
    pub optional: bool,
}

/// A cargo feature of the generated crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feature {
    /// Its name.
    pub name: &'static str,
    /// What it switches on.
    pub enables: &'static [&'static str],
}

/// A dependency with its default features.
const fn plain(name: &'static str, version: &'static str) -> Dependency {
    Dependency {
        name,
        version,
        features: None,
        optional: false,
    }
}

/// A dependency with just these features.
const fn only(name: &'static str, version: &'static str, features: &'static [&'static str]) -> Dependency {
    Dependency {
        name,
        version,
        features: Some(features),
        optional: false,
    }
}

/// What types and JSON need.
const JSON: &[Dependency] = &[
    plain("itoa", "1.0"),
    plain("memchr", "2.8"),
    only("serde_core", "1.0", &["std"]),
    plain("zmij", "1.0"),
];

/// What bodies in XML need.
const XML: &[Dependency] = &[plain("quick-xml", "0.42")];

/// What patterns need.
const PATTERNS: &[Dependency] = &[plain("regex-lite", "0.1.9")];

/// What patterns need that only an engine for ECMA-262 understands.
const ECMA: &[Dependency] = &[plain("regress", "0.12")];

/// What types of other crates need that have serde's traits.
const SERDE: &[Dependency] = &[plain("serde_json", "1.0")];

/// What calls need.
const HTTP: &[Dependency] = &[
    plain("bytes", "1.12"),
    plain("fastrand", "2.5"),
    plain("http", "1.5"),
    plain("http-body", "1.1"),
    plain("httpdate", "1.0"),
    plain("percent-encoding", "2.3"),
    only("reqwest", "0.13", &[]),
    plain("secrecy", "0.10"),
    only("tokio", "1.54", &["rt", "time"]),
    Dependency {
        name: "tracing",
        version: "0.1",
        features: Some(&["std"]),
        optional: true,
    },
];

/// What calls need in browsers, where the standard library and tokio have neither clock nor timers, nothing random
/// comes without asking for it, and bodies come as streams.
const BROWSER: &[Dependency] = &[
    only("fastrand", "2.5", &["js"]),
    plain("futures-core", "0.3"),
    only("reqwest", "0.13", &["stream"]),
    only("wasmtimer", "0.4", &["tokio"]),
];

/// What a client can do besides, if whoever uses it asks.
const FEATURES: &[Feature] = &[
    feature("blocking", &[]),
    feature("default", &["rustls"]),
    feature("gzip", &["reqwest/gzip"]),
    feature("http2", &["reqwest/http2"]),
    feature("rustls", &["reqwest/rustls"]),
];

const fn feature(name: &'static str, enables: &'static [&'static str]) -> Feature {
    Feature { name, enables }
}

/// What signatures need.
const SIGNATURE: &[Dependency] = &[plain("hmac", "0.13"), only("sha2", "0.11", &[])];

/// What signatures with SHA-1 need besides.
const SHA1: &[Dependency] = &[only("sha1", "0.11", &[])];

/// What streams need, of answers and of pages.
const STREAM: &[Dependency] = &[plain("futures-core", "0.3")];

/// Builds the manifest of a crate whose other parts are there.
pub(super) fn build(api: &Api, krate: &Crate, settings: &Settings) -> Manifest {
    let items = || krate.types.iter().flat_map(|file| &file.items);
    let checked = || krate.resources.iter().flat_map(Resource::checks);
    let validate = items().any(TypeItem::has_checks) || checked().next().is_some();
    let mut used: Vec<&super::Pattern> = items()
        .flat_map(TypeItem::patterns)
        .chain(checked().flat_map(Checked::patterns))
        .collect();
    let pieces = || krate.assertions.iter().flat_map(|table| &table.pieces);
    pieces().for_each(|piece| piece.patterns(&mut used));
    let patterns = used.iter().any(|pattern| pattern.plain.is_some());
    let ecma = used.iter().any(|pattern| pattern.plain.is_none());
    let formats = items()
        .flat_map(TypeItem::checks)
        .chain(checked())
        .any(Checked::has_format)
        || pieces().any(|piece| piece.has(&super::Piece::has_format));
    let assertions = items().any(|item| !item.demands().is_empty())
        || krate
            .resources
            .iter()
            .any(|resource| resource.demands().next().is_some());
    let http = krate.client.is_some();
    let methods = || krate.resources.iter().flat_map(|resource| &resource.methods);
    let stream = methods().any(|method| !method.answer.streams.is_empty());
    let pages = methods().any(|method| method.pages.is_some());
    let mut dependencies = JSON.to_vec();
    if patterns {
        dependencies.extend(PATTERNS);
    }
    if ecma {
        dependencies.extend(ECMA);
    }
    if !krate.elements.is_empty() {
        dependencies.extend(XML);
    }
    if http {
        dependencies.extend(HTTP);
    }
    if stream || pages {
        dependencies.extend(STREAM);
    }
    let hooks = krate.hooks.as_ref();
    let signature = hooks.is_some_and(|hooks| hooks.signature.is_some());
    if signature {
        dependencies.extend(SIGNATURE);
    }
    let sha1 = (hooks.and_then(|hooks| hooks.signature.as_ref()))
        .is_some_and(|check| check.signature.hash() == SignatureHash::Sha1);
    if sha1 {
        dependencies.extend(SHA1);
    }
    if krate.foreign.iter().any(|foreign| foreign.form == ForeignForm::Json) {
        dependencies.extend(SERDE);
    }
    let mut extra: BTreeMap<String, String> = BTreeMap::new();
    for (name, version) in krate.foreign.iter().filter_map(|foreign| foreign.package.as_ref()) {
        extra.insert(name.clone(), toml::Value::String(version.clone()).to_string());
    }
    extra.extend(settings.dependencies.clone());
    dependencies.retain(|dependency| !extra.contains_key(dependency.name));
    dependencies.sort_by_key(|dependency| dependency.name);
    Manifest {
        name: krate.name.clone(),
        version: settings.version.clone(),
        description: format!("Client of {}", one_line(&api.info.title)),
        license: settings.license.clone(),
        dependencies,
        browser: if http { BROWSER } else { &[] },
        extra,
        features: if http { FEATURES } else { &[] },
        parts: Parts {
            http,
            oauth: krate.client.as_ref().is_some_and(super::Client::gets_tokens),
            stream,
            pages,
            validate,
            patterns,
            ecma,
            formats,
            foreign: !krate.foreign.is_empty(),
            assertions,
            keys: hooks.is_some_and(|hooks| hooks.items.iter().any(|hook| hook.key.is_some())),
            signature,
            sha1,
            xml: !krate.elements.is_empty(),
            forms: (krate.resources.iter()).any(|resource| resource.tables_forms() || resource.queries_forms()),
            multipart: krate.resources.iter().any(Resource::sends_parts),
        },
    }
}

/// A text on one line, without characters that cannot be seen.
pub(super) fn one_line(text: &str) -> String {
    doc_text::visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
