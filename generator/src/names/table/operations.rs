//! The names of methods, their arguments and the structs of their parameters.

use super::super::{Ident, Kind, Scope, Wanted, Words};
use super::answers::AnswerNames;
use super::defaults::DefaultNames;
use crate::ir::{Content, Framing, Operation, Parameter, ParameterIn, PayloadKind};

/// The names of one operation.
#[derive(Debug, Clone)]
pub struct OperationNames {
    /// The index of its resource in the plan.
    pub resource: usize,
    /// The method: `create`.
    pub method: Ident,
    /// The static that describes the operation: `CREATE`.
    pub constant: Ident,
    /// What brings the items of all pages, if answers are pages.
    pub pages: Option<PagesNames>,
    /// The struct of optional parameters: `ListParams`.
    pub params: Ident,
    /// The argument that holds them.
    pub params_argument: Ident,
    /// The argument that holds the body.
    pub body_argument: Ident,
    /// What the body needs, if there is one.
    pub body: Option<BodyNames>,
    /// What checks the arguments.
    pub checks: ChecksNames,
    /// The parameters in the operation's order: arguments where required, else fields of the struct.
    pub parameters: Vec<Ident>,
    /// What a call brings.
    pub answer: AnswerNames,
    /// The defaults of those parameters that have one, in the operation's order.
    pub defaults: Vec<Option<DefaultNames>>,
}

/// The names of what checks the arguments of a method.
#[derive(Debug, Clone)]
pub struct ChecksNames {
    /// The function: `validate_create`.
    pub function: Ident,
    /// The variable of the walk, which is none of the arguments.
    pub walk: Ident,
}

/// The names of what brings the items of all pages.
#[derive(Debug, Clone)]
pub struct PagesNames {
    /// The method: `list_all`.
    pub method: Ident,
    /// The static that says how pages follow each other: `LIST_PAGES`.
    pub constant: Ident,
}

/// The names of what belongs to a body.
#[derive(Debug, Clone)]
pub struct BodyNames {
    /// The enum of its media types, where there are several: `CreateBody`.
    pub choice: Option<Ident>,
    /// The variants of that enum, in the order of the media types: `Json`.
    pub variants: Vec<Ident>,
    /// The statics that say how forms are written, in the same order: `CREATE_FORM`.
    pub forms: Vec<Option<Ident>>,
}

/// Mints the names of what belongs to a body; `method` are the words of its method.
pub(super) fn body(contents: &[Content], method: &Words, items: &mut Scope, constants: &mut Scope) -> BodyNames {
    let word = |kind| match kind {
        PayloadKind::Json => "json",
        PayloadKind::Xml => "xml",
        PayloadKind::Text => "text",
        PayloadKind::Stream(Framing::Lines | Framing::Sequence) => "lines",
        PayloadKind::Bytes | PayloadKind::Stream(Framing::Events(_)) => "binary",
        PayloadKind::Form => "form",
        PayloadKind::Multipart => "multipart",
    };
    let variants = contents.iter().map(|content| {
        let alone = contents.iter().filter(|other| other.kind == content.kind).count() == 1;
        let subtype = content.media_type.split_once('/').map_or("", |(_, subtype)| subtype);
        let media_type = Wanted::text(subtype, "body").or(Words::split(&content.media_type));
        let wanted = if alone {
            Wanted::text(word(content.kind), "body").or(Words::split(&content.media_type))
        } else {
            media_type
        };
        (content.media_type.clone(), wanted)
    });
    let variants = Scope::new(Kind::Variant).allocate(variants.collect());
    let within = |scope: &mut Scope, word| scope.mint(&Wanted::composed(vec![method.then(&Words::split(word))]));
    BodyNames {
        choice: (contents.len() > 1).then(|| within(items, "body")),
        variants: variants.into_values().collect(),
        forms: (contents.iter())
            .map(|content| {
                let has_table = content.form.as_ref().is_some_and(|form| !form.fields.is_empty());
                has_table.then(|| within(constants, "form"))
            })
            .collect(),
    }
}

/// Where two parameters of one name are told apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Key {
    Parameter(String, &'static str, usize),
    Body,
    Params,
}

/// The names of arguments and fields.
pub(super) struct Arguments {
    /// The parameters in the operation's order.
    pub(super) parameters: Vec<Ident>,
    /// The argument of the struct.
    pub(super) params: Ident,
    /// The argument of the body.
    pub(super) body: Ident,
    /// A variable beside them.
    pub(super) walk: Ident,
}

/// Mints the names of the arguments and fields.
pub(super) fn arguments(operation: &Operation) -> Arguments {
    let (required, optional): (Vec<_>, Vec<_>) =
        (operation.parameters.iter().enumerate()).partition(|(_, parameter)| parameter.required);
    let mut arguments: Vec<(Key, Wanted)> = required.into_iter().map(request).collect();
    arguments.push((Key::Params, neutral(["params", "parameters", "call params"])));
    arguments.push((Key::Body, neutral(["body", "request body", "content"])));
    let mut scope = Scope::new(Kind::Value);
    let mut arguments = scope.allocate(arguments);
    let walk = scope.mint(&neutral(["c", "walk", "check"]));
    let fields = Scope::new(Kind::Value).allocate(optional.into_iter().map(request).collect());
    let body = arguments.swap_remove(&Key::Body);
    let params = arguments.swap_remove(&Key::Params);
    let mut named: Vec<(usize, Ident)> = (arguments.into_iter().chain(fields))
        .filter_map(|(key, ident)| match key {
            Key::Parameter(_, _, index) => Some((index, ident)),
            Key::Body | Key::Params => None,
        })
        .collect();
    named.sort_by_key(|(index, _)| *index);
    let parameters = named.into_iter().map(|(_, ident)| ident).collect();
    let mut spare = Scope::new(Kind::Value);
    let mut fallback = |text| spare.mint(&Wanted::text(text, "argument"));
    Arguments {
        parameters,
        params: params.unwrap_or_else(|| fallback("params")),
        body: body.unwrap_or_else(|| fallback("body")),
        walk,
    }
}

fn request((index, parameter): (usize, &Parameter)) -> (Key, Wanted) {
    let location = location(parameter.location);
    let name = &parameter.wire_name;
    let wanted = Wanted::text(name, "parameter").or(Words::split(&format!("{name} {location}")));
    let wanted = wanted.called(parameter.docs.name.as_deref(), Kind::Value);
    (Key::Parameter(name.clone(), location, index), wanted)
}

fn location(location: ParameterIn) -> &'static str {
    match location {
        ParameterIn::Path => "path",
        ParameterIn::Query | ParameterIn::QueryString => "query",
        ParameterIn::Header => "header",
        ParameterIn::Cookie => "cookie",
    }
}

fn neutral(names: [&str; 3]) -> Wanted {
    Wanted::composed(names.map(Words::split).to_vec())
}
