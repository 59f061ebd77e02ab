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
        self.report_bounds(parts);
        Type::Scalar(self.integer_type(parts))
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

fn has_format(parts: &[Part<'_>], formats: &[&str]) -> bool {
    parts.iter().any(|part| {
        part.object
            .format
            .as_deref()
            .is_some_and(|format| formats.contains(&format))
    })
}
