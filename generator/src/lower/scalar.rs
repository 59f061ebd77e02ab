//! Numbers that may have a fraction.
//!
//! ```yaml
//! { type: number }                   # f64
//! { type: number, format: float }    # f64 too
//! ```
//!
//! `format: float` says how a server stores a number and not how it writes it: 51.503541 is valid, and as an `f32` it would
//! go back as 51.50354. Who knows that a server means it maps the format to `f32`. Integers are lowered in `integer`,
//! strings in `format`.

use super::context::Context;
use super::kinds::Kinds;
use super::parts::Part;
use crate::diag::Code;
use crate::ir::{Scalar, Type};

impl<'d> Context<'d> {
    /// The type of a number; `kinds` tells whether fractions can occur.
    pub(super) fn number(&mut self, parts: &[Part<'d>], kinds: Kinds) -> Type {
        if kinds == Kinds::INTEGER {
            self.report_bounds(parts);
            return Type::Scalar(self.integer_type(parts));
        }
        self.report_integer_formats(parts);
        let plain = parts.iter().all(|part| part.object.format.is_none());
        Type::Scalar(if self.settings.exact_numbers && plain {
            Scalar::Number
        } else {
            Scalar::F64
        })
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
}
