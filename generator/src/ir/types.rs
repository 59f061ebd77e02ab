//! The type graph: every schema that gets a name, and how types refer to each other.

use indexmap::IndexMap;

use super::{AssertionId, Deprecation, Docs, Enumeration, Foreign, Provenance, Rules, Scalar};

/// An index into a [`TypeGraph`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// All named types.
#[derive(Debug, Clone, Default)]
pub struct TypeGraph {
    /// The definitions; a [`TypeId`] is an index.
    pub defs: Vec<TypeDef>,
}

impl TypeGraph {
    /// One definition.
    #[must_use]
    pub fn get(&self, id: TypeId) -> &TypeDef {
        &self.defs[id.0]
    }

    /// The type that a chain of aliases ends at; one of them, where the chain is a circle.
    #[must_use]
    pub fn behind_aliases<'t>(&'t self, mut ty: &'t Type) -> &'t Type {
        for _ in 0..=self.defs.len() {
            match ty {
                Type::Named(id) => match &self.get(*id).shape {
                    Shape::Alias(value) => ty = &value.ty,
                    _ => break,
                },
                _ => break,
            }
        }
        ty
    }

    /// Every definition with its id.
    pub fn iter(&self) -> impl Iterator<Item = (TypeId, &TypeDef)> {
        self.defs.iter().enumerate().map(|(index, def)| (TypeId(index), def))
    }
}

/// A type that gets a name.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeDef {
    /// Where the name comes from.
    pub hint: Hint,
    /// The prose.
    pub docs: Docs,
    /// Set where the schema is deprecated.
    pub deprecated: Option<Deprecation>,
    /// What values look like.
    pub shape: Shape,
    /// What the schema demands of values beyond their shape.
    pub assertion: Option<AssertionId>,
    /// Where it stands.
    pub provenance: Provenance,
}

/// Where a type's name comes from: it depends on where the schema stands, never on the order of anything.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Hint {
    /// A component of this name.
    Component(String),
    /// Something inside another type, such as the values of its property `status`.
    Within(TypeId, Role),
    /// Something of an operation, such as its body; the index is into `Api::operations`.
    Operation(usize, Role),
    /// Something of a named response or other component, by that component's name.
    Part(String, Role),
    /// Something that stands in several places, by the hints of all of them: properties, parameters or headers of one name.
    Shared(Vec<Hint>),
    /// What requests send of a type of which responses have another form.
    Form(TypeId),
    /// What multipart bodies send of a type that is JSON elsewhere: its files are files.
    Upload(TypeId),
    /// What merge patches send of a type that is used in another way too: null removes what is optional.
    Patch(TypeId),
}

/// The role that a type plays for what surrounds it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// The value of a property.
    Property(String),
    /// The items of a list.
    Item,
    /// An item of a tuple, with its position.
    Position(usize),
    /// The values of a map.
    Value,
    /// A member of a union, with the position in the document.
    Member(usize),
    /// What is several members of a union at once, by its label.
    Several(String),
    /// The body of a request.
    Request,
    /// The body of a request as a form, where it can be sent in other ways too.
    Form,
    /// The body of a response with this status, which is empty within a [`Hint::Part`]: a named response has none.
    Response(String),
    /// The same in another format than the one that is preferred.
    ResponseIn(String, OtherFormat),
    /// The body of a request that the service makes.
    Payload,
    /// What any of the webhooks carries.
    Event,
    /// The value of a parameter.
    Parameter(String),
    /// The value of a header.
    Header(String),
    /// The value of a header among those of something that is named.
    OwnHeader(String),
}

/// In which format else a body may come than the preferred one, as far as types are made for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OtherFormat {
    /// XML.
    Xml,
    /// The events of a stream.
    Event,
    /// The lines or records of a stream.
    Line,
}

/// What the values of a named type look like.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// An object with known properties.
    Record(Record),
    /// A list of values.
    Enumeration(Enumeration),
    /// One of several types.
    Union(Union),
    /// Another name for a type.
    Alias(TypeUse),
    /// A list, map or tuple that contains itself, so that it needs a name of its own.
    Newtype(TypeUse),
}

/// A type with the constraints of this use.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeUse {
    /// The type.
    pub ty: Type,
    /// The constraints.
    pub rules: Rules,
}

impl From<Type> for TypeUse {
    /// The type without any constraints.
    fn from(ty: Type) -> Self {
        Self {
            ty,
            rules: Rules::default(),
        }
    }
}

/// A type.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// A value without parts.
    Scalar(Scalar),
    /// A type that is defined elsewhere.
    Foreign(Box<Foreign>),
    /// Any JSON value.
    Any,
    /// No value at all: the schema `false`, or one that contradicts itself.
    Never,
    /// A definition.
    Named(TypeId),
    /// A sequence.
    List(Box<TypeUse>),
    /// A sequence of just so many items, each with a type of its own.
    Tuple(Vec<TypeUse>),
    /// A mapping from any string.
    Map(Box<TypeUse>),
    /// The type or null.
    Nullable(Box<Type>),
}

impl Type {
    /// The definitions that the type names, inside of lists, maps, tuples and null too.
    #[must_use]
    pub fn names(&self) -> Vec<TypeId> {
        match self {
            Self::Named(id) => vec![*id],
            Self::List(inner) | Self::Map(inner) => inner.ty.names(),
            Self::Tuple(items) => items.iter().flat_map(|item| item.ty.names()).collect(),
            Self::Nullable(inner) => inner.names(),
            Self::Scalar(_) | Self::Foreign(_) | Self::Any | Self::Never => Vec::new(),
        }
    }

    /// The types that are defined elsewhere, inside of lists, maps, tuples and null too.
    #[must_use]
    pub fn foreign(&self) -> Vec<&Foreign> {
        match self {
            Self::Foreign(foreign) => vec![foreign],
            Self::List(inner) | Self::Map(inner) => inner.ty.foreign(),
            Self::Tuple(items) => items.iter().flat_map(|item| item.ty.foreign()).collect(),
            Self::Nullable(inner) => inner.foreign(),
            Self::Named(_) | Self::Scalar(_) | Self::Any | Self::Never => Vec::new(),
        }
    }

    /// The definitions whose values are a part of a value of this type, not in a list or map.
    #[must_use]
    pub fn contained(&self) -> Vec<TypeId> {
        match self {
            Self::Named(id) => vec![*id],
            Self::Tuple(items) => items.iter().flat_map(|item| item.ty.contained()).collect(),
            Self::Nullable(inner) => inner.contained(),
            Self::List(_) | Self::Map(_) | Self::Scalar(_) | Self::Foreign(_) | Self::Any | Self::Never => Vec::new(),
        }
    }
}

/// An object with known properties.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Record {
    /// The properties that are not in a group, in the document's order.
    pub fields: Vec<Field>,
    /// Properties of which the schema demands an exact choice.
    pub groups: Vec<Group>,
    /// What happens to other properties.
    pub rest: Rest,
    /// Whether values that are only sent were left out of this form: a server that returns one all the same puts it among
    /// the other properties.
    pub withheld: bool,
    /// Whether an optional property that is not of its type counts as one that nobody declares.
    pub loose: bool,
}

impl Record {
    /// The values of all properties, those of groups and the kept ones included.
    pub fn values(&self) -> impl Iterator<Item = &TypeUse> {
        let choices = self
            .groups
            .iter()
            .flat_map(|group| &group.alternatives)
            .flat_map(|choice| &choice.fields);
        let rest = match &self.rest {
            Rest::Kept(values) => Some(&**values),
            Rest::Ignored | Rest::Refused => None,
        };
        self.fields.iter().chain(choices).map(|field| &field.value).chain(rest)
    }
}

/// A property.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The property's name in JSON.
    pub wire_name: String,
    /// The type without its nullability, which is in `presence`.
    pub value: TypeUse,
    /// Whether it may be absent or null.
    pub presence: Presence,
    /// The prose.
    pub docs: Docs,
    /// Set where the property is deprecated.
    pub deprecated: Option<Deprecation>,
    /// Whether only responses have it.
    pub read_only: bool,
    /// Whether only requests have it.
    pub write_only: bool,
    /// Whether the document marks it as secret: `format: password`.
    pub secret: bool,
    /// Where it stands.
    pub provenance: Provenance,
}

/// Whether a property may be absent, and whether it may be null.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Presence {
    /// Always there, never null.
    Required,
    /// May be absent.
    Optional,
    /// Always there, may be null.
    RequiredNullable,
    /// Absent, null or a value: three states.
    OptionalNullable,
}

/// `oneOf: [{required: [id]}, {required: [name]}]`: one of the cases is there, and none of the other properties.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// How many of the alternatives of the document have to be there.
    pub rule: GroupRule,
    /// The cases: the alternatives in the document's order, then what may be there together.
    pub alternatives: Vec<Alternative>,
    /// Where it stands.
    pub provenance: Provenance,
}

/// How many alternatives of a [`Group`] have to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GroupRule {
    /// `oneOf`
    ExactlyOne,
    /// `anyOf`
    AtLeastOne,
}

/// One choice of a [`Group`].
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative {
    /// The properties that this choice requires, at least one; `presence` is `Required` or `RequiredNullable`.
    pub fields: Vec<Field>,
}

impl Alternative {
    /// The names of the properties, sorted.
    #[must_use]
    pub fn wire_names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.fields.iter().map(|field| field.wire_name.clone()).collect();
        names.sort();
        names
    }
}

/// What happens to properties that the schema does not name.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Rest {
    /// They are accepted and ignored.
    #[default]
    Ignored,
    /// They are refused: `additionalProperties: false`.
    Refused,
    /// They are kept in a map.
    Kept(Box<TypeUse>),
}

/// One of several types.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// The members in the document's order.
    pub variants: Vec<Variant>,
    /// How a decoder tells them apart.
    pub strategy: Strategy,
    /// Whether a value must fit just one member, which is `oneOf`, and the strategy alone does not make sure of that.
    pub exclusive: bool,
    /// Whether the last variant is none of the document's members, but holds values that are several of them.
    pub combined: bool,
}

impl Union {
    /// The members of the document.
    #[must_use]
    pub fn members(&self) -> &[Variant] {
        match self.variants.split_last() {
            Some((_, members)) if self.combined => members,
            _ => &self.variants,
        }
    }

    /// Whether checking a value means to count the members that it fits.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        self.exclusive || self.combined || matches!(self.strategy, Strategy::Key(_) | Strategy::Trial)
    }

    /// Whether values with a tag that the document does not have are kept.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.strategy, Strategy::Tag { others: None, .. })
    }
}

/// A member of a [`Union`].
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// The member's type.
    pub value: TypeUse,
    /// The word that names the variant where the type has no name: a tag value, a key, a kind.
    pub label: String,
    /// The prose of an inline member.
    pub docs: Docs,
    /// Set where the member is deprecated, as this member or by itself.
    pub deprecated: Option<Deprecation>,
}

impl Variant {
    /// A member that the document says nothing else about.
    #[must_use]
    pub fn plain(value: TypeUse, label: &str) -> Self {
        Self {
            value,
            label: label.to_owned(),
            docs: Docs::default(),
            deprecated: None,
        }
    }
}

/// How the members of a union are told apart.
#[derive(Debug, Clone, PartialEq)]
pub enum Strategy {
    /// By the value of a property: each tag value with the index of its variant.
    Tag {
        /// The property.
        property: String,
        /// Tag value → variant; numbers and booleans as JSON writes them.
        tags: IndexMap<String, usize>,
        /// Whether every member requires the property; where not, a value without it is tried against all of them.
        required: bool,
        /// Whether the tags are strings.
        texts: bool,
        /// The variant of values with any other tag or none, if the document names one.
        others: Option<usize>,
    },
    /// By the JSON type: each kind with the index of its variant.
    Kind(Vec<(JsonKind, usize)>),
    /// By a required property that no other member has: each key with the index of its variant.
    Key(Vec<(String, usize)>),
    /// By trying one after the other.
    Trial,
}

/// A JSON type, as a decoder sees it in the first byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JsonKind {
    /// `true` or `false`
    Bool,
    /// a number
    Number,
    /// a string
    String,
    /// an array
    Array,
    /// an object
    Object,
}
