// kiln-runtime: support code, copied unchanged into generated crates.
//! Documented error responses, and how an error carries one without knowing its type.
//!
//! ```yaml
//! responses:
//!   '429': {$ref: '#/components/responses/TooManyRequests'}
//! ```
//!
//! An error response that has a name in the document, or headers, has a type of its own,
//! which implements [`ErrorResponse`]; of any other the body says all. An error holds
//! either erased, so that all operations share one error type;
//! [`Error::response`](super::Error::response) and [`Error::body`](super::Error::body)
//! bring them back.

use super::super::json::DecodeError;
use super::Reply;
use std::any::Any;
use std::fmt;

/// A documented error response with a name or with headers.
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
pub struct Documented {
    value: Box<dyn Any + Send + Sync>,
    body: fn(&dyn Any) -> Option<&dyn Any>,
}

impl Documented {
    /// Erases the type of a response.
    pub fn response_of<R: ErrorResponse>(response: R) -> Self {
        Self {
            value: Box::new(response),
            body: |value| value.downcast_ref::<R>()?.body(),
        }
    }

    /// Erases the type of a body that is all of its response.
    pub fn body_of<T: Any + Send + Sync>(body: T) -> Self {
        Self { value: Box::new(body), body: |value| Some(value) }
    }

    /// The response, if it is of this type.
    #[must_use]
    pub fn response<R: ErrorResponse>(&self) -> Option<&R> {
        self.value.downcast_ref()
    }

    /// The decoded body, if it is of this type.
    #[must_use]
    pub fn body<T: Any>(&self) -> Option<&T> {
        (self.body)(&*self.value)?.downcast_ref()
    }
}

impl fmt::Debug for Documented {
    /// Shows no value: a server may repeat in an error what it was sent.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Documented").finish_non_exhaustive()
    }
}
