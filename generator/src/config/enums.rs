//! `[types] enums` and `[types.enum]`: which enums accept values that are not listed.
//!
//! ```toml
//! [types]
//! enums = "closed"            # all of them are closed,
//!
//! [types.enum]
//! Status = "open"             # but the component `Status`,
//! "Job.kind" = "open"         # the values of a property of the component `Job`,
//! "listJobs.sort" = "open"    # and those of a parameter of the operation `listJobs`
//! ```

use super::table::{Misfit, Named, Setting, Table, Value, parsed};

/// Which enums accept values that are not listed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Enums {
    /// What holds for those that are not named.
    pub default: Openness,
    /// What holds for single ones.
    pub named: Vec<Named<Openness>>,
}

impl Enums {
    pub(super) fn read(table: &mut Table<'_>) -> Self {
        Self {
            default: table.or_default("enums"),
            named: table.named("enum"),
        }
    }
}

/// Whether an enum accepts values that are not listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Openness {
    /// `"open"`: it has a variant that keeps them.
    #[default]
    Open,
    /// `"closed"`: they are refused.
    Closed,
}

impl Setting for Openness {
    fn expected() -> String {
        "`open` or `closed`".to_owned()
    }

    fn read(value: &Value<'_>) -> Result<Self, Misfit> {
        parsed(value, |text| match text {
            "open" => Some(Self::Open),
            "closed" => Some(Self::Closed),
            _ => None,
        })
    }
}
