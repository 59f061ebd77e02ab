// kiln-runtime: support code, copied unchanged into generated crates.
//! Middleware: code of the program around the transport.
//!
//! ```text
//! struct Signed(Key);
//!
//! impl Middleware for Signed {
//!     fn handle<'a>(&'a self, mut request: Request<RequestBody>, next: Next<'a>) -> TransportFuture<'a> {
//!         Box::pin(async move {
//!             let signature = self.0.sign(request.method(), request.uri());
//!             request.headers_mut().insert("x-signature", signature);
//!             next.send(request).await
//!         })
//!     }
//! }
//!
//! Client::builder().middleware(Signed(key)).build()?
//! ```
//!
//! It sees every request as it goes on the wire, repetitions and redirects each by itself,
//! with all credentials. It may change the request or the response, answer without sending,
//! or send more than once. It lies below retries and timeouts: an error of it is one of the
//! transport, and it is dropped when the time of the attempt is over.

use super::{MaybeSend, MaybeSync, RequestBody, Transport, TransportFuture};
use std::fmt;
use std::sync::Arc;

/// Code of the program around the transport.
pub trait Middleware: MaybeSend + MaybeSync + 'static {
    /// Handles one request, most often by passing it on to what is `next`.
    ///
    /// # Errors
    ///
    /// Those of [`Transport::send`], whether of its own or passed on.
    fn handle<'a>(
        &'a self,
        request: http::Request<RequestBody>,
        next: Next<'a>,
    ) -> TransportFuture<'a>;
}

impl<M: Middleware + ?Sized> Middleware for Arc<M> {
    fn handle<'a>(
        &'a self,
        request: http::Request<RequestBody>,
        next: Next<'a>,
    ) -> TransportFuture<'a> {
        (**self).handle(request, next)
    }
}

/// What lies behind a middleware: others, and the transport at last.
#[derive(Clone, Copy)]
pub struct Next<'a> {
    others: &'a [Arc<dyn Middleware>],
    transport: &'a dyn Transport,
}

impl<'a> Next<'a> {
    /// Passes a request on.
    ///
    /// # Errors
    ///
    /// Those of [`Transport::send`].
    pub fn send(self, request: http::Request<RequestBody>) -> TransportFuture<'a> {
        match self.others.split_first() {
            Some((first, others)) => first.handle(request, Self { others, ..self }),
            None => self.transport.send(request),
        }
    }
}

impl fmt::Debug for Next<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Next")
            .field("others", &self.others.len())
            .finish_non_exhaustive()
    }
}

/// A transport with middleware around it, the outermost first.
pub(super) struct Stack {
    pub(super) middleware: Vec<Arc<dyn Middleware>>,
    pub(super) transport: Arc<dyn Transport>,
}

impl Transport for Stack {
    fn send(&self, request: http::Request<RequestBody>) -> TransportFuture<'_> {
        Next { others: &self.middleware, transport: &*self.transport }.send(request)
    }
}
