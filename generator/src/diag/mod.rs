//! Diagnostics: what kiln says about a document, with a code and a place.
//!
//! A leaf of the module graph: every stage may use it, it uses none. A stage pushes a [`Diagnostic`] to the
//! [`Sink`] and goes on; it stops only where going on is meaningless. Rendering is in the sub-modules and needs only
//! the [`Sources`] that were read.
//!
//! This module does not decide severities case by case: a [`Code`] has one severity, title, explanation and remedy.

mod code;
mod place;
pub mod render;
mod sink;

pub use code::{Code, Severity};
pub(crate) use place::floor_char_boundary;
pub use place::{FileId, Place, Pointer, Sources, Span};
pub use sink::{Diagnostic, Label, Sink};
