// kiln-runtime: support code, copied unchanged into generated crates.
//! `type: string, format: date-time`: a moment with its text.
//!
//! The text is kept, so that `2026-11-24T10:00:00.000Z` and `2026-11-24T11:00:00+01:00` are sent back as
//! they came; two values are equal when their texts are. Reading JSON is lenient: a text that is no
//! date-time is kept too, [`DateTime::instant`] is then `None` and `validate()` reports it. Parsing is
//! strict.
//!
//! A leap second (`23:59:60`) counts as the second behind it. Digits beyond nanoseconds are ignored in
//! the moment. It deliberately does no calendar arithmetic: date crates do that.

use std::error::Error;
use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use super::super::json;
use super::{DecodeError, FromJson, Reader, ToJson, Writer};

/// A date and time of RFC 3339 with its text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DateTime(String);

/// A text that is no date and time of RFC 3339.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct DateTimeError;

impl DateTime {
    /// Takes a text as reading JSON does: as it is, also where it is no date and time. Parsing is strict.
    #[must_use]
    pub fn lenient(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The moment; `None` for a text that is no date-time or that the system's clock cannot hold.
    #[must_use]
    pub fn instant(&self) -> Option<SystemTime> {
        parse(&self.0)
    }
}

impl FromStr for DateTime {
    type Err = DateTimeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text).map(|_| Self(text.to_owned())).ok_or(DateTimeError)
    }
}

impl From<SystemTime> for DateTime {
    /// In UTC, with as many digits of the second as it takes. Years beyond 9999 are written with more
    /// digits, which RFC 3339 does not allow.
    fn from(time: SystemTime) -> Self {
        let (seconds, nanos) = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => (i128::from(after.as_secs()), after.subsec_nanos()),
            Err(before) => {
                let before = before.duration();
                let borrowed = before.subsec_nanos() != 0;
                let seconds = -i128::from(before.as_secs()) - i128::from(borrowed);
                (
                    seconds,
                    if borrowed { 1_000_000_000 - before.subsec_nanos() } else { 0 },
                )
            }
        };
        let (year, month, day) = civil(seconds.div_euclid(DAY));
        let second = seconds.rem_euclid(DAY);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        let fraction = format!(".{nanos:09}");
        let fraction = fraction.trim_end_matches('0').trim_end_matches('.');
        Self(format!(
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}Z"
        ))
    }
}

impl TryFrom<&DateTime> for SystemTime {
    type Error = DateTimeError;

    fn try_from(value: &DateTime) -> Result<Self, Self::Error> {
        value.instant().ok_or(DateTimeError)
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for DateTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a date and time such as 2026-11-24T10:00:00Z")
    }
}

impl Error for DateTimeError {}

impl FromJson for DateTime {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        String::read(r).map(Self)
    }
}

impl ToJson for DateTime {
    fn write(&self, w: &mut Writer) {
        w.string(&self.0);
    }
}

json::serde_impls!(DateTime);

/// Seconds of a day.
const DAY: i128 = 86_400;

fn parse(text: &str) -> Option<SystemTime> {
    let (date, time) = text.split_at_checked(10)?;
    let time = time.strip_prefix(['T', 't', ' '])?;
    let [year, month, day] = split(date, '-', [4, 2, 2])?;
    let (clock, rest) = time.split_at_checked(8)?;
    let [hour, minute, second] = split(clock, ':', [2, 2, 2])?;
    let (nanos, offset) = match rest.strip_prefix('.') {
        Some(rest) => fraction(rest)?,
        None => (0, rest),
    };
    let offset = offset_minutes(offset)?;
    let days = days_of_month(year, month)?;
    let is_date = (1..=days).contains(&day);
    let is_clock = hour < 24 && minute < 60 && second <= 60;
    // A leap second is the last of a day in UTC.
    let is_leap_place = (hour * 60 + minute - offset).rem_euclid(1440) == 1439;
    if !is_date || !is_clock || (second == 60 && !is_leap_place) {
        return None;
    }
    let seconds =
        (days_since_epoch(year, month, day) * 1440 + hour * 60 + minute - offset) * 60
            + second;
    let whole = Duration::from_secs(seconds.unsigned_abs());
    let epoch = SystemTime::UNIX_EPOCH;
    let moment =
        if seconds < 0 { epoch.checked_sub(whole) } else { epoch.checked_add(whole) };
    moment?.checked_add(Duration::from_nanos(nanos))
}

/// Splits three numbers of these widths; nothing but digits is a number.
pub(super) fn split(
    text: &str,
    separator: char,
    widths: [usize; 3],
) -> Option<[i64; 3]> {
    let mut parts = text.split(separator);
    let mut numbers = [0; 3];
    for (number, width) in numbers.iter_mut().zip(widths) {
        *number = digits(parts.next()?, width)?;
    }
    parts.next().is_none().then_some(numbers)
}

fn digits(text: &str, width: usize) -> Option<i64> {
    let is_number =
        text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

/// The nanoseconds of a fraction, and the text behind it.
fn fraction(text: &str) -> Option<(u64, &str)> {
    let end = text.find(|character: char| !character.is_ascii_digit())?;
    let (digits, rest) = text.split_at_checked(end)?;
    let nanos = format!("{digits:0<9}").get(..9)?.parse().ok()?;
    (!digits.is_empty()).then_some((nanos, rest))
}

/// Minutes to the east of UTC.
fn offset_minutes(text: &str) -> Option<i64> {
    if matches!(text, "Z" | "z") {
        return Some(0);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = text.strip_prefix(['+', '-'])?.split_once(':')?;
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
    (hours < 24 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

pub(super) fn days_of_month(year: i64, month: i64) -> Option<i64> {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    Some(match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    })
}

/// Days from 1970-01-01, in years that begin in March so that the leap day is the last one.
fn days_since_epoch(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) =
        if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + (month * 153 + 2) / 5 + day - 1 - 719_468
}

/// The date of a day since 1970-01-01; the reverse of [`days_since_epoch`].
fn civil(days: i128) -> (i128, i128, i128) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let leap_days = day_of_era / 1_460 - day_of_era / 36_524 + day_of_era / 146_096;
    let year_of_era = (day_of_era - leap_days) / 365;
    let day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let year = year_of_era + era * 400;
    if month < 10 { (year, month + 3, day) } else { (year + 1, month - 9, day) }
}
