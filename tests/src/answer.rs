//! What the server is told to answer.
//!
//! An [`Answer`] is a status, headers and a body, a claim about whether that fits the document, and the way in which it
//! is delivered: late, in pieces, not to the end, not at all. Constructors name the cases, methods vary them:
//!
//! ```
//! use std::time::Duration;
//! use kernel_tests::{Answer, Cut};
//!
//! let slow = Answer::created().delay_head(Duration::from_secs(2));
//! let limited = Answer::too_many_requests().retry_after_seconds(1);
//! let broken = Answer::created().cut(Cut::HalfBody);
//! ```

use std::time::{Duration, SystemTime};

use http::{HeaderMap, HeaderName, HeaderValue, header};
use serde_json::Value;

use crate::bodies;

/// Where a connection is cut instead of answering to the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// The request has arrived, but the server closes without reading it (the client sees a reset).
    BeforeReading,
    /// The request was read, nothing is answered.
    AfterReading,
    /// The head and the first half of the body are sent.
    HalfBody,
}

/// Whether an answer says that it is what the document describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Claim {
    /// It must fit.
    Fits,
    /// It is wrong on purpose and must not fit.
    Breaks,
}

/// One scripted answer.
#[derive(Debug, Clone)]
pub struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
    pub(crate) claim: Claim,
    pub(crate) cut: Option<Cut>,
    pub(crate) delay_head: Duration,
    pub(crate) delay_body: Duration,
    pub(crate) chunked: bool,
}

/// Answers that the document describes.
impl Answer {
    /// 200 with a session as the API usually answers it.
    #[must_use]
    pub fn created() -> Self {
        Self::json(200, &bodies::browser())
    }

    /// 200 with a session of required members only.
    #[must_use]
    pub fn created_minimal() -> Self {
        Self::json(200, &bodies::minimal_browser())
    }

    /// 200 with a session that has every documented member; its `uptime_ms` does not fit into 32 bits.
    #[must_use]
    pub fn created_complete() -> Self {
        Self::json(200, &bodies::complete_browser())
    }

    /// 200 with the usual session after a change that keeps it within the document.
    #[must_use]
    pub fn created_with(change: impl FnOnce(&mut Value)) -> Self {
        Self::json(200, &changed(change))
    }

    /// 200 with a session whose `start_url` makes the body at least that many bytes long.
    #[must_use]
    pub fn huge(bytes: usize) -> Self {
        Self::created_with(|browser| browser["start_url"] = format!("https://example.com/{}", "x".repeat(bytes)).into())
    }

    /// 400, code `bad_request`.
    #[must_use]
    pub fn bad_request() -> Self {
        Self::error(400, "bad_request")
    }

    /// 401, code `unauthorized`.
    #[must_use]
    pub fn unauthorized() -> Self {
        Self::error(401, "unauthorized")
    }

    /// 403, code `forbidden`.
    #[must_use]
    pub fn forbidden() -> Self {
        Self::error(403, "forbidden")
    }

    /// 429, code `too_many_requests`, without any header that says when to come back.
    #[must_use]
    pub fn too_many_requests() -> Self {
        Self::error(429, "too_many_requests")
    }

    /// 500, code `internal_error`.
    #[must_use]
    pub fn internal_error() -> Self {
        Self::error(500, "internal_error")
    }

    /// 529, code `capacity_exhausted`.
    #[must_use]
    pub fn capacity_exhausted() -> Self {
        Self::error(529, "capacity_exhausted")
    }
}

/// Answers that the document does not describe.
impl Answer {
    /// 503 with a body of the documented form; the document has no 503.
    #[must_use]
    pub fn unavailable() -> Self {
        Self {
            claim: Claim::Breaks,
            ..Self::error(503, "unavailable")
        }
    }

    /// 200 with the usual session after a change that takes it out of the document.
    #[must_use]
    pub fn misfit(change: impl FnOnce(&mut Value)) -> Self {
        Self {
            claim: Claim::Breaks,
            ..Self::json(200, &changed(change))
        }
    }

    /// 200 without the required `session_id`.
    #[must_use]
    pub fn missing_required() -> Self {
        Self::misfit(|browser| {
            browser.as_object_mut().map(|members| members.remove("session_id"));
        })
    }

    /// 200 with a text where `/viewport/width` must be an integer.
    #[must_use]
    pub fn wrong_type() -> Self {
        Self::misfit(|browser| browser["viewport"]["width"] = "wide".into())
    }

    /// 200 with JSON that breaks off where the value of `/viewport/width` should be, under its correct length.
    #[must_use]
    pub fn malformed_json() -> Self {
        let mut answer = Self::created();
        let key = b"\"width\":";
        let end = answer
            .body
            .windows(key.len())
            .position(|window| window == key)
            .map(|start| start + key.len());
        answer.body.truncate(end.unwrap_or_default());
        Self {
            claim: Claim::Breaks,
            ..answer
        }
    }

    /// 200 with a page for people.
    #[must_use]
    pub fn html() -> Self {
        let html = HeaderValue::from_static("text/html; charset=utf-8");
        let body = b"<!doctype html><title>Sign in</title><p>Sign in to continue.</p>".to_vec();
        Self {
            claim: Claim::Breaks,
            body,
            ..Self::created()
        }
        .with(header::CONTENT_TYPE, html)
    }
}

/// Headers that say when to come back.
impl Answer {
    /// `Retry-After` in whole seconds, the documented form.
    #[must_use]
    pub fn retry_after_seconds(self, seconds: u32) -> Self {
        self.with(header::RETRY_AFTER, seconds.into())
    }

    /// `Retry-After` in seconds with a fraction, which some servers send.
    #[must_use]
    pub fn retry_after_fraction(self, seconds: f64) -> Self {
        Self {
            claim: Claim::Breaks,
            ..self.header("retry-after", &format!("{seconds:?}"))
        }
    }

    /// `Retry-After` as a date of HTTP, whole seconds.
    #[must_use]
    pub fn retry_after_date(self, at: SystemTime) -> Self {
        Self {
            claim: Claim::Breaks,
            ..self.header("retry-after", &httpdate::fmt_http_date(at))
        }
    }

    /// `Retry-After-Ms`, a header that the document does not know and does not exclude.
    #[must_use]
    pub fn retry_after_ms(self, milliseconds: u64) -> Self {
        self.with(HeaderName::from_static("retry-after-ms"), milliseconds.into())
    }
}

/// The way of delivery, and anything else.
impl Answer {
    /// Cuts the connection at that point.
    #[must_use]
    pub fn cut(self, cut: Cut) -> Self {
        Self { cut: Some(cut), ..self }
    }

    /// Waits before the status line.
    #[must_use]
    pub fn delay_head(self, delay: Duration) -> Self {
        Self {
            delay_head: delay,
            ..self
        }
    }

    /// Waits after the first half of the body.
    #[must_use]
    pub fn delay_body(self, delay: Duration) -> Self {
        Self {
            delay_body: delay,
            ..self
        }
    }

    /// Sends the body in chunks, without announcing its length.
    #[must_use]
    pub fn chunked(self) -> Self {
        Self { chunked: true, ..self }
    }

    /// Sets a header.
    ///
    /// # Panics
    ///
    /// Name or value are not what HTTP allows: a mistake in the test.
    #[must_use]
    pub fn header(self, name: &str, value: &str) -> Self {
        let name = HeaderName::try_from(name).expect("a test scripts valid header names");
        self.with(
            name,
            HeaderValue::try_from(value).expect("a test scripts valid header values"),
        )
    }

    fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// The answer to a request that does not keep to the document.
    pub(crate) fn violations(messages: &[String]) -> Self {
        Self::json(400, &bodies::violations(messages))
    }

    fn error(status: u16, code: &str) -> Self {
        Self::json(status, &bodies::error(code, "scripted by the test"))
    }

    fn json(status: u16, body: &Value) -> Self {
        Self {
            status,
            headers: HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))]),
            body: body.to_string().into_bytes(),
            claim: Claim::Fits,
            cut: None,
            delay_head: Duration::ZERO,
            delay_body: Duration::ZERO,
            chunked: false,
        }
    }
}

/// The usual session after a change.
fn changed(change: impl FnOnce(&mut Value)) -> Value {
    let mut browser = bodies::browser();
    change(&mut browser);
    browser
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::*;
    use crate::Document;

    /// What the document says about an answer to the one operation.
    fn found(answer: &Answer) -> Vec<String> {
        let document = Document::kernel().expect("spec/kernel.yaml can be played");
        let create = document
            .operation(&Method::POST, "/browsers")
            .expect("the operation is there");
        create.check_answer(answer.status, &answer.headers, &answer.body)
    }

    #[test]
    fn every_answer_that_claims_to_fit_the_document_does() {
        for answer in [
            Answer::created(),
            Answer::created_minimal(),
            Answer::created_complete(),
            Answer::created_with(|browser| browser["profile"]["name"] = Value::Null),
            Answer::huge(100_000),
            Answer::bad_request(),
            Answer::unauthorized(),
            Answer::forbidden(),
            Answer::too_many_requests(),
            Answer::too_many_requests().retry_after_seconds(3),
            Answer::too_many_requests().retry_after_ms(30),
            Answer::internal_error(),
            Answer::capacity_exhausted(),
            Answer::violations(&["one".to_owned(), "two".to_owned()]),
        ] {
            assert_eq!(answer.claim, Claim::Fits);
            assert_eq!(found(&answer), [""; 0], "{answer:?}");
        }
    }

    #[test]
    fn every_answer_that_claims_to_break_the_document_does() {
        for (answer, reason) in [
            (Answer::unavailable(), "no response 503"),
            (Answer::missing_required(), "\"session_id\" is a required property"),
            (
                Answer::wrong_type(),
                "body: /viewport/width: \"wide\" is not of type \"integer\"",
            ),
            (Answer::malformed_json(), "body: not JSON: EOF while parsing a value"),
            (Answer::html(), "content type must be application/json, not text/html"),
            (
                Answer::too_many_requests().retry_after_fraction(0.05),
                "header Retry-After: 0.05 is not of type",
            ),
            (
                Answer::too_many_requests().retry_after_date(SystemTime::UNIX_EPOCH),
                "header Retry-After: \"Thu, 01 Jan",
            ),
        ] {
            assert_eq!(answer.claim, Claim::Breaks);
            let found = found(&answer).join("\n");
            assert!(found.contains(reason), "{reason}: {found}");
        }
    }

    #[test]
    fn the_complete_session_has_every_member_of_the_document() {
        let yaml: Value = serde_yaml::from_str(include_str!("../../spec/kernel.yaml")).expect("YAML");
        let documented = yaml["components"]["schemas"]["Browser"]["properties"]
            .as_object()
            .expect("an object");
        let complete = bodies::complete_browser();
        let missing: Vec<_> = documented
            .keys()
            .filter(|name| complete.get(name.as_str()).is_none())
            .collect();
        assert_eq!(missing, [""; 0]);
    }
}
