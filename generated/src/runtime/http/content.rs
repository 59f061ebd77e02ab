// kiln-runtime: support code, copied unchanged into generated crates.
//! Bodies of which the document offers several media types: an enum with a variant for
//! each.
//!
//! ```text
//! impl http::Content for CreateBody {
//!     fn put(&self, body: &mut http::Body<'_>) {
//!         match self {
//!             Self::Json(value) => body.json(value, "application/json"),
//!             Self::Multipart(value) => body.multipart(value, &http::Form::JSON),
//!         }
//!     }
//! }
//! ```

use super::super::json::ToJson;
use super::draft::Draft;
use super::{File, Form};

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
pub struct Body<'a>(pub(super) &'a mut Draft);

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

    /// A record as a form.
    pub fn form(&mut self, value: &dyn ToJson, form: &Form) {
        self.0.form(value, form);
    }

    /// A record as parts.
    pub fn multipart(&mut self, value: &dyn ToJson, form: &Form) {
        self.0.multipart(value, form);
    }
}
