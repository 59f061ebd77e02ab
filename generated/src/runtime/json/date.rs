// kiln-runtime: support code, copied unchanged into generated crates.
//! `type: string, format: date`: a day with its text.
//!
//! As with a [`DateTime`](super::DateTime) the text is kept, and two values are equal when their texts
//! are. Reading JSON is lenient: a text that is no date is kept too, [`Date::parts`] is then `None` and
//! `validate()` reports it. Parsing is strict. It deliberately does no calendar arithmetic.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use super::super::json;
use super::date_time::{days_of_month, split};
use super::{DecodeError, FromJson, Reader, ToJson, Writer};

/// A date of RFC 3339, such as `2026-11-24`, with its text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Date(String);

/// A text or numbers that are no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct DateError;

impl Date {
    /// A date from its year, month and day, each counted as people do.
    ///
    /// # Errors
    /// When there is no such day, or the year has more than four digits.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, DateError> {
        format!("{year:04}-{month:02}-{day:02}").parse()
    }

    /// Takes a text as reading JSON does: as it is, also where it is no date. Parsing is strict.
    #[must_use]
    pub fn lenient(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Year, month and day; `None` for a text that is no date.
    #[must_use]
    pub fn parts(&self) -> Option<(u16, u8, u8)> {
        parse(&self.0)
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text).map(|_| Self(text.to_owned())).ok_or(DateError)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a date such as 2026-11-24")
    }
}

impl Error for DateError {}

impl FromJson for Date {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        String::read(r).map(Self)
    }
}

impl ToJson for Date {
    fn write(&self, w: &mut Writer) {
        w.string(&self.0);
    }
}

json::serde_impls!(Date);

fn parse(text: &str) -> Option<(u16, u8, u8)> {
    let [year, month, day] = split(text, '-', [4, 2, 2])?;
    if !(1..=days_of_month(year, month)?).contains(&day) {
        return None;
    }
    let year = u16::try_from(year).ok()?;
    let month = u8::try_from(month).ok()?;
    Some((year, month, u8::try_from(day).ok()?))
}
