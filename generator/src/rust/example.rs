//! Examples that compile: a call as its user would write it, for the docs of a method and for the crate's quick start.
//!
//! ```yaml
//! post: { tags: [Browsers], operationId: postBrowsers, requestBody: { content: { application/json: { schema: … } } } }
//! ```
//!
//! becomes
//!
//! ```text
//! use kernel_api::types::BrowserRequest;
//!
//! let answer = client
//!     .browsers()
//!     .create(BrowserRequest { stealth: Some(true), ..BrowserRequest::default() })
//!     .await?;
//! ```
//!
//! A body shows properties to which the document gives an example. What cannot be written down in general is an
//! argument of the hidden function around the code. Nothing here depends on whether an example is a good one: it has to
//! compile, and it is not run.

use std::str::FromStr;

use crate::ir::{EnumValue, Field, Presence, Scalar, Shape, Type};
use crate::names::{Ident, ResourceNames};
use crate::passes::Position;

use super::RustType;
use super::build::Context;
use super::doc_line::WIDTH;
use super::param::Param;
use super::resource::Method;
use super::{BodyParam, Sent, SentContent};

/// How many properties a body shows.
const SHOWN: usize = 2;
/// The longest string that is shown.
const LONGEST: usize = 40;

/// A call.
#[derive(Debug, Clone)]
pub(super) struct Example {
    /// The arguments of the hidden function, without the client.
    hidden: Vec<String>,
    /// What is brought into scope.
    imports: Vec<String>,
    /// The steps after `client`: accessor, method with arguments, `.await?`.
    accessor: String,
    method: String,
    arguments: Vec<Argument>,
    /// Whether the call yields something to show.
    yields: Yields,
    /// Whether the lint has to be silenced.
    deprecated: bool,
    krate: String,
}

#[derive(Debug, Clone)]
enum Argument {
    Plain(String),
    /// A struct with some fields set and the others by `Default`.
    Struct {
        name: String,
        fields: Vec<String>,
    },
}

/// What a reader can do with what a call brings.
#[derive(Debug, Clone, Copy)]
enum Yields {
    Nothing,
    Value,
    Stream,
}

impl Yields {
    fn of(ty: Option<&RustType>) -> Self {
        match ty {
            None => Self::Nothing,
            Some(RustType::Stream(..)) => Self::Stream,
            Some(_) => Self::Value,
        }
    }

    /// What the call begins with.
    fn start(self) -> &'static str {
        match self {
            Self::Nothing => "client",
            Self::Value => "let answer = client",
            Self::Stream => "let mut answer = client",
        }
    }

    /// What follows the call.
    fn shown(self) -> &'static [&'static str] {
        match self {
            Self::Nothing => &[],
            Self::Value => &["println!(\"{answer:?}\");"],
            Self::Stream => &[
                "while let Some(item) = answer.next().await {",
                "    println!(\"{:?}\", item?);",
                "}",
            ],
        }
    }
}

impl Example {
    pub(super) fn of(method: &Method, resource: &ResourceNames, context: &Context<'_>) -> Self {
        let mut example = Self {
            hidden: Vec::new(),
            imports: Vec::new(),
            accessor: resource.accessor.to_string(),
            method: method.ident.to_string(),
            arguments: Vec::new(),
            yields: Yields::of(method.answer.ty.as_ref()),
            deprecated: method.deprecated.is_some() || context.mentions_deprecated(method),
            krate: context.crate_ident(),
        };
        for param in &method.arguments {
            example.parameter(param, context);
        }
        if let Some(params) = &method.params {
            let path = format!("{}::resources::{}::{}", example.krate, resource.module, params.ident);
            let name = example.import(&path);
            example.arguments.push(Argument::Plain(format!("{name}::default()")));
        }
        if let Some(body) = &method.body {
            example.body(body, resource, context);
        }
        example
    }

    /// How much of the example its reader has to imagine.
    pub(super) fn gaps(&self) -> usize {
        self.hidden.len() + usize::from(self.deprecated)
    }

    fn parameter(&mut self, param: &Param, context: &Context<'_>) {
        let variant = match &param.ty {
            RustType::Named(ident) => context.variant(ident, None),
            _ => None,
        };
        if let Some(variant) = variant {
            let name = self.import(&param.ty.path(&self.krate));
            self.arguments.push(Argument::Plain(format!("{name}::{variant}")));
        } else if param.ty == RustType::String {
            self.arguments.push(Argument::Plain("\"…\"".to_owned()));
        } else {
            let mark = if param.borrowed { "&" } else { "" };
            self.hidden
                .push(format!("{}: {mark}{}", param.ident, param.ty.argument(&self.krate)));
            self.arguments.push(Argument::Plain(param.ident.to_string()));
        }
    }

    fn body(&mut self, body: &BodyParam, resource: &ResourceNames, context: &Context<'_>) {
        match &body.sent {
            Sent::One(only) => self.content(&body.ident, only, context),
            Sent::Choice(choice) => {
                let path = format!("{}::resources::{}::{}", self.krate, resource.module, choice.ident);
                self.hidden.push(format!("{}: {path}", body.ident));
                self.arguments.push(Argument::Plain(body.ident.to_string()));
            }
        }
    }

    fn content(&mut self, argument: &Ident, body: &SentContent, context: &Context<'_>) {
        if let RustType::Named(ident) = &body.ty
            && context.is_default(ident)
        {
            let shown = context.record(ident).map_or_else(Vec::new, |record| shown(&record));
            let name = self.import(&body.ty.path(&self.krate));
            let fields: Vec<String> = shown
                .into_iter()
                .map(|(field, value)| match value {
                    Value::Scalar(value) => format!("{field}: Some({value})"),
                    Value::Variant(ty, variant) => {
                        let ty = self.import(&RustType::Named(ty).path(&self.krate));
                        format!("{field}: Some({ty}::{variant})")
                    }
                })
                .collect();
            self.arguments.push(if fields.is_empty() {
                Argument::Plain(format!("{name}::default()"))
            } else {
                Argument::Struct { name, fields }
            });
        } else {
            self.hidden.push(format!("{argument}: {}", body.ty.path(&self.krate)));
            self.arguments.push(Argument::Plain(argument.to_string()));
        }
    }

    /// Brings a path into scope and returns the name to use; one whose name is taken stays a path.
    fn import(&mut self, path: &str) -> String {
        let name = |path: &str| path.rsplit("::").next().unwrap_or_default().to_owned();
        if self.imports.iter().any(|other| other == path) {
            return name(path);
        }
        if self.imports.iter().any(|other| name(other) == name(path)) {
            return path.to_owned();
        }
        self.imports.push(path.to_owned());
        name(path)
    }

    /// The block for the docs of the method.
    pub(super) fn lines(&self) -> Vec<String> {
        let client = format!("client: &{}::Client", self.krate);
        self.block(&[&[client][..], &self.hidden].concat(), None)
    }

    /// The block for the docs of the crate, from the client on; `comment` says where the credential comes from.
    pub(super) fn quick_start(&self, comment: &str) -> Vec<String> {
        let client = format!("let client = {}::Client::from_env()?;{comment}", self.krate);
        self.block(&self.hidden, Some(client))
    }

    fn block(&self, hidden: &[String], client: Option<String>) -> Vec<String> {
        let mut lines = vec!["```no_run".to_owned()];
        if self.deprecated {
            lines.push("# #![allow(deprecated)]".to_owned());
        }
        let output = format!("-> Result<(), {}::Error> {{", self.krate);
        let head = format!("# async fn example({}) {output}", hidden.join(", "));
        if head.chars().count() <= WIDTH {
            lines.push(head);
        } else {
            lines.push("# async fn example(".to_owned());
            lines.extend(hidden.iter().map(|argument| format!("#     {argument},")));
            lines.push(format!("# ) {output}"));
        }
        let mut imports = self.imports.clone();
        imports.sort();
        lines.extend(imports.iter().map(|path| format!("use {path};")));
        if !imports.is_empty() {
            lines.push(String::new());
        }
        lines.extend(client);
        lines.extend(self.call());
        lines.extend(self.yields.shown().iter().map(|line| (*line).to_owned()));
        lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
        lines
    }

    /// The call, broken as rustfmt would break it.
    fn call(&self) -> Vec<String> {
        let start = self.yields.start();
        let arguments: Vec<String> = self.arguments.iter().map(Argument::flat).collect();
        let step = format!(".{}({})", self.method, arguments.join(", "));
        let flat = format!("{start}.{}(){step}.await?;", self.accessor);
        let fits = |line: &str| line.chars().count() <= WIDTH;
        if fits(&flat) {
            return vec![flat];
        }
        let mut lines = vec![start.to_owned(), format!("    .{}()", self.accessor)];
        let step = format!("    {step}");
        match self.arguments.as_slice() {
            _ if fits(&step) => lines.push(step),
            [Argument::Struct { name, fields }] => {
                lines.push(format!("    .{}({name} {{", self.method));
                lines.extend(fields.iter().map(|field| format!("        {field},")));
                lines.push(format!("        ..{name}::default()"));
                lines.push("    })".to_owned());
            }
            several => {
                lines.push(format!("    .{}(", self.method));
                lines.extend(several.iter().map(|argument| format!("        {},", argument.flat())));
                lines.push("    )".to_owned());
            }
        }
        lines.push("    .await?;".to_owned());
        lines
    }
}

impl Argument {
    fn flat(&self) -> String {
        match self {
            Self::Plain(text) => text.clone(),
            Self::Struct { name, fields } => format!("{name} {{ {}, ..{name}::default() }}", fields.join(", ")),
        }
    }
}

/// A field of a body with what the example needs to know of it.
#[derive(Debug)]
pub(super) struct Candidate<'a> {
    pub(super) field: &'a Field,
    pub(super) ident: &'a Ident,
    pub(super) secret: bool,
    /// The value that the document gives as an example.
    value: Option<Value>,
}

/// The value of a field in an example.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Value {
    /// A literal.
    Scalar(String),
    /// A variant of an enum.
    Variant(Ident, Ident),
}

/// The fields that an example sets: those that the document gives an example for, numbers and switches before texts.
fn shown<'a>(candidates: &[Candidate<'a>]) -> Vec<(&'a Ident, Value)> {
    let usable = |candidate: &&Candidate<'_>| {
        let field = candidate.field;
        field.presence == Presence::Optional && field.deprecated.is_none() && !candidate.secret && !field.read_only
    };
    let mut values: Vec<(bool, &'a Ident, Value)> = candidates
        .iter()
        .filter(usable)
        .filter_map(|candidate| {
            let is_text = candidate.field.value.ty == Type::Scalar(Scalar::String);
            Some((is_text, candidate.ident, candidate.value.clone()?))
        })
        .collect();
    values.sort_by_key(|(is_text, ..)| *is_text);
    if values.first().is_some_and(|(is_text, ..)| !is_text) {
        values.retain(|(is_text, ..)| !is_text);
    }
    values.truncate(SHOWN);
    values.into_iter().map(|(_, field, value)| (field, value)).collect()
}

/// A value of the document, written in JSON, as a literal of a scalar type.
fn literal(ty: &Type, json: &str) -> Option<String> {
    let Type::Scalar(scalar) = ty else { return None };
    match scalar {
        Scalar::Bool => json.parse::<bool>().ok().map(|value| value.to_string()),
        Scalar::I8 => integer::<i8>(json),
        Scalar::I16 => integer::<i16>(json),
        Scalar::I32 => integer::<i32>(json),
        Scalar::I64 => integer::<i64>(json),
        Scalar::I128 => integer::<i128>(json),
        Scalar::U8 => integer::<u8>(json),
        Scalar::U16 => integer::<u16>(json),
        Scalar::U32 => integer::<u32>(json),
        Scalar::U64 => integer::<u64>(json),
        Scalar::F64 => json
            .parse::<f64>()
            .ok()
            .filter(|value| value.is_finite())
            .map(|value| format!("{value:?}")),
        Scalar::String => {
            let text = json.strip_prefix('"')?.strip_suffix('"')?;
            let plain = |c: char| (c.is_ascii_graphic() && !matches!(c, '\\' | '"' | '`')) || c == ' ';
            (text.len() <= LONGEST && text.chars().all(plain)).then(|| format!("\"{text}\".to_owned()"))
        }
        Scalar::F32 | Scalar::Number | Scalar::DateTime | Scalar::Date | Scalar::Base64 | Scalar::File => None,
    }
}

/// An integer as a literal, if the type holds it.
fn integer<T: FromStr + ToString>(json: &str) -> Option<String> {
    json.parse::<T>().ok().map(|value| value.to_string())
}

impl Context<'_> {
    /// The fields of a struct, by its name.
    fn record(&self, ident: &Ident) -> Option<Vec<Candidate<'_>>> {
        let (id, def) = self.def(ident)?;
        let Shape::Record(record) = &def.shape else {
            return None;
        };
        let names = self.names.record(id);
        let fields = record.fields.iter().zip(&names.fields).enumerate();
        Some(
            fields
                .map(|(index, (field, names))| Candidate {
                    field,
                    ident: &names.name,
                    secret: self.decisions.secrets.field(id, Position::Field(index)),
                    value: self.value(field),
                })
                .collect(),
        )
    }

    /// The value that the document gives as an example for a field.
    fn value(&self, field: &Field) -> Option<Value> {
        let example = field.docs.examples.first()?;
        match &field.value.ty {
            Type::Named(id) => {
                let ident = &self.names.ty(*id).name;
                let variant = self.variant(ident, Some(example))?;
                Some(Value::Variant(ident.clone(), variant.clone()))
            }
            ty => literal(ty, example).map(Value::Scalar),
        }
    }

    /// A variant of an enum of listed values: that of a value, or else the first; none that is deprecated.
    fn variant(&self, ident: &Ident, json: Option<&str>) -> Option<&Ident> {
        let (id, def) = self.def(ident)?;
        let Shape::Enumeration(list) = &def.shape else {
            return None;
        };
        let mut values = list.values.iter().zip(self.names.variants(id));
        let found = values.find(|(value, _)| match json {
            Some(json) => value.literal.json() == json,
            None => value.deprecated.is_none(),
        });
        let current = |(value, _): &(&EnumValue, &Ident)| value.deprecated.is_none() && def.deprecated.is_none();
        found.filter(current).map(|(_, variant)| variant)
    }
}
