// kiln-runtime: support code, copied unchanged into generated crates.
//! The annotations of an evaluation: which members of a value a schema has looked at.
//!
//! `unevaluatedProperties` and `unevaluatedItems` speak of the others. A value is an object or an array,
//! so one list of marks, by the position of the member, serves both.

/// Marks for the members of one value; none to begin with.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Seen(Vec<bool>);

impl Seen {
    /// Marks a member.
    pub(super) fn mark(&mut self, index: usize) {
        if self.0.len() <= index {
            self.0.resize(index + 1, false);
        }
        if let Some(mark) = self.0.get_mut(index) {
            *mark = true;
        }
    }

    /// Marks what another schema looked at.
    pub(super) fn merge(&mut self, other: &Self) {
        let marked = other.0.iter().enumerate().filter(|(_, marked)| **marked);
        for (index, _) in marked {
            self.mark(index);
        }
    }

    /// Whether a member was looked at.
    pub(super) fn has(&self, index: usize) -> bool {
        self.0.get(index).copied().unwrap_or_default()
    }
}
