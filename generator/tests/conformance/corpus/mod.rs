//! Documents of the corpus as values, reduced to the schemas that a test is about.

mod declared;
mod document;
mod listed;
mod measure;
mod reduced;
mod schemas;

pub(crate) use declared::loss;
pub(crate) use document::Document;
pub(crate) use listed::{Listed, listed};
pub(crate) use measure::{Batch, Sample, measure};
pub(crate) use reduced::wrapped;
pub(crate) use schemas::Schemas;
