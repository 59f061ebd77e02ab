// kiln-runtime: support code, copied unchanged into generated crates.
//! A call that is made again and again, each time for another page.
//!
//! ```text
//! GET /things?limit=100            the call as it was put together
//! GET /things?limit=100&cursor=b   the same, with another position in it
//! ```
//!
//! All else that was chosen for the call holds for every page: headers, limits, retries,
//! credentials. Only an idempotency key names one request, so that of a later page ends in
//! the number of the page: `order-17`, `order-17-2`.
//!
//! This is what streams of pages have of the inside of calls.

use super::super::json::{self, Value};
use super::decode::Decode;
use super::draft::Draft;
use super::execute::{self, Exchange, Outcome};
use super::payload::Payload;
use super::target::Target;
use super::{Call, Error, Reply, header, pairs};
use http::header::CONTENT_TYPE;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// A call that is made again and again.
pub(crate) struct Repeat {
    /// What the next request is made of.
    draft: Box<Draft>,
    /// The request that is on its way.
    exchange: Option<Exchange>,
    /// How many answers there were.
    answers: u64,
}

impl Repeat {
    /// A call to repeat, and how its answers are read.
    pub(crate) fn new<T>(call: Call<T>) -> (Self, Decode<T>) {
        (Self { draft: call.draft, exchange: None, answers: 0 }, call.decode)
    }

    /// Lets the caller choose for the requests to come.
    pub(crate) fn with<T>(
        &mut self,
        decode: Decode<T>,
        options: impl FnOnce(Call<T>) -> Call<T>,
    ) {
        let empty = Box::new(Draft::new(&self.draft.core, self.draft.operation));
        let draft = std::mem::replace(&mut self.draft, empty);
        self.draft = options(Call { draft, decode }).draft;
    }

    /// Makes the request, or goes on making it.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Outcome, Error>> {
        let (draft, answers) = (&mut *self.draft, self.answers);
        let exchange = self
            .exchange
            .get_or_insert_with(|| execute::start(draft.for_page(answers + 1)));
        let result = ready!(Pin::as_mut(exchange).poll(cx));
        self.exchange = None;
        self.answers += u64::from(result.is_ok());
        Poll::Ready(result)
    }

    /// The position in the query.
    pub(crate) fn query(&self, name: &str) -> Option<String> {
        self.draft.query.get(name)
    }

    /// Puts a position into the query.
    pub(crate) fn set_query(&mut self, name: &str, value: &str) {
        self.draft.query.set(name, value);
    }

    /// The position in a header.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        header::parsed(&self.draft.headers, name)
    }

    /// Puts a position into a header; one that does not fit is an error of the request.
    pub(crate) fn set_header(&mut self, name: &str, value: &str) {
        self.draft.header(name, value);
    }

    /// The body, where it is JSON in memory.
    pub(crate) fn json(&self) -> Option<Value> {
        json::from_slice(self.draft.body.whole()?).ok()
    }

    /// Puts a body in the place of the other one.
    pub(crate) fn set_json(&mut self, body: &Value) {
        let content_type = header::parsed(&self.draft.headers, "content-type");
        self.draft.json(body);
        if let Some(content_type) = content_type {
            let content_type: String = content_type;
            self.draft.content_type(&content_type);
        }
    }

    /// The URL of the request.
    pub(crate) fn url(&self) -> Option<String> {
        self.draft.url().ok()
    }

    /// Puts a URL of the server's in the place of the other one, relative to that. It is
    /// fetched, without the body that led to it.
    ///
    /// # Errors
    ///
    /// When it cannot be requested: the end of a sentence.
    pub(crate) fn set_url(&mut self, reference: &str) -> Result<(), &'static str> {
        let current = self.draft.url().unwrap_or_default();
        let home = self.draft.server.resolve(&self.draft.core.0);
        let home = home.map_err(|_| "the operation has no server")?;
        let target = Target::of(reference, &current, &home)?;
        self.draft.target = Some(target);
        self.draft.body = Payload::default();
        self.draft.headers.remove(CONTENT_TYPE);
        Ok(())
    }

    /// The error for an answer that does not lead to the next page.
    pub(crate) fn error(&self, problem: &str, reply: Reply) -> Error {
        Error::of_page(problem, reply).of(self.draft.operation).after(1)
    }
}

/// The text that a scalar is in a query or in a header; nothing for any other value.
pub(crate) fn text_of(value: &Value) -> Option<String> {
    pairs::text(value).ok().flatten()
}

impl Draft {
    /// A copy that is made the request for a page.
    fn for_page(&mut self, page: u64) -> Self {
        let earlier = "what was wrong with the call is wrong with every page";
        let problem = self.problem.take();
        if problem.is_some() {
            self.problem = Some(Error::request(earlier));
        }
        let mut copy = Self {
            core: self.core.clone(),
            operation: self.operation,
            server: self.server.clone(),
            path_values: self.path_values.clone(),
            query: self.query.clone(),
            headers: self.headers.clone(),
            cookies: self.cookies.clone(),
            scopes: self.scopes.clone(),
            body: self.body.clone(),
            limits: self.limits,
            opening: self.opening,
            target: self.target.clone(),
            key_header: self.key_header.clone(),
            repeatable: self.repeatable,
            problem,
        };
        let name = &self.core.0.idempotency_header;
        let key: Option<String> = header::parsed(&self.headers, name.as_str());
        if let Some(key) = key.filter(|key| page > 1 && !key.is_empty()) {
            copy.header(name.as_str(), &format!("{key}-{page}"));
        }
        copy
    }
}

impl fmt::Debug for Repeat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Repeat")
            .field("operation", &self.draft.operation.id)
            .field("answers", &self.answers)
            .finish_non_exhaustive()
    }
}
