// kiln-runtime: support code, copied unchanged into generated crates.
//! Settings of a client, and the checks before there is one.
//!
//! What is wrong with a setting is told by [`Builder::build`], the first thing first, so
//! that settings can be chained.

use super::auth::{Credential, Credentials};
use super::base_url::BaseUrl;
use super::budget::Budget;
use super::core::{Core, Limits, Shared};
use super::error::Error;
use super::middleware::{Middleware, Stack};
use super::{
    Api, CredentialProvider, ReqwestTransport, SchemeKind, Transport, environment,
    header,
};
use http::header::{HeaderMap, HeaderName, USER_AGENT};
use secrecy::{ExposeSecret, SecretString};
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

/// Settings of a client of type `C`.
#[must_use = "a builder does nothing until `build` is called"]
pub struct Builder<C> {
    api: &'static Api,
    base_url: Option<String>,
    servers: Vec<(String, String)>,
    variables: Vec<(&'static str, String)>,
    token: Option<SecretString>,
    basic: Option<SecretString>,
    named: Vec<(String, Credential)>,
    headers: HeaderMap,
    idempotency_header: HeaderName,
    idempotency_keys: bool,
    limits: Limits,
    retry_budget: Option<u32>,
    connect_timeout: Duration,
    middleware: Vec<Arc<dyn Middleware>>,
    transport: Option<Arc<dyn Transport>>,
    /// The first setting that cannot be.
    problem: Option<Error>,
    client: PhantomData<fn() -> C>,
}

impl<C: From<Core>> Builder<C> {
    /// The default settings of an API's client.
    #[doc(hidden)]
    pub fn new(api: &'static Api) -> Self {
        let this = Self {
            api,
            base_url: None,
            servers: Vec::new(),
            variables: Vec::new(),
            token: None,
            basic: None,
            named: Vec::new(),
            headers: HeaderMap::new(),
            idempotency_header: HeaderName::from_static("idempotency-key"),
            idempotency_keys: false,
            limits: Limits::default(),
            retry_budget: Some(100),
            connect_timeout: Duration::from_secs(10),
            middleware: Vec::new(),
            transport: None,
            problem: None,
            client: PhantomData,
        };
        this.user_agent(&format!("{}/{} kiln", api.name, api.version))
    }

    /// Takes what is not set yet from the environment; an empty variable counts as
    /// absent.
    ///
    /// With `ACME` for the API's own prefix: `ACME_API_KEY` is the token,
    /// `ACME_USERNAME` and `ACME_PASSWORD` are the credential of Basic schemes,
    /// `ACME_BASE_URL` is the server, which is optional.
    ///
    /// # Errors
    ///
    /// When the API has security schemes and no credential is set here nor there; the
    /// error names the variable.
    #[allow(
        clippy::wrong_self_convention,
        reason = "the name of the client's own constructor; exported in some crates only"
    )]
    pub fn from_env(mut self) -> Result<Self, Error> {
        if self.base_url.is_none() {
            self.base_url = environment::read(self.api, "BASE_URL")?;
        }
        if self.token.is_none() {
            self.token = environment::read(self.api, "API_KEY")?.map(SecretString::from);
        }
        if self.basic.is_none() {
            let user = environment::read(self.api, "USERNAME")?;
            let password = environment::read(self.api, "PASSWORD")?;
            if let (Some(user), Some(password)) = (user, password) {
                self = self.basic_auth(&user, password);
            }
        }
        if !self.api.schemes.is_empty() && self.credentials().0.is_empty() {
            return Err(environment::missing(self.api));
        }
        Ok(self)
    }

    /// The server that is called, in place of those of the document; it may have a path.
    ///
    /// Operations that the document gives another server keep that; see
    /// [`Self::server_url`].
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// What the caller chose for variables that servers of operations have too.
    #[doc(hidden)]
    pub fn server_variables(mut self, variables: Vec<(&'static str, String)>) -> Self {
        self.variables = variables;
        self
    }

    /// What is called in place of a server that operations have for themselves, by its
    /// URL in the document; it may have a path.
    pub fn server_url(mut self, declared: &str, url: impl Into<String>) -> Self {
        let same = |known: &&&str| {
            known.trim_end_matches('/') == declared.trim_end_matches('/')
        };
        if let Some(known) = self.api.servers.iter().find(same) {
            self.servers.retain(|(declared, _)| declared != known);
            self.servers.push(((*known).to_owned(), url.into()));
        } else {
            self.note(Error::configuration(format!(
                "no operation has the server {declared:?} for itself; there are {:?}",
                self.api.servers
            )));
        }
        self
    }

    /// The credential of all schemes that take one secret: bearer tokens and API keys.
    pub fn token(mut self, token: impl Into<SecretString>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// The credential of all Basic schemes.
    pub fn basic_auth(mut self, user: &str, password: impl Into<SecretString>) -> Self {
        if user.contains(':') {
            self.note(Error::configuration(
                "the user name of Basic authentication contains a colon",
            ));
        }
        self.basic = Some(format!("{user}:{}", password.into().expose_secret()).into());
        self
    }

    /// The credential of one scheme, by the scheme's name in the document;
    /// `user:password` for a Basic scheme.
    pub fn credential(self, scheme: &str, secret: impl Into<SecretString>) -> Self {
        self.named(scheme, Credential::Secret(secret.into()))
    }

    /// Where the credential of one scheme comes from, by the scheme's name in the
    /// document: asked for every call that presents it, and once more after a 401.
    pub fn credential_provider(
        self,
        scheme: &str,
        provider: impl CredentialProvider,
    ) -> Self {
        self.named(scheme, Credential::Provider(Arc::new(provider)))
    }

    fn named(mut self, scheme: &str, credential: Credential) -> Self {
        if self.api.schemes.iter().all(|known| known.name != scheme) {
            let known: Vec<_> =
                self.api.schemes.iter().map(|known| known.name).collect();
            self.note(Error::configuration(format!(
                "there is no security scheme {scheme:?}; the API has {known:?}"
            )));
        }
        self.named.retain(|(name, _)| name != scheme);
        self.named.push((scheme.to_owned(), credential));
        self
    }

    /// The time for a whole call: all attempts, the waits between them, and the body; 60
    /// s.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.timeout = timeout;
        self
    }

    /// The time for one attempt with its body; none.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.limits.attempt_timeout = Some(timeout);
        self
    }

    /// The time that may pass without a piece of a body that is read piece by piece, as
    /// streams of events are; 5 minutes, nothing for no limit.
    ///
    /// For such a body the other limits end with the head of the answer.
    pub fn idle_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.limits.idle_timeout = timeout.into();
        self
    }

    /// The time for opening a connection; 10 s. Has no effect on a transport of your
    /// own.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// The number of attempts beyond the first; 2.
    pub fn retries(mut self, retries: u32) -> Self {
        self.limits.retries = retries;
        self
    }

    /// The repetitions that all calls together may make while the server does not answer;
    /// 100, nothing for no limit.
    ///
    /// Each that is answered is given back, and ten calls that need none give one.
    pub fn retry_budget(mut self, repetitions: impl Into<Option<u32>>) -> Self {
        self.retry_budget = repetitions.into();
        self
    }

    /// The number of redirects that are followed within an attempt; 10.
    ///
    /// A redirect to another origin takes no credential along, and no body. One that is not
    /// followed is an error with its status, whose headers say where it points.
    pub fn redirects(mut self, redirects: u32) -> Self {
        self.limits.redirects = redirects;
        self
    }

    /// The size in bytes up to which a body is buffered, and an event of a stream; 64
    /// MiB.
    pub fn max_body_size(mut self, bytes: usize) -> Self {
        self.limits.max_body_size = bytes;
        self
    }

    /// A header of every request; a call may replace it.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match header::checked(name, value) {
            Ok((name, value)) => {
                self.headers.insert(name, value);
            }
            Err(problem) => self.note(Error::configuration(problem)),
        }
        self
    }

    /// The value of `User-Agent`; the name and the version of the crate.
    pub fn user_agent(self, value: &str) -> Self {
        self.header(USER_AGENT.as_str(), value)
    }

    /// The name of the header for idempotency keys; `Idempotency-Key`.
    pub fn idempotency_header(mut self, name: &str) -> Self {
        match header::checked(name, "") {
            Ok((name, _)) => self.idempotency_header = name,
            Err(problem) => self.note(Error::configuration(problem)),
        }
        self
    }

    /// Whether every POST, PATCH and the like gets an idempotency key of its own, unless it has
    /// one; with it they are repeated as any other call is. No, unless the description of the
    /// API says so.
    ///
    /// Only for servers that honour such keys: others would handle a repetition twice.
    pub fn idempotency_keys(mut self, each: bool) -> Self {
        self.idempotency_keys = each;
        self
    }

    /// What sends the requests, in place of [`ReqwestTransport`].
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Code around the transport, which sees every request as it goes on the wire; what was
    /// added first is the outermost.
    pub fn middleware(mut self, middleware: impl Middleware) -> Self {
        self.middleware.push(Arc::new(middleware));
        self
    }

    /// The client.
    ///
    /// A credential need not be there: calls that need one say so.
    ///
    /// # Errors
    ///
    /// When a setting cannot be: a base URL that is none, a header or a credential that
    /// cannot be written.
    pub fn build(mut self) -> Result<C, Error> {
        if let Some(problem) = self.problem.take() {
            return Err(problem);
        }
        let base_url = self.checked_base_url()?;
        let mut servers = Vec::new();
        for (declared, url) in std::mem::take(&mut self.servers) {
            let url = BaseUrl::parse(&url).map_err(Error::configuration)?;
            servers.push((declared, url));
        }
        let credentials = self.credentials();
        credentials.check()?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => Arc::new(
                ReqwestTransport::new(self.connect_timeout)
                    .map_err(Error::no_transport)?,
            ),
        };
        let transport = match self.middleware {
            none if none.is_empty() => transport,
            middleware => Arc::new(Stack { middleware, transport }),
        };
        Ok(C::from(Core(Arc::new(Shared {
            api: self.api,
            base_url,
            servers,
            variables: self.variables,
            credentials,
            headers: self.headers,
            idempotency_header: self.idempotency_header,
            idempotency_keys: self.idempotency_keys,
            limits: self.limits,
            budget: Budget::new(self.retry_budget),
            transport,
        }))))
    }

    fn checked_base_url(&self) -> Result<BaseUrl, Error> {
        let declared = self.api.base_url;
        match &self.base_url {
            Some(url) => BaseUrl::parse(url).map_err(Error::configuration),
            None if declared.contains("://") => {
                BaseUrl::parse(declared).map_err(Error::configuration)
            }
            None if declared.is_empty() => Err(Error::configuration(
                "the document names no server: set `base_url` to the one to call",
            )),
            None => Err(Error::configuration(format!(
                "the document's server is {declared:?}, relative to where the document is \
                 served: set `base_url` to the whole URL"
            ))),
        }
    }

    /// For each scheme the credential given by its name, else the one for its kind.
    fn credentials(&self) -> Credentials {
        let held = self.api.schemes.iter().filter_map(|scheme| {
            let named = self.named.iter().find(|(name, _)| name == scheme.name);
            let common = match scheme.kind {
                SchemeKind::Basic => &self.basic,
                _ => &self.token,
            };
            let common = || common.clone().map(Credential::Secret);
            match named.map(|(_, credential)| credential.clone()).or_else(common)? {
                Credential::Secret(secret) if secret.expose_secret().is_empty() => None,
                credential => Some((scheme, credential)),
            }
        });
        Credentials(held.collect())
    }

    fn note(&mut self, problem: Error) {
        self.problem.get_or_insert(problem);
    }
}

impl<C> fmt::Debug for Builder<C> {
    /// Shows no credential and no value of a header, and no base URL, which is not
    /// checked yet.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("api", &self.api.name)
            .field("headers", &header::names(&self.headers))
            .field("limits", &self.limits)
            .field("connect_timeout", &self.connect_timeout)
            .finish_non_exhaustive()
    }
}
