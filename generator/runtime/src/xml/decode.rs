// kiln-runtime: support code, copied unchanged into generated crates.
//! From an answer in XML to a value: what a generated operation calls to decode.

use super::super::http::decode::Unfit;
use super::super::http::{Answer, Documented, Reply};
use super::super::json::FromJson;
use super::{Element, from_slice};
use std::any::Any;

/// Reads a body in XML, whatever its label says.
///
/// # Errors
///
/// [`Unfit::Other`] with an [`XmlError`](super::XmlError).
pub fn decode<T: FromJson>(answer: &mut Answer, element: &Element) -> Result<T, Unfit> {
    from_slice(answer.body(), element).map_err(|error| Unfit::Other(Box::new(error)))
}

/// Reads a body in XML, if there is one.
///
/// # Errors
///
/// Those of [`decode`].
pub fn decode_if_any<T: FromJson>(
    answer: &mut Answer,
    element: &Element,
) -> Result<Option<T>, Unfit> {
    if answer.body().is_empty() { Ok(None) } else { decode(answer, element).map(Some) }
}

/// Reads the XML of an error response that has no more than it; nothing where it does
/// not have the documented form.
#[must_use]
pub fn failure<T: FromJson + Any + Send + Sync>(
    reply: &Reply,
    element: &Element,
) -> Option<Documented> {
    from_slice::<T>(reply.body(), element).ok().map(Documented::body_of)
}
