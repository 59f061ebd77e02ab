// kiln-runtime: support code, copied unchanged into generated crates.
//! Decimal numbers as JSON writes them, without any rounding.
//!
//! `1`, `1.0` and `10e-1` are one number; `0.07` is a multiple of `0.01` although no float says so.

use std::cmp::Ordering;

/// A number as a sign, digits without zeros at either end, and a power of ten.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Decimal {
    negative: bool,
    digits: String,
    exponent: i64,
}

/// A decimal number as an integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Integral {
    Exact(i128),
    Fraction,
    TooLarge,
}

impl Decimal {
    /// Takes a JSON number apart. Exponents beyond 64 bits are cut off: no type could hold such a
    /// number anyway.
    #[must_use]
    pub fn parse(lexeme: &str) -> Self {
        let (mantissa, exponent) =
            lexeme.split_once(['e', 'E']).unwrap_or((lexeme, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let negative = whole.starts_with('-');
        let all = format!("{}{fraction}", whole.trim_start_matches('-'));
        let short = all.trim_end_matches('0');
        let digits = short.trim_start_matches('0').to_owned();
        if digits.is_empty() {
            return Self { negative: false, digits, exponent: 0 };
        }
        let limit = if exponent.starts_with('-') { i64::MIN } else { i64::MAX };
        let exponent = exponent.parse::<i64>().unwrap_or(limit);
        let zeros = count(all.len() - short.len());
        let exponent =
            exponent.saturating_sub(count(fraction.len())).saturating_add(zeros);
        Self { negative, digits, exponent }
    }

    pub(super) fn integral(&self) -> Integral {
        if self.digits.is_empty() {
            return Integral::Exact(0);
        }
        let Ok(exponent) = u32::try_from(self.exponent) else {
            return if self.exponent < 0 {
                Integral::Fraction
            } else {
                Integral::TooLarge
            };
        };
        let digits = self.digits.parse::<i128>().ok();
        let power = 10_i128.checked_pow(exponent);
        match digits.zip(power).and_then(|(digits, power)| digits.checked_mul(power)) {
            Some(value) => Integral::Exact(if self.negative { -value } else { value }),
            None => Integral::TooLarge,
        }
    }

    /// Whether it has no fraction.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        self.exponent >= 0
    }

    /// Whether this number is an integral multiple of the other one; only zero is one of zero.
    ///
    /// Exact for numbers of up to 37 significant digits, twice as many as floats and 64-bit integers
    /// have; of longer ones it may not know.
    #[must_use]
    pub fn is_multiple_of(&self, divisor: &Self) -> Option<bool> {
        if self.digits.is_empty() || divisor.digits.is_empty() {
            return Some(self.digits.is_empty());
        }
        let digits = self.digits.parse::<u128>().ok()?;
        let mut unit = divisor.digits.parse::<u128>().ok()?;
        let shift = self.exponent.saturating_sub(divisor.exponent);
        let power = u32::try_from(shift.unsigned_abs()).unwrap_or(u32::MAX);
        if shift < 0 {
            unit = unit.checked_mul(10_u128.checked_pow(power)?)?;
            return Some(digits % unit == 0);
        }
        // Each step brings a factor 2 and a factor 5; a unit of 128 bits has no more than 128 of them.
        let mut rest = digits % unit;
        for _ in 0..power.min(128) {
            rest = rest.checked_mul(10)? % unit;
        }
        Some(rest == 0)
    }

    /// The number in plain digits, without an exponent; `None` where that would be hundreds of them.
    #[must_use]
    pub fn plain(&self) -> Option<String> {
        let sign = if self.negative { "-" } else { "" };
        let count = i64::try_from(self.digits.len()).ok()?;
        if self.exponent >= 0 {
            let zeros =
                usize::try_from(self.exponent).ok().filter(|zeros| *zeros < 400)?;
            let digits = if self.digits.is_empty() { "0" } else { &self.digits };
            return Some(format!("{sign}{digits}{}", "0".repeat(zeros)));
        }
        let whole = count.checked_add(self.exponent)?;
        let zeros = usize::try_from(-whole.min(0)).ok().filter(|zeros| *zeros < 400)?;
        let (whole, fraction) =
            self.digits.split_at_checked(usize::try_from(whole.max(0)).ok()?)?;
        let whole = if whole.is_empty() { "0" } else { whole };
        Some(format!("{sign}{whole}.{}{fraction}", "0".repeat(zeros)))
    }

    /// Compares two numbers.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Ordering {
        let order = self.magnitude(other);
        match (self.negative, other.negative) {
            (false, false) => order,
            (true, true) => order.reverse(),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }

    fn magnitude(&self, other: &Self) -> Ordering {
        match (self.digits.is_empty(), other.digits.is_empty()) {
            (true, true) => return Ordering::Equal,
            (true, false) => return Ordering::Less,
            (false, true) => return Ordering::Greater,
            (false, false) => {}
        }
        let scale =
            |number: &Self| number.exponent.saturating_add(count(number.digits.len()));
        // Without zeros in front, digits compare like text.
        scale(self).cmp(&scale(other)).then_with(|| self.digits.cmp(&other.digits))
    }
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}
