//! Integers: as wide as the document allows, and no narrower.
//!
//! ```yaml
//! { type: integer }                                     # i64
//! { type: integer, format: uint16 }                     # u16
//! { type: integer, format: int32, example: 3000000000 } # i64: an example, a bound or a listed value needs more
//! { type: integer, minimum: 0, maximum: 18446744073709551615 }    # u64
//! { type: integer, minimum: 0, maximum: 99999999999999999999 }    # i128
//! { type: integer, minimum: 0 }                         # i64, or u64 where the configuration asks for it
//! ```
//!
//! An integer without a format and without bounds is an `i64` unless the configuration says otherwise: JSON Schema knows
//! no limit, programs do. Where bounds go beyond 128 bits the number keeps its digits. JavaScript writes the limits of 64
//! bits as 9223372036854776000 and 18446744073709552000, and so do documents that it generates: those mean the limits
//! themselves, which is said.

use super::context::Context;
use super::parts::Part;
use crate::diag::Code;
use crate::ir::Scalar;
use crate::openapi::{Number, SchemaObject};

/// The bounds of an object by their keywords.
type Bounds<'o> = [(&'static str, Option<&'o Number>); 4];

/// Signed types and unsigned ones, each from the narrowest on.
const SIGNED: [Scalar; 5] = [Scalar::I8, Scalar::I16, Scalar::I32, Scalar::I64, Scalar::I128];
const UNSIGNED: [Scalar; 4] = [Scalar::U8, Scalar::U16, Scalar::U32, Scalar::U64];

/// The limits of 64 bits as a float prints them, each with what it stands for.
const ROUNDED: [(i128, i128); 5] = [
    (-9_223_372_036_854_776_000, i64::MIN as i128),
    (9_223_372_036_854_775_808, i64::MAX as i128),
    (9_223_372_036_854_776_000, i64::MAX as i128),
    (18_446_744_073_709_551_616, u64::MAX as i128),
    (18_446_744_073_709_552_000, u64::MAX as i128),
];

impl<'d> Context<'d> {
    /// The integer type that holds what the formats, bounds and values of these parts allow.
    pub(super) fn integer_type(&self, parts: &[Part<'d>]) -> Scalar {
        let plain = parts.iter().all(|part| part.object.format.is_none());
        if self.settings.exact_numbers && plain {
            return Scalar::Number;
        }
        let bounds = || parts.iter().flat_map(|part| bounds(part.object));
        if bounds().any(|(_, bound)| bound.is_some_and(is_endless)) {
            return Scalar::Number;
        }
        let given = |wanted: [&str; 2]| -> Vec<i128> {
            let given = bounds().filter(|(key, _)| wanted.contains(key));
            given
                .filter_map(|(key, bound)| bound?.as_i128().map(|value| meant(key, value)))
                .collect()
        };
        let least = given(["minimum", "exclusiveMinimum"]).into_iter().max();
        let greatest = given(["maximum", "exclusiveMaximum"]).into_iter().min();
        let shown: Vec<i128> = parts.iter().flat_map(|part| self.shown(part.object)).collect();
        let needed: Vec<i128> = least.into_iter().chain(greatest).chain(shown).collect();
        let natural = parts.iter().find_map(|part| named(part.object.format.as_deref()?));
        let natural = natural.unwrap_or(Scalar::I64);
        let positive = needed.iter().all(|value| *value >= 0);
        let wide = needed.iter().any(|value| *value > i64::MAX.into());
        let unsigned = positive
            && (UNSIGNED.contains(&natural)
                || least.is_some_and(|least| least >= 0 && (self.settings.unsigned || wide)));
        let family: &[Scalar] = if unsigned { &UNSIGNED } else { &SIGNED };
        let (_, top) = range(natural);
        let enough = |ty: &&Scalar| range(**ty).1 >= top && holds(**ty, &needed);
        family.iter().find(enough).copied().unwrap_or(Scalar::I128)
    }

    /// The integers that a schema shows or lists: each is valid, whatever its format says.
    fn shown<'o>(&self, object: &'o SchemaObject) -> impl Iterator<Item = i128> + use<'o, 'd> {
        let document = self.document;
        let listed = object.enumeration.iter().flatten().chain(&object.constant);
        let nodes = listed.chain(&object.default).chain(&object.examples);
        nodes.filter_map(|node| Number::new(document.node(*node).as_number()?).as_i128())
    }

    /// Says which bounds are not what they seem.
    pub(super) fn report_bounds(&mut self, parts: &[Part<'d>]) {
        for part in parts {
            for (key, bound) in bounds(part.object) {
                let Some(bound) = bound else { continue };
                let Some(value) = bound.as_i128() else { continue };
                if meant(key, value) == inside(key, value) {
                    continue;
                }
                let message = "the bound is a limit of 64-bit integers, rounded; the limit itself is meant";
                self.report_key(Code::NotRepresented, part.schema.node, key, message, "not this number");
            }
        }
    }
}

fn bounds(object: &SchemaObject) -> Bounds<'_> {
    [
        ("minimum", object.minimum.as_ref()),
        ("exclusiveMinimum", object.exclusive_minimum.as_ref()),
        ("maximum", object.maximum.as_ref()),
        ("exclusiveMaximum", object.exclusive_maximum.as_ref()),
    ]
}

/// The outermost integer that a bound lets in.
fn inside(key: &str, value: i128) -> i128 {
    match key {
        "exclusiveMinimum" => value.saturating_add(1),
        "exclusiveMaximum" => value.saturating_sub(1),
        _ => value,
    }
}

/// The same, as the author of the bound had it in mind.
fn meant(key: &str, value: i128) -> i128 {
    let rounded = ROUNDED.iter().find(|(rounded, _)| *rounded == value);
    rounded.map_or_else(|| inside(key, value), |(_, exact)| *exact)
}

/// Whether a bound is an integer in plain digits that 128 bits cannot hold. One with an exponent is some way to say
/// that there is no bound.
fn is_endless(bound: &Number) -> bool {
    let text = bound.as_str();
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.bytes().all(|byte| byte.is_ascii_digit()) && bound.as_i128().is_none()
}

/// The type of a format of integers; names that several conventions share, in any case.
pub(super) fn named(format: &str) -> Option<Scalar> {
    Some(match format.to_ascii_lowercase().as_str() {
        "int8" => Scalar::I8,
        "int16" => Scalar::I16,
        "int32" => Scalar::I32,
        "int64" | "long" | "sf-integer" => Scalar::I64,
        "uint8" => Scalar::U8,
        "uint16" => Scalar::U16,
        "uint32" => Scalar::U32,
        "uint64" | "uint" => Scalar::U64,
        "int128" => Scalar::I128,
        _ => return None,
    })
}

/// The type that holds the values of all of these, if they are integers.
pub(super) fn united(types: &[Scalar]) -> Option<Scalar> {
    let known = |ty: &Scalar| SIGNED.contains(ty) || UNSIGNED.contains(ty);
    if !types.iter().all(|ty| known(ty) || *ty == Scalar::Number) {
        return None;
    }
    if types.contains(&Scalar::Number) {
        return Some(Scalar::Number);
    }
    let ends = types.iter().flat_map(|ty| [range(*ty).0, range(*ty).1]);
    let ends: Vec<i128> = ends.collect();
    [Scalar::I64, Scalar::I128].into_iter().find(|ty| holds(*ty, &ends))
}

fn holds(ty: Scalar, values: &[i128]) -> bool {
    let (least, greatest) = range(ty);
    values.iter().all(|value| (least..=greatest).contains(value))
}

/// The least and the greatest value of a type; those of 128 bits for what has no limits.
fn range(ty: Scalar) -> (i128, i128) {
    match ty {
        Scalar::I8 => (i8::MIN.into(), i8::MAX.into()),
        Scalar::I16 => (i16::MIN.into(), i16::MAX.into()),
        Scalar::I32 => (i32::MIN.into(), i32::MAX.into()),
        Scalar::I64 => (i64::MIN.into(), i64::MAX.into()),
        Scalar::U8 => (0, u8::MAX.into()),
        Scalar::U16 => (0, u16::MAX.into()),
        Scalar::U32 => (0, u32::MAX.into()),
        Scalar::U64 => (0, u64::MAX.into()),
        _ => (i128::MIN, i128::MAX),
    }
}

/// Whether a bound leaves out any value of the type, so that it demands something.
pub(super) fn excludes(ty: Scalar, bound: &Number, exclusive: bool, lower: bool) -> bool {
    if ty == Scalar::Number {
        return true;
    }
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
