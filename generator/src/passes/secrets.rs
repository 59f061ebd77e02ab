//! Which values are not shown in debug output.
//!
//! ```yaml
//! pin: { type: string, format: password }
//! access_token: { type: string }
//! cdp_ws_url: { type: string, example: "wss://proxy.example.com/cdp?jwt=eyJ0eXAi..." }
//! ```
//!
//! Strings are secret if the document says so, if the name ends in the word for a credential, if an example or a default
//! is a URL that carries one, or if the configuration says so. A `token_count` is no credential and neither is a
//! `next_page_token`: the word has to come last, and tokens of a pagination only say where to go on.

use std::collections::BTreeSet;

use super::walk::{Position, fields};
use crate::ir::{Api, Docs, Hint, JsonKind, Role, Scalar, Shape, Type, TypeId};
use crate::names::Words;

/// What the names of credentials end in.
const CREDENTIALS: &[&[&str]] = &[
    &["password"],
    &["passwd"],
    &["passphrase"],
    &["secret"],
    &["token"],
    &["jwt"],
    &["api", "key"],
    &["apikey"],
    &["access", "key"],
    &["private", "key"],
    &["secret", "key"],
];

/// What turns a token into one that is no credential.
const HARMLESS: &[&str] = &[
    "page",
    "next",
    "previous",
    "prev",
    "continuation",
    "cursor",
    "sync",
    "resume",
    "idempotency",
];

/// Query parameters of a URL that carry a credential, and ends of their names.
const IN_QUERIES: &[&str] = &["jwt", "token", "key", "sig", "signature", "secret", "password", "auth"];

/// The values that are not shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Secrets {
    fields: BTreeSet<(TypeId, Position)>,
    parameters: BTreeSet<(usize, usize)>,
}

impl Secrets {
    /// Decides for every field and every parameter; `globs` come from the configuration.
    #[must_use]
    pub fn of(api: &Api, globs: &[String]) -> Self {
        let mut secrets = Self::default();
        for (id, def) in api.types.iter() {
            let Shape::Record(record) = &def.shape else { continue };
            for (position, field) in fields(record) {
                let text = is_text(api, &field.value.ty);
                let said = field.secret || (text && looks_secret(&field.wire_name, &field.docs));
                if said || globs.iter().any(|glob| covers(glob, api, id, &field.wire_name)) {
                    secrets.fields.insert((id, position));
                }
            }
        }
        for (operation, found) in api.operations.iter().enumerate() {
            for (index, parameter) in found.parameters.iter().enumerate() {
                let text = is_text(api, &parameter.value.ty);
                let bare = |glob: &String| !glob.contains('.') && matches_glob(glob, &parameter.wire_name);
                if (text && looks_secret(&parameter.wire_name, &parameter.docs)) || globs.iter().any(bare) {
                    secrets.parameters.insert((operation, index));
                }
            }
        }
        secrets
    }

    /// Whether a field of a record is secret.
    #[must_use]
    pub fn field(&self, id: TypeId, position: Position) -> bool {
        self.fields.contains(&(id, position))
    }

    /// Whether a parameter of an operation is secret; both by index.
    #[must_use]
    pub fn parameter(&self, operation: usize, index: usize) -> bool {
        self.parameters.contains(&(operation, index))
    }
}

/// Whether values are strings, aliases and lists of them included.
fn is_text(api: &Api, ty: &Type) -> bool {
    match ty {
        Type::Scalar(Scalar::String | Scalar::Base64) => true,
        Type::Foreign(foreign) => foreign.kind == Some(JsonKind::String),
        Type::Nullable(inner) => is_text(api, inner),
        Type::List(item) => is_text(api, &item.ty),
        Type::Named(id) => {
            matches!(&api.types.get(*id).shape, Shape::Alias(value) if value.ty == Type::Scalar(Scalar::String))
        }
        _ => false,
    }
}

fn looks_secret(name: &str, docs: &Docs) -> bool {
    let values = docs.examples.iter().chain(&docs.default);
    is_credential(name) || values.into_iter().any(|value| is_signed_url(value))
}

/// Whether a name ends in the word for a credential.
fn is_credential(name: &str) -> bool {
    let words = Words::split(name);
    let words: Vec<&str> = words.iter().collect();
    let ends = CREDENTIALS.iter().any(|credential| words.ends_with(credential));
    ends && !words.iter().any(|word| HARMLESS.contains(word))
}

/// Whether a JSON string is a URL with a credential in its query or before its host.
fn is_signed_url(json: &str) -> bool {
    let text = json.trim_matches('"');
    let Some((_, rest)) = text.split_once("://") else {
        return false;
    };
    let (before, query) = rest.split_once('?').unwrap_or((rest, ""));
    let authority = before.split('/').next().unwrap_or_default();
    let login = authority.split_once('@').is_some_and(|(user, _)| user.contains(':'));
    let mut names = query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, _)| name);
    login
        || names.any(|name| {
            Words::split(name)
                .iter()
                .last()
                .is_some_and(|word| IN_QUERIES.contains(&word))
        })
}

/// Whether a glob of the configuration covers a property of a record.
fn covers(glob: &str, api: &Api, record: TypeId, property: &str) -> bool {
    if glob.contains('.') {
        let hint = &api.types.get(record).hint;
        let paths = paths(api, hint);
        paths
            .iter()
            .any(|path| matches_glob(glob, &format!("{path}.{property}")))
    } else {
        matches_glob(glob, property)
    }
}

/// The components that a definition stands in, each with the properties that lead to it.
fn paths(api: &Api, hint: &Hint) -> Vec<String> {
    let of = |id: &TypeId| paths(api, &api.types.get(*id).hint);
    match hint {
        Hint::Component(name) | Hint::Part(name, _) => vec![name.clone()],
        Hint::Within(parent, Role::Property(name)) => {
            let parents = of(parent).into_iter();
            parents.map(|path| format!("{path}.{name}")).collect()
        }
        Hint::Within(parent, _) | Hint::Form(parent) | Hint::Upload(parent) => of(parent),
        Hint::Operation(index, _) => vec![api.operations[*index].id.clone().unwrap_or_default()],
        Hint::Shared(places) => places.iter().flat_map(|place| paths(api, place)).collect(),
    }
}

/// Whether a text matches a pattern in which `*` stands for any text.
fn matches_glob(pattern: &str, text: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else {
        return pattern == text;
    };
    let Some(mut text) = text.strip_prefix(head) else {
        return false;
    };
    let mut pieces: Vec<&str> = rest.split('*').collect();
    let last = pieces.pop().unwrap_or_default();
    for piece in pieces {
        match text.split_once(piece) {
            Some((_, after)) => text = after,
            None => return false,
        }
    }
    text.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_credentials_end_in_the_word_for_one() {
        for name in [
            "password",
            "clientSecret",
            "access_token",
            "API-Key",
            "aws_secret_access_key",
            "token",
        ] {
            assert!(is_credential(name), "{name}");
        }
        for name in [
            "token_count",
            "tokens",
            "next_page_token",
            "pageToken",
            "secret_id",
            "key",
            "password_reset_at",
        ] {
            assert!(!is_credential(name), "{name}");
        }
    }

    #[test]
    fn urls_may_carry_credentials() {
        for url in [
            "\"wss://a.test/cdp?x=1&jwt=e30...\"",
            "\"https://a.test?X-Amz-Signature=1\"",
            "\"ftp://u:p@a.test/\"",
        ] {
            assert!(is_signed_url(url), "{url}");
        }
        for url in [
            "\"https://a.test/token=1\"",
            "\"https://a.test?page=1&keyboard=de\"",
            "\"?token=1\"",
        ] {
            assert!(!is_signed_url(url), "{url}");
        }
    }

    #[test]
    fn globs_have_stars_only() {
        for (glob, text) in [
            ("a", "a"),
            ("*", "x.y"),
            ("A.*", "A.b"),
            ("*.b*d", "A.bcd"),
            ("*_url", "a_url_url"),
        ] {
            assert!(matches_glob(glob, text), "{glob} {text}");
        }
        for (glob, text) in [("a", "ab"), ("A.*", "B.b"), ("*_url", "a_urls"), ("a*b*c", "ac")] {
            assert!(!matches_glob(glob, text), "{glob} {text}");
        }
    }
}
