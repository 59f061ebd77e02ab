//! What the configuration says that matters to the lowering.
//!
//! ```toml
//! [types]
//! undeclared = "keep"
//! ```

use crate::diag::Place;
use crate::ir::{Mapping, Nested, Pagination};

/// What the configuration says about schemas; the default is what kiln does without a configuration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent choices of the user, not states of one thing"
)]
pub struct Settings {
    /// Whether records keep the properties that their schemas do not mention.
    pub keep_undeclared: bool,
    /// Whether a schema without `type` allows every type that its keywords say nothing about, as JSON Schema has it,
    /// rather than being taken for the one that they speak of.
    pub exact_untyped: bool,
    /// Whether integers that cannot be negative are unsigned.
    pub unsigned: bool,
    /// Whether numbers without a format keep all digits, whatever their size.
    pub exact_numbers: bool,
    /// What stands for the schemas of a format.
    pub formats: Vec<Mapping>,
    /// What stands for a component schema, or for the schema at a JSON pointer.
    pub schemas: Vec<Mapping>,
    /// What stands for the schema of a property, such as `Order.total`.
    pub properties: Vec<Mapping>,
    /// Which enumerations refuse values that they do not list.
    pub enums: Enums,
    /// How pages of lists follow each other, by what the operation is called: its id, or `GET /things`.
    pub pagination: Vec<(String, Pagination)>,
    /// The data of events that ends event streams; absent for the usual.
    pub stream_end: Option<Vec<String>>,
    /// The same of single operations, by what they are called.
    pub stream_ends: Vec<(String, Vec<String>, Place)>,
    /// How objects inside of forms are written where the document does not say; absent for the usual way.
    pub nested: Option<Nested>,
}

/// Which enumerations refuse values that they do not list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Enums {
    /// Whether those do of which nothing is said by name.
    pub closed: bool,
    /// Those of which it is said by name.
    pub named: Vec<Openness>,
}

/// Whether one enumeration refuses values that it does not list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Openness {
    /// What it is called: `Status`, `Job.kind`, `listJobs.sort`.
    pub path: String,
    /// Whether it does.
    pub closed: bool,
    /// Where that is said.
    pub place: Place,
}
