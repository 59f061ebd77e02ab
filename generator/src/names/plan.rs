//! How operations are grouped: the input that the pass `resources` hands to the naming.

use crate::ir::TypeId;

/// The resources of a client in the order in which they are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ResourcePlan {
    /// The resources.
    pub resources: Vec<Resource>,
}

/// A group of operations: `client.browsers()`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resource {
    /// What it is called, such as `browser`, `replays`.
    pub words: Vec<String>,
    /// The tag that it stands for, whose description becomes its docs.
    pub tag: Option<String>,
    /// Its operations, as indices into `Api::operations`, and the words of their methods, such as `create`.
    pub operations: Vec<(usize, Vec<String>)>,
    /// What can be called of it with what an answer has.
    pub follow_ups: Vec<FollowUp>,
}

/// A call of an operation with what an answer has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// The operation: an index into `Api::operations`.
    pub target: usize,
    /// The type of the answer.
    pub source: TypeId,
    /// The values of its required parameters, in their order.
    pub arguments: Vec<FollowUpArgument>,
    /// The links that say so: indices into `Api::links`.
    pub links: Vec<usize>,
}

/// Where an argument comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum FollowUpArgument {
    /// A reference to what fields within each other lead to; each by its record and its index.
    Borrowed(Vec<(TypeId, usize)>),
    /// The value that such fields lead to.
    Copied(Vec<(TypeId, usize)>),
    /// A text.
    Text(String),
    /// What callers say themselves: a part of the request that was answered, or a header of the answer.
    Given,
}
