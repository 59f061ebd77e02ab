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
//!
//! Properties that a record keeps without declaring them are shown by name only where a secret may be among them. So it is
//! with members of a union that the document does not know: where a known one has a secret, they may have one too.

use std::collections::BTreeSet;

use super::walk::{Position, fields, spread, uses};
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::ir::{Api, Docs, Glob, Hint, JsonKind, Role, Scalar, Shape, Type, TypeId};
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

/// A pattern of the configuration for names of secrets: `property`, or `Schema.property`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretName {
    /// The pattern.
    pub glob: Glob,
    /// Where it stands.
    pub place: Place,
}

/// The values that are not shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Secrets {
    fields: BTreeSet<(TypeId, Position)>,
    rests: BTreeSet<TypeId>,
    unions: BTreeSet<TypeId>,
    parameters: BTreeSet<(usize, usize)>,
}

impl Secrets {
    /// Decides for every field and every parameter; `names` come from the configuration, and those that fit nothing are
    /// reported.
    #[must_use]
    pub fn of(api: &Api, names: &[SecretName], sink: &mut Sink) -> Self {
        let mut secrets = Self::default();
        let mut used = vec![false; names.len()];
        for (id, def) in api.types.iter() {
            let Shape::Record(record) = &def.shape else { continue };
            let paths = paths(api, &def.hint);
            for (position, field) in fields(record) {
                let text = is_text(api, &field.value.ty);
                let said = field.secret || (text && looks_secret(&field.wire_name, &field.docs));
                let configured = fitting(names, &mut used, |glob| covers(glob, &paths, &field.wire_name));
                if said || configured {
                    secrets.fields.insert((id, position));
                }
            }
            let own = fields(record).iter().any(|(at, _)| secrets.field(id, *at));
            if own || record.withheld || names.iter().any(|name| may_cover(&name.glob, &paths)) {
                secrets.rests.insert(id);
            }
        }
        secrets.unions = unions(api, &secrets, names);
        for (operation, found) in api.operations.iter().enumerate() {
            for (index, parameter) in found.parameters.iter().enumerate() {
                let text = is_text(api, &parameter.value.ty);
                let bare = |glob: &Glob| !glob.as_str().contains('.') && glob.matches(&parameter.wire_name);
                let configured = fitting(names, &mut used, bare);
                if configured || (text && looks_secret(&parameter.wire_name, &parameter.docs)) {
                    secrets.parameters.insert((operation, index));
                }
            }
        }
        for (name, _) in names.iter().zip(used).filter(|(_, used)| !used) {
            let message = format!("no property or parameter of the document fits `{}`", name.glob);
            sink.push(Diagnostic::new(Code::UnusedMapping, message).at(&name.place, "fits nothing"));
        }
        secrets
    }

    /// Whether one of the properties that a record keeps without knowing them may be secret.
    ///
    /// Nobody says what they are. So wherever the record has a secret, lost one in this direction, or might get one that
    /// the configuration names, only their names are shown.
    #[must_use]
    pub fn rest(&self, id: TypeId) -> bool {
        self.rests.contains(&id)
    }

    /// Whether a member of a union that the document does not know may have a secret.
    #[must_use]
    pub fn unknown(&self, id: TypeId) -> bool {
        self.unions.contains(&id)
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

/// The unions that keep unknown members, of which one may have a secret.
fn unions(api: &Api, secrets: &Secrets, names: &[SecretName]) -> BTreeSet<TypeId> {
    let hold = spread(api, |id, def, found| {
        let own = match &def.shape {
            Shape::Record(record) => record.withheld || fields(record).iter().any(|(at, _)| secrets.field(id, *at)),
            _ => false,
        };
        let inside = || uses(&def.shape).into_iter().flat_map(|(_, value)| value.ty.names());
        own || inside().any(|inner| found[inner.0])
    });
    let open = api
        .types
        .iter()
        .filter(|(_, def)| matches!(&def.shape, Shape::Union(union) if union.is_open()));
    let told = |id: TypeId| {
        let paths = paths(api, &api.types.get(id).hint);
        names.iter().any(|name| may_cover(&name.glob, &paths))
    };
    open.map(|(id, _)| id).filter(|id| hold[id.0] || told(*id)).collect()
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
    let default = docs.default.iter().map(|default| &default.json);
    let values = docs.examples.iter().chain(default);
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

/// Whether a pattern fits; all that do are marked as used.
fn fitting(names: &[SecretName], used: &mut [bool], fits: impl Fn(&Glob) -> bool) -> bool {
    let mut any = false;
    for (name, used) in names.iter().zip(used) {
        let fits = fits(&name.glob);
        *used |= fits;
        any |= fits;
    }
    any
}

/// Whether a pattern covers a property of a record that has these paths.
fn covers(glob: &Glob, paths: &[String], property: &str) -> bool {
    if glob.as_str().contains('.') {
        paths.iter().any(|path| glob.matches(&format!("{path}.{property}")))
    } else {
        glob.matches(property)
    }
}

/// Whether a pattern may cover a property that such a record does not declare.
fn may_cover(glob: &Glob, paths: &[String]) -> bool {
    let Some((owner, _)) = glob.as_str().rsplit_once('.') else {
        return true;
    };
    // A star may stand for the end of the path and the beginning of the name.
    owner.contains('*') || Glob::new(owner).is_some_and(|owner| paths.iter().any(|path| owner.matches(path)))
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
        Hint::Within(parent, _) | Hint::Form(parent) | Hint::Upload(parent) | Hint::Patch(parent) => of(parent),
        Hint::Operation(index, _) => vec![api.operations[*index].id.clone().unwrap_or_default()],
        Hint::Shared(places) => places.iter().flat_map(|place| paths(api, place)).collect(),
    }
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
}
