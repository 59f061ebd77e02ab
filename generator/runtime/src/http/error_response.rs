// kiln-runtime: support code, copied unchanged into generated crates.
//! Documented error responses, and how an error carries one without knowing its type.
//!
//! ```yaml
//! responses:
//!   '429': {$ref: '#/components/responses/TooManyRequests'}
//! ```
//!
//! Generated code has one type per error response, which implements [`ErrorResponse`].
//! An error holds it erased, so that all operations share one error type;
//! [`Error::response`](super::Error::response) brings it back.

use super::super::json::DecodeError;
use super::Reply;
use std::any::Any;
use std::fmt;

/// A documented error response.
pub trait ErrorResponse: Any + Send + Sync + Sized {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// When the body does not have the documented form.
    #[doc(hidden)]
    fn decode(reply: &Reply) -> Result<Self, DecodeError>;

    /// Its decoded body, where the document gives it one.
    fn body(&self) -> Option<&dyn Any>;
}

/// A documented error response whose type is found out again on demand.
pub struct Documented(Box<dyn Erased>);

trait Erased: Send + Sync {
    fn response(&self) -> &dyn Any;
    fn body(&self) -> Option<&dyn Any>;
}

impl<R: ErrorResponse> Erased for R {
    fn response(&self) -> &dyn Any {
        self
    }

    fn body(&self) -> Option<&dyn Any> {
        ErrorResponse::body(self)
    }
}

impl Documented {
    /// Erases the type of a response.
    pub fn new<R: ErrorResponse>(response: R) -> Self {
        Self(Box::new(response))
    }

    /// The response, if it is of this type.
    #[must_use]
    pub fn response<R: ErrorResponse>(&self) -> Option<&R> {
        self.0.response().downcast_ref()
    }

    /// The decoded body, if it is of this type.
    #[must_use]
    pub fn body<T: Any>(&self) -> Option<&T> {
        self.0.body()?.downcast_ref()
    }
}

impl fmt::Debug for Documented {
    /// Shows no value: a server may repeat in an error what it was sent.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Documented").finish_non_exhaustive()
    }
}
