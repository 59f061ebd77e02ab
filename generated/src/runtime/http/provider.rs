// kiln-runtime: support code, copied unchanged into generated crates.
//! Credentials that are made when they are needed: tokens that expire, vaults, schemes
//! whose values depend on the request.
//!
//! ```text
//! let builder = Client::builder().credential_provider("bearerAuth", move |_| {
//!     let vault = vault.clone();
//!     async move { vault.read("token").await }
//! });
//! ```
//!
//! A provider is asked for every call that presents its scheme, and should answer from
//! memory where it can. After a 401 it is asked once more, with the credential that was
//! rejected; the request is repeated with what it brings, once, and only if its body can
//! be sent again. The time of the call runs meanwhile.

use super::base_url::BaseUrl;
use super::core::Shared;
use super::retry;
use super::{Core, Scheme};
use http::{Method, Uri};
use secrecy::SecretString;
use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

/// The future of a [`CredentialProvider`].
pub type CredentialFuture<'a> = Pin<
    Box<
        dyn Future<Output = Result<SecretString, Box<dyn StdError + Send + Sync>>>
            + Send
            + 'a,
    >,
>;

/// Brings the credential of a security scheme.
///
/// A closure is one: it gets the credential that was rejected, if one was, and its future
/// brings a [`SecretString`].
pub trait CredentialProvider: Send + Sync + 'static {
    /// The credential: a token, a key, `user:password` for a Basic scheme, or what stands
    /// behind the name of any other scheme in `Authorization`.
    ///
    /// # Errors
    ///
    /// Whatever keeps it from being had; it becomes the source of the call's error, and
    /// must not show a secret.
    fn credential<'a>(&'a self, request: CredentialRequest<'a>) -> CredentialFuture<'a>;
}

impl<P: CredentialProvider + ?Sized> CredentialProvider for Arc<P> {
    fn credential<'a>(&'a self, request: CredentialRequest<'a>) -> CredentialFuture<'a> {
        (**self).credential(request)
    }
}

impl<F, Made, E> CredentialProvider for F
where
    F: Fn(Option<SecretString>) -> Made + Send + Sync + 'static,
    Made: Future<Output = Result<SecretString, E>> + Send + 'static,
    E: Into<Box<dyn StdError + Send + Sync>>,
{
    fn credential<'a>(&'a self, request: CredentialRequest<'a>) -> CredentialFuture<'a> {
        let made = self(request.rejected.cloned());
        Box::pin(async move { made.await.map_err(Into::into) })
    }
}

/// What a credential is needed for.
#[derive(Clone, Copy)]
pub struct CredentialRequest<'a> {
    pub(super) scheme: &'static Scheme,
    pub(super) scopes: &'static str,
    pub(super) retries: u32,
    pub(super) method: &'a Method,
    pub(super) uri: &'a Uri,
    pub(super) rejected: Option<&'a SecretString>,
    pub(super) challenge: Option<&'a str>,
    pub(super) core: &'a Core,
}

impl<'a> CredentialRequest<'a> {
    /// The name of the security scheme in the document.
    #[must_use]
    pub fn scheme(&self) -> &'static str {
        self.scheme.name
    }

    /// The scopes that the document wants a token to have for the operation, with spaces
    /// between; empty where it names none, and where no token can be got without a user.
    #[must_use]
    pub fn scopes(&self) -> &'static str {
        self.scopes
    }

    /// The method of the request that it is for.
    #[must_use]
    pub fn method(&self) -> &'a Method {
        self.method
    }

    /// The URL of the request that it is for, without credentials.
    #[must_use]
    pub fn uri(&self) -> &'a Uri {
        self.uri
    }

    /// The credential that the server has just answered with 401.
    #[must_use]
    pub fn rejected(&self) -> Option<&'a SecretString> {
        self.rejected
    }

    /// What that answer said in `WWW-Authenticate`.
    #[must_use]
    pub fn challenge(&self) -> Option<&'a str> {
        self.challenge
    }

    /// The scheme with what the document says of it.
    pub(crate) fn table(&self) -> &'static Scheme {
        self.scheme
    }

    /// What sends requests for the client.
    pub(crate) fn transport(&self) -> &'a dyn super::Transport {
        &*self.shared().transport
    }

    /// The wait before a credential is asked for once more after so many repetitions;
    /// nothing where it is not. The server of it may have asked for a wait.
    pub(crate) fn wait(
        &self,
        repeated: u32,
        asked: Option<Duration>,
    ) -> Option<Duration> {
        let allowed = repeated < self.retries;
        let wait = retry::pause(asked, repeated).filter(|_| allowed)?;
        self.shared().budget.take().then_some(wait)
    }

    /// A URL of the document: relative ones are relative to the client's base URL.
    pub(crate) fn resolve(&self, declared: &str) -> Result<String, super::Error> {
        let url: BaseUrl = super::server::resolve(declared, &self.shared().base_url)?;
        let slash = if declared.ends_with('/') { "/" } else { "" };
        Ok(format!("{}{slash}", url.as_str()))
    }

    fn shared(&self) -> &'a Shared {
        &self.core.0
    }
}

impl fmt::Debug for CredentialRequest<'_> {
    /// Shows no credential.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CredentialRequest")
            .field("scheme", &self.scheme.name)
            .field("method", &self.method)
            .field("rejected", &self.rejected.is_some())
            .finish_non_exhaustive()
    }
}
