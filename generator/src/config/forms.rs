//! `[forms]`: how bodies that are forms are written.
//!
//! ```toml
//! [forms]
//! nested = "brackets"         # address[city]=Paris, items[0][price]=5
//! nested = "dots"             # address.city=Paris, items[0].price=5
//! nested = "json"             # address={"city":"Paris"}
//! ```
//!
//! It is about objects inside of a form of which the document does not say how they are written, by `style` or
//! `contentType` of its Encoding Object. Without the key, those in a multipart body are parts of JSON, as the
//! specification has it; those in a URL-encoded one have brackets, as most servers that take any want them (the
//! specification would have JSON there too, and leaves the rest open).

use super::table::{Misfit, Setting, Table, Value, parsed};
use crate::ir::Nested;

/// `[forms]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forms {
    /// How objects inside of forms are written, unless the kind of the form is to decide.
    pub nested: Option<Nested>,
}

impl Forms {
    pub(super) fn read(table: &mut Table<'_>) -> Self {
        Self {
            nested: table.optional("nested"),
        }
    }
}

impl Setting for Nested {
    fn expected() -> String {
        "`brackets`, `dots` or `json`".to_owned()
    }

    fn read(value: &Value<'_>) -> Result<Self, Misfit> {
        parsed(value, |text| match text {
            "brackets" => Some(Self::Brackets),
            "dots" => Some(Self::Dots),
            "json" => Some(Self::Json),
            _ => None,
        })
    }
}
