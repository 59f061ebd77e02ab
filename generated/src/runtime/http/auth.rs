// kiln-runtime: support code, copied unchanged into generated crates.
//! Credentials: which ones a client has, which ones a call needs, where they go.
//!
//! ```yaml
//! security:
//!   - bearerAuth: []                  # either this one
//!   - appId: []                       # or these two together
//!     appKey: []
//! ```
//!
//! The first alternative whose credentials are all there is used; without one the call
//! fails before anything is sent, unless the document allows calls with no credential. A
//! header that the caller sets by hand stands for the credential that would be in it.
//!
//! A credential is a secret, or a provider that is asked for one when a request is about to
//! be sent; see [`CredentialProvider`]. Secrets are kept in [`SecretString`] until the request is written; headers with one
//! are marked as sensitive.

use super::authorize::Provided;
use super::error::Error;
use super::query::Query;
use super::{Api, CredentialProvider, Operation, Scheme, SchemeKind, base64, header};
use http::header::{AUTHORIZATION, HeaderMap};
use secrecy::{ExposeSecret, SecretString};
use std::fmt;
use std::sync::Arc;

/// The credentials of a client: one for each scheme that it can meet.
#[derive(Default)]
pub(super) struct Credentials(pub(super) Vec<(&'static Scheme, Credential)>);

/// A credential, or where it comes from.
#[derive(Clone)]
pub(super) enum Credential {
    Secret(SecretString),
    Provider(Arc<dyn CredentialProvider>),
}

/// The places of a request that take credentials.
#[derive(Clone, Default)]
pub(super) struct Places {
    pub(super) headers: HeaderMap,
    /// Kept apart from the rest of the query, which may be shown.
    pub(super) query: Query,
    pub(super) cookies: Vec<String>,
}

impl Credentials {
    /// Checks that every credential can be written where it belongs, and is not blank.
    /// An empty one does not come here: it counts as none.
    pub(super) fn check(&self) -> Result<(), Error> {
        let mut places = Places::default();
        self.0.iter().try_for_each(|(scheme, credential)| {
            let Credential::Secret(secret) = credential else { return Ok(()) };
            if secret.expose_secret().trim().is_empty() {
                return Err(Error::configuration(format!(
                    "the credential `{}` is blank",
                    scheme.name
                )));
            }
            places.put(scheme, secret)
        })
    }

    /// Presents what the operation asks for; brings the schemes whose providers are still
    /// to be asked.
    pub(super) fn present(
        &self,
        api: &Api,
        operation: &Operation,
        places: &mut Places,
    ) -> Result<Vec<Provided>, Error> {
        let schemes =
            |names: &[&str]| names.iter().map(|name| find(api, name)).collect();
        let chosen = operation
            .security
            .iter()
            .filter(|names| !names.is_empty())
            .filter_map(|names| schemes(names))
            .find(|schemes: &Vec<&Scheme>| {
                schemes.iter().all(|scheme| self.has(scheme) || places.holds(scheme))
            });
        let Some(chosen) = chosen else {
            let open = operation.security.is_empty()
                || operation.security.iter().any(|names| names.is_empty());
            let missing = || missing(api, operation.security);
            return if open { Ok(Vec::new()) } else { Err(missing()) };
        };
        let mut providers = Vec::new();
        for scheme in chosen {
            match self.get(scheme).filter(|_| !places.holds(scheme)) {
                None => {}
                Some(Credential::Secret(secret)) => places.put(scheme, secret)?,
                Some(Credential::Provider(provider)) => {
                    let provider = Arc::clone(provider);
                    let (scopes, secret) = ("", None);
                    providers.push(Provided { scheme, scopes, provider, secret });
                }
            }
        }
        Ok(providers)
    }

    fn has(&self, scheme: &Scheme) -> bool {
        self.get(scheme).is_some()
    }

    fn get(&self, scheme: &Scheme) -> Option<&Credential> {
        self.0
            .iter()
            .find(|(held, _)| held.name == scheme.name)
            .map(|(_, credential)| credential)
    }
}

impl fmt::Debug for Credentials {
    /// Shows for which schemes there is a credential.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(scheme, _)| scheme.name)).finish()
    }
}

impl Places {
    /// Marks the headers that carry credentials in this API, by hand or not.
    pub(super) fn conceal(&mut self, api: &Api) {
        for scheme in api.schemes {
            if let SchemeKind::Header(name) = scheme.kind
                && let Some(value) = self.headers.get_mut(name)
            {
                value.set_sensitive(true);
            }
        }
    }

    /// Whether the caller has filled the scheme's header by hand.
    fn holds(&self, scheme: &Scheme) -> bool {
        match scheme.kind {
            SchemeKind::Bearer
            | SchemeKind::Basic
            | SchemeKind::Http(_)
            | SchemeKind::OAuth { .. } => self.headers.contains_key(AUTHORIZATION),
            SchemeKind::Header(name) => self.headers.contains_key(name),
            SchemeKind::Query(_) | SchemeKind::Cookie(_) => false,
        }
    }

    pub(super) fn put(
        &mut self,
        scheme: &Scheme,
        secret: &SecretString,
    ) -> Result<(), Error> {
        let secret = secret.expose_secret();
        match scheme.kind {
            SchemeKind::Bearer | SchemeKind::OAuth { .. } => {
                self.put_header(AUTHORIZATION.as_str(), &format!("Bearer {secret}"))
            }
            SchemeKind::Basic => {
                let encoded = base64::encode(secret.as_bytes());
                self.put_header(AUTHORIZATION.as_str(), &format!("Basic {encoded}"))
            }
            SchemeKind::Http(name) => {
                self.put_header(AUTHORIZATION.as_str(), &format!("{name} {secret}"))
            }
            SchemeKind::Header(name) => self.put_header(name, secret),
            SchemeKind::Query(name) => {
                self.query.pair(name, secret);
                Ok(())
            }
            SchemeKind::Cookie(name) => self.put_cookie(scheme, name, secret),
        }
    }

    fn put_header(&mut self, name: &str, value: &str) -> Result<(), Error> {
        let (name, mut value) =
            header::checked(name, value).map_err(Error::credential)?;
        value.set_sensitive(true);
        self.headers.insert(name, value);
        Ok(())
    }

    fn put_cookie(
        &mut self,
        scheme: &Scheme,
        name: &str,
        secret: &str,
    ) -> Result<(), Error> {
        if !secret.bytes().all(is_cookie_octet) {
            return Err(Error::credential(format!(
                "the credential `{}` contains a character that cookies cannot carry",
                scheme.name
            )));
        }
        self.cookies.push(format!("{name}={secret}"));
        Ok(())
    }
}

/// What a cookie's value may hold (RFC 6265, section 4.1.1).
fn is_cookie_octet(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\')
}

fn find(api: &Api, name: &str) -> Option<&'static Scheme> {
    api.schemes.iter().find(|scheme| scheme.name == name)
}

/// Says which credentials would do, and where they come from.
fn missing(api: &Api, alternatives: &[&[&str]]) -> Error {
    let names = |names: &&[&str]| {
        let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
        quoted.join(" with ")
    };
    let wanted: Vec<_> = alternatives.iter().map(names).collect();
    let variables = variables(api, alternatives.iter().copied().flatten().copied());
    Error::credential(format!(
        "the credential {} is missing: give it to the client's builder{variables}",
        wanted.join(" or ")
    ))
}

/// The variables that `from_env` reads for the schemes, as the end of a sentence.
fn variables<'a>(api: &Api, names: impl Iterator<Item = &'a str>) -> String {
    let kinds: Vec<_> =
        names.filter_map(|name| find(api, name)).map(|scheme| scheme.kind).collect();
    let env = api.env;
    let token = kinds
        .iter()
        .any(|kind| *kind != SchemeKind::Basic)
        .then(|| format!(", or set {env}_API_KEY and use `from_env`"));
    let basic = kinds.contains(&SchemeKind::Basic).then(|| {
        format!(", or set {env}_USERNAME and {env}_PASSWORD and use `from_env`")
    });
    token.into_iter().chain(basic).collect()
}
