//! A place to keep what references led to, for as long as the lowering lasts.
//!
//! ```yaml
//! $ref: '#/paths/~1browsers/post/responses/200/content/application~1json/schema'
//! ```
//!
//! Components stand in the typed document and are borrowed from there. A reference to another place makes the document
//! read what stands there, and the result needs an owner that can grow while it is borrowed. Nothing is ever removed.

use std::cell::{Cell, OnceCell};

/// Values that can be added behind a shared reference.
///
/// The chunk number `n` has room for 2ⁿ values, so that none ever moves.
#[derive(Debug)]
pub(super) struct Arena<T> {
    chunks: [OnceCell<Box<[OnceCell<T>]>>; usize::BITS as usize],
    added: Cell<usize>,
}

impl<T> Default for Arena<T> {
    fn default() -> Self {
        Self {
            chunks: [const { OnceCell::new() }; usize::BITS as usize],
            added: Cell::new(0),
        }
    }
}

impl<T> Arena<T> {
    /// Keeps a value.
    pub(super) fn add(&self, value: T) -> &T {
        let number = self.added.get() + 1;
        self.added.set(number);
        let chunk = number.ilog2();
        let first = 1 << chunk;
        let slots = self.chunks[chunk as usize].get_or_init(|| (0..first).map(|_| OnceCell::new()).collect());
        slots[number - first].get_or_init(|| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_where_they_are() {
        let arena = Arena::default();
        let kept: Vec<&usize> = (0..100).map(|value| arena.add(value)).collect();
        assert!(kept.iter().enumerate().all(|(index, value)| index == **value));
    }
}
