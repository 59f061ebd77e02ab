// kiln-runtime: support code, copied unchanged into generated crates.
//! The constraints of one field, as a value that costs nothing to build.

use std::fmt;

/// Something that tells whether a text is allowed: a regular expression.
pub trait Matcher: fmt::Debug + Sync {
    /// Whether the text matches; `None` where that cannot be decided.
    fn matches(&self, text: &str) -> Option<bool>;

    /// The pattern as the document writes it.
    fn source(&self) -> &str;
}

/// A form that texts can have, such as that of a UUID.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    what: &'static str,
    fits: fn(&str) -> bool,
}

impl Form {
    /// A form by what a text of it is, and the check of one.
    #[must_use]
    pub const fn new(what: &'static str, fits: fn(&str) -> bool) -> Self {
        Self { what, fits }
    }

    /// What a text of this form is, such as `a UUID`.
    #[must_use]
    pub fn what(&self) -> &'static str {
        self.what
    }

    /// Whether a text has the form.
    #[must_use]
    pub fn fits(&self, text: &str) -> bool {
        (self.fits)(text)
    }
}

/// The constraints of a field; none to begin with.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    pub(super) minimum: Option<Bound<'a>>,
    pub(super) maximum: Option<Bound<'a>>,
    pub(super) multiple_of: Option<Limit<'a>>,
    pub(super) min_length: Option<usize>,
    pub(super) max_length: Option<usize>,
    pub(super) pattern: Option<&'a dyn Matcher>,
    pub(super) format: Option<&'a Form>,
    pub(super) min_items: Option<usize>,
    pub(super) max_items: Option<usize>,
    pub(super) unique_items: bool,
    pub(super) min_properties: Option<usize>,
    pub(super) max_properties: Option<usize>,
    pub(super) items: Option<&'a Rules<'a>>,
    pub(super) only: Option<bool>,
    pub(super) positions: &'a [Rules<'a>],
}

/// An end of a range of numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bound<'a> {
    pub(super) value: Limit<'a>,
    pub(super) exclusive: bool,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Limit<'a> {
    Integer(i128),
    Float(f64),
    /// A number that neither of the others holds exactly, as it is written.
    Decimal(&'a str),
}

impl fmt::Display for Limit<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(value) => value.fmt(f),
            Self::Float(value) => value.fmt(f),
            Self::Decimal(lexeme) => f.write_str(lexeme),
        }
    }
}

impl Default for Rules<'_> {
    fn default() -> Self {
        Self::new()
    }
}

/// Setters: each is the keyword of JSON Schema with that name.
impl<'a> Rules<'a> {
    /// No constraints.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            minimum: None,
            maximum: None,
            multiple_of: None,
            min_length: None,
            max_length: None,
            pattern: None,
            format: None,
            min_items: None,
            max_items: None,
            unique_items: false,
            min_properties: None,
            max_properties: None,
            items: None,
            only: None,
            positions: &[],
        }
    }

    /// The number is at least this.
    #[must_use]
    pub const fn minimum(mut self, value: i128) -> Self {
        self.minimum = Some(Bound { value: Limit::Integer(value), exclusive: false });
        self
    }

    /// The number is at least this, a fraction.
    #[must_use]
    pub const fn minimum_f64(mut self, value: f64) -> Self {
        self.minimum = Some(Bound { value: Limit::Float(value), exclusive: false });
        self
    }

    /// The number is at least this, a number of any size and precision.
    #[must_use]
    pub const fn minimum_decimal(mut self, lexeme: &'a str) -> Self {
        self.minimum = Some(Bound { value: Limit::Decimal(lexeme), exclusive: false });
        self
    }

    /// The number is more than this.
    #[must_use]
    pub const fn exclusive_minimum(mut self, value: i128) -> Self {
        self.minimum = Some(Bound { value: Limit::Integer(value), exclusive: true });
        self
    }

    /// The number is more than this, a fraction.
    #[must_use]
    pub const fn exclusive_minimum_f64(mut self, value: f64) -> Self {
        self.minimum = Some(Bound { value: Limit::Float(value), exclusive: true });
        self
    }

    /// The number is more than this, a number of any size and precision.
    #[must_use]
    pub const fn exclusive_minimum_decimal(mut self, lexeme: &'a str) -> Self {
        self.minimum = Some(Bound { value: Limit::Decimal(lexeme), exclusive: true });
        self
    }

    /// The number is at most this.
    #[must_use]
    pub const fn maximum(mut self, value: i128) -> Self {
        self.maximum = Some(Bound { value: Limit::Integer(value), exclusive: false });
        self
    }

    /// The number is at most this, a fraction.
    #[must_use]
    pub const fn maximum_f64(mut self, value: f64) -> Self {
        self.maximum = Some(Bound { value: Limit::Float(value), exclusive: false });
        self
    }

    /// The number is at most this, a number of any size and precision.
    #[must_use]
    pub const fn maximum_decimal(mut self, lexeme: &'a str) -> Self {
        self.maximum = Some(Bound { value: Limit::Decimal(lexeme), exclusive: false });
        self
    }

    /// The number is less than this.
    #[must_use]
    pub const fn exclusive_maximum(mut self, value: i128) -> Self {
        self.maximum = Some(Bound { value: Limit::Integer(value), exclusive: true });
        self
    }

    /// The number is less than this, a fraction.
    #[must_use]
    pub const fn exclusive_maximum_f64(mut self, value: f64) -> Self {
        self.maximum = Some(Bound { value: Limit::Float(value), exclusive: true });
        self
    }

    /// The number is less than this, a number of any size and precision.
    #[must_use]
    pub const fn exclusive_maximum_decimal(mut self, lexeme: &'a str) -> Self {
        self.maximum = Some(Bound { value: Limit::Decimal(lexeme), exclusive: true });
        self
    }

    /// The number is an integral multiple of this one.
    #[must_use]
    pub const fn multiple_of(mut self, value: i128) -> Self {
        self.multiple_of = Some(Limit::Integer(value));
        self
    }

    /// The number is an integral multiple of this one, a fraction.
    #[must_use]
    pub const fn multiple_of_f64(mut self, value: f64) -> Self {
        self.multiple_of = Some(Limit::Float(value));
        self
    }

    /// The number is an integral multiple of this one, a number of any size and precision.
    #[must_use]
    pub const fn multiple_of_decimal(mut self, lexeme: &'a str) -> Self {
        self.multiple_of = Some(Limit::Decimal(lexeme));
        self
    }

    /// The text has at least so many characters.
    #[must_use]
    pub const fn min_length(mut self, count: usize) -> Self {
        self.min_length = Some(count);
        self
    }

    /// The text has at most so many characters.
    #[must_use]
    pub const fn max_length(mut self, count: usize) -> Self {
        self.max_length = Some(count);
        self
    }

    /// Some part of the text matches this pattern.
    #[must_use]
    pub const fn pattern(mut self, pattern: &'a dyn Matcher) -> Self {
        self.pattern = Some(pattern);
        self
    }

    /// The text has this form.
    #[must_use]
    pub const fn format(mut self, form: &'a Form) -> Self {
        self.format = Some(form);
        self
    }

    /// The list has at least so many items.
    #[must_use]
    pub const fn min_items(mut self, count: usize) -> Self {
        self.min_items = Some(count);
        self
    }

    /// The list has at most so many items.
    #[must_use]
    pub const fn max_items(mut self, count: usize) -> Self {
        self.max_items = Some(count);
        self
    }

    /// No two items of the list are equal.
    #[must_use]
    pub const fn unique_items(mut self) -> Self {
        self.unique_items = true;
        self
    }

    /// The map has at least so many properties.
    #[must_use]
    pub const fn min_properties(mut self, count: usize) -> Self {
        self.min_properties = Some(count);
        self
    }

    /// The map has at most so many properties.
    #[must_use]
    pub const fn max_properties(mut self, count: usize) -> Self {
        self.max_properties = Some(count);
        self
    }

    /// The boolean is this one.
    #[must_use]
    pub const fn only(mut self, value: bool) -> Self {
        self.only = Some(value);
        self
    }

    /// The constraints of every item of a list, and of every value of a map.
    #[must_use]
    pub const fn items(mut self, rules: &'a Rules<'a>) -> Self {
        self.items = Some(rules);
        self
    }

    /// The constraints of each item of a tuple.
    #[must_use]
    pub const fn positions(mut self, rules: &'a [Rules<'a>]) -> Self {
        self.positions = rules;
        self
    }
}
