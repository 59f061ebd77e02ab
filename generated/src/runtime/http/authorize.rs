// kiln-runtime: support code, copied unchanged into generated crates.
//! Credentials that are asked for when a request is about to be sent.
//!
//! A request whose scheme has a provider keeps what it is made of, so that it can be
//! written anew with each credential. Nothing is locked while a provider is asked, and a
//! call that is dropped meanwhile leaves nothing behind.

use super::auth::Places;
use super::error::Error;
use super::prepare::{Prepared, write_cookies};
use super::query;
use super::{CredentialProvider, CredentialRequest, Scheme};
use http::StatusCode;
use http::header::WWW_AUTHENTICATE;
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;

/// What a request is made of besides the credentials that are asked for.
pub(super) struct Asked {
    pub(super) places: Places,
    /// The URL without any credential.
    pub(super) url: String,
    pub(super) providers: Vec<Provided>,
}

/// A scheme whose credential is asked for.
#[derive(Clone)]
pub(super) struct Provided {
    pub(super) scheme: &'static Scheme,
    /// What the document wants the credential to be good for.
    pub(super) scopes: &'static str,
    pub(super) provider: Arc<dyn CredentialProvider>,
    /// What was last got.
    pub(super) secret: Option<SecretString>,
}

impl Prepared {
    /// Whether another credential may do better than the one that was answered so.
    pub(super) fn is_rejected(&self, error: &Error) -> bool {
        self.asked.is_some() && error.status() == Some(StatusCode::UNAUTHORIZED)
    }

    /// Asks for the credentials, and writes them into the request; `answer` is what the
    /// last ones brought.
    pub(super) async fn authorize(
        &mut self,
        answer: Option<&Error>,
    ) -> Result<(), Error> {
        let Some(mut asked) = self.asked.take() else { return Ok(()) };
        let written = self.ask(&mut asked, answer).await;
        self.asked = Some(asked);
        written
    }

    async fn ask(
        &mut self,
        asked: &mut Asked,
        answer: Option<&Error>,
    ) -> Result<(), Error> {
        let plain = asked.url.parse().map_err(|source| {
            Error::unsendable("the URL of the request is not valid", source)
        })?;
        let headers = answer.and_then(Error::headers);
        let challenge = headers
            .and_then(|headers| headers.get(WWW_AUTHENTICATE))
            .and_then(|value| value.to_str().ok());
        let mut places = asked.places.clone();
        for provided in &mut asked.providers {
            let request = CredentialRequest {
                scheme: provided.scheme,
                scopes: provided.scopes,
                retries: self.limits.retries,
                method: &self.method,
                uri: &plain,
                rejected: answer.and(provided.secret.as_ref()),
                challenge,
                core: &self.core,
            };
            let name = provided.scheme.name;
            let secret = provided
                .provider
                .credential(request)
                .await
                .map_err(|source| Error::not_provided(name, source))?;
            if secret.expose_secret().trim().is_empty() {
                return Err(Error::credential(format!(
                    "the credential `{name}` is blank"
                )));
            }
            places.put(provided.scheme, &secret)?;
            provided.secret = Some(secret);
        }
        self.write(places, &asked.url)
    }

    /// Writes what belongs to the request into its URL and its headers.
    pub(super) fn write(&mut self, mut places: Places, url: &str) -> Result<(), Error> {
        write_cookies(&mut places)?;
        places.conceal(self.core.0.api);
        let mut url = url.to_owned();
        query::extend(&mut url, places.query.as_str());
        self.uri = url.parse().map_err(|source| {
            Error::unsendable("the URL of the request is not valid", source)
        })?;
        self.headers = places.headers;
        Ok(())
    }
}
