// kiln-runtime: support code, copied unchanged into generated crates.
//! Traces: a span for each call, an event for each attempt, named as OpenTelemetry names
//! them. What became of a call is recorded once, when it has ended: most subscribers keep
//! every value of a field, so a status of an earlier attempt would stay.
//!
//! Credentials in the query are replaced by `REDACTED`; headers and bodies are not
//! traced.

use super::attempt::Made;
use super::base_url::BaseUrl;
use super::prepare::Prepared;
use super::{Error, ErrorKind, Operation};
use http::{Method, StatusCode, Uri};
use tracing::{Span, field};

/// The span of a call; the URL is as it may be shown.
pub(super) fn call(
    operation: &Operation,
    method: &Method,
    base_url: &BaseUrl,
    shown_url: &str,
) -> Span {
    tracing::info_span!(
        "http_call",
        otel.name = operation.id,
        otel.kind = "client",
        http.request.method = method.as_str(),
        url.template = operation.path,
        url.full = shown_url,
        server.address = base_url.host(),
        server.port = base_url.port(),
        http.response.status_code = field::Empty,
        http.request.resend_count = field::Empty,
        error.type = field::Empty,
    )
}

/// Records in the span of a call what became of it.
pub(super) fn ended(
    span: &Span,
    status: Option<StatusCode>,
    resends: u32,
    error: Option<ErrorKind>,
) {
    let error = error.map(|kind| format!("{kind:?}"));
    span.record("http.response.status_code", status.map(|status| status.as_u16()));
    span.record("http.request.resend_count", resends);
    span.record("error.type", error.as_deref());
}

/// The event of an attempt, inside of the span.
pub(super) fn attempt(request: &Prepared, resends: u32, result: &Result<Made, Error>) {
    let status = match result {
        Ok(made) => Some(made.reply.status),
        Err(error) => error.status(),
    };
    let status = status.map(|status| status.as_u16());
    let error = result.as_ref().err().map(|error| format!("{:?}", error.kind()));
    tracing::debug!(
        http.request.method = request.method.as_str(),
        http.response.status_code = status,
        http.request.resend_count = resends,
        server.address = request.uri.host(),
        error.type = error.as_deref(),
        "attempt ended"
    );
}

/// The event of a redirect that is followed; the URL's query may hold anything.
pub(super) fn redirected(status: StatusCode, to: &Uri) {
    tracing::debug!(
        http.response.status_code = status.as_u16(),
        server.address = to.host(),
        "redirect followed"
    );
}
