//! `kiln.toml`, read strictly.
//!
//! ```toml
//! [package]
//! name = "kernel-api"
//! version = "0.1.0"
//! license = "MIT"
//!
//! [client]
//! env = "KERNEL"              # KERNEL_API_KEY, KERNEL_BASE_URL
//! secrets = ["*_ws_url"]      # properties whose values `Debug` does not show
//!
//! [types]
//! undeclared = "keep"         # properties that a schema does not mention are kept in a map
//! untyped = "exact"           # a schema without `type` allows every type that its keywords say nothing about
//! numbers = "exact"           # numbers without a format keep all their digits
//! unsigned = true             # integers with `minimum: 0` are unsigned
//! defaults = "decode"         # what is absent reads as its default, if it has one
//! enums = "closed"            # enums refuse values that are not listed,
//! enum.Status = "open"        # but this one
//!
//! [forms]
//! nested = "json"             # how objects inside of forms are written: "brackets", "dots" or "json"
//!
//! [references]                # folders that stand in for URLs
//! "https://example.com/schemas/" = "vendor/schemas"
//!
//! [types.formats]
//! uuid = "uuid::Uuid"         # and so for [types.schemas] and [types.properties]
//!
//! [pagination]                # operations whose answers are pages of a list
//! listThings = { kind = "cursor", parameter = "cursor", next = "/meta/next", items = "/data" }
//!
//! [retries]
//! idempotency_header = "Idempotency-Key"      # the server recognises repetitions by it
//!
//! [webhooks]
//! signature = "standard-webhooks"   # how what the service sends by itself is signed
//!
//! [streams]
//! end = ["[DONE]"]            # events with this data are the last of their stream
//!
//! [limits]                    # what a document may cost
//! nodes = 10000000
//!
//! [dependencies]
//! uuid = "1"                  # what the manifest of the generated crate says of the crates of such types
//! ```
//!
//! Every key may be absent. A key that is not known, a value of the wrong type and a value that cannot be used are errors
//! at their place in the file: nothing is ignored. This module reads values; what they lead to is decided by the stages.
//!
//! To add a key, add a documented field to the struct of its table and one line to that struct's `read`; its type, if new,
//! implements `Setting`. The set of known keys follows from those lines.

mod dependency;
mod enums;
mod forms;
mod limits;
mod pagination;
mod references;
mod requirement;
mod retries;
mod settings;
mod streams;
mod table;
mod types;
mod webhooks;

pub use dependency::Dependency;
pub use enums::{Enums, Openness};
pub use forms::Forms;
pub use limits::{Limits, Most};
pub use references::References;
pub use retries::{HeaderName, Retries};
pub use settings::{CrateName, EnvPrefix, Version};
pub use streams::Streams;
pub use table::Named;
pub use types::{Defaults, Numbers, Types, Undeclared, Untyped};
pub use webhooks::Webhooks;

use crate::diag::{Code, Diagnostic, FileId, Place, Pointer, Sink};
use crate::ir::{Glob, PageRule};
use table::Table;

/// The whole configuration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// What the generated crate's manifest says.
    pub package: Package,
    /// How the generated client behaves.
    pub client: Client,
    /// Which types schemas become.
    pub types: Types,
    /// How forms are written.
    pub forms: Forms,
    /// How pages of lists follow each other, by operation.
    pub pagination: Vec<Named<PageRule>>,
    /// What the client may repeat.
    pub retries: Retries,
    /// What the service sends by itself.
    pub webhooks: Webhooks,
    /// The last words of event streams.
    pub streams: Streams,
    /// Folders that stand in for URLs.
    pub references: References,
    /// What a document may cost.
    pub limits: Limits,
    /// Dependencies of the generated crate besides its own, for the types of other crates.
    pub dependencies: Vec<Dependency>,
}

/// `[package]`: the manifest of the generated crate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Package {
    /// The crate's name, unless kiln is to choose one.
    pub name: Option<CrateName>,
    /// The crate's version, unless kiln is to choose one.
    pub version: Option<Version>,
    /// The SPDX expression of the crate's licence.
    pub license: Option<String>,
}

/// `[client]`: the generated client.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Client {
    /// How the names of its environment variables begin, unless kiln is to choose it.
    pub env: Option<EnvPrefix>,
    /// The names of properties that are redacted in `Debug`, besides those that the document marks as secret.
    pub secrets: Vec<Named<Glob>>,
}

impl Config {
    /// Reads the text of a configuration file; `None` if there is an error in it, which `sink` then has.
    pub fn read(text: &str, file: FileId, sink: &mut Sink) -> Option<Self> {
        let (table, errors) = toml::de::DeTable::parse_recoverable(text);
        let valid = errors.is_empty();
        for error in errors {
            sink.push(syntax(&error, text, file));
        }
        let mut problems = Vec::new();
        let config = Table::root(table.get_ref(), file, &mut problems).read(|root| Self {
            package: root.table("package", Package::read),
            client: root.table("client", Client::read),
            types: root.table("types", Types::read),
            forms: root.table("forms", Forms::read),
            pagination: root.named("pagination"),
            retries: root.table("retries", Retries::read),
            webhooks: root.table("webhooks", Webhooks::read),
            streams: root.table("streams", Streams::read),
            references: References::read(root),
            limits: root.table("limits", Limits::read),
            dependencies: Dependency::read(root),
        });
        // After a syntax error other messages may only be its consequences.
        if !valid {
            return None;
        }
        let accepted = problems.is_empty();
        for problem in problems {
            sink.push(problem);
        }
        accepted.then_some(config)
    }
}

impl Package {
    fn read(table: &mut Table<'_>) -> Self {
        Self {
            name: table.optional("name"),
            version: table.optional("version"),
            license: table.optional("license"),
        }
    }
}

impl Client {
    fn read(table: &mut Table<'_>) -> Self {
        Self {
            env: table.optional("env"),
            secrets: table.listed("secrets"),
        }
    }
}

fn syntax(error: &toml::de::Error, text: &str, file: FileId) -> Diagnostic {
    let place = Place {
        span: table::span(file, error.span().unwrap_or(text.len()..text.len())),
        pointer: Pointer::root(),
    };
    Diagnostic::new(Code::ConfigSyntax, error.message()).at(&place, "the parser stopped here")
}

#[cfg(test)]
mod tests;
