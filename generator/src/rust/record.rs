//! Structs: objects with known properties.
//!
//! ```yaml
//! BrowserProfile:
//!   properties: { id: { type: string }, name: { type: string }, save_changes: { type: boolean } }
//!   oneOf: [{ required: [id] }, { required: [name] }]
//! ```
//!
//! becomes a [`Record`] with the field `save_changes` and a [`Group`] `by` with the alternatives `Id` and `Name`.

use crate::ir::{self, GroupRule, Presence, TypeDef, TypeId};
use crate::names::{FieldNames, GroupNames, Ident};
use crate::passes::Position;

use super::build::Context;
use super::{Checked, DefaultItem, Deprecated, Head, RustType, Table};
use super::{defaults, docs, type_docs};

/// A struct with its way to and from JSON.
#[derive(Debug, Clone)]
pub struct Record {
    /// Docs, attributes and name.
    pub head: Head,
    /// The fields in the document's order.
    pub fields: Vec<Field>,
    /// Choices between fields.
    pub groups: Vec<Group>,
    /// What happens to other properties.
    pub rest: Rest,
    /// Whether `Debug` is written out because a field is secret, or other properties may be.
    pub redacted: bool,
    /// The functions that make one: `new`, where `Default` alone cannot, or one for each choice of the only group.
    pub constructors: Vec<Constructor>,
    /// What `validate()` looks at; `None` where nothing inside has constraints.
    pub checks: Option<Vec<Check>>,
    /// What is demanded of the whole beyond its fields.
    pub assertion: Option<Table>,
    /// Whether an optional property that is not of its type counts as one that nobody declares.
    pub loose: bool,
}

/// A field.
#[derive(Debug, Clone)]
pub struct Field {
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// The `#[deprecated]` attribute.
    pub deprecated: Option<Deprecated>,
    /// The name.
    pub ident: Ident,
    /// The variable in functions that read and write.
    pub local: Ident,
    /// The type as it stands in the struct.
    pub ty: RustType,
    /// The property's name.
    pub wire_name: String,
    /// Whether it may be absent or null.
    pub presence: Presence,
    /// Whether null is a value of an optional property, and not the same as its absence.
    pub takes_null: bool,
    /// Whether `Debug` hides the value.
    pub secret: bool,
    /// What the server takes where the property is absent.
    pub default: Option<DefaultItem>,
    /// Whether reading fills in the default where the property is absent.
    pub filled: bool,
    /// What `validate()` checks of it, if anything.
    pub check: Option<Checked>,
}

impl Field {
    /// Whether the value is in a box.
    #[must_use]
    pub fn is_boxed(&self) -> bool {
        match &self.ty {
            RustType::Option(inner) | RustType::Nullable(inner) => matches!(**inner, RustType::Boxed(_)),
            ty => matches!(ty, RustType::Boxed(_)),
        }
    }
}

/// An enum of which one variant's properties are there.
#[derive(Debug, Clone)]
pub struct Group {
    /// How many of the document's alternatives have to be there.
    pub rule: GroupRule,
    /// The enum's name.
    pub ident: Ident,
    /// The field's name in the struct.
    pub field: Ident,
    /// The variable in functions that read and write.
    pub local: Ident,
    /// The doc line of enum and field.
    pub docs: Vec<String>,
    /// The choices.
    pub alternatives: Vec<Alternative>,
    /// The derived traits of the enum.
    pub derives: Vec<&'static str>,
    /// Whether `Debug` is written out because a field is secret.
    pub redacted: bool,
}

/// One choice.
#[derive(Debug, Clone)]
pub struct Alternative {
    /// The variant.
    pub variant: Ident,
    /// Finished doc lines of a variant with several properties.
    pub docs: Vec<String>,
    /// Its properties: one becomes a tuple variant, several a struct variant.
    pub fields: Vec<Field>,
}

/// A function that makes a struct and leaves out what is optional.
#[derive(Debug, Clone)]
pub struct Constructor {
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// What it is called; `None` for `new`.
    pub ident: Option<Ident>,
    /// The choice that it makes: the index of an alternative of the struct's first group.
    pub choice: Option<usize>,
    /// The arguments: the properties of the choice, then the required ones.
    pub arguments: Vec<Argument>,
}

/// An argument of a constructor.
#[derive(Debug, Clone)]
pub struct Argument {
    /// The name, also that of the field.
    pub ident: Ident,
    /// The field's type.
    pub ty: RustType,
}

impl Argument {
    fn of(field: &Field) -> Self {
        Self {
            ident: field.ident.clone(),
            ty: field.ty.clone(),
        }
    }
}

/// What happens to properties that the schema does not name.
#[derive(Debug, Clone)]
pub enum Rest {
    /// Ignored.
    Ignored,
    /// Refused.
    Refused,
    /// Kept in a field of this name, with values of this type.
    Kept {
        /// Finished doc lines.
        docs: Vec<String>,
        /// The field and its variable.
        names: FieldNames,
        /// The type of the values.
        values: RustType,
        /// Whether `Debug` shows only the names, because a secret may be among them.
        secret: bool,
    },
}

/// A step of `validate()`.
#[derive(Debug, Clone)]
pub enum Check {
    /// A field of the struct.
    Field(Box<Field>),
    /// A field inside a variant of a group.
    Choice {
        /// The group's field and enum.
        group: Box<Group>,
        /// The index of the alternative.
        alternative: usize,
        /// The field.
        field: Box<Field>,
    },
    /// The other properties.
    Rest {
        /// The field that keeps them.
        ident: Ident,
        /// The constraints of the values, as those of the items of a map.
        values: Box<Checked>,
    },
}

impl Check {
    /// What is checked, if anything.
    #[must_use]
    pub fn checked(&self) -> Option<&Checked> {
        match self {
            Self::Field(field) | Self::Choice { field, .. } => field.check.as_ref(),
            Self::Rest { values, .. } => Some(values),
        }
    }
}

/// Builds the struct of a type.
pub(super) fn build(id: TypeId, def: &TypeDef, record: &ir::Record, context: &Context<'_>) -> Record {
    let names = context.names.record(id);
    let fields = fields(id, record, context);
    let groups: Vec<Group> = record
        .groups
        .iter()
        .enumerate()
        .map(|(index, group)| self::group(id, index, group, context))
        .collect();
    let rest = rest(id, record, context);
    let usage = context.decisions.usage.get(id);
    let defaultable = context.decisions.derives.get(id).default;
    let sent = usage.request || !usage.response;
    let constructors = match groups.as_slice() {
        [] if !defaultable && sent => vec![Constructor {
            docs: docs::of_new(),
            ident: None,
            choice: None,
            arguments: arguments(&fields),
        }],
        [group] => choices(&record.groups[0], group, &names.groups[0], &fields),
        _ => Vec::new(),
    };
    let redacted = fields.iter().any(|field| field.secret) || matches!(rest, Rest::Kept { secret: true, .. });
    let mut derives = vec!["Clone", "PartialEq"];
    if !redacted {
        derives.insert(0, "Debug");
    }
    if defaultable {
        derives.push("Default");
    }
    let checks = context
        .decisions
        .checks
        .of_type(id)
        .then(|| checks(&fields, &groups, record, &rest, context));
    Record {
        loose: record.loose,
        head: Head {
            docs: type_docs::of_type(id, def, context),
            deprecated: docs::deprecated(def.deprecated.as_ref()),
            derives,
            non_exhaustive: usage.response && !usage.request,
            subject: false,
            ident: context.names.ty(id).name.clone(),
        },
        fields,
        groups,
        rest,
        redacted,
        constructors,
        checks,
        assertion: def.assertion.map(|id| context.table(id)),
    }
}

/// The fields of a struct with what stands in for absent ones.
fn fields(id: TypeId, record: &ir::Record, context: &Context<'_>) -> Vec<Field> {
    let names = context.names.record(id);
    let all = record.fields.iter().enumerate();
    all.map(|(index, described)| {
        let position = Position::Field(index);
        let mut field = field(described, &names.fields[index], (id, position), context);
        let value = context.decisions.defaults.field(id, position);
        let thing = (field.wire_name.as_str(), &described.value.ty);
        field.default = defaults::build(thing, names.defaults[index].as_ref(), value, context);
        let absent = matches!(field.presence, Presence::Optional | Presence::OptionalNullable);
        field.filled = context.settings.fill_defaults && absent;
        field
    })
    .collect()
}

/// What becomes of the other properties.
fn rest(id: TypeId, record: &ir::Record, context: &Context<'_>) -> Rest {
    match &record.rest {
        ir::Rest::Ignored => Rest::Ignored,
        ir::Rest::Refused => Rest::Refused,
        ir::Rest::Kept(values) => {
            let names = context.names.record(id).rest.clone();
            Rest::Kept {
                docs: docs::of_rest(&context.api.types.get(id).docs),
                names: names.expect("a record that keeps other properties has a name for them"),
                values: RustType::of(&values.ty, context),
                secret: context.decisions.secrets.rest(id),
            }
        }
    }
}

/// The required fields, in the order of the struct.
fn arguments(fields: &[Field]) -> Vec<Argument> {
    fields
        .iter()
        .filter(|field| field.presence == Presence::Required)
        .map(Argument::of)
        .collect()
}

/// The constructors for the choices of a group.
fn choices(described: &ir::Group, group: &Group, names: &GroupNames, fields: &[Field]) -> Vec<Constructor> {
    let alternatives = group.alternatives.iter().zip(&names.alternatives).enumerate();
    alternatives
        .map(|(index, (alternative, names))| Constructor {
            docs: docs::of_choice(described, index),
            ident: Some(names.constructor.clone()),
            choice: Some(index),
            arguments: alternative
                .fields
                .iter()
                .map(Argument::of)
                .chain(arguments(fields))
                .collect(),
        })
        .collect()
}

fn field(field: &ir::Field, names: &FieldNames, position: (TypeId, Position), context: &Context<'_>) -> Field {
    let boxed = context.decisions.boxes.contains(position.0, position.1);
    let secret = context.decisions.secrets.field(position.0, position.1);
    Field {
        docs: docs::of_field(field, context),
        deprecated: docs::deprecated(field.deprecated.as_ref()),
        ident: names.name.clone(),
        local: names.local.clone(),
        ty: RustType::of(&field.value.ty, context)
            .boxed(boxed)
            .with_presence(field.presence),
        wire_name: field.wire_name.clone(),
        presence: field.presence,
        takes_null: context.is_anything(&field.value.ty),
        secret,
        default: None,
        filled: false,
        check: Checked::of(&field.value, context)
            .map(|check| check.or_null(field.presence == Presence::OptionalNullable)),
    }
}

fn group(id: TypeId, index: usize, group: &ir::Group, context: &Context<'_>) -> Group {
    let names = &context.names.record(id).groups[index];
    let mut alternatives = Vec::new();
    for (at, (alternative, names)) in group.alternatives.iter().zip(&names.alternatives).enumerate() {
        let fields = alternative.fields.iter().zip(&names.fields).enumerate();
        let fields = fields.map(|(field, (inner, names))| {
            self::field(
                inner,
                names,
                (
                    id,
                    Position::Choice {
                        group: index,
                        alternative: at,
                        field,
                    },
                ),
                context,
            )
        });
        alternatives.push(Alternative {
            variant: names.variant.clone(),
            docs: docs::of_alternative(alternative),
            fields: fields.collect(),
        });
    }
    let redacted = alternatives
        .iter()
        .flat_map(|alternative| &alternative.fields)
        .any(|field| field.secret);
    let mut derives = vec!["Clone", "PartialEq"];
    if !redacted {
        derives.insert(0, "Debug");
    }
    Group {
        rule: group.rule,
        ident: names.ty.clone(),
        field: names.field.name.clone(),
        local: names.field.local.clone(),
        docs: docs::of_group(group),
        alternatives,
        derives,
        redacted,
    }
}

fn checks(fields: &[Field], groups: &[Group], record: &ir::Record, rest: &Rest, context: &Context<'_>) -> Vec<Check> {
    let mut checks: Vec<Check> = fields
        .iter()
        .filter(|field| field.check.is_some())
        .map(|field| Check::Field(Box::new(field.clone())))
        .collect();
    for group in groups {
        for (alternative, choice) in group.alternatives.iter().enumerate() {
            for field in choice.fields.iter().filter(|field| field.check.is_some()) {
                checks.push(Check::Choice {
                    group: Box::new(group.clone()),
                    alternative,
                    field: Box::new(field.clone()),
                });
            }
        }
    }
    if let (Rest::Kept { names, .. }, ir::Rest::Kept(values)) = (rest, &record.rest)
        && let Some(values) = Checked::of(values, context)
    {
        let values = values.of_values();
        checks.push(Check::Rest {
            ident: names.name.clone(),
            values: Box::new(values),
        });
    }
    checks
}
