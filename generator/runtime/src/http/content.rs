// kiln-runtime: support code, copied unchanged into generated crates.
//! Bodies of which the document offers several media types: an enum with a variant for
//! each. Forms and multipart bodies add their ways of writing to [`Body`] where they are.
//!
//! ```text
//! impl http::Content for CreateBody {
//!     fn put(&self, body: &mut http::Body<'_>) {
//!         match self {
//!             Self::Json(value) => body.json(value, "application/json"),
//!             Self::Multipart(value) => body.multipart(value, &form::Form::JSON),
//!         }
//!     }
//! }
//! ```

use super::super::json::ToJson;
use super::File;
use super::draft::Draft;

/// A value that knows as which media type it is sent.
pub trait Content {
    /// Writes the body of a call.
    fn put(&self, body: &mut Body<'_>);
}

impl<C: Content> Content for Option<C> {
    /// No value is no body.
    fn put(&self, body: &mut Body<'_>) {
        if let Some(content) = self {
            content.put(body);
        }
    }
}

/// The body of a call that is being put together.
pub struct Body<'a>(pub(crate) &'a mut Draft);

impl Body<'_> {
    /// JSON, or another media type of it.
    pub fn json(&mut self, value: &dyn ToJson, content_type: &str) {
        self.0.json(value);
        self.0.content_type(content_type);
    }

    /// A text.
    pub fn text(&mut self, text: &str, content_type: &str) {
        self.0.body(text.to_owned().into(), content_type);
    }

    /// Bytes as they are.
    pub fn file(&mut self, file: &File, content_type: &str) {
        self.0.file(file.clone(), content_type);
    }

    /// What was written elsewhere, such as XML, if it could be.
    pub fn written<E>(&mut self, body: Result<Vec<u8>, E>, content_type: &str)
    where
        E: std::error::Error + Send + Sync + 'static,
    {
        self.0.written(body, content_type);
    }
}
