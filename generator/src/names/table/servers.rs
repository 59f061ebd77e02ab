//! The names of servers, of their variables and of what these can be.
//!
//! A server is called after its name, else after its description if that is short, without the words that say no more
//! than that it is a server; else after its host. Variables of one name and the same values share an enum.

use std::collections::BTreeMap;

use super::super::{Ident, Kind, Reserved, Scope, Wanted, Words};
use crate::ir::{Api, Server, ServerVariable};

/// How many words a description has at most that is a name.
const NAME: usize = 3;

/// What descriptions of servers say besides what tells one from another.
const EMPTY: &[&str] = &[
    "a",
    "an",
    "api",
    "base",
    "endpoint",
    "env",
    "environment",
    "for",
    "host",
    "server",
    "servers",
    "the",
    "url",
];

/// The names of one server.
#[derive(Debug, Clone)]
pub struct ServerNames {
    /// The variant.
    pub variant: Ident,
    /// The variables, in the order of the server.
    pub variables: Vec<VariableNames>,
}

/// The names of one variable.
#[derive(Debug, Clone)]
pub struct VariableNames {
    /// The field.
    pub field: Ident,
    /// The enum of its values, and their variants; absent where any value is possible.
    pub values: Option<(Ident, Vec<Ident>)>,
}

/// What an enum of values is known by.
type Key<'a> = (&'a str, Vec<&'a String>);

/// Mints the names.
pub(super) fn mint(api: &Api, reserved: &Reserved) -> Vec<ServerNames> {
    let servers = api.choice_of_servers();
    let requests = servers.iter().enumerate();
    let requests = requests.map(|(index, server)| ((server.template(), index), self::server(server)));
    let variants = Scope::new(Kind::Variant).allocate(requests.collect());
    let enums = enums(&servers, reserved);
    let names = servers.iter().zip(variants.into_values());
    names
        .map(|(server, variant)| ServerNames {
            variant,
            variables: variables(server, &enums),
        })
        .collect()
}

fn variables(server: &Server, enums: &BTreeMap<Key<'_>, Ident>) -> Vec<VariableNames> {
    let variables = server.variables.iter();
    let requests = variables.map(|variable| (&variable.name, Wanted::text(&variable.name, "variable")));
    let fields = Scope::new(Kind::Value).allocate(requests.collect());
    let named = server.variables.iter().zip(fields.into_values());
    named
        .map(|(variable, field)| VariableNames {
            field,
            values: enums.get(&key(variable)).map(|ty| (ty.clone(), values(variable))),
        })
        .collect()
}

/// An enum for each variable with listed values.
fn enums<'a>(servers: &[&'a Server], reserved: &Reserved) -> BTreeMap<Key<'a>, Ident> {
    let mut requests: BTreeMap<Key<'a>, Wanted> = BTreeMap::new();
    let mut sorted = servers.to_vec();
    sorted.sort_by_key(|server| server.template());
    for server in sorted {
        for variable in server.variables.iter().filter(|variable| !variable.values.is_empty()) {
            let name = Wanted::text(&variable.name, "variable");
            let longer = name.within(&self::server(server));
            let wanted = requests.entry(key(variable)).or_insert(name);
            wanted.names.extend(longer.names);
        }
    }
    let mut scope = Scope::new(Kind::Type).reserve(reserved.servers, "Value");
    scope.allocate(requests.into_iter().collect()).into_iter().collect()
}

fn key(variable: &ServerVariable) -> Key<'_> {
    let mut values: Vec<&String> = variable.values.iter().collect();
    values.sort();
    (&variable.name, values)
}

fn values(variable: &ServerVariable) -> Vec<Ident> {
    let wanted = |value: &String| match value.as_str() {
        "" => Wanted::text("empty", "empty"),
        text => Wanted::text(text, "value"),
    };
    let requests = variable.values.iter().map(|value| (value, wanted(value)));
    let names = Scope::new(Kind::Variant).allocate(requests.collect());
    names.into_values().collect()
}

/// What a server would like to be called.
fn server(server: &Server) -> Wanted {
    let mut names = Vec::new();
    let mut exact = String::new();
    if let Some(name) = &server.name {
        let words = Words::split(name);
        names.extend((!words.is_empty()).then_some(words));
        exact.clone_from(name);
    }
    names.extend(server.description.as_deref().and_then(described));
    let template = server.template();
    let place = template.split_once("://").map_or(template.as_str(), |(_, place)| place);
    let host = place.split('/').next().unwrap_or_default();
    for text in [host.split('.').next().unwrap_or_default(), host, place, &template] {
        names.push(Words::split_or(text, "server"));
    }
    Wanted {
        exact,
        ..Wanted::composed(names)
    }
}

/// The name that a description is, if it is one: `Production server` is `production`.
fn described(description: &str) -> Option<Words> {
    let all: Vec<&str> = description.split_whitespace().collect();
    let told = |word: &&&str| {
        let plain: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
        !plain.is_empty() && !EMPTY.contains(&plain.to_lowercase().as_str())
    };
    let telling: Vec<&str> = all.iter().filter(told).copied().collect();
    let words = Words::split(&telling.join(" "));
    (telling.len() <= NAME && !words.is_empty()).then_some(words)
}
