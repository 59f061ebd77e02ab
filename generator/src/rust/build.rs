//! API + decisions + names → crate.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::ir::{self, Api, FailureId, Shape, StatusMatch, Type, TypeDef, TypeId};
use crate::names::{Ident, Names};
use crate::passes::Decisions;

use super::package::{Crate, Layout, TypeItem};
use super::resource::Method;
use super::{
    Resource, RustType, client, doc_line, doc_text, docs, failure, foreign, hook, manifest, resource, server,
    type_files,
};

/// What the caller and the configuration settle about the crate.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How the files become a crate.
    pub layout: Layout,
    /// The package's name.
    pub name: String,
    /// The package's version.
    pub version: String,
    /// The package's licence.
    pub license: Option<String>,
    /// Dependencies besides those that the code needs itself: name and what follows the equals sign.
    pub dependencies: BTreeMap<String, String>,
    /// The prefix of the client's environment variables.
    pub env: String,
    /// The header for idempotency keys, if the configuration names one.
    pub idempotency_header: Option<String>,
    /// Whether reading fills in the defaults of absent properties.
    pub fill_defaults: bool,
    /// How what the service sends by itself is signed, if the configuration says so.
    pub signature: Option<ir::Signature>,
    /// SHA-256 of the document's canonical JSON, in hexadecimal digits.
    pub digest: String,
}

/// What building reads.
pub(super) struct Context<'a> {
    pub(super) api: &'a Api,
    pub(super) decisions: &'a Decisions,
    pub(super) names: &'a Names,
    pub(super) settings: &'a Settings,
    /// Every type by its name.
    types: HashMap<&'a Ident, TypeId>,
    /// The request form of every type that has one.
    forms: HashMap<TypeId, TypeId>,
    /// For each error response the statuses under which operations document it.
    statuses: Vec<BTreeSet<StatusMatch>>,
}

impl<'a> Context<'a> {
    fn new(api: &'a Api, decisions: &'a Decisions, names: &'a Names, settings: &'a Settings) -> Self {
        let mut statuses = vec![BTreeSet::new(); api.failures.len()];
        for (status, id) in api.operations.iter().flat_map(|operation| &operation.failures) {
            statuses[id.0].insert(*status);
        }
        Self {
            api,
            decisions,
            names,
            settings,
            types: api.types.iter().map(|(id, _)| (&names.ty(id).name, id)).collect(),
            forms: forms(api),
            statuses,
        }
    }

    /// The crate's name as code spells it.
    pub(super) fn crate_ident(&self) -> String {
        self.settings.name.replace('-', "_")
    }

    /// Whether a type is, or contains by name, something deprecated.
    pub(super) fn is_deprecated(&self, ty: &RustType) -> bool {
        ty.any(&|ty| match ty {
            RustType::Named(ident) => self.def(ident).is_some_and(|(_, def)| def.deprecated.is_some()),
            _ => false,
        })
    }

    /// Whether values of a type say themselves what a property of theirs is; those of unions do by their members.
    pub(super) fn declares(&self, ty: &Type, property: &str) -> bool {
        let Type::Named(id) = ty else { return false };
        match &self.api.types.get(*id).shape {
            Shape::Record(record) => record.fields.iter().any(|field| field.wire_name == property),
            Shape::Union(_) => true,
            _ => false,
        }
    }

    /// Whether values of a type keep properties that it does not declare.
    pub(super) fn keeps(&self, ty: &Type) -> bool {
        let Type::Named(id) = ty else {
            return matches!(ty, Type::Map(_));
        };
        match &self.api.types.get(*id).shape {
            Shape::Record(record) => matches!(record.rest, ir::Rest::Kept(_)),
            Shape::Alias(target) => matches!(target.ty, Type::Map(_)),
            _ => false,
        }
    }

    /// Whether values of a type cannot have a property, because it is closed and does not declare it.
    pub(super) fn refuses(&self, ty: &Type, property: &str) -> bool {
        let Type::Named(id) = ty else { return false };
        match &self.api.types.get(*id).shape {
            Shape::Record(record) => record.rest == ir::Rest::Refused && !self.declares(ty, property),
            _ => false,
        }
    }

    /// Whether a type is a union, which says itself which of its members a value is.
    pub(super) fn is_union(&self, ty: &Type) -> bool {
        matches!(ty, Type::Named(id) if matches!(self.api.types.get(*id).shape, Shape::Union(_)))
    }

    /// Whether every value fits a type, null among them.
    pub(super) fn is_anything(&self, ty: &Type) -> bool {
        *self.api.types.behind_aliases(ty) == Type::Any
    }

    /// Whether a type implements `Default`.
    pub(super) fn is_default(&self, ident: &Ident) -> bool {
        self.def(ident)
            .is_some_and(|(id, _)| self.decisions.derives.get(id).default)
    }

    /// Whether an example of the method would name something deprecated.
    pub(super) fn mentions_deprecated(&self, method: &Method) -> bool {
        method.arguments.iter().any(|param| self.is_deprecated(&param.ty))
            || method
                .body
                .iter()
                .flat_map(super::BodyParam::types)
                .any(|ty| self.is_deprecated(ty))
    }

    /// The statuses under which operations document an error response, in words.
    pub(super) fn statuses_of(&self, id: FailureId) -> String {
        let words: Vec<String> = self.statuses[id.0]
            .iter()
            .map(|status| docs::status_in_words(*status))
            .collect();
        words.join(", ")
    }

    /// The request form of a type, where responses have another one.
    pub(super) fn request_form(&self, id: TypeId) -> Option<TypeId> {
        self.forms.get(&id).copied()
    }

    /// A type by its name.
    pub(super) fn def(&self, ident: &Ident) -> Option<(TypeId, &'a TypeDef)> {
        let id = *self.types.get(ident)?;
        Some((id, self.api.types.get(id)))
    }
}

/// Types with their request forms.
fn forms(api: &Api) -> HashMap<TypeId, TypeId> {
    let base = |(id, def): (TypeId, &TypeDef)| match def.hint {
        ir::Hint::Form(base) => Some((base, id)),
        _ => None,
    };
    api.types.iter().filter_map(base).collect()
}

/// Builds the crate.
#[must_use]
pub fn build(api: &Api, decisions: &Decisions, names: &Names, settings: &Settings) -> Crate {
    let context = Context::new(api, decisions, names, settings);
    let title = manifest::one_line(&api.info.title);
    let version = manifest::one_line(&api.info.version);
    let mut krate = Crate {
        layout: settings.layout,
        name: settings.name.clone(),
        about: format!(
            "A Rust client of {}, version {} of the API.",
            docs::title(&title),
            doc_line::span(&version)
        ),
        title,
        version,
        digest: settings.digest.clone(),
        docs: api
            .info
            .description
            .as_deref()
            .map(|text| doc_text::lines(text, 0))
            .unwrap_or_default(),
        client: None,
        servers: server::build(&context),
        resources: (0..decisions.resources.resources.len())
            .map(|index| resource::build(index, &context))
            .collect(),
        failures: api
            .failures
            .iter()
            .enumerate()
            .filter_map(|(index, failure)| failure::build(ir::FailureId(index), failure, &context))
            .collect(),
        hooks: hook::build(&context),
        types: type_files::build(&context),
        elements: context.elements(),
        assertions: Vec::new(),
        foreign: foreign::types(api),
        manifest: manifest::Manifest::default(),
    };
    let items = krate.types.iter().flat_map(|file| &file.items);
    let demands = items.flat_map(TypeItem::demands);
    krate.assertions = context.statics(demands.chain(krate.resources.iter().flat_map(Resource::demands)));
    krate.client = client::build(&krate, &context);
    krate.manifest = manifest::build(api, &krate, settings);
    krate
}
