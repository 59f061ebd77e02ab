//! What stands for a schema because the configuration or the document says so.
//!
//! ```toml
//! [types]
//! formats = { uuid = "uuid::Uuid" }
//! schemas = { Money = "money::Money" }
//! properties = { "Order.total" = "money::Money" }
//! ```
//!
//! ```yaml
//! Money: { type: string, x-rust-type: "money::Money" }
//! Point: { type: object, x-rust-type: { crate: geo, version: "1.2", path: "geo::Point" } }
//! ```
//!
//! The nearest wins: the property, then the schema, then its own `x-rust-type`, then its format. A type of another crate is
//! read as the text of a string, as the digits of a number, or by its serde traits, as the JSON type suggests unless
//! somebody says which; one that comes with its crate, as other generators have it, is one of serde. What matches nothing
//! is reported.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::context::Context;
use super::kinds::Kinds;
use super::nullable::or_null;
use super::parts::Part;
use super::schema::Member;
use crate::diag::{Code, Diagnostic, Place, Pointer};
use crate::ir::{
    Foreign, ForeignForm, Hint, JsonKind, Mapping, Replacement, Role, Rules, Scalar, Type, TypeId, TypeName, TypeUse,
};
use crate::openapi::{Schema, SchemaObject};
use crate::source::{NodeId, NodeRef};

/// How alike a misspelt name must be to be suggested, from 0 to 1.
const ALIKE: f64 = 0.7;

/// A list of mappings with the index of one.
type Entry = (List, usize);

/// The lists of mappings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum List {
    Formats,
    Schemas,
    Properties,
}

/// What is known about mappings.
#[derive(Debug, Default)]
pub(super) struct Replaced {
    /// The schemas that mappings name.
    nodes: HashMap<NodeId, usize>,
    /// Those that were of use.
    used: BTreeSet<Entry>,
    /// The formats that the document has, as far as they were met.
    formats: BTreeSet<String>,
    /// The form of each type of another crate.
    forms: BTreeMap<TypeName, ForeignForm>,
}

impl<'d> Context<'d> {
    /// Finds the schemas that mappings name.
    pub(super) fn find_replaced(&mut self) {
        let settings = self.settings;
        for (index, mapping) in settings.schemas.iter().enumerate() {
            let text = mapping.key.strip_prefix('#').unwrap_or(&mapping.key);
            let component = self.document.components.schemas.get(&mapping.key);
            let node = if text.starts_with('/') {
                let given = Pointer::from_text(text);
                let steps = given.steps();
                self.document
                    .find(&steps.fold(Pointer::root(), |pointer, step| pointer.join(&step)))
            } else {
                component.map(|schema| schema.node)
            };
            if let Some(node) = node {
                self.replaced.nodes.insert(node, index);
            }
        }
    }

    /// What stands for a schema as a whole.
    pub(super) fn replacement(&mut self, schema: &'d Schema, object: &SchemaObject) -> Option<Type> {
        if let Some(index) = self.replaced.nodes.get(&schema.node).copied() {
            let mapping = self.settings.schemas.get(index)?;
            self.replaced.used.insert((List::Schemas, index));
            let kind = self.kinds(schema).family();
            return Some(self.stand_in(mapping, kind));
        }
        let node = *object.extensions.get("x-rust-type")?;
        let kind = self.kinds(schema).family();
        let foreign = self.named_by_document(node, kind);
        if foreign.is_none() {
            let message = "`x-rust-type` is neither the path of a type nor a mapping with one; it has no effect";
            let label = "expected a path such as `uuid::Uuid`";
            self.report_key(Code::NotRepresented, schema.node, "x-rust-type", message, label);
        }
        let foreign = foreign?;
        let place = self.document.place(node);
        self.note_form(&foreign, &place);
        Some(Type::Foreign(Box::new(foreign)))
    }

    /// The type that an `x-rust-type` names.
    fn named_by_document(&mut self, node: NodeId, kind: Option<JsonKind>) -> Option<Foreign> {
        let value = self.document.node(node);
        let text = |key: &str| value.get(key).and_then(NodeRef::as_str);
        let name = TypeName::parse(value.as_str().or_else(|| text("path"))?)?;
        let package = text("crate").map(|name| (name.to_owned(), text("version").unwrap_or("*").to_owned()));
        let form = match text("json") {
            Some("string") => ForeignForm::Text,
            Some("number") => ForeignForm::Number,
            Some("serde") => ForeignForm::Json,
            Some(_) => return None,
            None if package.is_some() => ForeignForm::Json,
            None => natural(kind),
        };
        if value.get("parameters").is_some() {
            let message = "`parameters` of a type has no effect: write them into its path";
            self.report(Code::NotRepresented, node, message, "has parameters");
        }
        Some(Foreign {
            name,
            form,
            kind,
            package,
        })
    }

    /// What stands for the schemas of a format.
    pub(super) fn replaced_format(&mut self, parts: &[Part<'d>], kind: JsonKind) -> Option<Type> {
        let named = parts.iter().filter_map(|part| part.object.format.clone());
        self.replaced.formats.extend(named);
        let index = parts.iter().find_map(|part| self.mapped_format(part.object, kind))?;
        self.replaced.used.insert((List::Formats, index));
        let mapping = self.settings.formats.get(index)?;
        Some(self.stand_in(mapping, Some(kind)))
    }

    /// The mapping of an object's format that fits a JSON type.
    fn mapped_format(&self, object: &SchemaObject, kind: JsonKind) -> Option<usize> {
        let format = object.format.as_deref()?;
        let fits = |mapping: &Mapping| match mapping.replacement {
            Replacement::Scalar(scalar) => scalar.kind() == kind,
            Replacement::Foreign { .. } => true,
        };
        let mut mappings = self.settings.formats.iter();
        mappings.position(|mapping| mapping.key == format && fits(mapping))
    }

    /// The scalar of kiln's that stands for the format of some part.
    pub(super) fn scalar_for(&self, parts: &[Part<'d>], kind: JsonKind) -> Option<Scalar> {
        let index = parts.iter().find_map(|part| self.mapped_format(part.object, kind))?;
        match self.settings.formats.get(index)?.replacement {
            Replacement::Scalar(scalar) => Some(scalar),
            Replacement::Foreign { .. } => None,
        }
    }

    /// Whether a type of another crate stands for the format of strings that an object has.
    pub(super) fn is_foreign_format(&self, object: &SchemaObject) -> bool {
        let index = self.mapped_format(object, JsonKind::String);
        let mapping = index.and_then(|index| self.settings.formats.get(index));
        mapping.is_some_and(|mapping| matches!(mapping.replacement, Replacement::Foreign { .. }))
    }

    /// Whether something stands for a property of a record.
    pub(super) fn replaces_property(&self, record: TypeId, name: &str, members: &[Member<'d>]) -> bool {
        !self.settings.properties.is_empty() && self.property_mapping(record, name, members).is_some()
    }

    /// What stands for a property of a record; any value where nothing does.
    pub(super) fn replaced_property(&mut self, record: TypeId, name: &str, members: &[Member<'d>]) -> TypeUse {
        let index = self.property_mapping(record, name, members);
        let found = index.and_then(|index| Some((index, self.settings.properties.get(index)?)));
        let mut ty = Type::Any;
        if let Some((index, mapping)) = found {
            self.replaced.used.insert((List::Properties, index));
            let kinds = members.iter().map(|member| self.kinds(member.schema));
            let kinds = kinds.fold(Kinds::ALL, |all, kinds| all & kinds);
            ty = self.stand_in(mapping, kinds.family());
        }
        let nullable = members.iter().all(|member| self.allows_null(member.schema));
        let rules = match members {
            [only] => self.rules(only.schema),
            _ => Rules::default(),
        };
        TypeUse {
            ty: if nullable { or_null(ty) } else { ty },
            rules,
        }
    }

    /// The mapping for a property, by the record that has it or by a schema that declares it.
    fn property_mapping(&self, record: TypeId, name: &str, members: &[Member<'d>]) -> Option<usize> {
        let own = format!("{}.{name}", self.path_of(record));
        let mut mappings = self.settings.properties.iter();
        let by_record = mappings.position(|mapping| mapping.key == own);
        by_record.or_else(|| {
            let declared: Vec<String> = members
                .iter()
                .filter_map(|member| self.declared_at(member, name))
                .collect();
            let mut mappings = self.settings.properties.iter();
            mappings.position(|mapping| declared.contains(&mapping.key))
        })
    }

    /// `Order.total` for a schema that stands there, in a member of `allOf` too.
    fn declared_at(&self, member: &Member<'d>, name: &str) -> Option<String> {
        let pointer = self.document.node(member.schema.node).pointer();
        let steps: Vec<String> = pointer.steps().collect();
        let [components, schemas, component, between @ .., properties, last] = steps.as_slice() else {
            return None;
        };
        let inside = between
            .chunks(2)
            .all(|step| step.first().is_some_and(|step| step == "allOf"));
        let fits = components == "components" && schemas == "schemas" && properties == "properties" && last == name;
        (fits && inside).then(|| format!("{component}.{name}"))
    }

    /// The component that a record is or stands in, and the properties that lead to it.
    fn path_of(&self, id: TypeId) -> String {
        match &self.graph.get(id).hint {
            Hint::Within(parent, Role::Property(name)) => format!("{}.{name}", self.path_of(*parent)),
            Hint::Within(parent, _) => self.path_of(*parent),
            Hint::Component(name) | Hint::Part(name, _) => name.clone(),
            _ => String::new(),
        }
    }

    /// The type of a mapping, for values of a JSON type.
    fn stand_in(&mut self, mapping: &Mapping, kind: Option<JsonKind>) -> Type {
        match &mapping.replacement {
            Replacement::Scalar(scalar) => Type::Scalar(*scalar),
            Replacement::Foreign { name, form } => {
                let foreign = Foreign {
                    name: name.clone(),
                    form: form.unwrap_or_else(|| natural(kind)),
                    kind,
                    package: None,
                };
                self.note_form(&foreign, &mapping.place);
                Type::Foreign(Box::new(foreign))
            }
        }
    }

    /// Remembers how a type is read, and reports one that is to be read in two ways.
    fn note_form(&mut self, foreign: &Foreign, place: &Place) {
        let known = self.replaced.forms.entry(foreign.name.clone()).or_insert(foreign.form);
        if *known != foreign.form {
            let message = format!(
                "`{}` is read {} here and {} elsewhere",
                foreign.name,
                in_words(foreign.form),
                in_words(*known)
            );
            self.report_at(Code::MixedForms, place, message, "one way is possible");
        }
    }

    /// Reports the mappings that nothing in the document matched.
    pub(super) fn report_unused_mappings(&mut self) {
        let settings = self.settings;
        let formats: Vec<String> = self.replaced.formats.iter().cloned().collect();
        let schemas: Vec<String> = self.document.components.schemas.keys().cloned().collect();
        for (list, what, mappings, names) in [
            (List::Formats, "format", &settings.formats, &formats),
            (List::Schemas, "schema", &settings.schemas, &schemas),
            (List::Properties, "property", &settings.properties, &Vec::new()),
        ] {
            for (index, mapping) in mappings.iter().enumerate() {
                if self.replaced.used.contains(&(list, index)) {
                    continue;
                }
                let key = &mapping.key;
                let message = format!("no {what} `{key}` of the document is one that this can stand for");
                let diagnostic = Diagnostic::new(Code::UnusedMapping, message).at(&mapping.place, "has no effect");
                let likeness = |name: &&String| strsim::jaro_winkler(name, key);
                let best = names.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
                self.sink
                    .push(match best.filter(|name| *name != key && likeness(name) >= ALIKE) {
                        Some(name) => diagnostic.remedy(format!("did you mean `{name}`?")),
                        None => diagnostic,
                    });
            }
        }
    }
}

/// How values of a JSON type are read unless somebody says it.
fn natural(kind: Option<JsonKind>) -> ForeignForm {
    match kind {
        Some(JsonKind::String) => ForeignForm::Text,
        Some(JsonKind::Number) => ForeignForm::Number,
        _ => ForeignForm::Json,
    }
}

fn in_words(form: ForeignForm) -> &'static str {
    match form {
        ForeignForm::Text => "as a string",
        ForeignForm::Number => "as a number",
        ForeignForm::Json => "by serde",
    }
}
