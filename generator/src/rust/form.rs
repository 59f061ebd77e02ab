//! Forms: the table of how the fields of a body are written.
//!
//! ```yaml
//! encoding: { tags: { style: pipeDelimited }, photo: { contentType: image/png } }
//! ```
//!
//! becomes `form::Field::styled("tags", http::Style::PIPE_DELIMITED)` and `form::Field::content("photo", "image/png")`. A
//! form of which nothing is said has no table of its own.

use crate::ir::{self, Form, Nested};
use crate::names::Ident;

use super::ParamStyle;
use super::param::style;

/// How the fields of a form are written.
#[derive(Debug, Clone)]
pub struct FormTable {
    /// The static that says it; absent where there is nothing special about any field.
    pub ident: Option<Ident>,
    /// The fields of which the document says how.
    pub fields: Vec<FormField>,
    /// How objects are written in the others.
    pub nested: Nested,
}

/// A field of which the document says how it is written.
#[derive(Debug, Clone)]
pub struct FormField {
    /// The property's name.
    pub wire_name: String,
    /// How its value is written.
    pub writing: FieldWriting,
    /// The headers of its part, with their values.
    pub headers: Vec<(String, String)>,
}

/// How the value of a field is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldWriting {
    /// As a parameter of a query.
    Styled(ParamStyle),
    /// As a text of this media type.
    Content(String),
}

impl FormTable {
    /// Builds the table; a form of which nothing is known has objects as JSON.
    pub(super) fn build(ident: Option<Ident>, form: Option<&Form>) -> Self {
        let fields = form.iter().flat_map(|form| &form.fields).map(field);
        Self {
            ident,
            fields: fields.collect(),
            nested: form.map_or(Nested::Json, |form| form.nested),
        }
    }
}

fn field(field: &ir::FormField) -> FormField {
    FormField {
        wire_name: field.wire_name.clone(),
        writing: match &field.writing {
            ir::Writing::Styled(written) => FieldWriting::Styled(style(*written)),
            ir::Writing::Content(media_type) => FieldWriting::Content(media_type.clone()),
        },
        headers: field.headers.clone(),
    }
}
