// kiln-runtime: support code, copied unchanged into generated crates.
//! Booleans, integers, floats and strings.
//!
//! An integer may be written as `1.0` or `1e3`, as JSON Schema has it: what counts is the value. One
//! that the type cannot hold is refused, and so is a float beyond the range (`1e400`); nothing is
//! rounded to infinity or cut off.

use std::str::FromStr;

use super::decimal::{Decimal, Integral};
use super::{DecodeError, DecodeErrorKind, FromJson, Reader, ToJson, Writer};

impl FromJson for bool {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.boolean()
    }
}

impl ToJson for bool {
    fn write(&self, w: &mut Writer) {
        w.boolean(*self);
    }
}

impl FromJson for String {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.string().map(std::borrow::Cow::into_owned)
    }
}

impl ToJson for String {
    fn write(&self, w: &mut Writer) {
        w.string(self);
    }
}

impl ToJson for str {
    fn write(&self, w: &mut Writer) {
        w.string(self);
    }
}

macro_rules! integers {
    ($($name:ident: $what:literal),*) => {
        $(
            impl FromJson for $name {
                fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
                    integer(r, $what)
                }
            }

            impl ToJson for $name {
                fn write(&self, w: &mut Writer) {
                    w.integer(*self);
                }
            }
        )*
    };
}

integers!(
    i8: "a signed 8-bit integer",
    i16: "a signed 16-bit integer",
    i32: "a signed 32-bit integer",
    i64: "a signed 64-bit integer",
    i128: "a signed 128-bit integer",
    u8: "an unsigned 8-bit integer",
    u16: "an unsigned 16-bit integer",
    u32: "an unsigned 32-bit integer",
    u64: "an unsigned 64-bit integer"
);

macro_rules! floats {
    ($($name:ident: $what:literal),*) => {
        $(
            impl FromJson for $name {
                fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
                    r.peek();
                    let start = r.at;
                    match r.number()?.parse() {
                        Ok(value) if Self::is_finite(value) => Ok(value),
                        _ => Err(out_of_range(start, $what)),
                    }
                }
            }

            impl ToJson for $name {
                fn write(&self, w: &mut Writer) {
                    w.float(*self);
                }
            }
        )*
    };
}

floats!(f32: "a 32-bit float", f64: "a 64-bit float");

/// Up to here, 64-bit floats are all integers.
const FLOAT_EXACT: u128 = 1 << 53;

fn integer<T>(r: &mut Reader<'_>, what: &str) -> Result<T, DecodeError>
where
    T: FromStr + TryFrom<i128>,
{
    r.peek();
    let start = r.at;
    let lexeme = r.number()?;
    if let Ok(value) = lexeme.parse() {
        return Ok(value);
    }
    match Decimal::parse(lexeme).integral() {
        Integral::Exact(value) if r.rounded && value.unsigned_abs() > FLOAT_EXACT => {
            let message =
                "the integer came as a float, which may have lost digits of it";
            Err(DecodeError::new(DecodeErrorKind::Range, start, message))
        }
        Integral::Exact(value) => {
            T::try_from(value).map_err(|_| out_of_range(start, what))
        }
        Integral::TooLarge => Err(out_of_range(start, what)),
        Integral::Fraction => {
            let message = "expected an integer, found a number with a fraction";
            Err(DecodeError::new(DecodeErrorKind::Mismatch, start, message))
        }
    }
}

fn out_of_range(offset: usize, what: &str) -> DecodeError {
    let message = format!("the number is out of the range of {what}");
    DecodeError::new(DecodeErrorKind::Range, offset, message)
}
