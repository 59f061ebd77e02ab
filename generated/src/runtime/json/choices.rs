// kiln-runtime: support code, copied unchanged into generated crates.
//! What was chosen at which place of the text, while alternatives are tried.
//!
//! A union within a union is read for each member of the outer one. If it were told apart each time, what that takes
//! would double with every level; so it is done once for a place, and after that the member that was chosen is read.

use std::collections::BTreeMap;

use super::{Alternative, DecodeError, Mark, Reader};

/// The choices so far.
#[derive(Debug, Default)]
pub(super) struct Choices {
    /// How many unions around this place are being told apart.
    depth: usize,
    known: BTreeMap<Place, Result<usize, DecodeError>>,
}

/// A place in the text, and the members that are tried there, by where their functions are.
type Place = (usize, Vec<usize>);

/// The member that was chosen, read.
pub(super) struct Found<T> {
    pub(super) value: T,
    /// Where it ends.
    pub(super) end: Mark,
    /// Which one it is.
    pub(super) index: usize,
}

impl Reader<'_> {
    /// Reads the member that `choose` finds, or the one that was found here before.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn once<T>(
        &mut self,
        members: &[Alternative<T>],
        choose: &mut dyn FnMut(&mut Self) -> Result<Found<T>, DecodeError>,
    ) -> Result<T, DecodeError> {
        // Outside of other unions nothing is read again.
        let inner = self.choices.depth > 0;
        let functions = members.iter().filter(|_| inner);
        let place: Place = (self.at, functions.map(|member| *member as usize).collect());
        match self.choices.known.get(&place) {
            Some(Ok(index)) => {
                if let Some(member) = members.get(*index) {
                    return member(self);
                }
            }
            Some(Err(error)) => return Err(error.clone()),
            None => {}
        }
        self.choices.depth += 1;
        let outcome = choose(self);
        self.choices.depth -= 1;
        if inner {
            let choice = outcome.as_ref().map(|found| found.index);
            self.choices.known.insert(place, choice.map_err(Clone::clone));
        } else {
            self.choices.known.clear();
        }
        let found = outcome?;
        self.return_to(found.end);
        Ok(found.value)
    }
}
