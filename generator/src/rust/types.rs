//! Rust types and the imports that a file needs for them.

use std::collections::BTreeSet;

use crate::ir::{Content, EventForm, Framing, PayloadKind, Presence, Scalar, Shape, Type};
use crate::names::Ident;

use super::build::Context;
use super::{Checked, Head};

/// A Rust type.
#[derive(Debug, Clone, PartialEq)]
pub enum RustType {
    /// `bool`, `i64`, …
    Primitive(&'static str),
    /// `String`
    String,
    /// A type of the runtime's `json` for scalars, such as `DateTime`.
    Json(&'static str),
    /// `bytes::Bytes`
    Bytes,
    /// The runtime's `File`: bytes to send, from memory or elsewhere.
    File,
    /// The runtime's `Value`: any JSON.
    Any,
    /// The runtime's `Never`: no JSON.
    Never,
    /// A type of another crate, by its path.
    Foreign(String),
    /// A type of this crate.
    Named(Ident),
    /// A type of the same file.
    Local(Ident),
    /// The runtime's `EventStream<T>` or `JsonLines<T>`.
    Stream(&'static str, Box<RustType>),
    /// The runtime's `Event`.
    Event,
    /// `Option<T>`
    Option(Box<RustType>),
    /// The runtime's `Nullable<T>`: absent, null or a value.
    Nullable(Box<RustType>),
    /// `Vec<T>`
    Vec(Box<RustType>),
    /// `BTreeMap<String, T>`
    Map(Box<RustType>),
    /// `(A, B)`
    Tuple(Vec<RustType>),
    /// `Box<T>`
    Boxed(Box<RustType>),
}

impl RustType {
    /// The type of a body: text and bytes are what they are whatever their schema says.
    pub(super) fn of_content(body: &Content, context: &Context<'_>) -> Self {
        match body.kind {
            PayloadKind::Json | PayloadKind::Form | PayloadKind::Multipart => Self::of(&body.value.ty, context),
            PayloadKind::Text => Self::String,
            PayloadKind::Bytes => Self::Bytes,
            PayloadKind::Stream(framing) => {
                let item = match framing {
                    Framing::Events(EventForm::Any) => Self::Event,
                    Framing::Events(EventForm::Text) => Self::String,
                    _ => Self::of(&body.value.ty, context),
                };
                let events = matches!(framing, Framing::Events(_));
                let name = if events { "EventStream" } else { "JsonLines" };
                Self::Stream(name, Box::new(item))
            }
        }
    }

    /// The type of a value, without what its presence adds.
    pub(super) fn of(ty: &Type, context: &Context<'_>) -> Self {
        match ty {
            Type::Scalar(scalar) => Self::scalar(*scalar),
            Type::Foreign(foreign) => Self::Foreign(foreign.name.to_string()),
            Type::Any => Self::Any,
            Type::Never => Self::Never,
            Type::Tuple(items) => Self::Tuple(items.iter().map(|item| Self::of(&item.ty, context)).collect()),
            Type::Named(id) => Self::Named(context.names.ty(*id).name.clone()),
            Type::List(items) => Self::Vec(Box::new(Self::of(&items.ty, context))),
            Type::Map(values) => Self::Map(Box::new(Self::of(&values.ty, context))),
            Type::Nullable(inner) => Self::Option(Box::new(Self::of(inner, context))),
        }
    }

    /// The type with what aliases stand for in their place, by which two spellings of one type are the same.
    pub(super) fn behind_aliases(ty: &Type, context: &Context<'_>) -> Self {
        let inner = |inner: &Type| Box::new(Self::behind_aliases(inner, context));
        match ty {
            Type::Named(id) => match &context.api.types.get(*id).shape {
                Shape::Alias(value) => Self::behind_aliases(&value.ty, context),
                _ => Self::of(ty, context),
            },
            Type::List(items) => Self::Vec(inner(&items.ty)),
            Type::Map(values) => Self::Map(inner(&values.ty)),
            Type::Nullable(value) => Self::Option(inner(value)),
            Type::Tuple(items) => Self::Tuple(
                items
                    .iter()
                    .map(|item| Self::behind_aliases(&item.ty, context))
                    .collect(),
            ),
            _ => Self::of(ty, context),
        }
    }

    fn scalar(scalar: Scalar) -> Self {
        match scalar {
            Scalar::Bool => Self::Primitive("bool"),
            Scalar::I8 => Self::Primitive("i8"),
            Scalar::I16 => Self::Primitive("i16"),
            Scalar::I32 => Self::Primitive("i32"),
            Scalar::I64 => Self::Primitive("i64"),
            Scalar::I128 => Self::Primitive("i128"),
            Scalar::U8 => Self::Primitive("u8"),
            Scalar::U16 => Self::Primitive("u16"),
            Scalar::U32 => Self::Primitive("u32"),
            Scalar::U64 => Self::Primitive("u64"),
            Scalar::F32 => Self::Primitive("f32"),
            Scalar::F64 => Self::Primitive("f64"),
            Scalar::Number => Self::Json("Number"),
            Scalar::String => Self::String,
            Scalar::DateTime => Self::Json("DateTime"),
            Scalar::Date => Self::Json("Date"),
            Scalar::Base64 => Self::Json("Base64"),
            Scalar::File => Self::File,
        }
    }

    /// This type as a field of the given presence has it.
    pub(super) fn with_presence(self, presence: Presence) -> Self {
        match presence {
            Presence::Required => self,
            Presence::Optional | Presence::RequiredNullable => Self::Option(Box::new(self)),
            Presence::OptionalNullable => Self::Nullable(Box::new(self)),
        }
    }

    /// This type in a box, where it would otherwise contain itself.
    pub(super) fn boxed(self, boxed: bool) -> Self {
        if boxed { Self::Boxed(Box::new(self)) } else { self }
    }

    /// The type as an example outside of the crate spells it.
    pub(super) fn path(&self, krate: &str) -> String {
        match self {
            Self::Primitive(name) => (*name).to_owned(),
            Self::String => "String".to_owned(),
            Self::Json(name) => format!("{krate}::{name}"),
            Self::Foreign(path) => match path.strip_prefix("crate::") {
                Some(inside) => format!("{krate}::{inside}"),
                None => path.clone(),
            },
            Self::Bytes => format!("{krate}::Bytes"),
            Self::File => format!("{krate}::File"),
            Self::Any => format!("{krate}::Value"),
            Self::Never => format!("{krate}::Never"),
            Self::Named(ident) => format!("{krate}::types::{ident}"),
            Self::Local(ident) => ident.to_string(),
            Self::Stream(name, inner) => format!("{krate}::{name}<{}>", inner.path(krate)),
            Self::Event => format!("{krate}::Event"),
            Self::Option(inner) => format!("Option<{}>", inner.path(krate)),
            Self::Nullable(inner) => format!("{krate}::Nullable<{}>", inner.path(krate)),
            Self::Vec(inner) => format!("Vec<{}>", inner.path(krate)),
            Self::Map(inner) => format!("std::collections::BTreeMap<String, {}>", inner.path(krate)),
            Self::Tuple(items) => {
                let items: Vec<String> = items.iter().map(|item| format!("{},", item.path(krate))).collect();
                let items = items.join(" ");
                format!(
                    "({})",
                    if self.is_single() {
                        &items
                    } else {
                        items.trim_end_matches(',')
                    }
                )
            }
            Self::Boxed(inner) => format!("Box<{}>", inner.path(krate)),
        }
    }

    /// The type of a positional argument, as an example spells it: strings and lists are borrowed.
    pub(super) fn argument(&self, krate: &str) -> String {
        match self {
            Self::String => "&str".to_owned(),
            Self::Vec(inner) => format!("&[{}]", inner.path(krate)),
            other => other.path(krate),
        }
    }

    /// Whether it is a tuple of one item, which needs a comma.
    fn is_single(&self) -> bool {
        matches!(self, Self::Tuple(items) if items.len() == 1)
    }

    /// Whether something holds of the type itself or of one inside of it.
    pub(super) fn any(&self, holds: &dyn Fn(&Self) -> bool) -> bool {
        holds(self)
            || match self {
                Self::Option(inner)
                | Self::Nullable(inner)
                | Self::Vec(inner)
                | Self::Map(inner)
                | Self::Stream(_, inner)
                | Self::Boxed(inner) => inner.any(holds),
                Self::Tuple(items) => items.iter().any(|item| item.any(holds)),
                _ => false,
            }
    }

    /// Whether it names something of `types`.
    #[must_use]
    pub fn mentions_types(&self) -> bool {
        self.any(&|ty| matches!(ty, Self::Named(_)))
    }

    /// Whether it names something of the runtime's `json`.
    #[must_use]
    pub fn mentions_json(&self) -> bool {
        self.any(&|ty| matches!(ty, Self::Json(_) | Self::Any | Self::Never | Self::Nullable(_)))
    }

    /// Whether it names something of the runtime's `stream`.
    #[must_use]
    pub fn mentions_stream(&self) -> bool {
        self.any(&|ty| matches!(ty, Self::Stream(..)))
    }

    /// Whether it names `BTreeMap`.
    #[must_use]
    pub fn mentions_map(&self) -> bool {
        self.any(&|ty| matches!(ty, Self::Map(_)))
    }
}

/// Another name for a type: a component schema that is a scalar, a list or a map.
#[derive(Debug, Clone)]
pub struct Alias {
    /// Docs and name.
    pub head: Head,
    /// What it stands for.
    pub ty: RustType,
}

/// A struct around a list, map or tuple that contains itself.
///
/// ```yaml
/// Nested: { type: array, items: { $ref: '#/components/schemas/Nested' } }
/// ```
#[derive(Debug, Clone)]
pub struct Newtype {
    /// Docs, attributes and name.
    pub head: Head,
    /// What is inside.
    pub ty: RustType,
    /// What `validate()` checks of it, if anything.
    pub check: Option<Checked>,
}

/// A module or type from elsewhere that a file of types names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Module {
    /// `std::collections::BTreeMap`
    Map,
    /// `std::fmt`
    Fmt,
    /// `std::str::FromStr`
    FromStr,
    /// `crate::runtime::format`
    Format,
    /// `crate::runtime::http`
    Http,
    /// `crate::runtime::json`
    Json,
    /// `crate::checks`
    Checks,
    /// `crate::runtime::assertion`
    Assertion,
    /// `crate::runtime::ecma`
    Ecma,
    /// `crate::runtime::pattern`
    Pattern,
    /// `crate::runtime::validate`
    Validate,
}

/// What a file of types brings into scope.
#[derive(Debug, Clone, Default)]
pub struct Imports {
    /// Types of other files of `types`.
    pub types: BTreeSet<Ident>,
    /// Modules and types of the standard library and of the runtime.
    pub modules: BTreeSet<Module>,
}

impl Imports {
    /// Adds a module.
    pub(super) fn need(&mut self, module: Module) {
        self.modules.insert(module);
    }

    /// Adds a module where it is used.
    pub(super) fn need_if(&mut self, module: Module, used: bool) {
        if used {
            self.need(module);
        }
    }

    /// Adds what a type needs.
    pub(super) fn add(&mut self, ty: &RustType) {
        match ty {
            RustType::Primitive(_)
            | RustType::String
            | RustType::Bytes
            | RustType::Foreign(_)
            | RustType::Local(_)
            | RustType::Event => {}
            RustType::File => self.need(Module::Http),
            RustType::Json(_) | RustType::Any | RustType::Never => self.need(Module::Json),
            RustType::Named(ident) => {
                self.types.insert(ident.clone());
            }
            RustType::Nullable(inner) => {
                self.need(Module::Json);
                self.add(inner);
            }
            RustType::Map(inner) => {
                self.need(Module::Map);
                self.add(inner);
            }
            RustType::Option(inner) | RustType::Vec(inner) | RustType::Boxed(inner) | RustType::Stream(_, inner) => {
                self.add(inner);
            }
            RustType::Tuple(items) => items.iter().for_each(|item| self.add(item)),
        }
    }
}
