//! Scalars: booleans, numbers and strings.
//!
//! ```yaml
//! { type: integer }                              # i64
//! { type: integer, format: int32 }               # i32, unless a bound needs more
//! { type: integer, maximum: 18446744073709551615 }   # u64
//! { type: number, format: float }                # f32; otherwise f64
//! { type: string, format: date-time }            # a date and time; all other formats are strings
//! ```
//!
//! Values that a bound allows and no integer type holds are refused by decoders; that is said.

use super::context::Context;
use super::kinds::Kinds;
use super::parts::Part;
use crate::diag::Code;
use crate::ir::{Scalar, Type};
use crate::openapi::{Number, SchemaObject};

impl<'d> Context<'d> {
    /// The type of a number; `kinds` tells whether fractions can occur.
    pub(super) fn number(&mut self, parts: &[Part<'d>], kinds: Kinds) -> Type {
        if kinds != Kinds::INTEGER {
            self.report_integer_formats(parts);
            return if has_format(parts, &["float"]) {
                Type::Scalar(Scalar::F32)
            } else {
                Type::Scalar(Scalar::F64)
            };
        }
        let ty = integer_type(parts);
        for part in parts {
            let object = part.object;
            let bounds = [
                ("minimum", &object.minimum),
                ("exclusiveMinimum", &object.exclusive_minimum),
                ("maximum", &object.maximum),
                ("exclusiveMaximum", &object.exclusive_maximum),
            ];
            for (key, bound) in bounds {
                if bound
                    .as_ref()
                    .and_then(Number::as_i128)
                    .is_some_and(|bound| !fits_64_bits(bound))
                {
                    let message = "the bound is outside of 64-bit integers, and so are the values next to it";
                    self.report_key(Code::NotRepresented, part.schema.node, key, message, "beyond 64 bits");
                }
            }
        }
        Type::Scalar(ty)
    }

    /// Says that the format of an integer does not make a number one.
    fn report_integer_formats(&mut self, parts: &[Part<'d>]) {
        for part in parts {
            let format = part.object.format.as_deref().unwrap_or_default();
            if format.starts_with("int") || format.starts_with("uint") {
                let message =
                    format!("`{format}` is a format of integers; this is a number, which may have a fraction");
                let node = part.schema.node;
                self.report_key(Code::NotRepresented, node, "format", message, "use `type: integer`");
            }
        }
    }

    /// The type of a string without listed values.
    pub(super) fn string(parts: &[Part<'d>]) -> Type {
        if has_format(parts, &["date-time"]) {
            Type::Scalar(Scalar::DateTime)
        } else {
            Type::Scalar(Scalar::String)
        }
    }
}

fn fits_64_bits(value: i128) -> bool {
    value >= i128::from(i64::MIN) && value <= i128::from(u64::MAX)
}

fn has_format(parts: &[Part<'_>], formats: &[&str]) -> bool {
    parts.iter().any(|part| {
        part.object
            .format
            .as_deref()
            .is_some_and(|format| formats.contains(&format))
    })
}

/// The integer type that holds what the formats and bounds allow.
pub(super) fn integer_type(parts: &[Part<'_>]) -> Scalar {
    let bounds = |pick: fn(&SchemaObject) -> [&Option<Number>; 2]| {
        let given = parts.iter().flat_map(move |part| pick(part.object));
        given.filter_map(|bound| bound.as_ref()?.as_i128())
    };
    let least = bounds(|object| [&object.minimum, &object.exclusive_minimum]).max();
    let greatest = bounds(|object| [&object.maximum, &object.exclusive_maximum]).min();
    let unsigned = least.is_some_and(|least| least >= 0) || (least.is_none() && has_format(parts, &["uint64"]));
    let beyond = |limit: i128| least.into_iter().chain(greatest).any(|bound| bound > limit);
    let below = |limit: i128| least.into_iter().chain(greatest).any(|bound| bound < limit);
    if unsigned && (has_format(parts, &["uint64"]) || beyond(i64::MAX.into())) {
        Scalar::U64
    } else if has_format(parts, &["int32"]) && !beyond(i32::MAX.into()) && !below(i32::MIN.into()) {
        Scalar::I32
    } else {
        Scalar::I64
    }
}

/// Whether a bound leaves out any value of the type, so that it demands something.
pub(super) fn excludes(ty: Scalar, bound: &Number, exclusive: bool, lower: bool) -> bool {
    let (least, greatest) = range(ty);
    let Some(integer) = bound.as_i128() else {
        // Beyond all integers: either every value is outside or none.
        return (bound.as_f64() > 0.0) == lower;
    };
    let (inside, edge) = if lower {
        (integer > least, least)
    } else {
        (integer < greatest, greatest)
    };
    inside || (exclusive && integer == edge)
}

fn range(ty: Scalar) -> (i128, i128) {
    match ty {
        Scalar::I32 => (i32::MIN.into(), i32::MAX.into()),
        Scalar::U64 => (0, u64::MAX.into()),
        _ => (i64::MIN.into(), i64::MAX.into()),
    }
}
