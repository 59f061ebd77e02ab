//! How operations are grouped: the input that the pass `resources` hands to the naming.

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
}
