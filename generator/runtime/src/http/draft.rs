// kiln-runtime: support code, copied unchanged into generated crates.
//! A call that is being put together; not generic, so that all of it is compiled once.
//!
//! What cannot be sent is noted and told when the call is sent: methods that take
//! arguments can be chained.

use super::super::json::{self, ToJson};
use super::core::{Core, Limits};
use super::error::Error;
use super::parameter::{Explode, Shallow, joined};
use super::query::Query;
use super::{Operation, header};
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName};

pub(super) struct Draft {
    pub(super) core: Core,
    pub(super) operation: &'static Operation,
    /// Percent-encoded values by the names of the template.
    pub(super) path_values: Vec<(&'static str, String)>,
    pub(super) query: Query,
    pub(super) headers: HeaderMap,
    /// `name=value` each.
    pub(super) cookies: Vec<String>,
    pub(super) body: Bytes,
    pub(super) limits: Limits,
    /// Whether the caller says that repeating is harmless.
    pub(super) repeatable: bool,
    /// The first value that cannot be sent.
    pub(super) problem: Option<Error>,
}

impl Draft {
    pub(super) fn new(core: &Core, operation: &'static Operation) -> Self {
        Self {
            core: core.clone(),
            operation,
            path_values: Vec::new(),
            query: Query::default(),
            headers: HeaderMap::new(),
            cookies: Vec::new(),
            body: Bytes::new(),
            limits: core.0.limits,
            repeatable: false,
            problem: None,
        }
    }

    pub(super) fn path_param(&mut self, name: &'static str, value: &dyn ToJson) {
        let value = Shallow::of(value, format_args!("the path parameter `{name}`"));
        if let Some(value) = self.keep(value) {
            self.path_values.push((name, joined(&value.into_items())));
        }
    }

    pub(super) fn query(&mut self, name: &str, value: &dyn ToJson, explode: Explode) {
        let value = Shallow::of(value, format_args!("the query parameter `{name}`"));
        if let Some(value) = self.keep(value) {
            self.query.add(name, value, explode);
        }
    }

    pub(super) fn header_param(&mut self, name: &str, value: &dyn ToJson) {
        let value = Shallow::of(value, format_args!("the header parameter `{name}`"));
        match self.keep(value) {
            None | Some(Shallow::Nothing) => {}
            Some(value) => self.header(name, &value.into_items().join(",")),
        }
    }

    pub(super) fn cookie_param(&mut self, name: &str, value: &dyn ToJson) {
        let value = Shallow::of(value, format_args!("the cookie parameter `{name}`"));
        match self.keep(value) {
            None | Some(Shallow::Nothing) => {}
            Some(value) => {
                self.cookies.push(format!("{name}={}", joined(&value.into_items())));
            }
        }
    }

    pub(super) fn header(&mut self, name: &str, value: &str) {
        let checked = header::checked(name, value).map_err(Error::request);
        if let Some((name, value)) = self.keep(checked) {
            self.headers.insert(name, value);
        }
    }

    pub(super) fn idempotency_key(&mut self, key: &str) {
        let name: HeaderName = self.core.0.idempotency_header.clone();
        if key.is_empty() {
            self.problem.get_or_insert(Error::request("the idempotency key is empty"));
        }
        self.header(name.as_str(), key);
    }

    pub(super) fn json(&mut self, value: &dyn ToJson) {
        let text = json::to_vec(value).map_err(|source| {
            Error::unsendable("the body cannot be written as JSON", source)
        });
        if let Some(text) = self.keep(text) {
            self.body(text.into(), "application/json");
        }
    }

    pub(super) fn written(&mut self, body: Result<Vec<u8>, Error>, content_type: &str) {
        if let Some(body) = self.keep(body) {
            self.body(body.into(), content_type);
        }
    }

    pub(super) fn body(&mut self, body: Bytes, content_type: &str) {
        self.body = body;
        self.header(CONTENT_TYPE.as_str(), content_type);
    }

    /// Another media type for the body that is there.
    pub(super) fn content_type(&mut self, content_type: &str) {
        if self.headers.contains_key(CONTENT_TYPE) {
            self.header(CONTENT_TYPE.as_str(), content_type);
        }
    }

    /// The value, or nothing and a note of what is wrong.
    fn keep<V>(&mut self, result: Result<V, Error>) -> Option<V> {
        match result {
            Ok(value) => Some(value),
            Err(problem) => {
                self.problem.get_or_insert(problem);
                None
            }
        }
    }
}
