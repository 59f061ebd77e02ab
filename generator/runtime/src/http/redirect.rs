// kiln-runtime: support code, copied unchanged into generated crates.
//! Redirects: which are followed, with what request.
//!
//! | answer with a `Location` | GET, HEAD | POST | any other method |
//! | --- | --- | --- | --- |
//! | 301, 302 | the same request | GET, no body | the same request, with its body |
//! | 303 | the same request | GET, no body | GET, no body |
//! | 307, 308 | the same request | the same request | the same request |
//!
//! Not followed, but the error of the call: a redirect from `https` to `http`; one that
//! would take the body of the request to another origin, or send a body again that was
//! read while it was sent; the eleventh ([`Builder::redirects`](super::Builder::redirects));
//! one to no URL that can be called; and a status that the document describes for the
//! operation, since it is for the caller then.
//!
//! To another origin (another scheme, host or port) only those headers go along that say
//! what is accepted: no credential, no cookie, no header of the program's own. They do not
//! come back when a later redirect leads home. A credential in the query goes nowhere: the
//! query is what the server wrote.
//!
//! All of this is one attempt, within its time. If another method was used by then, the
//! server has handled the request of the call, whatever it answers to the next one.

use super::location;
use super::prepare::Prepared;
use super::request_body::Outgoing;
#[cfg(feature = "tracing")]
use super::trace;
use super::{RequestBody, ResponseBody, Status, TransportError};
use http::header::{
    ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, CONTENT_ENCODING, CONTENT_LANGUAGE,
    CONTENT_TYPE, HeaderName, LOCATION, RANGE, USER_AGENT,
};
use http::{HeaderMap, Method, Request, Response, StatusCode, Uri};
use std::borrow::Cow;

/// The headers that go along to another origin.
const FOR_ANYONE: [HeaderName; 5] =
    [ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, RANGE, USER_AGENT];

/// The headers that say what a body is.
const OF_THE_BODY: [HeaderName; 3] = [CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_TYPE];

/// What came of one request with its redirects.
pub(super) struct Sent {
    pub(super) response: Response<ResponseBody>,
    /// Why the response is a redirect that was not followed, as the end of a sentence.
    pub(super) unfollowed: Option<&'static str>,
    /// Whether the response is to another method than that of the call.
    pub(super) moved: bool,
}

/// Sends the request, and what redirects make of it.
pub(super) async fn send(
    request: &Prepared,
    body: &Outgoing,
) -> Result<Sent, TransportError> {
    let mut route = Route {
        request,
        method: Cow::Borrowed(&request.method),
        uri: Cow::Borrowed(&request.uri),
        with_body: true,
        at_home: true,
        followed: 0,
    };
    loop {
        let result = request.core.0.transport.send(route.request(body)).await;
        let response = match result {
            Ok(response) => response,
            // The first request was sent, however far this one came.
            Err(error) if route.followed > 0 => {
                return Err(TransportError::interrupted(error.into_source()));
            }
            Err(error) => return Err(error),
        };
        let unfollowed = match route.follow(&response, body) {
            Verdict::Followed => {
                #[cfg(feature = "tracing")]
                trace::redirected(response.status(), &route.uri);
                continue;
            }
            Verdict::Final => None,
            Verdict::Stopped(why) => Some(why),
        };
        let moved = *route.method != request.method;
        return Ok(Sent { response, unfollowed, moved });
    }
}

/// What is done with an answer.
enum Verdict {
    /// It is no redirect.
    Final,
    /// It is one that is not followed.
    Stopped(&'static str),
    /// The route leads on.
    Followed,
}

/// The way of a request through redirects.
struct Route<'r> {
    request: &'r Prepared,
    method: Cow<'r, Method>,
    uri: Cow<'r, Uri>,
    with_body: bool,
    /// Whether it has not left the origin of the first request.
    at_home: bool,
    followed: u32,
}

impl Route<'_> {
    /// The next request.
    fn request(&self, body: &Outgoing) -> Request<RequestBody> {
        let body = if self.with_body { body.lend() } else { RequestBody::default() };
        let mut request = self.request.request(body);
        if self.followed == 0 {
            return request;
        }
        *request.method_mut() = self.method.as_ref().clone();
        *request.uri_mut() = self.uri.as_ref().clone();
        let headers = request.headers_mut();
        if !self.with_body {
            for name in OF_THE_BODY {
                headers.remove(name);
            }
        }
        if !self.at_home {
            let mut public = HeaderMap::new();
            for name in FOR_ANYONE {
                if let Some(value) = headers.remove(&name) {
                    public.insert(name, value);
                }
            }
            *headers = public;
        }
        request
    }

    /// Goes where the answer points to, if that may be.
    fn follow(&mut self, answer: &Response<ResponseBody>, body: &Outgoing) -> Verdict {
        let status = answer.status();
        let Some(location) = answer.headers().get(LOCATION) else {
            return Verdict::Final;
        };
        if !matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
            || self.request.operation.is_success(status)
        {
            return Verdict::Final;
        }
        if self.is_documented(status) {
            return Verdict::Stopped("which the document leaves to the caller");
        }
        if self.followed >= self.request.limits.redirects {
            return Verdict::Stopped("which is one redirect more than are followed");
        }
        let Some(uri) = location::resolve(location, &self.uri) else {
            return Verdict::Stopped("which is no URL that can be called");
        };
        if self.uri.scheme_str() == Some("https") && uri.scheme_str() == Some("http") {
            return Verdict::Stopped("which would be without encryption");
        }
        let as_get = match status {
            StatusCode::SEE_OTHER => *self.method != Method::HEAD,
            StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND => {
                *self.method == Method::POST
            }
            _ => false,
        };
        let with_body = self.with_body && !as_get;
        let same_origin = location::same_origin(&self.uri, &uri);
        if with_body && !body.is_empty() {
            if !same_origin {
                return Verdict::Stopped("and bodies do not go to another origin");
            }
            if !body.is_complete() {
                return Verdict::Stopped("and the body cannot be sent again");
            }
        }
        if as_get {
            self.method = Cow::Owned(Method::GET);
        }
        self.with_body = with_body;
        self.at_home &= same_origin;
        self.uri = Cow::Owned(uri);
        self.followed += 1;
        Verdict::Followed
    }

    /// Whether the document describes this very status for the operation.
    fn is_documented(&self, status: StatusCode) -> bool {
        let code = Status::Code(status.as_u16());
        self.request.operation.failures.iter().any(|(entry, _)| *entry == code)
    }
}
