// kiln-runtime: support code, copied unchanged into generated crates.
//! A number of any size and precision, kept as it was written.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use super::{Decimal, DecodeError, EncodeError, FromJson, Reader, ToJson, Writer};

/// A JSON number with its exact text: `1.50` stays `1.50`, and `1e400` is no infinity.
///
/// Two numbers are equal when their values are, however they are written.
#[derive(Debug, Clone)]
pub struct Number(String);

/// The longest fraction that is written without an exponent.
const LONGEST_FRACTION: usize = 40;

impl Number {
    /// The number with these digits, so many of them behind the point: `scaled(150, 2)` is `1.50`.
    ///
    /// Less than no places is a power of ten, as are more than a number is usually written with:
    /// `scaled(15, -3)` is `15e3`.
    #[must_use]
    pub fn scaled(digits: i128, places: i32) -> Self {
        let width = match usize::try_from(places) {
            Ok(0) => return Self(digits.to_string()),
            Ok(places) if places <= LONGEST_FRACTION => places,
            _ => return Self(format!("{digits}e{}", -i64::from(places))),
        };
        let sign = if digits < 0 { "-" } else { "" };
        let text = format!("{:0>1$}", digits.unsigned_abs(), width + 1);
        let (whole, fraction) = text.split_at(text.len() - width);
        Self(format!("{sign}{whole}.{fraction}"))
    }

    /// The number as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value as a signed integer, where it is one and fits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        i64::read(&mut Reader::new(&self.0)).ok()
    }

    /// The value as an unsigned integer, where it is one and fits.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        u64::read(&mut Reader::new(&self.0)).ok()
    }

    /// The nearest float, where it is not beyond the range.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        f64::read(&mut Reader::new(&self.0)).ok()
    }

    /// The number as sign, digits and exponent.
    #[must_use]
    pub fn decimal(&self) -> Decimal {
        Decimal::parse(&self.0)
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || self.decimal() == other.decimal()
    }
}

impl Eq for Number {}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.decimal().hash(state);
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Number {
    type Err = DecodeError;

    /// Reads a number of JSON, and nothing else.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        super::from_slice(text.as_bytes())
    }
}

impl TryFrom<f64> for Number {
    type Error = EncodeError;

    /// Fails for what JSON does not have: infinities and NaN.
    fn try_from(value: f64) -> Result<Self, Self::Error> {
        super::to_string(&value).map(Self)
    }
}

macro_rules! from_integer {
    ($($name:ident),*) => {
        $(impl From<$name> for Number {
            fn from(value: $name) -> Self {
                Self(value.to_string())
            }
        })*
    };
}

from_integer!(i8, i16, i32, i64, i128, u8, u16, u32, u64);

impl FromJson for Number {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.number().map(|lexeme| Self(lexeme.to_owned()))
    }
}

impl ToJson for Number {
    fn write(&self, w: &mut Writer) {
        w.raw(&self.0);
    }
}
