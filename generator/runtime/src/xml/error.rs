// kiln-runtime: support code, copied unchanged into generated crates.
//! What is wrong with a document or a value.

use super::super::json::{DecodeError, DecodeErrorKind, EncodeError};
use std::fmt;

/// Why a value cannot be read from XML, or written as XML.
#[derive(Debug)]
pub struct XmlError(Reason);

#[derive(Debug)]
enum Reason {
    /// The text is not XML.
    Syntax(String),
    /// What the document holds is not of the documented form.
    Value(DecodeError),
    /// A value has no form in JSON.
    Unwritable(EncodeError),
    /// A value has no form in XML.
    Formless(String),
}

impl XmlError {
    pub(super) fn syntax(message: impl Into<String>) -> Self {
        Self(Reason::Syntax(message.into()))
    }

    pub(super) fn value(error: DecodeError) -> Self {
        Self(Reason::Value(error))
    }

    pub(super) fn unwritable(error: EncodeError) -> Self {
        Self(Reason::Unwritable(error))
    }

    pub(super) fn formless(message: impl Into<String>) -> Self {
        Self(Reason::Formless(message.into()))
    }
}

impl From<XmlError> for DecodeError {
    /// What is wrong, as an error of JSON, where a reader of either has one type of error.
    fn from(error: XmlError) -> Self {
        match error.0 {
            Reason::Value(error) => error,
            _ => Self::new(DecodeErrorKind::Syntax, 0, error.to_string()),
        }
    }
}

impl fmt::Display for XmlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Reason::Syntax(message) => write!(f, "the text is not XML: {message}"),
            Reason::Value(_) => f.write_str("the XML is not of the documented form"),
            Reason::Unwritable(_) => f.write_str("the value cannot be written"),
            Reason::Formless(message) => {
                write!(f, "the value has no form in XML: {message}")
            }
        }
    }
}

impl std::error::Error for XmlError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0 {
            Reason::Value(error) => Some(error),
            Reason::Unwritable(error) => Some(error),
            Reason::Syntax(_) | Reason::Formless(_) => None,
        }
    }
}
