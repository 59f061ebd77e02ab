//! Document → IR: references, schema rules, operations.
//!
//! ```yaml
//! paths: { /browsers: { post: { requestBody: { … }, responses: { … } } } }
//! components: { schemas: { BrowserRequest: { … } } }
//! ```
//!
//! One file per schema family (`object`, `enumeration`, `union`, `array`, `scalar`, `exclusive` for groups, `nullable`,
//! `parts` for `allOf` and `$ref`, `assertion` for what no type says, `reach` for how far those are followed), one per object of the specification (`operation`, `parameter`, `body`, `response`,
//! `security`, `server`), and a few that serve all of them. Component schemas come first, so that operations find their
//! shapes.
//!
//! Guarantees: every construct is supported, reported as not represented, or refused, with a place, the refused operations
//! being left out; every component
//! schema gets a definition, used or not; what a definition is named after depends on where its schema stands and not on
//! the order of anything. Nothing is decided about Rust.

mod answer;
mod api;
mod arena;
mod array;
mod assertion;
mod base_url;
mod beside;
mod body;
mod called;
mod closed;
mod combined;
mod combined_contents;
mod components;
mod context;
mod cycles;
mod docs;
mod encoding;
mod enumeration;
mod exact;
mod exclusive;
mod faults;
mod file_parts;
mod format;
mod graph;
mod heirs;
mod hook;
mod hook_event;
mod ignored;
mod in_path;
mod inherited;
mod integer;
mod kinds;
mod label;
mod left_out;
mod link;
mod listed;
mod mentioned;
mod mixed;
mod name_patterns;
mod nullable;
mod object;
mod offered;
mod operation;
mod own_server;
mod pagination;
mod parameter;
mod parameter_content;
mod parameter_form;
mod parts;
mod path;
mod pattern;
mod reach;
mod received_header;
mod refs;
mod replaced;
mod response;
mod rules;
mod scalar;
mod schema;
mod security;
mod server;
mod settings;
mod strategy;
mod stream_end;
mod target;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod twice;
mod undeclared;
mod union;
mod value_hints;
mod xml;

pub use api::lower;
pub use settings::{Enums, Openness, Settings};
