// kiln-runtime: support code, copied unchanged into generated crates.
//! Tokens of OAuth 2 (RFC 6749): got from the service's token endpoint and kept until they
//! expire.
//!
//! ```text
//! Client::builder()
//!     .credential_provider("oauth", OAuth::client_credentials(id, secret).scope("read write"))
//!     .build()?
//! ```
//!
//! The scopes are those that the document wants for the operation, unless
//! [`OAuth::scope`] says which; tokens with other scopes are other tokens. One that is
//! renewed keeps the scopes that it was given with.
//!
//! The token endpoint is the document's unless [`OAuth::token_url`] names another; it is
//! reached by the client's own transport. Calls that need a token at the same time share
//! one request. A token is renewed before it expires, and when the server rejects it. A
//! request for one that fails is repeated as calls are, in the time of the call; one with a
//! refresh token only where nothing was done with it, since it may be good for one use.
//!
//! Not done here: sending a user to a page to agree. A program that does it brings the
//! refresh token that comes of it, or an access token as the credential itself.

mod answer;
mod flight;

use self::answer::Token;
use self::flight::{Flight, Turn};
use super::http::base64;
use super::http::escape::Escape;
use super::http::{
    CredentialFuture, CredentialProvider, CredentialRequest, MaybeSend, MaybeSync,
    RequestBody, SchemeKind,
};
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use http::{Method, Request};
use secrecy::{ExposeSecret, SecretString};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::time::sleep;

pub use self::answer::OAuthError;

/// What is called with a refresh token that takes the place of the one before.
type Rotated = Arc<dyn Rotation>;

/// A closure that takes a refresh token.
trait Rotation: Fn(&SecretString) + MaybeSend + MaybeSync {}

impl<F: Fn(&SecretString) + MaybeSend + MaybeSync> Rotation for F {}

/// The tokens by their scopes.
type Flights = Arc<Mutex<Vec<(&'static str, Arc<Flight>)>>>;

/// Gets tokens and keeps them; a clone shares them.
#[derive(Clone)]
pub struct OAuth {
    setup: Setup,
    /// By the scopes that are asked for.
    flights: Flights,
    /// The refresh token, which the service may replace.
    refresh: Arc<Mutex<Option<SecretString>>>,
}

/// How a token is asked for.
#[derive(Clone)]
struct Setup {
    id: String,
    secret: Option<SecretString>,
    token_url: Option<String>,
    in_body: bool,
    parameters: Vec<(String, SecretString)>,
    rotated: Option<Rotated>,
}

impl OAuth {
    /// Tokens for a program with credentials of its own.
    #[must_use]
    pub fn client_credentials(
        id: impl Into<String>,
        secret: impl Into<SecretString>,
    ) -> Self {
        Self::new(id.into(), Some(secret.into()), None)
    }

    /// Tokens for a user who has agreed before, which left the program a refresh token. A
    /// service that replaces refresh tokens is followed; see [`Self::on_rotation`].
    #[must_use]
    pub fn refresh_token(
        id: impl Into<String>,
        secret: Option<SecretString>,
        refresh_token: impl Into<SecretString>,
    ) -> Self {
        Self::new(id.into(), secret, Some(refresh_token.into()))
    }

    fn new(
        id: String,
        secret: Option<SecretString>,
        refresh: Option<SecretString>,
    ) -> Self {
        let setup = Setup {
            id,
            secret,
            token_url: None,
            in_body: false,
            parameters: Vec::new(),
            rotated: None,
        };
        let refresh = Arc::new(Mutex::new(refresh));
        Self { setup, flights: Arc::default(), refresh }
    }

    /// The token endpoint, in place of the document's.
    #[must_use]
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.setup.token_url = Some(url.into());
        self
    }

    /// The scopes that are asked for, with spaces between them, in place of those of the
    /// document; where there are none, the service decides.
    #[must_use]
    pub fn scope(self, scope: impl Into<String>) -> Self {
        self.parameter("scope", scope.into())
    }

    /// Another parameter of the request for a token, such as `audience`.
    #[must_use]
    pub fn parameter(
        mut self,
        name: impl Into<String>,
        value: impl Into<SecretString>,
    ) -> Self {
        self.setup.parameters.push((name.into(), value.into()));
        self
    }

    /// Sends the credentials of the program in the body (`client_secret_post`), not in
    /// `Authorization`.
    #[must_use]
    pub fn credentials_in_body(mut self) -> Self {
        self.setup.in_body = true;
        self
    }

    /// Is called with every refresh token that replaces the one before, to be stored.
    #[must_use]
    pub fn on_rotation(
        mut self,
        store: impl Fn(&SecretString) + MaybeSend + MaybeSync + 'static,
    ) -> Self {
        self.setup.rotated = Some(Arc::new(store));
        self
    }

    /// A token that has not expired and was not rejected.
    async fn token(
        &self,
        request: CredentialRequest<'_>,
    ) -> Result<SecretString, OAuthError> {
        let scopes = self.scopes(&request);
        let flight = self.flight(scopes);
        match flight.turn(request.rejected()).await? {
            Turn::Token(token) => Ok(token),
            Turn::Lead(lead) => {
                let fetched = self.fetch(request, scopes).await;
                lead.end(fetched)
            }
        }
    }

    /// The scopes of the document, where they are to be asked for.
    fn scopes(&self, request: &CredentialRequest<'_>) -> &'static str {
        let are_given = self.setup.parameters.iter().any(|(name, _)| name == "scope");
        if are_given || self.refresh().is_some() { "" } else { request.scopes() }
    }

    fn flight(&self, scopes: &'static str) -> Arc<Flight> {
        let mut flights = self.flights.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, flight)) = flights.iter().find(|(known, _)| *known == scopes) {
            return Arc::clone(flight);
        }
        let flight = Arc::<Flight>::default();
        flights.push((scopes, Arc::clone(&flight)));
        flight
    }

    /// Asks the token endpoint, and asks again where that may do better.
    async fn fetch(
        &self,
        request: CredentialRequest<'_>,
        scopes: &str,
    ) -> Result<Token, OAuthError> {
        let mut repeated = 0;
        loop {
            let error = match self.ask(request, scopes).await {
                Ok(token) => return Ok(token),
                Err(error) => error,
            };
            if !error.may_pass(self.refresh().is_some()) {
                return Err(error);
            }
            let Some(wait) = request.wait(repeated, error.retry_after()) else {
                return Err(error);
            };
            sleep(wait).await;
            repeated += 1;
        }
    }

    /// Asks the token endpoint once.
    async fn ask(
        &self,
        request: CredentialRequest<'_>,
        scopes: &str,
    ) -> Result<Token, OAuthError> {
        let refresh = self.refresh().clone();
        let url = self.url(&request, refresh.is_some())?;
        let asked = self.setup.request(&url, refresh.as_ref(), scopes)?;
        let answer = request
            .transport()
            .send(asked)
            .await
            .map_err(|error| OAuthError::transport(&error))?;
        let token = answer::read(answer).await?;
        if let Some(new) = &token.refresh {
            let known = refresh.as_ref().map(ExposeSecret::expose_secret);
            if refresh.is_some() && known != Some(new.expose_secret()) {
                *self.refresh() = Some(new.clone());
                if let Some(rotated) = &self.setup.rotated {
                    rotated(new);
                }
            }
        }
        Ok(token)
    }

    fn refresh(&self) -> std::sync::MutexGuard<'_, Option<SecretString>> {
        self.refresh.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn url(
        &self,
        request: &CredentialRequest<'_>,
        refreshing: bool,
    ) -> Result<String, OAuthError> {
        let declared = match request.table().kind {
            SchemeKind::OAuth { token_url, refresh_url } => {
                if refreshing {
                    refresh_url
                } else {
                    token_url
                }
            }
            _ => "",
        };
        match &self.setup.token_url {
            Some(url) => Ok(url.clone()),
            None if declared.is_empty() => Err(OAuthError::setup(
                "the document names no token endpoint for this: set `token_url`",
            )),
            None => request
                .resolve(declared)
                .map_err(|_| OAuthError::setup("the token endpoint is no URL")),
        }
    }
}

impl Setup {
    fn request(
        &self,
        url: &str,
        refresh: Option<&SecretString>,
        scopes: &str,
    ) -> Result<Request<RequestBody>, OAuthError> {
        let mut form = match refresh {
            None => vec![("grant_type", "client_credentials")],
            Some(token) => vec![
                ("grant_type", "refresh_token"),
                ("refresh_token", token.expose_secret()),
            ],
        };
        let mut authorization = None;
        match &self.secret {
            Some(secret) if !self.in_body => {
                // Section 2.3.1: both are written as in a form first.
                let id = Escape::Form.text(&self.id);
                let secret = Escape::Form.text(secret.expose_secret());
                let encoded = base64::encode(format!("{id}:{secret}").as_bytes());
                authorization = Some(format!("Basic {encoded}"));
            }
            Some(secret) => {
                form.push(("client_id", &self.id));
                form.push(("client_secret", secret.expose_secret()));
            }
            None => form.push(("client_id", &self.id)),
        }
        if !scopes.is_empty() {
            form.push(("scope", scopes));
        }
        let further = self.parameters.iter();
        form.extend(further.map(|(name, value)| (name.as_str(), value.expose_secret())));
        let pairs: Vec<String> = form
            .iter()
            .map(|(name, value)| {
                format!("{}={}", Escape::Form.text(name), Escape::Form.text(value))
            })
            .collect();

        let mut request = Request::new(RequestBody::from(pairs.join("&")));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = url
            .parse()
            .map_err(|_| OAuthError::setup("the token endpoint is no URL"))?;
        let headers = request.headers_mut();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(CONTENT_TYPE, form);
        if let Some(text) = authorization {
            let mut value = HeaderValue::from_str(&text).map_err(|_| {
                OAuthError::setup("the credentials cannot be sent in a header")
            })?;
            value.set_sensitive(true);
            headers.insert(AUTHORIZATION, value);
        }
        Ok(request)
    }
}

impl CredentialProvider for OAuth {
    fn credential<'a>(&'a self, request: CredentialRequest<'a>) -> CredentialFuture<'a> {
        Box::pin(async move { self.token(request).await.map_err(Into::into) })
    }
}

impl fmt::Debug for OAuth {
    /// Shows no secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OAuth").field("id", &self.setup.id).finish_non_exhaustive()
    }
}
