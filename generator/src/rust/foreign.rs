//! Types of other crates: which there are, how each is read, and what they need in the manifest.

use std::collections::BTreeMap;

use crate::ir::{Api, Body, Foreign, ForeignForm, Shape, TypeUse};

use super::{Crate, Manifest};

/// A type of another crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignType {
    /// Its path.
    pub path: String,
    /// How its values are read and written.
    pub form: ForeignForm,
    /// The crate and its version, where the document says so.
    pub package: Option<(String, String)>,
}

/// Every type of another crate that stands somewhere, sorted by path.
pub(super) fn types(api: &Api) -> Vec<ForeignType> {
    let mut found: BTreeMap<&str, &Foreign> = BTreeMap::new();
    for foreign in uses(api).into_iter().flat_map(|value| value.ty.foreign()) {
        let known = found.entry(foreign.name.as_str()).or_insert(foreign);
        if known.package.is_none() {
            *known = foreign;
        }
    }
    let types = found.into_iter().map(|(path, foreign)| ForeignType {
        path: path.to_owned(),
        form: foreign.form,
        package: foreign.package.clone(),
    });
    types.collect()
}

/// Every use of a type in an API.
fn uses(api: &Api) -> Vec<&TypeUse> {
    let mut all: Vec<&TypeUse> = Vec::new();
    for (_, def) in api.types.iter() {
        match &def.shape {
            Shape::Record(record) => all.extend(record.values()),
            Shape::Union(union) => all.extend(union.variants.iter().map(|variant| &variant.value)),
            Shape::Alias(value) | Shape::Newtype(value) => all.push(value),
            Shape::Enumeration(_) => {}
        }
    }
    for operation in &api.operations {
        all.extend(operation.parameters.iter().map(|parameter| &parameter.value));
        all.extend(operation.body.iter().flat_map(Body::values));
        all.extend(operation.answers());
    }
    for failure in &api.failures {
        all.extend(failure.values());
    }
    all
}

/// The types whose crate is not among the dependencies, each with the name of the crate as code has it.
#[must_use]
pub fn missing(krate: &Crate) -> Vec<(&str, &str)> {
    let root = |foreign: &'_ ForeignType| foreign.path.split("::").next().unwrap_or_default().to_owned();
    let absent = krate.foreign.iter().filter(|foreign| {
        let root = root(foreign);
        !["std", "core", "alloc", "crate"].contains(&root.as_str()) && !has(&krate.manifest, &root)
    });
    absent
        .map(|foreign| {
            (
                foreign.path.as_str(),
                foreign.path.split("::").next().unwrap_or_default(),
            )
        })
        .collect()
}

fn has(manifest: &Manifest, root: &str) -> bool {
    let ours = manifest.dependencies.iter().map(|dependency| dependency.name);
    let theirs = manifest.extra.keys().map(String::as_str);
    ours.chain(theirs).any(|name| name.replace('-', "_") == root)
}
