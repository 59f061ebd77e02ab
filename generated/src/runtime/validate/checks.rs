// kiln-runtime: support code, copied unchanged into generated crates.
//! The walk over a value, with the path of where it is.

use std::collections::BTreeMap;
use std::mem;

use super::super::json::{self, FromJson, ToJson};
use super::{Rules, Subject, Validate, Violation, Violations};

/// Whether a text in JSON is a valid value of some type, as a part of a walk.
pub type Fits = fn(&mut Checks, &str) -> bool;

/// Whether a check finds nothing wrong with a value.
#[must_use]
pub fn keeps<T>(value: &T, check: fn(&T, &mut Checks)) -> bool {
    let mut checks = Checks::default();
    check(value, &mut checks);
    checks.is_clean()
}

/// A walk over a value that collects what is wrong with it.
#[derive(Debug, Default)]
pub struct Checks {
    path: String,
    violations: Vec<Violation>,
    /// How many members of a union a text fits. Unions within unions are asked again for each member of the outer
    /// one that fits, which would double with every level.
    counted: BTreeMap<Counted, usize>,
}

/// The members of a union, by where their functions are, with a text in JSON.
type Counted = (Vec<usize>, String);

impl Checks {
    /// Checks a value and everything in it.
    ///
    /// # Errors
    /// All violations that there are.
    pub fn run(value: &dyn Validate) -> Result<(), Violations> {
        let mut checks = Self::default();
        value.check(&mut checks);
        Violations::none(checks.violations)
    }

    /// Checks values that do not belong to one, such as the arguments of a function.
    ///
    /// # Errors
    /// All violations that there are.
    pub fn of(check: impl FnOnce(&mut Self)) -> Result<(), Violations> {
        let mut checks = Self::default();
        check(&mut checks);
        Violations::none(checks.violations)
    }

    /// Checks the value of a property, by its name in JSON.
    pub fn field(&mut self, name: &str, value: &dyn Subject, rules: &Rules<'_>) {
        self.within(name, |c| value.inspect(rules, c));
    }

    /// Checks something at the place of a property or an item.
    pub fn within<T>(&mut self, name: &str, check: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        self.path.push('/');
        self.path.push_str(&name.replace('~', "~0").replace('/', "~1"));
        let checked = check(self);
        self.path.truncate(length);
        checked
    }

    /// Checks the value of a property that has no constraints but those inside of it.
    pub fn inner(&mut self, name: &str, value: &dyn Subject) {
        self.field(name, value, &Rules::new());
    }

    /// Checks a value that stands for the whole of this one and has no constraints but those inside of it.
    pub fn whole(&mut self, value: &dyn Subject) {
        self.here(value, &Rules::new());
    }

    /// Checks a value that stands for the whole of this one, such as the member of a union.
    pub fn here(&mut self, value: &dyn Subject, rules: &Rules<'_>) {
        value.inspect(rules, self);
    }

    /// Whether a text in JSON is a value of this type that keeps these rules and those inside of it.
    pub fn fits<T: FromJson + Subject>(
        &mut self,
        text: &str,
        rules: &Rules<'_>,
    ) -> bool {
        let Ok(value) = json::from_slice::<T>(text.as_bytes()) else { return false };
        let counted = mem::take(&mut self.counted);
        let mut inner = Self { counted, ..Self::default() };
        inner.here(&value, rules);
        self.counted = inner.counted;
        inner.violations.is_empty()
    }

    /// Whether the value here fits one of several types at least.
    pub fn at_least_one(&mut self, value: &dyn ToJson, members: &[Fits]) -> bool {
        self.fitting(value, members, 1) > 0
    }

    /// Checks that the value here fits just one of several types; returns whether it fits any.
    pub fn exactly_one(&mut self, value: &dyn ToJson, members: &[Fits]) -> bool {
        let count = self.fitting(value, members, members.len());
        if count > 1 {
            self.report(format!(
                "must fit exactly one of {} alternatives, but fits {count}",
                members.len()
            ));
        }
        count > 0
    }

    /// How many of these types a value fits, up to `enough`; one without a JSON form is the encoder's concern, and
    /// counts as fitting.
    fn fitting(&mut self, value: &dyn ToJson, members: &[Fits], enough: usize) -> usize {
        let Ok(text) = json::to_string(value) else { return 1 };
        let places = members.iter().map(|fits| *fits as usize).collect();
        let key = (places, text);
        if let Some(count) = self.counted.get(&key) {
            return *count;
        }
        let mut count = 0;
        for fits in members {
            if count < enough {
                count += usize::from(fits(self, &key.1));
            }
        }
        self.counted.insert(key, count);
        count
    }

    /// Reports that the value here breaks a constraint.
    pub fn report(&mut self, message: impl Into<String>) {
        self.violations.push(Violation::new(&self.path, message.into()));
    }

    /// Whether nothing is wrong so far.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.violations.is_empty()
    }

    /// What is wrong so far, without its places.
    pub fn messages(&self) -> impl Iterator<Item = &str> {
        self.violations.iter().map(|violation| violation.message.as_str())
    }

    /// Takes over what a walk of its own found that began at this place; what is known already counts
    /// once.
    pub fn adopt(&mut self, found: Self) {
        let known = self.violations.len();
        for mut violation in found.violations {
            violation.path.insert_str(0, &self.path);
            let mut before = self.violations.iter().take(known);
            if !before.any(|earlier| *earlier == violation) {
                self.violations.push(violation);
            }
        }
    }
}
