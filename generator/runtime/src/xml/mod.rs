// kiln-runtime: support code, copied unchanged into generated crates.
//! Bodies in XML: values as elements, by tables that say how.
//!
//! ```yaml
//! Pet:
//!   xml: { name: pet }
//!   properties:
//!     id: { type: integer, xml: { attribute: true } }
//!     tags: { type: array, xml: { name: tags, wrapped: true }, items: { type: string, xml: { name: tag } } }
//! ```
//!
//! ```xml
//! <pet id="7"><tags><tag>small</tag></tags></pet>
//! ```
//!
//! A type says once how it looks in JSON; XML goes through that: a value is written as
//! JSON by its own [`ToJson`], and the table says which member is an element, an
//! attribute or text. Reading goes the other way. So no type knows of XML, and what a
//! type refuses in JSON it refuses here, with the same paths.
//!
//! Reading goes by local names, whatever their prefix. A list that is absent and has to
//! be there is empty. `xsi:nil` is null. Entities beyond the five of XML, and documents
//! that are nested too deep, are refused; comments, instructions and white space between
//! elements are passed over. Only UTF-8 is read and written.

mod decode;
mod error;
mod node;
mod read;
mod table;
mod write;

pub use decode::{decode, decode_if_any, failure};
pub use error::XmlError;
pub use table::{Element, Member, Name, Place, Shape};

use super::json::{FromJson, ToJson};

/// Reads a value from a document.
///
/// # Errors
///
/// [`XmlError`]: the text is not XML, or the value not of type `T`.
pub fn from_slice<T: FromJson>(text: &[u8], element: &Element) -> Result<T, XmlError> {
    let json = read::json(text, element)?;
    super::json::from_slice(&json).map_err(XmlError::value)
}

/// The text of a document as JSON of the same meaning; nothing where it is not XML.
#[must_use]
pub fn to_json(text: &[u8], element: &Element) -> Option<Vec<u8>> {
    read::json(text, element).ok()
}

/// Writes a value as a document.
///
/// # Errors
///
/// [`XmlError`]: the value has no form in JSON, or one that XML cannot hold.
pub fn to_vec(value: &dyn ToJson, element: &Element) -> Result<Vec<u8>, XmlError> {
    write::document(value, element)
}
