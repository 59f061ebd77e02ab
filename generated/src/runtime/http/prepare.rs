// kiln-runtime: support code, copied unchanged into generated crates.
//! From a draft to a request that can be sent any number of times.
//!
//! Headers, weakest first: those of the client, `Accept` of the operation, those of the
//! call; then cookies and credentials. Without any `Accept`, anything is accepted, and
//! that is said here, so that every transport sees what goes on the wire.
//!
//! A URL that a server gave for the next page may lead to another origin: there go neither
//! credentials nor any header but `Accept` and `User-Agent`.

use super::auth::Places;
use super::authorize::Asked;
use super::core::{Core, Limits};
use super::draft::{Draft, Opening};
use super::error::Error;
use super::payload::Payload;
#[cfg(feature = "tracing")]
use super::trace;
use super::{Operation, RequestBody, header, idempotency, query, retry};
use http::header::{ACCEPT, COOKIE, HeaderMap, HeaderValue, USER_AGENT};
use http::{Method, Uri};
use percent_encoding::percent_decode_str;
use std::borrow::Cow;

/// A request that is ready, and how it may be sent.
pub(super) struct Prepared {
    pub(super) core: Core,
    pub(super) operation: &'static Operation,
    pub(super) method: Method,
    pub(super) uri: Uri,
    #[cfg(feature = "tracing")]
    pub(super) span: tracing::Span,
    pub(super) headers: HeaderMap,
    /// What it takes to write it with other credentials, if these are asked for.
    pub(super) asked: Option<Box<Asked>>,
    /// Taken out when it is opened.
    pub(super) body: Payload,
    pub(super) limits: Limits,
    pub(super) opening: Opening,
    /// Whether handling it twice does no harm.
    pub(super) repeatable: bool,
}

impl Prepared {
    /// Makes a draft ready.
    ///
    /// # Errors
    ///
    /// What was wrong with the arguments, or a missing credential.
    pub(super) fn new(draft: Draft) -> Result<Self, Error> {
        let operation = draft.operation;
        Self::assemble(draft).map_err(|error| error.of(operation))
    }

    fn assemble(draft: Draft) -> Result<Self, Error> {
        if let Some(problem) = draft.problem {
            return Err(problem);
        }
        let (core, operation) = (draft.core.clone(), draft.operation);
        let shared = &*core.0;
        let method = draft.method().clone();
        let mut url = draft.url()?;

        let mut places = Places { headers: shared.headers.clone(), ..Places::default() };
        if !operation.accept.is_empty() {
            let (name, value) = header::checked(ACCEPT.as_str(), operation.accept)
                .map_err(Error::request)?;
            places.headers.insert(name, value);
        }
        // Before those of the client: a key among them would be the same for all calls.
        let mut headers = draft.headers;
        let key_header = draft.key_header.as_ref();
        let has_key = idempotency::ensure(&mut headers, key_header, &method, shared);
        places.headers.extend(headers);
        places.headers.entry(ACCEPT).or_insert(HeaderValue::from_static("*/*"));
        let target = draft.target.as_ref();
        let mut providers = Vec::new();
        if target.is_some_and(|target| target.is_foreign) {
            places.headers = harmless(&places.headers);
        } else {
            places.cookies = draft.cookies;
            providers =
                shared.credentials.present(shared.api, operation, &mut places)?;
            for provided in &mut providers {
                let mut scopes = draft.scopes.iter();
                let own = scopes.find(|(scheme, _)| *scheme == provided.scheme.name);
                provided.scopes = own.map_or("", |(_, scopes)| scopes);
            }
        }
        if target.is_some() {
            // A server may repeat what it was asked with.
            drop_pairs(&mut url, places.query.as_str());
        }

        #[cfg(feature = "tracing")]
        let span = trace::call(
            operation,
            &method,
            &*match target {
                Some(target) => Cow::Borrowed(&target.origin),
                None => draft.server.resolve(shared)?,
            },
            &redacted(&url, target.is_some(), places.query.as_str()),
        );
        let repeatable = draft.repeatable || retry::is_idempotent(&method) || has_key;
        let asked = (!providers.is_empty()).then(|| {
            let (places, url) = (places.clone(), url.clone());
            Box::new(Asked { places, url, providers })
        });
        let mut prepared = Self {
            operation,
            method,
            uri: Uri::default(),
            #[cfg(feature = "tracing")]
            span,
            headers: HeaderMap::new(),
            asked,
            body: draft.body,
            limits: draft.limits,
            opening: draft.opening,
            repeatable,
            core: draft.core,
        };
        prepared.write(places, &url)?;
        Ok(prepared)
    }

    /// One copy to send, with this body.
    pub(super) fn request(&self, body: RequestBody) -> http::Request<RequestBody> {
        let mut request = http::Request::new(body);
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.uri.clone();
        *request.headers_mut() = self.headers.clone();
        request
    }
}

/// Joins all cookies into one header, after those that the caller wrote by hand.
pub(super) fn write_cookies(places: &mut Places) -> Result<(), Error> {
    if places.cookies.is_empty() {
        return Ok(());
    }
    let mut cookies = places.cookies.join("; ").into_bytes();
    if let Some(by_hand) = places.headers.get(COOKIE) {
        cookies = [by_hand.as_bytes(), b"; ", &cookies].concat();
    }
    let mut value = HeaderValue::from_bytes(&cookies).map_err(|_| {
        Error::request("a cookie contains a character that headers cannot carry")
    })?;
    value.set_sensitive(true);
    places.headers.insert(COOKIE, value);
    Ok(())
}

/// The headers that may go to a server that is not the client's: any other may be a
/// credential, whoever set it.
fn harmless(headers: &HeaderMap) -> HeaderMap {
    let kept = [ACCEPT, USER_AGENT]
        .into_iter()
        .filter_map(|name| headers.get(&name).map(|value| (name, value.clone())));
    kept.collect()
}

/// Drops the pairs that have the names of these.
fn drop_pairs(url: &mut String, pairs: &str) {
    for pair in pairs.split('&').filter(|pair| !pair.is_empty()) {
        let name = pair.split('=').next().unwrap_or_default();
        let name = percent_decode_str(name).decode_utf8_lossy();
        if let Some((path, own)) = url.split_once('?') {
            let (mut kept, own) = (path.to_owned(), query::without(own, &name));
            query::extend(&mut kept, &own);
            *url = kept;
        }
    }
}

/// The URL as traces show it: with the names and without the values of the credentials
/// in the query. Of a URL that a server gave, the query is not shown: it may be signed.
#[cfg(feature = "tracing")]
fn redacted(url: &str, is_given: bool, secrets: &str) -> String {
    let end = url.find('?').filter(|_| is_given).unwrap_or(url.len());
    let mut shown = url.get(..end).unwrap_or_default().to_owned();
    for pair in secrets.split('&').filter(|pair| !pair.is_empty()) {
        let name = pair.split('=').next().unwrap_or_default();
        query::extend(&mut shown, &format!("{name}=REDACTED"));
    }
    shown
}
