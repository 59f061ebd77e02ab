//! The servers that callers choose from.
//!
//! ```yaml
//! servers:
//!   - { url: https://api.example.com, description: Production }
//!   - { url: "https://{region}.example.com", description: Regional, variables: { region: { default: eu, enum: [eu, us] } } }
//! ```
//!
//! becomes `Server::Production` and `Server::Regional { region: Region::Eu }`, for `Client::builder().server(…)`. One server
//! with variables is a struct of them. What is not among the listed values is a matter of `base_url`.

use std::collections::BTreeSet;

use crate::ir::{Operation, OwnServer, Server, ServerPiece, ServerVariable};
use crate::names::{Ident, ServerNames, VariableNames};

use super::build::Context;
use super::doc_line::{WIDTH, link, listed, span, wrap};
use super::docs::append;
use super::{client, doc_text};

/// What `server.rs` says.
#[derive(Debug, Clone)]
pub struct Servers {
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// Whether it is a struct: one server with variables.
    pub only: bool,
    /// Whether the default is what Rust derives.
    pub derived: bool,
    /// The servers, the default first.
    pub items: Vec<ServerItem>,
    /// The enums of the values of variables.
    pub values: Vec<ServerValues>,
}

/// One server.
#[derive(Debug, Clone)]
pub struct ServerItem {
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// The variant.
    pub ident: Ident,
    /// The variables.
    pub fields: Vec<ServerField>,
    /// The pieces of its URL.
    pub parts: Vec<ServerPart>,
}

/// A variable.
#[derive(Debug, Clone)]
pub struct ServerField {
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// The field.
    pub ident: Ident,
    /// What it is unless the caller says otherwise.
    pub default: ServerDefault,
    /// The name of the variable, where servers of operations have it too.
    pub shared: Option<String>,
}

/// The type of a variable and its default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ServerDefault {
    /// Any text.
    Text(String),
    /// An enum and its variant.
    Listed(Ident, Ident),
}

/// A piece of a URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ServerPart {
    /// A text.
    Text(String),
    /// The value of the field.
    Field(Ident),
}

/// The values of a variable.
#[derive(Debug, Clone)]
pub struct ServerValues {
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// The enum.
    pub ident: Ident,
    /// The values.
    pub variants: Vec<ServerValue>,
}

/// A value of a variable.
#[derive(Debug, Clone)]
pub struct ServerValue {
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// The variant.
    pub ident: Ident,
    /// What stands in the URL.
    pub value: String,
}

/// Builds the servers; `None` where there is nothing to choose.
pub(super) fn build(context: &Context<'_>) -> Option<Servers> {
    let chosen = context.api.choice_of_servers();
    if chosen.is_empty() || context.api.operations.is_empty() {
        return None;
    }
    let named = || chosen.iter().copied().zip(&context.names.servers);
    let mut values: Vec<ServerValues> = Vec::new();
    for (server, names) in named() {
        for (variable, names) in server.variables.iter().zip(&names.variables) {
            if let Some((ident, variants)) = &names.values
                && values.iter().all(|known| known.ident != *ident)
            {
                values.push(self::values(variable, ident, variants));
            }
        }
    }
    let operations = context
        .api
        .operations
        .iter()
        .filter_map(|operation| operation.server.as_ref());
    let shared: BTreeSet<&String> = operations
        .flat_map(|own| own.variables.iter().map(|(name, _)| name))
        .collect();
    let items: Vec<ServerItem> = named().map(|(server, names)| item(server, names, &shared)).collect();
    let only = items.len() == 1;
    let is_empty = |field: &ServerField| field.default == ServerDefault::Text(String::new());
    let derived = items
        .first()
        .is_some_and(|first| first.fields.iter().all(is_empty) && (only || first.fields.is_empty()));
    Some(Servers {
        docs: if only {
            docs(chosen[0], client::OUTER_WIDTH)
        } else {
            vec!["The servers of the document; the first is called unless the client is told otherwise.".to_owned()]
        },
        only,
        derived,
        items,
        values,
    })
}

fn item(server: &Server, names: &ServerNames, shared: &BTreeSet<&String>) -> ServerItem {
    let part = |piece: &ServerPiece| match piece {
        ServerPiece::Text(text) => ServerPart::Text(text.clone()),
        ServerPiece::Variable(index) => ServerPart::Field(names.variables[*index].field.clone()),
    };
    ServerItem {
        docs: docs(server, WIDTH),
        ident: names.variant.clone(),
        fields: (server.variables.iter().zip(&names.variables))
            .map(|(variable, names)| field(variable, names, shared))
            .collect(),
        parts: server.pieces.iter().map(part).collect(),
    }
}

/// What the server is for, and its URL.
fn docs(server: &Server, width: usize) -> Vec<String> {
    let mut lines = doc_text::lines(server.description.as_deref().unwrap_or_default(), 4);
    append(&mut lines, wrap(&link(&server.template()), width));
    lines
}

fn field(variable: &ServerVariable, names: &VariableNames, shared: &BTreeSet<&String>) -> ServerField {
    let default = match &names.values {
        None => ServerDefault::Text(variable.default.clone()),
        Some((ident, variants)) => {
            let mut listed = variable.values.iter().zip(variants);
            let default = listed.find(|(value, _)| **value == variable.default);
            match default {
                Some((_, variant)) => ServerDefault::Listed(ident.clone(), variant.clone()),
                None => ServerDefault::Text(variable.default.clone()),
            }
        }
    };
    let mut lines = described(variable, &format!("The variable {} of the URL.", span(&variable.name)));
    if !variable.default.is_empty() {
        let fact = format!("Default: {}.", span(&variable.default));
        append(&mut lines, wrap(&fact, WIDTH));
    }
    ServerField {
        docs: lines,
        ident: names.field.clone(),
        default,
        shared: shared.contains(&variable.name).then(|| variable.name.clone()),
    }
}

fn values(variable: &ServerVariable, ident: &Ident, variants: &[Ident]) -> ServerValues {
    let value = |(ident, value): (&Ident, &String)| ServerValue {
        docs: vec![span(value)],
        ident: ident.clone(),
        value: value.clone(),
    };
    ServerValues {
        docs: described(
            variable,
            &format!("What the variable {} of a server can be.", span(&variable.name)),
        ),
        ident: ident.clone(),
        variants: variants.iter().zip(&variable.values).map(value).collect(),
    }
}

fn described(variable: &ServerVariable, otherwise: &str) -> Vec<String> {
    let lines = doc_text::lines(variable.description.as_deref().unwrap_or_default(), 4);
    if lines.is_empty() {
        wrap(otherwise, WIDTH)
    } else {
        lines
    }
}

/// What the docs of a method say of a server of its own.
pub(super) fn of_operation(operation: &Operation) -> Vec<String> {
    let Some(OwnServer { url: own, others, .. }) = &operation.server else {
        return Vec::new();
    };
    let text = if own.contains("://") {
        format!(
            "The server is {}, and not the client's; `ClientBuilder::server_url` replaces it.",
            link(own)
        )
    } else if own.starts_with('/') {
        format!("The base URL is {} at the client's server.", span(own))
    } else {
        format!("The base URL is {} below the client's.", span(own))
    };
    if others.is_empty() {
        return wrap(&text, WIDTH);
    }
    let others: Vec<String> = others.iter().map(|other| span(other)).collect();
    let others = listed(&others, "and");
    let text = format!("{text} It is at {others} too; [`base_url`](crate::Call::base_url) has a call go there.");
    wrap(&text, WIDTH)
}
