// kiln-runtime: support code, copied unchanged into generated crates.
//! Reading an object into the fields of a struct, by a table of slots.
//!
//! ```text
//! let (mut id, mut name, mut save_changes) = (None, None, None);
//! r.record(&mut [
//!     Slot::choice(0, "id", &mut id),            // exactly one of id and name
//!     Slot::choice(0, "name", &mut name),
//!     Slot::optional("save_changes", &mut save_changes),
//! ])?;
//! ```
//!
//! | slot | variable | property absent | property null |
//! | --- | --- | --- | --- |
//! | `required` | `Option<T>` | error | error, or a value where `T` is an `Option` |
//! | `optional` | `Option<T>` | `None` | `None` |
//! | `anything` | `Option<T>` | `None` | as `T` reads it |
//! | `nullable` | `Nullable<T>` | `Absent` | `Null` |
//! | `choice` | `Option<T>` | not chosen | not chosen, or a value where `T` takes null |
//! | `some` | `Option<T>` | `None` | `None`, or a value where `T` takes null |
//! | `rest` | a map | | as the map's values |
//!
//! After [`Reader::record`] every required variable is filled and exactly one choice of every group is.
//! All missing properties are reported in one error. A declared property that occurs twice is an
//! error. Undeclared ones are checked to be JSON and ignored, unless there is a `rest` slot, or the
//! record is read by [`Reader::closed_record`].

use super::error::shown;
use super::slot::{Rule, Slot};
use super::{DecodeError, DecodeErrorKind, Reader};

impl Reader<'_> {
    /// Reads an object into variables.
    ///
    /// # Errors
    /// When no object is next, when a value is not of its variable's type, and when properties are
    /// missing, doubled or do not go together.
    pub fn record(&mut self, slots: &mut [Slot<'_>]) -> Result<(), DecodeError> {
        self.members(slots, false)
    }

    /// Reads an object into variables, and refuses properties that no slot declares.
    ///
    /// # Errors
    /// As [`Self::record`], and when there is an undeclared property.
    pub fn closed_record(&mut self, slots: &mut [Slot<'_>]) -> Result<(), DecodeError> {
        self.members(slots, true)
    }

    /// What a required variable was filled with; [`Self::record`] has refused an object without it.
    ///
    /// # Errors
    /// When the variable is empty, which cannot happen after a successful [`Self::record`].
    pub fn filled<T>(&self, variable: Option<T>) -> Result<T, DecodeError> {
        variable.ok_or_else(|| self.incomplete())
    }

    /// An error for what cannot happen after a successful [`Self::record`]: an empty variable.
    #[must_use]
    pub fn incomplete(&self) -> DecodeError {
        DecodeError::new(
            DecodeErrorKind::Missing,
            self.at,
            "required properties are missing",
        )
    }

    fn members(
        &mut self,
        slots: &mut [Slot<'_>],
        closed: bool,
    ) -> Result<(), DecodeError> {
        self.open(b'{', "an object")?;
        let mut next = 0;
        let mut first = true;
        while self.more(first, b'}')? {
            first = false;
            // Properties mostly come in the order of the table: the slot behind the last is tried first.
            if let Some(slot) = slots.get_mut(next)
                && slot.is_open()
                && self.take_key(slot.name)?
            {
                self.fill(slot)?;
                next += 1;
            } else {
                next = self.other_member(slots, next, closed)?.unwrap_or(next);
            }
        }
        self.check_missing(slots)?;
        self.check_choices(slots)?;
        self.check_some(slots)
    }

    /// Reads a member that is not the expected one; returns the index of the slot that is expected next,
    /// if this one has a slot.
    fn other_member(
        &mut self,
        slots: &mut [Slot<'_>],
        next: usize,
        closed: bool,
    ) -> Result<Option<usize>, DecodeError> {
        self.peek();
        let start = self.at;
        let key = self.key()?;
        let fault = |kind, message| Err(DecodeError::new(kind, start, message));
        // Most often some were left out, and it is one of the next.
        let (before, behind) = slots.split_at(next.min(slots.len()));
        let index = behind.iter().position(|slot| slot.is(&key)).map(|at| next + at);
        let index = index.or_else(|| before.iter().position(|slot| slot.is(&key)));
        if let Some(index) = index {
            return match slots.get_mut(index) {
                Some(slot) if slot.seen => fault(
                    DecodeErrorKind::Duplicate,
                    format!("the property `{key}` occurs twice"),
                ),
                Some(slot) => self.fill(slot).map(|()| Some(index + 1)),
                None => Ok(None),
            };
        }
        let outcome = match slots.iter_mut().find(|slot| slot.rule == Rule::Rest) {
            Some(rest) => {
                self.aside.kept += 1;
                rest.variable.fill(&key, self)
            }
            None if closed => {
                let message = format!("the property `{}` is not allowed", shown(&key));
                return fault(DecodeErrorKind::Unknown, message);
            }
            None => {
                self.aside.lost += 1;
                self.skip()
            }
        };
        outcome.map(|()| None).map_err(|error| error.in_property(&key))
    }

    /// Reads the value of a slot.
    fn fill(&mut self, slot: &mut Slot<'_>) -> Result<(), DecodeError> {
        slot.seen = true;
        let is_null = self.peek() == Some(b'n');
        let mark = self.mark();
        let outcome = if is_null && slot.rule == Rule::Optional {
            self.null()
        } else if is_null && matches!(slot.rule, Rule::Choice(..) | Rule::Some(_)) {
            self.fill_choice_with_null(slot)
        } else {
            slot.variable.fill(slot.name, self)
        };
        let outcome = match outcome {
            Err(error) if slot.loose => self.rewind(mark, &error).and_then(|()| {
                self.aside.lost += 1;
                self.skip()
            }),
            outcome => outcome,
        };
        outcome.map_err(|error| error.in_property(slot.name))
    }

    /// A choice is null only where its type has null; elsewhere it is one that was not made, since many
    /// servers write what is absent as null. Only the variable knows its type, so it is asked first.
    fn fill_choice_with_null(&mut self, slot: &mut Slot<'_>) -> Result<(), DecodeError> {
        let mark = self.mark();
        match slot.variable.fill(slot.name, self) {
            Err(error) if error.kind() == DecodeErrorKind::Mismatch => {
                self.return_to(mark);
                slot.void = true;
                self.null()
            }
            outcome => outcome,
        }
    }

    fn check_missing(&self, slots: &[Slot<'_>]) -> Result<(), DecodeError> {
        let is_missing = |slot: &&Slot<'_>| slot.rule == Rule::Required && !slot.seen;
        let names: Vec<_> = slots.iter().filter(is_missing).map(quoted).collect();
        let word = match names.len() {
            0 => return Ok(()),
            1 => "property",
            _ => "properties",
        };
        let message = format!("missing {word} {}", enumerate(&names));
        Err(DecodeError::new(DecodeErrorKind::Missing, self.at, message))
    }

    fn check_choices(&self, slots: &[Slot<'_>]) -> Result<(), DecodeError> {
        for (index, slot) in slots.iter().enumerate() {
            let Rule::Choice(group, _) = slot.rule else { continue };
            let starts_group = !slots.iter().take(index).any(|other| other.is_in(group));
            if starts_group {
                let members: Vec<_> =
                    slots.iter().filter(|slot| slot.is_in(group)).collect();
                self.check_choice(&members)?;
            }
        }
        Ok(())
    }

    /// Checks that of each group of which at least one property must be there, one is.
    fn check_some(&self, slots: &[Slot<'_>]) -> Result<(), DecodeError> {
        for slot in slots {
            let Rule::Some(_) = slot.rule else { continue };
            let group = || slots.iter().filter(|other| other.rule == slot.rule);
            if !group().any(Slot::is_chosen) {
                let names: Vec<_> = group().map(quoted).collect();
                let message =
                    format!("at least one of {} must be present", enumerate(&names));
                return Err(DecodeError::new(DecodeErrorKind::Choice, self.at, message));
            }
        }
        Ok(())
    }

    /// Checks that of one group's choices exactly one has all its properties; single ones of others are ignored.
    fn check_choice(&self, members: &[&Slot<'_>]) -> Result<(), DecodeError> {
        let found: Vec<_> = members.iter().filter(|slot| slot.is_chosen()).collect();
        let whole = |slot: &Slot<'_>| {
            members
                .iter()
                .filter(|other| slot.shares_choice(other))
                .all(|other| other.is_chosen())
        };
        let mut chosen = found.iter().filter(|slot| whole(slot));
        if let Some(one) = chosen.next()
            && chosen.all(|other| one.shares_choice(other))
        {
            return Ok(());
        }
        let is_first = |index: usize, slot: &Slot<'_>| {
            !members.iter().take(index).any(|other| slot.shares_choice(other))
        };
        let firsts =
            members.iter().enumerate().filter(|(index, slot)| is_first(*index, slot));
        let choices: Vec<_> = firsts
            .map(|(_, slot)| {
                let parts = members.iter().filter(|other| slot.shares_choice(other));
                parts.map(|slot| quoted(slot)).collect::<Vec<_>>().join(" with ")
            })
            .collect();
        let found = match (found.len(), members.len()) {
            (0, 2) => "neither".to_owned(),
            (0, _) => "none".to_owned(),
            (2, 2) => "both".to_owned(),
            _ => enumerate(&found.iter().map(|slot| quoted(slot)).collect::<Vec<_>>()),
        };
        let choices = enumerate(&choices);
        let message = format!("exactly one of {choices} must be present; found {found}");
        Err(DecodeError::new(DecodeErrorKind::Choice, self.at, message))
    }
}

fn quoted(slot: &Slot<'_>) -> String {
    format!("`{}`", slot.name)
}

/// `a`, `b` and `c`.
pub(super) fn enumerate(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}
