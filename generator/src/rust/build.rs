//! API + decisions + names → crate.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::ir::{self, Api, FailureId, Shape, StatusMatch, Type, TypeDef, TypeId, TypeUse};
use crate::names::{Ident, Names};
use crate::passes::{Decisions, Position};

use super::package::{Crate, Layout, TypeFile, TypeItem};
use super::resource::Method;
use super::{
    Alias, Checked, Head, Imports, Module, Newtype, Record, RustType, client, doc_line, doc_text, docs, enumeration,
    failure, foreign, manifest, record,
};
use super::{resource, type_docs, union};

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
    /// Whether reading fills in the defaults of absent properties.
    pub fill_defaults: bool,
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
        let mut ty = ty;
        for _ in 0..=self.api.types.defs.len() {
            match ty {
                Type::Any => return true,
                Type::Named(id) => match &self.api.types.get(*id).shape {
                    Shape::Alias(value) => ty = &value.ty,
                    _ => return false,
                },
                _ => return false,
            }
        }
        false
    }

    /// Whether a type implements `Default`.
    pub(super) fn is_default(&self, ident: &Ident) -> bool {
        self.def(ident)
            .is_some_and(|(id, _)| self.decisions.derives.get(id).default)
    }

    /// Whether an example of the method would name something deprecated.
    pub(super) fn mentions_deprecated(&self, method: &Method) -> bool {
        method.arguments.iter().any(|param| self.is_deprecated(&param.ty))
            || method.body.iter().any(|body| self.is_deprecated(&body.ty))
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
        resources: (0..decisions.resources.resources.len())
            .map(|index| resource::build(index, &context))
            .collect(),
        failures: api
            .failures
            .iter()
            .enumerate()
            .map(|(index, failure)| failure::build(ir::FailureId(index), failure, &context))
            .collect(),
        types: type_files(&context),
        elements: context.elements(),
        assertions: Vec::new(),
        foreign: foreign::types(api),
        manifest: manifest::Manifest::default(),
    };
    krate.assertions = context.statics(krate.types.iter().flat_map(|file| &file.items));
    krate.client = client::build(&krate, &context);
    krate.manifest = manifest::build(api, &krate, settings);
    krate
}

/// One file per named schema, with its inline children.
fn type_files(context: &Context<'_>) -> Vec<TypeFile> {
    let subjects = subjects(context);
    let mut files: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for (id, _) in context.api.types.iter() {
        files.entry(context.names.owner(context.api, id)).or_default().push(id);
    }
    files
        .into_iter()
        .map(|(owner, mut members)| {
            members.sort_by_key(|id| (*id != owner, context.names.ty(*id).name.to_string()));
            let items: Vec<TypeItem> = members
                .iter()
                .map(|id| {
                    let mut item = item(*id, context);
                    let constrained = subjects.contains(id) && !item.has_checks();
                    item.head_mut().subject = constrained && !matches!(item, TypeItem::Alias(_));
                    item
                })
                .collect();
            TypeFile {
                module: context.names.ty(owner).module.clone(),
                imports: imports(&items),
                uses_deprecated: members.iter().any(|id| uses_deprecated(*id, context)),
                items,
            }
        })
        .collect()
}

/// The types of values that constraints apply to, inside of lists and maps too.
fn subjects(context: &Context<'_>) -> BTreeSet<TypeId> {
    let mut subjects = BTreeSet::new();
    for (_, def) in context.api.types.iter() {
        let uses: Vec<&TypeUse> = match &def.shape {
            Shape::Record(record) => record.values().collect(),
            Shape::Union(union) => union.variants.iter().map(|variant| &variant.value).collect(),
            Shape::Alias(value) | Shape::Newtype(value) => vec![value],
            Shape::Enumeration(_) => Vec::new(),
        };
        // The members of these are checked as types of their own.
        let counted = |union: &ir::Union| union.exclusive || union.strategy == ir::Strategy::Trial;
        let exclusive = matches!(&def.shape, Shape::Union(union) if counted(union));
        let checked = uses
            .into_iter()
            .filter(|value| exclusive || Checked::of(value, context).is_some());
        subjects.extend(checked.flat_map(|value| value.ty.names()));
    }
    // Through an alias the constraints are those of what it stands for.
    let aliased: Vec<TypeId> = subjects.iter().filter_map(|id| alias_of(*id, context)).collect();
    subjects.extend(aliased);
    subjects
}

/// The type at the end of a chain of aliases, if this is one.
fn alias_of(id: TypeId, context: &Context<'_>) -> Option<TypeId> {
    let mut at = id;
    for _ in 0..context.api.types.defs.len() {
        match &context.api.types.get(at).shape {
            Shape::Alias(TypeUse {
                ty: Type::Named(next), ..
            }) => at = *next,
            _ => break,
        }
    }
    (at != id).then_some(at)
}

fn item(id: TypeId, context: &Context<'_>) -> TypeItem {
    let def = context.api.types.get(id);
    match &def.shape {
        Shape::Record(shape) => TypeItem::Record(record::build(id, def, shape, context)),
        Shape::Enumeration(shape) => TypeItem::Enumeration(enumeration::build(id, def, shape, context)),
        Shape::Union(shape) => TypeItem::Union(union::build(id, def, shape, context)),
        Shape::Alias(value) => TypeItem::Alias(Alias {
            head: Head {
                docs: type_docs::of_type(id, def, context),
                deprecated: docs::deprecated(def.deprecated.as_ref()),
                derives: Vec::new(),
                non_exhaustive: false,
                subject: false,
                ident: context.names.ty(id).name.clone(),
            },
            ty: RustType::of(&value.ty, context),
        }),
        Shape::Newtype(value) => TypeItem::Newtype(Newtype {
            head: Head {
                docs: type_docs::of_type(id, def, context),
                deprecated: docs::deprecated(def.deprecated.as_ref()),
                derives: vec!["Debug", "Clone", "PartialEq"],
                non_exhaustive: false,
                subject: false,
                ident: context.names.ty(id).name.clone(),
            },
            ty: RustType::of(&value.ty, context).boxed(context.decisions.boxes.contains(id, Position::Alias)),
            check: Checked::of(value, context).map(|check| check.and(def.assertion.map(|id| context.table(id)))),
        }),
    }
}

/// What a file brings into scope: everything that its items name and that it does not define.
fn imports(items: &[TypeItem]) -> Imports {
    let mut imports = Imports::default();
    for item in items {
        match item {
            TypeItem::Record(record) => add_record(&mut imports, record),
            TypeItem::Enumeration(enumeration) => {
                imports.need(Module::Json);
                imports.need(Module::Fmt);
                imports.need_if(Module::FromStr, enumeration.has_from_str());
                imports.need_if(Module::Validate, enumeration.is_checked());
            }
            TypeItem::Union(union) => {
                imports.need(Module::Json);
                imports.need_if(Module::Validate, union.checked);
                union.variants.iter().for_each(|variant| imports.add(&variant.ty));
            }
            TypeItem::Alias(alias) => imports.add(&alias.ty),
            TypeItem::Newtype(newtype) => {
                imports.need(Module::Json);
                imports.need_if(Module::Validate, newtype.check.is_some());
                imports.add(&newtype.ty);
            }
        }
        imports.need_if(Module::Validate, item.head().subject);
        add_checks(&mut imports, item);
    }
    for ident in items.iter().flat_map(TypeItem::idents) {
        imports.types.remove(ident);
    }
    imports
}

fn add_checks(imports: &mut Imports, item: &TypeItem) {
    for pattern in item.patterns() {
        let engine = if pattern.plain.is_some() {
            Module::Pattern
        } else {
            Module::Ecma
        };
        imports.need(engine);
    }
    imports.need_if(Module::Format, item.checks().into_iter().any(Checked::has_format));
    let demands = item.demands();
    imports.need_if(Module::Assertion, !demands.is_empty());
    let mut names = BTreeSet::new();
    for table in &demands {
        table.names(&mut names);
    }
    imports.need_if(Module::Checks, !names.is_empty());
}

fn add_record(imports: &mut Imports, record: &Record) {
    imports.need(Module::Json);
    imports.need_if(
        Module::Fmt,
        record.redacted || record.groups.iter().any(|group| group.redacted),
    );
    imports.need_if(Module::Validate, record.checks.is_some());
    let alternatives = record.groups.iter().flat_map(|group| &group.alternatives);
    for field in record
        .fields
        .iter()
        .chain(alternatives.flat_map(|alternative| &alternative.fields))
    {
        imports.add(&field.ty);
        let named = field.default.iter().flat_map(|default| default.value.idents());
        imports.types.extend(named.cloned());
    }
    if let super::Rest::Kept { values, .. } = &record.rest {
        imports.need(Module::Map);
        imports.add(values);
    }
}

/// Whether a type is deprecated or names something that is.
fn uses_deprecated(id: TypeId, context: &Context<'_>) -> bool {
    let def = context.api.types.get(id);
    let named = |ty: &Type| deprecated_inside(ty, context);
    def.deprecated.is_some()
        || match &def.shape {
            Shape::Record(record) => {
                let alternatives = record.groups.iter().flat_map(|group| &group.alternatives);
                record
                    .fields
                    .iter()
                    .chain(alternatives.flat_map(|alternative| &alternative.fields))
                    .any(|field| field.deprecated.is_some() || named(&field.value.ty))
                    || matches!(&record.rest, ir::Rest::Kept(values) if named(&values.ty))
            }
            Shape::Union(union) => union
                .variants
                .iter()
                .any(|variant| variant.deprecated.is_some() || named(&variant.value.ty)),
            Shape::Alias(value) | Shape::Newtype(value) => named(&value.ty),
            Shape::Enumeration(list) => list.values.iter().any(|value| value.deprecated.is_some()),
        }
}

fn deprecated_inside(ty: &Type, context: &Context<'_>) -> bool {
    let mut names = ty.names().into_iter();
    names.any(|id| context.api.types.get(id).deprecated.is_some())
}
