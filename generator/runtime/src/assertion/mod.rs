// kiln-runtime: support code, copied unchanged into generated crates.
//! What JSON Schema demands of values beyond what their types hold, as tables.
//!
//! ```text
//! pub(crate) static PET: Schema = Schema(&[
//!     Keyword::Not(&Schema(&[Keyword::Required(&["lives"])])),
//!     Keyword::DependentRequired(&[("chip", &["owner"])]),
//! ]);
//!
//! impl Validate for Pet {
//!     fn check(&self, c: &mut Checks) {
//!         assertion::whole(c, self, &PET);
//!     }
//! }
//! ```
//!
//! The value is looked at as it is sent: written once, and compared with the keywords of JSON Schema
//! 2020-12, annotations for `unevaluatedProperties` and `unevaluatedItems` included. Tables are statics and may
//! refer to each other, in circles too: how often they are followed is limited, and a value that needs
//! more is reported rather than taken for right.

mod arrays;
mod keyword;
mod objects;
mod seen;
mod walk;

pub use keyword::{Keyword, Schema, Type};

use super::json::{self, ToJson, Value};
use super::validate::Checks;
use walk::Walk;

/// Checks a value that stands for the whole of this one; one that is absent is right.
pub fn whole(c: &mut Checks, value: &dyn ToJson, schema: &'static Schema) {
    if value.is_absent() {
        return;
    }
    match Value::from_json(value) {
        Ok(value) => Walk::run(&value, schema, c),
        Err(_) => c.report("has no form in JSON, so that it cannot be checked"),
    }
}

/// Checks the value of a property, by its name in JSON; one that is absent is right.
pub fn property(
    c: &mut Checks,
    name: &str,
    value: &dyn ToJson,
    schema: &'static Schema,
) {
    c.within(name, |c| whole(c, value, schema));
}

/// Whether a JSON text fits.
#[must_use]
pub fn fits(text: &str, schema: &'static Schema) -> bool {
    let mut found = Checks::default();
    json::from_slice::<Value>(text.as_bytes()).is_ok_and(|value| {
        Walk::run(&value, schema, &mut found);
        found.is_clean()
    })
}
