// kiln-runtime: support code, copied unchanged into generated crates.
//! Telling the members of a union apart by a property that only one of them declares.
//!
//! ```text
//! // Just one of them: `oneOf`.
//! r.by_key(&["iban", "card_number"], members)
//! // … where constraints have a say too: of two whose properties are there, the one that keeps its own.
//! r.by_fitting_key(&["iban", "card_number"], members, |value| validate::keeps(value, Self::check_member))
//! // Any of them: `anyOf`.
//! r.by_any_key(&["iban", "card_number"], members)
//! // … or what has the properties of several.
//! r.by_keys(&["iban", "card_number"], members, several)
//! ```
//!
//! A property that is null counts only when none of the others is there: many servers write what is
//! absent as null.

use super::choices::Found;
use super::union::farther;
use super::{Alternative, DecodeError, DecodeErrorKind, Reader};

impl Reader<'_> {
    /// Reads the alternative whose property is there: of these names the object ahead has to have one.
    ///
    /// # Errors
    /// When none of them is there, when the alternative cannot be read, and when the value fits several.
    pub fn by_key<T>(
        &mut self,
        names: &[&str],
        members: &[Alternative<T>],
    ) -> Result<T, DecodeError> {
        self.by_fitting_key(names, members, |_| true)
    }

    /// Reads the alternative whose property is there, and where those of several are, the one whose value keeps its
    /// constraints.
    ///
    /// # Errors
    /// As [`Self::by_key`].
    pub fn by_fitting_key<T>(
        &mut self,
        names: &[&str],
        members: &[Alternative<T>],
        keeps: fn(&T) -> bool,
    ) -> Result<T, DecodeError> {
        self.once(members, &mut |r| r.only_fitting(names, members, keeps))
    }

    fn only_fitting<T>(
        &mut self,
        names: &[&str],
        members: &[Alternative<T>],
        keeps: fn(&T) -> bool,
    ) -> Result<Found<T>, DecodeError> {
        let there = self.peek_keys(names)?;
        let mark = self.mark();
        let mut found: Vec<Found<T>> = Vec::new();
        let mut closest: Option<DecodeError> = None;
        for index in &there {
            let Some(alternative) = members.get(*index) else { continue };
            match alternative(self) {
                Ok(value) => {
                    let end = self.mark();
                    found.push(Found { value, end, index: *index });
                    self.waste(mark)?;
                }
                Err(error) => {
                    self.rewind(mark, &error)?;
                    closest = Some(farther(closest, error));
                }
            }
        }
        if found.len() > 1 {
            found.retain(|found| keeps(&found.value));
            if found.len() != 1 {
                return Err(self.too_many(names, &there));
            }
        }
        found.pop().ok_or_else(|| closest.unwrap_or_else(|| self.no_key(names)))
    }

    /// Reads an alternative whose property is there: of several the one that declares most of what is there.
    ///
    /// # Errors
    /// When none of them is there, and when what is there cannot be read.
    pub fn by_any_key<T>(
        &mut self,
        names: &[&str],
        members: &[Alternative<T>],
    ) -> Result<T, DecodeError> {
        match self.chosen(names, members)?.as_slice() {
            [only] => only(self),
            members => self.trial(members),
        }
    }

    /// Reads the alternative whose property is there, or where the properties of several are, what `several` reads.
    ///
    /// # Errors
    /// When none of them is there, and when what is there cannot be read.
    pub fn by_keys<T>(
        &mut self,
        names: &[&str],
        members: &[Alternative<T>],
        several: Alternative<T>,
    ) -> Result<T, DecodeError> {
        match self.chosen(names, members)?.as_slice() {
            [only] => only(self),
            members => self.several(members, several),
        }
    }

    /// The alternatives whose properties are there, at least one.
    fn chosen<T>(
        &mut self,
        names: &[&str],
        members: &[Alternative<T>],
    ) -> Result<Vec<Alternative<T>>, DecodeError> {
        let there = self.peek_keys(names)?;
        let chosen = there.iter().filter_map(|index| members.get(*index).copied());
        let chosen: Vec<Alternative<T>> = chosen.collect();
        if chosen.is_empty() { Err(self.no_key(names)) } else { Ok(chosen) }
    }

    /// The indices of those names that the object ahead has as properties; of those that are null the first at
    /// most, where no other is there.
    fn peek_keys(&mut self, names: &[&str]) -> Result<Vec<usize>, DecodeError> {
        let mark = self.mark();
        let (mut with_value, mut with_null) = (Vec::new(), None);
        let outcome = self.object(&mut |r, key| {
            if let Some(index) = names.iter().position(|name| *name == key) {
                if r.peek() == Some(b'n') {
                    with_null = Some(
                        with_null.map_or(index, |earlier: usize| earlier.min(index)),
                    );
                } else if !with_value.contains(&index) {
                    with_value.push(index);
                }
            }
            r.skip()
        });
        self.return_to(mark);
        outcome?;
        if with_value.is_empty() {
            with_value.extend(with_null);
        }
        with_value.sort_unstable();
        Ok(with_value)
    }

    fn no_key(&self, names: &[&str]) -> DecodeError {
        let names = quoted(names.iter().copied());
        self.no_alternative(&format!("one of the properties {names}"))
    }

    fn too_many(&self, names: &[&str], there: &[usize]) -> DecodeError {
        let found = there.iter().filter_map(|index| names.get(*index).copied());
        let (names, found) = (quoted(names.iter().copied()), quoted(found));
        let message = format!(
            "exactly one of the alternatives with {names} must fit; found {found}"
        );
        DecodeError::new(DecodeErrorKind::Choice, self.at, message)
    }
}

/// `a`, `b` and `c`, each in quotes.
fn quoted<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    super::record::enumerate(&names)
}
