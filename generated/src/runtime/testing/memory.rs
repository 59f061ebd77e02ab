// kiln-runtime: support code, copied unchanged into generated crates.
//! The transport in memory: which answer a request gets, and what was requested.

use super::super::http::{
    MaybeSend, MaybeSync, RequestBody, Transport, TransportError, TransportFuture,
};
use super::{Answer, Recorded};
use http::Method;
use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A transport that answers from memory and records what it is asked; a clone is another
/// handle to the same.
#[derive(Clone, Default)]
pub struct MemoryTransport(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    routes: Vec<Route>,
    otherwise: Option<Arc<dyn Respond>>,
    requests: Vec<Recorded>,
}

/// The answers for a method and a path, the next one first.
struct Route {
    method: Method,
    path: String,
    answers: VecDeque<Arc<dyn Respond>>,
}

/// What makes an answer: an [`Answer`], or a closure that makes one of the request.
pub trait Respond: MaybeSend + MaybeSync + 'static {
    /// The answer to a request.
    fn respond(&self, request: &Recorded) -> Answer;
}

impl Respond for Answer {
    fn respond(&self, _: &Recorded) -> Answer {
        self.clone()
    }
}

impl<F: Fn(&Recorded) -> Answer + MaybeSend + MaybeSync + 'static> Respond for F {
    fn respond(&self, request: &Recorded) -> Answer {
        self(request)
    }
}

impl MemoryTransport {
    /// A transport that has no answers yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What is answered to requests with this method and path. The path is that of the whole
    /// URL, with that of the base URL, percent-encoded; a segment in braces, as
    /// in `/browsers/{id}`, is any one segment.
    ///
    /// Of several for the same method and path each is used once, in the order in which
    /// they are given, and the last one from then on. Of paths that both fit, the first
    /// one counts.
    #[must_use]
    pub fn on(self, method: Method, path: &str, answer: impl Respond) -> Self {
        let mut state = self.state();
        let same = |route: &&mut Route| route.method == method && route.path == path;
        let answer: Arc<dyn Respond> = Arc::new(answer);
        match state.routes.iter_mut().find(same) {
            Some(route) => route.answers.push_back(answer),
            None => state.routes.push(Route {
                method,
                path: path.to_owned(),
                answers: VecDeque::from([answer]),
            }),
        }
        drop(state);
        self
    }

    /// What is answered to all other requests.
    #[must_use]
    pub fn otherwise(self, answer: impl Respond) -> Self {
        self.state().otherwise = Some(Arc::new(answer));
        self
    }

    /// The requests so far, each attempt and each redirect by itself, as they would go on the
    /// wire.
    #[must_use]
    pub fn requests(&self) -> Vec<Recorded> {
        self.state().requests.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records a request; brings what answers it.
    fn record(&self, request: &Recorded) -> Result<Arc<dyn Respond>, TransportError> {
        let mut state = self.state();
        state.requests.push(request.clone());
        let fits = |route: &&mut Route| {
            route.method == request.method && is_at(&route.path, request.path())
        };
        if let Some(route) = state.routes.iter_mut().find(fits) {
            let answers = &mut route.answers;
            let next = if answers.len() > 1 { answers.pop_front() } else { None };
            if let Some(answer) = next.or_else(|| answers.front().cloned()) {
                return Ok(answer);
            }
        }
        state.otherwise.clone().ok_or_else(|| {
            let there = state.routes.iter();
            let there: Vec<_> =
                there.map(|route| format!("{} {}", route.method, route.path)).collect();
            TransportError::refused(format!(
                "there is no answer for {} {}, but for {there:?}",
                request.method,
                request.path()
            ))
        })
    }
}

/// Whether a path is the one of a template.
fn is_at(template: &str, path: &str) -> bool {
    let any = |segment: &str| segment.starts_with('{') && segment.ends_with('}');
    let same = |(wanted, found): (&str, &str)| {
        wanted == found || any(wanted) && !found.is_empty()
    };
    template.split('/').count() == path.split('/').count()
        && std::iter::zip(template.split('/'), path.split('/')).all(same)
}

impl Transport for MemoryTransport {
    fn send(&self, request: http::Request<RequestBody>) -> TransportFuture<'_> {
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let request = Recorded {
                method: head.method,
                uri: head.uri,
                headers: head.headers,
                body: body.into_bytes().await?,
            };
            let answer = self.record(&request)?;
            answer.respond(&request).send().await
        })
    }
}

impl fmt::Debug for MemoryTransport {
    /// Shows how many requests there were.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryTransport")
            .field("requests", &self.state().requests.len())
            .finish_non_exhaustive()
    }
}
