//! How large the values of types are in memory, roughly: what is large is boxed where it stands in something else.
//!
//! ```yaml
//! Charge: { properties: { customer: { $ref: '#/components/schemas/Customer' }, … } }
//! Customer: { properties: { default_source: { $ref: '#/components/schemas/Source' }, … } }
//! ```
//!
//! By value, every level contains all levels below it: in large documents structs grow to megabytes, and reading one runs
//! out of stack. A record or union of more than [`LARGE`] bytes is boxed wherever another one contains it. The estimate
//! counts what a field takes on a 64-bit machine; it need not be exact, only the same on every machine.

use super::recursion::Boxes;
use super::walk::{Position, fields, uses};
use crate::ir::{Api, Presence, Scalar, Shape, Type, TypeId};

/// The most bytes that a value takes in another one without a box.
const LARGE: usize = 1024;

/// A word of memory.
const WORD: usize = 8;

/// The uses to be boxed because of the size of what is used, given those that are boxed to break circles.
pub(super) fn large_uses(api: &Api, boxes: &Boxes) -> Vec<(TypeId, Position)> {
    let mut sizes = Sizes {
        api,
        boxes,
        known: vec![None; api.types.defs.len()],
    };
    let mut large = Vec::new();
    for (id, def) in api.types.iter() {
        if matches!(def.shape, Shape::Alias(_)) {
            continue;
        }
        for (position, value) in uses(&def.shape) {
            let by_value = position != Position::Rest && !boxes.contains(id, position);
            if by_value && sizes.of_type(&value.ty) > LARGE {
                large.push((id, position));
            }
        }
    }
    large
}

struct Sizes<'a> {
    api: &'a Api,
    boxes: &'a Boxes,
    /// The size of each definition, once it is known.
    known: Vec<Option<usize>>,
}

impl Sizes<'_> {
    fn of_type(&mut self, ty: &Type) -> usize {
        match ty {
            // Of a type from elsewhere nothing is known; few are larger than a string.
            Type::Scalar(Scalar::String | Scalar::DateTime | Scalar::Date | Scalar::Base64 | Scalar::Number)
            | Type::Foreign(_)
            | Type::List(_)
            | Type::Map(_) => 3 * WORD,
            Type::Scalar(Scalar::File) => 16 * WORD,
            Type::Scalar(_) | Type::Never => WORD,
            Type::Any => 4 * WORD,
            Type::Named(id) => self.of_definition(*id),
            Type::Tuple(items) => items.iter().map(|item| self.of_type(&item.ty)).sum(),
            Type::Nullable(inner) => self.of_type(inner) + WORD,
        }
    }

    fn of_definition(&mut self, id: TypeId) -> usize {
        if let Some(known) = self.known[id.0] {
            return known;
        }
        // Circles by value are broken by boxes; through aliases one might not be, and counts as nothing more then.
        self.known[id.0] = Some(WORD);
        let api = self.api;
        let size = match &api.types.get(id).shape {
            Shape::Record(record) => {
                let plain = record.fields.len();
                let all = fields(record);
                let own: usize = all
                    .iter()
                    .take(plain)
                    .map(|(position, field)| {
                        let extra = if field.presence == Presence::Required { 0 } else { WORD };
                        self.of_use(id, *position, &field.value.ty) + extra
                    })
                    .sum();
                let choices: usize = all
                    .iter()
                    .skip(plain)
                    .map(|(position, field)| self.of_use(id, *position, &field.value.ty))
                    .sum();
                own + choices + WORD
            }
            Shape::Enumeration(_) => 3 * WORD,
            Shape::Union(union) => {
                let variants = union.variants.iter().enumerate();
                let largest =
                    variants.map(|(index, variant)| self.of_use(id, Position::Variant(index), &variant.value.ty));
                largest.max().unwrap_or_default() + WORD
            }
            Shape::Alias(value) | Shape::Newtype(value) => self.of_use(id, Position::Alias, &value.ty),
        };
        self.known[id.0] = Some(size);
        size
    }

    fn of_use(&mut self, id: TypeId, position: Position, ty: &Type) -> usize {
        if self.boxes.contains(id, position) {
            return WORD;
        }
        let size = self.of_type(ty);
        if size > LARGE && !matches!(self.api.types.get(id).shape, Shape::Alias(_)) {
            WORD
        } else {
            size
        }
    }
}
