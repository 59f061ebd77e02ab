//! `collectionFormat`: how a list is written as text.
//!
//! ```yaml
//! { in: query, name: id, type: array, items: { type: integer }, collectionFormat: multi }   # id=3&id=4
//! ```
//!
//! `csv` counts where none is given. `multi` has a meaning in queries and forms only; elsewhere it is read as `csv` with a
//! warning. `tsv` and, outside of queries, `ssv` and `pipes` have no style in later versions: the style says what they are,
//! and whoever writes the list has to know it.

use crate::diag::Code;
use crate::openapi::reader::Fields;
use crate::openapi::{Location, Style};

/// A way of writing lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Collection {
    /// `3,4,5`
    Csv,
    /// `3 4 5`
    Ssv,
    /// The items with tabs between.
    Tsv,
    /// `3|4|5`
    Pipes,
    /// One pair per item.
    Multi,
}

const NAMES: &[(&str, Collection)] = &[
    ("csv", Collection::Csv),
    ("ssv", Collection::Ssv),
    ("tsv", Collection::Tsv),
    ("pipes", Collection::Pipes),
    ("multi", Collection::Multi),
];

impl Collection {
    /// The style that says the same, and whether each item is written on its own.
    pub(super) fn style(self, location: Location) -> (Style, bool) {
        match self {
            Self::Csv => (Style::default_in(location), false),
            Self::Ssv => (Style::SpaceDelimited, false),
            Self::Tsv => (Style::TabDelimited, false),
            Self::Pipes => (Style::PipeDelimited, false),
            Self::Multi => (Style::Form, true),
        }
    }
}

/// Reads `collectionFormat`; without a location, of a field of a form.
pub(super) fn collection(fields: &mut Fields<'_>, location: Option<Location>) -> Option<Collection> {
    let Some(node) = fields.present("collectionFormat") else {
        return Some(Collection::Csv);
    };
    let found = fields.cx.choice(node, NAMES)?;
    let pairs = matches!(location, None | Some(Location::Query));
    if found == Collection::Multi && !pairs {
        let message = "only queries and forms can have a name several times; the list is read as `csv`";
        fields
            .cx
            .repaired(Code::RepairedValue, node, message, "not possible here");
        return Some(Collection::Csv);
    }
    Some(found)
}
